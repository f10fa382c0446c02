#include "sweep/arrays.hpp"

#include <algorithm>
#include <map>

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
    each_row(ledger_, [&](const ResultRow& row) { put(file, row); });
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

  static void put_one(netcdf::File& file, const char* name, const std::vector<std::size_t>& place,
                      const std::optional<double>& value) {
    if (value) file.put(name, {place, std::vector<std::size_t>(place.size(), 1)}, std::span(&*value, 1));
  }

  static void put_quantiles(netcdf::File& file, const char* name, std::vector<std::size_t> place,
                            const std::vector<double>& quantiles) {
    if (quantiles.empty()) return;
    std::vector<std::size_t> extent(place.size(), 1);
    place.push_back(0);
    extent.push_back(quantiles.size());
    file.put(name, {place, extent}, quantiles);
  }

  void put(netcdf::File& file, const ResultRow& row) {
    std::vector<std::size_t> place = place_of_cell(row);
    place.push_back(readings_.place_of(row.reading));
    if (!row.is_target) {
      place.push_back(indicators_.place_of(row.name));
      place.push_back(years_.place_of(row.year));
      put_one(file, "indicator_mean", place, row.mean);
      put_one(file, "indicator_sd", place, row.sd);
      return put_quantiles(file, "indicator_quantiles", place, row.quantiles);
    }
    place.push_back(targets_.place_of(row.name));
    const std::optional<double> numbers[] = {row.chance, row.low, row.high, row.mean, row.sd};
    for (std::size_t i = 0; i < std::size(numbers); ++i)
      put_one(file, numbers_of_targets[i], place, numbers[i]);
    const std::optional<std::int64_t> counts[] = {row.hits, row.trials, row.failed};
    for (std::size_t i = 0; i < std::size(counts); ++i) {
      if (counts[i]) put_one(file, counts_of_targets[i], place, static_cast<double>(*counts[i]));
    }
    put_quantiles(file, "quantiles", place, row.quantiles);
  }

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
};

}  // namespace

void write_arrays(const Ledger& ledger, const std::filesystem::path& file) {
  Arrays arrays(ledger);
  if (arrays.is_empty()) return;
  netcdf::write(file, [&](netcdf::File& out) { arrays.write(out); });
}

}  // namespace leontide::sweep
