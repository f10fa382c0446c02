#include "analysis/explain.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "analysis/law_text.hpp"
#include "base/limits.hpp"
#include "base/nearest_name.hpp"
#include "base/numbers.hpp"
#include "language/indicator_element.hpp"
#include "language/print.hpp"
#include "language/unit_words.hpp"
#include "simulation/run.hpp"
#include "simulation/simulate.hpp"

namespace leontide::analysis {

namespace {

using language::Expression;
using language::Operation;
using language::Quantity;

class Explainer {
 public:
  Explainer(const scenario::Scenario& scenario, const scenario::Reading& reading)
      : scenario_(scenario), reading_(reading), model_(reading.model) {}

  Explanation run(const std::string& name, Diagnostics& diagnostics) {
    for (const auto& target : scenario_.targets) {
      if (target.id == name) return explain_target(target);
    }
    if (const auto* indicator = find(model_.indicators, name)) return explain_indicator(*indicator, name);
    if (const auto element = language::indicator_element(model_, name))
      return explain_indicator(*element->indicator, name);
    for (std::uint32_t i = 0; i < model_.variables.size(); ++i) {
      if (model_.variables[i].name == name) return explain_variable(i);
    }
    for (std::uint32_t i = 0; i < model_.data.size(); ++i) {
      if (model_.data[i].name == name) return explain_datum(i);
    }
    for (std::uint32_t i = 0; i < model_.drivers.size(); ++i) {
      if (model_.drivers[i].name == name) return explain_driver(i);
    }
    if (const auto* lever = find(model_.levers, name)) return explain_lever(*lever);
    if (const auto* event = find(model_.events, name)) return explain_event(*event);
    diagnostics.error("unknown-name", {},
                      fmt::format("nothing is called \"{}\" in scenario \"{}\"", name, scenario_.name),
                      suggestion(name, known_names()));
    return {};
  }

 private:
  template <class List>
  static const typename List::value_type* find(const List& list, const std::string& name) {
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const auto& item) { return item.name == name; });
    return found == list.end() ? nullptr : &*found;
  }

  std::vector<std::string> known_names() const {
    std::vector<std::string> names;
    for (const auto& target : scenario_.targets)
      names.push_back(target.id);
    const auto add = [&](const auto& list) {
      for (const auto& item : list)
        names.push_back(item.name);
    };
    add(model_.indicators);
    for (const auto& variable : model_.variables) {
      if (!variable.hidden) names.push_back(variable.name);
    }
    add(model_.data);
    add(model_.drivers);
    add(model_.levers);
    add(model_.events);
    return names;
  }

  Title unit_text(const Quantity& quantity) const {
    const bool is_scalar = quantity.shape.rank() == 0;
    const std::string shape = to_string(quantity.shape, model_.sets);
    Title text{shape, is_scalar ? "标量" : shape};
    if (quantity.unit != language::Unit{})
      append(text, ", " + to_string(quantity.unit),
             "，" + in_language(language::unit_words(to_string(quantity.unit)), Language::zh));
    if (quantity.basis != language::PriceBasis::none)
      append(text, fmt::format(", {} prices", to_string(quantity.basis)),
             quantity.basis == language::PriceBasis::constant ? "，不变价" : "，现价");
    return text;
  }

  static void append(Title& text, const std::string& en, const std::string& zh) {
    text.en += en;
    text.zh += zh;
  }

  static void add_source(const std::string& source, Title& detail) {
    if (source.empty()) return;
    append(detail, (detail.en.empty() ? "source: " : "; source: ") + source,
           (detail.zh.empty() ? "来源：" : "；来源：") + source);
  }

  static Title same(const std::string& text) { return {text, text}; }

  Explanation explain_target(const scenario::Target& target) {
    Explanation out{target.id, target.title, {"target", "目标"}, {}, status_text(target), {}, false};
    if (!target.assessed()) {
      out.parts.push_back({"missing figure",
                           {"missing figure", "所缺数据"},
                           {"missing", "缺少"},
                           target.needs,
                           target.asks.en.empty() ? Title{}
                                                  : Title{"asked of " + target.asks.en,
                                                          "可询：" + in_language(target.asks, Language::zh)},
                           {},
                           false});
      return out;
    }
    if (!target.base.en.empty())
      out.parts.push_back({"base", {"base", "基数"}, {"base", "依据"}, target.base, {}, {}, false});
    for (const std::string& name : {target.indicator, target.bound_indicator}) {
      if (const auto element = language::indicator_element(model_, name))
        out.parts.push_back(explain_indicator(*element->indicator, name));
    }
    return out;
  }

  static Title status_text(const scenario::Target& target) {
    const char* zh = target.status == scenario::Status::modelled      ? "已建模"
                     : target.status == scenario::Status::conditional ? "条件评估"
                     : target.status == scenario::Status::process     ? "过程指标"
                                                                      : "等待数据";
    Title text{std::string("status ") + scenario::to_string(target.status), std::string("状态：") + zh};
    if (!target.grade.empty()) append(text, ", evidence grade " + target.grade, "，证据等级 " + target.grade);
    return text;
  }

  /// As a whole, or the member that the name means.
  Explanation explain_indicator(const language::Indicator& indicator, const std::string& name) {
    Explanation out{name,
                    indicator.title,
                    {"indicator", "指标"},
                    same(print(indicator.value, model_)),
                    unit_text(indicator),
                    {},
                    false};
    const std::string path = path_of(name);
    if (!path.empty()) append(out.detail, "; deterministic run" + path, "；确定性运行" + path);
    add_parts(indicator.value, out);
    return out;
  }

  Explanation explain_variable(std::uint32_t index) {
    const auto& variable = model_.variables[index];
    Explanation out{variable.name,
                    variable.title,
                    {"variable", "变量"},
                    same(print(variable.equation, model_)),
                    unit_text(variable),
                    {},
                    false};
    if (!variable.start.empty()) {
      const std::string start = print(variable.start, model_);
      append(out.text, fmt::format("; in {}: {}", model_.time.base, start),
             fmt::format("；{}年：{}", model_.time.base, start));
    }
    if (!seen_.insert(variable.name).second) {
      out.repeated = true;
      return out;
    }
    if (depth_ == limits::deepest_explanation) {
      append(out.detail,
             fmt::format("; what it reads stands {} levels deep: explain it by its own name", depth_),
             fmt::format("；其输入已深达 {} 层，请按其名称另行查询", depth_));
      return out;
    }
    ++depth_;
    add_parts(variable.start, out);
    add_parts(variable.equation, out);
    --depth_;
    return out;
  }

  Explanation explain_datum(std::uint32_t index) {
    const auto& datum = model_.data[index];
    Explanation out{
        datum.name, datum.title,      datum.is_parameter ? Title{"parameter", "参数"} : Title{"data", "数据"},
        {},         unit_text(datum), {},
        false};
    if (datum.by_year) {
      out.text = years_text(datum);
    } else if (datum.shape.rank() == 0) {
      out.text = same(print_number(datum.values.front()));
    } else {
      double total = 0;
      for (const double value : datum.values)
        total += value;
      out.text = {fmt::format("{} numbers, sum {}", datum.values.size(), print_fixed(total, 3)),
                  fmt::format("{} 个数，合计 {}", datum.values.size(), print_fixed(total, 3))};
    }
    if (!datum.file.empty()) append(out.text, " from " + datum.file, "，取自 " + datum.file);
    add_source(datum.source, out.detail);
    return out;
  }

  /// Each year's number, or the sum of its numbers.
  Title years_text(const language::Datum& datum) const {
    const std::size_t rows = model_.rows(datum.shape);
    std::string text;
    for (std::size_t step = datum.starts_in_base ? 0 : 1; step * rows < datum.values.size(); ++step) {
      double total = 0;
      for (std::size_t row = 0; row < rows; ++row)
        total += datum.values[step * rows + row];
      text += fmt::format("{}{} {}", text.empty() ? "" : " ", model_.time.base + static_cast<int>(step),
                          datum.shape.rank() == 0 ? print_number(total) : print_fixed(total, 3));
    }
    if (datum.shape.rank() == 0) return same(text);
    return {fmt::format("sum of {} numbers {}", rows, text), fmt::format("{} 个数之和 {}", rows, text)};
  }

  Title law_of(std::uint32_t index) const {
    const auto& laws = reading_.drivers[index].laws;
    Title text = law_text(laws.front());
    if (laws.size() > 1)
      append(text, fmt::format(" for the first of {} members, others as the model says", laws.size()),
             fmt::format("（{} 个成员中的第一个，其余见模型）", laws.size()));
    return text;
  }

  /// The path of an indicator in the deterministic run.
  std::string path_of(const std::string& name) {
    if (!run_) {
      Diagnostics ignored;
      run_ = simulation::compile_run(scenario_, reading_, ignored);
      if (run_) centre_ = simulation::simulate_centre(*run_);
    }
    if (!run_ || centre_.empty()) return {};
    std::string text;
    for (std::size_t i = 0; i < run_->program.outputs.size(); ++i) {
      const auto& output = run_->program.outputs[i];
      if (output.name != name) continue;
      for (std::size_t step = output.begins; step < run_->program.steps; ++step) {
        text += fmt::format(" {} {}", model_.time.base + static_cast<int>(step),
                            print_fixed(centre_[i * run_->program.steps + step], 3));
      }
      break;
    }
    return text;
  }

  Explanation explain_driver(std::uint32_t index) {
    const auto& driver = model_.drivers[index];
    Explanation out{driver.name, driver.title, {"driver", "驱动"}, law_of(index), unit_text(driver),
                    {},          false};
    if (!reading_.drivers[index].centres.empty()) append(out.text, ", centred by year", "，逐年中心值");
    const Title dependence = dependence_text(reading_.drivers[index], reading_.copulas);
    append(out.text, dependence.en, dependence.zh);
    add_source(driver.source, out.detail);
    return out;
  }

  Explanation explain_lever(const Quantity& lever) {
    bool is_on = false;
    for (std::size_t i = 0; i < model_.levers.size(); ++i)
      is_on = is_on || (model_.levers[i].name == lever.name && reading_.levers_on[i]);
    return explain_switch(lever, {"lever", "措施"}, is_on);
  }

  Explanation explain_event(const Quantity& quantity) {
    bool is_on = false;
    for (const auto& event : reading_.events)
      is_on = is_on || (event.name == quantity.name && event.on);
    return explain_switch(quantity, {"event", "事件"}, is_on);
  }

  static Explanation explain_switch(const Quantity& quantity, Title kind, bool is_on) {
    Explanation out{quantity.name, quantity.title, std::move(kind), {}, {}, {}, false};
    out.text = is_on ? Title{"on", "启用"} : Title{"off", "关闭"};
    add_source(quantity.source, out.detail);
    return out;
  }

  void add_parts(const Expression& expression, Explanation& out) {
    for (const auto& node : expression.nodes) {
      switch (node.operation) {
        case Operation::datum: add_part(explain_datum(node.index), out); break;
        case Operation::driver: add_part(explain_driver(node.index), out); break;
        case Operation::lever: add_part(explain_lever(model_.levers[node.index]), out); break;
        case Operation::event: add_part(explain_event(model_.events[node.index]), out); break;
        case Operation::variable:
        case Operation::previous:
        case Operation::at_step: add_variable(node.index, out); break;
        default: break;
      }
    }
  }

  void add_variable(std::uint32_t index, Explanation& out) {
    const auto& variable = model_.variables[index];
    if (variable.hidden) {
      if (!hidden_.insert(index).second) return;
      add_parts(variable.start.empty() ? variable.equation : variable.start, out);
      hidden_.erase(index);
      return;
    }
    const auto is_there = [&](const Explanation& part) { return part.name == variable.name; };
    const bool is_itself = out.kind.en == "variable" && variable.name == out.name;
    if (!is_itself && std::none_of(out.parts.begin(), out.parts.end(), is_there))
      out.parts.push_back(explain_variable(index));
  }

  static void add_part(Explanation part, Explanation& out) {
    const auto is_there = [&](const Explanation& other) { return other.name == part.name; };
    if (std::none_of(out.parts.begin(), out.parts.end(), is_there)) out.parts.push_back(std::move(part));
  }

  const scenario::Scenario& scenario_;
  const scenario::Reading& reading_;
  const language::Model& model_;
  std::optional<simulation::Run> run_;
  std::vector<double> centre_;
  std::set<std::string> seen_;
  std::size_t depth_ = 0;  ///< of variables
  std::set<std::uint32_t> hidden_;
};

}  // namespace

Explanation explain(const scenario::Scenario& scenario, const scenario::Reading& reading,
                    const std::string& name, Diagnostics& diagnostics) {
  return Explainer(scenario, reading).run(name, diagnostics);
}

}  // namespace leontide::analysis
