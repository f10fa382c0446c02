// Final demand and the residual that closes a regional table.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <functional>

#include "base/numbers.hpp"
#include "recipes/apply.hpp"
#include "recipes/step_kinds.hpp"
#include "table/refusal.hpp"

namespace leontide::recipes {

namespace {

using yaml::Form;

const std::vector<yaml::Key>& use_keys() {
  static const std::vector<yaml::Key> keys{
      {"share", true, Form::number, "of all value added"},
      {"mix", true, Form::texts,
       "columns of the imported table's final demand whose sum is its product mix"}};
  return keys;
}

const std::vector<yaml::Key>& exports_keys() {
  static const std::vector<yaml::Key> keys{
      {"name", false, Form::text, "of the column; default export"},
      {"total", false, Form::number, "default: every sector exports at the imported table's rate"},
      {"codes", false, Form::texts, "sectors that a total is spread over"},
      {"mix", true, Form::texts, "columns of the imported table's final demand"},
      {"at_most", false, Form::number, "of a sector's output; default 1"}};
  return keys;
}

const std::vector<yaml::Key>& outflow_keys() {
  static const std::vector<yaml::Key> keys{
      {"name", false, Form::text, "of the column; default outflow"},
      {"at_least", false, Form::number, "of a sector's output; default 0"}};
  return keys;
}

const std::vector<yaml::Key>& close_keys() {
  static const std::vector<yaml::Key> keys{
      {"uses", true, Form::by_name, "final uses", use_keys},
      {"exports", true, Form::mapping, "sales abroad", exports_keys},
      {"outflow", false, Form::mapping, "the residual: sales to the rest of the country", outflow_keys},
      source_key()};
  return keys;
}

Step read_close(const Fields& fields) {
  Closure step;
  Diagnostics& diagnostics = fields.diagnostics();
  for (const auto& [name, entry] : fields.entries("uses")) {
    const Fields inner(*entry, use_keys(), "a final use", diagnostics);
    step.uses.push_back({name, inner.number("share", 0), inner.texts("mix")});
  }
  if (const yaml::Node* exports = fields.find("exports")) {
    const Fields inner(*exports, exports_keys(), "\"exports\"", diagnostics);
    step.exports.name = inner.text("name", step.exports.name);
    if (inner.has("total")) {
      step.exports.total = inner.number("total", 0);
      if (!inner.has("codes"))
        diagnostics.error("missing-key", exports->place, "\"exports\" with a total needs the key \"codes\"");
    }
    step.exports.codes = inner.texts("codes");
    step.exports.mix = inner.texts("mix");
    step.exports.at_most = inner.number("at_most", 1);
  }
  if (const yaml::Node* outflow = fields.find("outflow")) {
    const Fields inner(*outflow, outflow_keys(), "\"outflow\"", diagnostics);
    step.outflow = inner.text("name", step.outflow);
    step.outflow_at_least = inner.number("at_least", 0);
  }
  return step;
}

std::vector<double> mix_of(const table::Accounts& base, const std::vector<std::string>& names) {
  std::vector<double> mix(base.size());
  for (const std::string& name : names) {
    const std::vector<double> column = base.final_demand.column(name);
    for (std::size_t i = 0; i < mix.size(); ++i)
      mix[i] += column[i];
  }
  return mix;
}

std::vector<double> spread(double total, const std::vector<double>& mix, const std::string& name) {
  const double whole = table::sum(mix);
  if (!(whole > 0)) {
    throw table::Refusal(table::Reason::out_of_range,
                         fmt::format("the product mix of \"{}\" sums to {}", name, whole));
  }
  std::vector<double> out(mix);
  for (double& amount : out)
    amount *= total / whole;
  return out;
}

// The base table's exports per unit of its own output.
std::vector<double> export_rates(const Closure& step, const Workbench& bench) {
  std::vector<double> rates = mix_of(bench.base, step.exports.mix);
  for (std::size_t i = 0; i < rates.size(); ++i)
    rates[i] = bench.base.output[i] > 0 ? rates[i] / bench.base.output[i] : 0;
  return rates;
}

// Spreads the total over the listed sectors by weight, none above its room; the surplus of a full sector goes
// to the others by their weights.
void spread_under(double total, std::vector<std::size_t> sectors, const std::vector<double>& weights,
                  const std::vector<double>& room, std::vector<double>& exports) {
  while (total > 0) {
    double whole = 0;
    for (const std::size_t i : sectors)
      whole += weights[i];
    if (!(whole > 0)) {
      throw table::Refusal(table::Reason::does_not_close,
                           fmt::format("exports of {:.6g} find no sector with room below its bound", total));
    }
    const auto full = [&](std::size_t i) { return weights[i] * total / whole >= room[i]; };
    const auto first_full = std::stable_partition(sectors.begin(), sectors.end(), std::not_fn(full));
    if (first_full == sectors.end()) {
      for (const std::size_t i : sectors)
        exports[i] = weights[i] * total / whole;
      return;
    }
    for (auto at = first_full; at != sectors.end(); ++at) {
      exports[*at] = room[*at];
      total -= room[*at];
    }
    sectors.erase(first_full, sectors.end());
  }
}

std::vector<double> exports_of(const Closure& step, const Workbench& bench) {
  const table::Accounts& base = bench.base;
  std::vector<double> exports = export_rates(step, bench);
  std::vector<double> room(base.size());
  for (std::size_t i = 0; i < base.size(); ++i) {
    exports[i] *= bench.output[i];
    room[i] = step.exports.at_most * bench.output[i];
  }
  if (!step.exports.total) {
    for (std::size_t i = 0; i < base.size(); ++i)
      exports[i] = std::min(exports[i], room[i]);
    return exports;
  }
  std::vector<std::size_t> listed;
  for (const std::string& code : step.exports.codes)
    listed.push_back(table::sector_index(base, code));
  spread_under(*step.exports.total, listed, std::vector<double>(exports), room, exports);
  return exports;
}

struct LocalAndImported {
  table::Categories local;
  table::Categories imported;
};

LocalAndImported split_uses(const Closure& step, const Workbench& bench) {
  const std::size_t n = bench.base.size();
  const double gdp = table::sum(bench.value_added);
  LocalAndImported split;
  for (const FinalUse& use : step.uses) {
    const std::vector<double> all = spread(use.share * gdp, mix_of(bench.base, use.mix), use.name);
    std::vector<double> local(n);
    std::vector<double> imported(n);
    for (std::size_t i = 0; i < n; ++i) {
      const double part = bench.purchase[i] * std::min(1.0, bench.simple_quotients[i] * bench.size_factor);
      local[i] = all[i] * part;
      imported[i] = all[i] - local[i];
    }
    split.local.add(use.name, local);
    split.imported.add(use.name, imported);
  }
  return split;
}

// How much of a row's local use leaves its outflow at the bound: 1, or less.
double kept_local(double output, double exports, double local_use, double least_outflow,
                  const std::string& code) {
  const double room = (1 - least_outflow) * output - exports;
  if (local_use <= room) return 1;
  if (room < 0) {
    throw table::Refusal(
        table::Reason::does_not_close,
        fmt::format("sector \"{}\" exports {:.6g} of an output of {:.6g}: no room for an outflow of {}", code,
                    exports, output, print_number(least_outflow)));
  }
  return room / local_use;
}

void move_to_imports(std::size_t row, double kept, table::Categories& local, table::Categories& imported) {
  for (std::size_t k = 0; k < local.names.size(); ++k) {
    const double amount = local.values(row, k);
    local.values(row, k) = amount * kept;
    imported.values(row, k) += amount - amount * kept;
  }
}

// Components in the base table's proportions; by their own sum, since printed totals are rounded.
table::Categories value_added_parts(const Workbench& bench) {
  table::Categories parts = bench.base.value_added;
  for (std::size_t i = 0; i < bench.base.size(); ++i) {
    const double whole = table::sum(parts.values.row(i));
    for (std::size_t k = 0; k < parts.names.size(); ++k)
      parts.values(i, k) *= whole != 0 ? bench.value_added[i] / whole : 0;
  }
  return parts;
}

std::vector<table::Sector> sectors_with_broad(const Workbench& bench) {
  std::vector<table::Sector> sectors = bench.base.sectors;
  for (std::size_t i = 0; i < sectors.size(); ++i)
    sectors[i].other = {bench.broad[bench.broad_of[i]]};
  return sectors;
}

void require_ranges(const Closure& step) {
  for (const FinalUse& use : step.uses) {
    if (!(use.share >= 0)) {
      throw table::Refusal(table::Reason::out_of_range,
                           fmt::format("the share of \"{}\" is {}", use.name, use.share));
    }
  }
  if (!(step.exports.total.value_or(0) >= 0) || !(step.exports.at_most > 0 && step.exports.at_most <= 1)) {
    throw table::Refusal(table::Reason::out_of_range,
                         "exports take a total that is not negative and a bound in (0, 1]");
  }
  if (!(step.outflow_at_least >= 0 && step.outflow_at_least < 1)) {
    throw table::Refusal(table::Reason::out_of_range, "the least outflow is a share of output in [0, 1)");
  }
}

}  // namespace

StepKind close_kind() {
  return {Closure::verb, "final demand; outflow is the residual", close_keys, read_close};
}

void apply(const Closure& step, Workbench& bench, StepContext&) {
  if (bench.regional.empty())
    throw table::Refusal(table::Reason::step_order, "it needs the step \"regionalise\" before it");
  require_ranges(step);
  const std::size_t n = bench.base.size();
  const std::vector<double> exports = exports_of(step, bench);
  LocalAndImported split = split_uses(step, bench);
  table::Matrix flows = table::scale_columns(bench.regional, bench.output);
  bench.kept.assign(n, 1);
  std::vector<double> outflow(n);
  std::size_t cut = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double local_use = table::sum(flows.row(i)) + table::sum(split.local.values.row(i));
    bench.kept[i] =
        kept_local(bench.output[i], exports[i], local_use, step.outflow_at_least, bench.base.sectors[i].code);
    if (bench.kept[i] < 1) ++cut;
    move_to_imports(i, bench.kept[i], split.local, split.imported);
    outflow[i] = bench.output[i] - exports[i] - bench.kept[i] * local_use;
  }
  flows = table::scale_rows(std::move(flows), bench.kept);

  bench.exports = step.exports.name;
  bench.outflow = step.outflow;
  table::Accounts& table = bench.table;
  table = {};
  table.unit = bench.base.unit;
  table.origins = table::Origins::local;
  table.sector_columns = {"broad"};
  table.sectors = sectors_with_broad(bench);
  table.flows_imported = table::scale_columns(bench.technology.coefficients, bench.output);
  for (std::size_t k = 0; k < flows.values.size(); ++k)
    table.flows_imported.values[k] -= flows.values[k];
  table.flows = std::move(flows);
  table.final_demand = std::move(split.local);
  table.final_demand.add(step.exports.name, exports);
  table.final_demand.add(step.outflow, outflow);
  table.final_demand_imported = std::move(split.imported);
  table.value_added = value_added_parts(bench);
  table.value_added_total = bench.value_added;
  table.output = bench.output;

  std::string line;
  for (const FinalUse& use : step.uses)
    line += fmt::format(" {} {} of value added,", use.name, print_number(use.share));
  const std::string spread_over =
      step.exports.total
          ? fmt::format("{} over {} sectors, at most {} of output, others at the imported table's rate",
                        print_number(*step.exports.total), step.exports.codes.size(),
                        print_number(step.exports.at_most))
          : fmt::format("at the imported table's rate by sector, at most {} of output",
                        print_number(step.exports.at_most));
  bench.history.push_back(fmt::format(
      "close:{} product mix of the imported table, local part = purchase share × min(1, SLQ × lambda); "
      "{} {} ({:.1f} in all); {} is the residual, at least {} of "
      "output: {} rows had local use moved to imports; it is {:.1f} % of all output",
      line, step.exports.name, spread_over, table::sum(exports), step.outflow,
      print_number(step.outflow_at_least), cut, 100 * table::sum(outflow) / table::sum(bench.output)));
}

std::string sentence(const Closure&, const Workbench&) {
  return "Final uses as shares of value added; outflow to the rest of the country is the residual.";
}

}  // namespace leontide::recipes
