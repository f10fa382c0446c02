#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "leontide/fault.hpp"

namespace leontide {
inline namespace v1 {

/// A scenario file, read and checked with everything it names. Copies share one.
class Scenario {
 public:
  struct Parts;  // internal

  /// Reads a scenario or model file (YAML). `set` holds `path=value` as the command's `--set` takes them.
  /// Adds to `faults` all that is wrong, in one round, and warnings; nothing where one of them stops.
  static std::optional<Scenario> read(const std::filesystem::path& file, std::vector<Fault>& faults,
                                      const std::vector<std::string>& set = {});

  /// As the scenario calls itself; empty where it does not.
  std::string name() const;
  std::vector<std::string> readings() const;          ///< at least one, the first may be empty
  std::vector<std::string> assessed_targets() const;  ///< ids
  std::vector<std::string> other_targets() const;     ///< ids of those that cannot be assessed

  /// Internal.
  const Parts& parts() const { return *parts_; }

 private:
  explicit Scenario(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}
  std::shared_ptr<const Parts> parts_;
};

}  // namespace v1
}  // namespace leontide
