#include <nlohmann/json.hpp>

#include "measure/report.hpp"

namespace leontide::benchmarks {

using Json = nlohmann::ordered_json;

std::vector<std::pair<std::string, double>> values_of(const BenchReport& report) {
  std::vector<std::pair<std::string, double>> values;
  for (const Figure& figure : report.figures)
    values.emplace_back(figure.id, figure.value);
  for (const RunFigure& run : report.runs) {
    values.emplace_back(
        "run/" + run.model + "-" + std::to_string(run.trials) + "-threads-" + std::to_string(run.threads),
        static_cast<double>(run.trials) / run.wall);
  }
  for (const PeerFigure& peer : report.peers)
    values.emplace_back("peer/" + peer.name, peer.peer / peer.ours);
  return values;
}

std::string bench_json(const BenchReport& report) {
  Json json = {{"leontide", "bench/1"},
               {"version", report.version},
               {"mode", report.mode},
               {"when", report.when},
               {"machine",
                {{"processor", report.processor},
                 {"cores", report.cores},
                 {"kernels", report.kernels},
                 {"compiler", report.compiler},
                 {"blas_threads", 1},
                 {"load_before", report.load_before},
                 {"load_after", report.load_after}}}};
  Json& figures = json["figures"] = Json::array();
  for (const Figure& f : report.figures) {
    Json figure = {{"id", f.id}, {"per_second", f.value}, {"low", f.low}, {"high", f.high}, {"unit", f.unit}};
    if (f.share > 0) figure["of"] = f.limit, figure["share"] = f.share;
    if (!f.note.en.empty()) figure["note"] = f.note.en;
    figures.push_back(figure);
  }
  Json& runs = json["runs"] = Json::array();
  for (const RunFigure& r : report.runs) {
    Json run = {{"model", r.model},
                {"sectors", r.sectors},
                {"trials", r.trials},
                {"threads", r.threads},
                {"repeats", r.repeats},
                {"wall_seconds", r.wall},
                {"processor_seconds", r.processor},
                {"memory_bytes", r.memory}};
    if (r.efficiency) run["efficiency"] = *r.efficiency;
    if (r.machine_efficiency) run["machine_efficiency"] = *r.machine_efficiency;
    runs.push_back(run);
  }
  Json& peers = json["peers"] = Json::array();
  for (const PeerFigure& p : report.peers) {
    Json peer = {{"name", p.name},
                 {"unit", p.unit},
                 {"peer_seconds_each", p.peer},
                 {"our_seconds_each", p.ours},
                 {"ratio", p.peer / p.ours}};
    if (p.apart) peer["standard_errors_apart"] = *p.apart;
    if (!p.note.en.empty()) peer["note"] = p.note.en;
    peers.push_back(peer);
  }
  Json& left_out = json["left_out"] = Json::array();
  for (const Title& line : report.left_out)
    left_out.push_back(line.en);
  Json& values = json["values"] = Json::object();
  for (const auto& [id, value] : values_of(report))
    values[id] = value;
  return json.dump(1) + "\n";
}

std::optional<Earlier> read_earlier(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object() || json.value("leontide", Json()) != "bench/1") return std::nullopt;
  if (!json.contains("values") || !json["values"].is_object()) return std::nullopt;
  Earlier earlier;
  if (json.contains("when") && json["when"].is_string()) earlier.when = json["when"];
  if (json.contains("machine") && json["machine"].is_object() && json["machine"].contains("processor") &&
      json["machine"]["processor"].is_string())
    earlier.processor = json["machine"]["processor"];
  for (const auto& [id, value] : json["values"].items()) {
    if (!value.is_number()) return std::nullopt;
    earlier.values.emplace_back(id, value.get<double>());
  }
  return earlier;
}

}  // namespace leontide::benchmarks
