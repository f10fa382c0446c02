#include "report/forecasts/plan_titles.hpp"

#include <fmt/format.h>

namespace leontide::report {

Title numbers_by_name(const std::vector<std::pair<std::string, double>>& numbers, const PlanTitles& titles) {
  Title text;
  for (const auto& [name, value] : numbers) {
    const auto known = titles.find(name);
    const Title called = known == titles.end() ? same(name) : known->second;
    text.en += fmt::format("{}{} {:.3g}", text.en.empty() ? "" : "; ", called.en, value);
    text.zh +=
        fmt::format("{}{} {:.3g}", text.zh.empty() ? "" : "；", in_language(called, Language::zh), value);
  }
  return text;
}

void call_by_title(Document& document, const PlanTitles& titles) {
  const auto call = [&](Title& text) {
    const auto known = titles.find(text.en);
    if (known != titles.end() && text.zh.empty()) text = known->second;
  };
  for (Section& section : document.sections) {
    auto* sheet = std::get_if<Sheet>(&section);
    if (sheet == nullptr) continue;
    for (auto& row : sheet->rows) {
      for (Cell& cell : row) {
        if (auto* text = std::get_if<Title>(&cell)) call(*text);
      }
    }
  }
  for (Standing& run : document.standing) {
    run.title = same(run.scenario);
    call(run.title);
  }
}

}  // namespace leontide::report
