#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace leontide::netcdf {

enum class Type {
  number,  ///< 64 bits; what is never put is NaN
  whole,   ///< 64 bits
  flag,    ///< 0 or 1 in 8 bits; what is never put is missing
  text
};

using Attributes = std::vector<std::pair<std::string, std::string>>;

struct Variable {
  std::string name;
  Type type = Type::number;
  std::vector<std::string> dimensions;
  Attributes attributes = {};            ///< those without a value are left out
  std::vector<std::size_t> chunks = {};  ///< [dimensions]: stored in compressed blocks of this shape
};

/// Where a block of values goes: its first index and its extent along each dimension.
struct Slab {
  std::vector<std::size_t> first, extent;
};

/// A file that is being written. Functions throw OperationError with the library's reason.
class File {
 public:
  explicit File(const std::filesystem::path& path);
  ~File();
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  void describe(const Attributes& attributes);
  void add_dimension(const std::string& name, std::size_t size);
  void add(const Variable& variable);

  void put(const std::string& variable, const Slab& slab, std::span<const double> values);
  void put(const std::string& variable, const Slab& slab, std::span<const std::int64_t> values);
  void put(const std::string& variable, const Slab& slab, std::span<const std::int8_t> values);
  /// The whole of a variable of one dimension.
  void put(const std::string& variable, std::span<const std::string> values);

  void close();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Writes a whole file or none.
void write(const std::filesystem::path& path, const std::function<void(File& file)>& fill);

/// What NetCDF takes for a name: a slash becomes an underscore, and so does what may not begin one.
std::string name_of(std::string text);

}  // namespace leontide::netcdf
