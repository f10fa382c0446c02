#include "simulation/first_failures.hpp"

#include <algorithm>

#include "lanes/width.hpp"

namespace leontide::simulation {

namespace {

using Cause = kernel::FailureSite::Cause;

std::string name_of(const kernel::FailureSite& site) {
  switch (site.cause) {
    case Cause::unproductive: return "unproductive";
    case Cause::unsolved: return "unsolved";
    case Cause::not_converged: return "unsettled";
    case Cause::check: return "check " + site.what;
    case Cause::not_finite: return "not finite";
  }
  return {};
}

}  // namespace

std::vector<std::string> failure_causes(const Run& run) {
  std::vector<std::string> causes{"unproductive", "unsolved", "unsettled"};
  for (const kernel::CheckOutput& check : run.program.checks)
    causes.push_back("check " + check.name);
  causes.emplace_back("not finite");
  return causes;
}

std::vector<std::uint64_t> by_cause(const FailureCounts& failures) {
  std::vector<std::uint64_t> counts{failures.unproductive, failures.unsolved, failures.not_converged};
  counts.insert(counts.end(), failures.checks.begin(), failures.checks.end());
  counts.push_back(failures.not_finite);
  return counts;
}

std::vector<FailedTrials> failed_trials(const Run& run, std::span<const std::uint64_t> counts,
                                        std::span<const FirstFailure> firsts) {
  const std::vector<std::string> causes = failure_causes(run);
  std::vector<FailedTrials> failed;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    const auto first = std::find_if(firsts.begin(), firsts.end(),
                                    [&](const FirstFailure& one) { return one.cause == causes[i]; });
    failed.push_back(first != firsts.end() ? FailedTrials{causes[i], counts[i], first->what, first->year}
                                           : FailedTrials{causes[i], counts[i], {}, 0});
  }
  return failed;
}

std::vector<FirstFailure> find_first_failures(const Run& run, Lockstep& lockstep, std::size_t ensemble,
                                              std::span<const std::uint64_t> first_failed) {
  std::vector<FirstFailure> firsts;
  const std::vector<std::string> causes = failure_causes(run);
  for (std::size_t i = 0; i < causes.size(); ++i) {
    const std::uint64_t trial = first_failed[i];
    if (trial == ~std::uint64_t{0}) continue;
    const std::uint64_t lane = trial % lanes::width;
    for (const kernel::FailureSite& site : lockstep.find_failures(trial - lane, ensemble)) {
      if (((site.lanes >> lane) & 1U) == 0 || name_of(site) != causes[i]) continue;
      const int year = static_cast<int>(run.constants.base_year) + static_cast<int>(site.step);
      firsts.push_back({causes[i], trial, site.what, year});
      break;
    }
  }
  return firsts;
}

}  // namespace leontide::simulation
