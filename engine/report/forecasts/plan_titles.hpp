#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "report/write/document.hpp"

namespace leontide::report {

/// What names in the file of a hindcast are called; others stand for themselves.
using PlanTitles = std::map<std::string, Title>;

/// `even odds 0.5; the plan 6`.
Title numbers_by_name(const std::vector<std::pair<std::string, double>>& numbers, const PlanTitles& titles);

/// Puts titles where the sheets and the standing of a document have names.
void call_by_title(Document& document, const PlanTitles& titles);

}  // namespace leontide::report
