#pragma once

// Internal to tracing: which quantity, and which of its members.

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "scenario/scenario.hpp"

namespace leontide::analysis {

/// A quantity and which of its members are meant.
struct Selection {
  std::uint32_t variable = 0;      ///< index into the reading's model
  std::vector<std::size_t> rows;   ///< chosen
  std::vector<std::string> codes;  ///< [rows of the variable]; one empty of a scalar
};

/// Finds `name`, `name[subset]` or `name["code"]`; a datum, driver or indicator gets a variable of the
/// reading that stands for it. `what` names the argument in messages.
std::optional<Selection> select(scenario::Reading& reading, const std::string& text, const std::string& what,
                                Diagnostics& diagnostics);

}  // namespace leontide::analysis
