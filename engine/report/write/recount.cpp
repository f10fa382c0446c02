#include "report/write/recount.hpp"

#include <algorithm>
#include <cmath>

namespace leontide::report {

namespace {

constexpr double most_code = 65534;

/// How far a trial is beyond a bound that has moved.
double moved_margin(const Recount::Target& target, std::uint16_t code, const Move& move) {
  double margin = (static_cast<double>(code) - static_cast<double>(target.zero)) * target.step;
  if (move.base != 0) {
    margin = target.at_least ? (margin + target.bound) * (1 + move.base) - target.bound
                             : target.bound - (target.bound - margin) * (1 + move.base);
  }
  return target.at_least ? margin - move.bound : margin + move.bound;
}

}  // namespace

void set_range(Recount::Target& target, double low, double high) {
  target.lowest = low;
  target.highest = high;
  const double below = std::min(low, 0.0), above = std::max(high, 0.0);
  target.step = above > below ? (above - below) / (most_code - 2) : 1;
  target.zero = static_cast<std::uint16_t>(std::min(std::ceil(-below / target.step) + 1, most_code - 1));
}

std::vector<std::uint16_t> codes_of(const std::vector<double>& margins, const Recount::Target& target) {
  std::vector<std::uint16_t> codes;
  codes.reserve(margins.size());
  for (const double margin : margins) {
    if (!std::isfinite(margin)) {
      codes.push_back(Recount::failed);
      continue;
    }
    double code = target.zero + std::round(margin / target.step);
    if (margin >= 0) code = std::max<double>(code, target.zero);
    if (margin < 0) code = std::min<double>(code, target.zero - 1);
    codes.push_back(static_cast<std::uint16_t>(std::clamp(code, 0.0, most_code)));
  }
  return codes;
}

RecountAnswer count_anew(const Recount& recount, std::size_t set, const std::vector<Move>& moves) {
  std::vector<Move> of(recount.targets.size());
  for (const Move& move : moves)
    of[move.target] = move;
  RecountAnswer answer{0, 0, std::vector<std::uint64_t>(recount.targets.size(), 0)};
  for (std::uint64_t trial = 0; trial < recount.trials; ++trial) {
    std::vector<bool> met;
    for (std::size_t t = 0; t < recount.targets.size(); ++t) {
      const std::uint16_t code = recount.columns[recount.sets[set].columns[t]][trial];
      if (code == Recount::failed) break;
      met.push_back(moved_margin(recount.targets[t], code, of[t]) >= 0);
    }
    if (met.size() < recount.targets.size()) continue;
    ++answer.completed;
    for (std::size_t t = 0; t < met.size(); ++t)
      answer.met[t] += met[t] ? 1 : 0;
    answer.joint += std::find(met.begin(), met.end(), false) == met.end() ? 1 : 0;
  }
  return answer;
}

}  // namespace leontide::report
