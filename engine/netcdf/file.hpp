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

/// How the values of a variable are stored.
enum class Type {
  number,  ///< 64 bits; what is never put is NaN
  whole,   ///< 64 bits
  flag,    ///< 0 or 1 in 8 bits; what is never put is missing
  text
};

/// Name and text.
using Attributes = std::vector<std::pair<std::string, std::string>>;

/// What is said of a variable before its values are put.
struct Variable {
  std::string name;  ///< as `name_of` gives it
  Type type = Type::number;
  std::vector<std::string> dimensions;   ///< by name, the slowest moving first
  Attributes attributes = {};            ///< those without a value are left out
  std::vector<std::size_t> chunks = {};  ///< [dimensions]: stored in compressed blocks of this shape
};

/// Where a block of values goes: its first index and its extent along each dimension.
struct Slab {
  std::vector<std::size_t> first, extent;  ///< [dimensions] each
};

/// A file that is being written. Functions throw OperationError with the library's reason.
class File {
 public:
  /// Makes the file; one that is there is replaced.
  explicit File(const std::filesystem::path& path);
  ~File();
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  /// Adds attributes of the whole file.
  void describe(const Attributes& attributes);
  /// Before the variables that run over it.
  void add_dimension(const std::string& name, std::size_t size);
  /// Before its values are put.
  void add(const Variable& variable);

  /// Row-major over the slab: numbers.
  void put(const std::string& variable, const Slab& slab, std::span<const double> values);
  /// Row-major over the slab: whole numbers.
  void put(const std::string& variable, const Slab& slab, std::span<const std::int64_t> values);
  /// Row-major over the slab: flags, 0 or 1.
  void put(const std::string& variable, const Slab& slab, std::span<const std::int8_t> values);
  /// The whole of a variable of one dimension.
  void put(const std::string& variable, std::span<const std::string> values);

  /// Ends writing; the destructor alone reports no failure.
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
