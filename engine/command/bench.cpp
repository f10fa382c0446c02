#include "command/bench.hpp"

#include <cstdlib>
#include <ctime>
#include <fmt/format.h>
#include <fstream>

#include "base/atomic_file.hpp"
#include "base/parallel.hpp"
#include "base/reading.hpp"
#include "command/records.hpp"
#include "command/session/arguments.hpp"
#include "command/session/scenario_session.hpp"
#include "lanes/dispatch.hpp"
#include "measure/cases.hpp"
#include "measure/runs.hpp"
#include "measure/sweeps.hpp"

namespace leontide::command {

using namespace benchmarks;

namespace {

namespace fs = std::filesystem;

std::string processor_name() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  }
  return "unknown";
}

double load() {
  double loads[1] = {0};
  getloadavg(loads, 1);
  return loads[0];
}

std::string now() {
  const std::time_t time = std::time(nullptr);
  char text[32];
  std::tm parts{};
  return {text, std::strftime(text, sizeof text, "%Y-%m-%d %H:%M UTC", gmtime_r(&time, &parts))};
}

BenchReport describe_machine(const BenchOptions& options) {
  BenchReport report;
  report.version = LEONTIDE_VERSION;
  report.mode = options.quick ? "quick" : options.largest ? "largest" : "normal";
  report.when = now();
  report.processor = processor_name();
  report.cores = available_threads();
  report.kernels = lanes::cpu_in_use() == lanes::Cpu::v4 ? "AVX-512" : "AVX2";
  report.compiler = fmt::format("gcc {}", __VERSION__);
  report.load_before = load();
  return report;
}

Effort effort_of(const BenchOptions& options) {
  return options.quick ? Effort{3, 0.002} : Effort{};
}

/// The limits come first, for the others are told as shares of them. Gives those that run beside the others.
std::vector<BenchCase> measure_limits(const BenchOptions& options, BenchReport& report) {
  std::vector<BenchCase> cases, beside;
  for (const BenchEntry& entry : limit_cases())
    cases.push_back(entry.make());
  report.figures = measure(cases, effort_of(options));
  Figure best{.id = best_dgemm, .unit = "flop"};
  BenchCase best_case;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Figure& figure = report.figures[i];
    if (figure.id == raw_philox) beside.push_back(cases[i]);
    if (!figure.id.starts_with("limit/dgemm-") || figure.value <= best.value) continue;
    best = figure;
    best.note = {"the best of those below: " + figure.note.en,
                 "下列中最快者：" + in_language(figure.note, Language::zh)};
    best_case = cases[i];
    best.id = best_case.id = best_dgemm;
  }
  report.figures.insert(report.figures.begin() + 1, best);
  beside.push_back(best_case);
  return beside;
}

void measure_cases(const BenchOptions& options, std::span<const BenchCase> limits, BenchReport& report) {
  for (const auto& entries : {solve_cases(), draw_cases(), map_cases()}) {
    std::vector<BenchCase> cases;
    for (const BenchEntry& entry : entries) {
      const bool large =
          entry.id.find("1302") != std::string::npos || entry.id.find("1435") != std::string::npos;
      if (options.quick && options.only.empty() && large) continue;
      if (fits(entry.id, options.only)) cases.push_back(entry.make());
    }
    for (Figure& figure : measure(cases, effort_of(options), limits))
      report.figures.push_back(std::move(figure));
  }
  if (options.quick && options.only.empty())
    report.left_out.push_back(
        {"solves of 1302 and 1435 sectors: not in a quick run", "1302 与 1435 个部门的求解：速览不测"});
}

std::vector<fs::path> models_of(const BenchOptions& options, BenchReport& report) {
  if (!options.models.empty()) return options.models;
  std::vector<fs::path> found;
  for (const char* model : {"scenarios/dalian-2027/plan.yaml", "scenarios/dalian-2027/vintage-2024.yaml",
                            "benchmarks/provinces/provinces.yaml"}) {
    const fs::path path = model;
    const bool made = path.stem() != "provinces" || fs::exists(path.parent_path() / "made");
    if (fs::exists(path) && made) {
      found.push_back(path);
    } else if (!made) {
      report.left_out.push_back(
          {fmt::format("whole runs of {}: no table is linked beside it (benchmarks/README.md)", model),
           fmt::format("{} 的整次模拟：旁无所需表格（见 benchmarks/README.md）", model)});
    } else {
      report.left_out.push_back(
          {fmt::format("whole runs of {}: the file is not below this folder (see --model)", model),
           fmt::format("{} 的整次模拟：当前目录下无此文件（见 --model）", model)});
    }
  }
  return found;
}

RunPlan plan_of(const BenchOptions& options) {
  RunPlan plan;
  plan.trials = {1000, 10'000};
  if (!options.quick) plan.trials.insert(plan.trials.end(), {100'000, 1'000'000});
  if (options.largest) plan.trials.push_back(10'000'000), plan.most_seconds = 3600;
  if (options.quick) plan.seconds = 0;
  plan.threads = {1};
  for (std::size_t threads = 2; threads <= available_threads(); threads *= 2)
    plan.threads.push_back(threads);
  return plan;
}

Earlier earlier_of(const fs::path& path) {
  const auto text = read_bytes(path);
  if (!text) refuse("no-file", path.string(), "the earlier report cannot be opened");
  auto earlier = read_earlier(*text);
  if (!earlier) {
    refuse("bad-report", path.string(), "this is no report of `leontide bench`",
           "give the file that an earlier run wrote with --out FILE.json");
  }
  earlier->file = path.filename().string();
  return *earlier;
}

void check_pattern(const std::string& pattern) {
  if (pattern.empty() || pattern.starts_with("run/") || pattern.starts_with("sweep/") ||
      pattern.starts_with("peer/"))
    return;
  for (const auto& entries : {limit_cases(), solve_cases(), draw_cases(), map_cases()}) {
    for (const BenchEntry& entry : entries) {
      if (fits(entry.id, pattern)) return;
    }
  }
  if (fits("run/", pattern) || fits("peer/", pattern) || fits("sweep/", pattern)) return;
  refuse("nothing-to-measure", "--only", fmt::format("no case fits \"{}\"", pattern),
         "ids begin with limit/, solve/, draw/, map/, program/, statistics/, sweep/, run/ or peer/; * stands "
         "for any "
         "text");
}

void take_kernels(const std::string& name) {
  if (name.empty()) return;
  const lanes::Cpu cpu = name == "avx512" ? lanes::Cpu::v4 : lanes::Cpu::v3;
  if (!lanes::cpu_supports(cpu)) refuse("no-kernels", "--kernels", "this processor has no AVX-512");
  lanes::use_cpu(cpu);
}

void measure_sweeps(const BenchOptions& options, BenchReport& report) {
  if (!fits("sweep/", options.only) && !options.only.starts_with("sweep/")) return;
  const fs::path file = "scenarios/dalian-2027/measures-sweep.yaml";
  if (!fs::exists(file)) {
    report.left_out.push_back({fmt::format("cells of {}: the file is not below this folder", file.string()),
                               fmt::format("{} 的单元：当前目录下无此文件", file.string())});
    return;
  }
  BadInput bad;
  const OneCore pinned;
  for (Figure& figure : measure_sweep(file, effort_of(options), bad.diagnostics))
    report.figures.push_back(std::move(figure));
  if (bad.diagnostics.has_errors()) throw bad;
}

void measure_all(const BenchOptions& options, BenchReport& report) {
  {
    const OneCore pinned;
    const std::vector<BenchCase> limits = measure_limits(options, report);
    measure_cases(options, limits, report);
  }
  measure_sweeps(options, report);
  if (fits("run/", options.only) || options.only.starts_with("run/")) {
    for (const fs::path& model : models_of(options, report)) {
      if (!options.only.empty() && !fits("run/" + model.stem().string(), options.only)) continue;
      ScenarioOptions asked;
      asked.scenario = model;
      for (RunFigure& run : measure_runs(open_scenario(asked), plan_of(options), report.left_out))
        report.runs.push_back(std::move(run));
    }
  }
  if (fits("peer/", options.only) || options.only.starts_with("peer/"))
    measure_peers(options.peers, options.quick ? 2000 : 10'000'000, options.quick ? 1 : 9, options.only,
                  report);
  report.load_after = load();
}

}  // namespace

int command_bench(const BenchOptions& options) {
  return guarded_run("bench", [&] {
    check_pattern(options.only);
    take_kernels(options.kernels);
    const std::optional<Earlier> earlier =
        options.against ? std::optional(earlier_of(*options.against)) : std::nullopt;
    for (const fs::path& model : options.models) {  // a fault is told now, not after the measurements
      ScenarioOptions asked;
      asked.scenario = model;
      open_scenario(asked);
    }
    BenchReport report = describe_machine(options);
    measure_all(options, report);
    show(bench_document(report, earlier), options.output, {bench_json(report), {}, nullptr});
  });
}

Command bench_command() {
  const auto options = std::make_shared<BenchOptions>();
  const auto flag = [](std::string name, Title help) {
    return Option{.flag = std::move(name), .kind = ValueKind::flag, .help = std::move(help)};
  };
  return make_command(
      "bench",
      {"measure solves, draws and whole runs beside this machine's own limits",
       "以本机极限为参照测量求解、抽样与整次模拟"},
      options,
      joined(
          {{into(options->against,
                 {.name = "FILE",
                  .flag = "--against",
                  .kind = ValueKind::file,
                  .help = {"compare with the JSON of an earlier run", "与先前一次的 JSON 比较"}}),
            into(options->models,
                 {.name = "FILE",
                  .flag = "--model",
                  .kind = ValueKind::file,
                  .many = Many::each,
                  .help = {"scenario or model for whole runs; default Dalian's, where found; may be repeated",
                           "整次模拟所用的情景或模型；默认为大连；可重复"}}),
            into(options->peers, {.name = "DIR",
                                  .flag = "--peers",
                                  .kind = ValueKind::folder,
                                  .standard = "benchmarks/peers",
                                  .help = {"folder of peer programs", "对比程序目录"}}),
            into(options->only, {.name = "PATTERN",
                                 .flag = "--only",
                                 .help = {"only the cases whose id fits, as in 'solve/*-42*'",
                                          "仅测编号相符者，如 'solve/*-42*'"}}),
            into(options->kernels, {.name = "NAME",
                                    .flag = "--kernels",
                                    .kind = ValueKind::choice,
                                    .choices = {{"avx2", {}}, {"avx512", {}}},
                                    .help = {"instructions of the kernels; default the better that runs here",
                                             "内核指令集；默认取本机较优者"}}),
            excluding(into(options->quick, flag("--quick", {"a look in seconds, too short to rely on",
                                                            "数秒速览，不足为据"})),
                      {"--largest"}),
            excluding(into(options->largest,
                           flag("--largest", {"whole runs up to 10 million trials", "整次模拟至一千万次"})),
                      {"--quick"})},
           output_arguments(options->output)}),
      command_bench);
}

}  // namespace leontide::command
