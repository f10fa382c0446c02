#pragma once

#include <cstddef>
#include <string_view>
#include <variant>
#include <vector>

// The laws that a driver may follow: distributions, drawn once a trial or once a step, and processes, which
// are paths. Plain numbers as a model file states them; `problems` (problems.hpp) says which of them do not
// fit.
namespace leontide::random {

// Distributions.

/// Equally likely everywhere between the bounds.
struct Uniform {
  double low = 0, high = 1;
  bool operator==(const Uniform&) const = default;
};

/// Gaussian; sd >= 0.
struct Normal {
  double mean = 0, sd = 1;
  bool operator==(const Normal&) const = default;
};

/// exp of a normal: log(x / median) has standard deviation sigma.
struct Lognormal {
  double median = 1, sigma = 1;
  bool operator==(const Lognormal&) const = default;
};

/// Density rises in a line from low to mode and falls in a line to high.
struct Triangular {
  double low = 0, mode = 0.5, high = 1;
  bool operator==(const Triangular&) const = default;
};

/// Beta on [low, high] with alpha = 1 + shape (mode - low) / (high - low), beta = 1 + shape (high - mode) /
/// (high - low); shape 4 is the PERT of Malcolm et al. (1959): mean (low + 4 mode + high) / 6.
struct Pert {
  double low = 0, mode = 0.5, high = 1, shape = 4;
  bool operator==(const Pert&) const = default;
};

/// The beta law on [0, 1], stretched to [low, high].
struct Beta {
  double alpha = 1, beta = 1, low = 0, high = 1;
  bool operator==(const Beta&) const = default;
};

/// Mean shape * scale.
struct Gamma {
  double shape = 1, scale = 1;
  bool operator==(const Gamma&) const = default;
};

/// Student's t of `df` degrees of freedom, times `scale`, plus `location`.
struct StudentT {
  double df = 5, location = 0, scale = 1;
  bool operator==(const StudentT&) const = default;
};

/// Normal(mean, sd) given that it lies in [low, high]; mean and sd are those before truncation. Infinite
/// bounds are fine.
struct TruncatedNormal {
  double mean = 0, sd = 1, low = -1, high = 1;
  bool operator==(const TruncatedNormal&) const = default;
};

/// values[i] with chances[i]; the chances are scaled to sum to one.
struct Discrete {
  std::vector<double> values, chances;
  bool operator==(const Discrete&) const = default;
};

/// One of the values, each as likely as any other.
struct Empirical {
  std::vector<double> values;
  bool operator==(const Empirical&) const = default;
};

/// A whole number of independent events whose mean number is `mean`.
struct Poisson {
  double mean = 1;
  bool operator==(const Poisson&) const = default;
};

/// scale (-log(1 - u))^(1 / shape); mean scale * gamma(1 + 1 / shape).
struct Weibull {
  double shape = 1, scale = 1;
  bool operator==(const Weibull&) const = default;
};

/// How many of `trials` independent tries succeed, each with `chance`.
struct Binomial {
  double trials = 1, chance = 0.5;
  bool operator==(const Binomial&) const = default;
};

/// How many tries fail before the `successes`-th success, each succeeding with `chance`; successes need not
/// be whole. Mean successes (1 - chance) / chance: a count more spread than Poisson's.
struct NegativeBinomial {
  double successes = 1, chance = 0.5;
  bool operator==(const NegativeBinomial&) const = default;
};

/// One of the parts, chosen with a chance in proportion to its weight; the parts are continuous distributions
/// and no mixtures.
struct MixturePart;
/// See MixturePart; the weights need not sum to one.
struct Mixture {
  std::vector<double> weights;  ///< [parts]
  std::vector<MixturePart> parts;
  bool operator==(const Mixture&) const;
};

/// An element's part of a whole that the elements of a set share: gammas of shape `alpha`, one an element,
/// divided by their sum. Mean alpha over the sum of all alphas.
struct Dirichlet {
  double alpha = 1;
  bool operator==(const Dirichlet&) const = default;
};

// Processes: x(0) = start; z(t) standard normal, independent over steps

/// One number in all steps and trials.
struct Constant {
  double value = 0;
  bool operator==(const Constant&) const = default;
};

/// x(t) = x(t-1) + drift + sd z(t)
struct RandomWalk {
  double start = 0, drift = 0, sd = 1;
  bool operator==(const RandomWalk&) const = default;
};

/// x(t) = mean + phi (x(t-1) - mean) + sd z(t); sd is that of the innovation, the stationary one is sd /
/// sqrt(1 - phi^2).
struct Ar1 {
  double mean = 0, sd = 1, phi = 0, start = 0;
  bool operator==(const Ar1&) const = default;
};

/// Ornstein-Uhlenbeck, dx = rate (mean - x) dt + sd dW, sampled exactly:
/// x(t) = mean + (x(t-1) - mean) e^-rate + sd sqrt((1 - e^(-2 rate)) / (2 rate)) z(t)   (Glasserman 2004,
/// eq. 3.46)
struct MeanReverting {
  double mean = 0, rate = 1, sd = 1, start = 0;
  bool operator==(const MeanReverting&) const = default;
};

/// Geometric Brownian motion: x(t) = x(t-1) exp(drift - volatility^2 / 2 + volatility z(t)), so E x(t) =
/// start e^(drift t).
struct Gbm {
  double start = 1, drift = 0, volatility = 0.1;
  bool operator==(const Gbm&) const = default;
};

/// Merton (1976): Gbm times exp of the jumps of the step, whose number is Poisson(rate) and each
/// Normal(jump_mean, jump_sd). The drift is that of the continuous part: E x(t) = start exp(t (drift + rate
/// (e^(jump_mean + jump_sd^2 / 2) - 1))).
struct JumpDiffusion {
  double start = 1, drift = 0, volatility = 0.1, rate = 0.1, jump_mean = 0, jump_sd = 0.1;
  bool operator==(const JumpDiffusion&) const = default;
};

/// A Markov chain of regimes (Hamilton 1989): in regime i the value is means[i] + sds[i] z(t). `transition`
/// is row-major, [from][to], each row summing to one. Step 0 stands in regime `start`, counted from 1, at its
/// mean.
struct MarkovRegime {
  std::vector<double> means, sds, transition;
  int start = 1;
  bool operator==(const MarkovRegime&) const = default;
};

/// x(t) = mean + sum over k of phi[k-1] (x(t-k) - mean) + sd z(t); `start` holds the values up to step 0, the
/// oldest first, as many as phi, or one number for all of them.
struct Ar {
  double mean = 0, sd = 1;
  std::vector<double> phi, start;
  bool operator==(const Ar&) const = default;
};

/// The stationary bootstrap (Politis & Romano 1994, Journal of the American Statistical Association 89,
/// 1303-1313): runs of successive years of a history, each from a year drawn at random and of a geometric
/// length with mean `block`; after the last year comes the first. x(0) is the last year of the history; step
/// 1 begins a run, for the year after the last has not been seen.
struct Bootstrap {
  std::vector<double> history;  ///< oldest first
  double block = 1;
  bool operator==(const Bootstrap&) const = default;
};

/// Any law that a model can state.
using Law =
    std::variant<Uniform, Normal, Lognormal, Triangular, Pert, Beta, Gamma, StudentT, TruncatedNormal,
                 Discrete, Empirical, Poisson, Weibull, Binomial, NegativeBinomial, Mixture, Dirichlet,
                 Constant, RandomWalk, Ar1, MeanReverting, Gbm, JumpDiffusion, MarkovRegime, Ar, Bootstrap>;

/// A part of a mixture, in a struct of its own since a law cannot hold itself.
struct MixturePart {
  Law law;
  bool operator==(const MixturePart&) const = default;
};

/// The name a model file gives the law: "student-t", "random-walk", …
std::string_view name_of(const Law& law);

/// Whether the law has single values with a chance each.
bool is_discrete(const Law& law);

/// Whether the law is a path over steps: every process but Constant, which is one number.
bool is_process(const Law& law);

}  // namespace leontide::random
