#include "table/sheets/workbook_archive.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <zip.h>

#include "base/gzip.hpp"

namespace leontide::table {

void Archive::Close::operator()(zip* archive) const {
  zip_discard(archive);
}

Archive::Archive(std::string_view bytes) : bytes_(bytes.size()) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) {
    archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
    if (!archive_) zip_source_free(source);
  }
  zip_error_fini(&error);
}

bool Archive::has(const std::string& name) const {
  return zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_NOCASE) >= 0;
}

std::optional<Archive::Part> Archive::find(const std::string& name) const {
  const zip_int64_t at = zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_NOCASE);
  zip_stat_t stat;
  if (at < 0 || zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(at), 0, &stat) != 0)
    return std::nullopt;
  if ((stat.valid & ZIP_STAT_SIZE) == 0 || stat.size > most_inflated(bytes_)) {
    too_large_ = name;
    return std::nullopt;
  }
  return Part{static_cast<std::uint64_t>(at), stat.size};
}

std::optional<std::string> Archive::part(const std::string& name) const {
  std::string out;
  const auto take = [&](std::string_view block, double) {
    out += block;
    return true;
  };
  return stream(name, take) ? std::optional(std::move(out)) : std::nullopt;
}

bool Archive::stream(const std::string& name,
                     const std::function<bool(std::string_view, double)>& take) const {
  constexpr std::size_t block = 1U << 18U;
  const auto found = find(name);
  zip_file_t* file = found ? zip_fopen_index(archive_.get(), found->at, 0) : nullptr;
  if (file == nullptr) return false;
  std::string buffer(std::min(block, std::max<std::size_t>(found->size, 1)), '\0');
  std::size_t taken = 0;
  bool wants_more = true;
  zip_int64_t got = 0;
  while (wants_more && taken < found->size && (got = zip_fread(file, buffer.data(), buffer.size())) > 0) {
    taken += static_cast<std::size_t>(got);
    wants_more = take(std::string_view(buffer).substr(0, static_cast<std::size_t>(got)),
                      static_cast<double>(taken) / static_cast<double>(found->size));
  }
  zip_fclose(file);
  return !wants_more || taken == found->size;
}

bool Archive::is_too_large(const std::string& shown_as, Diagnostics& diagnostics) const {
  if (too_large_.empty()) return false;
  diagnostics.error("too-large", {shown_as, 0, 0, 0},
                    fmt::format("{} in this workbook unpacks to more than {} MiB", too_large_,
                                most_inflated(bytes_) >> 20U),
                    "save the sheet as CSV, and look at what it holds");
  return true;
}

}  // namespace leontide::table
