#pragma once

#include <string>
#include <vector>

#include "analysis/model_check.hpp"
#include "base/diagnostic.hpp"
#include "report/write/document.hpp"
#include "scenario/scenario.hpp"

namespace leontide::report {

/// What was found of one file that was checked.
struct FileCheck {
  std::string file;
  Title verdict;
  int base_year = 0;
  std::vector<analysis::BaseYearTotal> totals;  ///< of the model beside its tables
  std::vector<scenario::InputFile> inputs;
  std::string digest;
};

/// The base year beside the table, a line a total.
std::string totals_text(const FileCheck& check, Language language);

/// Verdicts, faults as a table, and the base year beside the tables.
Document check_document(const Diagnostics& faults, const std::vector<FileCheck>& checks);

/// The same as JSON, each fault with the place of a conflict's other side.
std::string check_json(const Diagnostics& faults, const std::vector<FileCheck>& checks);

}  // namespace leontide::report
