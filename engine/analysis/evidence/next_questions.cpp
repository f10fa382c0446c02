#include "analysis/evidence/next_questions.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <span>

#include "base/numbers.hpp"
#include "statistics/moments.hpp"

namespace leontide::analysis {

namespace {

constexpr std::uint64_t trials_looked_at = 4096;
constexpr std::size_t levers_tried = 2, inputs_tried = 4;
constexpr double least_move = 0.04, least_told = 0.05;

/// To as many significant digits as one writes by hand.
double rounded(double value, int digits) {
  return parse_number(fmt::format("{:.{}g}", value, digits)).value_or(value);
}

/// Zero where either does not vary.
double squared_correlation(std::span<const double> x, std::span<const double> y) {
  const statistics::Moments of_x = statistics::moments_of_all(x), of_y = statistics::moments_of_all(y);
  if (!statistics::varies(of_x) || !statistics::varies(of_y)) return 0;
  double products = 0;
  for (std::size_t i = 0; i < x.size(); ++i)
    products += (x[i] - of_x.mean) * (y[i] - of_y.mean);
  return products * products / (of_x.squares * of_y.squares);
}

class Finder {
 public:
  Finder(const scenario::Draft& draft, const Prepared& prepared, const Evidence& evidence,
         std::size_t threads, const simulation::Observer& observer)
      : draft_(draft),
        prepared_(prepared),
        evidence_(evidence),
        run_(prepared.runs[evidence.reading]),
        threads_(threads),
        observer_(observer) {}

  NextQuestions find() {
    const auto& open = evidence_.sensitivity.questions;
    if (open.empty() || !open.front().question.condition) return {};
    question_ = &open.front();
    keep_trials();
    if (completed_.empty()) return {};
    NextQuestions next;
    next.target = question_->question.id;
    next.figure = telling_figure();
    next.moving = moving_number();
    return cancelled() ? NextQuestions{} : next;
  }

 private:
  bool cancelled() const { return observer_.cancel != nullptr && observer_.cancel->requested(); }

  simulation::SimulateOptions options() const {
    simulation::SimulateOptions options;
    options.sampling = prepared_.scenario.sampling;
    options.sampling.until.reset();
    options.sampling.trials = std::min(options.sampling.trials, trials_looked_at);
    options.threads = threads_;
    return options;
  }

  void keep_trials() {
    simulation::SimulateOptions how = options();
    how.keeps_trials = true;
    how.factors = evidence_.factors;
    kept_ = simulation::simulate(run_, how, {{}, observer_.cancel}).kept;
    for (std::uint64_t trial = 0; trial < kept_.trials; ++trial) {
      if (kept_.is_valid(trial)) completed_.push_back(trial);
    }
  }

  /// Of the completed trials, one after the other.
  std::vector<double> column(const std::vector<double>& of, std::size_t row) const {
    std::vector<double> values;
    for (const std::uint64_t trial : completed_)
      values.push_back(of[row * kept_.trials + trial]);
    return values;
  }

  std::optional<TellingFigure> telling_figure() const {
    const std::vector<double> compared = column(kept_.values, *question_->question.condition);
    const std::vector<std::uint32_t>& steps = run_.conditions[*question_->question.condition].steps;
    const std::uint32_t last = steps.empty() ? 0 : *std::max_element(steps.begin(), steps.end());
    const auto& model = prepared_.scenario.readings[evidence_.reading].model;
    std::optional<TellingFigure> most;
    for (std::size_t o = 0; o < run_.program.outputs.size(); ++o) {
      const kernel::Output& output = run_.program.outputs[o];
      const language::Indicator& indicator = model.indicators[output.indicator];
      if (indicator.shape.rank() > 0) continue;
      for (std::uint32_t step = output.begins; step <= 1 && step < last; ++step) {
        std::vector<double> values = column(kept_.outputs, o * run_.program.steps + step);
        const double told = squared_correlation(values, compared);
        if (told < (most ? most->told + 1e-9 : least_told)) continue;
        const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
        std::nth_element(values.begin(), middle, values.end());
        most = TellingFigure{output.name,
                             indicator.title,
                             model.time.base + static_cast<int>(step),
                             rounded(*middle, 4),
                             rounded(0.1 * statistics::moments_of_all(values).sd(), 2),
                             told};
      }
    }
    return most;
  }

  std::optional<MovingNumber> moving_number() const {
    for (const std::string& lever : strongest_levers()) {
      const double strength = mean_strength(lever);
      if (!(strength > 0)) continue;
      if (auto moving = tried("levers." + lever, 0, rounded(3 * strength, 2))) return moving;
    }
    std::size_t tries = 0;
    for (const FactorSensitivity& factor : question_->factors) {
      const auto at = std::find_if(evidence_.factors.begin(), evidence_.factors.end(),
                                   [&](const auto& one) { return one.label() == factor.label; });
      if (at == evidence_.factors.end() || at->kind != simulation::Factor::Kind::driver ||
          !at->element.empty())
        continue;
      const double low = factor.tornado.low_up_to, high = factor.tornado.high_from;
      // A disturbance about zero has no level that anyone could bring about.
      if (std::fabs(low + high) < 0.1 * (high - low)) continue;
      if (tries++ == inputs_tried) break;
      for (const char* key : {"mean", "median", "mode"}) {
        if (auto moving = tried("drivers." + at->name + "." + key, rounded(low, 3), rounded(high, 3)))
          return moving;
      }
    }
    return std::nullopt;
  }

  /// Those that add most to the question, the most first.
  std::vector<std::string> strongest_levers() const {
    const auto asked = std::find_if(evidence_.questions.begin(), evidence_.questions.end(),
                                    [&](const Question& one) { return one.id == question_->question.id; });
    const auto q = static_cast<std::size_t>(asked - evidence_.questions.begin());
    std::vector<std::pair<double, std::string>> adds;
    for (const LeftOut& lever : evidence_.levers) {
      if (!lever.lever.empty() && q < lever.adds.size())
        adds.emplace_back(-std::fabs(lever.adds[q].value), lever.lever);
    }
    std::stable_sort(adds.begin(), adds.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min(levers_tried, adds.size()); ++i)
      names.push_back(adds[i].second);
    return names;
  }

  double mean_strength(const std::string& lever) const {
    for (std::size_t f = 0; f < evidence_.factors.size(); ++f) {
      if (evidence_.factors[f].kind != simulation::Factor::Kind::lever || evidence_.factors[f].name != lever)
        continue;
      return statistics::moments_of_all(column(kept_.factors, f)).mean;
    }
    return 0;
  }

  /// The number at both ends of the range; none where it cannot be set there or hardly moves the chance.
  std::optional<MovingNumber> tried(const std::string& path, double from, double to) const {
    if (!(from < to) || cancelled()) return std::nullopt;
    const auto low = chance_at(path, from);
    const auto high = low ? chance_at(path, to) : std::nullopt;
    if (!high || std::fabs(*high - *low) < least_move) return std::nullopt;
    return MovingNumber{path, from, to, std::round(50 * (*low + *high)) / 100};
  }

  std::optional<double> chance_at(const std::string& path, double value) const {
    Diagnostics kept_back;
    scenario::Override set{path, {}, {}};
    set.value.kind = yaml::Node::Kind::scalar;
    set.value.text = print_number(value);
    const auto varied = vary(prepared_, draft_, {set}, kept_back);
    if (!varied) return std::nullopt;
    const auto result =
        simulation::simulate(varied->runs[evidence_.reading], options(), {{}, observer_.cancel});
    if (result.completed() == 0) return std::nullopt;
    return result.chance(*question_->question.condition, options().sampling.level).estimate;
  }

  const scenario::Draft& draft_;
  const Prepared& prepared_;
  const Evidence& evidence_;
  const simulation::Run& run_;
  std::size_t threads_;
  const simulation::Observer& observer_;
  const QuestionSensitivity* question_ = nullptr;  ///< the most open one
  simulation::KeptTrials kept_;
  std::vector<std::uint64_t> completed_;  ///< of the kept trials
};

}  // namespace

NextQuestions find_next_questions(const scenario::Draft& draft, const Prepared& prepared,
                                  const Evidence& evidence, std::size_t threads,
                                  const simulation::Observer& observer) {
  if (prepared.runs.empty()) return {};
  return Finder(draft, prepared, evidence, threads, observer).find();
}

}  // namespace leontide::analysis
