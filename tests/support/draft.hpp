// A model written in a test, without a file: sets, data, drivers, a lever and an event that are always there,
// and the equations that a test adds.
#pragma once

#include <catch2/catch.hpp>
#include <optional>
#include <string>

#include "language/check.hpp"

namespace leontide::test {

inline language::ExpressionText text_at(const std::string& text, std::size_t line) {
  language::ExpressionText out{text, "m.yaml", {}};
  for (std::size_t i = 0; i < text.size(); ++i)
    out.positions.push_back({line, 1 + i});
  return out;
}

/// Sets: `sector` (a, b, c), `first` (a, b) and `last` (c) of it, `broad` (goods: a, c; services: b) grouping
/// it.
///
/// Vectors over `sector`: w, x0 without unit, f (1e8 CNY constant), g (1e4 CNY constant), h (1e8 CNY
/// current); v over `first`, u over `broad`. Scalars: k, p (percent), n (1e4 person), m (1e8 CNY constant).
/// Matrices: A (regional), T (total), S (sells to first), F (1e8 CNY constant). Drivers: d and e[sector] by
/// trial, y and z[sector] by year.
class Draft {
 public:
  Draft() {
    using language::PriceBasis;
    out_.name = "draft";
    out_.time = {2024, 2027, false};
    out_.symbols = {{"CNY", "currency"}, {"person", "people"}};
    using Kind = language::Set::Kind;
    out_.sets = {{"sector", {"a", "b", "c"}, Kind::root, false, 0, {}},
                 {"first", {"a", "b"}, Kind::subset, false, 0, {0, 1}},
                 {"last", {"c"}, Kind::subset, false, 0, {2}},
                 {"broad", {"goods", "services"}, Kind::groups, false, 0, {0, 1, 0}}};
    datum("w", {0}, "none", PriceBasis::none, {2, 3, 5});
    datum("x0", {0}, "none", PriceBasis::none, {0.5, 0, -4});
    datum("f", {0}, "1e8 CNY", PriceBasis::constant, {10, 20, 30});
    datum("g", {0}, "1e4 CNY", PriceBasis::constant, {10000, 0, 30000});
    datum("h", {0}, "1e8 CNY", PriceBasis::current, {7, 8, 9});
    datum("v", {1}, "none", PriceBasis::none, {11, 13});
    datum("u", {3}, "none", PriceBasis::none, {1.5, 0.25});
    datum("k", {}, "none", PriceBasis::none, {1.25});
    datum("p", {}, "percent", PriceBasis::none, {50});
    datum("n", {}, "1e4 person", PriceBasis::none, {4});
    datum("m", {}, "1e8 CNY", PriceBasis::constant, {6});
    datum("A", {0, 0}, "none", PriceBasis::none, {0.1, 0.2, 0, 0.3, 0.1, 0.2, 0, 0.1, 0.4},
          language::StatedRequirements::regional);
    datum("T", {0, 0}, "none", PriceBasis::none, {0.2, 0.1, 0, 0.1, 0.2, 0.3, 0.1, 0.1, 0.1},
          language::StatedRequirements::total);
    datum("S", {1, 0}, "none", PriceBasis::none, {0.1, 0.2, 0.3, 0.4, 0.5, 0.6});
    datum("F", {0, 0}, "1e8 CNY", PriceBasis::constant, {1, 2, 3, 4, 5, 6, 7, 8, 9});
    driver("d", {}, false);
    driver("e", {0}, false);
    driver("y", {}, true);
    driver("z", {0}, true);
    out_.levers = {quantity("push", {}, "none")};
    out_.lever_timings = {{2025, 2, 9999, {}, {}}};
    out_.events = {quantity("storm", {}, "none")};
  }

  /// `name` or `name[set]`; a variable with a start takes its equation from the second year on.
  Draft& variable(const std::string& name, const std::string& equation, const std::string& start = "") {
    language::VariableDraft v;
    v.name = name.substr(0, name.find('['));
    if (v.name != name) v.sets = {set(name.substr(v.name.size() + 1, name.size() - v.name.size() - 2))};
    v.equation = text_at(equation, ++line_);
    v.place = {"m.yaml", ++line_, 1, 0};
    if (!start.empty()) v.start = text_at(start, ++line_);
    out_.variables.push_back(v);
    return *this;
  }
  Draft& indicator(const std::string& name, const std::string& value, const std::string& over = "",
                   const std::string& unit = "none",
                   language::PriceBasis basis = language::PriceBasis::none) {
    out_.indicators.push_back(value_of(name, value, over, unit, basis));
    return *this;
  }
  Draft& check(const std::string& name, const std::string& value, double within,
               bool base_year_only = false) {
    out_.checks.push_back(
        {value_of(name, value, "", "none", language::PriceBasis::none), within, base_year_only});
    return *this;
  }
  Draft& block(const std::string& name, const std::vector<std::string>& variables) {
    out_.blocks.push_back({name, variables, 1e-12, 200, 1, {"m.yaml", ++line_, 1, 0}});
    return *this;
  }

  language::ModelDraft& operator*() { return out_; }
  language::ModelDraft* operator->() { return &out_; }

  language::SetId set(const std::string& name) const {
    for (language::SetId i = 0; i < out_.sets.size(); ++i)
      if (out_.sets[i].name == name) return i;
    FAIL("no set " << name);
    return 0;
  }

  /// The checked model, which must be sound.
  language::Model model() const {
    Diagnostics diagnostics;
    language::Checked checked = language::check(out_, diagnostics);
    INFO(diagnostics.text());
    REQUIRE(checked.is_sound);
    return std::move(checked.model);
  }
  /// What is wrong, one line a fault: `code: what (hint)`.
  std::string faults() const {
    Diagnostics diagnostics;
    const bool sound = language::check(out_, diagnostics).is_sound;
    CHECK(sound == !diagnostics.has_errors());
    std::string all;
    for (const Diagnostic& d : diagnostics.list())
      all += d.code + ": " + d.what + (d.hint.empty() ? "" : " (" + d.hint + ")") + "\n";
    return all;
  }

 private:
  language::Quantity quantity(const std::string& name, const std::vector<language::SetId>& sets,
                              const std::string& unit,
                              language::PriceBasis basis = language::PriceBasis::none) {
    language::Quantity q;
    q.name = name;
    q.shape.sets = sets;
    q.unit = language::parse_unit(unit, out_.symbols).value();
    q.basis = basis;
    q.place = {"m.yaml", ++line_, 1, 0};
    return q;
  }
  void datum(const std::string& name, const std::vector<language::SetId>& sets, const std::string& unit,
             language::PriceBasis basis, std::vector<double> values,
             language::StatedRequirements requirements = language::StatedRequirements::none) {
    language::Datum out;
    static_cast<language::Quantity&>(out) = quantity(name, sets, unit, basis);
    out.values = std::move(values);
    out.requirements = requirements;
    out_.data.push_back(std::move(out));
  }
  void driver(const std::string& name, const std::vector<language::SetId>& sets, bool moves) {
    out_.drivers.push_back(quantity(name, sets, "none"));
    out_.moving_drivers.push_back(moves);
  }
  language::IndicatorDraft value_of(const std::string& name, const std::string& value,
                                    const std::string& over, const std::string& unit,
                                    language::PriceBasis basis) {
    language::IndicatorDraft out;
    out.name = name;
    if (!over.empty()) out.over = set(over);
    out.value = text_at(value, ++line_);
    out.unit = language::parse_unit(unit, out_.symbols).value();
    out.basis = basis;
    out.place = {"m.yaml", line_, 1, 0};
    return out;
  }

  language::ModelDraft out_;
  std::size_t line_ = 0;
};

}  // namespace leontide::test
