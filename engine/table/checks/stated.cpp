#include "table/checks/stated.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/reading.hpp"

namespace leontide::table {

namespace {

using nlohmann::json;

// Figures are printed with the last bits lost.
constexpr double printing = 1e-9;

std::optional<double> number(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number()) return std::nullopt;
  return found->get<double>();
}

}  // namespace

bool StatedFigures::Deviation::covers(double difference, double output, double gross) const {
  const double size = std::abs(difference);
  if (absolute) return size <= *absolute * (1 + printing);
  if (output == 0 && without_output) return size <= *without_output * gross * (1 + printing);
  if (of_output) return size <= *of_output * std::abs(output) * (1 + printing);
  return false;
}

StatedFigures read_stated(const std::filesystem::path& folder) {
  StatedFigures out;
  const auto text = read_bytes(folder / "meta.json");
  if (!text) return out;
  const json meta = json::parse(*text, nullptr, false);
  if (!meta.is_object()) return out;
  if (const auto count = number(meta, "n_sectors"); count && *count > 0) {
    out.sectors = static_cast<std::size_t>(*count);
  }
  const auto checks = meta.find("checks");
  if (checks == meta.end() || !checks->is_object()) return out;
  out.rows = {
      number(*checks, "row_identity_max_abs"), number(*checks, "row_identity_max_rel_to_sector_output"), {}};
  out.columns = {number(*checks, "column_identity_max_abs"),
                 number(*checks, "column_identity_max_rel_to_sector_output"),
                 {}};
  out.output_total = number(*checks, "output_total");
  out.value_added_total = number(*checks, "value_added_total");
  return out;
}

}  // namespace leontide::table
