#include "simulation/condition.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "lanes/elementary.hpp"
#include "lanes/mask.hpp"
#include "scenario/targets_file.hpp"
#include "statistics/moments.hpp"

namespace leontide::simulation {

namespace {

using lanes::width;
using scenario::Target;

std::uint32_t output_of(const kernel::Program& program, const std::string& indicator) {
  const auto found = std::find_if(program.outputs.begin(), program.outputs.end(),
                                  [&](const auto& o) { return o.name == indicator; });
  return static_cast<std::uint32_t>(found - program.outputs.begin());
}

Condition main_condition(const Target& target, std::uint32_t number, const language::Model& model,
                         const kernel::Program& program) {
  Condition condition;
  condition.id = target.id;
  condition.target = number;
  condition.tolerance = target.tolerance;
  condition.is_main = true;
  condition.output = output_of(program, target.indicator);
  condition.rule = target.rule;
  condition.when = target.when;
  condition.low = target.low;
  condition.high = target.high;
  condition.scale =
      scenario::scale_to_target(target, model.indicators[program.outputs[condition.output].indicator].unit);
  if (!target.bound_indicator.empty()) {
    condition.bound_output = output_of(program, target.bound_indicator);
    const auto bound = program.outputs[static_cast<std::size_t>(condition.bound_output)].indicator;
    condition.bound_scale = scenario::scale_to_target(target, model.indicators[bound].unit);
  }
  condition.ratio = language::power_of_ten(target.unit.power_of_ten);
  if (target.has_period()) {
    for (int year = target.years[0]; year <= target.years[1]; ++year)
      condition.steps.push_back(static_cast<std::uint32_t>(year - model.time.base));
  } else {
    for (const int year : target.years)
      condition.steps.push_back(static_cast<std::uint32_t>(year - model.time.base));
  }
  return condition;
}

/// The one place where a bound is decided: what a value must reach, and stay within, to meet a condition.
/// Tolerance eases a bound by a share of its size, slack by what rounding may do.
struct Bounds {
  double low = 0;
  double high = 0;
};

Bounds bounds_of(const Condition& condition, double low, double high, double slack) {
  return {low - condition.tolerance * std::fabs(low) - slack,
          high + condition.tolerance * std::fabs(high) + slack};
}

/// Lanes that meet the bound with so much slack; `bound` [64] where it is an output's.
std::uint64_t compare(const Condition& condition, const double* value, const double* bound, double slack) {
  const bool has_low = condition.rule != Target::Rule::at_most;
  const bool has_high = condition.rule != Target::Rule::at_least;
  std::uint64_t met = ~std::uint64_t{0};
  if (bound == nullptr) {
    const Bounds bounds = bounds_of(condition, condition.low, condition.high, slack);
    if (has_low) met &= lanes::lanes_where([=](std::size_t lane) { return value[lane] >= bounds.low; });
    if (has_high) met &= lanes::lanes_where([=](std::size_t lane) { return value[lane] <= bounds.high; });
    return met;
  }
  const auto bounds_at = [&](std::size_t lane) {
    return bounds_of(condition, bound[lane], bound[lane], slack);
  };
  if (has_low)
    met &= lanes::lanes_where([=](std::size_t lane) { return value[lane] >= bounds_at(lane).low; });
  if (has_high)
    met &= lanes::lanes_where([=](std::size_t lane) { return value[lane] <= bounds_at(lane).high; });
  return met;
}

/// Whether a value may lie on its bound: for numbers one look without a mask, and few blocks have any.
bool may_stand_on_bound(const Condition& condition, const double* value, const double* bound) {
  if (bound != nullptr) return true;
  using Four = double __attribute__((vector_size(32)));
  const Bounds eased = bounds_of(condition, condition.low, condition.high, condition.slack);
  const Bounds tightened = bounds_of(condition, condition.low, condition.high, -condition.slack);
  const auto any_between = [&](double from, double to) {
    decltype(Four{} < Four{}) any = {};
    for (std::size_t lane = 0; lane < width; lane += 4) {
      Four four;
      __builtin_memcpy(&four, value + lane, sizeof four);
      any |= (four >= from) & (four <= to);
    }
    return (any[0] | any[1] | any[2] | any[3]) != 0;
  };
  return (condition.rule != Target::Rule::at_most && any_between(eased.low, tightened.low)) ||
         (condition.rule != Target::Rule::at_least && any_between(tightened.high, eased.high));
}

/// The slack of a condition: the bound's size, or that of what is compared on the deterministic path.
double slack_of(const Condition& condition, std::size_t program_steps, std::span<const double> sizes) {
  const auto largest = [&](std::uint32_t output, double scale) {
    double size = 0;
    for (const std::uint32_t step : condition.steps)
      size = std::max(size, sizes[output * program_steps + step] * std::fabs(scale));
    const bool adds = condition.when == Target::When::cumulative;
    return adds ? size * static_cast<double>(condition.steps.size()) : size;
  };
  double size = largest(condition.output, condition.scale);
  if (condition.bound_output >= 0) {
    size = std::max(size, largest(static_cast<std::uint32_t>(condition.bound_output), condition.bound_scale));
  } else {
    if (condition.rule != Target::Rule::at_most) size = std::max(size, std::fabs(condition.low));
    if (condition.rule != Target::Rule::at_least) size = std::max(size, std::fabs(condition.high));
  }
  return bound_slack * size;
}

/// The rate whose compound growth over the years is that of an output's rates: what is called growth a year.
void compound(const Condition& condition, std::uint32_t output, double scale,
              const kernel::Workspace& workspace, double* value) {
  const double to_ratio = scale * condition.ratio;
  alignas(lanes::alignment) double log_growth[width];
  std::fill_n(log_growth, width, 0.0);
  for (const std::uint32_t step : condition.steps) {
    const double* const at = workspace.output(output, step);
    for (std::size_t lane = 0; lane < width; ++lane)
      value[lane] = 1 + to_ratio * at[lane];
    lanes::logarithm(value, value, width);
    for (std::size_t lane = 0; lane < width; ++lane)
      log_growth[lane] += value[lane];
  }
  const auto years = static_cast<double>(condition.steps.size());
  for (std::size_t lane = 0; lane < width; ++lane)
    log_growth[lane] /= years;
  lanes::exponential(log_growth, value, width);
  for (std::size_t lane = 0; lane < width; ++lane)
    value[lane] = (value[lane] - 1) / condition.ratio;
}

/// Sum or mean of an output over the condition's years, or its value in one.
void over_years(const Condition& condition, std::uint32_t output, double scale, std::size_t first,
                std::size_t count, const kernel::Workspace& workspace, double* value) {
  if (condition.when == Target::When::mean_growth)
    return compound(condition, output, scale, workspace, value);
  const double* at = workspace.output(output, condition.steps[first]);
  for (std::size_t lane = 0; lane < width; ++lane)
    value[lane] = 0 + scale * at[lane];  // no -0
  for (std::size_t i = first + 1; i < first + count; ++i) {
    at = workspace.output(output, condition.steps[i]);
    for (std::size_t lane = 0; lane < width; ++lane)
      value[lane] += scale * at[lane];
  }
  if (condition.when != Target::When::average) return;
  for (std::size_t lane = 0; lane < width; ++lane)
    value[lane] /= static_cast<double>(count);
}

}  // namespace

std::vector<Condition> make_conditions(const scenario::Scenario& scenario, const language::Model& model,
                                       const kernel::Program& program, std::span<const double> sizes) {
  std::vector<Condition> conditions;
  for (std::uint32_t i = 0; i < scenario.targets.size(); ++i) {
    const Target& target = scenario.targets[i];
    if (!target.assessed()) continue;
    const Condition main = main_condition(target, i, model, program);
    if (target.status == scenario::Status::conditional) {
      for (const double given : target.given) {
        Condition condition = main;
        condition.given = given;
        condition.scale *= given;
        condition.is_main = conditions.empty() || conditions.back().target != i;
        conditions.push_back(condition);
      }
      continue;
    }
    conditions.push_back(main);
    if (!target.is_about) continue;
    for (const double tolerance : scenario.tolerances) {
      if (tolerance == target.tolerance) continue;
      Condition condition = main;
      condition.tolerance = tolerance;
      condition.is_main = false;
      conditions.push_back(condition);
    }
  }
  for (Condition& condition : conditions)
    condition.slack = slack_of(condition, program.steps, sizes);
  return conditions;
}

void level_rounding(std::vector<double>& values, double slack) {
  const statistics::Moments moments = statistics::moments_of_all(values);
  if (moments.count > 0 && moments.squares <= static_cast<double>(moments.count) * slack * slack)
    std::fill(values.begin(), values.end(), values.front());
}

bool has_conditions(const scenario::Scenario& scenario) {
  return std::any_of(scenario.targets.begin(), scenario.targets.end(),
                     [](const Target& target) { return target.assessed(); });
}

LanesMet evaluate(const Condition& condition, const kernel::Workspace& workspace,
                  std::span<double> value) noexcept {
  alignas(lanes::alignment) double bound[width];
  alignas(lanes::alignment) std::array<double, width> later;
  const bool each = condition.when == Target::When::each;
  const std::size_t looks = each ? condition.steps.size() : 1;
  const std::size_t years = each ? 1 : condition.steps.size();
  std::uint64_t met = ~std::uint64_t{0};
  std::uint64_t clear = ~std::uint64_t{0};  ///< met with something to spare
  for (std::size_t i = 0; i < looks; ++i) {
    double* const looked = i == 0 ? value.data() : later.data();
    over_years(condition, condition.output, condition.scale, i, years, workspace, looked);
    if (condition.bound_output >= 0) {
      over_years(condition, static_cast<std::uint32_t>(condition.bound_output), condition.bound_scale, i,
                 years, workspace, bound);
    }
    const double* const against = condition.bound_output >= 0 ? bound : nullptr;
    met &= compare(condition, looked, against, condition.slack);
    if (condition.is_main && may_stand_on_bound(condition, looked, against))
      clear &= compare(condition, looked, against, -condition.slack);
    if (i == 0) continue;
    if (condition.rule == Target::Rule::at_most) {
      for (std::size_t lane = 0; lane < width; ++lane)
        value[lane] = looked[lane] > value[lane] ? looked[lane] : value[lane];
    } else {
      for (std::size_t lane = 0; lane < width; ++lane)
        value[lane] = looked[lane] < value[lane] ? looked[lane] : value[lane];
    }
  }
  return {met, met & ~clear};
}

void margins(const Condition& condition, const kernel::Workspace& workspace,
             std::span<double> margin) noexcept {
  alignas(lanes::alignment) double bound[width];
  alignas(lanes::alignment) std::array<double, width> looked;
  const bool each = condition.when == Target::When::each;
  const std::size_t looks = each ? condition.steps.size() : 1;
  const std::size_t years = each ? 1 : condition.steps.size();
  for (std::size_t i = 0; i < looks; ++i) {
    over_years(condition, condition.output, condition.scale, i, years, workspace, looked.data());
    if (condition.bound_output >= 0) {
      over_years(condition, static_cast<std::uint32_t>(condition.bound_output), condition.bound_scale, i,
                 years, workspace, bound);
    }
    for (std::size_t lane = 0; lane < width; ++lane) {
      const double low = condition.bound_output >= 0 ? bound[lane] : condition.low;
      const double high = condition.bound_output >= 0 ? bound[lane] : condition.high;
      const Bounds bounds = bounds_of(condition, low, high, condition.slack);
      const double above = looked[lane] - bounds.low;
      const double below = bounds.high - looked[lane];
      const double here = condition.rule == Target::Rule::at_least  ? above
                          : condition.rule == Target::Rule::at_most ? below
                                                                    : std::min(above, below);
      margin[lane] = i == 0 ? here : std::min(margin[lane], here);
    }
  }
}

}  // namespace leontide::simulation
