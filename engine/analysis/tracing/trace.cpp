#include "analysis/tracing/trace.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <queue>
#include <set>

#include "analysis/tracing/derivatives.hpp"
#include "analysis/tracing/selection.hpp"
#include "base/limits.hpp"

namespace leontide::analysis {

namespace {

/// Enough for what variables of a block do to each other to converge.
constexpr int block_sweeps = 200;
constexpr std::size_t most_expansions = 20000;
constexpr std::size_t most_rounds = 6;

using Course = std::vector<std::vector<double>>;  ///< [steps][rows] a change over the years

void add_product(const std::vector<double>& matrix, const std::vector<double>& x, std::vector<double>& y) {
  for (std::size_t i = 0; i < y.size(); ++i) {
    for (std::size_t j = 0; j < x.size(); ++j)
      y[i] += matrix[i * x.size() + j] * x[j];
  }
}

void add_transposed(const std::vector<double>& matrix, const std::vector<double>& x, std::vector<double>& y) {
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (std::size_t j = 0; j < y.size(); ++j)
      y[j] += matrix[i * y.size() + j] * x[i];
  }
}

class Tracer {
 public:
  Tracer(const scenario::Reading& reading, const Derivatives& derivatives, const Selection& from,
         const Selection& to, std::size_t step)
      : d_(derivatives),
        from_(from),
        to_(to),
        step_(step),
        into_(reading.model.variables.size()),
        out_of_(into_.size()) {
    for (const DirectAnswer& answer : d_.answers) {
      if (answer.reader == from.variable) continue;  // what acts back on it is overridden
      into_[answer.reader].push_back(&answer);
      out_of_[answer.read].push_back(&answer);
    }
  }

  std::size_t rows(std::uint32_t variable) const { return d_.path[variable].front().size(); }
  Course still(std::uint32_t variable) const {
    return Course(d_.steps, std::vector<double>(rows(variable), 0.0));
  }

  /// 1 % of the chosen members, in units of one.
  Course raised(const std::vector<std::size_t>& chosen) const {
    Course course = still(from_.variable);
    for (std::size_t step = 1; step < d_.steps; ++step) {
      for (const std::size_t row : chosen)
        course[step][row] = d_.path[from_.variable][step][row];
    }
    return course;
  }

  /// The change of `to` in the year asked for; with `most` rounds of purchases, or all.
  std::vector<double> effect(const Course& raised, std::optional<std::size_t> most = {}) const {
    std::vector<Course> courses;
    for (std::uint32_t v = 0; v < into_.size(); ++v)
      courses.push_back(still(v));
    courses[from_.variable] = raised;
    for (std::size_t step = 1; step <= step_; ++step) {
      for (const auto& component : d_.components) {
        const int sweeps = component.size() > 1 ? block_sweeps : 1;
        for (int sweep = 0; sweep < sweeps; ++sweep) {
          for (const std::uint32_t v : component) {
            if (v != from_.variable && !into_[v].empty()) courses[v][step] = change(v, step, courses, most);
          }
        }
      }
    }
    return courses[to_.variable][step_];
  }

  /// What one unit of a variable in a year does to the sum of the chosen members of `to`, [variables].
  std::vector<Course> importance() const {
    std::vector<Course> courses;
    for (std::uint32_t v = 0; v < into_.size(); ++v)
      courses.push_back(still(v));
    for (std::size_t step = step_; step > 0; --step) {
      for (auto component = d_.components.rbegin(); component != d_.components.rend(); ++component) {
        const int sweeps = component->size() > 1 ? block_sweeps : 1;
        for (int sweep = 0; sweep < sweeps; ++sweep) {
          for (auto v = component->rbegin(); v != component->rend(); ++v)
            courses[*v][step] = weight(*v, step, courses);
        }
      }
    }
    return courses;
  }

  double chosen_sum(const std::vector<double>& of_to) const {
    double sum = 0;
    for (const std::size_t row : to_.rows)
      sum += of_to[row];
    return sum;
  }

  /// The change that arrives at the reader along one answer, with what it does to its own later years.
  Course carried(const DirectAnswer& answer, const Course& change) const {
    Course course = still(answer.reader);
    const DirectAnswer* own = nullptr;
    for (const DirectAnswer* other : into_[answer.reader])
      own = other->read == answer.reader ? other : own;
    for (std::size_t step = 1; step <= step_; ++step) {
      if (!answer.same_year.empty()) add_product(answer.same_year[step], change[step], course[step]);
      if (!answer.year_before.empty()) add_product(answer.year_before[step], change[step - 1], course[step]);
      if (own != nullptr && own != &answer && !own->year_before.empty())
        add_product(own->year_before[step], course[step - 1], course[step]);
    }
    return course;
  }

  const std::vector<const DirectAnswer*>& answers_to(std::uint32_t variable) const {
    return out_of_[variable];
  }

 private:
  std::vector<double> change(std::uint32_t v, std::size_t step, const std::vector<Course>& courses,
                             std::optional<std::size_t> most) const {
    std::vector<double> sum(rows(v), 0.0);
    for (const DirectAnswer* answer : into_[v]) {
      if (!answer->same_year.empty()) add_product(answer->same_year[step], courses[answer->read][step], sum);
      if (!answer->year_before.empty())
        add_product(answer->year_before[step], courses[answer->read][step - 1], sum);
    }
    if (!most) return sum;
    for (const Purchases& purchases : d_.purchases) {
      if (purchases.variable != v) continue;
      // (I + M + … + M^k) L^-1 = I - M^(k + 1), of L the inverse of I - M.
      std::vector<double> left = sum;
      for (std::size_t k = 0; k <= *most; ++k) {
        std::vector<double> next(left.size(), 0.0);
        add_product(purchases.shares[step], left, next);
        left = std::move(next);
      }
      for (std::size_t i = 0; i < sum.size(); ++i)
        sum[i] -= left[i];
    }
    return sum;
  }

  std::vector<double> weight(std::uint32_t v, std::size_t step, const std::vector<Course>& courses) const {
    std::vector<double> sum(rows(v), 0.0);
    if (v == to_.variable && step == step_) {
      for (const std::size_t row : to_.rows)
        sum[row] = 1;
    }
    for (const DirectAnswer* answer : out_of_[v]) {
      if (!answer->same_year.empty())
        add_transposed(answer->same_year[step], courses[answer->reader][step], sum);
      if (!answer->year_before.empty() && step < step_)
        add_transposed(answer->year_before[step + 1], courses[answer->reader][step + 1], sum);
    }
    return sum;
  }

  const Derivatives& d_;
  const Selection& from_;
  const Selection& to_;
  std::size_t step_;
  std::vector<std::vector<const DirectAnswer*>> into_, out_of_;  ///< [variables]
};

/// The ways that carry most, the one with most first, hidden variables left out of their names.
class PathSearch {
 public:
  PathSearch(const Tracer& tracer, const language::Model& model, const Selection& from, const Selection& to)
      : tracer_(tracer), model_(model), from_(from), to_(to), importance_(tracer.importance()) {}

  std::map<std::vector<std::string>, double> run(const Course& raised, std::size_t wanted) {
    std::map<std::vector<std::string>, double> found;
    queue_.push({carries(from_.variable, raised), {from_.variable}, raised});
    for (std::size_t i = 0; i < most_expansions && !queue_.empty() && found.size() < 4 * wanted; ++i) {
      const Way way = queue_.top();
      queue_.pop();
      const std::uint32_t last = way.variables.back();
      if (last == to_.variable) {
        found[names(way.variables)] += tracer_.chosen_sum(way.change.at(year()));
        continue;
      }
      for (const DirectAnswer* answer : tracer_.answers_to(last)) {
        const auto& seen = way.variables;
        if (std::find(seen.begin(), seen.end(), answer->reader) != seen.end()) continue;
        Way next{0, seen, tracer_.carried(*answer, way.change)};
        next.variables.push_back(answer->reader);
        next.size = carries(answer->reader, next.change);
        if (next.size > 0) queue_.push(std::move(next));
      }
    }
    return found;
  }

  void at(std::size_t step) { step_ = step; }

 private:
  struct Way {
    double size = 0;
    std::vector<std::uint32_t> variables;
    Course change;
    bool operator<(const Way& other) const { return size < other.size; }
  };

  std::size_t year() const { return step_; }

  /// What the change of a variable over the years does in the end, by whatever way.
  double carries(std::uint32_t variable, const Course& change) const {
    double sum = 0;
    for (std::size_t step = 1; step <= step_; ++step) {
      for (std::size_t row = 0; row < change[step].size(); ++row)
        sum += importance_[variable][step][row] * change[step][row];
    }
    return std::fabs(sum);
  }

  std::vector<std::string> names(const std::vector<std::uint32_t>& variables) const {
    std::vector<std::string> names;
    for (const std::uint32_t v : variables) {
      if (!model_.variables[v].hidden) names.push_back(model_.variables[v].name);
    }
    return names;
  }

  const Tracer& tracer_;
  const language::Model& model_;
  const Selection& from_;
  const Selection& to_;
  std::vector<Course> importance_;
  std::priority_queue<Way> queue_;
  std::size_t step_ = 1;
};

graph::Drawing draw(const std::vector<TracedPath>& paths) {
  graph::Drawing drawing;
  const auto box = [&](const std::string& name) {
    for (std::size_t i = 0; i < drawing.boxes.size(); ++i) {
      if (drawing.boxes[i].name == name) return i;
    }
    drawing.boxes.push_back({name, {}, "variable", {}, {}});
    return drawing.boxes.size() - 1;
  };
  for (const TracedPath& path : paths) {
    for (std::size_t i = 1; i < path.names.size(); ++i) {
      const std::size_t from = box(path.names[i - 1]), to = box(path.names[i]);
      const auto same = std::find_if(drawing.arrows.begin(), drawing.arrows.end(),
                                     [&](const auto& arrow) { return arrow.from == from && arrow.to == to; });
      if (same == drawing.arrows.end()) {
        drawing.arrows.push_back({from, to, path.share, false});
      } else {
        same->weight += path.share;
      }
    }
  }
  return drawing;
}

/// The title of a quantity, or its name, with the members asked for.
Title title_of(const language::Quantity& quantity, const std::string& asked) {
  const std::size_t open = asked.find('[');
  if (quantity.title.en.empty()) return {asked, asked};
  const std::string members = open == std::string::npos ? "" : asked.substr(open);
  return {quantity.title.en + members, in_language(quantity.title, Language::zh) + members};
}

void fill_matrix(const Tracer& tracer, const Selection& from, const Selection& to,
                 const std::vector<double>& value, std::size_t cells, Trace& out) {
  for (const std::size_t row : from.rows)
    out.from_codes.push_back(from.codes[row]);
  for (const std::size_t row : to.rows)
    out.to_codes.push_back(to.codes[row]);
  for (const std::size_t row : from.rows) {
    const std::vector<double> effect = tracer.effect(tracer.raised({row}));
    for (const std::size_t answer : to.rows) {
      const double elasticity = effect[answer] / value[answer];
      out.matrix.push_back(elasticity);
      if (std::isfinite(elasticity) && elasticity != 0)
        out.cells.push_back({from.codes[row], to.codes[answer], elasticity});
    }
  }
  std::stable_sort(out.cells.begin(), out.cells.end(), [](const TracedCell& a, const TracedCell& b) {
    return std::fabs(a.elasticity) > std::fabs(b.elasticity);
  });
  if (cells > 0 && out.cells.size() > cells) out.cells.resize(cells);
}

}  // namespace

std::optional<Trace> trace(const scenario::Reading& given, const TraceRequest& request,
                           Diagnostics& diagnostics) {
  scenario::Reading reading = given;
  const auto from = select(reading, request.from, "FROM", diagnostics);
  const auto to = select(reading, request.to, "TO", diagnostics);
  const language::Time& time = reading.model.time;
  const int year = request.year.value_or(time.end);
  if (year <= time.base || year > time.end) {
    diagnostics.error("year", {"--year", 0, 0, 0},
                      fmt::format("{} is no year after the base of this model", year),
                      fmt::format("a year from {} to {}", time.base + 1, time.end));
  }
  if (!from || !to || diagnostics.has_errors()) return std::nullopt;
  const std::vector<bool> between_them = between(reading.model, from->variable, to->variable);
  const auto count = static_cast<std::size_t>(std::count(between_them.begin(), between_them.end(), true));
  if (count > limits::most_traced) {
    diagnostics.error("too-many", {"FROM TO", 0, 0, 0},
                      fmt::format("{} variables lie on the ways between them; at most {} can be traced",
                                  count, limits::most_traced),
                      "two that are nearer to each other take less");
    return std::nullopt;
  }
  const auto derivatives = derivatives_of(reading, between_them);
  if (!derivatives) {
    diagnostics.error("not-finite", {given.model.name, 0, 0, 0},
                      "the deterministic run of this model fails, so nothing can be traced on it",
                      "`leontide check` says where");
    return std::nullopt;
  }
  const auto step = static_cast<std::size_t>(year - time.base);
  const Tracer tracer(reading, *derivatives, *from, *to, step);
  const std::vector<double>& value = derivatives->path[to->variable][step];
  Trace out;
  out.from = request.from;
  out.to = request.to;
  out.from_title = title_of(reading.model.variables[from->variable], request.from);
  out.to_title = title_of(reading.model.variables[to->variable], request.to);
  out.year = year;
  out.unit = reading.model.variables[to->variable].unit;
  out.value = tracer.chosen_sum(value);
  const Course raised = tracer.raised(from->rows);
  const std::vector<double> effect = tracer.effect(raised);
  const double whole = tracer.chosen_sum(effect);
  out.elasticity = whole / out.value;
  for (const std::size_t row : to->rows)
    out.members.push_back({"", to->codes[row], effect[row] / value[row]});
  fill_matrix(tracer, *from, *to, value, request.cells, out);
  if (whole == 0) return out;
  for (std::size_t k = 0; k < most_rounds && !derivatives->purchases.empty(); ++k)
    out.rounds.push_back(tracer.chosen_sum(tracer.effect(raised, k)) / whole);
  PathSearch search(tracer, reading.model, *from, *to);
  search.at(step);
  for (const auto& [names, carried] : search.run(raised, request.paths))
    out.paths.push_back({names, carried / whole});
  std::stable_sort(out.paths.begin(), out.paths.end(), [](const TracedPath& a, const TracedPath& b) {
    return std::fabs(a.share) > std::fabs(b.share);
  });
  if (out.paths.size() > request.paths) out.paths.resize(request.paths);
  out.drawing = draw(out.paths);
  return out;
}

}  // namespace leontide::analysis
