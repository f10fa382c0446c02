#include "table/files/layout.hpp"

#include <fmt/format.h>

#include "base/nearest_name.hpp"

namespace leontide::table {

namespace {

using Recogniser = std::optional<Layout> (*)(const Grid&, Diagnostics&);

struct Known {
  const char* name;
  Recogniser recogniser;
};

// Plain sheets name themselves; the codes of the others do not overlap.
constexpr Known known_layouts[] = {{"plain", recognise_plain},      {"ceads", recognise_ceads},
                                   {"nbs", recognise_nbs},          {"oecd", recognise_oecd},
                                   {"wiod", recognise_wiod},        {"figaro", recognise_figaro},
                                   {"eurostat", recognise_eurostat}};

bool is_blank(const Grid& grid) {
  for (std::size_t r = 0; r < grid.height(); ++r) {
    for (std::size_t c = 0; c < grid.rows[r].size(); ++c)
      if (!grid.text(r, c).empty()) return false;
  }
  return true;
}

}  // namespace

const std::vector<std::string>& layout_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out;
    for (const Known& one : known_layouts)
      out.emplace_back(one.name);
    return out;
  }();
  return names;
}

std::optional<Layout> recognise(const Grid& grid, const std::string& wanted, Diagnostics& diagnostics) {
  for (const Known& one : known_layouts) {
    if (!wanted.empty() && wanted != one.name) continue;
    Diagnostics missing;
    auto layout = one.recogniser(grid, missing);
    // What a recognised layout finds wrong is the table's fault; what another misses is no news.
    if (layout || !wanted.empty()) {
      for (const Diagnostic& diagnostic : missing.list())
        diagnostics.add(diagnostic);
      return missing.has_errors() ? std::nullopt : std::move(layout);
    }
  }
  if (is_blank(grid)) {
    diagnostics.error("no-sectors", {grid.file, 0, 0, 0}, "this sheet is empty");
  } else if (wanted.empty()) {
    diagnostics.error(
        "unknown-layout", {grid.file, 0, 0, 0},
        "the layout of this sheet was not recognised: neither codes nor labels of the National "
        "Bureau of Statistics of China, nor those of CEADs, the OECD, WIOD, FIGARO or Eurostat, nor a plain "
        "sheet",
        "say with --mapping which rows and columns are what");
  } else {
    diagnostics.error("unknown-layout", {grid.file, 0, 0, 0},
                      fmt::format("there is no layout \"{}\"", wanted), suggestion(wanted, layout_names()));
  }
  return std::nullopt;
}

}  // namespace leontide::table
