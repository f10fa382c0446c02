#include "calibration/track_record.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace leontide::calibration {

namespace {

constexpr double most_targets = 1e6;

bool has_columns(const CsvTable& table, Diagnostics& diagnostics) {
  bool has_all = true;
  for (const char* name : {"vintage", "date", "outcomes", "from", "to", "targets", "met", "mean_chance",
                           "skill", "skill_low", "skill_high"}) {
    if (table.column(name)) continue;
    diagnostics.error("missing-column", {table.file, 1, 0, 0}, fmt::format("there is no column \"{}\"", name),
                      "a track record is written by leontide hindcast");
    has_all = false;
  }
  return has_all;
}

/// The cells of one row by the names of their columns.
class RecordReader {
 public:
  RecordReader(const CsvTable& table, Diagnostics& diagnostics) : table_(table), diagnostics_(diagnostics) {}

  std::optional<RecordRow> row(const std::vector<CsvCell>& cells) {
    RecordRow row;
    row.vintage = text(cells, "vintage");
    row.date = text(cells, "date");
    const std::string outcomes = text(cells, "outcomes");
    row.is_direct = outcomes == "direct";
    if (is_sound_ && !row.is_direct && outcomes != "inferred")
      fault(cell(cells, "outcomes"), fmt::format("\"{}\" is neither direct nor inferred", outcomes));
    row.from = number(cells, "from", 1);
    row.to = number(cells, "to", 1);
    row.targets = number(cells, "targets", most_targets);
    row.met = number(cells, "met", row.targets);
    row.mean_chance = number(cells, "mean_chance", 1);
    row.skill = maybe(cells, "skill");
    row.skill_low = maybe(cells, "skill_low");
    row.skill_high = maybe(cells, "skill_high");
    return is_sound_ ? std::optional(std::move(row)) : std::nullopt;
  }

 private:
  void fault(const CsvCell& at, const std::string& what) {
    diagnostics_.error("value", table_.place(at), what);
    is_sound_ = false;
  }

  const CsvCell& cell(const std::vector<CsvCell>& cells, const char* name) const {
    return cells[table_.column(name).value()];
  }

  const std::string& text(const std::vector<CsvCell>& cells, const char* name) const {
    return cell(cells, name).text;
  }

  double number(const std::vector<CsvCell>& cells, const char* name, double most) {
    const CsvCell& at = cell(cells, name);
    const auto value = csv_number(table_, at, diagnostics_);
    if (!value) {
      is_sound_ = false;
    } else if (!(*value >= 0 && *value <= most)) {
      fault(at, "a chance from 0 to 1, or a count of targets, is expected");
    }
    return value.value_or(0);
  }

  std::optional<double> maybe(const std::vector<CsvCell>& cells, const char* name) {
    const CsvCell& at = cell(cells, name);
    if (at.text.empty()) return std::nullopt;
    const auto value = csv_number(table_, at, diagnostics_);
    is_sound_ = is_sound_ && value.has_value();
    return value;
  }

  const CsvTable& table_;
  Diagnostics& diagnostics_;
  bool is_sound_ = true;
};

}  // namespace

std::optional<TrackRecord> TrackRecord::read(const CsvTable& table, Diagnostics& diagnostics) {
  TrackRecord record;
  if (!has_columns(table, diagnostics)) return std::nullopt;
  RecordReader reader(table, diagnostics);
  for (const auto& cells : table.rows) {
    auto row = reader.row(cells);
    if (!row) return std::nullopt;
    record.rows.push_back(std::move(*row));
  }
  return record;
}

TrackRecord TrackRecord::before(const std::string& day) const {
  TrackRecord older;
  for (const RecordRow& row : rows) {
    if (day.empty() || row.date < day) older.rows.push_back(row);
  }
  return older;
}

RecordRow TrackRecord::like(double chance, bool is_direct) const {
  RecordRow all;
  all.is_direct = is_direct;
  double chances = 0;
  for (const RecordRow& row : rows) {
    const bool holds = row.from <= chance && (chance < row.to || (row.to == 1 && chance == 1));
    if (row.is_direct != is_direct || !holds) continue;
    all.from = row.from;
    all.to = row.to;
    all.targets += row.targets;
    all.met += row.met;
    chances += row.targets * row.mean_chance;
  }
  if (all.targets > 0) all.mean_chance = chances / all.targets;
  return all;
}

}  // namespace leontide::calibration
