#include "table/changes/sector_concordance.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <set>

#include "base/csv.hpp"
#include "base/numbers.hpp"
#include "table/normal_code.hpp"
#include "table/refusal.hpp"
#include "table/shares.hpp"

namespace leontide::table {

namespace {

// The new sector of this code, added when it is not there yet.
Sector& sector_of(std::vector<Sector>& sectors, const std::string& code) {
  const auto found =
      std::find_if(sectors.begin(), sectors.end(), [&](const Sector& sector) { return sector.code == code; });
  if (found != sectors.end()) return *found;
  sectors.push_back({code, "", "", "", {}});
  return sectors.back();
}

void take_if_empty(std::string& name, const CsvTable& table, const std::vector<CsvCell>& row,
                   const char* column) {
  const auto at = table.column(column);
  if (at && name.empty()) name = row[*at].text;
}

void check_link(const CsvTable& table, const std::vector<CsvCell>& row, std::size_t share_at,
                const Concordance& concordance, const Concordance::Link& link, Diagnostics& diagnostics) {
  if (!(link.share > 0 && link.share <= 1)) {
    diagnostics.error("value", table.place(row[share_at]),
                      fmt::format("a share of {} is not in (0, 1]", print_number(link.share)));
  }
  const auto same = [&](const Concordance::Link& other) {
    return other.from == link.from && other.to == link.to;
  };
  if (std::any_of(concordance.links.begin(), concordance.links.end(), same)) {
    diagnostics.error("duplicate", table.place(row[0]),
                      fmt::format("\"{}\" goes to \"{}\" twice", link.from, link.to));
  }
}

/// Shares that sum to 1 but for their last digits are scaled to it; any other sum is a fault.
void settle_sums(Concordance& concordance, const CsvTable& table, Diagnostics& diagnostics) {
  std::map<std::string, double> totals;
  for (const Concordance::Link& link : concordance.links)
    totals[link.from] += link.share;
  std::set<std::string> told;
  for (std::size_t k = 0; k < concordance.links.size(); ++k) {
    Concordance::Link& link = concordance.links[k];
    const double total = totals[link.from];
    if (std::abs(total - 1) <= shares_agree) {
      link.share /= total;
    } else if (told.insert(link.from).second) {
      diagnostics.error("value", table.place(table.rows[k][0]),
                        fmt::format("the shares of \"{}\" sum to {}", link.from, print_number(total)),
                        "all of a sector goes somewhere: its shares sum to 1");
    }
  }
}

// S: the shares, [old sectors, new sectors].
Matrix shares_of(const Accounts& accounts, const Concordance& concordance) {
  Matrix shares(accounts.size(), concordance.sectors.size());
  for (const Concordance::Link& link : concordance.links) {
    const auto to = std::find_if(concordance.sectors.begin(), concordance.sectors.end(),
                                 [&](const Sector& sector) { return sector.code == link.to; });
    shares(sector_index(accounts, link.from), static_cast<std::size_t>(to - concordance.sectors.begin())) =
        link.share;
  }
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    if (sum(shares.row(i)) == 0) {
      throw Refusal(
          Reason::unknown_sector,
          fmt::format("the concordance does not say where sector \"{}\" goes", accounts.sectors[i].code));
    }
  }
  return shares;
}

Matrix transposed_times(const Matrix& shares, const Matrix& values) {
  return multiply(transposed(shares), values);
}

Matrix both_sides(const Matrix& shares, const Matrix& flows) {
  if (flows.empty()) return flows;
  return multiply(transposed_times(shares, flows), shares);
}

Categories by_rows(const Matrix& shares, const Categories& categories) {
  if (categories.empty()) return categories;
  return {categories.names, transposed_times(shares, categories.values)};
}

bool is_share(const std::string& name) {
  return name.ends_with("_share");
}

Categories supply_of(const Matrix& shares, const Accounts& accounts) {
  const Categories& supply = accounts.regional_supply;
  Categories out;
  if (supply.empty()) return out;
  const bool has_use = supply.find("local_use").has_value();
  const std::vector<double> weights = has_use ? supply.column("local_use") : accounts.output;
  const std::vector<double> totals = multiply(weights, shares);
  if (has_use) out.add("local_use", totals);
  for (const std::string& name : supply.names) {
    if (!is_share(name)) continue;
    std::vector<double> weighted = supply.column(name);
    for (std::size_t i = 0; i < weighted.size(); ++i)
      weighted[i] *= weights[i];
    std::vector<double> means = multiply(weighted, shares);
    for (std::size_t g = 0; g < means.size(); ++g)
      means[g] = totals[g] > 0 ? means[g] / totals[g] : 0;
    out.add(name, means);
  }
  return out;
}

void name_sectors(std::vector<Sector>& sectors, const Matrix& shares, const Accounts& accounts) {
  for (std::size_t g = 0; g < sectors.size(); ++g) {
    std::size_t largest = 0;
    for (std::size_t i = 1; i < shares.rows; ++i) {
      if (shares(i, g) > shares(largest, g)) largest = i;
    }
    const Sector& giver = accounts.sectors[largest];
    if (sectors[g].name_en.empty()) sectors[g].name_en = giver.name_en;
    if (sectors[g].name_zh.empty()) sectors[g].name_zh = giver.name_zh;
    if (sectors[g].cluster.empty()) sectors[g].cluster = giver.cluster;
  }
}

}  // namespace

std::optional<Concordance> read_concordance(const std::filesystem::path& path, const std::string& shown_as,
                                            Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  const auto table = read_coded_csv(path, shown_as, diagnostics);
  if (!table) return std::nullopt;
  const auto from = table->column("code_from");
  const auto to = table->column("code_to");
  const auto share = table->column("share");
  if (!from || !to) {
    diagnostics.error("missing-column", {shown_as, 1, 1, 0},
                      "a concordance needs the columns code_from and code_to");
    return std::nullopt;
  }
  Concordance out;
  for (const std::vector<CsvCell>& row : table->rows) {
    Concordance::Link link{row[*from].text, row[*to].text, 1};
    if (share) link.share = csv_number(*table, row[*share], diagnostics).value_or(1);
    check_link(*table, row, share.value_or(*from), out, link, diagnostics);
    Sector& sector = sector_of(out.sectors, link.to);
    take_if_empty(sector.name_en, *table, row, "name_en");
    take_if_empty(sector.name_zh, *table, row, "name_zh");
    take_if_empty(sector.cluster, *table, row, "cluster");
    out.links.push_back(std::move(link));
  }
  settle_sums(out, *table, diagnostics);
  if (diagnostics.error_count() > errors_before) return std::nullopt;
  return out;
}

void require_same_sectors(const Accounts& a, const Accounts& b) {
  const char* way_out = "a concordance brings them onto common ones";
  if (codes(a) != codes(b)) {
    throw Refusal(Reason::shape,
                  fmt::format("\"{}\" and \"{}\" have different sectors; {}", a.title, b.title, way_out));
  }
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t k = 0; k < b.size(); ++k) {
      const std::string& name = a.sectors[i].name_en;
      if (i == k || name.empty() || name != b.sectors[k].name_en || name == b.sectors[i].name_en) continue;
      throw Refusal(Reason::shape,
                    fmt::format("\"{}\" is sector {} of \"{}\" but {} of \"{}\": the codes mean "
                                "different sectors; {}",
                                name, a.sectors[i].code, a.title, b.sectors[k].code, b.title, way_out));
    }
  }
}

Accounts change_sectors(const Accounts& accounts, const Concordance& concordance) {
  const Matrix shares = shares_of(accounts, concordance);
  Accounts out = accounts;
  out.sectors = concordance.sectors;
  out.sector_columns.clear();
  name_sectors(out.sectors, shares, accounts);
  out.flows = both_sides(shares, accounts.flows);
  out.flows_imported = both_sides(shares, accounts.flows_imported);
  out.final_demand = by_rows(shares, accounts.final_demand);
  out.final_demand_imported = by_rows(shares, accounts.final_demand_imported);
  out.value_added = by_rows(shares, accounts.value_added);
  out.value_added_total = multiply(accounts.value_added_total, shares);
  if (!accounts.imported_inputs.empty()) out.imported_inputs = multiply(accounts.imported_inputs, shares);
  if (!accounts.other_inputs.empty()) out.other_inputs = by_rows(shares, accounts.other_inputs);
  out.output = multiply(accounts.output, shares);
  out.regional_supply = supply_of(shares, accounts);
  return out;
}

}  // namespace leontide::table
