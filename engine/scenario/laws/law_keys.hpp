#pragma once

#include <string>
#include <vector>

#include "yaml/keys.hpp"

namespace leontide::scenario::keys {

/// What names a law; the parameters that stand beside it are those of its form.
const std::vector<yaml::Key>& law();
/// Of a lever: a law, or numbers by year.
const std::vector<yaml::Key>& strength();
/// What copulas of every kind have.
const std::vector<yaml::Key>& copula();
/// The kinds of copulas, and all keys of one.
const std::vector<std::string>& copulas();
/// Those of every kind and those of this one; an unknown kind has only the former.
std::vector<yaml::Key> copula_of(const std::string& kind);

}  // namespace leontide::scenario::keys
