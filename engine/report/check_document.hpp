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
  std::string file;                             ///< as it was given
  Title verdict;                                ///< what the check says
  int base_year = 0;                            ///< of the model
  std::vector<analysis::BaseYearTotal> totals;  ///< of the model beside its tables
  std::vector<scenario::InputFile> inputs;      ///< every file with its hash
  std::string digest;                           ///< of inputs and of what affects results
};

/// The base year beside the table, a line a total.
std::string totals_text(const FileCheck& check, Language language);

/// Verdicts, faults as a table, and the base year beside the tables.
Document check_document(const Diagnostics& faults, const std::vector<FileCheck>& checks);

/// The same as JSON, each fault with the place of a conflict's other side.
std::string check_json(const Diagnostics& faults, const std::vector<FileCheck>& checks);

}  // namespace leontide::report
