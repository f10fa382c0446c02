#include "report/analyses/variance_notes.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "statistics/moments.hpp"

namespace leontide::report {

void add_variance_notes(Sheet& sheet, double of_chance, double of_value, bool has_value) {
  if (of_chance == 0) {
    sheet.notes.push_back(
        {"the answer is the same in every trial: there is no variance of the chance to share",
         "所有模拟结果相同：概率没有可分摊的方差"});
  }
  if (of_chance > 0 && of_chance < statistics::enough_carriers) {
    const double some = std::ceil(of_chance);
    sheet.notes.push_back(
        {fmt::format("some {:.0f} trials alone decide otherwise than the rest: too few to share out the "
                     "variance of the chance; run more trials, or read what is said of the value",
                     some),
         fmt::format("仅约{:.0f}次模拟的结果与其余不同：不足以分摊概率的方差；请增加模拟次数或看数值各列",
                     some)});
  }
  if (has_value && of_value == 0) {
    sheet.notes.push_back(
        {"the value does not vary: there is no variance of it to share", "数值不变：没有可分摊的方差"});
  }
  if (has_value && of_value > 0 && of_value < statistics::enough_carriers) {
    sheet.notes.push_back(
        {fmt::format("some {:.0f} trials carry the variance of the value: its shares hang on them, and their "
                     "intervals are too narrow",
                     std::ceil(of_value)),
         fmt::format("数值的方差集中在约{:.0f}次模拟：其份额取决于这些模拟，区间偏窄", std::ceil(of_value))});
  }
}

SheetColumn name_column() {
  return text_column("name", "in the model", "模型中名称");
}

Title unshared_sentence(const Title& sheet, const Title& input, double index) {
  Title said{fmt::format("{}: too few trials decide the chance to share it out", sheet.en),
             fmt::format("{}：决定概率的模拟过少，无法分摊", in_language(sheet, Language::zh))};
  if (std::isfinite(index)) {
    index = std::min(index, 1.0);  // by no more than its own error above it
    said.en += fmt::format("; of the value, above all {}, {:.0f} % of its variance", input.en, 100 * index);
    said.zh += fmt::format("；就数值而言，首先是{}，占其方差 {:.0f}%", in_language(input, Language::zh),
                           100 * index);
  }
  return {said.en + ".", said.zh + "。"};
}

}  // namespace leontide::report
