#include "report/analyses/variance_notes.hpp"

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

}  // namespace leontide::report
