#include "table/publishers/publisher_folder.hpp"

#include "table/publishers/publisher_reader.hpp"

namespace leontide::table {

namespace {

namespace fs = std::filesystem;

bool has_gloria(const fs::path& folder) {
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->path().filename().string().find("_T-Results_") != std::string::npos) return true;
  }
  return false;
}

}  // namespace

const std::vector<std::string>& folder_layout_names() {
  static const std::vector<std::string> names{"exiobase", "eora26", "gloria"};
  return names;
}

std::string folder_layout(const fs::path& folder) {
  if (fs::exists(folder / "Z.txt") && fs::exists(folder / "Y.txt")) return "exiobase";
  if (fs::exists(folder / "labels_T.txt")) return "eora26";
  return has_gloria(folder) ? "gloria" : "";
}

std::optional<Accounts> read_publisher_folder(const fs::path& folder, const std::string& shown_as,
                                              const std::string& layout, const PublisherForm& form,
                                              Diagnostics& diagnostics) {
  if (layout == "exiobase") return read_exiobase(folder, shown_as, form, diagnostics);
  if (layout == "eora26") return read_eora26(folder, shown_as, form, diagnostics);
  if (layout == "gloria") return read_gloria(folder, shown_as, form, diagnostics);
  diagnostics.error(
      "unknown-layout", {shown_as, 0, 0, 0},
      "this folder holds neither Z.txt and Y.txt of EXIOBASE 3 nor labels_T.txt of Eora26 nor "
      "a file like 20230314_120secMother_AllCountries_002_T-Results_2019_057_Markup001(full).csv "
      "of GLORIA",
      "a sheet is imported by its file");
  return std::nullopt;
}

}  // namespace leontide::table
