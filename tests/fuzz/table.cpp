// Tables: a folder (sectors.csv and its neighbours) read, checked and written again; a sheet (sheet.csv)
// imported, by its mapping (mapping.yaml) where there is one.
#include "base/atomic_file.hpp"
#include "fuzz/import_sheet.hpp"
#include "table/files/mapping_file.hpp"
#include "table/files/meta.hpp"
#include "table/files/read.hpp"
#include "table/files/write.hpp"

using namespace leontide;

namespace {

void read_folder(const std::filesystem::path& folder) {
  Diagnostics diagnostics;
  const auto accounts = table::read(folder, "table", diagnostics);
  if (accounts) {
    const table::CheckReport found = table::check(*accounts, {1e-6, table::read_stated(folder)});
    table::report(found, "table", diagnostics);
    AtomicDirectory again(folder / "again", table::table_file_names());
    table::write(*accounts, table::meta_json(*accounts, found), again);
    again.commit();
  }
  diagnostics.text(5);
  diagnostics.json();
}

void read_sheet(const std::filesystem::path& folder, bool is_mapped) {
  Diagnostics diagnostics;
  const auto mapping =
      is_mapped ? table::read_mapping(folder / "mapping.yaml", "mapping.yaml", diagnostics) : std::nullopt;
  const auto grid = table::read_grid(folder / "sheet.csv", "sheet.csv",
                                     mapping ? mapping->form : table::SheetForm{}, diagnostics);
  if (!grid) return;
  fuzz::import_sheet(*grid);
  const auto layout = mapping ? table::layout_of(*mapping, *grid, diagnostics) : std::nullopt;
  if (layout) table::read_accounts(*grid, *layout, diagnostics);
  diagnostics.text(5);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto files = fuzz::files_of({reinterpret_cast<const char*>(data), size});
  const fuzz::Folder folder(files);
  fuzz::may_refuse([&] { read_folder(fuzz::Folder::path()); });
  if (files.contains("sheet.csv"))
    fuzz::may_refuse([&] { read_sheet(fuzz::Folder::path(), files.contains("mapping.yaml")); });
  return 0;
}
