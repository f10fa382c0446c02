#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "random/law.hpp"
#include "random/pair_family.hpp"
#include "scenario/laws/law_numbers.hpp"
#include "yaml/yaml.hpp"

namespace leontide::scenario {

/// A law as read: one, or one an element where a key gave numbers by code.
struct ReadLaws {
  std::vector<random::Law> laws;  ///< [1] or [elements]; empty after an error
  std::vector<double> centres;    ///< as of random::Driver
};

/// Where files named by `empirical` and `bootstrap` are found and remembered as inputs: one column, without a
/// name the last; nothing after a fault that was reported.
using FileReader =
    std::function<std::optional<std::vector<double>>(const yaml::Node& file, const std::string& column)>;

/// Whose law is read, and what it may name.
struct LawContext {
  LawOwner owner;                       ///< whose law, in messages
  std::vector<std::string> other_keys;  ///< of the mapping, that belong to the owner
  FileReader files = {};                ///< finds what `empirical` and `bootstrap` name
};

/// Reads the law of a driver, a strength or a size: `distribution:` or `process:` and its keys.
ReadLaws read_laws(const yaml::Node& node, const LawContext& context, Diagnostics& diagnostics);

/// Reads `{family: clayton, parameter: 2, rotation: 90}` or `{family: frank, tau: 0.3}`; nothing after an
/// error. What does not fit the family is told by random::problems.
std::optional<random::PairLaw> read_pair(const yaml::Node& node, const std::string& what,
                                         Diagnostics& diagnostics);

}  // namespace leontide::scenario
