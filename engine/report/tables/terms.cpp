#include "report/tables/terms.hpp"

#include <string_view>

#include "faults/sentences.hpp"

namespace leontide::report {

namespace {

struct Term {
  std::string_view name;
  const char* en;
  const char* zh;
};

// As the National Bureau of Statistics names them in its tables.
constexpr Term terms[] = {{"compensation", "Compensation of employees", "劳动者报酬"},
                          {"net_taxes", "Net taxes on production", "生产税净额"},
                          {"depreciation", "Consumption of fixed capital", "固定资产折旧"},
                          {"surplus", "Operating surplus", "营业盈余"},
                          {"value_added", "Value added", "增加值"},
                          {"imports", "Imports", "进口"},
                          {"import", "Imports", "进口"},
                          {"inflow_domestic", "Inflow from other provinces", "国内省外流入"},
                          {"export", "Exports", "出口"},
                          {"exports", "Exports", "出口"},
                          {"outflow", "Outflow", "流出"},
                          {"outflow_domestic", "Outflow to other provinces", "国内省外流出"},
                          {"household", "Household consumption", "居民消费"},
                          {"hh_rural", "Rural household consumption", "农村居民消费"},
                          {"hh_urban", "Urban household consumption", "城镇居民消费"},
                          {"npish", "Non-profit institutions", "为住户服务的非营利机构消费"},
                          {"government", "Government consumption", "政府消费"},
                          {"consumption", "Final consumption", "最终消费"},
                          {"consumption_total", "Final consumption", "最终消费"},
                          {"investment", "Capital formation", "资本形成"},
                          {"capital_formation", "Capital formation", "资本形成"},
                          {"gfcf", "Fixed capital formation", "固定资本形成"},
                          {"inventories", "Changes in inventories", "存货变动"},
                          {"employment", "Employment", "就业"},
                          {"energy", "Energy", "能源"},
                          {"co2", "CO2", "二氧化碳"},
                          {"error", "Error column", "其他（误差项）"},
                          {"balance", "Balancing column", "平衡项"},
                          {"other", "Other", "其他"}};

}  // namespace

Title term(const std::string& name) {
  for (const Term& known : terms) {
    if (known.name == name) return {known.en, known.zh};
  }
  return {name, ""};
}

Title sentence_in_both(const std::string& sentence) {
  return {sentence, faults::in_chinese(sentence)};
}

}  // namespace leontide::report
