#include "sweep/arrays.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <numeric>
#include <string_view>

#include "base/numbers.hpp"
#include "netcdf/file.hpp"
#include "sweep/result_rows.hpp"
#include "sweep/sql.hpp"

namespace leontide::sweep {

namespace {

using netcdf::Attributes;
using netcdf::Type;

/// Values in the order in which they first come.
class Coordinate {
 public:
  std::size_t place_of(const std::string& value) {
    const auto [found, is_new] = places_.emplace(value, values_.size());
    if (is_new) values_.push_back(value);
    return found->second;
  }
  const std::vector<std::string>& values() const { return values_; }
  std::size_t size() const { return values_.size(); }

 private:
  std::map<std::string, std::size_t> places_;
  std::vector<std::string> values_;
};

std::vector<double> as_numbers(const std::vector<std::string>& values) {
  std::vector<double> numbers;
  for (const std::string& value : values) {
    if (const auto number = parse_number(value)) numbers.push_back(*number);
  }
  return numbers;
}

constexpr const char* numbers_of_targets[] = {"chance", "chance_low", "chance_high", "mean", "sd"};
constexpr const char* counts_of_targets[] = {"hits", "trials", "failed"};

class Arrays {
 public:
  explicit Arrays(const Ledger& ledger)
      : ledger_(ledger), paths_(ledger.paths()), shares_(ledger.quantiles()) {
    factors_.resize(1 + paths_.size());
    const auto reading = std::find(paths_.begin(), paths_.end(), "reading");
    if (reading != paths_.end()) reading_factor_ = 1 + static_cast<std::size_t>(reading - paths_.begin());
    std::uint64_t last = 0;
    each_row(ledger, [&](const ResultRow& row) {
      if (row.cell != last) add_cell(row);
      last = row.cell;
      readings_.place_of(row.reading);
      (row.is_target ? targets_ : indicators_).place_of(row.name);
      if (!row.is_target) years_.place_of(row.year);
    });
    std::uint64_t product = 1;
    for (const Coordinate& factor : factors_)
      product *= factor.size();
    is_grid_ = product == cells_.size() && combinations_.size() == cells_.size();
  }

  bool is_empty() const { return cells_.size() == 0; }

  void write(netcdf::File& file) {
    file.describe({{"title", ledger_.sweep()}, {"source", std::string("leontide ") + LEONTIDE_VERSION}});
    describe_cells(file);
    add_texts(file, "reading", readings_.values());
    add_texts(file, "target", targets_.values());
    if (indicators_.size() > 0) {
      add_texts(file, "indicator", indicators_.values());
      add_years(file);
    }
    if (!shares_.empty()) add_numbers(file, "quantile", shares_);
    describe_numbers(file);
    std::uint64_t last = 0;
    std::vector<std::size_t> place;
    each_row(ledger_, [&](const ResultRow& row) {
      if (row.cell != last) {
        flush(file, place);
        place = place_of_cell(row);
      }
      last = row.cell;
      gather(row);
    });
    flush(file, place);
  }

 private:
  void add_cell(const ResultRow& row) {
    const std::size_t cell = cells_.place_of(std::to_string(row.cell));
    std::vector<std::size_t> places{factors_[0].place_of(row.scenario)};
    for (std::size_t p = 0; p < paths_.size(); ++p)
      places.push_back(factors_[p + 1].place_of(row.values[p]));
    rows_.push_back({row.scenario, row.values});
    combinations_[places] = cell;
    places_of_cells_.push_back(std::move(places));
  }

  /// Readings are a dimension already.
  bool is_dimension(std::size_t f) const { return f == 0 || f != reading_factor_; }

  std::string name_of_factor(std::size_t f) const {
    return f == 0 ? "scenario" : netcdf::name_of(paths_[f - 1]);
  }

  static void add_texts(netcdf::File& file, const std::string& name, const std::vector<std::string>& values) {
    file.add_dimension(name, values.size());
    file.add({name, Type::text, {name}});
    file.put(name, values);
  }
  static void add_numbers(netcdf::File& file, const std::string& name, const std::vector<double>& values) {
    file.add_dimension(name, values.size());
    file.add({name, Type::number, {name}});
    file.put(name, {{0}, {values.size()}}, values);
  }

  void add_years(netcdf::File& file) const {
    std::vector<std::int64_t> years;
    for (const std::string& year : years_.values())
      years.push_back(parse_integer(year).value_or(0));
    file.add_dimension("year", years.size());
    file.add({"year", Type::whole, {"year"}});
    file.put("year", {{0}, {years.size()}}, years);
  }

  /// Numbers where all are.
  static void add_coordinate(netcdf::File& file, const std::string& name,
                             const std::vector<std::string>& values) {
    const std::vector<double> numbers = as_numbers(values);
    numbers.size() == values.size() ? add_numbers(file, name, numbers) : add_texts(file, name, values);
  }

  void describe_cells(netcdf::File& file) {
    if (is_grid_) {
      for (std::size_t f = 0; f < factors_.size(); ++f) {
        if (!is_dimension(f)) continue;
        add_coordinate(file, name_of_factor(f), factors_[f].values());
        cell_dimensions_.push_back(name_of_factor(f));
      }
      return;
    }
    cell_dimensions_ = {"cell"};
    add_numbers(file, "cell", as_numbers(cells_.values()));
    for (std::size_t f = 0; f < factors_.size(); ++f) {
      if (!is_dimension(f)) continue;
      std::vector<std::string> values;
      for (const CellRow& row : rows_)
        values.push_back(f == 0 ? row.scenario : row.values[f - 1]);
      const std::vector<double> numbers = as_numbers(values);
      const bool is_number = numbers.size() == values.size();
      file.add({name_of_factor(f), is_number ? Type::number : Type::text, {"cell"}});
      if (is_number)
        file.put(name_of_factor(f), {{0}, {numbers.size()}}, numbers);
      else
        file.put(name_of_factor(f), values);
    }
  }

  std::vector<std::string> with_cell(std::vector<std::string> others) const {
    others.insert(others.begin(), cell_dimensions_.begin(), cell_dimensions_.end());
    return others;
  }

  void describe_numbers(netcdf::File& file) const {
    const auto of_targets = with_cell({"reading", "target"});
    for (const char* name : numbers_of_targets)
      file.add({name, Type::number, of_targets});
    for (const char* name : counts_of_targets)
      file.add({name, Type::number, of_targets});
    if (!shares_.empty()) file.add({"quantiles", Type::number, with_cell({"reading", "target", "quantile"})});
    if (indicators_.size() == 0) return;
    const auto of_indicators = with_cell({"reading", "indicator", "year"});
    file.add({"indicator_mean", Type::number, of_indicators});
    file.add({"indicator_sd", Type::number, of_indicators});
    if (!shares_.empty())
      file.add(
          {"indicator_quantiles", Type::number, with_cell({"reading", "indicator", "year", "quantile"})});
  }

  std::vector<std::size_t> place_of_cell(const ResultRow& row) {
    const std::size_t cell = cells_.place_of(std::to_string(row.cell));
    if (!is_grid_) return {cell};
    std::vector<std::size_t> place;
    for (std::size_t f = 0; f < factors_.size(); ++f) {
      if (is_dimension(f)) place.push_back(places_of_cells_[cell][f]);
    }
    return place;
  }

  /// Puts what a cell gave under each reading, a slab a variable: a file takes a slab about as fast as one
  /// number.
  void flush(netcdf::File& file, const std::vector<std::size_t>& cell) {
    for (auto& [reading, slabs] : slabs_) {
      std::vector<std::size_t> place = cell;
      place.push_back(reading);
      for (const auto& [name, slab] : slabs) {
        std::vector<std::size_t> start = place, extent(place.size(), 1);
        start.resize(place.size() + slab.shape.size(), 0);
        extent.insert(extent.end(), slab.shape.begin(), slab.shape.end());
        file.put(std::string(name), {start, extent}, slab.values);
      }
    }
    slabs_.clear();
  }

  /// The slab of a variable under a reading of the cell at hand, empty at first.
  std::vector<double>& slab(const ResultRow& row, const char* name, std::vector<std::size_t> shape) {
    Slab& slab = slabs_[readings_.place_of(row.reading)][name];
    if (slab.values.empty()) {
      slab.values.assign(std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>{}),
                         std::numeric_limits<double>::quiet_NaN());
      slab.shape = std::move(shape);
    }
    return slab.values;
  }

  void gather_one(const ResultRow& row, const char* name, const std::vector<std::size_t>& shape,
                  std::size_t at, const std::optional<double>& value) {
    if (value) slab(row, name, shape)[at] = *value;
  }

  void gather_quantiles(const ResultRow& row, const char* name, std::vector<std::size_t> shape,
                        std::size_t at) {
    if (row.quantiles.empty()) return;
    shape.push_back(row.quantiles.size());
    std::copy(
        row.quantiles.begin(), row.quantiles.end(),
        slab(row, name, std::move(shape)).begin() + static_cast<std::ptrdiff_t>(at * row.quantiles.size()));
  }

  void gather(const ResultRow& row) {
    if (!row.is_target) {
      const std::vector<std::size_t> shape{indicators_.size(), years_.size()};
      const std::size_t at = indicators_.place_of(row.name) * years_.size() + years_.place_of(row.year);
      gather_one(row, "indicator_mean", shape, at, row.mean);
      gather_one(row, "indicator_sd", shape, at, row.sd);
      return gather_quantiles(row, "indicator_quantiles", shape, at);
    }
    const std::vector<std::size_t> shape{targets_.size()};
    const std::size_t at = targets_.place_of(row.name);
    const std::optional<double> numbers[] = {row.chance, row.low, row.high, row.mean, row.sd};
    for (std::size_t i = 0; i < std::size(numbers); ++i)
      gather_one(row, numbers_of_targets[i], shape, at, numbers[i]);
    const std::optional<std::int64_t> counts[] = {row.hits, row.trials, row.failed};
    for (std::size_t i = 0; i < std::size(counts); ++i) {
      if (counts[i]) gather_one(row, counts_of_targets[i], shape, at, static_cast<double>(*counts[i]));
    }
    gather_quantiles(row, "quantiles", shape, at);
  }

  struct Slab {
    std::vector<std::size_t> shape;
    std::vector<double> values;
  };
  struct CellRow {
    std::string scenario;
    std::vector<std::string> values;
  };

  const Ledger& ledger_;
  std::vector<std::string> paths_;
  std::vector<double> shares_;
  Coordinate cells_, readings_, targets_, indicators_, years_;
  std::vector<Coordinate> factors_;  ///< scenario, then [paths]
  std::vector<CellRow> rows_;        ///< [cells]
  std::vector<std::vector<std::size_t>> places_of_cells_;
  std::map<std::vector<std::size_t>, std::size_t> combinations_;
  std::size_t reading_factor_ = 0;  ///< number of the path `reading` among the factors; 0: it does not vary
  bool is_grid_ = false;
  std::vector<std::string> cell_dimensions_;
  std::map<std::size_t, std::map<std::string_view, Slab>> slabs_;  ///< by reading and variable, of one cell
};

}  // namespace

void write_arrays(const Ledger& ledger, const std::filesystem::path& file) {
  Arrays arrays(ledger);
  if (arrays.is_empty()) return;
  netcdf::write(file, [&](netcdf::File& out) { arrays.write(out); });
}

}  // namespace leontide::sweep
