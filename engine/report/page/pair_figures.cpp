#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

#include "base/numbers.hpp"
#include "report/page/figures.hpp"

namespace leontide::report {

namespace {

constexpr std::size_t pairs_shown = 8;

/// Correlation of hit and miss of two joint targets: with p = both, a and b alone,
/// (p - ab) / sqrt(a(1 - a)b(1 - b)). Not a number where one is always or never met.
double correlation_of(const Answer& answer, std::size_t i, std::size_t j) {
  const ReadingAnswer& reading = answer.readings.front();
  const double a = reading.pairs[i][i], b = reading.pairs[j][j];
  const double variance = a * (1 - a) * b * (1 - b);
  if (!(variance > 0)) return std::numeric_limits<double>::quiet_NaN();
  return (reading.pairs[i][j] - a * b) / std::sqrt(variance);
}

}  // namespace

std::optional<Figure> pair_figure(const Answer& answer) {
  const std::size_t m = answer.joint.size();
  if (m < 3) return std::nullopt;
  PairMatrix matrix;
  matrix.along = {"met together", "同时实现"};
  matrix.against = {"one at the other's cost", "此消彼长"};
  for (std::size_t i = 0; i < m; ++i) {
    matrix.names.push_back(answer.targets[answer.joint[i]].title);
    for (std::size_t j = 0; j < m; ++j)
      matrix.values.push_back(i == j ? 1 : correlation_of(answer, i, j));
  }
  return Figure{"pairs",
                {"Which targets go together", "哪些目标相互关联"},
                {"Correlation of hit and miss of two targets over the futures: the stronger the colour, the "
                 "more one says "
                 "about the other. Blank: nothing.",
                 "两项目标实现与否在各次模拟中的相关程度：颜色越深，关联越强；空白表示无关联。"},
                std::move(matrix),
                {"pairs"}};
}

Sheet pair_sheet(const Answer& answer) {
  Sheet sheet{"pairs",
              {"Pairs of targets that go together most, and least", "关联最强的目标对"},
              {text_column("first", "target", "目标"), text_column("second", "and", "与"),
               number_column("correlation", "correlation", "相关系数", 2),
               column_of("both", {"both met", "同时实现"}, Shown::share, 1, "%"),
               column_of("apart", {"if they had nothing in common", "若互不相关"}, Shown::share, 1, "%")},
              {},
              {}};
  struct Pair {
    std::size_t i, j;
    double correlation;
  };
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < answer.joint.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const double correlation = correlation_of(answer, i, j);
      if (std::isfinite(correlation)) pairs.push_back({j, i, correlation});
    }
  }
  std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
    return std::fabs(a.correlation) > std::fabs(b.correlation);
  });
  if (pairs.size() > pairs_shown) pairs.resize(pairs_shown);
  for (const Pair& pair : pairs) {
    const auto& shares = answer.readings.front().pairs;
    sheet.rows.push_back({answer.targets[answer.joint[pair.i]].title,
                          answer.targets[answer.joint[pair.j]].title, pair.correlation,
                          100 * shares[pair.i][pair.j],
                          100 * shares[pair.i][pair.i] * shares[pair.j][pair.j]});
  }
  return sheet;
}

}  // namespace leontide::report
