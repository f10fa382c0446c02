#include "table/files/nbs_codes.hpp"

#include <algorithm>

#include "table/files/publisher_names.hpp"

namespace leontide::table {

namespace {

std::string upper(std::string text) {
  for (char& c : text)
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

}  // namespace

std::string without_blanks(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 3, "\u3000") == 0) {
      i += 2;
    } else if (text[i] != ' ' && text[i] != '\n' && text[i] != '\r' && text[i] != '\t') {
      out += text[i];
    }
  }
  return out;
}

const NbsLine* nbs_line(std::span<const NbsLine> lines, const std::string& cell, bool by_label) {
  const std::string text = by_label ? lower_case(without_blanks(cell)) : upper(cell);
  if (text.empty()) return nullptr;
  for (const NbsLine& line : lines) {
    const auto& words = by_label ? line.labels : line.codes;
    if (std::find(words.begin(), words.end(), text) != words.end()) return &line;
  }
  return nullptr;
}

namespace {

/// Intermediate use and consumption, in the order of the sheet.
std::vector<NbsLine> consumption_columns() {
  using enum LineRole;
  return {{{"TIU"},
           {"中间使用合计", "中间使用小计", "中间使用", "totalintermediateuse", "totalintermediateuses",
            "intermediateuse"},
           intermediate_total,
           "",
           1,
           {}},
          {{"FU101"},
           {"农村居民消费支出", "农村居民消费", "农村居民", "ruralhouseholdconsumption",
            "ruralhouseholdconsumptionexpenditure", "ruralhouseholds"},
           category,
           "hh_rural",
           1,
           {}},
          {{"FU102"},
           {"城镇居民消费支出", "城镇居民消费", "城镇居民", "urbanhouseholdconsumption",
            "urbanhouseholdconsumptionexpenditure", "urbanhouseholds"},
           category,
           "hh_urban",
           1,
           {}},
          {{"THC"},
           {"居民消费合计", "居民消费小计", "居民消费支出", "居民消费支出小计", "居民消费", "居民最终消费",
            "householdconsumption", "householdconsumptionexpenditure", "totalhouseholdconsumption"},
           category,
           "household",
           1,
           {"FU101", "FU102"}},
          {{"FU103"},
           {"政府消费支出", "政府消费", "政府最终消费", "governmentconsumption",
            "governmentconsumptionexpenditure"},
           category,
           "government",
           1,
           {}},
          {{"TC"},
           {"最终消费合计", "最终消费支出合计", "最终消费支出", "最终消费", "消费合计", "消费小计",
            "finalconsumption", "finalconsumptionexpenditure", "totalfinalconsumption"},
           category,
           "consumption_total",
           1,
           {"FU101", "FU102", "THC", "FU103"}}};
}

/// What is invested and stocked.
std::vector<NbsLine> capital_columns() {
  using enum LineRole;
  return {
      {{"FU201"},
       {"固定资本形成总额", "固定资本形成", "grossfixedcapitalformation", "fixedcapitalformation"},
       category,
       "gfcf",
       1,
       {}},
      {{"FU202"},
       {"存货增加", "存货变动", "存货净增加", "changesininventories", "changeininventories"},
       category,
       "inventories",
       1,
       {}},
      {{"GCF"},
       {"资本形成总额合计", "资本形成合计", "资本形成总额", "grosscapitalformation", "totalcapitalformation"},
       category,
       "capital_formation",
       1,
       {"FU201", "FU202"}}};
}

/// Trade within and beyond the country, sums of final use, the error and output.
std::vector<NbsLine> trade_columns() {
  using enum LineRole;
  return {{{"EX", "FU301"}, {"出口", "exports", "export"}, category, "export", 1, {}},
          {{"OF"}, {"国内省外流出", "省外流出", "国内市外流出", "调出"}, category, "outflow_domestic", 1, {}},
          {{"FU302"}, {"流出"}, category, "outflow", 1, {}},
          {{"NOF"}, {"净流出"}, category, "net_outflow", 1, {}},
          {{"TFU"}, {"最终使用合计", "最终使用小计", "totalfinaluse", "totalfinaluses"}, category, "", 1, {}},
          {{"IM", "FU303"}, {"进口", "imports", "import"}, category, "import", -1, {}},
          {{"IF"}, {"国内省外流入", "省外流入", "国内市外流入", "调入"}, category, "inflow_domestic", -1, {}},
          {{"FU304"}, {"流入"}, category, "inflow", -1, {}},
          {{"ERR", "OTHERS", "OTH"},
           {"其他", "误差", "其它", "误差项", "others", "other", "errors", "error"},
           category,
           "error",
           1,
           {}},
          {{"GO", "TO", "X"},
           {"总产出", "总产出合计", "grossoutput", "totaloutput", "totalgrossoutput"},
           output,
           "",
           1,
           {}}};
}

}  // namespace

std::span<const NbsLine> nbs_columns() {
  static const std::vector<NbsLine> lines = [] {
    std::vector<NbsLine> out = consumption_columns();
    for (const auto& part : {capital_columns(), trade_columns()})
      out.insert(out.end(), part.begin(), part.end());
    return out;
  }();
  return lines;
}

std::span<const NbsLine> nbs_rows() {
  using enum LineRole;
  static const std::vector<NbsLine> lines = {
      {{"TII"},
       {"中间投入合计", "中间投入小计", "totalintermediateinputs", "totalintermediateinput"},
       intermediate_total,
       "",
       1,
       {}},
      {{"VA001"}, {"劳动者报酬", "compensationofemployees"}, category, "compensation", 1, {}},
      {{"VA002"}, {"生产税净额", "nettaxesonproduction"}, category, "net_taxes", 1, {}},
      {{"VA003"},
       {"固定资产折旧", "depreciationoffixedcapital", "depreciationoffixedassets",
        "consumptionoffixedcapital"},
       category,
       "depreciation",
       1,
       {}},
      {{"VA004"}, {"营业盈余", "operatingsurplus"}, category, "surplus", 1, {}},
      {{"TVA"}, {"增加值合计", "增加值", "totalvalueadded", "valueadded"}, value_added_total, "", 1, {}},
      {{"TI"}, {"总投入", "总投入合计", "totalinputs", "totalinput"}, output, "", 1, {}}};
  return lines;
}

}  // namespace leontide::table
