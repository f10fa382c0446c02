#include "analysis/tracing/cut_model.hpp"

#include <fmt/format.h>

namespace leontide::analysis {

namespace {

using language::Expression;
using language::Model;
using language::Node;
using language::Operation;
using language::Quantity;
using Path = std::vector<std::vector<std::vector<double>>>;

class Cutter {
 public:
  Cutter(const scenario::Reading& reading, const Path& path)
      : out_{reading, {}, {}, {}}, model_(out_.reading.model), path_(path) {}

  CutModel run() {
    const std::vector<language::Variable> variables = model_.variables;
    model_.blocks.clear();
    model_.checks.clear();
    model_.indicators.clear();
    model_.decompositions.clear();
    for (std::uint32_t v = 0; v < variables.size(); ++v)
      add_path(variables[v], v);
    for (std::uint32_t v = 0; v < variables.size(); ++v) {
      Expression& equation = model_.variables[v].equation;
      equation = cut(variables[v].equation);
      model_.variables[v].start = {};
      show(equation, variables[v], fmt::format("@{}", v));
    }
    for (std::uint32_t v = 0; v < variables.size(); ++v)
      show_purchases(v);
    return std::move(out_);
  }

 private:
  static Node leaf(Operation operation, std::uint32_t index, const Quantity& like) {
    Node node;
    node.operation = operation;
    node.index = index;
    node.shape = like.shape;
    node.unit = like.unit;
    node.basis = like.basis;
    return node;
  }

  /// The numbers that stand for a variable, this year's and those of the step before, and their bumps.
  void add_path(const language::Variable& variable, std::uint32_t number) {
    language::Datum now;
    static_cast<Quantity&>(now) = variable;
    now.by_year = true;
    now.name = fmt::format("@now {}", number);
    language::Datum before = now;
    before.name = fmt::format("@before {}", number);
    const auto& steps = path_[number];
    for (std::size_t step = 0; step < steps.size(); ++step) {
      const auto& earlier = steps[step == 0 ? 0 : step - 1];
      now.values.insert(now.values.end(), steps[step].begin(), steps[step].end());
      before.values.insert(before.values.end(), earlier.begin(), earlier.end());
    }
    now_.push_back(static_cast<std::uint32_t>(model_.data.size()));
    model_.data.push_back(std::move(now));
    model_.data.push_back(std::move(before));
    out_.same_year_bumps.push_back(add_bump(variable, "same"));
    out_.year_before_bumps.push_back(add_bump(variable, "before"));
  }

  std::uint32_t add_bump(const language::Variable& variable, const char* kind) {
    Quantity quantity = variable;
    const auto index = static_cast<std::uint32_t>(model_.drivers.size());
    quantity.name = fmt::format("@bump {} {}", kind, index);
    random::Driver driver;
    driver.name = quantity.name;
    driver.laws = {random::Constant{0}};
    if (!variable.shape.sets.empty()) driver.elements = model_.sets[variable.shape.sets[0]].codes;
    model_.drivers.push_back(std::move(quantity));
    model_.moving_drivers.push_back(true);
    out_.reading.drivers.push_back(std::move(driver));
    out_.reading.driver_groups.emplace_back();
    return index;
  }

  static std::uint32_t put(Expression& to, Node node) {
    to.nodes.push_back(std::move(node));
    return static_cast<std::uint32_t>(to.nodes.size() - 1);
  }

  /// A path of numbers and what is added to it.
  static std::uint32_t put_sum(Expression& to, const Quantity& like, std::uint32_t datum,
                               std::uint32_t driver) {
    const std::uint32_t numbers = put(to, leaf(Operation::datum, datum, like));
    const std::uint32_t added = put(to, leaf(Operation::driver, driver, like));
    Node sum = leaf(Operation::add, 0, like);
    sum.operands = {numbers, added};
    return put(to, std::move(sum));
  }

  /// The equation with paths in place of variables.
  Expression cut(const Expression& equation) {
    Expression out;
    std::vector<std::uint32_t> moved;
    for (const Node& node : equation.nodes) {
      const bool reads = node.operation == Operation::variable || node.operation == Operation::previous ||
                         node.operation == Operation::at_step;
      if (!reads) {
        Node copy = node;
        for (std::uint32_t& operand : copy.operands)
          operand = moved[operand];
        moved.push_back(put(out, std::move(copy)));
        continue;
      }
      const language::Variable& variable = model_.variables[node.index];
      if (node.operation == Operation::variable) {
        moved.push_back(put_sum(out, variable, now_[node.index], out_.same_year_bumps[node.index]));
      } else if (node.operation == Operation::previous) {
        moved.push_back(put_sum(out, variable, now_[node.index] + 1, out_.year_before_bumps[node.index]));
      } else {
        moved.push_back(put(out, leaf(Operation::datum, at_step(node.index, node.extra), variable)));
      }
    }
    return out;
  }

  /// The value of one year, which no bump reaches.
  std::uint32_t at_step(std::uint32_t variable, std::uint32_t step) {
    language::Datum fixed;
    static_cast<Quantity&>(fixed) = model_.variables[variable];
    fixed.name = fmt::format("@fixed {}", model_.data.size());
    fixed.values = path_[variable][step];
    model_.data.push_back(std::move(fixed));
    return static_cast<std::uint32_t>(model_.data.size() - 1);
  }

  std::uint32_t show(const Expression& value, const Quantity& like, std::string name) {
    language::Indicator indicator;
    static_cast<Quantity&>(indicator) = like;
    indicator.name = std::move(name);
    indicator.value = value;
    model_.indicators.push_back(std::move(indicator));
    return static_cast<std::uint32_t>(model_.indicators.size() - 1);
  }

  /// Of a variable that is solved by `leontief` and nothing else.
  void show_purchases(std::uint32_t number) {
    const language::Variable& variable = model_.variables[number];
    Expression value = variable.equation;
    const Node solved = value.root();
    if (solved.operation != Operation::leontief) return;
    value.nodes.pop_back();
    const auto times = [&](std::uint32_t a, std::uint32_t b) {
      Node product = leaf(Operation::multiply, 0, variable);
      product.operands = {a, b};
      return put(value, std::move(product));
    };
    std::size_t next = 2;
    const bool has_rows = (solved.extra & 1U) != 0, has_columns = (solved.extra & 2U) != 0;
    const std::uint32_t rows = has_rows ? solved.operands[next++] : 0;
    std::uint32_t output = put_sum(value, variable, now_[number], out_.same_year_bumps[number]);
    if (has_columns) output = times(output, solved.operands[next]);
    Node intermediate_inputs = leaf(Operation::matrix_vector, 0, variable);
    intermediate_inputs.operands = {solved.operands[0], output};
    const std::uint32_t all = put(value, std::move(intermediate_inputs));
    if (has_rows) times(all, rows);
    out_.purchases.emplace_back(number, show(value, variable, fmt::format("@bought {}", number)));
  }

  CutModel out_;
  Model& model_;
  const Path& path_;
  std::vector<std::uint32_t> now_;  ///< [variables] datum; that of the step before stands behind it
};

}  // namespace

CutModel cut_model(const scenario::Reading& reading, const Path& path) {
  return Cutter(reading, path).run();
}

}  // namespace leontide::analysis
