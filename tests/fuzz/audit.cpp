// A plan's targets (targets.yaml, with series.csv) audited; a table of targets (targets.csv) placed in the
// model of a city.
#include "audit/audit.hpp"

#include "base/csv.hpp"
#include "fuzz/bundle.hpp"
#include "start/plan_map.hpp"

using namespace leontide;

namespace {

void audit_targets(bool has_series) {
  Diagnostics diagnostics;
  audit::AuditFiles files{fuzz::Folder::path() / "targets.yaml", {}};
  if (has_series) files.series = fuzz::Folder::path() / "series.csv";
  audit::audit(files, {}, diagnostics);
  diagnostics.text(5);
}

void place_rows() {
  Diagnostics diagnostics;
  const auto table = read_csv(fuzz::Folder::path() / "targets.csv", "targets.csv", diagnostics);
  const auto plan = table ? start::read_plan_table(*table, diagnostics) : std::nullopt;
  if (plan) start::place_plan(*plan, 2022);
  diagnostics.text(5);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto files = fuzz::files_of({reinterpret_cast<const char*>(data), size});
  const fuzz::Folder folder(files);
  if (files.contains("targets.yaml")) fuzz::may_refuse([&] { audit_targets(files.contains("series.csv")); });
  if (files.contains("targets.csv")) fuzz::may_refuse([&] { place_rows(); });
  return 0;
}
