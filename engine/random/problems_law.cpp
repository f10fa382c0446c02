#include <cmath>
#include <fmt/format.h>
#include <string_view>

#include "random/problems.hpp"

namespace leontide::random {
namespace {

constexpr double sum_tolerance = 1e-6;  // of chances, which are scaled to sum to 1

// Collects the problems of one law, its keys in the order of the struct.
class LawChecker {
 public:
  std::vector<Problem> found;

  void say(std::string_view key, std::string what, std::string hint = {}) {
    found.push_back({std::string(key), std::move(what), std::move(hint), 0});
  }
  bool finite(std::string_view key, double value) {
    if (std::isfinite(value)) return true;
    say(key, fmt::format("{} is {}, but must be a finite number", key, value));
    return false;
  }
  void not_negative(std::string_view key, double value) {
    if (finite(key, value) && value < 0)
      say(key, fmt::format("{} is {}, but must be zero or more", key, value));
  }
  void positive(std::string_view key, double value) {
    if (finite(key, value) && !(value > 0))
      say(key, fmt::format("{} is {}, but must be above zero", key, value));
  }
  void between(std::string_view key, double value, double low, double high) {
    if (finite(key, value) && (value < low || value > high)) {
      say(key, fmt::format("{} is {}, but must be from {} to {}", key, value, low, high));
    }
  }
  // Finite numbers in order. Equal ones are fine: then the law is one number.
  void ordered(std::string_view low_key, double low, std::string_view high_key, double high) {
    const bool low_is = finite(low_key, low), high_is = finite(high_key, high);
    if (low_is && high_is && low > high) {
      say(high_key,
          fmt::format("{} is {}, but must not be below {}, which is {}", high_key, high, low_key, low));
    }
  }
  bool sizes(std::string_view key, std::size_t size, std::string_view other_key, std::size_t other) {
    if (size == other) return true;
    say(key, fmt::format("{} has {} numbers, but {} has {}", key, size, other_key, other));
    return false;
  }

  void operator()(const Uniform& l) { ordered("low", l.low, "high", l.high); }
  void operator()(const Normal& l) {
    finite("mean", l.mean);
    not_negative("sd", l.sd);
  }
  void operator()(const Lognormal& l) {
    positive("median", l.median);
    not_negative("sigma", l.sigma);
  }
  void operator()(const Triangular& l) { three_points(l.low, l.mode, l.high); }
  void operator()(const Pert& l) {
    three_points(l.low, l.mode, l.high);
    between("shape", l.shape, 0, 1e6);
  }
  void operator()(const Beta& l) {
    between("alpha", l.alpha, 0.01, 1e6);
    between("beta", l.beta, 0.01, 1e6);
    ordered("low", l.low, "high", l.high);
  }
  void operator()(const Gamma& l) {
    between("shape", l.shape, 0.01, 1e6);
    not_negative("scale", l.scale);
  }
  void operator()(const StudentT& l) {
    between("df", l.df, 0.1, 1e6);
    finite("location", l.location);
    not_negative("scale", l.scale);
  }
  void operator()(const TruncatedNormal& l) {
    const bool mean = finite("mean", l.mean);
    positive("sd", l.sd);
    if (std::isnan(l.low)) say("low", "low is not a number");
    if (std::isnan(l.high)) say("high", "high is not a number");
    if (l.low >= l.high) {
      say("high", fmt::format("high is {}, but must be above low, which is {}", l.high, l.low));
    } else if (mean && l.sd > 0 && ((l.low - l.mean) / l.sd > 37 || (l.high - l.mean) / l.sd < -37)) {
      say("low", fmt::format("low {} to high {} holds nothing of a normal with mean {} and sd {}", l.low,
                             l.high, l.mean, l.sd));
    }
  }
  void operator()(const Discrete& l) {
    if (l.values.empty()) return say("values", "values is empty");
    for (const double value : l.values) {
      if (!finite("values", value)) return;
    }
    if (sizes("chances", l.chances.size(), "values", l.values.size()))
      chances("chances", l.chances, "chances sum");
  }
  void operator()(const Empirical& l) {
    if (l.values.empty()) say("values", "values is empty");
    for (const double value : l.values) {
      if (!finite("values", value)) return;
    }
  }
  void operator()(const Poisson& l) { between("mean", l.mean, 0, 1e9); }
  void operator()(const Weibull& l) {
    between("shape", l.shape, 0.01, 1e6);
    not_negative("scale", l.scale);
  }
  void operator()(const Binomial& l) {
    between("trials", l.trials, 0, 1e6);
    if (std::isfinite(l.trials) && l.trials != std::floor(l.trials))
      say("trials", fmt::format("trials is {}, but must be a whole number", l.trials));
    between("chance", l.chance, 0, 1);
  }
  void operator()(const NegativeBinomial& l) {
    between("successes", l.successes, 1e-3, 1e6);
    between("chance", l.chance, 1e-4, 1);
    const double spread = std::sqrt(std::fmax(l.successes, 1) * (1 - l.chance)) / l.chance;
    if (found.empty() && spread > 1e4)
      say("successes",
          fmt::format("successes {} with chance {} spread over too many counts", l.successes, l.chance),
          "a gamma of shape `successes` and scale (1 - chance) / chance is as good at this size");
  }
  void operator()(const Mixture& l) {
    if (l.parts.empty()) return say("parts", "parts is empty");
    if (sizes("weights", l.weights.size(), "parts", l.parts.size()))
      chances("weights", l.weights, "weights sum");
    for (std::size_t i = 0; i < l.parts.size(); ++i)
      part(i + 1, l.parts[i].law);
  }
  void operator()(const Dirichlet& l) { between("alpha", l.alpha, 0.01, 1e6); }
  void operator()(const Constant& l) { finite("value", l.value); }
  void operator()(const RandomWalk& l) {
    finite("start", l.start);
    finite("drift", l.drift);
    not_negative("sd", l.sd);
  }
  void operator()(const Ar1& l) {
    finite("mean", l.mean);
    not_negative("sd", l.sd);
    if (finite("phi", l.phi) && !(std::fabs(l.phi) < 1)) {
      say("phi", fmt::format("phi is {}, but must be between -1 and 1", l.phi),
          "a random-walk has no mean to return to");
    }
    finite("start", l.start);
  }
  void operator()(const MeanReverting& l) {
    finite("mean", l.mean);
    positive("rate", l.rate);
    not_negative("sd", l.sd);
    finite("start", l.start);
  }
  void operator()(const Gbm& l) { growth(l.start, l.drift, l.volatility); }
  void operator()(const JumpDiffusion& l) {
    growth(l.start, l.drift, l.volatility);
    between("rate", l.rate, 0, 1e6);
    finite("jump_mean", l.jump_mean);
    not_negative("jump_sd", l.jump_sd);
  }
  void operator()(const MarkovRegime& l) {
    const std::size_t n = l.means.size();
    if (n == 0) return say("means", "means is empty");
    for (const double mean : l.means)
      finite("means", mean);
    sizes("sds", l.sds.size(), "means", n);
    for (const double sd : l.sds)
      not_negative("sds", sd);
    if (l.start < 1 || static_cast<std::size_t>(l.start) > n) {
      say("start", fmt::format("start is regime {}, but regimes are numbered 1 to {}", l.start, n));
    }
    if (l.transition.size() != n * n) {
      return say("transition", fmt::format("transition has {} numbers, but {} regimes take {} rows of {}",
                                           l.transition.size(), n, n, n));
    }
    for (std::size_t row = 0; row < n; ++row)
      transition_row(row, std::span(l.transition).subspan(row * n, n));
  }
  void operator()(const Ar& l) {
    finite("mean", l.mean);
    not_negative("sd", l.sd);
    numbers("phi", l.phi);
    numbers("start", l.start);
    if (found.empty() && l.start.size() != 1 && l.start.size() != l.phi.size())
      say("start", fmt::format("start has {} numbers, but phi has {}", l.start.size(), l.phi.size()),
          "give the last values up to the base year, oldest first, or one number for all of them");
  }
  void operator()(const Bootstrap& l) {
    if (l.history.size() < 2)
      say("file", fmt::format("a history takes two years or more, but this one has {}", l.history.size()));
    for (const double value : l.history) {
      if (!finite("file", value)) break;
    }
    between("block", l.block, 1, 1e6);
  }

 private:
  // At least one, and all finite.
  void numbers(std::string_view key, std::span<const double> values) {
    if (values.empty()) say(key, fmt::format("{} is empty", key));
    for (const double value : values) {
      if (!finite(key, value)) return;
    }
  }
  // A mixture is drawn by the inverse of one smooth distribution function: each part must have a density.
  void part(std::size_t number, const Law& law) {
    const std::string_view name = name_of(law);
    if (is_process(law)) return say("parts", fmt::format("part {} is a process ({})", number, name));
    if (std::holds_alternative<Mixture>(law))
      return say("parts", fmt::format("part {} is a mixture itself", number), "list its parts here");
    if (std::holds_alternative<Dirichlet>(law))
      return say("parts", fmt::format("part {} (dirichlet) is a share among the elements of a set", number));
    if (is_discrete(law) || std::holds_alternative<Constant>(law))
      return say("parts",
                 fmt::format("part {} ({}) is not continuous: single values have a chance", number, name),
                 "give the chance to an event, or the value to a narrow uniform");
    LawChecker inner;
    std::visit(inner, law);
    for (const Problem& problem : inner.found)
      say("parts", fmt::format("part {} ({}): {}", number, name, problem.what), problem.hint);
    if (inner.found.empty() && without_spread(law))
      say("parts", fmt::format("part {} ({}) is one number", number, name), "a part needs some spread");
  }
  static bool without_spread(const Law& law) {
    return std::visit(
        [](const auto& l) {
          if constexpr (requires { l.scale; }) return l.scale == 0;
          if constexpr (requires { l.sigma; }) return l.sigma == 0;
          if constexpr (requires {
                          l.low;
                          l.high;
                        })
            return l.low == l.high;
          if constexpr (requires { l.sd; }) return l.sd == 0;
          return false;
        },
        law);
  }
  void three_points(double low, double mode, double high) {
    if (std::isfinite(low) && std::isfinite(mode) && std::isfinite(high)) {
      ordered("low", low, "mode", mode);
      ordered("mode", mode, "high", high);
    } else {
      finite("low", low);
      finite("mode", mode);
      finite("high", high);
    }
  }
  void growth(double start, double drift, double volatility) {
    finite("start", start);
    finite("drift", drift);
    not_negative("volatility", volatility);
  }
  bool chances(std::string_view key, std::span<const double> numbers, const std::string& sums) {
    double sum = 0;
    for (const double chance : numbers) {
      if (!finite(key, chance)) return false;
      if (chance < 0) {
        say(key, fmt::format("{} holds {}, but a chance must be zero or more", key, chance));
        return false;
      }
      sum += chance;
    }
    if (std::fabs(sum - 1) <= sum_tolerance) return true;
    say(key, fmt::format("{} to {}, but must sum to 1", sums, sum), "sums within 1e-6 of 1 are scaled to it");
    return false;
  }
  void transition_row(std::size_t row, std::span<const double> numbers) {
    chances("transition", numbers, fmt::format("row {} of transition sums", row + 1));
  }
};

}  // namespace

std::vector<Problem> problems(const Law& law) {
  LawChecker checker;
  std::visit(checker, law);
  return std::move(checker.found);
}

}  // namespace leontide::random
