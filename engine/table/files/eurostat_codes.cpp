// Codes of the transmission programme of ESA 2010, tables 1500 (supply), 1600 (use), 1700 and 1750
// (input-output).
#include "table/files/eurostat_codes.hpp"

#include <algorithm>

namespace leontide::table {

std::span<const EurostatLine> eurostat_uses() {
  using enum LineRole;
  static const std::vector<EurostatLine> lines = {
      {"TOTAL", intermediate_total, ""},
      {"P2", intermediate_total, ""},
      {"P3_S14", category, "household"},
      {"P3_S15", category, "npish"},
      {"P3_S13", category, "government"},
      {"P3", category, "consumption", {"P3_S13", "P3_S14", "P3_S15"}},
      {"P51G", category, "gfcf"},
      {"P52", category, "inventories"},
      {"P53", category, "valuables"},
      {"P5M", category, "inventories_and_valuables", {"P52", "P53"}},
      {"P52_P53", category, "inventories_and_valuables", {"P52", "P53", "P5M"}},
      {"P5", category, "capital_formation", {"P51G", "P52", "P53", "P5M", "P52_P53"}},
      {"P6", category, "export"},
      {"P6_S21", category, "export_eu", {}, "P6"},
      {"P6_S22", category, "export_other", {}, "P6"},
      {"P6_S2I", category, "export_euro_area", {}, "P6"},
      {"P6_S2X", category, "export_outside_euro_area", {}, "P6"},
      {"TFU", category, ""},
      {"TU", category, ""},
      {"TU_PP", category, ""},
      {"TU_BP", category, ""}};
  return lines;
}

std::span<const EurostatLine> eurostat_supplies() {
  using enum LineRole;
  static const std::vector<EurostatLine> lines = {{"TOTAL", intermediate_total, ""},
                                                  {"P1", intermediate_total, ""},
                                                  {"P7", category, "import"},
                                                  {"IMP", category, "import", {"P7"}},
                                                  {"P7_S21", category, "import_eu", {}, "P7"},
                                                  {"P7_S22", category, "import_other", {}, "P7"},
                                                  {"P7_S2I", category, "import_euro_area", {}, "P7"},
                                                  {"P7_S2X", category, "import_outside_euro_area", {}, "P7"},
                                                  {"OTTM", category, "margins"},
                                                  {"D21X31", category, "product_taxes"},
                                                  {"TS_BP", category, ""},
                                                  {"TS_PP", category, ""}};
  return lines;
}

std::span<const EurostatLine> eurostat_inputs() {
  using enum LineRole;
  static const std::vector<EurostatLine> lines = {{"TOTAL", intermediate_total, ""},
                                                  {"CPA_TOTAL", intermediate_total, ""},
                                                  {"P2", category, ""},
                                                  {"D21X31", other_input, "product_taxes"},
                                                  {"OP_RES", category, ""},
                                                  {"OP_NRES", category, ""},
                                                  {"P7", imported_inputs, ""},
                                                  {"IMP", imported_inputs, "", {"P7"}},
                                                  {"D1", category, "compensation"},
                                                  {"D11", category, "wages", {}, "D1"},
                                                  {"D12", category, "social_contributions", {}, "D1"},
                                                  {"D29X39", category, "net_taxes"},
                                                  {"P51C", category, "depreciation"},
                                                  {"K1", category, "depreciation", {"P51C"}},
                                                  {"B2A3N", category, "surplus"},
                                                  {"B2A3G", category, "gross_surplus", {"B2A3N"}},
                                                  {"B1G", value_added_total, ""},
                                                  {"P1", output, ""},
                                                  {"TS_BP", category, ""},
                                                  {"EMP_DC", category, ""}};
  return lines;
}

const EurostatLine* eurostat_line(std::span<const EurostatLine> lines, std::string_view code) {
  const auto found =
      std::find_if(lines.begin(), lines.end(), [&](const EurostatLine& line) { return line.code == code; });
  return found == lines.end() ? nullptr : &*found;
}

std::string eurostat_key(std::string_view code) {
  constexpr std::string_view product = "CPA_";
  if (code.starts_with(product)) code.remove_prefix(product.size());
  std::string out;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const bool is_mark = code[i] == '-' || code[i] == '_' || code[i] == 'T';
    const bool joins = is_mark && i > 0 && i + 1 < code.size();
    if (!joins) {
      out += code[i];
      continue;
    }
    out += '-';
    // The second letter of E37-E39 says nothing.
    const bool has_letter = code[i + 1] == out.front() && i + 2 < code.size();
    if (has_letter) ++i;
  }
  return out;
}

}  // namespace leontide::table
