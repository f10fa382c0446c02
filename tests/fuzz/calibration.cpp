// Calibrations with their figures and rules, hindcasts with their panels and outcomes: read and worked out.
#include "calibration/calibrate.hpp"
#include "fuzz/bundle.hpp"
#include "hindcast/growth_hindcast.hpp"
#include "hindcast/outcomes.hpp"
#include "hindcast/plan_file.hpp"

using namespace leontide;

namespace {

void calibrate_all(Diagnostics& diagnostics) {
  calibration::CalibrationRequest request;
  request.file = fuzz::Folder::path() / "calibration.yaml";
  request.vintage = {2025, 1, 31};
  request.data = fuzz::Folder::path();
  // A path is what the kind `plan` looks at.
  request.solve = [](const calibration::SolveRequest&, Diagnostics&) { return std::optional<double>(0); };
  calibration::calibrate(request, diagnostics);
}

void hindcast_all(Diagnostics& diagnostics) {
  const auto yaml = yaml::read_yaml(fuzz::Folder::path() / "hindcast.yaml", "hindcast.yaml", diagnostics);
  if (!yaml) return;
  hindcast::read_plan_file(*yaml, diagnostics);
  hindcast::read_outcomes(fuzz::Folder::path() / "outcomes.csv", "outcomes.csv", diagnostics);
  const auto file = hindcast::read_growth_file(*yaml, diagnostics);
  if (!file || file->last - file->first > 20) return;
  const auto panel =
      calibration::read_panel(fuzz::Folder::path() / file->panel, file->panel, file->columns, diagnostics);
  if (panel && panel->growth.size() < 1000)
    hindcast::run_growth_hindcast(*file, *panel, nullptr, diagnostics);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Folder folder(fuzz::files_of({reinterpret_cast<const char*>(data), size}));
  fuzz::may_refuse([] {
    Diagnostics diagnostics;
    calibrate_all(diagnostics);
    hindcast_all(diagnostics);
    diagnostics.text(5);
    diagnostics.json();
  });
  return 0;
}
