#include <fmt/format.h>

#include "measure/figures.hpp"
#include "measure/report.hpp"

namespace leontide::benchmarks {

namespace {

using report::Document;
using report::Sheet;

const Title case_words{"case", "项目"}, note_words{"note", "说明"};

/// A sheet of texts made here; the first column stands left, the others right, as numbers do.
Sheet sheet_of(std::string name, Title title, const std::vector<Title>& columns, Title note) {
  Sheet sheet{std::move(name), std::move(title), {}, {}, {}};
  for (std::size_t k = 0; k < columns.size(); ++k) {
    sheet.columns.push_back(
        report::column_of(columns[k].en, columns[k], k == 0 ? report::Shown::text : report::Shown::fixed));
  }
  if (!note.en.empty()) sheet.notes.push_back(std::move(note));
  return sheet;
}

/// `note` stands in the last column, where the cells leave it.
void add_row(Sheet& sheet, const std::vector<std::string>& cells, const Title& note = {}) {
  auto& row = sheet.rows.emplace_back();
  for (const std::string& cell : cells)
    row.emplace_back(report::same(cell));
  if (row.size() < sheet.columns.size()) row.emplace_back(note);
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

Sheet figures_of(const BenchReport& report, const std::string& group, Title title, Title text) {
  Sheet sheet = sheet_of(group, std::move(title),
                         {case_words,
                          {"a second", "每秒"},
                          {"quartiles", "四分位数"},
                          {"share of limit", "占极限"},
                          {"limit", "极限"},
                          note_words},
                         std::move(text));
  for (const Figure& f : report.figures) {
    if (!f.id.starts_with(group + "/")) continue;
    add_row(sheet,
            {f.id, scaled(f.value) + " " + f.unit, scaled(f.low) + " – " + scaled(f.high), percent(f.share),
             f.share > 0 ? f.limit : ""},
            f.note);
  }
  return sheet;
}

Sheet runs_of(const BenchReport& report) {
  Sheet sheet = sheet_of(
      "run", {"Whole runs", "整次模拟"},
      {{"model", "模型"},
       {"sectors", "部门数"},
       {"trials", "模拟次数"},
       {"threads", "线程数"},
       {"wall", "用时"},
       {"processor", "处理器时间"},
       {"trials a second", "每秒次数"},
       {"efficiency", "效率"},
       {"the machine's own", "本机自身"},
       {"memory", "内存"},
       {"repeats", "重复次数"}},
      {"The first reading of each model, from the first draw to the last statistic; threads kept "
       "on as many cores. Efficiency is the wall time of one thread over that of so many times their number, "
       "of runs "
       "that followed one another; the machine's own is that of arithmetic in registers, run between them, "
       "which shows what else its cores are about.",
       "每个模型的第一种口径，从首次抽样到末个统计量；线程固定在相同数目的核上。效率为单线程用时与多线程用时"
       "乘线程数"
       "之比，取相继运行；“本机自身”为其间仅在寄存器中的运算之比，反映各核另有何负担。"});
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
  Sheet sheet = sheet_of(
      "peer", {"Peers", "对比程序"},
      {{"peer", "对比程序"},
       {"its time", "其用时"},
       {"ours", "本程序"},
       {"ratio", "比值"},
       {"answers apart", "结果之差"},
       note_words},
      {"The same work by other programs, run in turn with ours on one core; processor seconds "
       "for one trial or solve. The answers' largest difference is told in standard errors of the difference "
       "of two samples.",
       "由其他程序完成同样的工作，与本程序在单核上轮流运行；为每次模拟或求解的处理器时间。结果的最大差异以两"
       "个"
       "样本之差的标准误计。"});
  for (const PeerFigure& p : report.peers) {
    sheet.rows.push_back(
        {report::same(p.name), report::same(seconds(p.peer)), report::same(seconds(p.ours)),
         report::same(fmt::format("{:.2f}", p.peer / p.ours)),
         p.apart ? report::same(fmt::format("{:.1f} s.e.", *p.apart)) : Title{"not compared", "未比较"},
         p.note});
  }
  return sheet;
}

Sheet changes_of(const BenchReport& report, const Earlier& earlier) {
  Sheet sheet =
      sheet_of("against", {"Against " + earlier.file, "与 " + earlier.file + " 比较"},
               {case_words, {"then", "当时"}, {"now", "现在"}, {"now / then", "现在/当时"}},
               {fmt::format("Measured {} on {}. Above 1: faster now. Runs on machines in another state "
                            "compare poorly; the shares of limits above do better.",
                            earlier.when, earlier.processor),
                fmt::format("{} 测于 {}。大于 1 表示现在更快。机器状态不同时可比性差，应看上文占极限的比重。",
                            earlier.when, earlier.processor)});
  for (const auto& [id, value] : values_of(report)) {
    for (const auto& [then_id, then] : earlier.values) {
      if (then_id == id && then > 0)
        add_row(sheet, {id, scaled(then), scaled(value), fmt::format("{:.2f}", value / then)});
    }
  }
  return sheet;
}

/// How long it measured.
Title mode_words(const std::string& mode) {
  return {mode, mode == "quick" ? "速览" : mode == "largest" ? "最大规模" : "常规"};
}

/// What a report says of the machine.
report::Text machine_of(const BenchReport& report) {
  report::Text machine{"machine", {}, {}};
  machine.lines = {
      {fmt::format("Leontide {}, {} run of {}", report.version, report.mode, report.when),
       fmt::format("Leontide {}，{}，{}", report.version, mode_words(report.mode).zh, report.when)},
      {fmt::format("{}, {} cores offered, {} kernels", report.processor, report.cores, report.kernels),
       fmt::format("{}，可用 {} 核，内核指令集 {}", report.processor, report.cores, report.kernels)},
      {fmt::format("{}; BLAS threads: 1 (Eigen and our own products run on one thread)", report.compiler),
       fmt::format("{}；BLAS 线程数：1（Eigen 与本程序的乘积均单线程）", report.compiler)},
      {fmt::format("load (mean runnable tasks of the last minute): {:.1f} before, {:.1f} after",
                   report.load_before, report.load_after),
       fmt::format("负载（最近一分钟平均可运行任务数）：测前 {:.1f}，测后 {:.1f}", report.load_before,
                   report.load_after)},
      {"Medians of interleaved repeats, in time this program was at work on its core.",
       "交替重复测量的中位数，按本程序占用处理器的时间计。"}};
  return machine;
}

class Pages {
 public:
  explicit Pages(const BenchReport& report) : report_(report) {
    document_.name = "bench";
    document_.title = {"Benchmark report", "性能测试报告"};
    document_.sections.emplace_back(headline(report));
    document_.sections.emplace_back(machine_of(report));
  }

  /// A chapter with a table and the figures before it, where anything was measured.
  void chapter(const char* name, Title title, std::vector<std::optional<report::Figure>> figures,
               Sheet sheet) {
    if (sheet.rows.empty()) return;
    document_.sections.emplace_back(report::Chapter{name, std::move(title), {}});
    for (auto& figure : figures) {
      if (figure) document_.sections.emplace_back(std::move(*figure));
    }
    document_.sections.emplace_back(std::move(sheet));
  }

  /// A table of a group whose rates have no limit.
  void rates(const std::string& group, const char* name, const Title& title, Title rates_title) {
    chapter(name, title, {rate_figure(report_, group, std::move(rates_title))},
            figures_of(report_, group, title, {}));
  }

  void left_out() {
    if (report_.left_out.empty()) return;
    report::Text lines{"not_measured", {"Not measured", "未测量"}, report_.left_out};
    document_.sections.emplace_back(std::move(lines));
  }

  Document make() && { return std::move(document_); }

 private:
  const BenchReport& report_;
  Document document_;
};

}  // namespace

Document bench_document(const BenchReport& report, const std::optional<Earlier>& earlier) {
  Pages pages(report);
  const Title solves{"Solves of x = r∘A(s∘x) + f", "求解 x = r∘A(s∘x) + f"}, draws{"Draws", "抽样"};
  pages.chapter(
      "limits", {"This machine's limits", "本机极限"},
      {share_figure(
          report, "limit", {"Matrix products beside arithmetic alone", "矩阵乘法与纯运算之比"},
          {"The dashed line is arithmetic in registers: what the core could do if no number had to "
           "come from memory. The best of these products is the limit of the solves below.",
           "虚线为仅在寄存器中的运算，即不受内存限制时单核的能力；其中最快的乘法即下文求解的极限。"})},
      figures_of(report, "limit", {"This machine's limits", "本机极限"},
                 {"One core. Everything below is to be read against these, not as times.",
                  "单核。以下各项均应以此为参照，而非看用时。"}));
  pages.chapter(
      "solving", solves,
      {solve_figure(report),
       share_figure(report, "solve",
                    {"Solves: share of the best matrix product", "求解：占最快矩阵乘法的比重"},
                    {"The dashed line is this machine's limit, measured right before each repeat. Names tell "
                     "the number "
                     "of sectors, and the standard deviation of what is drawn.",
                     "虚线为本机极限，在每次重复之前即时测得。名称含部门数与抽样的标准差。"})},
      figures_of(report, "solve", solves,
                 {"To 1e-10 of the largest output, 64 trials a block; flops are those of the matrix products "
                  "done, checks included.",
                  "精度为最大产出的 1e-10，每块 64 次模拟；浮点运算次数按实际完成的矩阵乘积计，含检验。"}));
  pages.chapter(
      "drawing", draws,
      {share_figure(
          report, "draw", {"Draws: share of the raw generator", "抽样：占原始发生器的比重"},
          {"The dashed line is the raw generator of uniforms. A law that takes several uniforms, or "
           "a logarithm, cannot reach it.",
           "虚线为均匀分布原始发生器；需多个均匀数或对数运算的分布无法达到。"})},
      figures_of(report, "draw", draws,
                 {"42 elements of a law in blocks of 64 trials.", "每种分布 42 个元素，每块 64 次模拟。"}));
  pages.rates("map", "functions", {"Elementary functions", "初等函数"},
              {"Elementary functions: millions a second", "初等函数：每秒百万次"});
  pages.rates("program", "programs", {"Program", "程序"}, {"Program: millions a second", "程序：每秒百万次"});
  pages.rates("statistics", "statistics-measured", {"Statistics", "统计量"},
              {"Statistics: millions a second", "统计量：每秒百万次"});
  pages.chapter(
      "sweeps", {"Cells of a sweep", "扫描的单元"},
      {share_figure(report, "sweep", {"Cells side by side against each alone", "并行单元与逐个运行之比"},
                    {"How fast cells run together against each by itself (dashed).",
                     "各单元一同运行与逐个运行（虚线）的速度之比。"})},
      figures_of(report, "sweep", {"Cells of a sweep", "扫描的单元"},
                 {"One core, all readings, 16384 trials a cell; the share is how fast cells run side by side "
                  "against each by itself.",
                  "单核，全部口径，每单元 16384 次模拟；占比为各单元一同运行与逐个运行的速度之比。"}));
  pages.chapter("whole-runs", {"Whole runs", "整次模拟"}, {runs_figure(report), thread_figure(report)},
                runs_of(report));
  pages.chapter("peers", {"Peers", "对比程序"}, {peers_figure(report)}, peers_of(report));
  if (earlier)
    pages.chapter("earlier", {"Against an earlier run", "与先前一次比较"}, {}, changes_of(report, *earlier));
  pages.left_out();
  return std::move(pages).make();
}

}  // namespace leontide::benchmarks
