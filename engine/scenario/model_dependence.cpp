#include <algorithm>
#include <fmt/format.h>

#include "base/nearest_name.hpp"
#include "random/problems.hpp"
#include "scenario/laws/law_keys.hpp"
#include "scenario/laws/law_reader.hpp"
#include "scenario/model_reader.hpp"

namespace leontide::scenario {

namespace {

using Kind = random::Copula::Kind;

/// One number for every pair of n drivers, or the whole matrix.
std::vector<double> read_correlation(const yaml::Node& node, std::size_t n, Diagnostics& diagnostics) {
  if (!node.is_scalar()) return read_rows(node, diagnostics);
  const double rho = read_number(node, diagnostics).value_or(0);
  std::vector<double> matrix;
  for (std::size_t i = 0; i < n * n; ++i)
    matrix.push_back(i % (n + 1) == 0 ? 1 : rho);
  return matrix;
}

std::vector<std::vector<random::PairLaw>> read_trees(const yaml::Node& node, Diagnostics& diagnostics) {
  std::vector<std::vector<random::PairLaw>> trees;
  const auto is_list = [&diagnostics](const yaml::Node& list) {
    if (!list.is_sequence()) {
      diagnostics.error("value", list.place,
                        "pairs is a list of trees, each a list of pairs: [[{family: …, tau: …}, …], …]");
    }
    return list.is_sequence();
  };
  if (!is_list(node)) return trees;
  for (const yaml::Node& tree : node.items) {
    trees.emplace_back();
    if (!is_list(tree)) continue;
    for (const yaml::Node& pair : tree.items)
      trees.back().push_back(read_pair(pair, "a pair of a vine", diagnostics).value_or(random::PairLaw{}));
  }
  return trees;
}

}  // namespace

bool ModelReader::names_faulty_driver(const random::Copula& copula) const {
  return std::any_of(copula.drivers.begin(), copula.drivers.end(),
                     [&](const std::string& name) { return out_.draft.faulty.contains(name); });
}

std::optional<random::Copula> ModelReader::read_copula(const yaml::Node& node) {
  const std::size_t errors_before = diagnostics_.error_count();
  random::Copula copula;
  if (const yaml::Node* kind = node.is_mapping() ? node.find("copula") : nullptr) {
    const auto choice = read_choice(*kind, keys::copulas(), diagnostics_);
    if (!choice) return std::nullopt;
    copula.kind = static_cast<Kind>(*choice);
  }
  const std::vector<yaml::Key> known =
      keys::copula_of(keys::copulas()[static_cast<std::size_t>(copula.kind)]);
  if (!check_keys(node, known, "a copula", diagnostics_)) return std::nullopt;
  if (diagnostics_.error_count() > errors_before) return std::nullopt;
  copula.drivers = read_texts(*node.find("drivers"), diagnostics_);
  if (const yaml::Node* correlation = node.find("correlation"))
    copula.correlation = read_correlation(*correlation, copula.drivers.size(), diagnostics_);
  if (const yaml::Node* df = node.find("df")) copula.df = read_number(*df, diagnostics_).value_or(0);
  if (const yaml::Node* structure = node.find("structure")) {
    copula.structure = read_choice(*structure, {"c", "d"}, diagnostics_) == 0U
                           ? random::Copula::Structure::canonical
                           : random::Copula::Structure::drawable;
  }
  if (const yaml::Node* pairs = node.find("pairs")) copula.pairs = read_trees(*pairs, diagnostics_);
  if (const yaml::Node* discrete = node.find("discrete"))
    copula.discrete_by_uniform = read_choice(*discrete, {"by-uniform"}, diagnostics_).has_value();
  if (diagnostics_.error_count() > errors_before) return std::nullopt;
  return copula;
}

/// Strengths of levers and onsets of events that a copula names, as drivers of their own: `levers.NAME` and
/// `events.NAME`. False after a fault.
bool ModelReader::tie_switches(const random::Copula& copula, const yaml::Node& at) {
  const std::size_t errors_before = diagnostics_.error_count();
  for (const std::string& name : copula.drivers) {
    const bool is_lever = name.starts_with("levers.");
    if (!is_lever && !name.starts_with("events.")) continue;
    const std::string bare = name.substr(name.find('.') + 1);
    if (out_.draft.faulty.contains(bare)) return false;
    std::vector<std::string> known;
    const auto find = [&](const auto& list, const char* prefix) {
      std::size_t found = list.size();
      for (std::size_t i = 0; i < list.size(); ++i) {
        known.push_back(prefix + list[i].name);
        if (list[i].name == bare) found = i;
      }
      return found;
    };
    const std::size_t number = is_lever ? find(out_.levers, "levers.") : find(out_.events, "events.");
    if (number == known.size()) {
      diagnostics_.error("unknown-name", at.place,
                         fmt::format("a copula names \"{}\", which is not there", name),
                         suggestion(name, known));
    } else if (is_lever) {
      tie_strength(number, at);
    } else if (out_.events[number].onset_driver.empty()) {
      tie_onset(number);
    }
  }
  return diagnostics_.error_count() == errors_before;
}

void ModelReader::tie_strength(std::size_t number, const yaml::Node& at) {
  random::Lever& lever = out_.levers[number];
  language::LeverTiming& timing = out_.draft.lever_timings[number];
  if (timing.driver) return;
  if (std::holds_alternative<random::Constant>(lever.strength)) {
    diagnostics_.error(
        "correlation", at.place,
        fmt::format("the strength of lever \"{}\" is not drawn, so nothing ties it", lever.name));
    return;
  }
  const language::Quantity quantity = out_.draft.levers[number];
  add_strength_driver(quantity, lever.strength, timing);
  lever.strength = random::Constant{1};
}

void ModelReader::tie_onset(std::size_t number) {
  random::Event& event = out_.events[number];
  language::Quantity quantity;
  quantity.name = "events." + event.name;
  quantity.place = out_.draft.events[number].place;
  random::Driver driver;
  driver.name = quantity.name;
  driver.laws = {random::Uniform{0, 1}};
  driver.draw = random::Driver::Draw::step;
  event.onset_driver = driver.name;
  out_.draft.moving_drivers.push_back(true);
  out_.draft.drivers.push_back(std::move(quantity));
  out_.driver_groups.emplace_back("levers and events");
  out_.drivers.push_back(std::move(driver));
}

void ModelReader::read_dependence() {
  const yaml::Node* list = section("dependence");
  if (list != nullptr && list->kind != yaml::Node::Kind::null && !list->is_sequence())
    diagnostics_.error("value", list->place, "dependence must be a list of copulas");
  if (list != nullptr) {
    for (const yaml::Node& item : list->items) {
      const std::size_t errors_before = diagnostics_.error_count();
      auto copula = read_copula(item);
      if (!copula) continue;
      if (names_faulty_driver(*copula)) {
        for (const auto& problem : random::problems_of_numbers(*copula))
          diagnostics_.error("correlation", blamed(item, problem.key).place, problem.what, problem.hint);
        continue;
      }
      if (!tie_switches(*copula, blamed(item, "drivers"))) continue;
      for (const auto& problem : random::problems(*copula, out_.drivers))
        diagnostics_.error("correlation", blamed(item, problem.key).place, problem.what, problem.hint);
      if (diagnostics_.error_count() == errors_before) out_.copulas.push_back(std::move(*copula));
    }
  }
  for (const auto& problem : random::problems(out_.drivers, out_.levers, out_.events, out_.copulas)) {
    diagnostics_.error("random", list != nullptr ? list->place : root_.place, problem.what, problem.hint);
  }
}

std::optional<random::PairLaw> read_pair(const yaml::Node& node, const std::string& what,
                                         Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  const std::vector<yaml::Key> keys{{"family", true}, {"parameter"}, {"tau"}, {"df"}, {"rotation"}};
  if (!check_keys(node, keys, what, diagnostics)) return std::nullopt;
  random::PairLaw pair;
  if (const yaml::Node* family = node.find("family")) {
    if (const auto choice = read_choice(*family, random::family_names(), diagnostics))
      pair.family = static_cast<random::Family>(*choice);
  }
  if (const yaml::Node* parameter = node.find("parameter"))
    pair.parameter = read_number(*parameter, diagnostics);
  if (const yaml::Node* tau = node.find("tau")) pair.tau = read_number(*tau, diagnostics);
  if (const yaml::Node* df = node.find("df")) pair.df = read_number(*df, diagnostics).value_or(0);
  if (const yaml::Node* rotation = node.find("rotation"))
    pair.rotation = static_cast<int>(read_integer(*rotation, -360, 360, diagnostics).value_or(0));
  if (diagnostics.error_count() > errors_before) return std::nullopt;
  return pair;
}

}  // namespace leontide::scenario
