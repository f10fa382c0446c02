#pragma once

#include <string>

#include "report/answer.hpp"

namespace leontide::report {

/// The whole answer as JSON, keys in a fixed order: the bytes of `result.json`.
std::string to_json(const Answer& answer);

}  // namespace leontide::report
