#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include "measure/report.hpp"

namespace leontide::benchmarks {

namespace {

using report::Document;
using report::Lines;
using report::Sheet;
using report::Strips;

/// A sheet of texts made here; the first column stands left, the others right, as numbers do.
Sheet sheet_of(std::string name, std::string title, const std::vector<std::string>& columns,
               std::string note) {
  Sheet sheet{std::move(name), report::same(std::move(title)), {}, {}, {}};
  for (std::size_t k = 0; k < columns.size(); ++k) {
    sheet.columns.push_back(report::column_of(columns[k], report::same(columns[k]),
                                              k == 0 ? report::Shown::text : report::Shown::fixed));
  }
  if (!note.empty()) sheet.notes.push_back(report::same(std::move(note)));
  return sheet;
}

void add_row(Sheet& sheet, const std::vector<std::string>& cells) {
  auto& row = sheet.rows.emplace_back();
  for (const std::string& cell : cells)
    row.emplace_back(report::same(cell));
}

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

Sheet figures_of(const BenchReport& report, const std::string& group, const char* title, const char* text) {
  Sheet sheet =
      sheet_of(group, title, {"case", "a second", "quartiles", "share of limit", "limit", "note"}, text);
  for (const Figure& f : report.figures) {
    if (!f.id.starts_with(group + "/")) continue;
    add_row(sheet, {f.id, scaled(f.value) + " " + f.unit, scaled(f.low) + " – " + scaled(f.high),
                    percent(f.share), f.share > 0 ? f.limit : "", f.note});
  }
  return sheet;
}

Sheet runs_of(const BenchReport& report) {
  Sheet sheet = sheet_of(
      "run", "Whole runs",
      {"model", "sectors", "trials", "threads", "wall", "processor", "trials a second", "efficiency",
       "the machine's own", "memory", "repeats"},
      "The first reading of each model, from the first draw to the last statistic; threads kept "
      "on as many cores. "
      "Efficiency is the wall time of one thread over that of so many times their number, of runs "
      "that followed one another; the machine's own is that of arithmetic in registers, run between them, "
      "which "
      "shows what else its cores are about.");
  for (const RunFigure& r : report.runs) {
    add_row(sheet, {r.model, std::to_string(r.sectors), scaled(static_cast<double>(r.trials)),
                    std::to_string(r.threads), seconds(r.wall), seconds(r.processor),
                    scaled(static_cast<double>(r.trials) / r.wall),
                    r.efficiency ? fmt::format("{:.2f}", *r.efficiency) : "",
                    r.machine_efficiency ? fmt::format("{:.2f}", *r.machine_efficiency) : "",
                    fmt::format("{:.0f} MiB", r.memory / 1048576), std::to_string(r.repeats)});
  }
  return sheet;
}

Sheet peers_of(const BenchReport& report) {
  Sheet sheet =
      sheet_of("peer", "Peers", {"peer", "peer", "ours", "ratio", "answers apart", "note"},
               "The same work by other programs, run in turn with ours on one core; processor seconds "
               "for one trial or solve. The answers' "
               "largest difference is told in standard errors of the difference of two samples.");
  for (const PeerFigure& p : report.peers) {
    add_row(sheet, {p.name, seconds(p.peer), seconds(p.ours), fmt::format("{:.2f}", p.peer / p.ours),
                    p.apart ? fmt::format("{:.1f} s.e.", *p.apart) : "not compared", p.note});
  }
  return sheet;
}

Sheet changes_of(const BenchReport& report, const Earlier& earlier) {
  Sheet sheet =
      sheet_of("against", "Against " + earlier.file, {"case", "then", "now", "now / then"},
               fmt::format("Measured {} on {}. Above 1: faster now. Runs on machines in another state "
                           "compare poorly; the shares of limits above do better.",
                           earlier.when, earlier.processor));
  for (const auto& [id, value] : values_of(report)) {
    for (const auto& [then_id, then] : earlier.values) {
      if (then_id == id && then > 0)
        add_row(sheet, {id, scaled(then), scaled(value), fmt::format("{:.2f}", value / then)});
    }
  }
  return sheet;
}

/// `solve/drawn-42-sd5`: the number behind the first dash after the group.
double sectors_of(const std::string& id) {
  const std::size_t at = id.find('-') + 1;
  double n = 0;
  std::from_chars(id.data() + at, id.data() + id.size(), n);
  return n;
}

report::Figure solve_figure(const BenchReport& report) {
  Lines lines{{"sectors", "部门数"},
              report::same("%"),
              {{"fixed", {}}, {"sd 1 %", {}}, {"sd 2 %", {}}, {"sd 5 %", {}}, {"sd 10 %", {}}}};
  const char* ends[] = {"", "-sd1", "-sd2", "-sd5", "-sd10"};
  for (const Figure& figure : report.figures) {
    if (!figure.id.starts_with("solve/")) continue;
    for (std::size_t i = 0; i < lines.series.size(); ++i) {
      const bool here = i == 0 ? figure.id.starts_with("solve/fixed") : figure.id.ends_with(ends[i]);
      if (here) lines.series[i].points.emplace_back(sectors_of(figure.id), 100 * figure.share);
    }
  }
  return {
      "solves",
      {"Solves: share of the best matrix product", "求解：占最快矩阵乘法的比重"},
      {"By the number of sectors, a line for how much the coefficients vary. 100 % is this machine's limit.",
       "按部门数，各线对应系数的波动幅度；100% 为本机极限。"},
      std::move(lines),
      {}};
}

report::Figure runs_figure(const BenchReport& report) {
  Lines lines{{"trials", "模拟次数"}, {"trials a second", "每秒模拟次数"}, {}};
  for (const RunFigure& run : report.runs) {
    const std::string name = fmt::format("{} × {}", run.sectors, run.threads);
    auto at = lines.series.begin();
    while (at != lines.series.end() && at->name != name)
      ++at;
    if (at == lines.series.end()) at = lines.series.insert(at, {name, {}});
    at->points.emplace_back(static_cast<double>(run.trials), static_cast<double>(run.trials) / run.wall);
  }
  return {"runs",
          {"Whole runs: trials a second", "整次模拟：每秒次数"},
          {"By the trials of a run, a line for sectors × threads.", "按模拟次数，各线为部门数 × 线程数。"},
          std::move(lines),
          {}};
}

/// Bars from zero, each with its number.
Strips bars_of(const std::vector<std::pair<std::string, double>>& bars, const std::string& unit) {
  Strips strips;
  strips.shape = Strips::Shape::bars;
  strips.unit = unit;
  strips.high = 0;
  for (const auto& [name, value] : bars) {
    strips.high = std::max(strips.high, value);
    strips.rows.push_back({report::same(name), {}, fmt::format("{:.3g}", value), {}, {{0, value, 0, 0}}, {}});
  }
  if (!(strips.high > 0)) strips.high = 1;
  return strips;
}

report::Figure rate_figure(const BenchReport& report, const char* prefix, Title title) {
  std::vector<std::pair<std::string, double>> bars;
  for (const Figure& figure : report.figures) {
    if (figure.id.starts_with(prefix))
      bars.emplace_back(figure.id.substr(figure.id.find('/') + 1), figure.value / 1e6);
  }
  return {prefix,
          std::move(title),
          {"Millions a second on one core.", "单核，每秒百万次。"},
          bars_of(bars, "M"),
          {}};
}

report::Figure peers_figure(const BenchReport& report) {
  std::vector<std::pair<std::string, double>> bars;
  for (const PeerFigure& peer : report.peers)
    bars.emplace_back(peer.name, peer.peer / peer.ours);
  return {"peers",
          {"Peers: their time over ours", "对比程序：其用时与本程序之比"},
          {"Above 1 the other program takes longer.", "大于 1 表示对比程序更慢。"},
          bars_of(bars, "×"),
          {}};
}

/// What a report says of the machine.
std::vector<std::string> machine_lines(const BenchReport& report) {
  return {fmt::format("Leontide {}, {} run of {}", report.version, report.mode, report.when),
          fmt::format("{}, {} cores offered, {} kernels", report.processor, report.cores, report.kernels),
          fmt::format("{}; BLAS threads: 1 (Eigen and our own products run on one thread)", report.compiler),
          fmt::format("load (mean runnable tasks of the last minute): {:.1f} before, {:.1f} after",
                      report.load_before, report.load_after)};
}

/// The sheet, and before it the figure, where anything was measured.
void add(Document& document, std::optional<report::Figure> figure, Sheet sheet) {
  if (sheet.rows.empty()) return;
  if (figure) {
    figure->sheets = {sheet.name};
    document.sections.emplace_back(std::move(*figure));
  }
  document.sections.emplace_back(std::move(sheet));
}

}  // namespace

Document bench_document(const BenchReport& report, const std::optional<Earlier>& earlier) {
  Document document;
  document.name = "bench";
  document.title = {"Benchmark report", "性能测试报告"};
  report::Text machine{"machine", {}, {}};
  for (const std::string& line : machine_lines(report))
    machine.lines.push_back(report::same(line));
  machine.lines.push_back(
      {"Medians of interleaved repeats, in time this program was at work on its core. These are "
       "figures of this machine in this state, no promise.",
       "交替重复测量的中位数，按本程序占用处理器的时间计；仅代表本机当前状态。"});
  document.sections.emplace_back(std::move(machine));
  add(document, {},
      figures_of(report, "limit", "This machine's limits",
                 "One core. Everything below is to be read against these, not as times."));
  add(document, solve_figure(report),
      figures_of(report, "solve", "Solves of x = r∘A(s∘x) + f",
                 "To 1e-10 of the largest output, 64 trials a block; flops are those of the matrix products "
                 "done, checks included."));
  add(document, rate_figure(report, "draw/", {"Draws: millions a second", "随机数：每秒百万次"}),
      figures_of(report, "draw", "Draws", "42 elements of a law in blocks of 64 trials."));
  add(document,
      rate_figure(report, "map/", {"Elementary functions: millions a second", "初等函数：每秒百万次"}),
      figures_of(report, "map", "Elementary functions", ""));
  add(document, {}, figures_of(report, "program", "Program", ""));
  add(document, {}, figures_of(report, "statistics", "Statistics", ""));
  add(document, {},
      figures_of(
          report, "sweep", "Cells of a sweep",
          "One core, all readings, 16384 trials a cell; the share is how fast cells run side by side against "
          "each by itself."));
  add(document, runs_figure(report), runs_of(report));
  add(document, peers_figure(report), peers_of(report));
  if (earlier) add(document, {}, changes_of(report, *earlier));
  if (!report.left_out.empty()) {
    report::Text left_out{"not_measured", {"Not measured", "未测量"}, {}};
    for (const std::string& line : report.left_out)
      left_out.lines.push_back(report::same(line));
    document.sections.emplace_back(std::move(left_out));
  }
  return document;
}

}  // namespace leontide::benchmarks
