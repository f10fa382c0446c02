#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "leontide/fault.hpp"

namespace leontide {
inline namespace v1 {

/// Which inputs count: those of all origins, or those made in the table's own region.
enum class Inputs { total, regional };

/// An input-output table, read from a folder and checked: both identities, signs, productivity. n sectors.
/// Copies share one.
class Table {
 public:
  struct Parts;  // internal

  /// Adds to `faults` all that is wrong and what to know of the table; nothing where one of them stops.
  static std::optional<Table> read(const std::filesystem::path& folder, std::vector<Fault>& faults);

  std::vector<std::string> sectors() const;  ///< [n] codes
  /// Of `flows` and `output`.
  std::string unit() const;
  /// That the flows are of.
  int year() const;
  std::vector<double> output() const;  ///< [n], in `unit`
  std::vector<double> flows() const;   ///< [n × n], row-major: the row sells to the column

  // Throw std::runtime_error where the table does not tell such inputs, or is not productive.

  /// [n × n] A = Z diag(x)^-1
  std::vector<double> technical_coefficients(Inputs inputs) const;
  /// [n × n] L = (I - A)^-1
  std::vector<double> leontief_inverse(Inputs inputs) const;
  /// [n] column sums of L (Miller & Blair, *Input-Output Analysis*, eq. 6.1)
  std::vector<double> output_multipliers(Inputs inputs) const;

 private:
  explicit Table(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}
  std::shared_ptr<const Parts> parts_;
};

}  // namespace v1
}  // namespace leontide
