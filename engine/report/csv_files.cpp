#include "report/csv_files.hpp"

#include <fmt/format.h>

#include "base/csv.hpp"
#include "base/numbers.hpp"

namespace leontide::report {

namespace {

std::string cell(const std::optional<double>& value) {
  return value ? print_number(*value) : "";
}

constexpr std::string_view quantile_heads = "p10,p10_low,p10_high,p50,p50_low,p50_high,p90,p90_low,p90_high";

std::string quantile_cells(const Spread& spread) {
  std::string cells;
  for (const auto& quantile : {spread.p10, spread.p50, spread.p90}) {
    if (!cells.empty()) cells += ',';
    cells += quantile ? fmt::format("{},{},{}", print_number(quantile->value), print_number(quantile->low),
                                    print_number(quantile->high))
                      : ",,";
  }
  return cells;
}

}  // namespace

std::string targets_csv(const Answer& answer) {
  std::string text = fmt::format(
      "reading,id,title_en,title_zh,status,grade,tolerance,given,hits,draws,chance,low,high,level,method,"
      "mean,error_of_mean,sd,{},deterministic,gap,required_growth,past_growth,needs,asks\n",
      quantile_heads);
  for (const ReadingAnswer& reading : answer.readings) {
    for (std::size_t i = 0; i < answer.targets.size(); ++i) {
      const scenario::Target& target = answer.targets[i];
      const TargetAnswer& value = reading.targets[i];
      const std::string head = fmt::format("{},{},{},{},{},{}", csv_field(reading.name), csv_field(target.id),
                                           csv_field(target.title.en), csv_field(target.title.zh),
                                           scenario::to_string(target.status), target.grade);
      if (!target.assessed()) {
        text += fmt::format("{},,,,,,,,,,,,,,,,,,,,,,,,,,{},{}\n", head, csv_field(target.needs.en),
                            csv_field(target.asks.en));
        continue;
      }
      for (const Chance& chance : value.others) {
        const Proportion& p = chance.chance;
        text += fmt::format(
            "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},,\n", head, print_number(chance.tolerance),
            target.given.empty() ? "" : print_number(chance.given), p.hits, p.draws, print_number(p.estimate),
            print_number(p.low), print_number(p.high), print_number(p.level), statistics::name_of(p.method),
            print_number(value.value.mean), cell(value.value.error), print_number(value.value.sd),
            quantile_cells(value.value), cell(value.value.centre), cell(value.gap),
            cell(value.required_growth), cell(target.past_growth));
      }
    }
  }
  return text;
}

std::string indicators_csv(const Answer& answer) {
  std::string text = fmt::format(
      "reading,indicator,title_en,title_zh,unit,prices,year,mean,error_of_mean,sd,{},deterministic\n",
      quantile_heads);
  for (const ReadingAnswer& reading : answer.readings) {
    for (const IndicatorAnswer& indicator : reading.indicators) {
      for (const FanYear& year : indicator.years) {
        text += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}\n", csv_field(reading.name),
                            csv_field(indicator.name), csv_field(indicator.title.en),
                            csv_field(indicator.title.zh), csv_field(indicator.unit), indicator.prices,
                            year.year, print_number(year.value.mean), cell(year.value.error),
                            print_number(year.value.sd), quantile_cells(year.value), cell(year.value.centre));
      }
    }
  }
  return text;
}

}  // namespace leontide::report
