#pragma once

#include <string>
#include <vector>

#include "report/write/document.hpp"
#include "statistics/interval.hpp"
#include "statistics/proportion.hpp"

namespace leontide::report {

// A number never travels without its interval: three columns each, `name`, `name_low`, `name_high`.

/// For a share, shown in percent.
void add_percent_columns(std::vector<SheetColumn>& columns, const std::string& name, const std::string& en,
                         const std::string& zh, int digits = 2);
/// The estimate and its interval, as three cells in percent.
void add_percent(std::vector<Cell>& row, const statistics::Proportion& share);
/// The same of an estimate that is a share.
void add_percent(std::vector<Cell>& row, const statistics::Estimate& share);

/// For any other estimate, as it is.
void add_estimate_columns(std::vector<SheetColumn>& columns, const std::string& name, const std::string& en,
                          const std::string& zh, int digits);
/// The estimate and its interval, as three cells.
void add_estimate(std::vector<Cell>& row, const statistics::Estimate& estimate);

/// A title that ends with what was asked.
Title of_question(const Title& question, const char* en, const char* zh);

/// What a title shows, or the name of what has none.
Title title_or_name(const Title& title, const std::string& name);

/// How an interval was made, for people.
Title method_title(statistics::IntervalMethod method);

/// A number, or nothing where there is none.
Cell number_cell(double value);

}  // namespace leontide::report
