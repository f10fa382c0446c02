#include "hindcast/path_solver.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "analysis/prepared.hpp"
#include "base/nearest_name.hpp"
#include "base/numbers.hpp"
#include "scenario/draft.hpp"
#include "simulation/simulate.hpp"

namespace leontide::hindcast {
namespace {

scenario::Override number_override(const std::string& path, double value, const Place& place) {
  scenario::Override one;
  one.path = path;
  one.value.kind = yaml::Node::Kind::scalar;
  one.value.text = print_number(value);
  one.value.place = place;
  return one;
}

class PathSolver {
 public:
  PathSolver(const calibration::SolveRequest& request, Diagnostics& diagnostics)
      : request_(request), diagnostics_(diagnostics) {}

  std::optional<double> run() {
    draft_.emplace(scenario::read_draft(request_.scenario, {}, diagnostics_));
    auto low = miss_at(request_.low);
    if (!low) return std::nullopt;
    auto high = miss_at(request_.high);
    if (!high) return std::nullopt;
    if (*low * *high > 0) {
      refuse(fmt::format("\"{}\" is {} with {} at {} and {} at {}, and {} is not between", request_.indicator,
                         print_number(*low + request_.meets), request_.vary, print_number(request_.low),
                         print_number(*high + request_.meets), print_number(request_.high),
                         print_number(request_.meets)),
             "widen `between:`");
      return std::nullopt;
    }
    return between(request_.low, *low, request_.high, *high);
  }

 private:
  void refuse(const std::string& what, const std::string& hint = {}) {
    diagnostics_.error("solve", request_.place, what, hint);
  }

  /// What the path gives less what it has to meet.
  std::optional<double> miss_at(double value) {
    std::vector<scenario::Override> further;
    for (const auto& [path, number] : request_.set)
      further.push_back(number_override(path, number, request_.place));
    further.push_back(number_override(request_.vary, value, request_.place));
    auto next = prepared_ ? analysis::vary(*prepared_, *draft_, further, diagnostics_)
                          : analysis::prepare_scenario(*draft_, further, diagnostics_);
    if (!next) return std::nullopt;
    prepared_ = std::move(next);
    if (!output_ && !find_output()) return std::nullopt;
    const simulation::Run& run = prepared_->runs[reading_];
    const simulation::CentreRun centre = simulation::look_at_centre(run);
    double met = 0;
    for (std::size_t step = first_; step <= last_; ++step)
      met += centre.path[*output_ * run.program.steps + step] / static_cast<double>(last_ - first_ + 1);
    if (std::isfinite(met)) return met - request_.meets;
    refuse(
        fmt::format("the deterministic path is not finite with {} at {}", request_.vary, print_number(value)),
        "narrow `between:`");
    return std::nullopt;
  }

  bool find_output() {
    const int reading = prepared_->find_reading(request_.reading);
    if (reading < 0) {
      refuse(fmt::format("{} has no reading \"{}\"", request_.shown_as, request_.reading));
      return false;
    }
    reading_ = static_cast<std::size_t>(reading);
    const language::Model& model = prepared_->scenario.readings[reading_].model;
    if (request_.first_year == 0) {
      first_ = 1;
      last_ = static_cast<std::size_t>(model.time.end - model.time.base);
    } else if (request_.first_year < model.time.base || request_.last_year > model.time.end) {
      refuse(fmt::format("the model runs from {} to {}", model.time.base, model.time.end));
      return false;
    } else {
      first_ = static_cast<std::size_t>(request_.first_year - model.time.base);
      last_ = static_cast<std::size_t>(request_.last_year - model.time.base);
    }
    std::vector<std::string> names;
    const auto& outputs = prepared_->runs[reading_].program.outputs;
    for (std::size_t k = 0; k < outputs.size(); ++k) {
      const language::Indicator& indicator = model.indicators[outputs[k].indicator];
      names.push_back(indicator.name);
      if (indicator.name == request_.indicator && indicator.shape.rank() == 0) output_ = k;
    }
    if (output_) return true;
    refuse(fmt::format("the model has no indicator \"{}\" that is one number", request_.indicator),
           suggestion(request_.indicator, names));
    return false;
  }

  std::optional<double> between(double low, double low_miss, double high, double high_miss) {
    const double close = 1e-10 * std::max(1.0, std::abs(request_.meets));
    const double narrow = 1e-12 * (request_.high - request_.low);
    if (std::abs(low_miss) <= close) return low;
    if (std::abs(high_miss) <= close) return high;
    int kept = 0;
    for (int step = 0; step < 200 && high - low > narrow; ++step) {
      const double at = low - low_miss * (high - low) / (high_miss - low_miss);
      const auto miss = miss_at(at);
      if (!miss) return std::nullopt;
      if (std::abs(*miss) <= close) return at;
      // An end that stays is counted half, so that the other moves too.
      if ((*miss > 0) == (high_miss > 0)) {
        high = at, high_miss = *miss;
        if (kept == -1) low_miss /= 2;
        kept = -1;
      } else {
        low = at, low_miss = *miss;
        if (kept == 1) high_miss /= 2;
        kept = 1;
      }
    }
    return (low + high) / 2;
  }

  const calibration::SolveRequest& request_;
  Diagnostics& diagnostics_;
  std::optional<scenario::Draft> draft_;
  std::optional<analysis::Prepared> prepared_;
  std::size_t reading_ = 0;
  std::optional<std::size_t> output_;
  std::size_t first_ = 0, last_ = 0;
};

}  // namespace

std::optional<double> solve_path(const calibration::SolveRequest& request, Diagnostics& diagnostics) {
  return PathSolver(request, diagnostics).run();
}

}  // namespace leontide::hindcast
