#include "report/input_titles.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "report/write/document.hpp"

namespace leontide::report {

const language::Quantity* input_of(const scenario::Reading& reading, const std::string& name) {
  const auto& model = reading.model;
  for (const auto* list : {&model.drivers, &model.levers, &model.events}) {
    const auto found = std::find_if(list->begin(), list->end(),
                                    [&](const language::Quantity& one) { return one.name == name; });
    if (found != list->end()) return &*found;
  }
  return nullptr;
}

namespace {

/// The sector that a code of one of the quantity's sets is, by the table that has as many sectors.
Title element_title(const scenario::Reading& reading, const language::Quantity& quantity,
                    const std::string& code) {
  for (const language::SetId id : quantity.shape.sets) {
    const language::Set* set = &reading.model.sets[id];
    const auto found = std::find(set->codes.begin(), set->codes.end(), code);
    if (found == set->codes.end()) continue;
    auto row = static_cast<std::size_t>(found - set->codes.begin());
    if (row < set->titles.size()) return set->titles[row];
    language::SetId root = id;
    if (set->kind == language::Set::Kind::subset) {
      row = set->map[row];
      root = set->parent;
    }
    for (const scenario::TableTotals& table : reading.totals) {
      if (table.set == root && row < table.names.size() && !table.names[row].en.empty())
        return table.names[row];
    }
  }
  return same(code);
}

std::string in_words(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

}  // namespace

Title input_title(const scenario::Reading& reading, const std::string& name, const std::string& element) {
  const language::Quantity* quantity = input_of(reading, name);
  Title title = quantity == nullptr || quantity->title.en.empty() ? same(in_words(name)) : quantity->title;
  if (element.empty()) return title;
  const Title of = quantity == nullptr ? same(element) : element_title(reading, *quantity, element);
  return {title.en + ": " + of.en, in_language(title, Language::zh) + "：" + in_language(of, Language::zh)};
}

Title input_title(const scenario::Reading& reading, const std::string& label) {
  const std::size_t open = label.find('[');
  if (open == std::string::npos || label.back() != ']') return input_title(reading, label, "");
  return input_title(reading, label.substr(0, open), label.substr(open + 1, label.size() - open - 2));
}

Title limit_words(const Title& input, const statistics::Limits& limits) {
  const bool low = limits.low > -1e300, high = limits.high < 1e300;
  const auto digits = [](double value) { return fmt::format("{:.4g}", value); };
  const Title where = low && high
                          ? Title{fmt::format("between {} and {}", digits(limits.low), digits(limits.high)),
                                  fmt::format("在 {} 与 {} 之间", digits(limits.low), digits(limits.high))}
                      : low ? Title{"at least " + digits(limits.low), "不低于 " + digits(limits.low)}
                            : Title{"at most " + digits(limits.high), "不高于 " + digits(limits.high)};
  return {"“" + input.en + "” is " + where.en, "“" + in_language(input, Language::zh) + "”" + where.zh};
}

Title joined_by_and(const std::vector<Title>& parts) {
  Title text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    text.en += (i == 0 ? "" : " and ") + parts[i].en;
    text.zh += (i == 0 ? "" : "，且") + in_language(parts[i], Language::zh);
  }
  return text;
}

Title group_title(const scenario::Reading& reading, const std::string& group) {
  const auto found = reading.model.group_titles.find(group);
  if (found != reading.model.group_titles.end()) return found->second;
  if (group == "levers and events") return {"Levers and events", "措施与事件"};
  return group == "other" ? Title{group, "其他"} : same(group);
}

}  // namespace leontide::report
