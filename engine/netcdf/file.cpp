#include "netcdf/file.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <map>
#include <netcdf>

#include "base/atomic_file.hpp"
#include "base/diagnostic.hpp"

namespace leontide::netcdf {

namespace {

constexpr int deflate_level = 2;

/// What `does` returns; a refusal of the library as one of ours.
template <class Does>
auto told(const std::string& file, Does does) -> decltype(does()) {
  try {
    return does();
  } catch (const netCDF::exceptions::NcException& error) {
    throw OperationError(fmt::format("cannot write {}: {}", file, error.what()));
  }
}

netCDF::NcType type_of(Type type) {
  switch (type) {
    case Type::number: return netCDF::ncDouble;
    case Type::whole: return netCDF::ncInt64;
    case Type::flag: return netCDF::ncByte;
    case Type::text: return netCDF::ncString;
  }
  return netCDF::ncDouble;
}

void add_attributes(const auto& to, const Attributes& attributes) {
  for (const auto& [name, value] : attributes) {
    if (!value.empty()) to.putAtt(name, value);
  }
}

}  // namespace

struct File::State {
  netCDF::NcFile file;
  std::string path;
  std::map<std::string, netCDF::NcDim> dimensions;
  std::map<std::string, netCDF::NcVar> variables;
};

File::File(const std::filesystem::path& path) : state_(std::make_unique<State>()) {
  state_->path = path.string();
  told(state_->path, [&] { state_->file.open(path.string(), netCDF::NcFile::newFile); });
}

File::~File() = default;

void File::describe(const Attributes& attributes) {
  told(state_->path, [&] { add_attributes(state_->file, attributes); });
}

void File::add_dimension(const std::string& name, std::size_t size) {
  told(state_->path, [&] { state_->dimensions[name] = state_->file.addDim(name, size); });
}

void File::add(const Variable& variable) {
  told(state_->path, [&] {
    std::vector<netCDF::NcDim> dimensions;
    for (const std::string& name : variable.dimensions)
      dimensions.push_back(state_->dimensions.at(name));
    netCDF::NcVar added = state_->file.addVar(variable.name, type_of(variable.type), dimensions);
    if (!variable.chunks.empty()) {
      std::vector<std::size_t> chunks = variable.chunks;
      added.setChunking(netCDF::NcVar::nc_CHUNKED, chunks);
      added.setCompression(true, true, deflate_level);
    }
    if (variable.type == Type::number) added.setFill(true, std::numeric_limits<double>::quiet_NaN());
    if (variable.type == Type::flag) added.setFill(true, static_cast<signed char>(-1));
    add_attributes(added, variable.attributes);
    state_->variables[variable.name] = added;
  });
}

void File::put(const std::string& variable, const Slab& slab, std::span<const double> values) {
  told(state_->path, [&] { state_->variables.at(variable).putVar(slab.first, slab.extent, values.data()); });
}

void File::put(const std::string& variable, const Slab& slab, std::span<const std::int64_t> values) {
  const std::vector<long long> wide(values.begin(), values.end());
  told(state_->path, [&] { state_->variables.at(variable).putVar(slab.first, slab.extent, wide.data()); });
}

void File::put(const std::string& variable, const Slab& slab, std::span<const std::int8_t> values) {
  told(state_->path, [&] { state_->variables.at(variable).putVar(slab.first, slab.extent, values.data()); });
}

void File::put(const std::string& variable, std::span<const std::string> values) {
  std::vector<const char*> texts;
  for (const std::string& value : values)
    texts.push_back(value.c_str());
  told(state_->path, [&] { state_->variables.at(variable).putVar(texts.data()); });
}

void File::close() {
  told(state_->path, [&] {
    state_->file.sync();
    state_->file.close();
  });
}

void write(const std::filesystem::path& path, const std::function<void(File& file)>& fill) {
  write_file_at(path, [&](const std::filesystem::path& at) {
    File file(at);
    fill(file);
    file.close();
  });
}

std::string name_of(std::string text) {
  std::replace(text.begin(), text.end(), '/', '_');
  const bool begins_well =
      !text.empty() && ((static_cast<unsigned char>(text.front()) & 0x80U) != 0 ||
                        std::isalnum(static_cast<unsigned char>(text.front())) != 0 || text.front() == '_');
  if (!begins_well) text.insert(text.begin(), '_');
  return text;
}

}  // namespace leontide::netcdf
