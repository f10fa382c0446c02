#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/source_text.hpp"
#include "scenario/expression_scalar.hpp"
#include "scenario/file_keys.hpp"
#include "scenario/model_reader.hpp"
#include "scenario/unit_reader.hpp"

namespace leontide::scenario {

std::optional<language::ExpressionText> ModelReader::expression_at(const yaml::Node& node) {
  return expression_text(file_.source_of(node), node, diagnostics_);
}

void ModelReader::read_variables() {
  const yaml::Node* variables = section("variables");
  if (variables == nullptr) return;
  if (!variables->is_mapping()) {
    diagnostics_.error("value", variables->place, "variables must be a mapping of names to equations");
    return;
  }
  const yaml::Node* cut = nullptr;
  for (const auto& [name, node] : variables->entries) {
    if (cut != nullptr && node.kind == yaml::Node::Kind::null) {
      report_cut(*cut, diagnostics_);
      if (!out_.draft.variables.empty()) {
        out_.draft.faulty.insert(out_.draft.variables.back().name);
        out_.draft.variables.pop_back();
      }
      continue;
    }
    cut = is_cut(node) ? &node : nullptr;
    read_variable(name, node);
  }
}

void ModelReader::read_variable(const yaml::Node& name, const yaml::Node& node) {
  language::VariableDraft draft;
  draft.place = name.place;
  yaml::Node bare = name;
  const std::size_t bracket = name.text.find('[');
  if (bracket != std::string::npos) {
    bare.text = name.text.substr(0, bracket);
    yaml::Node set = name;
    if (!name.text.ends_with(']')) {
      diagnostics_.error("name", name.place, fmt::format("\"{}\" cannot be a name", name.text),
                         "write name[set]");
      return;
    }
    set.text = name.text.substr(bracket + 1, name.text.size() - bracket - 2);
    set.place.column += count_code_points(name.text.substr(0, bracket + 1));
    const auto found = find_set(set);
    draft.is_faulty = !found || out_.draft.sets[*found].is_faulty;
    if (found) draft.sets.push_back(*found);
  }
  if (!is_name(bare)) return;
  draft.name = bare.text;
  const auto settle = [&](std::optional<language::ExpressionText> equation) {
    if (!equation) {
      out_.draft.faulty.insert(draft.name);
      return;
    }
    draft.equation = std::move(*equation);
    out_.draft.variables.push_back(std::move(draft));
  };
  if (!node.is_mapping()) {
    return settle(expression_at(node));
  }
  const std::string what = fmt::format("variable \"{}\"", draft.name);
  check_keys(node, keys::variable(), what, diagnostics_);
  const yaml::Node* equation = node.find("equation");
  if (equation == nullptr) return settle(std::nullopt);
  if (const yaml::Node* title = node.find("title")) draft.title = read_title(*title, diagnostics_);
  if (node.find("unit") != nullptr) {
    const std::size_t errors_before = diagnostics_.error_count();
    const UnitAndPrices unit = read_unit(node, out_.draft.symbols, what, diagnostics_);
    draft.unit = unit.unit;
    draft.basis = unit.basis;
    draft.is_faulty = draft.is_faulty || diagnostics_.error_count() > errors_before;
  }
  if (const yaml::Node* start = node.find("start")) draft.start = expression_at(*start);
  settle(expression_at(*equation));
}

void ModelReader::read_blocks() {
  const yaml::Node* blocks = section("blocks");
  if (blocks == nullptr || blocks->kind == yaml::Node::Kind::null) return;
  if (!blocks->is_sequence()) {
    diagnostics_.error("value", blocks->place, "blocks must be a list");
    return;
  }
  for (const yaml::Node& node : blocks->items) {
    if (!check_keys(node, keys::block(), "a block", diagnostics_)) continue;
    language::SimultaneousBlock block;
    block.place = node.place;
    if (const yaml::Node* name = node.find("name")) block.name = read_text(*name, diagnostics_).value_or("");
    if (const yaml::Node* variables = node.find("variables"))
      block.variables = read_texts(*variables, diagnostics_);
    if (const yaml::Node* tolerance = node.find("tolerance"))
      block.tolerance = read_number(*tolerance, diagnostics_).value_or(block.tolerance);
    if (const yaml::Node* iterations = node.find("iterations")) {
      block.iterations =
          static_cast<std::uint32_t>(read_integer(*iterations, 1, 10000, diagnostics_).value_or(100));
    }
    if (const yaml::Node* damping = node.find("damping"))
      block.damping = read_number(*damping, diagnostics_).value_or(1);
    if (!(block.tolerance > 0 && block.tolerance < 1) || !(block.damping > 0 && block.damping <= 1)) {
      diagnostics_.error("block", node.place,
                         "a block's tolerance lies between 0 and 1, its damping above 0 and at most 1");
    }
    out_.draft.blocks.push_back(std::move(block));
  }
}

std::optional<language::IndicatorDraft> ModelReader::read_indicator(const yaml::Node& name,
                                                                    const yaml::Node& node,
                                                                    const std::vector<yaml::Key>& known,
                                                                    const std::string& what) {
  const std::size_t errors_before = diagnostics_.error_count();
  if (!is_name(name) || !check_keys(node, known, what, diagnostics_)) return std::nullopt;
  language::IndicatorDraft draft;
  draft.name = name.text;
  draft.place = name.place;
  const auto over = read_over(node, 1);
  if (over && !over->empty()) draft.over = over->front();
  const UnitAndPrices unit = read_unit(node, out_.draft.symbols, what, diagnostics_);
  draft.unit = unit.unit;
  draft.basis = unit.basis;
  if (const yaml::Node* title = node.find("title")) draft.title = read_title(*title, diagnostics_);
  const yaml::Node* value = node.find("value");
  const bool is_told = diagnostics_.error_count() > errors_before && value != nullptr && is_cut(*value);
  auto text = value != nullptr && !is_told ? expression_at(*value) : std::nullopt;
  draft.is_faulty = !over || diagnostics_.error_count() > errors_before;
  if (!text) return std::nullopt;
  draft.value = std::move(*text);
  return draft;
}

void ModelReader::read_indicators() {
  const yaml::Node* indicators = section("indicators");
  if (indicators == nullptr) return;
  if (!indicators->is_mapping()) {
    diagnostics_.error("value", indicators->place, "indicators must be a mapping of names");
    return;
  }
  if (indicators->entries.empty()) {
    diagnostics_.error("value", indicators->place, "a model without indicators has nothing to show");
  }
  for (const auto& [name, node] : indicators->entries) {
    auto draft = read_indicator(name, node, keys::indicator(), fmt::format("indicator \"{}\"", name.text));
    if (const yaml::Node* within = draft ? node.find("within") : nullptr) {
      const std::vector<double> ends = read_numbers(*within, diagnostics_);
      if (ends.size() == 2 && ends[0] <= ends[1]) {
        draft->within = language::ValidRange{ends[0], ends[1]};
      } else {
        diagnostics_.error("value", within->place, "`within:` takes [low, high], in the indicator's unit");
      }
    }
    if (!draft || draft->is_faulty) out_.draft.faulty_indicators.insert(name.text);
    if (draft) out_.draft.indicators.push_back(std::move(*draft));
  }
}

void ModelReader::read_decompositions() {
  const yaml::Node* list = section("decompositions");
  if (list == nullptr || list->kind == yaml::Node::Kind::null) return;
  if (!list->is_sequence()) {
    diagnostics_.error("value", list->place, "decompositions must be a list");
    return;
  }
  for (const yaml::Node& node : list->items) {
    const std::size_t errors_before = diagnostics_.error_count();
    if (!check_keys(node, keys::decomposition(), "a decomposition", diagnostics_)) continue;
    language::ChangeTerms out;
    out.place = node.place;
    if (const yaml::Node* of = node.find("of")) {
      out.of = read_text(*of, diagnostics_).value_or("");
      out.place = of->place;
    }
    if (const yaml::Node* title = node.find("title")) out.title = read_title(*title, diagnostics_);
    if (const yaml::Node* year = node.find("year"))
      out.year = static_cast<int>(read_integer(*year, 1, 9999, diagnostics_).value_or(0));
    if (const yaml::Node* terms = node.find("terms")) read_terms(*terms, out);
    if (diagnostics_.error_count() == errors_before) out_.draft.decompositions.push_back(std::move(out));
  }
}

void ModelReader::read_terms(const yaml::Node& terms, language::ChangeTerms& out) {
  if (!terms.is_mapping() || terms.entries.empty() || terms.entries.size() > limits::most_terms) {
    diagnostics_.error(
        "value", terms.place,
        fmt::format("terms is a mapping of 1 to {} names to what each holds", limits::most_terms),
        "e.g. {exports: [export_growth], prices: [deflator]}");
    return;
  }
  for (const auto& [name, held] : terms.entries) {
    language::ChangeTerms::Term term{name.text, {}, held.place};
    const yaml::Node* names = &held;
    if (held.is_mapping()) {
      if (!check_keys(held, keys::term(), fmt::format("term \"{}\"", name.text), diagnostics_)) continue;
      names = held.find("hold");
      if (names == nullptr) continue;
      if (const yaml::Node* title = held.find("title")) term.title = read_title(*title, diagnostics_);
    }
    term.held = read_texts(*names, diagnostics_);
    out.terms.push_back(std::move(term));
    if (out.terms.back().held.empty())
      diagnostics_.error("value", held.place, fmt::format("the term \"{}\" holds nothing", name.text));
  }
}

void ModelReader::read_checks() {
  const yaml::Node* checks = section("checks");
  if (checks == nullptr || checks->kind == yaml::Node::Kind::null) return;
  if (!checks->is_mapping()) {
    diagnostics_.error("value", checks->place, "checks must be a mapping of names");
    return;
  }
  for (const auto& [name, node] : checks->entries) {
    auto draft = read_indicator(name, node, keys::check(), fmt::format("check \"{}\"", name.text));
    if (!draft) continue;
    language::CheckDraft check{std::move(*draft), 1e-9, false};
    if (const yaml::Node* within = node.find("within")) {
      check.within = read_number(*within, diagnostics_).value_or(1e-9);
      if (check.within < 0) diagnostics_.error("value", within->place, "`within:` cannot be negative");
    }
    if (const yaml::Node* when = node.find("when"))
      check.base_year_only = read_choice(*when, {"every year", "base year"}, diagnostics_) == 1U;
    out_.draft.checks.push_back(std::move(check));
  }
}

}  // namespace leontide::scenario
