#include "table/analyses/regional_multipliers.hpp"

#include <algorithm>

#include "table/leontief_system.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

std::vector<std::size_t> members_of(const Regions& regions, std::size_t region) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < regions.of.size(); ++i) {
    if (regions.of[i] == region) out.push_back(i);
  }
  return out;
}

Matrix block(const Matrix& a, const std::vector<std::size_t>& members) {
  Matrix out(members.size(), members.size());
  for (std::size_t r = 0; r < members.size(); ++r) {
    for (std::size_t c = 0; c < members.size(); ++c)
      out(r, c) = a(members[r], members[c]);
  }
  return out;
}

void require_regions(const Matrix& a, const Regions& regions) {
  if (a.rows != regions.of.size())
    throw Refusal(Reason::shape, "the coefficients and the regions are of different sectors");
}

}  // namespace

RegionalMultipliers regional_multipliers(const Matrix& a, const Regions& regions) {
  require_regions(a, regions);
  const LeontiefSystem system(a);
  const std::size_t n = a.rows;
  RegionalMultipliers out;
  out.total.assign(n, 0);
  out.own.assign(n, 0);
  out.other.assign(n, 0);
  out.alone.assign(n, 0);
  out.feedback.assign(n, 0);
  out.by_region = Matrix(regions.names.size(), n);
  for (std::size_t r = 0; r < regions.names.size(); ++r) {
    const std::vector<std::size_t> members = members_of(regions, r);
    std::vector<double> here(n, 0);
    for (const std::size_t i : members)
      here[i] = 1;
    const std::vector<double> made = system.effects(here);
    for (std::size_t j = 0; j < n; ++j) {
      out.by_region(r, j) = made[j];
      out.total[j] += made[j];
      (regions.of[j] == r ? out.own : out.other)[j] += made[j];
    }
    const std::vector<double> alone =
        LeontiefSystem(block(a, members)).effects(std::vector<double>(members.size(), 1));
    for (std::size_t m = 0; m < members.size(); ++m) {
      out.alone[members[m]] = alone[m];
      out.feedback[members[m]] = out.own[members[m]] - alone[m];
    }
  }
  return out;
}

Feedback feedback(const Matrix& a, const Regions& regions, std::size_t region,
                  std::span<const double> demand) {
  require_regions(a, regions);
  if (demand.size() != a.rows)
    throw Refusal(Reason::shape, "the coefficients and the final demand are of different sectors");
  for (std::size_t i = 0; i < demand.size(); ++i) {
    if (demand[i] != 0 && regions.of[i] != region)
      throw Refusal(Reason::out_of_range, "final demand stands in another region than the one asked for");
  }
  const std::vector<std::size_t> members = members_of(regions, region);
  std::vector<double> own(members.size());
  std::transform(members.begin(), members.end(), own.begin(), [&](std::size_t i) { return demand[i]; });
  const std::vector<double> alone = LeontiefSystem(block(a, members)).outputs(own);
  Feedback out{LeontiefSystem(a).outputs(demand), std::vector<double>(a.rows, 0), 0};
  double all = 0;
  for (std::size_t m = 0; m < members.size(); ++m) {
    out.outputs_alone[members[m]] = alone[m];
    all += out.outputs[members[m]];
  }
  out.missed = all == 0 ? 0 : (all - sum(alone)) / all;
  return out;
}

}  // namespace leontide::table
