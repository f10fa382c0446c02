#include "start/city.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "base/numbers.hpp"
#include "start/city_template.hpp"
#include "start/fill.hpp"

namespace leontide::start {

namespace {

using table::Accounts;

std::optional<std::size_t> sector_at(const Accounts& accounts, std::string_view code) {
  for (std::size_t i = 0; i < accounts.sectors.size(); ++i) {
    if (accounts.sectors[i].code == code) return i;
  }
  return std::nullopt;
}

std::optional<std::size_t> broad_column(const Accounts& accounts) {
  const auto found = std::find(accounts.sector_columns.begin(), accounts.sector_columns.end(), "broad");
  if (found == accounts.sector_columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - accounts.sector_columns.begin());
}

/// What an amount of the table is in 100 million CNY.
double in_1e8(const Accounts& accounts) {
  const std::size_t blank = accounts.unit.find(' ');
  return parse_number(std::string_view(accounts.unit).substr(0, blank)).value_or(1e8) / 1e8;
}

std::string amount_text(double amount) {
  return print_number(parse_number(print_fixed(amount, 4)).value_or(amount));
}

std::string broad_totals(const Accounts& accounts) {
  std::string text;
  for (const char* broad : {"primary", "secondary", "tertiary"})
    text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", broad, broad_text(accounts, broad));
  return text;
}

std::string share_of_gdp(const Accounts& accounts, std::string_view code) {
  double all = 0;
  for (const double one : accounts.value_added_total)
    all += one;
  return print_fixed(accounts.value_added_total[*sector_at(accounts, code)] / all, 6);
}

/// What the table buys at home of each product: the share that stands in where no recipe stored one.
std::string home_shares(const Accounts& accounts) {
  const auto sums = [](const table::Matrix& matrix) { return row_sums(matrix); };
  const std::vector<double> flows = sums(accounts.flows), flows_outside = sums(accounts.flows_imported);
  const std::vector<double> uses = sums(accounts.final_demand.values);
  const std::vector<double> uses_outside = sums(accounts.final_demand_imported.values);
  const std::vector<double> exports = accounts.final_demand.column("export");
  std::string text;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const double home = flows[i] + uses[i] - exports[i];
    const double all = home + flows_outside[i] + uses_outside[i];
    const double share = all > 0 ? std::clamp(home / all, 0.0, 1.0) : 1;
    text += fmt::format("{}\"{}\": {}", text.empty() ? "" : ", ", accounts.sectors[i].code,
                        print_fixed(share, 4));
  }
  return text;
}

std::string unit_of(const Accounts& accounts) {
  return accounts.unit == "1e8 CNY" ? ", unit: 1e8 CNY" : "";
}

}  // namespace

std::string value_added_text(const Accounts& accounts, const std::vector<std::string>& codes) {
  double sum = 0;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    if (std::find(codes.begin(), codes.end(), accounts.sectors[i].code) != codes.end())
      sum += accounts.value_added_total[i];
  }
  return amount_text(sum * in_1e8(accounts));
}

std::string broad_text(const Accounts& accounts, const std::string& broad) {
  const std::size_t at = broad_column(accounts).value_or(0);
  double sum = 0;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    if (accounts.sectors[i].other[at] == broad) sum += accounts.value_added_total[i];
  }
  return amount_text(sum * in_1e8(accounts));
}

void check_city_table(const Accounts& accounts, const std::string& shown, Diagnostics& diagnostics) {
  const Place place{shown, 0, 0, 0};
  const auto missing = [&](const std::string& what, const char* hint) {
    diagnostics.error("table", place, what, hint);
  };
  const auto broad = broad_column(accounts);
  if (!broad)
    missing("sectors.csv has no column \"broad\"", "primary, secondary or tertiary, for published totals");
  for (const char* code : {"01", "20", "27", "28", "29", "31", "32", "34", "35", "36", "42"}) {
    if (!sector_at(accounts, code))
      missing(fmt::format("there is no sector \"{}\"", code),
              "the parts of cities are written for the 42 sectors of the national table of 2017");
  }
  for (const auto& sector : accounts.sectors) {
    if (sector.cluster.empty()) missing(fmt::format("sector \"{}\" has no cluster", sector.code), "");
    const std::string text = broad ? sector.other[*broad] : "primary";
    if (text != "primary" && text != "secondary" && text != "tertiary")
      missing(fmt::format("sector \"{}\" is of the broad sector \"{}\"", sector.code, text),
              "primary, secondary or tertiary");
  }
  for (const char* use : {"household", "government", "capital_formation", "inventories", "export"}) {
    if (!accounts.final_demand.find(use))
      missing(fmt::format("final_demand.csv has no column \"{}\"", use), "uses the parts read");
    const bool is_bought_outside = std::string_view(use) != "export";
    if (is_bought_outside && !accounts.final_demand_imported.find(use))
      missing(fmt::format("final_demand_imported.csv has no column \"{}\"", use),
              "what the use buys outside");
  }
  if (accounts.flows_imported.empty())
    missing("there is no flows_imported.csv", "local and imported flows have to stand apart");
  if (!accounts.value_added.find("compensation"))
    missing("value_added.csv has no column \"compensation\"", "households live by it");
  if (!parse_number(std::string_view(accounts.unit).substr(0, accounts.unit.find(' '))) ||
      !accounts.unit.ends_with(" CNY"))
    missing(fmt::format("the table is in \"{}\"", accounts.unit), "an amount of CNY, as 1e8 CNY");
}

std::string city_text(const Accounts& accounts, const CityPlace& place, int end, const std::string& variables,
                      const std::string& indicators) {
  std::string data, purchase, more;
  if (!variables.empty()) more += "\nvariables:\n" + variables;
  if (!indicators.empty()) more += "\nindicators:\n" + indicators;
  if (place.has_purchase)
    data += fmt::format(
        "  province_purchase: {{file: {}/regional_purchase.csv, column: purchase_share, over: [sector], "
        "source: the table's "
        "recipe}}\n",
        place.table);
  else
    purchase += fmt::format(
        "  province_purchase: {{over: [sector], values: {{{}}}, source: \"what the table buys at home; "
        "REPLACE by the "
        "province's\"}}\n",
        home_shares(accounts));
  if (place.has_quotient)
    data += fmt::format(
        "  table_quotient: {{file: {}/structure.csv, column: simple_quotient, over: [sector], source: the "
        "table's recipe}}\n",
        place.table);
  else
    purchase +=
        "  table_quotient: {over: [sector], default: 1, values: {\"01\": 1}, source: \"REPLACE: location "
        "quotients\"}\n";
  if (data.empty()) data = "  {}\n";
  return filled(city_template, {{"name", place.name},
                                {"title", in_quotes(accounts.region.empty() ? place.name : accounts.region)},
                                {"base", std::to_string(accounts.year)},
                                {"first", std::to_string(accounts.year + 1)},
                                {"end", std::to_string(end)},
                                {"table", place.table},
                                {"unit", unit_of(accounts)},
                                {"parts", place.parts},
                                {"data", data},
                                {"purchase", purchase},
                                {"broad", broad_totals(accounts)},
                                {"share_29", share_of_gdp(accounts, "29")},
                                {"share_32", share_of_gdp(accounts, "32")},
                                {"more", more}});
}

}  // namespace leontide::start
