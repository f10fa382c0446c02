#include "sweep/results.hpp"

#include <fmt/format.h>

#include "base/atomic_file.hpp"
#include "base/csv.hpp"
#include "base/numbers.hpp"
#include "base/sha256.hpp"
#include "sweep/result_rows.hpp"
#include "sweep/sql.hpp"

namespace leontide::sweep {

namespace {

constexpr const char* first_heads = "cell,scenario,state";

std::string cell_text(const SQLite::Column& column) {
  if (column.isNull()) return "";
  if (column.isFloat()) return print_number(column.getDouble());
  if (column.isInteger()) return std::to_string(column.getInt64());
  return csv_field(column.getString());
}

std::string number_text(const std::optional<double>& number) {
  return number ? print_number(*number) : "";
}

std::string count_text(const std::optional<std::int64_t>& count) {
  return count ? std::to_string(*count) : "";
}

/// Gathers lines, so that not each is a call of the system.
class Gathered {
 public:
  explicit Gathered(const std::function<void(std::string_view)>& put) : put_(put) {}
  void add(const std::string& line) {
    text_ += line;
    if (text_.size() > (1U << 16U)) flush();
  }
  void flush() {
    put_(text_);
    text_.clear();
  }

 private:
  const std::function<void(std::string_view)>& put_;
  std::string text_;
};

std::string head_line(const Ledger& ledger) {
  std::string heads = first_heads;
  for (const std::string& path : ledger.paths())
    heads += "," + csv_field(path);
  heads += ",reading,target,indicator,year,chance,low,high,mean,sd";
  for (const double share : ledger.quantiles())
    heads += ",q" + print_number(100 * share);
  return heads + ",hits,trials,failed\n";
}

std::string line_of(const ResultRow& row, std::size_t shares) {
  std::string line = fmt::format("{},{},{}", row.cell, csv_field(row.scenario), csv_field(row.state));
  for (const std::string& value : row.values)
    line += "," + csv_field(value);
  const std::string name = csv_field(row.name);
  line += "," + csv_field(row.reading) + "," + (row.is_target ? name + "," : "," + name) + "," +
          csv_field(row.year);
  for (const auto& number : {row.chance, row.low, row.high, row.mean, row.sd})
    line += "," + number_text(number);
  for (std::size_t i = 0; i < shares; ++i)
    line += "," + (i < row.quantiles.size() ? print_number(row.quantiles[i]) : "");
  for (const auto& count : {row.hits, row.trials, row.failed})
    line += "," + count_text(count);
  return line + "\n";
}

}  // namespace

void write_table(const Ledger& ledger, const std::function<void(std::string_view)>& put) {
  const std::size_t shares = ledger.quantiles().size();
  Gathered lines(put);
  lines.add(head_line(ledger));
  each_row(ledger, [&](const ResultRow& row) { lines.add(line_of(row, shares)); });
  lines.flush();
}

bool looks_like_result(const std::filesystem::path& file) {
  const std::string begins = beginning_of(file);
  if (file.filename() == "sweep.csv") return begins.starts_with(first_heads);
  if (file.filename() == "sweep.nc") return begins.starts_with("CDF") || begins.starts_with("\x89HDF");
  if (file.extension() == ".sbatch") return begins.starts_with("#!/bin/bash\n#SBATCH --job-name=");
  std::error_code error;
  return begins.starts_with("<!doctype html>\n<html lang=") &&
         std::filesystem::exists(file.parent_path() / "ledger.sqlite", error);
}

void write_export(const Ledger& ledger, const std::function<void(std::string_view)>& put) {
  told(ledger.file(), [&] {
    Gathered lines(put);
    const auto rows = [&](const char* kind, const char* query) {
      SQLite::Statement ask(ledger.database(), query);
      while (ask.executeStep()) {
        std::string line = kind;
        for (int column = 0; column < ask.getColumnCount(); ++column)
          line += "," + cell_text(ask.getColumn(column));
        lines.add(line + "\n");
      }
    };
    rows("cell",
         "SELECT scenario, settings, key, state, trials, failed_trials, too_wide, fault, place, what FROM "
         "cell WHERE number IS NOT NULL ORDER BY scenario, settings");
    rows("target",
         "SELECT c.scenario, c.settings, t.key, reading, target, year, chance, low, high, level, method, "
         "hits, t.trials, failed, mean, sd, quantiles FROM target t JOIN cell c ON c.id = t.cell WHERE "
         "c.number IS NOT NULL ORDER BY 1, 2, 3, 4, 5, 6");
    rows("indicator",
         "SELECT c.scenario, c.settings, i.key, reading, indicator, year, mean, sd, quantiles FROM "
         "indicator i JOIN cell c ON c.id = i.cell WHERE c.number IS NOT NULL ORDER BY 1, 2, 3, 4, 5, 6");
    SQLite::Statement marks(ledger.database(),
                            "SELECT c.scenario, c.settings, m.key, reading, target, draws, bytes FROM marks "
                            "m JOIN cell c ON c.id "
                            "= m.cell WHERE c.number IS NOT NULL ORDER BY 1, 2, 3, 4, 5");
    while (marks.executeStep()) {
      std::string line = "marks";
      for (int column = 0; column < 6; ++column)
        line += "," + cell_text(marks.getColumn(column));
      const SQLite::Column bytes = marks.getColumn(6);
      lines.add(
          line + "," +
          sha256({static_cast<const char*>(bytes.getBlob()), static_cast<std::size_t>(bytes.getBytes())}) +
          "\n");
    }
    lines.flush();
  });
}

}  // namespace leontide::sweep
