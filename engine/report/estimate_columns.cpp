#include "report/estimate_columns.hpp"

#include <cmath>

namespace leontide::report {

namespace {

void add_columns(std::vector<SheetColumn>& columns, const std::string& name, const std::string& en,
                 const std::string& zh, int digits, const std::string& unit) {
  columns.push_back(number_column(name, en, zh, digits, unit));
  columns.push_back(number_column(name + "_low", "from", "下限", digits, unit));
  columns.push_back(number_column(name + "_high", "to", "上限", digits, unit));
}

}  // namespace

Cell number_cell(double value) {
  return std::isfinite(value) ? Cell(value) : Cell(std::monostate{});
}

void add_percent_columns(std::vector<SheetColumn>& columns, const std::string& name, const std::string& en,
                         const std::string& zh, int digits) {
  add_columns(columns, name, en, zh, digits, "%");
}

void add_percent(std::vector<Cell>& row, const statistics::Proportion& share) {
  for (const double value : {share.estimate, share.low, share.high})
    row.push_back(number_cell(100 * value));
}

void add_percent(std::vector<Cell>& row, const statistics::Estimate& share) {
  for (const double value : {share.value, share.low, share.high})
    row.push_back(number_cell(100 * value));
}

void add_estimate_columns(std::vector<SheetColumn>& columns, const std::string& name, const std::string& en,
                          const std::string& zh, int digits) {
  add_columns(columns, name, en, zh, digits, "");
}

void add_estimate(std::vector<Cell>& row, const statistics::Estimate& estimate) {
  for (const double value : {estimate.value, estimate.low, estimate.high})
    row.push_back(number_cell(value));
}

Title title_or_name(const Title& title, const std::string& name) {
  return title.en.empty() ? Title{name, name} : title;
}

Title of_question(const Title& question, const char* en, const char* zh) {
  return {en + question.en, zh + in_language(question, Language::zh)};
}

}  // namespace leontide::report
