#include "table/sheets/workbook_archive.hpp"

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

std::optional<std::string> Archive::part(const std::string& name) const {
  const zip_int64_t at = zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_NOCASE);
  zip_stat_t stat;
  if (at < 0 || zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(at), 0, &stat) != 0)
    return std::nullopt;
  if ((stat.valid & ZIP_STAT_SIZE) == 0 || stat.size > most_inflated(bytes_)) {
    too_large_ = name;
    return std::nullopt;
  }
  zip_file_t* file = zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(at), 0);
  if (file == nullptr) return std::nullopt;
  std::string out(stat.size, '\0');
  const zip_int64_t got = zip_fread(file, out.data(), out.size());
  zip_fclose(file);
  if (got < 0 || static_cast<std::size_t>(got) != out.size()) return std::nullopt;
  return out;
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
