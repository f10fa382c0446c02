#include "measure/figures.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include "report/write/axis.hpp"

namespace leontide::benchmarks {

namespace {

using report::Fact;
using report::LineChart;
using report::Strips;

std::string case_name(const std::string& id) {
  return id.substr(id.find('/') + 1);
}

std::string whole(double percent) {
  return fmt::format("{:.0f}", percent);
}

/// The least and the largest share of a group, in percent.
std::optional<std::pair<double, double>> shares_of(const BenchReport& report, const std::string& group) {
  std::optional<std::pair<double, double>> range;
  for (const Figure& figure : report.figures) {
    if (!figure.id.starts_with(group + "/") || !(figure.share > 0)) continue;
    const double share = 100 * figure.share;
    if (!range) range = {share, share};
    range = {std::min(range->first, share), std::max(range->second, share)};
  }
  return range;
}

/// `solve/drawn-42-sd5`: the number behind the first dash after the group.
double sectors_of(const std::string& id) {
  const std::size_t at = id.find('-') + 1;
  double n = 0;
  std::from_chars(id.data() + at, id.data() + id.size(), n);
  return n;
}

/// The run of most sectors but one that has many trials, at its fastest.
const RunFigure* telling_run(const BenchReport& report) {
  const RunFigure* best = nullptr;
  const auto rate = [](const RunFigure& run) { return static_cast<double>(run.trials) / run.wall; };
  for (const RunFigure& run : report.runs) {
    const bool is_more =
        best == nullptr || run.trials > best->trials ||
        (run.trials == best->trials && run.sectors > best->sectors) ||
        (run.trials == best->trials && run.sectors == best->sectors && rate(run) > rate(*best));
    if (is_more) best = &run;
  }
  return best;
}

Strips bars(std::string unit) {
  Strips strips;
  strips.shape = Strips::Shape::bars;
  strips.unit = std::move(unit);
  return strips;
}

/// The figure, its axis round all bars from zero; nothing without a bar.
std::optional<report::Figure> figure_of(const std::string& group, const char* kind, Title title,
                                        Title description, Strips strips) {
  if (strips.rows.empty()) return std::nullopt;
  double high = 0;
  for (const Strips::Row& row : strips.rows) {
    for (const Strips::Mark& mark : row.marks)
      high = std::max({high, mark.value, mark.high, row.goal.value_or(0)});
  }
  strips.low = 0;
  strips.high = report::axis_round(0, high, 4).high;
  return report::Figure{group + kind, std::move(title), std::move(description), std::move(strips), {group}};
}

}  // namespace

std::string scaled(double value) {
  const char* prefixes[] = {"", " k", " M", " G", " T"};
  std::size_t at = 0;
  for (; value >= 1000 && at < 4; ++at)
    value /= 1000;
  return fmt::format("{:.{}f}{}", value, value < 10 ? 2 : value < 100 ? 1 : 0, prefixes[at]);
}

report::Text headline(const BenchReport& report) {
  Title sentence;
  std::vector<Fact> facts;
  const auto add = [&](const Title& part) {
    sentence.en += (sentence.en.empty() ? "" : "; ") + part.en;
    sentence.zh += (sentence.zh.empty() ? "" : "；") + part.zh;
  };
  if (const auto range = shares_of(report, "solve")) {
    const std::string low = whole(range->first), high = whole(range->second);
    add({fmt::format("solves reach {} to {} % of this machine's fastest matrix product", low, high),
         fmt::format("求解达到本机最快矩阵乘法的 {}% 至 {}%", low, high)});
    facts.push_back({fmt::format("{} – {} %", low, high),
                     {"solves, of the fastest matrix product", "求解占最快矩阵乘法"}});
  }
  if (const auto range = shares_of(report, "draw")) {
    const std::string low = whole(range->first), high = whole(range->second);
    add({fmt::format("draws {} to {} % of its raw generator", low, high),
         fmt::format("抽样达到原始随机数发生器的 {}% 至 {}%", low, high)});
    facts.push_back(
        {fmt::format("{} – {} %", low, high), {"draws, of the raw generator", "抽样占原始发生器"}});
  }
  if (const RunFigure* run = telling_run(report)) {
    const std::string rate = scaled(static_cast<double>(run->trials) / run->wall);
    add({fmt::format("a whole run of {} ({} sectors) makes {} trials a second on {} threads", run->model,
                     run->sectors, rate, run->threads),
         fmt::format("{}（{} 个部门）整次模拟用 {} 个线程每秒 {} 次", run->model, run->sectors, run->threads,
                     rate)});
    facts.push_back({rate, {"trials a second, " + run->model, "次/秒，" + run->model}});
  }
  for (const PeerFigure& peer : report.peers)
    facts.push_back({fmt::format("{:.2g} ×", peer.peer / peer.ours),
                     {"the time of ours that " + peer.name + " takes", peer.name + " 用时为本程序的倍数"}});
  if (sentence.en.empty())
    sentence = {"only the machine's own limits were measured", "仅测量了本机自身的极限"};
  sentence.en[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence.en[0])));
  return report::headline_of({{sentence.en + ".", sentence.zh + "。"},
                              {"Figures of this machine in this state, no promise: judge by the shares of "
                               "its own limits, not by times.",
                               "仅代表本机当前状态，并非承诺：应看占本机极限的比重，而非用时。"}},
                             std::move(facts));
}

std::optional<report::Figure> share_figure(const BenchReport& report, const std::string& group, Title title,
                                           Title description) {
  Strips strips = bars("%");
  for (const Figure& figure : report.figures) {
    if (!figure.id.starts_with(group + "/") || !(figure.share > 0)) continue;
    Strips::Row row{report::same(case_name(figure.id)), {}, whole(100 * figure.share) + " %", {}, {}, 100};
    row.words = report::same(scaled(figure.value) + " " + figure.unit + "/s");
    row.marks = {{0, 100 * figure.share, 0, 0}};
    strips.rows.push_back(std::move(row));
  }
  return figure_of(group, "-shares", std::move(title), std::move(description), std::move(strips));
}

std::optional<report::Figure> solve_figure(const BenchReport& report) {
  LineChart lines{{"sectors", "部门数"}, report::same("%"), {"coefficients", "系数"}, {}};
  lines.is_logarithmic = true;
  const std::pair<const char*, Title> kinds[] = {{"", {"fixed", "固定"}},
                                                 {"-sd1", {"sd 1 %", "标准差 1%"}},
                                                 {"-sd2", {"sd 2 %", "标准差 2%"}},
                                                 {"-sd5", {"sd 5 %", "标准差 5%"}},
                                                 {"-sd10", {"sd 10 %", "标准差 10%"}}};
  for (const auto& [end, name] : kinds) {
    LineChart::Series series{name, {}};
    for (const Figure& figure : report.figures) {
      const bool here = *end == '\0' ? figure.id.starts_with("solve/fixed")
                                     : figure.id.starts_with("solve/") && figure.id.ends_with(end);
      if (here) series.points.push_back({sectors_of(figure.id), 100 * figure.share, 0, 0});
    }
    if (series.points.size() > 1) lines.series.push_back(std::move(series));
  }
  if (lines.series.empty()) return std::nullopt;  // one size alone is no line
  lines.goal = 100;
  return report::Figure{
      "solves",
      {"Solves by size: share of the best matrix product", "各规模求解：占最快矩阵乘法的比重"},
      {"By the number of sectors, a line for how much the coefficients vary. The dashed line is this "
       "machine's limit.",
       "按部门数，各线对应系数的波动幅度；虚线为本机极限。"},
      std::move(lines),
      {"solve"}};
}

std::optional<report::Figure> rate_figure(const BenchReport& report, const std::string& group, Title title) {
  Strips strips = bars("M");
  for (const Figure& figure : report.figures) {
    if (!figure.id.starts_with(group + "/")) continue;
    const double rate = figure.value / 1e6;
    strips.rows.push_back({report::same(case_name(figure.id)),
                           {},
                           scaled(figure.value),
                           {},
                           {{0, rate, figure.low / 1e6, figure.high / 1e6}},
                           {}});
  }
  return figure_of(group, "-rates", std::move(title),
                   {"Millions a second on one core; the thin line joins the quartiles of the repeats.",
                    "单核，每秒百万次；细线为重复测量的四分位距。"},
                   std::move(strips));
}

std::optional<report::Figure> runs_figure(const BenchReport& report) {
  LineChart lines{
      {"trials", "模拟次数"}, {"trials a second", "每秒模拟次数"}, {"sectors × threads", "部门 × 线程"}, {}};
  lines.is_logarithmic = true;
  for (const RunFigure& run : report.runs) {
    const std::string name = fmt::format("{} × {}", run.sectors, run.threads);
    auto at = std::find_if(lines.series.begin(), lines.series.end(),
                           [&](const LineChart::Series& one) { return one.name.en == name; });
    if (at == lines.series.end()) at = lines.series.insert(at, {report::same(name), {}});
    at->points.push_back({static_cast<double>(run.trials), static_cast<double>(run.trials) / run.wall, 0, 0});
  }
  if (lines.series.empty()) return std::nullopt;
  return report::Figure{
      "runs",
      {"Whole runs: trials a second", "整次模拟：每秒次数"},
      {"By the trials of a run, a line for sectors × threads.", "按模拟次数，各线为部门数 × 线程数。"},
      std::move(lines),
      {"run"}};
}

std::optional<report::Figure> thread_figure(const BenchReport& report) {
  Strips strips;
  strips.series = {{"whole runs", "整次模拟"}, {"the machine's own", "本机自身"}};
  strips.low = 0, strips.high = 1.2;
  for (const RunFigure& run : report.runs) {
    if (!run.efficiency || !run.machine_efficiency) continue;
    Strips::Row row{
        report::same(run.model),
        {fmt::format("{} trials on {} threads", scaled(static_cast<double>(run.trials)), run.threads),
         fmt::format("{} 次，{} 个线程", scaled(static_cast<double>(run.trials)), run.threads)},
        fmt::format("{:.2f}", *run.efficiency),
        {},
        {{0, *run.efficiency, 0, 0}, {1, *run.machine_efficiency, 0, 0}},
        1};
    strips.high = std::max({strips.high, *run.efficiency, *run.machine_efficiency});
    strips.rows.push_back(std::move(row));
  }
  if (strips.rows.empty()) return std::nullopt;
  return report::Figure{
      "threads",
      {"What threads gain", "多线程效率"},
      {"Wall time of one thread over that of so many times their number: 1 (dashed) where every thread "
       "counts in full. "
       "The square is arithmetic in registers, run between the runs: what it loses the machine loses.",
       "单线程用时与多线程用时乘线程数之比：1（虚线）表示线程全部有效。方块为两次模拟之间仅在寄存器中的运算，"
       "其损失即机器自身的损失。"},
      std::move(strips),
      {"run"}};
}

std::optional<report::Figure> peers_figure(const BenchReport& report) {
  Strips strips = bars("×");
  for (const PeerFigure& peer : report.peers) {
    const double ratio = peer.peer / peer.ours;
    strips.rows.push_back(
        {report::same(peer.name), peer.note, fmt::format("{:.2f} ×", ratio), {}, {{0, ratio, 0, 0}}, 1});
  }
  return figure_of("peer", "-ratios", {"Peers: their time over ours", "对比程序：其用时与本程序之比"},
                   {"Right of the dashed line the other program takes longer for the same work.",
                    "虚线右侧表示对比程序完成同样工作用时更长。"},
                   std::move(strips));
}

}  // namespace leontide::benchmarks
