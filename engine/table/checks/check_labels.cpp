// What is wrong with a table's labels, units and sector list, and how large its balancing columns are.
#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <numeric>

#include "table/checks/check_parts.hpp"

namespace leontide::table {

namespace {

// Published names of final uses and of components of value added; one among the other means swapped axes.
constexpr std::array<std::string_view, 12> uses = {"export",     "exports",    "import",      "imports",
                                                   "household",  "households", "hh_rural",    "hh_urban",
                                                   "government", "gfcf",       "inventories", "npish"};
constexpr std::array<std::string_view, 8> components = {"compensation",      "wages",
                                                        "depreciation",      "surplus",
                                                        "net_taxes",         "net_operating_surplus",
                                                        "operating_surplus", "fixed_capital_consumption"};
constexpr std::array<std::string_view, 9> balances = {
    "error", "errors", "balance", "others", "ERR", "其他", "误差", "discrepancy", "statistical_discrepancy"};

struct Magnitude {
  std::string_view word;
  double factor;
};
// Longer words first: a word inside one that was found does not count.
constexpr std::array<Magnitude, 15> magnitudes = {{{"10 thousand", 1e4},
                                                   {"ten thousand", 1e4},
                                                   {"100 million", 1e8},
                                                   {"hundred million", 1e8},
                                                   {"thousand", 1e3},
                                                   {"million", 1e6},
                                                   {"billion", 1e9},
                                                   {"百万", 1e6},
                                                   {"千元", 1e3},
                                                   {"万", 1e4},
                                                   {"亿", 1e8},
                                                   {"1e3", 1e3},
                                                   {"1e4", 1e4},
                                                   {"1e6", 1e6},
                                                   {"1e8", 1e8}}};
struct Currency {
  std::string_view word;
  std::string_view code;
};
constexpr std::array<Currency, 12> currencies = {{{"CNY", "CNY"},
                                                  {"RMB", "CNY"},
                                                  {"美元", "USD"},
                                                  {"欧元", "EUR"},
                                                  {"日元", "JPY"},
                                                  {"元", "CNY"},
                                                  {"USD", "USD"},
                                                  {"EUR", "EUR"},
                                                  {"GBP", "GBP"},
                                                  {"JPY", "JPY"},
                                                  {"KRW", "KRW"},
                                                  {"INR", "INR"}}};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

Finding finding(TableFault fault, Severity severity, std::string what, std::string hint) {
  Finding out;
  out.fault = fault;
  out.severity = severity;
  out.what = std::move(what);
  out.hint = std::move(hint);
  return out;
}

void check_unit(const Accounts& accounts, std::vector<Finding>& out) {
  if (accounts.unit.empty()) {
    out.push_back(finding(TableFault::missing_unit, Severity::warning, "the table does not say its unit",
                          "write \"unit\" in meta.json, e.g. \"1e8 CNY\""));
    return;
  }
  std::string text = accounts.unit;
  std::map<double, std::string> sizes;
  for (const Magnitude& magnitude : magnitudes) {
    for (std::size_t at = text.find(magnitude.word); at != std::string::npos;
         at = text.find(magnitude.word)) {
      sizes.emplace(magnitude.factor, magnitude.word);
      text[at] = '|';
      text.erase(at + 1, magnitude.word.size() - 1);
    }
  }
  if (sizes.size() > 1) {
    out.push_back(finding(TableFault::contradictory_unit, Severity::warning,
                          fmt::format("the unit \"{}\" names two magnitudes: \"{}\" and \"{}\"",
                                      accounts.unit, sizes.begin()->second, sizes.rbegin()->second),
                          "look at which of them the amounts are in, and correct meta.json"));
  }
  if (accounts.currency.empty()) return;
  for (const Currency& currency : currencies) {
    if (text.find(currency.word) == std::string::npos) continue;
    if (accounts.currency != currency.code && accounts.currency != currency.word) {
      out.push_back(finding(TableFault::contradictory_unit, Severity::warning,
                            fmt::format("the unit \"{}\" is in {}, the currency of meta.json is {}",
                                        accounts.unit, currency.code, accounts.currency),
                            "correct meta.json"));
    }
    return;
  }
}

void check_axes(const Accounts& accounts, std::vector<Finding>& out) {
  for (const std::string& name : accounts.final_demand.names) {
    if (is_one_of(components, name)) {
      out.push_back(
          finding(TableFault::swapped_axes, Severity::error,
                  fmt::format("final demand has a column \"{}\", which is a component of value added", name),
                  "the table may be transposed: rows sell, columns buy"));
      return;
    }
  }
  for (const std::string& name : accounts.value_added.names) {
    if (is_one_of(uses, name)) {
      out.push_back(finding(TableFault::swapped_axes, Severity::error,
                            fmt::format("value added has a component \"{}\", which is a final use", name),
                            "the table may be transposed: rows sell, columns buy"));
      return;
    }
  }
}

void check_names(const Accounts& accounts, std::vector<Finding>& out) {
  std::map<std::string, std::string> english;
  std::map<std::string, std::string> chinese;
  const bool named = std::any_of(accounts.sectors.begin(), accounts.sectors.end(),
                                 [](const Sector& s) { return !s.name_en.empty() || !s.name_zh.empty(); });
  // In a table of many regions the same names stand once a region.
  const bool regions = std::find(accounts.sector_columns.begin(), accounts.sector_columns.end(), "region") !=
                       accounts.sector_columns.end();
  for (const Sector& sector : accounts.sectors) {
    if (named && sector.name_en.empty() && sector.name_zh.empty()) {
      out.push_back(finding(TableFault::missing_label, Severity::note,
                            fmt::format("the sector {} has no name", sector.code), ""));
      out.back().label = sector.code;
    }
    if (regions) continue;
    for (auto [seen, name] : {std::pair(&english, &sector.name_en), std::pair(&chinese, &sector.name_zh)}) {
      if (name->empty()) continue;
      const auto [first, is_new] = seen->emplace(*name, sector.code);
      if (is_new) continue;
      out.push_back(finding(
          TableFault::repeated_label, Severity::warning,
          fmt::format("the sectors {} and {} have one name, \"{}\"", first->second, sector.code, *name),
          "one of them may be labelled wrongly"));
      out.back().label = sector.code;
      break;
    }
  }
}

bool same_lines(const Accounts& accounts, std::size_t a, std::size_t b) {
  const auto row_a = accounts.flows.row(a);
  const auto row_b = accounts.flows.row(b);
  if (!std::equal(row_a.begin(), row_a.end(), row_b.begin())) return false;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    if (accounts.flows(i, a) != accounts.flows(i, b)) return false;
  }
  return true;
}

void check_duplicates(const Accounts& accounts, std::vector<Finding>& out) {
  std::vector<std::size_t> order(accounts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return accounts.output[a] < accounts.output[b]; });
  for (std::size_t k = 1; k < order.size(); ++k) {
    const std::size_t a = order[k - 1];
    const std::size_t b = order[k];
    if (accounts.output[a] == 0 || accounts.output[a] != accounts.output[b] || !same_lines(accounts, a, b))
      continue;
    out.push_back(finding(TableFault::duplicate_sector, Severity::warning,
                          fmt::format("{} and {} hold the same flows and output: one sector may stand twice",
                                      sector_text(accounts, a), sector_text(accounts, b)),
                          "remove one of them, or divide their amounts"));
    out.back().label = accounts.sectors[b].code;
  }
}

void check_balances(const Accounts& accounts, std::vector<Finding>& out) {
  const double output = sum(accounts.output);
  for (const std::string& name : accounts.final_demand.names) {
    if (!is_one_of(balances, name) || output == 0) continue;
    double gross = 0;
    double net = 0;
    for (const double amount : accounts.final_demand.column(name)) {
      gross += std::abs(amount);
      net += amount;
    }
    if (gross == 0) continue;
    const double share = gross / std::abs(output);
    out.push_back(finding(TableFault::balancing_item, share > 0.05 ? Severity::warning : Severity::note,
                          fmt::format("the balancing column \"{}\" holds {:.4g} % of output ({:+.4g} % net)",
                                      name, 100 * share, 100 * net / output),
                          "identities hold by it: it is an error that was not found, and no final use"));
    out.back().label = name;
    out.back().found = gross;
    out.back().expected = 0;
  }
}

void check_stated(const Accounts& accounts, const StatedFigures& stated, std::vector<Finding>& out) {
  if (stated.sectors && *stated.sectors != accounts.size()) {
    const bool fewer = accounts.size() < *stated.sectors;
    out.push_back(
        finding(TableFault::missing_sector, Severity::error,
                fmt::format("meta.json says {} sectors, the table has {}", *stated.sectors, accounts.size()),
                fewer ? "a sector is missing: every row and column then falls short by what it took"
                      : "a sector was added, or meta.json is of another table"));
    out.back().found = static_cast<double>(accounts.size());
    out.back().expected = static_cast<double>(*stated.sectors);
  }
  const double output = sum(accounts.output);
  if (!stated.output_total || *stated.output_total == 0 || output == 0) return;
  const double by = output / *stated.output_total;
  if (std::abs(by - 1) <= 1e-3) return;
  out.push_back(finding(TableFault::scaled_table, Severity::error,
                        fmt::format("output sums to {} and meta.json states {}: {} times",
                                    long_number(output), long_number(*stated.output_total), factor_text(by)),
                        "the amounts are in another unit than meta.json says, or it is of another table"));
  out.back().found = output;
  out.back().expected = *stated.output_total;
}

}  // namespace

std::vector<Finding> check_labels(const Accounts& accounts, const CheckOptions& options) {
  std::vector<Finding> out;
  check_stated(accounts, options.stated, out);
  check_axes(accounts, out);
  check_unit(accounts, out);
  check_names(accounts, out);
  check_duplicates(accounts, out);
  check_balances(accounts, out);
  return out;
}

}  // namespace leontide::table
