#include "analysis/law_text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>
#include <utility>
#include <variant>
#include <vector>

#include "base/numbers.hpp"

namespace leontide::analysis {

namespace {

using Numbers = std::vector<std::pair<const char*, double>>;

struct NumbersOf {
  Numbers operator()(const random::Uniform& l) const { return {{"low", l.low}, {"high", l.high}}; }
  Numbers operator()(const random::Normal& l) const { return {{"mean", l.mean}, {"sd", l.sd}}; }
  Numbers operator()(const random::Lognormal& l) const { return {{"median", l.median}, {"sigma", l.sigma}}; }
  Numbers operator()(const random::Triangular& l) const {
    return {{"low", l.low}, {"mode", l.mode}, {"high", l.high}};
  }
  Numbers operator()(const random::Pert& l) const {
    return {{"low", l.low}, {"mode", l.mode}, {"high", l.high}, {"shape", l.shape}};
  }
  Numbers operator()(const random::Beta& l) const {
    return {{"alpha", l.alpha}, {"beta", l.beta}, {"low", l.low}, {"high", l.high}};
  }
  Numbers operator()(const random::Gamma& l) const { return {{"shape", l.shape}, {"scale", l.scale}}; }
  Numbers operator()(const random::StudentT& l) const {
    return {{"df", l.df}, {"location", l.location}, {"scale", l.scale}};
  }
  Numbers operator()(const random::TruncatedNormal& l) const {
    return {{"mean", l.mean}, {"sd", l.sd}, {"low", l.low}, {"high", l.high}};
  }
  /// Chances that sum to 1 but for their last digits are scaled.
  static void say_scale(const std::vector<double>& chances, Numbers& numbers) {
    const double sum = std::accumulate(chances.begin(), chances.end(), 0.0);
    if (std::fabs(sum - 1) > 1e-12) numbers.emplace_back("divided by their sum", sum);
  }
  Numbers operator()(const random::Discrete& l) const {
    Numbers numbers;
    for (std::size_t i = 0; i < l.values.size(); ++i) {
      numbers.emplace_back("value", l.values[i]);
      numbers.emplace_back("chance", i < l.chances.size() ? l.chances[i] : 0);
    }
    say_scale(l.chances, numbers);
    return numbers;
  }
  Numbers operator()(const random::Empirical& l) const {
    return {{"values", static_cast<double>(l.values.size())}};
  }
  Numbers operator()(const random::Poisson& l) const { return {{"mean", l.mean}}; }
  Numbers operator()(const random::Weibull& l) const { return {{"shape", l.shape}, {"scale", l.scale}}; }
  Numbers operator()(const random::Binomial& l) const { return {{"trials", l.trials}, {"chance", l.chance}}; }
  Numbers operator()(const random::NegativeBinomial& l) const {
    return {{"successes", l.successes}, {"chance", l.chance}};
  }
  Numbers operator()(const random::Mixture& l) const {
    Numbers numbers;
    for (const double weight : l.weights)
      numbers.emplace_back("weight", weight);
    say_scale(l.weights, numbers);
    return numbers;
  }
  Numbers operator()(const random::Dirichlet& l) const { return {{"alpha", l.alpha}}; }
  Numbers operator()(const random::Constant& l) const { return {{"value", l.value}}; }
  Numbers operator()(const random::RandomWalk& l) const {
    return {{"start", l.start}, {"drift", l.drift}, {"sd", l.sd}};
  }
  Numbers operator()(const random::Ar1& l) const {
    return {{"mean", l.mean}, {"sd", l.sd}, {"phi", l.phi}, {"start", l.start}};
  }
  Numbers operator()(const random::MeanReverting& l) const {
    return {{"mean", l.mean}, {"rate", l.rate}, {"sd", l.sd}, {"start", l.start}};
  }
  Numbers operator()(const random::Gbm& l) const {
    return {{"start", l.start}, {"drift", l.drift}, {"volatility", l.volatility}};
  }
  Numbers operator()(const random::JumpDiffusion& l) const {
    return {{"start", l.start}, {"drift", l.drift},         {"volatility", l.volatility},
            {"rate", l.rate},   {"jump_mean", l.jump_mean}, {"jump_sd", l.jump_sd}};
  }
  Numbers operator()(const random::MarkovRegime& l) const {
    Numbers numbers{{"regimes", static_cast<double>(l.means.size())}, {"start", l.start}};
    const auto regimes = static_cast<std::ptrdiff_t>(l.means.size());
    for (auto row = l.transition.begin(); l.transition.end() - row >= regimes && regimes > 0; row += regimes)
      say_scale({row, row + regimes}, numbers);
    return numbers;
  }
  Numbers operator()(const random::Ar& l) const {
    Numbers numbers{{"mean", l.mean}, {"sd", l.sd}};
    for (const double phi : l.phi)
      numbers.emplace_back("phi", phi);
    for (const double start : l.start)
      numbers.emplace_back("start", start);
    return numbers;
  }
  Numbers operator()(const random::Bootstrap& l) const {
    return {{"years", static_cast<double>(l.history.size())}, {"block", l.block}};
  }
};

}  // namespace

namespace {

/// A word of the field in Chinese; the word itself where there is none.
std::string in_chinese(std::string_view word) {
  constexpr std::pair<const char*, const char*> known[] = {{"uniform", "均匀分布"},
                                                           {"normal", "正态分布"},
                                                           {"lognormal", "对数正态分布"},
                                                           {"triangular", "三角分布"},
                                                           {"pert", "PERT分布"},
                                                           {"beta", "贝塔分布"},
                                                           {"gamma", "伽马分布"},
                                                           {"student_t", "t分布"},
                                                           {"truncated_normal", "截尾正态分布"},
                                                           {"discrete", "离散分布"},
                                                           {"empirical", "经验分布"},
                                                           {"poisson", "泊松分布"},
                                                           {"weibull", "威布尔分布"},
                                                           {"binomial", "二项分布"},
                                                           {"negative_binomial", "负二项分布"},
                                                           {"mixture", "混合分布"},
                                                           {"dirichlet", "狄利克雷分布"},
                                                           {"constant", "常数"},
                                                           {"random_walk", "随机游走"},
                                                           {"ar1", "一阶自回归"},
                                                           {"ar", "自回归"},
                                                           {"mean_reverting", "均值回复过程"},
                                                           {"gbm", "几何布朗运动"},
                                                           {"jump_diffusion", "跳跃扩散过程"},
                                                           {"markov_regime", "马尔可夫区制"},
                                                           {"bootstrap", "自助抽样"},
                                                           {"independence", "独立"},
                                                           {"gaussian", "高斯"},
                                                           {"student", "t"},
                                                           {"clayton", "克莱顿"},
                                                           {"gumbel", "冈贝尔"},
                                                           {"frank", "弗兰克"},
                                                           {"low", "下限"},
                                                           {"high", "上限"},
                                                           {"mean", "均值"},
                                                           {"sd", "标准差"},
                                                           {"median", "中位数"},
                                                           {"sigma", "对数标准差"},
                                                           {"mode", "众数"},
                                                           {"shape", "形状"},
                                                           {"alpha", "α"},
                                                           {"scale", "尺度"},
                                                           {"df", "自由度"},
                                                           {"location", "位置"},
                                                           {"divided by their sum", "除以其和"},
                                                           {"value", "取值"},
                                                           {"values", "取值个数"},
                                                           {"chance", "概率"},
                                                           {"trials", "试验次数"},
                                                           {"successes", "成功次数"},
                                                           {"weight", "权重"},
                                                           {"start", "初值"},
                                                           {"drift", "漂移"},
                                                           {"phi", "自回归系数"},
                                                           {"rate", "速率"},
                                                           {"volatility", "波动率"},
                                                           {"jump_mean", "跳跃均值"},
                                                           {"jump_sd", "跳跃标准差"},
                                                           {"regimes", "区制数"},
                                                           {"years", "年数"},
                                                           {"block", "块长"}};
  std::string plain(word);
  std::replace(plain.begin(), plain.end(), '-', '_');
  for (const auto& [en, zh] : known) {
    if (plain == en) return zh;
  }
  return std::string(word);
}

void append(Title& text, const Title& more) {
  text.en += more.en;
  text.zh += more.zh;
}

Title number_words(std::string_view name, double value) {
  const std::string number = print_number(value);
  const std::string zh = name == "beta" ? "β" : in_chinese(name);
  return {fmt::format(", {} {}", name, number), fmt::format("，{} {}", zh, number)};
}

}  // namespace

Title law_text(const random::Law& law) {
  const std::string_view law_name = random::name_of(law);
  Title text{std::string(law_name), in_chinese(law_name)};
  for (const auto& [name, value] : std::visit(NumbersOf{}, law))
    append(text, number_words(name, value));
  if (const auto* mixture = std::get_if<random::Mixture>(&law)) {
    for (const random::MixturePart& part : mixture->parts) {
      append(text, {"; ", "；"});
      append(text, law_text(part.law));
    }
  }
  return text;
}

namespace {

Title pair_text(const random::PairLaw& pair) {
  const std::string& family = random::family_names()[static_cast<std::size_t>(pair.family)];
  Title text{family, in_chinese(family) + "连接函数"};
  if (pair.parameter)
    append(text, {fmt::format(", parameter {}", print_number(*pair.parameter)),
                  fmt::format("，参数 {}", print_number(*pair.parameter))});
  if (pair.tau)
    append(text, {fmt::format(", tau {}", print_number(*pair.tau)),
                  fmt::format("，τ {}", print_number(*pair.tau))});
  if (pair.family == random::Family::student) append(text, number_words("df", pair.df));
  if (pair.rotation != 0)
    append(text, {fmt::format(", rotation {}", pair.rotation), fmt::format("，旋转 {} 度", pair.rotation)});
  return text;
}

Title copula_text(const random::Copula& copula, const std::string& driver) {
  using Kind = random::Copula::Kind;
  Title kind = copula.kind == Kind::gaussian  ? Title{"a gaussian", "高斯"}
               : copula.kind == Kind::student ? Title{"a student", "t"}
                                              : Title{"a vine", "藤"};
  std::string others;
  for (const std::string& name : copula.drivers) {
    if (name != driver) others += (others.empty() ? "" : ", ") + name;
  }
  Title text{fmt::format("; in {} copula with {}", kind.en, others),
             fmt::format("；与 {} 由{}连接函数相联", others, kind.zh)};
  if (copula.kind == Kind::student) append(text, number_words("df", copula.df));
  return text;
}

}  // namespace

Title dependence_text(const random::Driver& driver, const std::vector<random::Copula>& copulas) {
  Title text;
  if (driver.common > 0) {
    const std::string common = print_number(driver.common);
    append(text, {fmt::format("; every pair of members correlated by {}", common),
                  fmt::format("；任意两个成员的相关系数为 {}", common)});
  }
  if (!driver.correlation.empty())
    append(text, {"; members correlated as the model says", "；成员间相关系数见模型"});
  if (driver.serial) {
    const Title pair = pair_text(*driver.serial);
    append(text, {"; from step to step by " + pair.en, "；逐期相依：" + pair.zh});
  }
  for (const random::Copula& copula : copulas) {
    if (std::find(copula.drivers.begin(), copula.drivers.end(), driver.name) != copula.drivers.end())
      append(text, copula_text(copula, driver.name));
  }
  return text;
}

}  // namespace leontide::analysis
