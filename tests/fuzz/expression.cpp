// Expressions: in a model with a quantity of each kind, as a variable's equation and as an indicator.
#include "base/printable.hpp"
#include "fuzz/run_plan.hpp"

using namespace leontide;

namespace {

constexpr const char* model = R"(leontide: model/1
name: m
time: {base: 2024, end: 2027}
units: {CNY: currency, person: people}
sets:
  sector: {codes: [a, b, c], columns: {broad: [goods, services, goods]}}
  broad: {of: sector, by: broad}
  first: {of: sector, members: [a, b]}
data:
  w: {over: [sector], values: {a: 2, b: 3, c: 5}}
  f: {over: [sector], values: {a: 10, b: 20, c: 30}, unit: 1e8 CNY, prices: constant}
  h: {over: [sector], values: {a: 7, b: 8, c: 9}, unit: 1e8 CNY, prices: current}
  A: {over: [sector, sector], value: 0.1, requirements: regional}
parameters: {k: 1.25, n: {value: 4, unit: 1e4 person}, m: {value: 6, unit: 1e8 CNY, prices: constant}}
drivers:
  d: {distribution: normal, mean: 0, sd: 1}
  y: {process: ar1, mean: 0, sd: 1, phi: 0.5}
levers: {push: {title: push, start: 2025, ramp: 1, strength: 0.1}}
events: {storm: {title: storm, chance: 0.1, size: 0.2, recovery: 1}}
variables:
  x: {start: 1, equation: lag(x) * (1 + 0.1 * y)}
)";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string quoted = json_quoted({reinterpret_cast<const char*>(data), size});
  const std::string as_variable = std::string(model) + "  s: " + quoted + "\n  v[sector]: " + quoted +
                                  "\nindicators: {x: {value: x, unit: none}}\n";
  const std::string as_indicator =
      std::string(model) + "indicators: {i: {value: " + quoted + ", unit: none}}\n";
  for (const std::string& text : {as_variable, as_indicator}) {
    const fuzz::Folder folder({{"model.yaml", text}});
    fuzz::may_refuse([&] {
      Diagnostics diagnostics;
      const auto prepared = fuzz::prepare(fuzz::Folder::path() / "model.yaml", diagnostics);
      if (prepared) fuzz::run_trials(*prepared);
      diagnostics.text();
    });
  }
  return 0;
}
