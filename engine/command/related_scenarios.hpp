#pragma once

#include <filesystem>

#include "report/verdict.hpp"

namespace leontide::command {

/// A scenario as the user named it, with the one to compare it with, by a path from the same place: the one
/// it extends; where it extends none, the one of its folder that extends it and that most others extend in
/// turn. What cannot be read is left out.
report::AskedAs asked(const std::filesystem::path& scenario);

}  // namespace leontide::command
