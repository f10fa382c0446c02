#pragma once

#include <optional>
#include <string>
#include <vector>

#include "random/law.hpp"
#include "random/pair_family.hpp"

// What a model says about its random inputs. Streams are keyed by name and element code, never by position.
namespace leontide::random {

/// A named random input with one or more elements, which follow laws of one kind.
struct Driver {
  std::string name;
  std::vector<std::string> elements = {""};  ///< codes of the set; one empty code for a scalar
  std::vector<Law> laws;                     ///< one for all elements, or one an element; all of one kind
  /// Whether a distribution is drawn once a trial or anew in each step.
  enum class Draw { trial, step };
  Draw draw = Draw::trial;  ///< of a distribution; a process always moves by steps
  double common = 0;        ///< correlation of every pair of elements, in [0, 1), on the normal scale
  /// Of the elements' normal scores, row-major [elements][elements]; empty: none. Not beside `common` or in a
  /// copula.
  std::vector<double> correlation = {};
  /// Of each step's innovation with the step before: a Markov chain whose steps have the copula of the pair
  /// (Joe 1996, in Ruschendorf, Schweizer & Taylor, Distributions with Fixed Marginals, 120-141).
  std::optional<PairLaw> serial = {};
  /// A law with single values follows the uniform of its dependence through its own quantile function.
  bool discrete_by_uniform = false;
  /// [steps][elements]; empty: none. What the law is centred on in each step: added to a normal or Student's
  /// t of mean 0, a factor of a lognormal of median 1; the mean of an ar1, ar or mean-reverting process,
  /// whose distance from it moves as the law says; of a random walk, gbm or jump-diffusion the drift's sum so
  /// far.
  std::vector<double> centres = {};
  /// Of a matrix, row-major [rows][columns], one a element; empty: no matrix. What is drawn (a lognormal of
  /// median 1, once a trial) multiplies them, and each column is scaled back to its total.
  std::vector<double> cells = {};
  std::size_t columns = 0;  ///< of `cells`; 0 without a matrix
  /// False: nobody looks at its rows of step 0, which may then stay 0. Draws of other steps are the same.
  bool read_in_base_year = true;

  bool operator==(const Driver&) const = default;
};

/// A policy whose strength is drawn once a trial.
struct Lever {
  std::string name;
  Law strength;  ///< a distribution or Constant, drawn once a trial

  bool operator==(const Lever&) const = default;
};

/// A shock that comes at random, fades over some years, and may come again once it has.
struct Event {
  std::string name;
  double chance = 0;    ///< a year, of an onset when idle
  Law size;             ///< a distribution or Constant, drawn at onset
  double recovery = 1;  ///< years of linear decay from full size in the year of onset to zero
  bool on = false;      ///< whether the scenario lets it happen
  /// A uniform driver drawn by steps that decides on onsets in place of the event's own number, so that a
  /// copula can tie them: an onset where it lies above 1 - chance.
  std::string onset_driver = {};
  std::optional<int> forced_step;  ///< an onset for certain at this step; the other steps keep their chance

  bool operator==(const Event&) const = default;
};

/// Dependence of the innovations of each step, element by element; the drivers are over equal sets.
struct Copula {
  std::vector<std::string> drivers;
  std::vector<double>
      correlation;  ///< row-major [drivers][drivers], of the normal (or t) scores; not of a vine
  /// The form of the dependence: normal, Student's t, or a vine of pair copulas.
  enum class Kind { gaussian, student, vine };
  Kind kind = Kind::gaussian;
  double df = 0;  ///< of Student's t
  /// Of a vine, in the order of `drivers`: one root a tree, or a path (C-vine and D-vine; Aas, Czado,
  /// Frigessi & Bakken 2009, Insurance: Mathematics and Economics 44, 182-198).
  /// Canonical: a root a tree. Drawable: a path.
  enum class Structure { canonical, drawable };
  Structure structure = Structure::drawable;
  /// [tree][pair]: pair i of tree k (both from 0) ties drivers k and k + 1 + i given the first k of a
  /// canonical vine, drivers i and i + k + 1 given those between of a drawable one. Missing trees:
  /// independent.
  std::vector<std::vector<PairLaw>> pairs = {};
  bool discrete_by_uniform = false;  ///< as of Driver

  bool operator==(const Copula&) const = default;
};

/// All random inputs of a model.
struct RandomInputs {
  std::vector<Driver> drivers;
  std::vector<Lever> levers;
  std::vector<Event> events;
  std::vector<Copula> copulas;
};

}  // namespace leontide::random
