#include "hindcast/outcomes.hpp"

#include <fmt/format.h>
#include <map>
#include <tuple>

#include "base/csv.hpp"
#include "base/nearest_name.hpp"
#include "base/numbers.hpp"

namespace leontide::hindcast {
namespace {

/// Columns by name; `truth` may be left out, `indicator` stand for `id`.
class OutcomeColumns {
 public:
  OutcomeColumns(const CsvTable& table, Diagnostics& diagnostics) : table_(table) {
    for (const char* name : {"year", "value", "unit", "met", "how_known", "base", "known_on", "source"}) {
      if (table.column(name)) continue;
      diagnostics.error("missing-column", {table.file, 1, 0, 0},
                        fmt::format("there is no column \"{}\"", name),
                        "outcomes have id,year,value,unit,met,how_known,base,known_on,source");
    }
    if (!table.column("id") && !table.column("indicator"))
      diagnostics.error("missing-column", {table.file, 1, 0, 0},
                        "there is no column \"id\" or \"indicator\"");
  }

  const CsvCell* cell(const std::vector<CsvCell>& row, const char* name) const {
    const auto at = table_.column(name);
    return at ? &row[*at] : nullptr;
  }
  std::string text(const std::vector<CsvCell>& row, const char* name) const {
    const CsvCell* found = cell(row, name);
    return found != nullptr ? found->text : "";
  }

 private:
  const CsvTable& table_;
};

class OutcomeReader {
 public:
  OutcomeReader(const CsvTable& table, const OutcomeColumns& columns, Diagnostics& diagnostics)
      : table_(table), columns_(columns), diagnostics_(diagnostics) {}

  std::optional<Outcome> read(const std::vector<CsvCell>& row) {
    const std::size_t errors_before = diagnostics_.error_count();
    Outcome outcome;
    const CsvCell* id = columns_.cell(row, "id");
    if (id == nullptr) id = columns_.cell(row, "indicator");
    outcome.id = id->text;
    outcome.place = table_.place(*id);
    outcome.unit = columns_.text(row, "unit");
    outcome.base = columns_.text(row, "base");
    outcome.source = columns_.text(row, "source");
    read_numbers(row, outcome);
    read_met(row, outcome);
    read_knowledge(row, outcome);
    if (!outcome.value && !outcome.happened && diagnostics_.error_count() == errors_before)
      refuse(*id, "an outcome needs a value, or `met` yes or no");
    if (outcome.value && (!outcome.year || outcome.unit.empty()))
      refuse(*id, "a value needs its year and its unit", "`none` is a unit too");
    if (diagnostics_.error_count() != errors_before) return std::nullopt;
    return outcome;
  }

 private:
  void refuse(const CsvCell& cell, const std::string& what, const std::string& hint = {}) {
    diagnostics_.error("outcome", table_.place(cell), what, hint);
  }

  void read_numbers(const std::vector<CsvCell>& row, Outcome& outcome) {
    if (const CsvCell& value = *columns_.cell(row, "value"); !value.text.empty())
      outcome.value = csv_number(table_, value, diagnostics_);
    const CsvCell& year = *columns_.cell(row, "year");
    if (year.text.empty()) return;
    const auto number = parse_integer(year.text);
    if (number && *number > 0 && *number < 10000)
      outcome.year = static_cast<int>(*number);
    else
      refuse(year, fmt::format("\"{}\" is no year", year.text));
  }

  void read_met(const std::vector<CsvCell>& row, Outcome& outcome) {
    const CsvCell& met = *columns_.cell(row, "met");
    if (met.text == "yes" || met.text == "no")
      outcome.happened = met.text == "yes" ? 1 : 0;
    else if (!met.text.empty())
      refuse(met, fmt::format("\"{}\" is neither yes nor no", met.text),
             "leave it empty where a value is there");
    const CsvCell* truth = columns_.cell(row, "truth");
    if (truth == nullptr || truth->text.empty()) return;
    const auto share = csv_number(table_, *truth, diagnostics_);
    if (!share) return;
    if (*share >= 0 && *share <= 1)
      outcome.happened = share;
    else
      refuse(*truth, "a truth is a chance from 0 to 1");
  }

  void read_knowledge(const std::vector<CsvCell>& row, Outcome& outcome) {
    const CsvCell& how = *columns_.cell(row, "how_known");
    outcome.is_direct = how.text == "direct";
    if (how.text != "direct" && how.text != "inferred")
      refuse(how, fmt::format("\"{}\" is neither direct nor inferred", how.text),
             "direct: a published text says so; inferred: it follows from other figures");
    const CsvCell& day = *columns_.cell(row, "known_on");
    if (day.text.empty()) return;
    outcome.known_on = calibration::parse_day(day.text);
    if (!outcome.known_on)
      refuse(day, fmt::format("\"{}\" is no day", day.text), "e.g. 2026-01-23, or empty");
  }

  const CsvTable& table_;
  const OutcomeColumns& columns_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::optional<Outcomes> read_outcomes(const std::filesystem::path& path, const std::string& shown_as,
                                      Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  const auto table = read_csv(path, shown_as, diagnostics);
  if (!table) return std::nullopt;
  const OutcomeColumns columns(*table, diagnostics);
  if (diagnostics.error_count() != errors_before) return std::nullopt;
  Outcomes outcomes{shown_as, {}, table->sha256};
  OutcomeReader reader(*table, columns, diagnostics);
  std::map<std::tuple<std::string, int, std::string>, Place> seen;
  for (const auto& row : table->rows) {
    auto outcome = reader.read(row);
    if (!outcome) continue;
    const auto [before, is_new] =
        seen.emplace(std::tuple(outcome->id, outcome->year.value_or(0), outcome->base), outcome->place);
    if (!is_new)
      diagnostics.add({Severity::error, "duplicate", outcome->place,
                       fmt::format("the outcome of \"{}\" is there twice", outcome->id), "", before->second});
    outcomes.rows.push_back(std::move(*outcome));
  }
  if (diagnostics.error_count() != errors_before) return std::nullopt;
  return outcomes;
}

}  // namespace leontide::hindcast
