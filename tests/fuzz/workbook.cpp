// Workbooks: the bytes of an archive as they are, or the parts of one (`=== xl/workbook.xml`), packed here,
// so that what is mutated is not the compressed form.
#include <memory>
#include <zip.h>

#include "fuzz/import_sheet.hpp"

using namespace leontide;

namespace {

std::string packed(const std::map<std::string, std::string>& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  for (const auto& [name, bytes] : parts) {
    zip_source_t* part = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
    const zip_int64_t at = zip_file_add(archive, name.c_str(), part, ZIP_FL_OVERWRITE);
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(at), ZIP_CM_STORE, 0);
  }
  zip_close(archive);
  std::string out;
  zip_stat_t stat;
  if (zip_source_stat(target, &stat) == 0 && zip_source_open(target) == 0) {
    out.resize(stat.size);
    zip_source_read(target, out.data(), out.size());
    zip_source_close(target);
  }
  zip_source_free(target);
  zip_error_fini(&error);
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::string bytes = input.starts_with("=== ") ? packed(fuzz::files_of(input)) : std::string(input);
  fuzz::may_refuse([&] {
    Diagnostics diagnostics;
    const auto grid = table::read_workbook(bytes, "w.xlsx", "", diagnostics);
    if (grid) fuzz::import_sheet(*grid);
    diagnostics.text(5);
  });
  return 0;
}
