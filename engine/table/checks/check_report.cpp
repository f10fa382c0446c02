#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "table/checks/check_parts.hpp"

namespace leontide::table {

namespace {

struct FaultWords {
  TableFault fault;
  const char* name;
  const char* file;
};

constexpr FaultWords fault_words[] = {
    {TableFault::unbalanced_row, "unbalanced-row", "flows.csv"},
    {TableFault::unbalanced_column, "unbalanced-column", "value_added.csv"},
    {TableFault::unbalanced_parts, "unbalanced-parts", "value_added.csv"},
    {TableFault::rounding, "rounding", "flows.csv"},
    {TableFault::stated_deviation, "stated-deviation", "meta.json"},
    {TableFault::transposed, "transposed", "flows.csv"},
    {TableFault::permuted_rows, "permuted-rows", "flows.csv"},
    {TableFault::permuted_columns, "permuted-columns", "flows.csv"},
    {TableFault::coefficients, "coefficients", "flows.csv"},
    {TableFault::scaled_part, "scaled-part", ""},
    {TableFault::scaled_rows, "scaled-rows", "flows.csv"},
    {TableFault::scaled_columns, "scaled-columns", "flows.csv"},
    {TableFault::scaled_table, "scaled-table", "meta.json"},
    {TableFault::wrong_sign, "wrong-sign", "final_demand.csv"},
    {TableFault::swapped_axes, "swapped-axes", ""},
    {TableFault::zero_row, "zero-row", "flows.csv"},
    {TableFault::zero_column, "zero-column", "flows.csv"},
    {TableFault::no_output, "no-output", "output.csv"},
    {TableFault::negative_output, "negative-output", "output.csv"},
    {TableFault::zero_output, "zero-output", "output.csv"},
    {TableFault::negative_value_added, "negative-value-added", "value_added.csv"},
    {TableFault::negative_flow, "negative-flow", "flows.csv"},
    {TableFault::unproductive, "unproductive", "flows.csv"},
    {TableFault::ill_conditioned, "ill-conditioned", "flows.csv"},
    {TableFault::unproductive_column, "unproductive-column", "flows.csv"},
    {TableFault::duplicate_sector, "duplicate-sector", "flows.csv"},
    {TableFault::missing_sector, "missing-sector", "sectors.csv"},
    {TableFault::repeated_label, "repeated-label", "sectors.csv"},
    {TableFault::missing_label, "missing-label", "sectors.csv"},
    {TableFault::missing_unit, "missing-unit", "meta.json"},
    {TableFault::contradictory_unit, "contradictory-unit", "meta.json"},
    {TableFault::balancing_item, "balancing-item", "final_demand.csv"},
};

const FaultWords& words_of(TableFault fault) {
  return *std::find_if(std::begin(fault_words), std::end(fault_words),
                       [&](const FaultWords& words) { return words.fault == fault; });
}

const char* word(Severity severity) {
  switch (severity) {
    case Severity::note: return "note";
    case Severity::warning: return "warning";
    case Severity::error: return "error";
  }
  return "error";
}

double size_of(const Finding& finding) {
  return std::abs(finding.found - finding.expected);
}

nlohmann::ordered_json deviations_json(const Deviations& deviations) {
  return {{"largest_absolute", deviations.largest_absolute},
          {"largest_relative_to_output", deviations.largest_of_output},
          {"sum_relative_to_output", deviations.total_of_output}};
}

}  // namespace

std::string to_string(TableFault fault) {
  return words_of(fault).name;
}

std::string to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass: return "pass";
    case Verdict::usable: return "usable";
    case Verdict::fail: return "fail";
  }
  return "fail";
}

std::string long_number(double value) {
  return fmt::format("{:.12g}", value);
}

std::string short_number(double value) {
  return fmt::format("{:.6g}", value);
}

void add_finding(CheckReport& report, const Accounts& accounts, std::size_t sector, TableFault fault,
                 Severity severity, double found, double expected, double tolerance, std::string what,
                 std::string hint) {
  report.findings.push_back({fault, severity, accounts.sectors[sector].code, found, expected, tolerance,
                             std::move(what), std::move(hint)});
}

std::string sector_text(const Accounts& accounts, std::size_t index) {
  const Sector& sector = accounts.sectors[index];
  return sector.name_en.empty() ? sector.code : fmt::format("{} ({})", sector.code, sector.name_en);
}

std::string sectors_text(const Accounts& accounts, const std::vector<std::size_t>& sectors) {
  constexpr std::size_t shown = 5;
  std::string out;
  for (std::size_t k = 0; k < std::min(shown, sectors.size()); ++k)
    out += (k == 0 ? "" : ", ") + accounts.sectors[sectors[k]].code;
  if (sectors.size() > shown) out += fmt::format(" and {} more", sectors.size() - shown);
  return out;
}

std::string factor_text(double factor) {
  const double power = std::round(std::log10(factor));
  const double nearest = std::pow(10.0, power);
  if (power != 0 && std::abs(factor / nearest - 1) < 1e-3) {
    return power > 0 ? fmt::format("{:.0f}", nearest) : fmt::format("1/{:.0f}", 1 / nearest);
  }
  return short_number(factor);
}

Verdict CheckReport::verdict() const {
  Verdict out = Verdict::pass;
  for (const Finding& finding : findings) {
    if (finding.severity == Severity::error) return Verdict::fail;
    if (finding.severity == Severity::warning) out = Verdict::usable;
  }
  return out;
}

std::string CheckReport::advice() const {
  for (const Finding& finding : findings) {
    if (finding.severity == Severity::error) return "do not use it: " + finding.what + "; " + finding.hint;
  }
  for (const Finding& finding : findings) {
    if (finding.severity == Severity::warning) return "use it, knowing the warnings; first: " + finding.what;
  }
  return "use it";
}

namespace {

bool has(const CheckReport& found, TableFault fault) {
  return std::any_of(found.findings.begin(), found.findings.end(),
                     [&](const Finding& finding) { return finding.fault == fault; });
}

/// The file to look at: a flow stands in a row and in a column, so where rows alone do not balance it is a
/// final use.
std::string file_of(const CheckReport& found, TableFault fault) {
  const bool is_use = fault == TableFault::unbalanced_row && !has(found, TableFault::unbalanced_column) &&
                      !has(found, TableFault::unbalanced_parts);
  return is_use ? "final_demand.csv" : words_of(fault).file;
}

}  // namespace

void report(const CheckReport& found, const TablePlace& table, Diagnostics& diagnostics,
            std::size_t at_most) {
  std::map<std::pair<TableFault, Severity>, std::vector<std::size_t>> kinds;
  for (std::size_t k = 0; k < found.findings.size(); ++k)
    kinds[{found.findings[k].fault, found.findings[k].severity}].push_back(k);
  std::vector<bool> shown(found.findings.size());
  for (auto& [kind, all] : kinds) {
    std::stable_sort(all.begin(), all.end(), [&](std::size_t a, std::size_t b) {
      return size_of(found.findings[a]) > size_of(found.findings[b]);
    });
    for (std::size_t k = 0; k < std::min(at_most, all.size()); ++k)
      shown[all[k]] = true;
  }
  for (std::size_t k = 0; k < found.findings.size(); ++k) {
    if (!shown[k]) continue;
    const Finding& finding = found.findings[k];
    const std::string file = file_of(found, finding.fault);
    const bool in_file = table.is_folder && !file.empty();
    const Place place{in_file ? fmt::format("{}/{}", table.name, file) : table.name, 0, 0, 0};
    diagnostics.add(
        {finding.severity, to_string(finding.fault), place, finding.what, finding.hint, std::nullopt});
    auto& all = kinds[{finding.fault, finding.severity}];
    const auto left =
        std::count_if(all.begin(), all.end(), [&](std::size_t at) { return shown[at] && at > k; });
    if (left == 0 && all.size() > at_most) {
      diagnostics.add(
          {Severity::note, to_string(finding.fault), place,
           fmt::format("and {} more of this kind ({})", all.size() - at_most, to_string(finding.fault)),
           "--format json lists them all", std::nullopt});
    }
  }
}

std::string to_json(const CheckReport& found, bool full) {
  nlohmann::ordered_json out;
  out["verdict"] = to_string(found.verdict());
  if (full) out["advice"] = found.advice();
  out["largest_row_error"] = {{"relative", found.rows.largest_relative},
                              {"sector", found.rows.largest_relative_label}};
  out["largest_column_error"] = {{"relative", found.columns.largest_relative},
                                 {"sector", found.columns.largest_relative_label}};
  // What a table that passes misses beyond the common tolerance is stated, so that whoever reads it passes it
  // too.
  const auto state = [&](const char* name, const Deviations& deviations) {
    if (found.passed() && deviations.largest_relative > CheckOptions{}.tolerance)
      out[name] = deviations.largest_absolute;
  };
  state("row_identity_max_abs", found.rows);
  state("column_identity_max_abs", found.columns);
  if (full) {
    out["row_deviations"] = deviations_json(found.rows);
    out["column_deviations"] = deviations_json(found.columns);
    out["printed_unit"] = found.printed_unit;
  }
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
