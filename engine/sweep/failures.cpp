// Why trials of a cell failed, in the text that a ledger keeps.
#include <algorithm>
#include <fmt/format.h>
#include <sstream>

#include "base/numbers.hpp"
#include "sweep/ledger.hpp"

namespace leontide::sweep {

std::string text_of(const std::vector<simulation::FailedTrials>& failures) {
  std::string text;
  for (const simulation::FailedTrials& failed : failures)
    text += fmt::format("{}\t{}\t{}\t{}\n", failed.cause, failed.trials, failed.what, failed.year);
  return text;
}

std::vector<simulation::FailedTrials> failures_in(const std::string& text) {
  std::vector<simulation::FailedTrials> failures;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream fields(line);
    simulation::FailedTrials failed;
    std::string trials, year;
    const bool is_whole = std::getline(fields, failed.cause, '\t') && std::getline(fields, trials, '\t') &&
                          std::getline(fields, failed.what, '\t') && std::getline(fields, year);
    if (!is_whole) continue;
    failed.trials = static_cast<std::uint64_t>(parse_number(trials).value_or(0));
    failed.year = static_cast<int>(parse_number(year).value_or(0));
    failures.push_back(std::move(failed));
  }
  return failures;
}

void add_failures(const std::vector<simulation::FailedTrials>& further,
                  std::vector<simulation::FailedTrials>& failures) {
  for (const simulation::FailedTrials& one : further) {
    const auto known = std::find_if(failures.begin(), failures.end(),
                                    [&](const auto& failed) { return failed.cause == one.cause; });
    if (known == failures.end()) {
      failures.push_back(one);
    } else {
      known->trials += one.trials;
    }
  }
}

}  // namespace leontide::sweep
