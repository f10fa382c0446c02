#pragma once

#include <string>
#include <vector>

#include "analysis/prepared.hpp"
#include "report/answer.hpp"
#include "report/write/document.hpp"
#include "simulation/first_failures.hpp"
#include "simulation/tally.hpp"

namespace leontide::report {

/// One reading of one scenario, with the trials an answer took from it.
struct Rests {
  const analysis::Prepared& prepared;  ///< the scenario
  std::size_t reading = 0;             ///< its number
  simulation::Tally tally;             ///< of the reading
};

/// The same in the words of answers.
std::vector<Failed> failed_of(const std::vector<simulation::FailedTrials>& failed);

/// How trials were drawn as the scenario's sampling says: `sobol, 16 replicates`.
Title design_text(const scenario::Sampling& sampling);
/// Of an analysis that draws independent trials whatever the scenario says.
Title independent_design();

/// The levers, and the events, that a reading turns on.
std::vector<Named> levers_on(const scenario::Reading& reading);
/// The same of events.
std::vector<Named> events_on(const scenario::Reading& reading);

/// Something that was set, `none` where nothing was. People are told titles, files for machines names.
void add_setting(Document& document, const std::string& name, Title title, const std::vector<Named>& values);
/// The same of names that have no title.
void add_setting(Document& document, const std::string& name, Title title,
                 const std::vector<std::string>& values);

/// A run's scenario and reading as a person is told them: by title, by name where there is none.
Title run_title(const std::string& scenario, const Title& title, const std::string& reading,
                const Title& reading_title);

/// An answer with what it rests on: the standing of each run, seed and design, what the command line set, the
/// levers and events that are on, and every input file by its hash.
Document document_of(std::string name, std::vector<Sheet> sheets, const std::vector<Rests>& rests,
                     const Title& design, const std::vector<std::string>& sets);

/// Of an answer without trials: the reading, what was set and is on, and every input file by its hash.
void add_basis(const scenario::Scenario& scenario, const scenario::Reading& reading,
               const std::vector<std::string>& sets, Document& document);

}  // namespace leontide::report
