#include "faults/pattern.hpp"

namespace leontide::faults {

namespace {

constexpr Pattern library_patterns[] = {
    {"The following argument was not expected: {}", "多余的参数：{0}"},
    {"The following arguments were not expected: {}", "多余的参数：{0}"},
    {"A subcommand is required", "须指明命令"},
    {"{} is required", "缺少 {0}"},
    {"{}: {} required {} missing", "{0} 缺少取值"},
    {"{} requires {}", "{0} 须与 {1} 一同使用"},
    {"{} excludes {}", "{0} 与 {1} 不能并用"},
    {"Could not convert: {} = {}", "取值有误：{0} = {1}"},
};

}  // namespace

std::span<const Pattern> library_sentences() {
  return library_patterns;
}

}  // namespace leontide::faults
