#pragma once

#include <span>
#include <vector>

#include "base/choice.hpp"
#include "yaml/keys.hpp"

namespace leontide::calibration {

/// How a number comes from figures.
enum class RuleKind {
  value,
  mean,
  sd,
  ar1,
  gap,
  share,
  drift,
  cagr,
  error,
  pooled,
  forecast,
  formula,
  given,
  solve
};
/// Their names in files, and titles.
inline constexpr Choice<RuleKind> rule_kinds[] = {
    {RuleKind::value, "value", "one figure", "单个数据"},
    {RuleKind::mean, "mean", "mean of a window", "窗口均值"},
    {RuleKind::sd, "sd", "standard deviation of a window", "窗口标准差"},
    {RuleKind::ar1, "ar1", "first autocorrelation", "一阶自相关"},
    {RuleKind::gap, "gap", "mean difference of two series", "两序列平均差"},
    {RuleKind::share, "share", "mean share of a whole", "占比均值"},
    {RuleKind::drift, "drift", "mean log growth", "平均对数增速"},
    {RuleKind::cagr, "cagr", "growth a year from first to last", "年均复合增速"},
    {RuleKind::error, "error", "error of a naive rule", "简单规则的误差"},
    {RuleKind::pooled, "pooled", "coefficient fitted on a panel of cities", "城市面板系数"},
    {RuleKind::forecast, "forecast", "the rule fitted on a panel of cities", "城市面板预测规则"},
    {RuleKind::formula, "formula", "arithmetic of other results", "由其他结果计算"},
    {RuleKind::given, "given", "stated, with a source", "直接给定（注明来源）"},
    {RuleKind::solve, "solve", "so that a model's deterministic path meets a number",
     "使模型确定性路径达到给定值"}};
/// Finds the names by the type (choice.hpp).
constexpr std::span<const Choice<RuleKind>> choices_of(RuleKind) {
  return rule_kinds;
}

/// What a window takes of figures.
enum class Transform { level, growth, log_growth, change };
/// Their names in files, and titles.
inline constexpr Choice<Transform> transforms[] = {
    {Transform::level, "level", "the figures themselves", "数值本身"},
    {Transform::growth, "growth", "growth over the year before", "同比增长"},
    {Transform::log_growth, "log_growth", "log growth over the year before", "对数增长"},
    {Transform::change, "change", "difference from the year before", "同比变动"}};
/// Finds the names by the type (choice.hpp).
constexpr std::span<const Choice<Transform>> choices_of(Transform) {
  return transforms;
}

/// A naive rule whose errors are looked at.
enum class Naive { last, mean_3, mean_10 };
/// Their names in files, and titles.
inline constexpr Choice<Naive> naive_rules[] = {{Naive::last, "last", "as last year", "同上年"},
                                                {Naive::mean_3, "mean_3", "mean of three years", "三年均值"},
                                                {Naive::mean_10, "mean_10", "mean of ten years", "十年均值"}};
/// Finds the names by the type (choice.hpp).
constexpr std::span<const Choice<Naive>> choices_of(Naive) {
  return naive_rules;
}

/// Which spread a forecast has.
enum class Part { all, common, city };
/// Their names in files, and titles.
inline constexpr Choice<Part> parts[] = {
    {Part::all, "all", "common and city part together", "共同部分与城市部分合计"},
    {Part::common, "common", "what all cities share", "各城市共同部分"},
    {Part::city, "city", "the city's own", "城市自身部分"}};
/// Finds the names by the type (choice.hpp).
constexpr std::span<const Choice<Part>> choices_of(Part) {
  return parts;
}

/// The keys that a rule takes.
const std::vector<yaml::Key>& keys_of(RuleKind kind);
/// The keys of a calibration file.
const std::vector<yaml::Key>& calibration_keys();
/// The keys of one of `series:`.
const std::vector<yaml::Key>& series_keys();
/// The keys of one of `breaks:`.
const std::vector<yaml::Key>& break_keys();

}  // namespace leontide::calibration
