#include "table/analyses/multiplier_report.hpp"

#include "table/leontief_system.hpp"
#include "table/multipliers.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

std::vector<double> ratio(const std::vector<double>& total, const std::vector<double>& direct) {
  std::vector<double> out(total.size());
  for (std::size_t j = 0; j < out.size(); ++j)
    out[j] = direct[j] == 0 ? 0 : total[j] / direct[j];
  return out;
}

/// Nothing where the table is productive and becomes unproductive by what its households spend.
std::optional<LeontiefSystem> closed_system(const Matrix& a, const Households& households,
                                            std::optional<std::string>& refused) {
  const Matrix closed = close_households(a, households.income, households.consumption, households.own);
  try {
    return LeontiefSystem(closed);
  } catch (const Refusal& refusal) {
    if (refusal.reason() != Reason::unproductive) throw;
    refused = refusal.what();
    return std::nullopt;
  }
}

// (s, s_h)' L*, the household's own column left out.
std::vector<double> closed_effects(const LeontiefSystem& system, std::vector<double> direct,
                                   double of_households) {
  direct.push_back(of_households);
  std::vector<double> out = system.effects(direct);
  out.pop_back();
  return out;
}

}  // namespace

MultiplierReport multiplier_report(const Matrix& a, std::span<const DirectCoefficients> direct,
                                   const std::optional<Households>& households) {
  const LeontiefSystem open(a);
  const std::vector<double> ones(a.rows, 1);
  MultiplierReport report;
  report.output = open.effects(ones);
  report.condition = open.reciprocal_condition();
  for (const DirectCoefficients& one : direct) {
    std::vector<double> total = open.effects(one.values);
    std::vector<double> type_one = ratio(total, one.values);
    report.effects.push_back({one.name, one.values, std::move(total), std::move(type_one), {}, {}});
  }
  if (!households) return report;
  const auto closed = closed_system(a, *households, report.refused_closure);
  if (!closed) return report;
  report.output_closed = closed_effects(*closed, ones, 0);
  report.condition_closed = closed->reciprocal_condition();
  for (std::size_t k = 0; k < report.effects.size(); ++k) {
    EffectMultipliers& one = report.effects[k];
    one.total_closed = closed_effects(*closed, one.direct, direct[k].households);
    one.type_two = ratio(one.total_closed, one.direct);
  }
  return report;
}

}  // namespace leontide::table
