#include "kernel/constants.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "kernel/run.hpp"

namespace leontide::kernel {

namespace {

void report(const language::Model& model, const language::Datum& datum, const SystemFault& fault,
            Diagnostics& diagnostics) {
  const std::string& sector = model.sets[datum.shape.sets[0]].codes[fault.row];
  const std::string file = datum.file.empty() ? "" : fmt::format(" ({})", datum.file);
  if (fault.kind == SystemFault::Kind::negative_coefficient) {
    diagnostics.error(
        "negative-coefficient", datum.place,
        fmt::format("\"{}\"{} has a negative coefficient in the row of sector {}", datum.name, file, sector),
        "inputs of one unit of output cannot be negative: check the table");
    return;
  }
  diagnostics.error(
      "unproductive", datum.place,
      fmt::format("\"{}\"{} is unproductive: up to sector {}, making one unit uses up one unit or more",
                  datum.name, file, sector),
      "no output can meet a final demand (Hawkins and Simon 1949): check units, and whether rows sell to "
      "columns");
}

/// Share of its full effect that a lever has in a year, times its profile.
double share(const language::LeverTiming& lever, int year, std::uint32_t step) {
  if (year > lever.end) return 0;
  const double risen = std::clamp((year - lever.start + 1) / std::max(lever.ramp, 1.0), 0.0, 1.0);
  return lever.profile.empty() ? risen : risen * lever.profile[step];
}

}  // namespace

std::optional<Constants> make_constants(const Program& program, const language::Model& model,
                                        const std::vector<bool>& levers_on, Diagnostics& diagnostics) {
  Constants constants;
  constants.base_year = model.time.base;
  constants.pool.assign(program.pool_size, 0.0);
  for (std::size_t i = 0; i < model.data.size(); ++i) {
    std::copy(model.data[i].values.begin(), model.data[i].values.end(),
              constants.pool.begin() + program.datum_at[i]);
  }
  for (const auto& [place, value] : program.literals)
    constants.pool[place] = value;
  bool sound = true;
  for (const SystemSpec& spec : program.systems) {
    const language::Datum& datum = model.data[spec.datum];
    SystemFault fault;
    auto system = make_system(model.sets[datum.shape.sets[0]].codes.size(), datum.values.data(), fault);
    if (!system) {
      report(model, datum, fault, diagnostics);
      sound = false;
      continue;
    }
    constants.systems.push_back(std::move(*system));
  }
  if (!sound) return std::nullopt;
  for (std::size_t lever = 0; lever < model.levers.size(); ++lever) {
    for (std::uint32_t step = 0; step < program.steps; ++step) {
      const int year = model.time.base + static_cast<int>(step);
      const bool acts = levers_on[lever] && step > 0;
      constants.ramps.push_back(acts ? share(model.lever_timings[lever], year, step) : 0.0);
    }
  }
  if (!run_setup(program, constants)) {
    diagnostics.error("unproductive", model.data[program.systems.front().datum].place,
                      "with the multipliers given by data alone, a `leontief` equation has no solution",
                      "multipliers of rows and columns must leave every sector a value added");
    return std::nullopt;
  }
  return constants;
}

}  // namespace leontide::kernel
