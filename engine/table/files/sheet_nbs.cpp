// A table in the layout of the National Bureau of Statistics of China.
#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

#include "base/nearest_name.hpp"
#include "table/files/nbs_codes.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

/// A column of the sheet and how it is made: a kept use, or the sum of uses.
struct Written {
  const NbsLine* line;
  std::vector<std::size_t> uses;  ///< columns of final demand that it sums
};

class NbsWriter {
 public:
  explicit NbsWriter(const Accounts& accounts) : accounts_(accounts) {}

  GridRows write() {
    refuse_unknown();
    choose_columns();
    rows_.push_back({GridCell(accounts_.title)});
    rows_.push_back({GridCell("单位：" + accounts_.unit)});
    header();
    const bool apart = !accounts_.flows_imported.empty();
    block(accounts_.flows, accounts_.final_demand, apart ? "国内产品" : "", true);
    if (apart) block(accounts_.flows_imported, accounts_.final_demand_imported, "进口产品", false);
    inputs();
    return std::move(rows_);
  }

 private:
  void refuse_unknown() const {
    if (accounts_.origins == Origins::local && accounts_.flows_imported.empty()) {
      throw Refusal(
          Reason::no_such_origin,
          "the table's flows are local and imports by product are not known: the layout needs flows of all "
          "origins, or imports apart");
    }
    const auto check_names = [](const std::vector<std::string>& names, std::span<const NbsLine> lines,
                                const char* what) {
      std::vector<std::string> known;
      for (const NbsLine& line : lines) {
        if (!line.name.empty()) known.push_back(line.name);
      }
      for (const std::string& name : names) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        throw Refusal(Reason::unknown_category,
                      fmt::format("the layout has no code for the {} \"{}\"; it knows {}", what, name,
                                  fmt::join(known, ", ")));
      }
    };
    check_names(accounts_.final_demand.names, nbs_columns(), "final use");
    check_names(accounts_.final_demand_imported.names, nbs_columns(), "imported final use");
    check_names(accounts_.value_added.names, nbs_rows(), "component of value added");
    if (!accounts_.other_inputs.empty()) {
      throw Refusal(Reason::unknown_category,
                    fmt::format("the layout has no row for the primary input \"{}\", which is no value added",
                                accounts_.other_inputs.names.front()));
    }
  }

  bool is_there(const std::string& code) const { return uses_.contains(code); }

  /// Whether the parts of a household's consumption, or the whole of it, stand for this part of a sum.
  bool is_covered(const std::string& part) const {
    if (part == "THC") return is_there("FU101") || is_there("FU102");
    return part.starts_with("FU10") && part != "FU103" && is_there("THC");
  }

  /// Which final use stands under which code. A use that bears the name of a sum beside some of its parts is
  /// what the others leave of it: it stands under the one code that is missing.
  void place_uses() {
    for (const NbsLine& line : nbs_columns()) {
      const auto use = line.role == LineRole::category && !line.name.empty()
                           ? accounts_.final_demand.find(line.name)
                           : std::nullopt;
      if (!use) continue;
      std::vector<std::string> missing;
      for (const std::string& part : line.parts) {
        if (!is_there(part) && !is_covered(part)) missing.push_back(part);
      }
      const bool stands_alone = std::none_of(line.parts.begin(), line.parts.end(),
                                             [&](const std::string& part) { return is_there(part); });
      if (!stands_alone && missing.size() != 1)
        throw Refusal(Reason::unknown_category,
                      fmt::format("the layout has the final use \"{}\" as the sum of others, and the table "
                                  "has it beside them",
                                  line.name));
      uses_[stands_alone ? line.codes.front() : missing.front()] = *use;
    }
  }

  void choose_columns() {
    place_uses();
    std::vector<std::size_t> before;
    for (const NbsLine& line : nbs_columns()) {
      if (line.role != LineRole::category) continue;
      const auto own = uses_.find(line.codes.front());
      if (line.codes.front() == "TFU") {
        columns_.push_back({&line, before});
      } else if (own != uses_.end()) {
        columns_.push_back({&line, {own->second}});
        if (line.sign > 0) before.push_back(own->second);
      } else {
        std::vector<std::size_t> parts;
        for (const std::string& part : line.parts) {
          if (is_there(part)) parts.push_back(uses_.at(part));
        }
        if (!parts.empty()) columns_.push_back({&line, parts});
      }
    }
  }

  void header() {
    std::vector<GridCell> names = {"投入＼产出", ""};
    std::vector<GridCell> codes = {"", "代码"};
    const auto add = [&](const std::string& name, const std::string& code) {
      names.emplace_back(name);
      codes.emplace_back(code);
    };
    for (const Sector& sector : accounts_.sectors)
      add(name_of(sector), sector.code);
    add(nbs_columns().front().labels.front(), nbs_columns().front().codes.front());
    for (const Written& column : columns_)
      add(column.line->labels.front(), column.line->codes.front());
    add(nbs_columns().back().labels.front(), nbs_columns().back().codes.front());
    rows_.push_back(std::move(names));
    rows_.push_back(std::move(codes));
  }

  static std::string name_of(const Sector& sector) {
    return sector.name_zh.empty() ? sector.name_en : sector.name_zh;
  }

  void block(const Matrix& flows, const Categories& demand, const std::string& title, bool with_output) {
    if (!title.empty()) rows_.push_back({GridCell(title)});
    for (std::size_t i = 0; i < accounts_.size(); ++i) {
      std::vector<GridCell> row = {name_of(accounts_.sectors[i]), accounts_.sectors[i].code};
      for (const double flow : flows.row(i))
        row.emplace_back(flow);
      row.emplace_back(sum(flows.row(i)));
      for (const Written& column : columns_)
        row.push_back(cell(column, demand, i));
      if (with_output) row.emplace_back(accounts_.output[i]);
      rows_.push_back(std::move(row));
    }
  }

  // Columns are chosen by local final demand; imported uses may lack some.
  GridCell cell(const Written& column, const Categories& demand, std::size_t i) const {
    double total = 0;
    bool any = false;
    for (const std::size_t use : column.uses) {
      const auto k = demand.find(accounts_.final_demand.names[use]);
      if (!k) continue;
      any = true;
      total += demand.values(i, *k);
    }
    if (!any) return {};
    return column.line->sign < 0 ? 0 - total : total;
  }

  void inputs() {
    for (const NbsLine& line : nbs_rows()) {
      std::vector<GridCell> row = {line.labels.front(), line.codes.front()};
      const auto component = line.name.empty() ? std::nullopt : accounts_.value_added.find(line.name);
      if (line.role == LineRole::category && !component) continue;
      std::vector<double> intermediate_inputs = column_sums(accounts_.flows);
      for (std::size_t j = 0; j < accounts_.size(); ++j) {
        double inputs = intermediate_inputs[j];
        for (std::size_t i = 0; i < accounts_.flows_imported.rows; ++i)
          inputs += accounts_.flows_imported(i, j);
        switch (line.role) {
          case LineRole::intermediate_total: row.emplace_back(inputs); break;
          case LineRole::category: row.emplace_back(accounts_.value_added.values(j, *component)); break;
          case LineRole::value_added_total: row.emplace_back(accounts_.value_added_total[j]); break;
          default: row.emplace_back(accounts_.output[j]); break;
        }
      }
      rows_.push_back(std::move(row));
    }
  }

  const Accounts& accounts_;
  std::map<std::string, std::size_t> uses_;  ///< by the first code of their column
  std::vector<Written> columns_;
  GridRows rows_;
};

}  // namespace

GridRows nbs_sheet(const Accounts& accounts) {
  return NbsWriter(accounts).write();
}

}  // namespace leontide::table
