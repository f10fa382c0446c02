#include "audit/audit.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

#include "base/nearest_name.hpp"
#include "base/reading.hpp"
#include "base/sha256.hpp"
#include "scenario/targets_file.hpp"
#include "yaml/keys.hpp"

namespace leontide::audit {

namespace {

using scenario::Promise;
using scenario::PromisedQuantity;
using scenario::Target;

/// What a promise and a definition name has to be a quantity that somebody speaks of.
void check_names(const std::vector<Promised>& promised, const std::vector<PromisedQuantity>& quantities,
                 Diagnostics& diagnostics) {
  std::set<std::string> known;
  for (const PromisedQuantity& quantity : quantities)
    known.insert(quantity.name);
  for (const Promised& one : promised) {
    if (one.promise) known.insert(one.promise->quantity);
  }
  const std::vector<std::string> names(known.begin(), known.end());
  const auto check = [&](const std::string& name, const Place& place) {
    if (name.empty() || known.contains(name)) return;
    diagnostics.error("unknown-name", place, fmt::format("there is no quantity \"{}\"", name),
                      suggestion(name, names));
  };
  for (const Promised& one : promised) {
    if (!one.promise || !one.target.promise) continue;
    check(one.target.promise->of, one.target.promise->place);
    check(one.target.promise->than, one.target.promise->place);
  }
  for (const PromisedQuantity& quantity : quantities) {
    for (const auto* list : {&quantity.parts, &quantity.contains})
      for (const std::string& name : *list)
        check(name, quantity.place);
    check(quantity.within, quantity.place);
    check(quantity.volume_of, quantity.place);
  }
}

constexpr int longest_period = 100;
constexpr double largest_number = 1e15;
constexpr double fastest_growth = 1000;  ///< per cent a year

/// Numbers that a plan may state: what is larger is a slip, and would overflow when it is compounded.
void check_numbers(const Promise& promise, const std::string& id, Diagnostics& diagnostics) {
  const bool is_growth = promise.said == scenario::Said::growth;
  for (const auto& bound : {promise.low, promise.high}) {
    const bool is_good = !bound || (is_growth ? *bound > -100 && *bound <= fastest_growth
                                              : std::fabs(*bound) <= largest_number);
    if (!is_good)
      diagnostics.error(
          "value", promise.place, fmt::format("the number of \"{}\" is out of all bounds", id),
          is_growth ? "growth is in per cent a year, from above -100 to 1000" : "at most 1e15 of its unit");
  }
  const double factor = scenario::read_worded_unit(promise.unit).factor;
  if (!(factor >= 1e-12 && factor <= 1e18))
    diagnostics.error("unit", promise.place, fmt::format("the unit of \"{}\" is out of all bounds", id));
}

void check_promises(const std::vector<Promised>& promised, Diagnostics& diagnostics) {
  for (const Promised& one : promised) {
    const Target& target = one.target;
    if (target.promise && !one.promise) {
      diagnostics.error("missing-key", target.promise->place,
                        fmt::format("the promise of \"{}\" states no bound or no year", target.id));
      continue;
    }
    if (!one.promise) continue;
    check_numbers(*one.promise, target.id, diagnostics);
    const auto base = one.promise->base_year();
    const bool is_sum = one.promise->said == scenario::Said::total;
    if (base && one.promise->year - *base > longest_period)
      diagnostics.error(
          "years", target.place,
          fmt::format("the promise of \"{}\" counts over more than {} years", target.id, longest_period));
    if (base && (*base >= one.promise->year && !is_sum))
      diagnostics.error(
          "years", target.place,
          fmt::format("the promise of \"{}\" counts from {} to {}", target.id, *base, one.promise->year));
  }
}

class Auditor {
 public:
  Auditor(const AuditFiles& files, const Hedging& hedging, Diagnostics& diagnostics)
      : files_(files), diagnostics_(diagnostics) {
    out_.hedging = hedging;
  }

  std::optional<Audit> run() {
    const auto file = yaml::read_yaml(files_.targets, files_.targets.string(), diagnostics_);
    if (!file) return std::nullopt;
    const scenario::TargetsFile read = scenario::read_targets(*file, nullptr, diagnostics_);
    out_.inputs.push_back({files_.targets.string(), sha256(std::string(file->source->text()))});
    read_name(file->root);
    const auto outside = read_outside(read);
    const auto series = read_series();
    for (const Target& target : read.targets)
      out_.promised.push_back({target, promise_of(target)});
    check_promises(out_.promised, diagnostics_);
    check_names(out_.promised, read.quantities, diagnostics_);
    if (diagnostics_.has_errors()) return std::nullopt;
    judge(read, series ? &*series : nullptr, outside ? &*outside : nullptr);
    return std::move(out_);
  }

 private:
  void read_name(const yaml::Node& root) {
    if (const yaml::Node* name = root.find("name")) out_.name = name->text;
    if (const yaml::Node* title = root.find("title")) out_.title = read_title(*title, diagnostics_);
  }

  std::optional<calibration::OutsideTable> read_outside(const scenario::TargetsFile& read) {
    if (!read.outside) return std::nullopt;
    const auto path = (files_.targets.parent_path() / read.outside->file).lexically_normal();
    ReadFault fault;
    const auto bytes = read_bytes(path, &fault);
    if (!bytes) {
      report_unread(fault, path.string(), read.outside->place, diagnostics_);
      return std::nullopt;
    }
    out_.inputs.push_back({path.string(), sha256(*bytes)});
    const auto table = parse_csv(*bytes, path.string(), diagnostics_);
    return table ? calibration::OutsideTable::read(*table, diagnostics_) : std::nullopt;
  }

  std::optional<calibration::Series> read_series() {
    if (!files_.series) return std::nullopt;
    auto series = calibration::read_series(*files_.series, files_.series->string(), diagnostics_);
    if (series) out_.inputs.push_back({files_.series->string(), series->sha256});
    return series;
  }

  void judge(const scenario::TargetsFile& read, const calibration::Series* series,
             const calibration::OutsideTable* outside) {
    Figures figures(read.quantities, series, read.vintage);
    for (const Promised& one : out_.promised) {
      if (one.promise) figures.add(one.target, *one.promise);
    }
    for (const Promised& one : out_.promised)
      out_.required.push_back(one.promise
                                  ? required_growth(one.target, *one.promise, figures, outside, out_.hedging)
                                  : Required{});
    out_.system = build_system(out_.promised, read.quantities, figures);
    out_.left_out = out_.system.left_out;
    out_.statements = static_cast<std::size_t>(
        std::count_if(out_.system.statements.begin(), out_.system.statements.end(),
                      [](const Statement& one) { return one.kind == Statement::Kind::target; }));
    out_.conflicts = find_conflicts(out_.system);
    for (const ConflictSet& set : out_.conflicts)
      out_.ways.push_back(ways_out(out_.promised, read.quantities, figures, out_.system, set, out_.hedging));
    out_.implied = implied_levels(out_.promised, figures, outside);
    name_quantities(read.quantities);
    out_.missing = missing_figures(out_.promised, out_.required, out_.hedging);
  }

  /// By their own title, else by that of the target that promises their level.
  void name_quantities(const std::vector<PromisedQuantity>& quantities) {
    for (const PromisedQuantity& quantity : quantities) {
      if (!quantity.title.en.empty()) out_.quantity_titles[quantity.name] = quantity.title;
    }
    for (const Promised& one : out_.promised) {
      if (one.promise && one.promise->said == scenario::Said::level)
        out_.quantity_titles.emplace(one.promise->quantity, one.target.title);
    }
  }

  const AuditFiles& files_;
  Diagnostics& diagnostics_;
  Audit out_;
};

}  // namespace

std::optional<Audit> audit(const AuditFiles& files, const Hedging& hedging, Diagnostics& diagnostics) {
  return Auditor(files, hedging, diagnostics).run();
}

}  // namespace leontide::audit
