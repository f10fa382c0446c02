#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sweep/sweep_file.hpp"

namespace leontide::sweep {

/// One variant: a scenario and a value for each varied path, in the order of the sweep's factors.
struct Cell {
  std::uint64_t number = 0;  ///< from 1, in the order of the sweep
  std::size_t scenario = 0;  ///< index of the sweep's scenarios
  /// path and value, in the order of the factors
  std::vector<std::pair<std::string, const yaml::Node*>> settings;

  /// `path=value` lines: with the scenario's name, what tells cells apart whatever their order.
  std::string text() const;
};

/// All cells of a sweep: scenarios × rows of each factor, the last factor moving first, without those that
/// are excluded. Holds one number a cell.
class Cells {
 public:
  /// `sweep` must outlive it.
  explicit Cells(const SweepFile& sweep);

  /// Without those that are excluded.
  std::uint64_t size() const { return numbers_.size(); }
  /// Before exclusions.
  std::uint64_t product() const { return product_; }
  /// By its place, from 0.
  Cell at(std::uint64_t place) const;
  /// The rows of each factor that a cell takes.
  std::vector<std::size_t> rows_of(std::uint64_t place) const;

 private:
  std::vector<std::size_t> split(std::uint64_t number, std::size_t& scenario) const;
  bool is_excluded(std::size_t scenario, const std::vector<std::size_t>& rows) const;

  const SweepFile& sweep_;
  std::uint64_t product_ = 0;
  std::vector<std::uint64_t> numbers_;
};

/// The product of a sweep's factors, as far as it fits into 64 bits.
std::uint64_t count_product(const SweepFile& sweep);

}  // namespace leontide::sweep
