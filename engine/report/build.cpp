#include "report/build.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "faults/sentences.hpp"
#include "report/answer_parts.hpp"
#include "report/input_titles.hpp"
#include "report/rests_on.hpp"
#include "simulation/failing_variable.hpp"
#include "simulation/first_failures.hpp"
#include "statistics/quantile_interval.hpp"

namespace leontide::report {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

using analysis::Assessment;
using scenario::Scenario;
using scenario::Target;
using simulation::Condition;

using statistics::proportion;

class ReadingBuilder {
 public:
  ReadingBuilder(const Scenario& scenario, const scenario::Reading& reading, const Assessment& assessment)
      : scenario_(scenario),
        reading_(reading),
        run_(assessment.run),
        result_(assessment.result),
        assessment_(assessment) {}

  ReadingAnswer build() {
    out_.name = reading_.name;
    out_.title = reading_.title;
    out_.decompositions = assessment_.decompositions;
    out_.sets = reading_.sets;
    out_.levers = levers_on(reading_);
    out_.events = events_on(reading_);
    out_.trials = result_.trials;
    out_.completed = result_.completed();
    out_.stop = result_.stop;
    add_failures();
    add_joint();
    add_targets();
    add_indicators();
    add_conflicts();
    for (const auto& source : assessment_.sources)
      out_.source_groups.push_back(source_group(reading_, source));
    return std::move(out_);
  }

 private:
  void add_failures() {
    const auto counts = simulation::by_cause(result_.failures);
    const auto firsts = simulation::by_variable(result_.firsts, reading_, scenario_.sampling);
    out_.failures = failed_of(simulation::failed_trials(run_, counts, firsts));
  }

  void add_joint() {
    const std::size_t m = run_.joint.size();
    out_.joint = told(result_.at_least(m, level()));
    for (std::size_t k = 0; k <= m; ++k)
      out_.at_least.push_back(told(result_.at_least(k, level())));
    for (std::size_t i = 0; i < m; ++i) {
      std::vector<double> row;
      for (std::size_t j = 0; j < m; ++j)
        row.push_back(share(result_.joint.both(i, j)));
      out_.pairs.push_back(std::move(row));
    }
  }

  /// Not a number where no trial completed.
  double share(std::uint64_t count) const {
    const std::uint64_t draws = result_.completed();
    return draws == 0 ? nothing : static_cast<double>(count) / static_cast<double>(draws);
  }

  /// No interval where no trial completed: not [0, 1], which says that something was counted.
  Proportion told(Proportion chance) const {
    if (chance.draws == 0) chance.estimate = chance.low = chance.high = nothing;
    return chance;
  }

  void add_targets() {
    out_.targets.resize(scenario_.targets.size());
    for (std::size_t i = 0; i < run_.conditions.size(); ++i) {
      const Condition& condition = run_.conditions[i];
      TargetAnswer& answer = out_.targets[condition.target];
      const Proportion chance = told(result_.chance(i, level()));
      if (condition.is_main) add_main(i, answer);
      if (condition.is_main) answer.chance = chance;
      answer.others.push_back({condition.tolerance, condition.given, chance});
    }
    for (TargetAnswer& answer : out_.targets) {
      std::stable_sort(answer.others.begin(), answer.others.end(),
                       [](const ChanceAt& a, const ChanceAt& b) { return a.tolerance < b.tolerance; });
    }
    for (std::size_t i = 0; i < run_.joint.size(); ++i) {
      out_.targets[run_.conditions[run_.joint[i]].target].missed_alone = share(result_.only_miss[i]);
    }
  }

  void add_main(std::size_t index, TargetAnswer& answer) {
    const Condition& condition = run_.conditions[index];
    const Target& target = scenario_.targets[condition.target];
    const auto& moments = result_.condition_values[index];
    answer.on_bound = share(result_.on_bound[index]);
    answer.value.mean = result_.completed() == 0 ? nothing : moments.mean;
    answer.value.sd = result_.completed() == 0 ? nothing : moments.sd();
    if (condition.when == Target::When::year) {
      const Spread spread = spread_of(condition.output, condition.steps.front(), condition.scale);
      answer.value.p10 = spread.p10;
      answer.value.p50 = spread.p50;
      answer.value.p90 = spread.p90;
      answer.value.centre = spread.centre;
      answer.value.error = spread.error;
    } else if (scenario_.sampling.method == scenario::Sampling::Method::independent) {
      answer.value.error = known(moments.error_of_mean());
    }
    const bool number = condition.bound_output < 0;
    const double bound = condition.rule == Target::Rule::at_most ? condition.high : condition.low;
    const bool several_bases = target.status == scenario::Status::conditional;
    if (number && condition.rule != Target::Rule::between && !several_bases) {
      answer.gap =
          condition.rule == Target::Rule::at_least ? answer.value.mean - bound : bound - answer.value.mean;
    }
    add_required_growth(condition, target, bound, answer);
    answer.outside =
        outside_view(scenario_, target, answer.required_growth, static_cast<int>(condition.steps.front()));
    for (const auto& source : assessment_.sources)
      answer.sources.emplace_back(source.group, source.spread[index]);
  }

  /// Growth a year that leads from the base year to the bound, for levels that are known in the base year.
  void add_required_growth(const Condition& condition, const Target& target, double bound,
                           TargetAnswer& answer) const {
    const auto& output = run_.program.outputs[condition.output];
    const bool is_level =
        !target.unit.exponents.empty() && output.begins == 0 && condition.when == Target::When::year;
    if (!is_level || condition.steps.front() == 0 || condition.bound_output >= 0 ||
        condition.rule == Target::Rule::between)
      return;
    const double base = result_.outputs[condition.output * run_.program.steps].mean * condition.scale;
    if (!(base > 0) || !(bound > 0)) return;
    answer.required_growth = std::pow(bound / base, 1.0 / condition.steps.front()) - 1;
  }

  static std::optional<double> known(double value) {
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
  }

  double level() const { return scenario_.sampling.level; }

  Quantile quantile_of(const statistics::QuantileSketch& sketch, double share, double scale) const {
    const auto [low, high] = statistics::quantile_bounds(sketch, share, level());
    return {sketch.quantile(share) * scale, low * scale, high * scale};
  }

  Spread spread_of(std::uint32_t output, std::size_t step, double scale) const {
    const std::size_t at = output * run_.program.steps + step;
    Spread spread;
    spread.mean = result_.completed() == 0 ? nothing : result_.outputs[at].mean * scale;
    spread.sd = result_.completed() == 0 ? nothing : result_.outputs[at].sd() * scale;
    spread.error = known(result_.error_of_mean(at) * scale);
    if (result_.completed() > 0) {
      spread.p10 = quantile_of(result_.sketches[at], 0.1, scale);
      spread.p50 = quantile_of(result_.sketches[at], 0.5, scale);
      spread.p90 = quantile_of(result_.sketches[at], 0.9, scale);
    }
    if (!result_.centre.empty()) spread.centre = result_.centre[at] * scale;
    return spread;
  }

  void add_indicators() {
    for (std::uint32_t i = 0; i < run_.program.outputs.size(); ++i) {
      const auto& output = run_.program.outputs[i];
      const auto& indicator = reading_.model.indicators[output.indicator];
      IndicatorAnswer answer{output.name,
                             element_title(indicator, output.element),
                             to_string(indicator.unit),
                             to_string(indicator.basis),
                             {}};
      for (std::size_t step = output.begins; step < run_.program.steps; ++step) {
        answer.years.push_back({reading_.model.time.base + static_cast<int>(step), spread_of(i, step, 1)});
      }
      out_.indicators.push_back(std::move(answer));
    }
  }

  /// The indicator's title; of one over a set with the member's, where members have titles.
  Title element_title(const language::Indicator& indicator, std::size_t element) const {
    if (indicator.shape.rank() != 1 || indicator.title.en.empty()) return indicator.title;
    const language::Set& set = reading_.model.sets[indicator.shape.sets[0]];
    if (element >= set.titles.size()) return indicator.title;
    const Title& member = set.titles[element];
    return {indicator.title.en + ": " + member.en,
            in_language(indicator.title, Language::zh) + "：" + in_language(member, Language::zh)};
  }

  std::size_t joint_position(const std::string& id) const {
    for (std::size_t i = 0; i < run_.joint.size(); ++i) {
      if (scenario_.targets[run_.conditions[run_.joint[i]].target].id == id) return i;
    }
    return run_.joint.size();
  }

  void add_conflicts() {
    for (const auto& conflict : scenario_.conflicts) {
      const std::size_t a = joint_position(conflict.level);
      const std::size_t b = joint_position(conflict.share);
      if (a == run_.joint.size() || b == run_.joint.size()) continue;
      const Condition& level_condition = run_.conditions[run_.joint[a]];
      const Condition& share_condition = run_.conditions[run_.joint[b]];
      const Target& share_target = scenario_.targets[share_condition.target];
      ConflictAnswer answer{conflict.level, conflict.share, conflict.whole, conflict.note, 0, "", {}, {}};
      answer.implied = level_condition.low /
                       (share_condition.low * language::power_of_ten(share_target.unit.power_of_ten));
      answer.both = told(proportion(result_.joint.both(a, b), result_.completed(), level()));
      for (std::uint32_t i = 0; i < run_.program.outputs.size(); ++i) {
        if (run_.program.outputs[i].name != conflict.whole) continue;
        const language::Unit& unit = reading_.model.indicators[run_.program.outputs[i].indicator].unit;
        const int shift = scenario_.targets[level_condition.target].unit.power_of_ten - unit.power_of_ten;
        answer.implied *= language::power_of_ten(shift);
        answer.unit = to_string(unit);
        answer.whole_value = spread_of(i, level_condition.steps.back(), 1);
      }
      out_.conflicts.push_back(std::move(answer));
    }
  }

  const Scenario& scenario_;
  const scenario::Reading& reading_;
  const simulation::Run& run_;
  const simulation::RunResult& result_;
  const Assessment& assessment_;
  ReadingAnswer out_;
};

}  // namespace

std::size_t Answer::assessed() const {
  return static_cast<std::size_t>(
      std::count_if(targets.begin(), targets.end(), [](const Target& t) { return t.assessed(); }));
}

bool is_too_wide(const Answer& answer) {
  return std::any_of(answer.readings.begin(), answer.readings.end(),
                     [](const ReadingAnswer& reading) { return reading.stop && !reading.stop->reached; });
}

namespace {

/// A warning with its hint, in both languages.
Title warning_of(const Diagnostic& diagnostic) {
  const auto said = [](const std::string& sentence) -> Title {
    return {sentence, faults::in_chinese(sentence)};
  };
  Title what = said(diagnostic.what);
  if (diagnostic.hint.empty()) return what;
  const Title hint = said(diagnostic.hint);
  return {what.en + "; " + hint.en, in_language(what, Language::zh) + "；" + in_language(hint, Language::zh)};
}

}  // namespace

Answer build(const Scenario& scenario, const std::vector<Assessment>& assessments, const std::string& version,
             const Diagnostics& diagnostics, const std::vector<std::string>& set) {
  Answer answer;
  answer.set = set;
  answer.version = version;
  answer.scenario = scenario.name;
  answer.title = scenario.title;
  answer.last_year = scenario.readings.front().model.time.end;
  answer.digest = scenario.digest;
  answer.sampling = scenario.sampling;
  answer.inputs = scenario.inputs;
  answer.targets = scenario.targets;
  answer.track_record = scenario.track_record;
  for (const Diagnostic& diagnostic : diagnostics.list()) {
    if (diagnostic.severity == Severity::warning) answer.warnings.push_back(warning_of(diagnostic));
  }
  for (std::size_t i = 0; i < assessments.size(); ++i) {
    answer.readings.push_back(ReadingBuilder(scenario, scenario.readings[i], assessments[i]).build());
  }
  for (const std::uint32_t condition : assessments.front().run.joint)
    answer.joint.push_back(assessments.front().run.conditions[condition].target);
  return answer;
}

}  // namespace leontide::report
