#include <algorithm>
#include <nlohmann/json.hpp>

#include "table/check.hpp"

namespace leontide::table {

namespace {

const char* file_of(Fault fault) {
  switch (fault) {
    case Fault::unbalanced_row:
    case Fault::negative_flow:
    case Fault::unproductive: return "flows.csv";
    case Fault::unbalanced_column:
    case Fault::unbalanced_parts:
    case Fault::negative_value_added: return "value_added.csv";
    case Fault::negative_output:
    case Fault::zero_output: return "output.csv";
  }
  return "flows.csv";
}

const char* word(Severity severity) {
  switch (severity) {
    case Severity::note: return "note";
    case Severity::warning: return "warning";
    case Severity::error: return "error";
  }
  return "error";
}

}  // namespace

std::string to_string(Fault fault) {
  switch (fault) {
    case Fault::unbalanced_row: return "unbalanced-row";
    case Fault::unbalanced_column: return "unbalanced-column";
    case Fault::unbalanced_parts: return "unbalanced-parts";
    case Fault::negative_output: return "negative-output";
    case Fault::zero_output: return "zero-output";
    case Fault::negative_value_added: return "negative-value-added";
    case Fault::negative_flow: return "negative-flow";
    case Fault::unproductive: return "unproductive";
  }
  return "fault";
}

bool CheckReport::passed() const {
  return std::none_of(findings.begin(), findings.end(),
                      [](const Finding& finding) { return finding.severity == Severity::error; });
}

void report(const CheckReport& found, const std::string& shown_as, Diagnostics& diagnostics) {
  for (const Finding& finding : found.findings) {
    diagnostics.add({finding.severity, to_string(finding.fault),
                     Place{shown_as + "/" + file_of(finding.fault), 0, 0, 0}, finding.what, finding.hint,
                     std::nullopt});
  }
}

std::string to_json(const CheckReport& found) {
  nlohmann::ordered_json out;
  out["verdict"] = found.passed() ? "pass" : "fail";
  out["largest_row_error"] = {{"relative", found.largest_row_error}, {"sector", found.largest_row_label}};
  out["largest_column_error"] = {{"relative", found.largest_column_error},
                                 {"sector", found.largest_column_label}};
  out["spectral_radius"] = found.spectral_radius;
  if (found.local_spectral_radius >= 0) out["local_spectral_radius"] = found.local_spectral_radius;
  out["output_total"] = found.output_total;
  out["value_added_total"] = found.value_added_total;
  out["findings"] = nlohmann::ordered_json::array();
  for (const Finding& finding : found.findings) {
    out["findings"].push_back({{"fault", to_string(finding.fault)},
                               {"severity", word(finding.severity)},
                               {"sector", finding.label},
                               {"found", finding.found},
                               {"expected", finding.expected},
                               {"tolerance", finding.tolerance},
                               {"what", finding.what},
                               {"hint", finding.hint}});
  }
  return out.dump(1);
}

}  // namespace leontide::table
