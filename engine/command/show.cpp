#include <cstdlib>
#include <fmt/format.h>
#include <unistd.h>

#include "analysis/explain.hpp"
#include "analysis/tracing/trace.hpp"
#include "base/atomic_file.hpp"
#include "base/handle.hpp"
#include "command/run.hpp"
#include "graph/draw.hpp"
#include "report/trace_sheets.hpp"
#include "scenario/scenario.hpp"

namespace leontide::command {

namespace {

void add_lines(const analysis::Explanation& item, const std::string& indent, report::Text& text) {
  std::string line = fmt::format("{}{} ({})", indent, item.name, item.kind);
  if (!item.text.empty()) line += ": " + item.text;
  if (!item.detail.empty()) line += "  — " + item.detail;
  if (item.repeated) line += "  … as above";
  text.lines.push_back(report::same(std::move(line)));
  for (const auto& part : item.parts)
    add_lines(part, indent + "  ", text);
}

/// Has Graphviz lay the graph out; empty when its `dot` is not there.
std::optional<std::string> svg_of(const std::string& dot) {
  const NamelessFile graph;
  const NamelessFile drawing;
  write_all(graph.handle(), dot, "the temporary folder");
  // Opened by path, the file is read from its beginning.
  const std::string command = fmt::format("exec dot -Tsvg < /proc/{0}/fd/{1} > /proc/{0}/fd/{2} 2> /dev/null",
                                          ::getpid(), graph.handle().number(), drawing.handle().number());
  if (std::system(command.c_str()) != 0) return std::nullopt;
  std::string svg = drawing.bytes();
  return svg.empty() ? std::nullopt : std::optional(std::move(svg));
}

/// The first square matrix of regional requirements (else the first square one) and a set that groups its
/// sectors.
std::optional<graph::Drawing> clusters_of(const language::Model& model, double least) {
  const language::Datum* matrix = nullptr;
  for (const auto& datum : model.data) {
    const bool square = datum.shape.rank() == 2 && datum.shape.sets[0] == datum.shape.sets[1];
    const bool better =
        matrix == nullptr || (matrix->requirements != language::StatedRequirements::regional &&
                              datum.requirements == language::StatedRequirements::regional);
    if (square && better) matrix = &datum;
  }
  if (matrix == nullptr) return std::nullopt;
  std::optional<language::SetId> groups;
  for (language::SetId i = 0; i < model.sets.size(); ++i) {
    const auto& set = model.sets[i];
    const bool fits = set.kind == language::Set::Kind::groups && set.parent == matrix->shape.sets[0];
    if (fits && (!groups || set.name == "cluster")) groups = i;
  }
  if (!groups) return std::nullopt;
  return graph::draw_clusters(model, *matrix, *groups, least);
}

std::string written(const graph::Drawing& drawing, const std::string& name, GraphFormat format) {
  if (format == GraphFormat::json) return graph::to_json(drawing);
  const std::string dot = graph::to_dot(drawing, name);
  if (format == GraphFormat::dot) return dot;
  const auto svg = svg_of(dot);
  if (!svg) throw OperationError("the layout program `dot` (Debian package graphviz) cannot be run");
  return *svg;
}

}  // namespace

int command_explain(const ExplainOptions& options) {
  return guarded_run(options.scenario.generic_string(), [&] {
    BadInput bad;
    const auto scenario =
        scenario::read_scenario(options.scenario, {options.sampling, options.sets}, bad.diagnostics);
    if (!scenario) throw bad;
    const auto& reading = scenario->readings[reading_of(*scenario, options.reading)];
    const auto tree = analysis::explain(*scenario, reading, options.name, bad.diagnostics);
    if (bad.diagnostics.has_errors()) throw bad;
    report::Text text{"tree", {}, {}};
    add_lines(tree, "", text);
    report::Document document;
    document.name = "explain";
    document.sections.emplace_back(std::move(text));
    show(document, options.output);
  });
}

int command_trace(const TraceOptions& options) {
  return guarded_run(options.scenario.generic_string(), [&] {
    BadInput bad;
    std::optional<GraphFormat> format;
    if (options.graph) {
      const std::string ending = options.graph->extension().string();
      format = find_choice<GraphFormat>(ending.empty() ? "" : ending.substr(1));
      if (!format) refuse("ending", "--graph", "a drawing ends in .dot, .svg or .json");
    }
    const auto scenario =
        scenario::read_scenario(options.scenario, {options.sampling, options.sets}, bad.diagnostics);
    if (!scenario) throw bad;
    const auto& reading = scenario->readings[reading_of(*scenario, options.reading)];
    const auto trace = analysis::trace(
        reading, {options.from, options.to, options.year, options.paths, options.cells}, bad.diagnostics);
    if (!trace) throw bad;
    if (options.graph) write_file(*options.graph, written(trace->drawing, reading.model.name, *format));
    show(report::trace_document(*trace), options.output);
  });
}

int command_graph(const GraphOptions& options) {
  return guarded_run(options.file.generic_string(), [&] {
    BadInput bad;
    const auto scenario = scenario::read_scenario(options.file, {}, bad.diagnostics);
    if (!scenario) throw bad;
    const auto& model = scenario->readings.front().model;
    const auto drawing = options.of == GraphOf::clusters ? clusters_of(model, options.least)
                                                         : std::optional(graph::draw_variables(model));
    if (!drawing) {
      refuse("no-clusters", options.file.generic_string(),
             "this model has no square matrix whose sectors are grouped, so there are no clusters to draw");
    }
    const std::string text = written(*drawing, model.name, options.format);
    if (options.out) return write_file(*options.out, text);
    write_out(text);
  });
}

}  // namespace leontide::command
