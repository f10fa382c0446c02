#pragma once

#include <optional>
#include <string>
#include <vector>

#include "random/law.hpp"

// What a model says about its random inputs. Streams are keyed by name and element code, never by position.
namespace leontide::random {

struct Driver {
  std::string name;
  std::vector<std::string> elements = {""};  // codes of the set; one empty code for a scalar
  std::vector<Law> laws;                     // one for all elements, or one an element; all of one kind
  enum class Draw { trial, step };
  Draw draw = Draw::trial;  // of a distribution; a process always moves by steps
  double common = 0;        // correlation of every pair of elements, in [0, 1), on the normal scale
  // Of the elements' normal scores, row-major [elements][elements]; empty: none. Not beside `common` or in a
  // copula.
  std::vector<double> correlation = {};
};

struct Lever {
  std::string name;
  Law strength;  // a distribution or Constant, drawn once a trial
};

struct Event {
  std::string name;
  double chance = 0;    // a year, of an onset when idle
  Law size;             // a distribution or Constant, drawn at onset
  double recovery = 1;  // years of linear decay from full size in the year of onset to zero
  bool on = false;
  std::optional<int> forced_step;  // an onset for certain at this step; the other steps keep their chance
};

// Gaussian copula on the innovations of each step, element by element; the drivers are over equal sets.
struct Copula {
  std::vector<std::string> drivers;
  std::vector<double> correlation;  // row-major [drivers][drivers], of the normal scores
};

}  // namespace leontide::random
