#include "measure/text.hpp"

#include <cmath>
#include <fmt/format.h>

namespace leontide::benchmarks {

namespace {

/// Three figures and a prefix: 48.2 G.
std::string scaled(double value) {
  const char* prefixes[] = {"", " k", " M", " G", " T"};
  std::size_t at = 0;
  for (; value >= 1000 && at < 4; ++at)
    value /= 1000;
  return fmt::format("{:.{}f}{}", value, value < 10 ? 2 : value < 100 ? 1 : 0, prefixes[at]);
}

std::string percent(double share) {
  return share > 0 ? fmt::format("{:.0f} %", 100 * share) : std::string("");
}

std::string seconds(double value) {
  if (value < 1e-6) return fmt::format("{:.0f} ns", value * 1e9);
  if (value < 1e-3) return fmt::format("{:.2f} µs", value * 1e6);
  if (value < 1) return fmt::format("{:.2f} ms", value * 1e3);
  return fmt::format("{:.2f} s", value);
}

BenchTable figures_of(const BenchReport& report, const char* prefix, const char* title, const char* text) {
  BenchTable table{title, text, {"case", "a second", "quartiles", "share of limit", "limit", "note"}, {}};
  for (const Figure& f : report.figures) {
    if (!f.id.starts_with(prefix)) continue;
    table.rows.push_back({f.id, scaled(f.value) + " " + f.unit, scaled(f.low) + " – " + scaled(f.high),
                          percent(f.share), f.share > 0 ? f.limit : "", f.note});
  }
  return table;
}

BenchTable runs_of(const BenchReport& report) {
  BenchTable table{
      "Whole runs",
      "The first reading of each model, from the first draw to the last statistic; threads kept "
      "on as many cores. "
      "Efficiency is the wall time of one thread over that of so many times their number, of runs "
      "that followed one another; the machine's own is that of arithmetic in registers, run between them, "
      "which "
      "shows what else its cores are about.",
      {"model", "sectors", "trials", "threads", "wall", "processor", "trials a second", "efficiency",
       "the machine's own", "memory", "repeats"},
      {}};
  for (const RunFigure& r : report.runs) {
    table.rows.push_back({r.model, std::to_string(r.sectors), scaled(static_cast<double>(r.trials)),
                          std::to_string(r.threads), seconds(r.wall), seconds(r.processor),
                          scaled(static_cast<double>(r.trials) / r.wall),
                          r.efficiency ? fmt::format("{:.2f}", *r.efficiency) : "",
                          r.machine_efficiency ? fmt::format("{:.2f}", *r.machine_efficiency) : "",
                          fmt::format("{:.0f} MiB", r.memory / 1048576), std::to_string(r.repeats)});
  }
  return table;
}

BenchTable peers_of(const BenchReport& report) {
  BenchTable table{"Peers",
                   "The same work by other programs, run in turn with ours on one core; processor seconds "
                   "for one trial or solve. The answers' "
                   "largest difference is told in standard errors of the difference of two samples.",
                   {"peer", "peer", "ours", "ratio", "answers apart", "note"},
                   {}};
  for (const PeerFigure& p : report.peers) {
    table.rows.push_back({p.name, seconds(p.peer), seconds(p.ours), fmt::format("{:.2f}", p.peer / p.ours),
                          p.apart ? fmt::format("{:.1f} s.e.", *p.apart) : "not compared", p.note});
  }
  return table;
}

BenchTable changes_of(const BenchReport& report, const Earlier& earlier) {
  BenchTable table{"Against " + earlier.file,
                   fmt::format("Measured {} on {}. Above 1: faster now. Runs on machines in another state "
                               "compare poorly; the shares of limits above do better.",
                               earlier.when, earlier.processor),
                   {"case", "then", "now", "now / then"},
                   {}};
  for (const auto& [id, value] : values_of(report)) {
    for (const auto& [then_id, then] : earlier.values) {
      if (then_id == id && then > 0)
        table.rows.push_back({id, scaled(then), scaled(value), fmt::format("{:.2f}", value / then)});
    }
  }
  return table;
}

}  // namespace

std::vector<std::string> machine_lines(const BenchReport& report) {
  return {fmt::format("Leontide {}, {} run of {}", report.version, report.mode, report.when),
          fmt::format("{}, {} cores offered, {} kernels", report.processor, report.cores, report.kernels),
          fmt::format("{}; BLAS threads: 1 (Eigen and our own products run on one thread)", report.compiler),
          fmt::format("load (mean runnable tasks of the last minute): {:.1f} before, {:.1f} after",
                      report.load_before, report.load_after)};
}

std::vector<BenchTable> tables_of(const BenchReport& report, const std::optional<Earlier>& earlier) {
  std::vector<BenchTable> tables{
      figures_of(report, "limit/", "This machine's limits",
                 "One core. Everything below is to be read against these, not as times."),
      figures_of(report, "solve/", "Solves of x = r∘A(s∘x) + f",
                 "To 1e-10 of the largest output, 64 trials a block; flops are those of the matrix products "
                 "done, checks included."),
      figures_of(report, "draw/", "Draws", "42 elements of a law in blocks of 64 trials."),
      figures_of(report, "map/", "Elementary functions", ""),
      figures_of(report, "program/", "Program", ""),
      figures_of(report, "statistics/", "Statistics", ""),
      runs_of(report),
      peers_of(report)};
  if (earlier) tables.push_back(changes_of(report, *earlier));
  std::erase_if(tables, [](const BenchTable& table) { return table.rows.empty(); });
  return tables;
}

std::string bench_markdown(const BenchReport& report, const std::optional<Earlier>& earlier) {
  std::string text = "# Benchmark report\n\n";
  for (const std::string& line : machine_lines(report))
    text += "- " + line + "\n";
  text +=
      "\nMedians of interleaved repeats, in time this program was at work on its core. These are figures of "
      "this machine in this state, no promise.\n";
  for (const BenchTable& table : tables_of(report, earlier)) {
    text += "\n## " + table.title + "\n\n";
    if (!table.text.empty()) text += table.text + "\n\n";
    std::string rule = "|";
    text += "|";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      text += " " + table.columns[i] + " |";
      rule += i == 0 ? " --- |" : " ---: |";
    }
    text += "\n" + rule + "\n";
    for (const auto& row : table.rows) {
      text += "|";
      for (const std::string& cell : row)
        text += " " + cell + " |";
      text += "\n";
    }
  }
  if (!report.left_out.empty()) {
    text += "\n## Not measured\n\n";
    for (const std::string& line : report.left_out)
      text += "- " + line + "\n";
  }
  return text;
}

}  // namespace leontide::benchmarks
