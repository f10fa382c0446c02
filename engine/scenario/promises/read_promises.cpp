#include "scenario/promises/read_promises.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/numbers.hpp"

namespace leontide::scenario {

using yaml::Form;
using yaml::Key;

const std::vector<Key>& base_figure_keys() {
  static const std::vector<Key> table{{"value", true, Form::number, "as published"},
                                      {"year", true, Form::whole, "of the figure"},
                                      {"unit", false, Form::text, "where it is not the target's"},
                                      {"source", true, Form::title, "where it was published"},
                                      {"known_on", false, Form::any, "the day from which it could be read"}};
  return table;
}

const std::vector<Key>& promise_keys() {
  static const std::vector<Key> table{
      {"quantity", false, Form::text, "what is promised of; default its indicator, else its id"},
      {"as",
       false,
       Form::text,
       "what of it; default a share where a whole is named, else the level",
       nullptr,
       false,
       false,
       {"level", "share", "growth", "ratio", "added", "total"}},
      {"of", false, Form::text, "the whole of a share"},
      {"at_least", false, Form::any, "a number, `base`, or the quantity whose growth it keeps up with"},
      {"at_most", false, Form::any, "a number, or `base`"},
      {"between", false, Form::numbers, "two numbers"},
      {"unit", false, Form::text, "of the bound: 1e8 CNY, percent, none, minutes"},
      {"prices", false, Form::text, "of the quantity", nullptr, false, false, {"current", "constant"}},
      {"year", false, Form::whole, "in which it must hold"},
      {"from", false, Form::whole, "first year of growth, additions and sums; of a ratio its base year"},
      {"each", false, Form::any, "growth in every year, not on average"},
      {"hedge", false, Form::texts, "about, strive, or both"}};
  return table;
}

const std::vector<Key>& quantity_keys() {
  static const std::vector<Key> table{
      {"title", false, Form::title, "for people"},
      {"unit", false, Form::text, "of its figure"},
      {"series", false, Form::text, "id of its published figures in a series file"},
      {"basis", false, Form::text, "the statistical base of these figures"},
      {"parts", false, Form::texts, "quantities that sum to it"},
      {"contains", false, Form::texts, "distinct parts of it, not all"},
      {"within", false, Form::text, "the quantity that it is a part of"},
      {"volume_of", false, Form::text, "the same at current prices"},
      {"price_growth", false, Form::numbers, "least and greatest growth of these prices, per cent a year"},
      {"figure", false, Form::mapping, "a published figure", base_figure_keys}};
  return table;
}

std::string read_day(const yaml::Node& node, Diagnostics& diagnostics) {
  std::string text = read_text(node, diagnostics).value_or("");
  const auto number = [&](std::size_t first, std::size_t count) {
    return parse_number(text.substr(first, count)).value_or(0);
  };
  const bool has_form = text.size() == 10 && text.find_first_not_of("0123456789-") == std::string::npos &&
                        text[4] == '-' && text[7] == '-';
  if (has_form && number(5, 2) >= 1 && number(5, 2) <= 12 && number(8, 2) >= 1 && number(8, 2) <= 31)
    return text;
  diagnostics.error("value", node.place, "a day is YYYY-MM-DD");
  return {};
}

std::optional<BaseFigure> read_base_figure(const yaml::Node& node, const std::string& vintage,
                                           const std::string& what, Diagnostics& diagnostics) {
  if (!check_keys(node, base_figure_keys(), "a base figure", diagnostics)) return std::nullopt;
  BaseFigure figure;
  if (const yaml::Node* value = node.find("value"))
    figure.value = read_number(*value, diagnostics).value_or(0);
  if (const yaml::Node* year = node.find("year"))
    figure.year = static_cast<int>(read_integer(*year, 1, 9999, diagnostics).value_or(0));
  if (const yaml::Node* unit = node.find("unit")) figure.unit = read_text(*unit, diagnostics).value_or("");
  if (const yaml::Node* source = node.find("source")) figure.source = read_title(*source, diagnostics);
  const yaml::Node* known_on = node.find("known_on");
  if (known_on == nullptr) return figure;
  figure.known_on = read_day(*known_on, diagnostics);
  if (!vintage.empty() && figure.known_on > vintage) {
    diagnostics.error("vintage", known_on->place,
                      fmt::format("{} starts from a figure known on {}, after the vintage {}", what,
                                  figure.known_on, vintage));
  }
  return figure;
}

WordedUnit read_worded_unit(const std::string& text) {
  if (text.empty() || text == "none") return {};
  if (text == "percent") return {0.01, ""};
  const std::size_t blank = text.find(' ');
  const auto factor = parse_number(std::string_view(text).substr(0, blank));
  if (!factor || !(*factor > 0)) return {1, text};
  return {*factor, blank == std::string::npos ? "" : text.substr(blank + 1)};
}

namespace {

class PromiseReader {
 public:
  PromiseReader(const yaml::Node& node, Diagnostics& diagnostics) : node_(node), diagnostics_(diagnostics) {}

  Promise run() {
    promise_.place = node_.place;
    if (!check_keys(node_, promise_keys(), "a promise", diagnostics_)) return promise_;
    text("quantity", promise_.quantity);
    text("of", promise_.of);
    text("unit", promise_.unit);
    text("prices", promise_.prices);
    if (!promise_.of.empty()) promise_.said = Said::share;
    if (const yaml::Node* as = node_.find("as"))
      promise_.said = yaml::read_choice<Said>(*as, diagnostics_).value_or(promise_.said);
    if ((promise_.said == Said::share) != !promise_.of.empty())
      diagnostics_.error("value", node_.place, "`of:` names the whole of a share, and a share needs it");
    read_bound();
    if (const yaml::Node* year = node_.find("year"))
      promise_.year = static_cast<int>(read_integer(*year, 1, 9999, diagnostics_).value_or(0));
    if (const yaml::Node* from = node_.find("from"))
      if (const auto year = read_integer(*from, 1, 9999, diagnostics_))
        promise_.from = static_cast<int>(*year);
    if (const yaml::Node* each = node_.find("each"))
      promise_.each = read_flag(*each, diagnostics_).value_or(false);
    if (const yaml::Node* hedge = node_.find("hedge")) read_hedge(*hedge);
    return promise_;
  }

 private:
  void text(const char* key, std::string& out) {
    if (const yaml::Node* node = node_.find(key)) out = read_text(*node, diagnostics_).value_or("");
  }

  void read_hedge(const yaml::Node& node) {
    for (const std::string& word : read_texts(node, diagnostics_)) {
      if (word == "about") promise_.is_about = true;
      if (word == "strive") promise_.strives = true;
      if (word != "about" && word != "strive")
        diagnostics_.error("value", node.place, fmt::format("\"{}\" is no hedge", word), "about or strive");
    }
  }

  void read_bound() {
    const yaml::Node* at_least = node_.find("at_least");
    const yaml::Node* at_most = node_.find("at_most");
    const yaml::Node* between = node_.find("between");
    if ((at_least != nullptr) + (at_most != nullptr) + (between != nullptr) > 1) {
      diagnostics_.error("rule", node_.place, "a promise has one of at_least, at_most and between");
      promise_.low = 0;
      return;
    }
    if (between != nullptr) {
      const auto bounds = read_numbers(*between, diagnostics_);
      if (bounds.size() != 2 || bounds[0] > bounds[1]) {
        diagnostics_.error("rule", between->place, "between takes [low, high]");
        return;
      }
      promise_.low = bounds[0];
      promise_.high = bounds[1];
      return;
    }
    const yaml::Node* bound = at_least != nullptr ? at_least : at_most;
    if (bound == nullptr) return;
    promise_.falls = at_most != nullptr;
    const auto number = bound->is_scalar() ? parse_number(bound->text) : std::nullopt;
    if (number) {
      (promise_.falls ? promise_.high : promise_.low) = *number;
    } else if (bound->is_scalar() && bound->text == "base") {
      promise_.is_base = true;
    } else if (bound->is_scalar() && !promise_.falls && !bound->text.empty()) {
      promise_.than = bound->text;
    } else {
      diagnostics_.error("rule", bound->place, "a bound is a number, or `base`");
    }
  }

  const yaml::Node& node_;
  Diagnostics& diagnostics_;
  Promise promise_;
};

PromisedQuantity read_quantity(const std::string& name, const yaml::Node& node, const std::string& vintage,
                               Diagnostics& diagnostics) {
  PromisedQuantity out;
  out.name = name;
  out.place = node.place;
  if (!check_keys(node, quantity_keys(), fmt::format("quantity \"{}\"", name), diagnostics)) return out;
  const auto text = [&](const char* key) {
    const yaml::Node* value = node.find(key);
    return value != nullptr ? read_text(*value, diagnostics).value_or("") : std::string();
  };
  const auto texts = [&](const char* key) {
    const yaml::Node* value = node.find(key);
    return value != nullptr ? read_texts(*value, diagnostics) : std::vector<std::string>();
  };
  if (const yaml::Node* title = node.find("title")) out.title = read_title(*title, diagnostics);
  out.unit = text("unit");
  out.series = text("series");
  if (node.find("basis") != nullptr) out.basis = text("basis");
  out.parts = texts("parts");
  out.contains = texts("contains");
  out.within = text("within");
  out.volume_of = text("volume_of");
  if (const yaml::Node* growth = node.find("price_growth")) {
    out.price_growth = read_numbers(*growth, diagnostics);
    if (out.price_growth.size() != 2 || out.price_growth[0] > out.price_growth[1] || out.volume_of.empty())
      diagnostics.error("value", growth->place,
                        "price_growth takes [least, greatest] and belongs to a `volume_of:`");
  }
  if (const yaml::Node* figure = node.find("figure"))
    out.figure = read_base_figure(*figure, vintage, fmt::format("quantity \"{}\"", name), diagnostics);
  std::vector<std::string> members = out.parts;
  members.insert(members.end(), out.contains.begin(), out.contains.end());
  members.insert(members.end(), {out.within, out.volume_of});
  if (std::find(members.begin(), members.end(), name) != members.end())
    diagnostics.error("value", node.place, fmt::format("quantity \"{}\" is made of itself", name));
  return out;
}

}  // namespace

Promise read_promise(const yaml::Node& node, Diagnostics& diagnostics) {
  return PromiseReader(node, diagnostics).run();
}

std::vector<PromisedQuantity> read_quantities(const yaml::Node& node, const std::string& vintage,
                                              Diagnostics& diagnostics) {
  std::vector<PromisedQuantity> all;
  if (!node.is_mapping()) {
    diagnostics.error("value", node.place, "quantities are a mapping from names to what is true of them");
    return all;
  }
  for (const auto& [key, value] : node.entries)
    all.push_back(read_quantity(key.text, value, vintage, diagnostics));
  return all;
}

}  // namespace leontide::scenario
