// Leontief solutions: fixed and drawn coefficients, quiet and loud noise, few touched sectors, and the lanes
// that must be rescued.
#include "kernel/leontief.hpp"
#include "kernel/touched_sectors.hpp"
#include "lanes/width.hpp"
#include "measure/economy.hpp"
#include "parity/sheet.hpp"

namespace leontide::parity {

namespace {

using lanes::width;

// Multipliers of the first `touched` sectors; in every fifth lane of one sector more.
void dump_solve(Sheet& sheet, const kernel::LaneLeontiefSystem& system, const std::string& name, double sd,
                bool drawn, std::size_t touched) {
  const std::size_t n = system.n;
  auto r = benchmarks::made_up_multipliers(n, sd, 31), s = benchmarks::made_up_multipliers(n, sd, 32);
  for (std::size_t at = touched * width; at < n * width; ++at) {
    if (at >= (touched + 1) * width || at % 5 != 0) r[at] = s[at] = 1;
  }
  const auto f = benchmarks::made_up_multipliers(n, 1, 33);
  lanes::AlignedVector x(n * width), scratch(kernel::solve_scratch(n));
  const auto report = kernel::solve(system, drawn ? r.data() : nullptr, drawn ? s.data() : nullptr, f.data(),
                                    x.data(), 1e-10, scratch.data());
  sheet.count(name + ".sweeps", report.sweeps);
  sheet.count(name + ".unproductive", report.unproductive);
  sheet.count(name + ".failed", report.failed);
  sheet.numbers(name, x);
}

}  // namespace

void dump_solves(Sheet& sheet) {
  for (const std::size_t n : {1, 4, 12, 42, 153}) {
    for (const double scale :
         {0.4, 1.0, 1.4}) {  // below and above the radius at which the form changes; close to 1
      std::vector<double> a = benchmarks::made_up_coefficients(n);
      for (double& coefficient : a)
        coefficient *= scale;
      kernel::SystemFault fault;
      const auto system = kernel::make_system(n, a.data(), fault);
      const std::string base = "solve." + std::to_string(n) + "." + std::to_string(scale).substr(0, 3);
      if (!system) {
        sheet.count(base + ".unproductive_base", fault.row);
        continue;
      }
      sheet.number(base + ".radius", system->spectral_radius);
      sheet.numbers(base + ".row_sums", system->row_sums);
      dump_solve(sheet, *system, base + ".fixed", 0, false, n);
      for (const int percent : {1, 5, 10, 40})
        dump_solve(sheet, *system, base + ".sd" + std::to_string(percent), percent / 100.0, true, n);
      dump_solve(sheet, *system, base + ".touched", 0.3, true, kernel::few_touched(n));
    }
  }
}

}  // namespace leontide::parity
