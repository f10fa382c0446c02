#pragma once

#include <string>

namespace leontide::command {

/// The JSON Schema of sweep files.
std::string sweep_schema();

}  // namespace leontide::command
