#pragma once

#include <string>
#include <vector>

#include "base/title.hpp"
#include "scenario/scenario.hpp"
#include "statistics/prim.hpp"

namespace leontide::report {

/// The driver, lever or event of that name; none where there is none.
const language::Quantity* input_of(const scenario::Reading& reading, const std::string& name);

/// An input as a reader knows it: its title, and the sector that an element is.
Title input_title(const scenario::Reading& reading, const std::string& name, const std::string& element);
/// The same of a label, `name[element]`.
Title input_title(const scenario::Reading& reading, const std::string& label);

/// `“Trade” is between 1.2 and 3.4`, `is at least 1.2`, `is at most 3.4`.
Title limit_words(const Title& input, const statistics::Limits& limits);
/// Conditions that hold together.
Title joined_by_and(const std::vector<Title>& parts);

/// A source of uncertainty as the model's `groups:` calls it.
Title group_title(const scenario::Reading& reading, const std::string& group);

}  // namespace leontide::report
