#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fmt/format.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>

#include "analysis/prepared.hpp"
#include "kernel/leontief.hpp"
#include "lanes/width.hpp"
#include "measure/economy.hpp"
#include "measure/measure.hpp"
#include "measure/runs.hpp"
#include "simulation/simulate.hpp"

namespace leontide::benchmarks {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

struct Peer {
  std::string name;
  std::string command;
};

std::string quoted(const fs::path& path) {
  std::string text = "'";
  for (const char c : path.string())
    text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

std::string whole_file(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::vector<Peer> peers_in(const fs::path& folder) {
  std::vector<Peer> peers;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const fs::path& path = entry.path();
    if (path.extension() == ".py" && whole_file(path).find("measure.report(") != std::string::npos)
      peers.push_back({path.stem().string(), "/usr/bin/python3 " + quoted(path)});
  }
  for (const auto& entry : fs::directory_iterator(fs::read_symlink("/proc/self/exe").parent_path(), error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("peer_")) peers.push_back({name, quoted(entry.path())});
  }
  std::sort(peers.begin(), peers.end(), [](const Peer& a, const Peer& b) { return a.name < b.name; });
  return peers;
}

/// What the program printed as JSON; nothing where it failed or printed something else.
std::optional<Json> output_of(const std::string& command) {
  std::FILE* pipe = popen((command + " 2>/dev/null").c_str(), "r");
  if (pipe == nullptr) return std::nullopt;
  std::string text;
  char part[4096];
  for (std::size_t got = 0; (got = std::fread(part, 1, sizeof part, pipe)) > 0;)
    text.append(part, got);
  const int status = pclose(pipe);
  Json json = Json::parse(text, nullptr, false);
  if (status != 0 || !json.is_object() || !json.contains("seconds")) return std::nullopt;
  return json;
}

/// Processor seconds where the peer tells them, else those of the wall clock, for one trial or solve.
double seconds_each(const Json& output, const std::string& unit) {
  const char* clock = output.contains("processor_seconds") ? "processor_seconds" : "seconds";
  return median(output.at(clock).get<std::vector<double>>()) / output.at(unit).get<double>();
}

/// The scenario of a peer: `NAME_run.yaml` or else `NAME.yaml`, NAME being the longest that the peer's name
/// begins with.
std::optional<fs::path> scenario_of(const fs::path& folder, std::string peer) {
  if (peer.starts_with("peer_")) peer.erase(0, 5);
  std::optional<fs::path> best;
  std::size_t longest = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    std::string stem = entry.path().stem().string();
    const bool runs = stem.ends_with("_run");
    if (runs) stem.erase(stem.size() - 4);
    if (entry.path().extension() != ".yaml" || !peer.starts_with(stem)) continue;
    if (best && 2 * stem.size() + (runs ? 1 : 0) < longest) continue;
    best = entry.path();
    longest = 2 * stem.size() + (runs ? 1 : 0);
  }
  return best;
}

/// The largest difference of two samples' answers in standard errors of it.
class Apart {
 public:
  void compare(double a, double b, double error) {
    const double gap = a == b ? 0 : std::fabs(a - b) / error;
    largest_ = std::max(largest_, std::isnan(gap) ? HUGE_VAL : gap);
    ++compared_;
  }
  std::optional<double> largest() const { return compared_ > 0 ? std::optional(largest_) : std::nullopt; }

 private:
  double largest_ = 0;
  std::size_t compared_ = 0;
};

std::optional<double> apart(const Json& answers, double peer_trials, const simulation::Run& run,
                            const simulation::RunResult& result) {
  Apart apart;
  const auto ours = static_cast<double>(result.completed());
  const double both = 1 / ours + 1 / peer_trials;
  const Json none = Json::object();
  const Json& chances = answers.contains("chances") ? answers.at("chances") : none;
  for (std::uint32_t i = 0; i < run.conditions.size(); ++i) {
    const auto& condition = run.conditions[i];
    if (!condition.is_main || !chances.contains(condition.id)) continue;
    const double p = result.chance(i).estimate, q = chances.at(condition.id).get<double>();
    const double pooled = (p * ours + q * peer_trials) / (ours + peer_trials);
    apart.compare(p, q, std::sqrt(pooled * (1 - pooled) * both));
  }
  if (answers.contains("probability") && run.joint.size() == 1) {
    const double p = result.chance(run.joint[0]).estimate, q = answers.at("probability").get<double>();
    const double pooled = (p * ours + q * peer_trials) / (ours + peer_trials);
    apart.compare(p, q, std::sqrt(pooled * (1 - pooled) * both));
  }
  const Json& means = answers.contains("mean") ? answers.at("mean") : none;
  for (std::size_t i = 0; i < run.program.outputs.size(); ++i) {
    const auto& output = run.program.outputs[i];
    if (!means.contains(output.name)) continue;
    const auto& moments = result.outputs[i * run.program.steps + run.program.steps - 1];
    apart.compare(moments.mean, means.at(output.name).get<double>(), moments.sd() * std::sqrt(both));
  }
  return apart.largest();
}

PeerFigure against_scenario(const Peer& peer, const fs::path& scenario, const analysis::Prepared& prepared,
                            std::uint64_t most_trials, std::size_t repeats) {
  simulation::SimulateOptions options;
  options.sampling = prepared.scenario.sampling;
  options.sampling.until.reset();
  const std::uint64_t trials = std::min(options.sampling.trials, most_trials);
  options.sampling.trials = trials;
  options.threads = 1;
  const std::string command =
      peer.name.starts_with("peer_") ? peer.command + " --scenario " + quoted(scenario) : peer.command;
  std::vector<double> theirs, ours;
  PeerFigure figure{.name = peer.name, .unit = "trials"};
  for (std::size_t repeat = 0; repeat < repeats; ++repeat) {
    const auto output =
        output_of(fmt::format("{} --trials {} --seed {} --repeats 1", command, trials, repeat + 2));
    if (!output || !output->contains("trials")) {
      figure.note = {"did not run", "未能运行"};
      return figure;
    }
    theirs.push_back(seconds_each(*output, "trials"));
    const double start = process_seconds();
    const auto result = simulation::simulate(prepared.runs.front(), options, {});
    ours.push_back((process_seconds() - start) / static_cast<double>(trials));
    figure.apart = apart(output->value("answers", Json::object()), static_cast<double>(trials),
                         prepared.runs.front(), result);
    figure.note = report::same(output->value("blas", ""));
  }
  figure.peer = median(theirs);
  figure.ours = median(ours);
  return figure;
}

/// A peer that solves (I - diag(r) A diag(s)) x = f, coefficients drawn for each solve.
PeerFigure against_solve(const Peer& peer, std::size_t repeats) {
  PeerFigure figure{.name = peer.name, .unit = "solves"};
  std::vector<double> theirs, ours;
  for (std::size_t repeat = 0; repeat < repeats; ++repeat) {
    const auto output = output_of(peer.command + " --repeats 1");
    if (!output || !output->contains("solves")) {
      figure.note = {"did not run", "未能运行"};
      return figure;
    }
    theirs.push_back(seconds_each(*output, "solves"));
    const std::size_t n = output->value("sectors", std::size_t{42});
    kernel::SystemFault fault;
    const auto system = kernel::make_system(n, made_up_coefficients(n).data(), fault);
    const double sd = output->value("sd", 0.05);
    const auto r = made_up_multipliers(n, sd, 1), s = made_up_multipliers(n, sd, 2),
               f = made_up_multipliers(n, 1, 3);
    lanes::AlignedVector x(n * lanes::width), scratch(kernel::solve_scratch(n));
    constexpr int blocks = 500;
    const double start = thread_seconds();
    for (int i = 0; i < blocks; ++i)
      kernel::solve(*system, r.data(), s.data(), f.data(), x.data(), 1e-10, scratch.data());
    ours.push_back((thread_seconds() - start) / (blocks * static_cast<double>(lanes::width)));
    const std::string blas = output->value("blas", "");
    figure.note = {fmt::format("n = {}, sd {} %, to 1e-10; {}", n, 100 * sd, blas),
                   fmt::format("n = {}，标准差 {}%，精度 1e-10；{}", n, 100 * sd, blas)};
  }
  figure.peer = median(theirs);
  figure.ours = median(ours);
  return figure;
}

}  // namespace

void measure_peers(const fs::path& folder, std::uint64_t most_trials, std::size_t repeats,
                   const std::string& wanted, BenchReport& report) {
  const OneCore pinned;
  for (const Peer& peer : peers_in(folder)) {
    if (!fits("peer/" + peer.name, wanted)) continue;
    PeerFigure figure{.name = peer.name, .unit = ""};
    if (const auto scenario = scenario_of(folder, peer.name)) {
      Diagnostics diagnostics;
      const auto prepared = analysis::prepare_scenario(*scenario, {}, diagnostics);
      if (!prepared) {
        const std::string file = scenario->filename().string(), &why = diagnostics.list().front().what;
        report.left_out.push_back({fmt::format("peer {}: {} is not sound here ({})", peer.name, file, why),
                                   fmt::format("对比程序 {}：{} 在此有误（{}）", peer.name, file, why)});
        continue;
      }
      figure = against_scenario(peer, *scenario, *prepared, most_trials, repeats);
    } else {
      figure = against_solve(peer, repeats);
    }
    if (figure.ours > 0) {
      report.peers.push_back(figure);
    } else {
      report.left_out.push_back(
          {fmt::format("peer {}: it did not run here, or printed no seconds", peer.name),
           fmt::format("对比程序 {}：未能在此运行，或未给出用时", peer.name)});
    }
  }
}

}  // namespace leontide::benchmarks
