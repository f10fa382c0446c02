#include <charconv>
#include <fmt/format.h>

#include "measure/plot.hpp"
#include "measure/text.hpp"

namespace leontide::benchmarks {

namespace {

constexpr const char* style =
    "body{font:15px/1.5 system-ui,sans-serif;max-width:1080px;margin:2rem auto;padding:0 1rem;color:#222}"
    "table{border-collapse:collapse;font-size:13px;display:block;overflow-x:auto}"
    "th,td{padding:2px 10px;border-bottom:1px solid #ddd;text-align:right;white-space:nowrap}"
    "th:first-child,td:first-child{text-align:left}"
    "svg{width:100%;max-width:640px;display:inline-block;margin:8px 12px 8px 0;background:#fafafa}"
    "svg text{font:12px system-ui,sans-serif;fill:#333}svg .title{font-weight:600;font-size:14px}"
    ".grid{stroke:#ddd}";

/// `solve/drawn-42-sd5`: the number behind the first dash after the group.
double sectors_of(const std::string& id) {
  const std::size_t at = id.find('-') + 1;
  double n = 0;
  std::from_chars(id.data() + at, id.data() + id.size(), n);
  return n;
}

std::string solve_plot(const BenchReport& report) {
  std::vector<Series> series{{"fixed", {}}, {"sd 1 %", {}}, {"sd 2 %", {}}, {"sd 5 %", {}}, {"sd 10 %", {}}};
  const char* ends[] = {"", "-sd1", "-sd2", "-sd5", "-sd10"};
  for (const Figure& figure : report.figures) {
    if (!figure.id.starts_with("solve/")) continue;
    for (std::size_t i = 0; i < series.size(); ++i) {
      const bool here = i == 0 ? figure.id.starts_with("solve/fixed") : figure.id.ends_with(ends[i]);
      if (here) series[i].points.emplace_back(sectors_of(figure.id), 100 * figure.share);
    }
  }
  return line_plot("Solves: share of the best matrix product", "sectors", "%", series);
}

std::string runs_plot(const BenchReport& report) {
  std::vector<Series> series;
  for (const RunFigure& run : report.runs) {
    const std::string name = fmt::format("{} × {}", run.sectors, run.threads);
    auto at = series.begin();
    while (at != series.end() && at->name != name)
      ++at;
    if (at == series.end()) at = series.insert(at, {name, {}});
    at->points.emplace_back(static_cast<double>(run.trials), static_cast<double>(run.trials) / run.wall);
  }
  return line_plot("Whole runs: trials a second (sectors × threads)", "trials", "trials a second", series);
}

std::string rate_plot(const BenchReport& report, const char* prefix, const char* title) {
  std::vector<std::pair<std::string, double>> bars;
  for (const Figure& figure : report.figures) {
    if (figure.id.starts_with(prefix))
      bars.emplace_back(figure.id.substr(figure.id.find('/') + 1), figure.value / 1e6);
  }
  return bar_plot(title, bars, " M");
}

std::string peers_plot(const BenchReport& report) {
  std::vector<std::pair<std::string, double>> bars;
  for (const PeerFigure& peer : report.peers)
    bars.emplace_back(peer.name, peer.peer / peer.ours);
  return bar_plot("Peers: their time over ours", bars, "");
}

std::string plot_of(const std::string& title, const BenchReport& report) {
  if (title.starts_with("Solves")) return solve_plot(report);
  if (title == "Draws") return rate_plot(report, "draw/", "Draws: millions a second");
  if (title == "Elementary functions")
    return rate_plot(report, "map/", "Elementary functions: millions a second");
  if (title == "Whole runs") return runs_plot(report);
  if (title == "Peers") return peers_plot(report);
  return {};
}

}  // namespace

std::string bench_html(const BenchReport& report, const std::optional<Earlier>& earlier) {
  std::string page = fmt::format(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Leontide: benchmark "
      "report</title>\n"
      "<style>{}</style></head><body>\n<h1>Benchmark report</h1>\n<ul>\n",
      style);
  for (const std::string& line : machine_lines(report))
    page += "<li>" + escaped(line) + "</li>\n";
  page +=
      "</ul>\n<p>Medians of interleaved repeats, in time this program was at work on its core. These are "
      "figures of this machine in this state, no promise.</p>\n";
  for (const BenchTable& table : tables_of(report, earlier)) {
    page += "<h2>" + escaped(table.title) + "</h2>\n";
    if (!table.text.empty()) page += "<p>" + escaped(table.text) + "</p>\n";
    page += plot_of(table.title, report) + "<table><tr>";
    for (const std::string& column : table.columns)
      page += "<th>" + escaped(column) + "</th>";
    page += "</tr>\n";
    for (const auto& row : table.rows) {
      page += "<tr>";
      for (const std::string& cell : row)
        page += "<td>" + escaped(cell) + "</td>";
      page += "</tr>\n";
    }
    page += "</table>\n";
  }
  if (!report.left_out.empty()) {
    page += "<h2>Not measured</h2>\n<ul>\n";
    for (const std::string& line : report.left_out)
      page += "<li>" + escaped(line) + "</li>\n";
    page += "</ul>\n";
  }
  return page + "</body></html>\n";
}

}  // namespace leontide::benchmarks
