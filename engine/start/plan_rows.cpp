#include "start/plan_rows.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

#include "base/nearest_name.hpp"
#include "base/numbers.hpp"

namespace leontide::start {

namespace {

constexpr std::array<const char*, 7> needed{"id", "name_en", "unit", "operator", "value", "year", "kind"};
constexpr std::array<const char*, 8> further{
    "name_zh",      "value_high", "period_start",       "denominator",
    "hard_wording", "section",    "lead_department_zh", "note"};

class RowReader {
 public:
  RowReader(const CsvTable& table, Diagnostics& diagnostics) : table_(table), diagnostics_(diagnostics) {}

  PlanRow read(const std::vector<CsvCell>& cells) {
    cells_ = &cells;
    PlanRow row;
    row.place = table_.place(*cell("id"));
    row.id = text("id");
    row.title = {text("name_en"), text("name_zh")};
    row.unit = text("unit");
    row.denominator = text("denominator");
    row.section = text("section");
    row.department = text("lead_department_zh");
    row.note = text("note");
    row.is_hard = text("hard_wording") != "no";
    if (row.title.en.empty()) tell("name_en", "a target needs a name");
    if (!is_name(row.id)) tell("id", fmt::format("\"{}\" is no id", row.id), "small letters, digits and _");
    row.op = choice<Operator>("operator").value_or(Operator::at_least);
    row.kind = choice<RowKind>("kind").value_or(RowKind::level);
    row.year = whole("year").value_or(0);
    if (!text("period_start").empty()) row.from = whole("period_start");
    if (needs_value(row.op)) row.value = csv_number(table_, *cell("value"), diagnostics_);
    if (row.op == Operator::between) read_high(row);
    if (row.from && *row.from > row.year && row.year > 0)
      tell("period_start", fmt::format("the period of \"{}\" begins after its end", row.id));
    return row;
  }

 private:
  static bool is_name(const std::string& text) {
    return !text.empty() &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
  }
  static bool needs_value(Operator op) {
    return op == Operator::at_least || op == Operator::at_most || op == Operator::about ||
           op == Operator::between;
  }

  const CsvCell* cell(const char* name) const {
    const auto at = table_.column(name);
    return at ? &(*cells_)[*at] : nullptr;
  }
  std::string text(const char* name) const {
    const CsvCell* one = cell(name);
    return one != nullptr ? std::string(trimmed(one->text)) : std::string();
  }
  void tell(const char* name, const std::string& what, const std::string& hint = {}) {
    diagnostics_.error("value", table_.place(*cell(name)), what, hint);
  }

  std::optional<int> whole(const char* name) {
    const auto number = parse_integer(text(name));
    if (number && *number >= 1 && *number <= 9999) return static_cast<int>(*number);
    tell(name, fmt::format("\"{}\" is no year", text(name)));
    return std::nullopt;
  }

  template <class Enum>
  std::optional<Enum> choice(const char* name) {
    const auto found = find_choice<Enum>(text(name));
    if (found) return found;
    std::vector<std::string> known;
    for (const auto& one : choices_of(Enum{}))
      known.emplace_back(one.name);
    tell(name, fmt::format("\"{}\" is no {}", text(name), name), suggestion(text(name), known));
    return std::nullopt;
  }

  void read_high(PlanRow& row) {
    const CsvCell* high = cell("value_high");
    if (high == nullptr || trimmed(high->text).empty()) {
      tell("value", "\"between\" needs value_high");
      return;
    }
    row.value_high = csv_number(table_, *high, diagnostics_);
    if (row.value && row.value_high && *row.value_high < *row.value)
      tell("value_high", "it lies below value");
  }

  const CsvTable& table_;
  Diagnostics& diagnostics_;
  const std::vector<CsvCell>* cells_ = nullptr;
};

}  // namespace

std::optional<PlanTable> read_plan_table(const CsvTable& table, Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  for (const char* name : needed) {
    if (!table.column(name))
      diagnostics.error("missing-column", {table.file, 1, 0, 0},
                        fmt::format("there is no column \"{}\"", name),
                        "a table of targets has id,name_en,unit,operator,value,year,kind");
  }
  if (diagnostics.error_count() != errors_before) return std::nullopt;
  PlanTable out;
  for (const CsvCell& head : table.header) {
    const auto names = [&](const auto& list) {
      return std::any_of(list.begin(), list.end(), [&](const char* name) { return head.text == name; });
    };
    if (!names(needed) && !names(further)) out.unread.push_back(head.text);
  }
  std::set<std::string> seen;
  RowReader reader(table, diagnostics);
  for (const auto& cells : table.rows) {
    out.rows.push_back(reader.read(cells));
    const PlanRow& row = out.rows.back();
    if (!seen.insert(row.id).second)
      diagnostics.error("duplicate-name", row.place, fmt::format("target \"{}\" stands twice", row.id));
  }
  if (out.rows.empty()) diagnostics.error("empty", {table.file, 1, 0, 0}, "there is no target");
  if (diagnostics.error_count() != errors_before) return std::nullopt;
  return out;
}

std::string unit_of_plan(const std::string& unit) {
  static constexpr std::pair<const char*, const char*> known[] = {
      {"100 million ", "1e8 "}, {"10 thousand ", "1e4 "}, {"trillion ", "1e12 "}, {"million ", "1e6 "}};
  if (unit.starts_with("percent")) return "percent";
  if (unit == "count" || unit == "count per year" || unit == "ratio" || unit == "index" ||
      unit == "rank position")
    return "none";
  for (const auto& [words, power] : known) {
    if (unit.starts_with(words)) return power + unit.substr(std::string_view(words).size());
  }
  return unit;
}

}  // namespace leontide::start
