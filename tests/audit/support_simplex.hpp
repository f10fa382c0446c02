#pragma once

#include <cmath>
#include <vector>

#include "linear/programme/programme.hpp"

namespace leontide::audit {

/// Whether rows can hold together, by a dense simplex of its own (first phase, Bland's rule): slow, and
/// nothing of CLP is in it.
class PlainSimplex {
 public:
  explicit PlainSimplex(const linear::Programme& programme) : floors_(programme.floors) {
    for (const linear::ProgrammeRow& row : programme.rows) {
      if (!std::isinf(row.low)) add(row, row.low, 1);
      if (!std::isinf(row.high)) add(row, row.high, -1);
    }
  }

  bool is_feasible() {
    const std::size_t rows = tableau_.size(), levels = floors_.size();
    const std::size_t width = levels + 2 * rows;
    for (std::size_t i = 0; i < rows; ++i) {
      // side * a x' - slack (+ artificial) = right, right >= 0
      tableau_[i].resize(width, 0);
      tableau_[i][levels + i] = -1;
      if (right_[i] < 0) {
        for (long double& cell : tableau_[i])
          cell = -cell;
        right_[i] = -right_[i];
      }
      tableau_[i][levels + rows + i] = 1;
      basis_.push_back(levels + rows + i);
    }
    while (pivot(levels + rows)) {
    }
    long double left = 0;
    for (std::size_t i = 0; i < rows; ++i) {
      if (basis_[i] >= levels + rows) left += right_[i];
    }
    return left < 1e-7L;
  }

 private:
  void add(const linear::ProgrammeRow& row, double bound, int side) {
    std::vector<long double> cells(floors_.size(), 0);
    long double right = static_cast<long double>(side) * bound;
    for (const auto& [variable, coefficient] : row.terms) {
      cells[variable] = static_cast<long double>(side) * coefficient;
      right -= cells[variable] * floors_[variable];
    }
    tableau_.push_back(std::move(cells));
    right_.push_back(right);
  }

  /// One step that lowers the sum of artificial variables; false where none does.
  bool pivot(std::size_t first_artificial) {
    std::size_t enters = first_artificial;
    for (std::size_t j = 0; j < first_artificial && enters == first_artificial; ++j) {
      long double gain = 0;
      for (std::size_t i = 0; i < basis_.size(); ++i) {
        if (basis_[i] >= first_artificial) gain += tableau_[i][j];
      }
      if (gain > 1e-12L) enters = j;
    }
    if (enters == first_artificial) return false;
    std::size_t leaves = basis_.size();
    for (std::size_t i = 0; i < basis_.size(); ++i) {
      if (tableau_[i][enters] <= 1e-12L) continue;
      const auto ratio = [&](std::size_t row) { return right_[row] / tableau_[row][enters]; };
      if (leaves == basis_.size() || ratio(i) < ratio(leaves) ||
          (ratio(i) == ratio(leaves) && basis_[i] < basis_[leaves]))
        leaves = i;
    }
    if (leaves == basis_.size()) return false;
    eliminate(leaves, enters);
    return true;
  }

  void eliminate(std::size_t leaves, std::size_t enters) {
    const long double by = tableau_[leaves][enters];
    for (long double& cell : tableau_[leaves])
      cell /= by;
    right_[leaves] /= by;
    for (std::size_t i = 0; i < basis_.size(); ++i) {
      const long double times = tableau_[i][enters];
      if (i == leaves || times == 0) continue;
      for (std::size_t j = 0; j < tableau_[i].size(); ++j)
        tableau_[i][j] -= times * tableau_[leaves][j];
      right_[i] -= times * right_[leaves];
    }
    basis_[leaves] = enters;
  }

  std::vector<double> floors_;
  std::vector<std::vector<long double>> tableau_;
  std::vector<long double> right_;
  std::vector<std::size_t> basis_;
};

}  // namespace leontide::audit
