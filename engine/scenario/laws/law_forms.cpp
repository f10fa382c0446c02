#include "scenario/laws/law_forms.hpp"

#include <fmt/format.h>

#include "base/nearest_name.hpp"

namespace leontide::scenario {

const std::vector<LawForm>& law_forms() {
  constexpr auto none = std::nullopt;
  constexpr CentreStep still = CentreStep::none;
  static const std::vector<LawForm> forms = {
      {"uniform", false, {{"low", none, true}, {"high", none, true}}, {}},
      {"normal", false, {{"mean", none, true, CentreStep::level}, {"sd", none, true}}, {}},
      {"lognormal", false, {{"median", none, true, CentreStep::level}, {"sigma", none}}, {}},
      {"triangular", false, {{"low", none, true}, {"mode", none, true}, {"high", none, true}}, {}},
      {"pert", false, {{"low", none, true}, {"mode", none, true}, {"high", none, true}, {"shape", 4.0}}, {}},
      {"beta", false, {{"alpha", none}, {"beta", none}, {"low", 0.0, true}, {"high", 1.0, true}}, {}},
      {"gamma", false, {{"shape", none}, {"scale", none, true}}, {}},
      {"student-t",
       false,
       {{"df", none}, {"location", 0.0, true, CentreStep::level}, {"scale", 1.0, true, still}},
       {}},
      {"truncated-normal",
       false,
       {{"mean", none, true}, {"sd", none, true}, {"low", none, true}, {"high", none, true}},
       {}},
      {"discrete", false, {}, {"values", "chances"}},
      {"empirical", false, {}, {"file", "column"}},
      {"poisson", false, {{"mean", none}}, {}},
      {"weibull", false, {{"shape", none}, {"scale", none, true}}, {}},
      {"binomial", false, {{"trials", none}, {"chance", none}}, {}},
      {"negative-binomial", false, {{"successes", none}, {"chance", none}}, {}},
      {"mixture", false, {}, {"weights", "parts"}},
      {"dirichlet", false, {{"alpha", none}}, {}},
      {"constant", true, {{"value", none, true}}, {}},
      {"random-walk",
       true,
       {{"start", none, true}, {"drift", 0.0, true, CentreStep::drift}, {"sd", none, true}},
       {}},
      {"ar1",
       true,
       {{"mean", none, true, CentreStep::level}, {"sd", none, true}, {"phi", none}, {"start", none, true}},
       {}},
      {"ar", true, {{"mean", none, true, CentreStep::level}, {"sd", none, true}}, {"phi", "start"}},
      {"bootstrap", true, {{"block", none}}, {"file", "column"}},
      {"mean-reverting",
       true,
       {{"mean", none, true, CentreStep::level}, {"rate", none}, {"sd", none, true}, {"start", none, true}},
       {}},
      {"gbm",
       true,
       {{"start", none, true}, {"drift", none, false, CentreStep::drift}, {"volatility", none}},
       {}},
      {"jump-diffusion",
       true,
       {{"start", none, true},
        {"drift", none, false, CentreStep::drift},
        {"volatility", none},
        {"rate", none},
        {"jump_mean", none},
        {"jump_sd", none}},
       {}},
      {"markov-regime", true, {{"start", none}}, {"means", "sds", "transition"}},
  };
  return forms;
}

const LawForm* find_law_form(const yaml::Node& node, const std::string& what, Diagnostics& diagnostics) {
  const yaml::Node* distribution = node.find("distribution");
  const yaml::Node* process = node.find("process");
  if ((distribution == nullptr) == (process == nullptr)) {
    diagnostics.error("law", node.place, fmt::format("{} needs either `distribution:` or `process:`", what));
    return nullptr;
  }
  const yaml::Node& name = distribution != nullptr ? *distribution : *process;
  std::vector<std::string> known;
  for (const LawForm& form : law_forms()) {
    if (form.is_process != (process != nullptr)) continue;
    if (name.is_scalar() && form.name == name.text) return &form;
    known.push_back(form.name);
  }
  diagnostics.error(
      "law", name.place,
      fmt::format("there is no {} \"{}\"", process != nullptr ? "process" : "distribution", name.text),
      suggestion(name.text, known));
  return nullptr;
}

}  // namespace leontide::scenario
