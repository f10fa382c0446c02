#include "support/published.hpp"

namespace leontide::table {

namespace {

Categories from_rows(std::vector<std::string> names, const std::vector<std::vector<double>>& by_name) {
  Categories out;
  for (std::size_t k = 0; k < names.size(); ++k)
    out.add(names[k], by_name[k]);
  return out;
}

}  // namespace

Accounts germany_1995() {
  Accounts germany;
  germany.title = "Germany 1995";
  germany.unit = "1e6 EUR";
  germany.year = 1995;
  for (const char* code :
       {"agriculture", "industry", "construction", "trade_transport", "business_services", "other_services"})
    germany.sectors.push_back({code, "", "", "", {}});
  germany.flows = Matrix(6, 6, {1131, 25480,  1,     607,   710,    762,    //
                                7930, 304584, 64167, 41082, 11981,  30360,  //
                                426,  7334,   3875,  5296,  23457,  9155,   //
                                3559, 72717,  14190, 74399, 10835,  21008,  //
                                3637, 96115,  31027, 65755, 193176, 34223,  //
                                1552, 14986,  1747,  11225, 15058,  22070});
  germany.final_demand = {{"households", "government", "gfcf", "inventories", "exports"},
                          Matrix(6, 5, {8500,   16,     2975,   -6,   3734,    //
                                        197792, 8588,   91692,  7559, 313711,  //
                                        3457,   742,    191715, 0,    149,     //
                                        269663, 13492,  14155,  0,    46045,   //
                                        214757, 10061,  30124,  0,    13612,   //
                                        119504, 317251, 3483,   0,    2042})};
  germany.imported_inputs = {2927, 156703, 13427, 21943, 13371, 13772};
  germany.value_added = from_rows({"net_product_taxes", "compensation", "other_net_production_taxes",
                                   "fixed_capital_consumption", "net_operating_surplus"},
                                  {{1084, 6505, 1548, 8349, 8473, 12551},
                                   {9382, 296464, 78819, 214450, 124810, 272975},
                                   {-2012, 1457, 963, 2748, 5946, -8602},
                                   {7871, 63769, 5860, 41100, 98610, 49260},
                                   {6423, 33332, 29982, 53109, 186060, 51384}});
  germany.value_added_total = row_sums(germany.value_added.values);
  germany.output = {43910, 1079446, 245606, 540063, 692487, 508918};
  return germany;
}

Accounts germany_1995_as_printed() {
  Accounts germany = germany_1995();
  germany.output[1] = 1079400;
  return germany;
}

Accounts three_sectors() {
  Accounts table;
  table.title = "Three sectors";
  table.unit = "1e8 CNY";
  table.year = 2024;
  table.sectors = {{"a", "Farms", "农", "goods", {}},
                   {"b", "Mills", "工", "goods", {}},
                   {"c", "Services", "服务", "services", {}}};
  table.flows = Matrix(3, 3, {10, 20, 5, 5, 30, 10, 10, 20, 30});
  table.flows_imported = Matrix(3, 3, {5, 10, 0, 0, 20, 5, 0, 0, 0});
  table.final_demand = {{"household", "export"}, Matrix(3, 2, {15, 50, 35, 120, 80, 10})};
  table.value_added = from_rows({"wages", "surplus"}, {{50, 60, 70}, {20, 40, 30}});
  table.value_added_total = {70, 100, 100};
  table.output = {100, 200, 150};
  return table;
}

}  // namespace leontide::table
