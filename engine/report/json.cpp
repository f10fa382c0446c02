#include "report/json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace leontide::report {

namespace {

using Json = nlohmann::ordered_json;

Json number(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}
Json number(const std::optional<double>& value) {
  return value ? number(*value) : Json(nullptr);
}

Json title(const Title& text) {
  return {{"en", text.en}, {"zh", text.zh}};
}

Json names_of(const std::vector<Named>& list) {
  Json names = Json::array();
  for (const Named& one : list)
    names.push_back(one.name);
  return names;
}

Json proportion(const Proportion& p) {
  return {{"hits", p.hits},
          {"draws", p.draws},
          {"estimate", number(p.estimate)},
          {"low", number(p.low)},
          {"high", number(p.high)},
          {"level", p.level},
          {"method", statistics::name_of(p.method)}};
}

Json spread(const Spread& s) {
  Json out{{"mean", number(s.mean)}, {"error_of_mean", number(s.error)}, {"sd", number(s.sd)}};
  const auto quantile = [&](const std::string& name, const std::optional<Quantile>& q) {
    out[name] = q ? number(q->value) : Json();
    out[name + "_low"] = q ? number(q->low) : Json();
    out[name + "_high"] = q ? number(q->high) : Json();
  };
  quantile("p10", s.p10);
  quantile("p50", s.p50);
  quantile("p90", s.p90);
  out["deterministic"] = number(s.centre);
  return out;
}

const char* when_name(scenario::Target::When when) {
  constexpr const char* names[] = {"year", "each", "average", "cumulative", "mean_growth"};
  return names[static_cast<std::size_t>(when)];
}

const char* rule_name(scenario::Target::Rule rule) {
  constexpr const char* names[] = {"at_least", "at_most", "between"};
  return names[static_cast<std::size_t>(rule)];
}

/// What a target says of where it starts, assessed or not.
void add_base_figure(const scenario::Target& t, Json& out) {
  if (!t.base_figure) return;
  const scenario::BaseFigure& figure = *t.base_figure;
  Json& to = out["base_figure"] = {{"value", figure.value}, {"year", figure.year}};
  if (!figure.unit.empty()) to["unit"] = figure.unit;
  to["source"] = title(figure.source);
  if (!figure.known_on.empty()) to["known_on"] = figure.known_on;
}

Json outside_view(const calibration::OutsideShare& view) {
  return {{"share", view.share},
          {"share_recent", view.share_recent},
          {"window_years", view.window_years},
          {"years", {view.first_year, view.last_year}},
          {"recent_from", view.recent_from}};
}

Json target(const scenario::Target& t) {
  Json out{{"id", t.id}, {"title", title(t.title)}, {"status", scenario::to_string(t.status)}};
  add_base_figure(t, out);
  if (!t.same_quantity_as.empty()) out["same_quantity_as"] = t.same_quantity_as;
  if (!t.assessed()) {
    out["needs"] = title(t.needs);
    out["asks"] = title(t.asks);
    if (!t.note.en.empty()) out["note"] = title(t.note);
    return out;
  }
  out["grade"] = t.grade;
  out["indicator"] = t.indicator;
  out["rule"] = rule_name(t.rule);
  if (!t.bound_indicator.empty()) {
    out["bound"] = t.bound_indicator;
  } else if (t.rule == scenario::Target::Rule::between) {
    out["bound"] = {t.low, t.high};
  } else {
    out["bound"] = t.low;
  }
  out["unit"] = to_string(t.unit);
  out["prices"] = to_string(t.basis);
  out["when"] = when_name(t.when);
  out["years"] = t.years;
  out["tolerance"] = t.tolerance;
  out["counts_towards_joint"] = t.asserts;
  if (t.outside) out["outside_view"] = outside_view(*t.outside);
  if (t.past_growth) out["past_growth"] = number(t.past_growth);
  if (!t.given.empty()) out["given"] = {{"title", title(t.given_title)}, {"values", t.given}};
  if (!t.base.en.empty()) out["base"] = title(t.base);
  if (!t.note.en.empty()) out["note"] = title(t.note);
  if (!t.because.en.empty()) out["because"] = title(t.because);
  return out;
}

/// What came of targets of older plans that were given such a chance.
Json such_chances(const calibration::TrackRecord& record, double chance) {
  const auto such = [&](bool is_direct) {
    const calibration::RecordRow all = record.like(chance, is_direct);
    return Json{{"targets", all.targets}, {"met", all.met}};
  };
  return {{"direct", such(true)}, {"inferred", such(false)}};
}

Json target_answer(const scenario::Target& t, const TargetAnswer& a,
                   const std::optional<calibration::TrackRecord>& record) {
  Json out{{"id", t.id}, {"chance", proportion(a.chance)}};
  if (a.outside && !t.outside) out["outside_view"] = outside_view(*a.outside);
  if (record && a.chance.draws > 0) out["such_chances"] = such_chances(*record, a.chance.estimate);
  if (t.is_about || !t.given.empty()) {
    Json others = Json::array();
    for (const ChanceAt& other : a.others) {
      Json one = t.given.empty() ? Json{{"tolerance", other.tolerance}} : Json{{"given", other.given}};
      one["chance"] = proportion(other.chance);
      others.push_back(std::move(one));
    }
    out[t.given.empty() ? "by_tolerance" : "by_given"] = std::move(others);
  }
  out["value"] = spread(a.value);
  out["gap"] = number(a.gap);
  out["required_growth"] = number(a.required_growth);
  out["missed_alone"] = number(a.missed_alone);
  out["on_bound"] = a.on_bound;
  Json sources = Json::object();
  for (const auto& [group, sd] : a.sources)
    sources[group] = number(sd);
  out["spread_by_source"] = std::move(sources);
  return out;
}

Json indicator(const IndicatorAnswer& i) {
  Json years = Json::array();
  for (const FanYear& year : i.years) {
    Json one{{"year", year.year}};
    one.update(spread(year.value));
    years.push_back(std::move(one));
  }
  return {{"name", i.name},
          {"title", title(i.title)},
          {"unit", i.unit},
          {"prices", i.prices},
          {"years", std::move(years)}};
}

Json conflict(const ConflictAnswer& c) {
  return {{"level", c.level},
          {"share", c.share},
          {"whole", c.whole},
          {"implied", number(c.implied)},
          {"unit", c.unit},
          {"whole_value", spread(c.whole_value)},
          {"both", proportion(c.both)},
          {"note", title(c.note)}};
}

Json decomposition(const analysis::ToldApart& told) {
  Json terms = Json::array();
  for (const analysis::TermShare& term : told.terms) {
    terms.push_back({{"name", term.name},
                     {"centre", number(term.centre)},
                     {"centre_by_order", {number(term.order_low), number(term.order_high)}},
                     {"mean", number(term.mean)},
                     {"error", number(term.error)},
                     {"mean_by_order", {number(term.mean_order_low), number(term.mean_order_high)}},
                     {"p10", number(term.p10)},
                     {"p90", number(term.p90)}});
  }
  return {{"of", told.of},
          {"title", title(told.title)},
          {"unit", to_string(told.unit)},
          {"prices", to_string(told.basis)},
          {"base_year", told.base_year},
          {"year", told.year},
          {"base", number(told.base)},
          {"end", number(told.end)},
          {"orders", told.is_exact ? "all" : "two polar"},
          {"trials", told.trials},
          {"completed", told.completed},
          {"largest_gap", number(told.gap)},
          {"terms", std::move(terms)}};
}

Json sampling(const scenario::Sampling& s) {
  using Method = scenario::Sampling::Method;
  Json out{{"method", leontide::name_of(s.method)}, {"seed", s.seed}};
  if (s.method == Method::latin_hypercube || s.method == Method::sobol) out["replicates"] = s.replicates;
  if (s.until) {
    out["until"] = {{"width", s.until->width},
                    {"level", s.until->level},
                    {"of", s.until->of},
                    {"at_most", s.until->at_most}};
  } else {
    out["trials"] = s.trials;
  }
  return out;
}

Json reading(const Answer& answer, const ReadingAnswer& r) {
  Json out{{"name", r.name},
           {"title", title(r.title)},
           {"sets", r.sets},
           {"levers", names_of(r.levers)},
           {"events", names_of(r.events)},
           {"trials", r.trials},
           {"completed", r.completed}};
  Json failures = Json::object(), firsts = Json::object();
  for (const Failed& failed : r.failures) {
    failures[failed.cause] = failed.trials;
    if (!failed.what.empty()) firsts[failed.cause] = {{"what", failed.what}, {"year", failed.year}};
  }
  out["failed_by_cause"] = std::move(failures);
  out["first_failures"] = std::move(firsts);
  if (r.stop) out["stop"] = {{"reached", r.stop->reached}, {"width", number(r.stop->width)}};
  out["joint"] = proportion(r.joint);
  Json at_least = Json::array();
  for (std::size_t k = 0; k < r.at_least.size(); ++k)
    at_least.push_back({{"targets", k}, {"chance", proportion(r.at_least[k])}});
  out["at_least"] = std::move(at_least);
  Json targets = Json::array();
  for (std::size_t i = 0; i < answer.targets.size(); ++i) {
    if (answer.targets[i].assessed())
      targets.push_back(target_answer(answer.targets[i], r.targets[i], answer.track_record));
  }
  out["targets"] = std::move(targets);
  Json names = Json::array();
  for (const std::uint32_t target_number : answer.joint)
    names.push_back(answer.targets[target_number].id);
  out["pairs"] = {{"targets", std::move(names)}, {"chance_of_both", r.pairs}};
  Json conflicts = Json::array();
  for (const auto& c : r.conflicts)
    conflicts.push_back(conflict(c));
  out["conflicts"] = std::move(conflicts);
  Json groups = Json::object();
  for (const SourceGroup& group : r.source_groups)
    groups[group.name] = group.drivers;
  out["sources"] = std::move(groups);
  Json indicators = Json::array();
  for (const auto& i : r.indicators)
    indicators.push_back(indicator(i));
  out["indicators"] = std::move(indicators);
  if (r.decompositions.empty()) return out;
  Json told = Json::array();
  for (const analysis::ToldApart& one : r.decompositions)
    told.push_back(decomposition(one));
  out["decompositions"] = std::move(told);
  return out;
}

}  // namespace

std::string to_json(const Answer& answer) {
  Json out{{"leontide", "result/1"},
           {"version", answer.version},
           {"scenario", answer.scenario},
           {"title", title(answer.title)},
           {"digest", answer.digest}};
  out["sampling"] = sampling(answer.sampling);
  out["set"] = answer.set;
  out["assessed"] = answer.assessed();
  Json targets = Json::array();
  for (const auto& t : answer.targets)
    targets.push_back(target(t));
  out["targets"] = std::move(targets);
  Json readings = Json::array();
  for (const auto& r : answer.readings)
    readings.push_back(reading(answer, r));
  out["readings"] = std::move(readings);
  out["warnings"] = Json::array();
  for (const Title& warning : answer.warnings)
    out["warnings"].push_back(warning.en);
  Json inputs = Json::array();
  for (const auto& input : answer.inputs)
    inputs.push_back({{"path", input.path}, {"sha256", input.sha256}});
  out["inputs"] = std::move(inputs);
  return out.dump(1) + "\n";
}

}  // namespace leontide::report
