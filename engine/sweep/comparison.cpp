#include "sweep/comparison.hpp"

#include <algorithm>
#include <numeric>

#include "base/numbers.hpp"
#include "sweep/pairing.hpp"
#include "sweep/selection.hpp"
#include "sweep/sql.hpp"

namespace leontide::sweep {

namespace {

class Comparing {
 public:
  Comparing(const Ledger& ledger, const ComparisonRequest& request, Diagnostics& diagnostics)
      : ledger_(ledger),
        request_(request),
        diagnostics_(diagnostics),
        selection_(ledger, request.where, diagnostics) {}

  std::optional<CellComparison> compare() {
    out_.paths = selection_.paths();
    selection_.check_id("--target", request_.target, true);
    check_cost();
    if (diagnostics_.has_errors()) return std::nullopt;
    return told(ledger_.file(), [&]() -> std::optional<CellComparison> {
      read_cells();
      if (diagnostics_.has_errors()) return std::nullopt;
      if (out_.cells.empty()) return std::move(out_);
      if (!choose_reference()) return std::nullopt;
      add_differences();
      mark_front();
      sort_cells();
      return std::move(out_);
    });
  }

 private:
  void check_cost() {
    if (request_.cost.empty()) return;
    const auto [what, id] = parts_of(request_.cost);
    if (what == "mean")
      selection_.check_id("--cost", id, false);
    else
      selection_.check_path("--cost", request_.cost);
  }

  void read_cells() {
    SQLite::Statement ask(ledger_.database(),
                          "SELECT c.id, c.number, c.scenario, t.reading, t.chance, t.low, t.high, t.level "
                          "FROM cell c JOIN target t ON t.cell = c.id AND t.key = c.done_key WHERE c.number "
                          "IS NOT NULL AND t.target = ? ORDER BY c.number, t.reading");
    bind_all(ask, request_.target);
    while (ask.executeStep()) {
      const std::string reading = ask.getColumn(3).getString();
      if (out_.reading.empty()) out_.reading = request_.reading.empty() ? reading : request_.reading;
      if (reading != out_.reading) continue;
      const std::int64_t id = ask.getColumn(0).getInt64();
      CellValues values = selection_.values_of(id);
      values["scenario"] = ask.getColumn(2).getString();
      values["reading"] = reading;
      if (!selection_.is_wanted(values)) continue;
      if (ask.getColumn(4).isNull()) {
        ++out_.without_trials;
        continue;
      }
      ComparedCell cell;
      cell.number = static_cast<std::uint64_t>(ask.getColumn(1).getInt64());
      cell.scenario = values.at("scenario");
      for (const std::string& path : out_.paths)
        cell.values.push_back(values.contains(path) ? values.at(path) : "");
      cell.chance = {ask.getColumn(4).getDouble(), ask.getColumn(5).getDouble(),
                     ask.getColumn(6).getDouble()};
      cell.cost = cost_of(id, values);
      out_.cells.push_back(std::move(cell));
      ids_.push_back(id);
      level_ = ask.getColumn(7).getDouble();
    }
    if (out_.cells.empty() && out_.without_trials == 0)
      diagnostics_.error("no-cells", {"--where", 0, 0, 0},
                         "no cell that is done has this reading and these values");
  }

  std::optional<double> cost_of(std::int64_t cell, const CellValues& values) {
    if (request_.cost.empty()) return std::nullopt;
    const auto [what, id] = parts_of(request_.cost);
    if (what != "mean") {
      const auto found = values.find(request_.cost);
      const std::string text = found == values.end() ? "" : found->second;
      const auto number = text == "off" ? 0 : parse_number(text);
      if (!number)
        diagnostics_.error("value", {"--cost", 0, 0, 0},
                           fmt::format("{} of a cell is no number", request_.cost),
                           "mean(INDICATOR), or a path of numbers");
      return number;
    }
    SQLite::Statement ask(
        ledger_.database(),
        "SELECT mean FROM (SELECT i.mean AS mean, i.year AS year FROM indicator i JOIN cell c "
        "ON c.id = i.cell AND c.done_key = i.key WHERE i.cell = ? AND i.reading = ? AND "
        "i.indicator = ? UNION ALL SELECT t.mean, 0 FROM target t JOIN cell c ON c.id = t.cell "
        "AND c.done_key = t.key WHERE t.cell = ? AND t.reading = ? AND t.target = ?) ORDER BY "
        "year DESC LIMIT 1");
    bind_all(ask, cell, out_.reading, id, cell, out_.reading, id);
    if (!ask.executeStep() || ask.getColumn(0).isNull()) return std::nullopt;
    return ask.getColumn(0).getDouble();
  }

  bool choose_reference() {
    const auto& cells = out_.cells;
    out_.is_best = request_.against == "best";
    const auto found =
        out_.is_best
            ? std::max_element(cells.begin(), cells.end(),
                               [](const auto& a, const auto& b) { return a.chance.value < b.chance.value; })
            : std::find_if(cells.begin(), cells.end(),
                           [&](const auto& cell) { return std::to_string(cell.number) == request_.against; });
    if (found == cells.end()) {
      diagnostics_.error("unknown-name", {"--against", 0, 0, 0},
                         fmt::format("no cell \"{}\" is done among these", request_.against),
                         "a number of sweep.csv, or best");
      return false;
    }
    reference_ = static_cast<std::size_t>(found - cells.begin());
    out_.against = found->number;
    return true;
  }

  void add_differences() {
    const CellQuestion reference{ids_[reference_], out_.reading, request_.target};
    std::vector<std::size_t> order(out_.cells.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return out_.cells[a].chance.value > out_.cells[b].chance.value;
    });
    order.resize(std::min(order.size(), request_.most_differences));
    for (const std::size_t i : order) {
      if (i != reference_)
        out_.cells[i].difference =
            paired(ledger_, reference, {ids_[i], out_.reading, request_.target}, level_);
    }
  }

  void mark_front() {
    for (ComparedCell& cell : out_.cells) {
      cell.is_on_front =
          cell.cost && std::none_of(out_.cells.begin(), out_.cells.end(), [&](const ComparedCell& other) {
            return other.cost && *other.cost <= *cell.cost && other.chance.value >= cell.chance.value &&
                   (*other.cost < *cell.cost || other.chance.value > cell.chance.value);
          });
    }
  }

  void sort_cells() {
    std::stable_sort(out_.cells.begin(), out_.cells.end(),
                     [](const auto& a, const auto& b) { return a.chance.value > b.chance.value; });
  }

  const Ledger& ledger_;
  const ComparisonRequest& request_;
  Diagnostics& diagnostics_;
  LedgerQuery selection_;
  double level_ = 0.95;
  std::size_t reference_ = 0;
  std::vector<std::int64_t> ids_;  ///< [cells] as they were read
  CellComparison out_;
};

}  // namespace

std::optional<CellComparison> compare_cells(const Ledger& ledger, const ComparisonRequest& request,
                                            Diagnostics& diagnostics) {
  return Comparing(ledger, request, diagnostics).compare();
}

}  // namespace leontide::sweep
