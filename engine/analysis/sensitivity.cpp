#include "analysis/sensitivity.hpp"

#include <algorithm>
#include <limits>

#include "analysis/screening.hpp"
#include "base/parallel.hpp"
#include "statistics/moments.hpp"

namespace leontide::analysis {

namespace {

QuestionSensitivity of_question(const KeptSample& sample, std::size_t q, std::size_t shown) {
  const std::vector<double> hit = as_numbers(sample.hits[q]);
  const std::vector<double>& value = sample.values[q];
  QuestionSensitivity answer;
  answer.question = sample.questions[q];
  const auto hits = static_cast<std::uint64_t>(std::count(sample.hits[q].begin(), sample.hits[q].end(), 1));
  answer.chance = statistics::proportion(hits, sample.trials);
  answer.carriers_of_chance = statistics::variance_carriers(hit);
  answer.carriers_of_value = statistics::variance_carriers(value);
  const std::vector<std::size_t> picked = strongest_inputs(sample.orders, hit, value, shown);
  statistics::Sample factors;
  for (const std::size_t f : picked)
    factors.emplace_back(sample.x[f]);
  statistics::Sample results{hit};
  if (!value.empty()) results.emplace_back(value);
  const statistics::GivenData given = statistics::given_data(factors, results);
  answer.dummy_of_chance = given.dummies[0];
  if (!value.empty()) answer.dummy_of_value = given.dummies[1];
  for (std::size_t i = 0; i < picked.size(); ++i) {
    FactorSensitivity factor;
    factor.label = sample.factors[picked[i]].label();
    factor.of_chance = given.indices[i * results.size()];
    if (answer.carriers_of_chance < statistics::enough_carriers) {
      statistics::Estimate& index = factor.of_chance.first_order;
      index.value = index.error = index.low = index.high = std::numeric_limits<double>::quiet_NaN();
    }
    if (!value.empty()) factor.of_value = given.indices[i * results.size() + 1];
    factor.tornado = statistics::tornado(sample.x[picked[i]], sample.hits[q]);
    answer.factors.push_back(std::move(factor));
  }
  return answer;
}

}  // namespace

Sensitivity sensitivity(const Prepared& prepared, std::size_t reading, const KeptSample& sample,
                        std::size_t shown, std::size_t threads) {
  const auto& its_reading = prepared.scenario.readings[reading];
  Sensitivity out{its_reading.name, its_reading.title, sample.trials, sample.factors.size(), {}};
  if (sample.trials == 0) return out;
  out.questions.resize(sample.questions.size());
  for_each_block(threads, out.questions.size(),
                 [&](std::size_t, std::size_t q) { out.questions[q] = of_question(sample, q, shown); });
  return out;
}

}  // namespace leontide::analysis
