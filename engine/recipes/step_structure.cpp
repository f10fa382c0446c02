// Value added and output by sector from location quotients.
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "recipes/apply.hpp"
#include "recipes/step_kinds.hpp"
#include "table/refusal.hpp"

namespace leontide::recipes {

namespace {

using yaml::Form;

const std::vector<yaml::Key>& broad_keys() {
  static const std::vector<yaml::Key> keys{
      {"share", true, Form::number, "the region's share of the imported table's area"},
      {"value_added", true, Form::number, "official total"},
      {"codes", true, Form::texts, "its sectors"}};
  return keys;
}

const std::vector<yaml::Key>& quotient_keys() {
  static const std::vector<yaml::Key> keys{{"value", true, Form::number, "location quotient in value added"},
                                           {"source", true, Form::text, "what it rests on"}};
  return keys;
}

const std::vector<yaml::Key>& structure_keys() {
  static const std::vector<yaml::Key> keys{
      {"share", true, Form::number, "the region's share of the imported table's value added"},
      {"broad", true, Form::by_name, "broad sectors; every sector stands in one", broad_keys},
      {"quotients", false, Form::by_name, "by sector, in place of the broad sector's", quotient_keys},
      source_key()};
  return keys;
}

Step read_structure(const Fields& fields) {
  Structure step;
  step.share = fields.number("share", 0);
  for (const auto& [name, entry] : fields.entries("broad")) {
    const Fields inner(*entry, broad_keys(), "a broad sector", fields.diagnostics());
    step.broad.push_back(
        {name, inner.number("share", 0), inner.number("value_added", 0), inner.texts("codes")});
  }
  for (const auto& [code, entry] : fields.entries("quotients")) {
    const Fields inner(*entry, quotient_keys(), "a quotient", fields.diagnostics());
    step.quotients.push_back({code, inner.number("value", 1), inner.text("source")});
  }
  return step;
}

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

StepKind structure_kind() {
  return {Structure::verb, "value added and output by location quotients", structure_keys, read_structure};
}

void apply(const Structure& step, Workbench& bench, StepContext&) {
  const table::Accounts& base = imported(bench);
  if (!(step.share > 0))
    throw table::Refusal(table::Reason::out_of_range, "the region's share is not positive");
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
    const double sum = sums[bench.broad_of[i]];
    if (!(broad.value_added >= 0) || (broad.value_added > 0 && !(sum > 0))) {
      throw table::Refusal(
          table::Reason::out_of_range,
          fmt::format("\"{}\" has no value added to scale to {}", broad.name, broad.value_added));
    }
    bench.value_added[i] = sum > 0 ? bench.value_added[i] * (broad.value_added / sum) : 0;
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

  std::string scaled, quotients;
  for (std::size_t b = 0; b < step.broad.size(); ++b) {
    scaled += fmt::format("{} {} {}", b == 0 ? "" : ",", step.broad[b].name,
                          print_number(step.broad[b].value_added));
    if (sums[b] > 0) scaled += fmt::format(" (by {:.4f})", step.broad[b].value_added / sums[b]);
  }
  for (const Structure::Quotient& quotient : step.quotients) {
    quotients += fmt::format(", {} for {}", print_number(quotient.value), quotient.code);
    if (!quotient.source.empty()) quotients += " (" + quotient.source + ")";
  }
  bench.history.push_back(fmt::format(
      "structure: value added = location quotient × {} of {}, scaled to{}; quotients of the broad sectors{}; "
      "output = value added / updated value-added share",
      step.share, base.region.empty() ? base.title : base.region, scaled, quotients));
}

std::string sentence(const Structure&, const Workbench&) {
  return "Value added by location quotients, scaled to official totals; output from it.";
}

}  // namespace leontide::recipes
