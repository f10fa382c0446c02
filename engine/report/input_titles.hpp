#pragma once

#include <string>

#include "base/title.hpp"
#include "scenario/scenario.hpp"

namespace leontide::report {

/// The driver, lever or event of that name; none where there is none.
const language::Quantity* input_of(const scenario::Reading& reading, const std::string& name);

/// An input as a reader knows it: its title, and the sector that an element is.
Title input_title(const scenario::Reading& reading, const std::string& name, const std::string& element);
/// The same of a label, `name[element]`.
Title input_title(const scenario::Reading& reading, const std::string& label);

/// A source of uncertainty as the model's `groups:` calls it.
Title group_title(const scenario::Reading& reading, const std::string& group);

}  // namespace leontide::report
