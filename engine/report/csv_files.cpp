#include "report/csv_files.hpp"

#include <fmt/format.h>

#include "base/csv.hpp"
#include "base/numbers.hpp"

namespace leontide::report {

namespace {

std::string cell(const std::optional<double>& value) {
  return value ? print_number(*value) : "";
}

}  // namespace

std::string targets_csv(const Answer& answer) {
  std::string text =
      "reading,id,title_en,title_zh,status,grade,tolerance,given,hits,draws,chance,low,high,level,method,"
      "mean,sd,p10,p50,p90,deterministic,gap,"
      "required_growth,past_growth,needs,asks\n";
  for (const ReadingAnswer& reading : answer.readings) {
    for (std::size_t i = 0; i < answer.targets.size(); ++i) {
      const scenario::Target& target = answer.targets[i];
      const TargetAnswer& value = reading.targets[i];
      const std::string head = fmt::format("{},{},{},{},{},{}", csv_field(reading.name), csv_field(target.id),
                                           csv_field(target.title.en), csv_field(target.title.zh),
                                           scenario::to_string(target.status), target.grade);
      if (!target.assessed()) {
        text += fmt::format("{},,,,,,,,,,,,,,,,,,,{},{}\n", head, csv_field(target.needs.en),
                            csv_field(target.asks.en));
        continue;
      }
      for (const Chance& chance : value.others) {
        const Proportion& p = chance.chance;
        text += fmt::format(
            "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},,\n", head,
            print_number(chance.tolerance), target.given.empty() ? "" : print_number(chance.given), p.hits,
            p.draws, print_number(p.estimate), print_number(p.low), print_number(p.high),
            print_number(p.level), statistics::name_of(p.method), print_number(value.value.mean),
            print_number(value.value.sd), cell(value.value.p10), cell(value.value.p50), cell(value.value.p90),
            cell(value.value.centre), cell(value.gap), cell(value.required_growth), cell(target.past_growth));
      }
    }
  }
  return text;
}

std::string indicators_csv(const Answer& answer) {
  std::string text =
      "reading,indicator,title_en,title_zh,unit,prices,year,mean,sd,p10,p50,p90,deterministic\n";
  for (const ReadingAnswer& reading : answer.readings) {
    for (const IndicatorAnswer& indicator : reading.indicators) {
      for (const FanYear& year : indicator.years) {
        text += fmt::format(
            "{},{},{},{},{},{},{},{},{},{},{},{},{}\n", csv_field(reading.name), csv_field(indicator.name),
            csv_field(indicator.title.en), csv_field(indicator.title.zh), csv_field(indicator.unit),
            indicator.prices, year.year, print_number(year.value.mean), print_number(year.value.sd),
            cell(year.value.p10), cell(year.value.p50), cell(year.value.p90), cell(year.value.centre));
      }
    }
  }
  return text;
}

}  // namespace leontide::report
