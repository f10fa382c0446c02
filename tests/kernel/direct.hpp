// A model's value by its definition: the syntax tree walked for one trial and one year, nothing shared,
// nothing compiled. What the compiled program gives is held against it.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "graph/order.hpp"
#include "kernel/compile.hpp"
#include "kernel/run.hpp"
#include "lanes/width.hpp"
#include "language/parse.hpp"
#include "support/draft.hpp"

namespace leontide::test {

using Rows = std::vector<double>;

/// The random inputs of 64 trials over all years.
struct Inputs {
  std::vector<std::vector<lanes::AlignedVector>> drivers;  ///< [steps][drivers]
  std::vector<lanes::AlignedVector> levers;                ///< [levers]
  std::vector<std::vector<lanes::AlignedVector>> events;   ///< [steps][events]
};

/// Numbers in (0.2, 1.8) that differ from lane to lane; what does not move in time stands in every year.
inline Inputs made_inputs(const language::Model& model, unsigned seed) {
  std::uint64_t state = seed * 2654435761U + 12345;
  const auto next = [&] {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return 0.2 + 1.6 * static_cast<double>(state >> 40) / static_cast<double>(1U << 24);
  };
  const auto vector = [&](std::size_t rows) {
    lanes::AlignedVector out(rows * lanes::width);
    std::generate(out.begin(), out.end(), next);
    return out;
  };
  Inputs inputs;
  for (int step = 0; step < model.time.steps(); ++step) {
    inputs.drivers.emplace_back();
    for (std::size_t i = 0; i < model.drivers.size(); ++i) {
      const bool again = step > 0 && !model.moving_drivers[i];
      inputs.drivers.back().push_back(again ? inputs.drivers[0][i]
                                            : vector(model.rows(model.drivers[i].shape)));
    }
    inputs.events.emplace_back();
    for (std::size_t i = 0; i < model.events.size(); ++i)
      inputs.events.back().push_back(vector(1));
  }
  for (std::size_t i = 0; i < model.levers.size(); ++i)
    inputs.levers.push_back(vector(1));
  return inputs;
}

class Direct {
 public:
  Direct(const language::ModelDraft& draft, const Inputs& inputs, std::size_t lane)
      : draft_(draft), inputs_(inputs), lane_(lane) {}

  Rows value(const language::ExpressionText& text, int step) const {
    Diagnostics diagnostics;
    return of(language::parse(text, diagnostics), step);
  }

 private:
  using Syntax = language::Syntax;

  static double at(const Rows& rows, std::size_t i) { return rows.size() == 1 ? rows[0] : rows.at(i); }

  template <class F>
  static Rows each(F f, const Rows& a, const Rows& b = {0}, const Rows& c = {0}) {
    Rows out(std::max({a.size(), b.size(), c.size()}));
    for (std::size_t i = 0; i < out.size(); ++i)
      out[i] = f(at(a, i), at(b, i), at(c, i));
    return out;
  }

  const language::Set& set(const std::string& name) const {
    return *std::find_if(draft_.sets.begin(), draft_.sets.end(),
                         [&](const auto& s) { return s.name == name; });
  }
  /// The set of a vector, by its length: all sets of a draft differ in theirs but `first` and `broad`.
  std::vector<std::string> codes_of(const Rows& rows, const std::string& hint) const {
    for (const auto& s : draft_.sets)
      if (s.codes.size() == rows.size() && (hint.empty() || s.name == hint)) return s.codes;
    return {};
  }
  static std::size_t find(const std::vector<std::string>& codes, const std::string& code) {
    return static_cast<std::size_t>(std::find(codes.begin(), codes.end(), code) - codes.begin());
  }

  const language::Datum& datum(const std::string& name) const {
    return *std::find_if(draft_.data.begin(), draft_.data.end(),
                         [&](const auto& d) { return d.name == name; });
  }

  Rows variable(const language::VariableDraft& v, int step) const {
    const auto known = known_.find({v.name, step});
    if (known != known_.end()) return known->second;
    const bool starts = step == 0 && v.start;
    Rows out = value(starts ? *v.start : v.equation, step);
    const std::size_t rows = v.sets.empty() ? 1 : draft_.sets[v.sets[0]].codes.size();
    if (out.size() < rows) out.assign(rows, out[0]);
    return known_[{v.name, step}] = out;
  }

  Rows name(const std::string& text, int step) const {
    if (text == "year") return {static_cast<double>(draft_.time.base + step)};
    for (const auto& v : draft_.variables)
      if (v.name == text) return variable(v, step);
    for (std::size_t i = 0; i < draft_.drivers.size(); ++i) {
      if (draft_.drivers[i].name != text) continue;
      const auto& lanes_of = inputs_.drivers[static_cast<std::size_t>(step)][i];
      Rows out;
      for (std::size_t row = lane_; row < lanes_of.size(); row += lanes::width)
        out.push_back(lanes_of[row]);
      return out;
    }
    return datum(text).values;
  }

  Rows of(const Syntax& s, int step) const {
    const auto argument = [&](std::size_t i, int when) { return of(s.arguments[i].value, when); };
    switch (s.kind) {
      case Syntax::Kind::number: return {s.number};
      case Syntax::Kind::name: return name(s.text, step);
      case Syntax::Kind::unary: return each([](double a, double, double) { return -a; }, argument(0, step));
      case Syntax::Kind::binary: return binary(s.text, argument(0, step), argument(1, step));
      case Syntax::Kind::subscript: {
        const Rows all = argument(0, step);
        Rows out;
        for (const std::string& code : set(s.arguments[1].value.text).codes)
          out.push_back(all.at(find(codes_of(all, ""), code)));
        return out;
      }
      default: return call(s, step);
    }
  }

  static Rows binary(const std::string& op, const Rows& a, const Rows& b) {
    return each(
        [&](double x, double y, double) -> double {
          if (op == "+") return x + y;
          if (op == "-") return x - y;
          if (op == "*") return x * y;
          if (op == "/") return x / y;
          if (op == "^") return std::pow(x, y);
          if (op == "<") return x < y;
          if (op == "<=") return x <= y;
          if (op == ">") return x > y;
          if (op == ">=") return x >= y;
          if (op == "==") return x == y;
          return x != y;
        },
        a, b);
  }

  Rows call(const Syntax& s, int step) const {
    const std::string& f = s.text;
    const auto x = [&](std::size_t i) { return of(s.arguments[i].value, step); };
    const auto word = [&](std::size_t i) { return s.arguments[i].value.text; };
    if (f == "lag") return of(s.arguments[0].value, step - 1);
    if (f == "base") return of(s.arguments[0].value, 0);
    if (f == "growth")
      return each([](double a, double b, double) { return a / b - 1; }, x(0),
                  of(s.arguments[0].value, step - 1));
    if (f == "cumulative") {
      Rows all = each([](double, double, double) { return 0.0; }, x(0));
      for (int t = 1; t <= step; ++t)
        all = binary("+", all, of(s.arguments[0].value, t));
      return all;
    }
    if (f == "cagr") {
      const int from = static_cast<int>(x(1)[0]) - draft_.time.base,
                to = static_cast<int>(x(2)[0]) - draft_.time.base;
      return each([&](double a, double b, double) { return std::pow(a / b, 1.0 / (to - from)) - 1; },
                  of(s.arguments[0].value, to), of(s.arguments[0].value, from));
    }
    const double now = draft_.time.base + step;
    if (f == "step") return {now >= x(0)[0] ? 1.0 : 0.0};
    if (f == "pulse") return {now == x(0)[0] ? 1.0 : 0.0};
    if (f == "ramp") return {std::clamp((now - x(0)[0] + 1) / x(1)[0], 0.0, 1.0)};
    if (f == "lever") {
      const double share =
          std::clamp((now - draft_.lever_timings[0].start + 1) / draft_.lever_timings[0].ramp, 0.0, 1.0);
      return {step == 0 ? 0 : share * inputs_.levers[0][lane_]};
    }
    if (f == "event") return {inputs_.events[static_cast<std::size_t>(step)][0][lane_]};
    if (f == "sum" && s.arguments.size() == 2) {
      const auto& groups = set(s.arguments[1].value.text);
      const Rows all = x(0);
      Rows out(groups.codes.size(), 0);
      for (std::size_t i = 0; i < all.size(); ++i)
        out[groups.map[i]] += all[i];
      return out;
    }
    if (f == "sum" || f == "mean" || f == "dot") {
      const Rows all = f == "dot" ? binary("*", x(0), x(1)) : x(0);
      double total = 0;
      for (const double value : all)
        total += value;
      return {f == "mean" ? total / static_cast<double>(all.size()) : total};
    }
    if (f == "spread" || f == "expand") {
      const Rows all = x(0);
      const auto& target = set(word(1));
      Rows out(target.codes.size(), 0);
      for (std::size_t i = 0; i < out.size(); ++i) {
        if (f == "spread") {
          out[i] = all[set("broad").map[i]];
        } else {
          const std::size_t from = find(codes_of(all, all.size() == 2 ? "first" : ""), target.codes[i]);
          if (from < all.size()) out[i] = all[from];
        }
      }
      return out;
    }
    if (f == "min") return each([](double a, double b, double) { return std::min(a, b); }, x(0), x(1));
    if (f == "max") return each([](double a, double b, double) { return std::max(a, b); }, x(0), x(1));
    if (f == "where")
      return each([](double c, double a, double b) { return c != 0 ? a : b; }, x(0), x(1), x(2));
    if (f == "clamp")
      return each([](double a, double l, double h) { return std::min(std::max(a, l), h); }, x(0), x(1), x(2));
    if (f == "multiply" || f == "deliveries" || f == "inputs" || f == "leontief") return matrix(s, step);
    return each(
        [&](double a, double, double) {
          if (f == "abs") return std::fabs(a);
          if (f == "exp") return std::exp(a);
          if (f == "log") return std::log(a);
          if (f == "sqrt") return std::sqrt(a);
          if (f == "sin") return std::sin(a);
          return std::cos(a);
        },
        x(0));
  }

  Rows matrix(const Syntax& s, int step) const {
    const Syntax& first = s.arguments[0].value;
    const bool transposed = first.kind == Syntax::Kind::call;
    const language::Datum& a = datum(transposed ? first.arguments[0].value.text : first.text);
    const std::size_t columns = draft_.sets[a.shape.sets[1]].codes.size();
    const std::size_t rows = a.values.size() / columns;
    const Rows x = of(s.arguments[1].value, step);
    Rows r{1}, c{1};
    for (const auto& argument : s.arguments) {
      if (argument.keyword == "row") r = of(argument.value, step);
      if (argument.keyword == "column") c = of(argument.value, step);
    }
    const auto cell = [&](std::size_t i, std::size_t j) {
      return at(r, i) * a.values[i * columns + j] * at(c, j);
    };
    if (s.text == "leontief") return solved(rows, cell, x);
    const bool down = s.text == "inputs" || transposed;
    Rows out(down ? columns : rows, 0);
    for (std::size_t i = 0; i < rows; ++i) {
      for (std::size_t j = 0; j < columns; ++j)
        out[down ? j : i] += cell(i, j) * (s.text == "inputs" ? at(x, j) : at(x, down ? i : j));
    }
    return out;
  }

  /// (I - cells) x = f by elimination without pivots: diagonals of an economy dominate.
  template <class Cell>
  static Rows solved(std::size_t n, Cell cell, const Rows& f) {
    std::vector<Rows> m(n, Rows(n + 1));
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j)
        m[i][j] = (i == j ? 1 : 0) - cell(i, j);
      m[i][n] = at(f, i);
    }
    for (std::size_t k = 0; k < n; ++k) {
      for (std::size_t i = 0; i < n; ++i) {
        if (i == k) continue;
        const double share = m[i][k] / m[k][k];
        for (std::size_t j = k; j <= n; ++j)
          m[i][j] -= share * m[k][j];
      }
    }
    Rows x(n);
    for (std::size_t i = 0; i < n; ++i)
      x[i] = m[i][n] / m[i][i];
    return x;
  }

  const language::ModelDraft& draft_;
  const Inputs& inputs_;
  std::size_t lane_;
  mutable std::map<std::pair<std::string, int>, Rows> known_;
};

}  // namespace leontide::test
