#include "analysis/variance_design.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "random/blend.hpp"
#include "simulation/members.hpp"
#include "statistics/moments.hpp"
#include "statistics/pick_freeze.hpp"

namespace leontide::analysis {

namespace {

using lanes::width;
using simulation::MemberTable;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

std::uint64_t second_seed(std::uint64_t seed) {
  return seed ^ 0x9e3779b97f4a7c15;
}

bool varies(const random::Driver& driver) {
  return !std::holds_alternative<random::Constant>(driver.laws.front());
}

random::Kept all_of(const scenario::Reading& reading, bool kept) {
  return {std::vector<bool>(reading.drivers.size(), kept), std::vector<bool>(reading.levers.size(), kept),
          std::vector<bool>(reading.events.size(), kept)};
}

void mark(const InputGroup& group, bool kept, random::Kept& marks) {
  for (const std::uint32_t d : group.drivers)
    marks.drivers[d] = kept;
  for (const std::uint32_t l : group.levers)
    marks.levers[l] = kept;
  for (const std::uint32_t e : group.events)
    marks.events[e] = kept;
}

/// Trials that completed in every member, each question's hit and value as columns.
class Columns {
 public:
  Columns(const MemberTable& table, const simulation::Run& run) : table_(table), run_(run) {
    for (std::size_t block = 0; block < table.blocks(); ++block) {
      std::uint64_t good = ~std::uint64_t{0};
      for (std::size_t m = 0; m < table.members(); ++m)
        good &= table.completed(m, block);
      good_.push_back(good);
    }
  }

  /// Rows of which a trial failed.
  std::uint64_t dropped() const {
    std::uint64_t count = 0;
    for (const std::uint64_t good : good_)
      count += width - static_cast<std::uint64_t>(std::popcount(good));
    return count;
  }

  std::vector<double> hits(const Question& question, std::size_t member) const {
    return column([&](std::size_t block, std::size_t lane) {
      const std::uint64_t met = answer_of(question, run_, good_[block],
                                          [&](std::uint32_t c) { return table_.met(member, c, block); });
      return static_cast<double>((met >> lane) & 1U);
    });
  }

  std::vector<double> values(const Question& question, std::size_t member) const {
    const auto all = table_.values(member, *question.condition);
    auto numbers = column([&](std::size_t block, std::size_t lane) { return all[block * width + lane]; });
    simulation::level_rounding(numbers, run_.conditions[*question.condition].slack);
    return numbers;
  }

 private:
  template <class At>
  std::vector<double> column(const At& at) const {
    std::vector<double> numbers;
    numbers.reserve(good_.size() * width);
    for (std::size_t block = 0; block < good_.size(); ++block) {
      for (std::size_t lane = 0; lane < width; ++lane) {
        if (((good_[block] >> lane) & 1U) != 0) numbers.push_back(at(block, lane));
      }
    }
    return numbers;
  }

  const MemberTable& table_;
  const simulation::Run& run_;
  std::vector<std::uint64_t> good_;
};

/// How many rows carry the variance of two columns together.
double carriers_of(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> both;
  both.reserve(a.size() + b.size());
  both.insert(both.end(), a.begin(), a.end());
  both.insert(both.end(), b.begin(), b.end());
  return statistics::variance_carriers(both);
}

/// Two samples, beside them both in one or a mixed one.
constexpr std::size_t columns_of_a_question = 4;

/// Indices of hit or miss that too few trials carry are none: neither they nor their intervals mean anything.
void leave_unknown(std::vector<statistics::Estimate>& indices) {
  for (statistics::Estimate& index : indices)
    index.value = index.error = index.low = index.high = unknown;
}

std::uint64_t whole_blocks(std::uint64_t rows) {
  return (rows + width - 1) / width * width;
}

}  // namespace

std::vector<InputGroup> single_inputs(const scenario::Reading& reading) {
  std::vector<InputGroup> groups;
  for (std::uint32_t d = 0; d < reading.drivers.size(); ++d) {
    if (varies(reading.drivers[d])) groups.push_back({reading.drivers[d].name, {d}, {}, {}});
  }
  for (std::uint32_t l = 0; l < reading.levers.size(); ++l) {
    if (reading.levers_on[l]) groups.push_back({reading.levers[l].name, {}, {l}, {}});
  }
  for (std::uint32_t e = 0; e < reading.events.size(); ++e) {
    if (reading.events[e].on) groups.push_back({reading.events[e].name, {}, {}, {e}});
  }
  return groups;
}

std::vector<InputGroup> grouped_inputs(const scenario::Reading& reading) {
  std::vector<InputGroup> groups;
  InputGroup switches{"levers and events", {}, {}, {}};
  for (const InputGroup& single : single_inputs(reading)) {
    if (single.drivers.empty()) {
      switches.levers.insert(switches.levers.end(), single.levers.begin(), single.levers.end());
      switches.events.insert(switches.events.end(), single.events.begin(), single.events.end());
      continue;
    }
    const std::string& stated = reading.driver_groups[single.drivers.front()];
    const std::string name = stated.empty() ? "other" : stated;
    if (name == switches.name) {
      switches.drivers.push_back(single.drivers.front());
      continue;
    }
    const auto at = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.name == name; });
    if (at == groups.end()) {
      groups.push_back({name, single.drivers, {}, {}});
    } else {
      at->drivers.push_back(single.drivers.front());
    }
  }
  if (!switches.levers.empty() || !switches.events.empty()) groups.push_back(std::move(switches));
  return groups;
}

std::string why_no_redraw(const Prepared& prepared, std::size_t reading) {
  return random::why_no_blend(prepared.runs[reading].plan);
}

VarianceDesign variance_design(const Prepared& prepared, std::size_t reading_number,
                               std::vector<InputGroup> inputs, std::uint64_t rows, std::size_t threads,
                               const simulation::Observer& observer) {
  const scenario::Reading& reading = prepared.scenario.readings[reading_number];
  const simulation::Run& run = prepared.runs[reading_number];
  const std::uint64_t seed = prepared.scenario.sampling.seed;
  VarianceDesign design{
      reading.name, std::move(inputs), whole_blocks(rows), 0, 0, !reading.copulas.empty(), {}, {}};
  std::vector<simulation::Ensemble> members{{&run, random::Independent{seed}, {{}}},
                                            {&run, random::Independent{second_seed(seed)}, {{}}}};
  for (const InputGroup& group : design.groups) {
    random::Kept kept = all_of(reading, true);
    mark(group, false, kept);
    members.push_back({&run, random::make_blend(run.plan, kept, seed, second_seed(seed)), {{}}});
  }
  design.runs = design.rows * members.size();
  const MemberTable table =
      simulation::run_members(members, {design.rows, threads, true, columns_of_a_question}, observer);
  if (observer.cancel != nullptr && observer.cancel->requested()) return design;
  design.tally = table.tally();
  const Columns columns(table, run);
  design.dropped = columns.dropped();
  for (const Question& question : list_questions(prepared.scenario, run)) {
    VarianceShares shares{question, {}, {}, {}, {}, 0, 0};
    const auto estimate = [&](const auto& column, auto& first, auto& total, double& carriers) {
      const std::vector<double> a = column(0), b = column(1);
      carriers = carriers_of(a, b);
      for (std::size_t g = 0; g < design.groups.size(); ++g) {
        const std::vector<double> mixed = column(g + 2);
        first.push_back(statistics::first_order_index(a, b, mixed));
        if (design.has_dependence) first.back().value = first.back().low = first.back().high = unknown;
        total.push_back(statistics::total_index(a, b, mixed));
      }
    };
    estimate([&](std::size_t m) { return columns.hits(question, m); }, shares.first_of_chance,
             shares.total_of_chance, shares.carriers_of_chance);
    if (shares.carriers_of_chance < statistics::enough_carriers) {
      leave_unknown(shares.first_of_chance);
      leave_unknown(shares.total_of_chance);
    }
    if (question.condition) {
      estimate([&](std::size_t m) { return columns.values(question, m); }, shares.first_of_value,
               shares.total_of_value, shares.carriers_of_value);
    }
    design.questions.push_back(std::move(shares));
  }
  return design;
}

ShapleyAnswer shapley_effects(const Prepared& prepared, std::size_t reading_number,
                              const std::vector<InputGroup>& groups, std::uint64_t rows, std::size_t threads,
                              const simulation::Observer& observer) {
  const scenario::Reading& reading = prepared.scenario.readings[reading_number];
  const simulation::Run& run = prepared.runs[reading_number];
  const std::uint64_t seed = prepared.scenario.sampling.seed;
  const std::size_t subsets = std::size_t{1} << groups.size();
  // Member 0 is the sample itself; the empty set explains nothing and the full one everything.
  std::vector<simulation::Ensemble> members{{&run, random::Independent{seed}, {{}}}};
  for (std::size_t subset = 1; subset + 1 < subsets; ++subset) {
    random::Kept kept = all_of(reading, false);
    for (std::size_t g = 0; g < groups.size(); ++g) {
      if (((subset >> g) & 1U) != 0) mark(groups[g], true, kept);
    }
    members.push_back({&run, random::make_blend(run.plan, kept, seed, second_seed(seed)), {{}}});
  }
  const MemberTable table =
      simulation::run_members(members, {whole_blocks(rows), threads, true, subsets + 1}, observer);
  ShapleyAnswer effects{{}, 0, table.tally()};
  if (observer.cancel != nullptr && observer.cancel->requested()) return effects;
  const Columns columns(table, run);
  effects.dropped = columns.dropped();
  for (const Question& question : list_questions(prepared.scenario, run)) {
    const auto split = [&](const auto& column, double& carriers) {
      const std::vector<double> all = column(0);
      carriers = statistics::variance_carriers(all);
      std::vector<std::vector<double>> sharing(subsets);
      for (std::size_t subset = 1; subset + 1 < subsets; ++subset)
        sharing[subset] = column(subset);
      return statistics::shapley_effects_of_rows(all, sharing);
    };
    ShapleyEffects effect{question, {}, {}, 0, 0};
    effect.of_chance =
        split([&](std::size_t m) { return columns.hits(question, m); }, effect.carriers_of_chance);
    if (effect.carriers_of_chance < statistics::enough_carriers) leave_unknown(effect.of_chance);
    if (question.condition) {
      effect.of_value =
          split([&](std::size_t m) { return columns.values(question, m); }, effect.carriers_of_value);
    }
    effects.questions.push_back(std::move(effect));
  }
  return effects;
}

}  // namespace leontide::analysis
