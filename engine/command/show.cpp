#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <unistd.h>

#include "analysis/explain.hpp"
#include "analysis/tracing/trace.hpp"
#include "base/atomic_file.hpp"
#include "base/handle.hpp"
#include "base/nearest_name.hpp"
#include "base/printable.hpp"
#include "command/run.hpp"
#include "graph/draw.hpp"
#include "report/analyses/explain_sheets.hpp"
#include "report/analyses/trace_sheets.hpp"
#include "report/rests_on.hpp"
#include "report/target_words.hpp"
#include "scenario/scenario.hpp"

namespace leontide::command {

namespace {

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

/// The first square matrix of regional requirements, else the first square one.
const language::Datum* matrix_of(const language::Model& model) {
  const language::Datum* matrix = nullptr;
  for (const auto& datum : model.data) {
    const bool square = datum.shape.rank() == 2 && datum.shape.sets[0] == datum.shape.sets[1];
    const bool better =
        matrix == nullptr || (matrix->requirements != language::StatedRequirements::regional &&
                              datum.requirements == language::StatedRequirements::regional);
    if (square && better) matrix = &datum;
  }
  return matrix;
}

std::vector<Title> titles_of(const language::Set& set) {
  std::vector<Title> titles = set.titles;
  for (std::size_t i = titles.size(); i < set.codes.size(); ++i)
    titles.push_back(report::same(set.codes[i]));
  return titles;
}

/// What producers sell each other, over a set of the model, and the year it is of.
struct ModelSales {
  graph::Sales sales;
  language::SetId set = 0;
  std::optional<int> year;
};

/// Of the first table whose flows are known; else what each buys for one unit it makes, by the matrix.
std::optional<ModelSales> sales_of(const scenario::Reading& reading) {
  for (const scenario::TableTotals& table : reading.totals) {
    if (table.flows.empty()) continue;
    return ModelSales{{reading.model.sets[table.set].codes, table.names, table.flows, table.outputs,
                       report::unit_words(language::to_string(table.unit))},
                      table.set,
                      table.year};
  }
  const language::Datum* matrix = matrix_of(reading.model);
  if (matrix == nullptr) return std::nullopt;
  const language::Set& set = reading.model.sets[matrix->shape.sets[0]];
  return ModelSales{{set.codes, titles_of(set), matrix->values, std::vector<double>(set.codes.size(), 1), {}},
                    matrix->shape.sets[0],
                    std::nullopt};
}

/// The grouping of a set's members; of several the one called cluster.
const language::Set* grouping_of(const language::Model& model, language::SetId parent) {
  const language::Set* groups = nullptr;
  for (const language::Set& set : model.sets) {
    const bool fits = set.kind == language::Set::Kind::groups && set.parent == parent;
    if (fits && (groups == nullptr || set.name == "cluster")) groups = &set;
  }
  return groups;
}

/// Share of the buyer's output below which a payment is left out unless asked for.
constexpr double least_share = 0.01;
/// Payments that a whole drawing shows, and one of a neighbourhood.
constexpr std::size_t payments_shown = 60, payments_around = 400;

std::optional<graph::Drawing> payments_of(const scenario::Reading& reading, const GraphOptions& options) {
  const auto found = sales_of(reading);
  if (!found) return std::nullopt;
  const std::size_t most = options.around.empty() ? payments_shown : payments_around;
  const double least = options.least.value_or(least_share);
  const bool of_sectors = options.of == GraphOf::sectors;
  const language::Set* groups = of_sectors ? nullptr : grouping_of(reading.model, found->set);
  if (!of_sectors && groups == nullptr) return std::nullopt;
  graph::Drawing drawing =
      of_sectors
          ? graph::draw_sales(found->sales, least, most, "sector")
          : graph::draw_sales(graph::added_up(found->sales, groups->map, groups->codes, titles_of(*groups)),
                              least, most, "cluster");
  drawing.title = reading.model.title;
  if (found->year) {
    drawing.title.en += fmt::format(", table of {}", *found->year);
    drawing.title.zh += fmt::format("，{}年投入产出表", *found->year);
  }
  return drawing;
}

graph::Drawing neighbourhood(const graph::Drawing& whole, const GraphOptions& options) {
  graph::Drawing part = graph::around(whole, options.around, options.depth);
  if (!part.boxes.empty()) return part;
  std::vector<std::string> names;
  for (const auto& box : whole.boxes) {
    for (const std::string* name : {&box.name, &box.title.en, &box.title.zh}) {
      if (!name->empty()) names.push_back(*name);
    }
  }
  refuse("unknown-name", "--around", fmt::format("nothing drawn is called \"{}\"", options.around),
         suggestion(options.around, names));
}

/// The format that a drawing's file ends in; for Graphviz without an ending or a file. Throws BadInput.
GraphFormat format_of(const std::optional<std::filesystem::path>& file, const char* flag) {
  const std::string ending = file ? file->extension().string() : "";
  if (ending.empty()) return GraphFormat::dot;
  const auto format = find_choice<GraphFormat>(ending.substr(1));
  if (!format) refuse("ending", flag, "a drawing ends in .dot, .svg or .json");
  return *format;
}

std::string written(const graph::Drawing& drawing, const std::string& name, GraphFormat format,
                    Language language) {
  if (format == GraphFormat::json) return graph::to_json(drawing);
  std::string dot = graph::to_dot(drawing, name, language);
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
    report::Document document = report::explain_document(tree);
    report::add_basis(*scenario, reading, options.sets, document);
    show(document, options.output);
  });
}

int command_trace(const TraceOptions& options) {
  return guarded_run(options.scenario.generic_string(), [&] {
    BadInput bad;
    const GraphFormat format = format_of(options.graph, "--graph");
    const auto scenario =
        scenario::read_scenario(options.scenario, {options.sampling, options.sets}, bad.diagnostics);
    if (!scenario) throw bad;
    const auto& reading = scenario->readings[reading_of(*scenario, options.reading)];
    const auto trace = analysis::trace(
        reading, {options.from, options.to, options.year, options.paths, options.cells}, bad.diagnostics);
    if (!trace) throw bad;
    if (options.graph)
      write_file(*options.graph,
                 written(trace->drawing, reading.model.name, format, options.output.language));
    report::Document document = report::trace_document(*trace);
    report::add_basis(*scenario, reading, options.sets, document);
    show(document, options.output);
  });
}

int command_graph(const GraphOptions& options) {
  return guarded_run(options.file.generic_string(), [&] {
    BadInput bad;
    const GraphFormat format = options.format ? *options.format : format_of(options.out, "--out");
    if (options.least && options.of == GraphOf::variables)
      refuse("value", "--least", "variables pay each other nothing, so there is no least payment",
             "ask for --of clusters or --of sectors");
    const auto scenario = scenario::read_scenario(options.file, {}, bad.diagnostics);
    if (!scenario) throw bad;
    const auto& reading = scenario->readings.front();
    auto drawing = options.of == GraphOf::variables ? std::optional(graph::draw_variables(reading.model))
                                                    : payments_of(reading, options);
    if (!drawing) {
      refuse("no-clusters", options.file.generic_string(),
             options.of == GraphOf::sectors
                 ? "this model has no table whose flows it knows, so there are no sectors to draw"
                 : "this model has no table whose sectors are grouped, so there are no clusters to draw");
    }
    if (!options.around.empty()) {
      drawing = neighbourhood(*drawing, options);
    } else if (options.of == GraphOf::variables && format != GraphFormat::json) {
      drawing = graph::in_layers(*drawing);
      graph::fold(*drawing);
    }
    std::string text = written(*drawing, reading.model.name, format, options.language);
    if (format != GraphFormat::json) text = printable(text, true);
    if (options.out) return write_file(*options.out, text);
    write_out(text);
  });
}

}  // namespace leontide::command
