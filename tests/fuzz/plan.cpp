// Scenarios with all they name: read, checked, drawn, explained, and 64 trials run.
#include "analysis/explain.hpp"
#include "analysis/model_check.hpp"
#include "fuzz/run_plan.hpp"
#include "graph/draw.hpp"

using namespace leontide;

namespace {

void explain_all(const analysis::Prepared& prepared) {
  constexpr std::size_t most = 4;  // a tree is as large as the model
  const auto& reading = prepared.scenario.readings.front();
  Diagnostics diagnostics;
  for (std::size_t i = 0; i < std::min(most, reading.model.indicators.size()); ++i)
    analysis::explain(prepared.scenario, reading, reading.model.indicators[i].name, diagnostics);
  for (std::size_t i = 0; i < std::min(most, prepared.scenario.targets.size()); ++i)
    analysis::explain(prepared.scenario, reading, prepared.scenario.targets[i].id, diagnostics);
  const graph::Drawing drawing = graph::draw_variables(reading.model);
  graph::to_dot(drawing, reading.model.name);
  graph::to_json(drawing);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto files = fuzz::files_of({reinterpret_cast<const char*>(data), size});
  const char* first = files.contains("scenario.yaml") ? "scenario.yaml" : "model.yaml";
  const fuzz::Folder folder(files);
  fuzz::may_refuse([&] {
    Diagnostics diagnostics;
    auto prepared = fuzz::prepare(fuzz::Folder::path() / first, diagnostics);
    if (prepared) {
      analysis::check_model(*prepared, diagnostics);
      explain_all(*prepared);
      fuzz::run_trials(*prepared);
    }
    diagnostics.text(5);
    diagnostics.json();
  });
  return 0;
}
