// Value added and output by sector from location quotients, and local coefficients.
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "recipes/apply.hpp"
#include "table/refusal.hpp"

namespace leontide::recipes {

namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

std::vector<std::size_t> assign_broad(const Structure& step, const table::Accounts& base) {
  std::vector<std::size_t> broad_of(base.size(), nowhere);
  for (std::size_t b = 0; b < step.broad.size(); ++b) {
    for (const std::string& code : step.broad[b].codes) {
      std::size_t& place = broad_of[table::sector_index(base, code)];
      if (place != nowhere) {
        throw table::Refusal(table::Reason::unknown_sector,
                             fmt::format("sector \"{}\" stands in \"{}\" and in \"{}\"", code,
                                         step.broad[place].name, step.broad[b].name));
      }
      place = b;
    }
  }
  for (std::size_t i = 0; i < base.size(); ++i) {
    if (broad_of[i] == nowhere) {
      throw table::Refusal(table::Reason::unknown_sector,
                           fmt::format("sector \"{}\" stands in no broad sector", base.sectors[i].code));
    }
  }
  return broad_of;
}

}  // namespace

void apply(const Structure& step, Workbench& bench, StepContext&) {
  if (bench.base.sectors.empty())
    throw table::Refusal(table::Reason::step_order, "it needs the step \"import\" before it");
  if (!(step.share > 0))
    throw table::Refusal(table::Reason::out_of_range, "the region's share is not positive");
  const table::Accounts& base = bench.base;
  const std::size_t n = base.size();
  bench.share = step.share;
  bench.broad_of = assign_broad(step, base);
  bench.broad.clear();
  for (const BroadSector& broad : step.broad)
    bench.broad.push_back(broad.name);

  bench.quotients.assign(n, 0);
  for (std::size_t i = 0; i < n; ++i)
    bench.quotients[i] = step.broad[bench.broad_of[i]].share / step.share;
  for (const Structure::Quotient& quotient : step.quotients) {
    if (!(quotient.value >= 0)) {
      throw table::Refusal(table::Reason::out_of_range,
                           fmt::format("the quotient of sector \"{}\" is {}", quotient.code, quotient.value));
    }
    bench.quotients[table::sector_index(base, quotient.code)] = quotient.value;
  }

  std::vector<double> sums(step.broad.size());
  bench.value_added.assign(n, 0);
  for (std::size_t i = 0; i < n; ++i) {
    bench.value_added[i] = bench.quotients[i] * base.value_added_total[i] * step.share;
    sums[bench.broad_of[i]] += bench.value_added[i];
  }
  bench.output.assign(n, 0);
  bench.base_output.assign(n, 0);
  for (std::size_t i = 0; i < n; ++i) {
    const BroadSector& broad = step.broad[bench.broad_of[i]];
    const double value_added_share = bench.technology.value_added_shares[i];
    if (!(broad.value_added >= 0) || !(sums[bench.broad_of[i]] > 0)) {
      throw table::Refusal(
          table::Reason::out_of_range,
          fmt::format("\"{}\" has no value added to scale to {}", broad.name, broad.value_added));
    }
    bench.value_added[i] *= broad.value_added / sums[bench.broad_of[i]];
    if (base.value_added_total[i] == 0 && bench.value_added[i] == 0) continue;
    if (!(value_added_share > 0)) {
      throw table::Refusal(
          table::Reason::value_added_exhausted,
          fmt::format("the value-added share of sector \"{}\" is {}: its output does not follow from its "
                      "value added",
                      base.sectors[i].code, print_number(value_added_share)));
    }
    bench.output[i] = bench.value_added[i] / value_added_share;
    bench.base_output[i] = base.value_added_total[i] / value_added_share;
  }

  std::string line = fmt::format("structure: value added = location quotient × {} of {}, scaled to",
                                 step.share, base.region.empty() ? base.title : base.region);
  for (std::size_t b = 0; b < step.broad.size(); ++b) {
    line += fmt::format("{} {} {} (by {:.4f})", b == 0 ? "" : ",", step.broad[b].name,
                        print_number(step.broad[b].value_added), step.broad[b].value_added / sums[b]);
  }
  line += "; quotients of the broad sectors";
  for (const Structure::Quotient& quotient : step.quotients) {
    line += fmt::format(", {} for {}", print_number(quotient.value), quotient.code);
    if (!quotient.source.empty()) line += " (" + quotient.source + ")";
  }
  bench.history.push_back(line + "; output = value added / updated value-added share");
}

void apply(const Regionalise& step, Workbench& bench, StepContext&) {
  if (bench.output.empty())
    throw table::Refusal(table::Reason::step_order, "it needs the step \"structure\" before it");
  if (bench.purchase.empty())
    throw table::Refusal(table::Reason::step_order, "it needs the step \"purchase\" before it");
  const table::LocationOptions options{step.method, step.size.value_or(bench.share), step.delta};
  bench.simple_quotients = table::simple_location_quotients(bench.output, bench.base_output);
  const bool flegg = step.method == table::LocationMethod::flq || step.method == table::LocationMethod::aflq;
  bench.size_factor = flegg ? table::regional_size_factor(options.size, options.delta) : 1;
  const table::Matrix factors = table::local_trade_factors(bench.simple_quotients, options);
  bench.regional = table::scale_rows(bench.technology.coefficients, bench.purchase);
  std::size_t cut = 0;
  for (std::size_t k = 0; k < factors.values.size(); ++k) {
    bench.regional.values[k] *= factors.values[k];
    if (factors.values[k] < 1) ++cut;
  }
  bench.history.push_back(
      fmt::format("regionalise: {} on coefficients times purchase shares, own sector by SLQ, quotients in "
                  "output, size {}, delta "
                  "{}, lambda {:.4f}; {} of {} cells cut",
                  title_of(step.method).en, print_number(options.size), print_number(step.delta),
                  bench.size_factor, cut, factors.values.size()));
}

}  // namespace leontide::recipes
