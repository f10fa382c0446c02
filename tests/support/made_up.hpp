// Tables of any size that balance by construction, for properties that hold of every table.
#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "table/accounts.hpp"

namespace leontide::table {

/// Numbers in (0, 1) from a fixed sequence (Knuth's MMIX generator).
class Sequence {
 public:
  explicit Sequence(std::uint64_t seed) : state_(seed) { next(); }
  double next() {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return (static_cast<double>(state_ >> 40) + 0.5) / static_cast<double>(1ULL << 24);
  }

 private:
  std::uint64_t state_;
};

/// n sectors in clusters of two, local and imported flows, two components of value added, three uses.
inline Accounts made_up(std::size_t n, std::uint64_t seed) {
  Sequence sequence(seed);
  Accounts out;
  out.title = "Made up " + std::to_string(seed);
  out.unit = "1e8 CNY";
  out.year = 2000 + static_cast<int>(seed);
  out.flows = Matrix(n, n);
  out.flows_imported = Matrix(n, n);
  for (double& cell : out.flows.values) {
    const double value = sequence.next();
    cell = value < 0.2 ? 0 : 10 * value;
  }
  for (double& cell : out.flows_imported.values)
    cell = 2 * sequence.next();
  out.final_demand = {{"household", "government", "export"}, Matrix(n, 3)};
  out.final_demand_imported = {{"household", "government"}, Matrix(n, 2)};
  for (double& cell : out.final_demand.values.values)
    cell = 30 * sequence.next();
  for (double& cell : out.final_demand_imported.values.values)
    cell = 5 * sequence.next();
  const std::vector<double> uses = row_sums(out.final_demand.values);
  out.value_added = {{"compensation", "surplus"}, Matrix(n, 2)};
  for (std::size_t i = 0; i < n; ++i) {
    out.sectors.push_back(
        {"s" + std::to_string(i), "Sector " + std::to_string(i), "", "c" + std::to_string(i / 2), {}});
    out.output.push_back(sum(out.flows.row(i)) + uses[i]);
  }
  // Columns close by value added; outputs are raised by demand where inputs would leave none.
  for (std::size_t j = 0; j < n; ++j) {
    double inputs = 0;
    for (std::size_t i = 0; i < n; ++i)
      inputs += out.flows(i, j) + out.flows_imported(i, j);
    const double more = std::max(0.0, inputs * 1.3 - out.output[j]);
    out.final_demand.values(j, 0) += more;
    out.output[j] += more;
    const double left = out.output[j] - inputs;
    const double wages = left * (0.3 + 0.4 * sequence.next());
    out.value_added.values(j, 0) = wages;
    out.value_added.values(j, 1) = left - wages;
    out.value_added_total.push_back(left);
  }
  return out;
}

}  // namespace leontide::table
