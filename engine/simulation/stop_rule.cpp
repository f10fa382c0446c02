#include "simulation/stop_rule.hpp"

#include <algorithm>
#include <bit>

namespace leontide::simulation {

bool StopRule::is_enough(const Counts& so_far, std::uint64_t rounds) const {
  if (!sampling_.until) return false;
  if (sampling_.method == scenario::Sampling::Method::sobol && !std::has_single_bit(rounds)) return false;
  return widest(so_far) <= sampling_.until->width;
}

std::optional<Stop> StopRule::stop(const Counts& all) const {
  if (!sampling_.until) return std::nullopt;
  const double reached = widest(all);
  return Stop{reached <= sampling_.until->width, reached};
}

double StopRule::widest(const Counts& so_far) const {
  const scenario::Until& until = *sampling_.until;
  const auto span_of = [&](std::size_t question) {
    const statistics::Proportion chance = so_far.questions.chance(question, until.level);
    return chance.high - chance.low;
  };
  // A plan without a target that counts is met in every trial.
  if (until.of == "joint")
    return run_.joint.empty() ? 0 : span_of(run_.conditions.size() + run_.joint.size() - 1);
  double widest = 0;
  for (std::size_t i = 0; i < run_.conditions.size(); ++i) {
    const bool asked = until.of == "all"
                           ? std::find(run_.joint.begin(), run_.joint.end(), i) != run_.joint.end()
                           : run_.conditions[i].is_main && run_.conditions[i].id == until.of;
    if (asked) widest = std::max(widest, span_of(i));
  }
  return widest;
}

}  // namespace leontide::simulation
