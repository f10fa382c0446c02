#include "scenario/law_reader.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

#include "base/nearest_name.hpp"
#include "scenario/file_keys.hpp"
#include "yaml/keys.hpp"

namespace leontide::scenario {

namespace {

/// A number key of a law: its name, and its default where it may be left out.
struct Parameter {
  std::string name;
  std::optional<double> fallback;
};

struct LawForm {
  std::string name;
  bool is_process;
  std::vector<Parameter> parameters;
  std::vector<std::string> lists;  ///< keys that hold lists or files
};

const std::vector<LawForm>& law_forms() {
  static const std::vector<LawForm> forms = {
      {"uniform", false, {{"low", {}}, {"high", {}}}, {}},
      {"normal", false, {{"mean", {}}, {"sd", {}}}, {}},
      {"lognormal", false, {{"median", {}}, {"sigma", {}}}, {}},
      {"triangular", false, {{"low", {}}, {"mode", {}}, {"high", {}}}, {}},
      {"pert", false, {{"low", {}}, {"mode", {}}, {"high", {}}, {"shape", 4.0}}, {}},
      {"beta", false, {{"alpha", {}}, {"beta", {}}, {"low", 0.0}, {"high", 1.0}}, {}},
      {"gamma", false, {{"shape", {}}, {"scale", {}}}, {}},
      {"student-t", false, {{"df", {}}, {"location", 0.0}, {"scale", 1.0}}, {}},
      {"truncated-normal", false, {{"mean", {}}, {"sd", {}}, {"low", {}}, {"high", {}}}, {}},
      {"discrete", false, {}, {"values", "chances"}},
      {"empirical", false, {}, {"file", "column"}},
      {"poisson", false, {{"mean", {}}}, {}},
      {"weibull", false, {{"shape", {}}, {"scale", {}}}, {}},
      {"binomial", false, {{"trials", {}}, {"chance", {}}}, {}},
      {"negative-binomial", false, {{"successes", {}}, {"chance", {}}}, {}},
      {"mixture", false, {}, {"weights", "parts"}},
      {"dirichlet", false, {{"alpha", {}}}, {}},
      {"constant", true, {{"value", {}}}, {}},
      {"random-walk", true, {{"start", {}}, {"drift", 0.0}, {"sd", {}}}, {}},
      {"ar1", true, {{"mean", {}}, {"sd", {}}, {"phi", {}}, {"start", {}}}, {}},
      {"ar", true, {{"mean", {}}, {"sd", {}}}, {"phi", "start"}},
      {"bootstrap", true, {{"block", {}}}, {"file", "column"}},
      {"mean-reverting", true, {{"mean", {}}, {"rate", {}}, {"sd", {}}, {"start", {}}}, {}},
      {"gbm", true, {{"start", {}}, {"drift", {}}, {"volatility", {}}}, {}},
      {"jump-diffusion",
       true,
       {{"start", {}}, {"drift", {}}, {"volatility", {}}, {"rate", {}}, {"jump_mean", {}}, {"jump_sd", {}}},
       {}},
      {"markov-regime", true, {{"start", {}}}, {"means", "sds", "transition"}},
  };
  return forms;
}

const LawForm* find_form(const yaml::Node& node, const std::string& what, Diagnostics& diagnostics) {
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

/// The numbers of one element, by key.
using Numbers = std::map<std::string, double>;

class NumberReader {
 public:
  NumberReader(const yaml::Node& node, const LawForm& form, const std::string& what,
               const std::vector<std::string>& codes, Diagnostics& diagnostics)
      : node_(node), form_(form), what_(what), codes_(codes), diagnostics_(diagnostics) {}

  /// One entry, or one an element where any key is a mapping by code.
  std::vector<Numbers> run() {
    bool by_element = false;
    for (const Parameter& parameter : form_.parameters) {
      const yaml::Node* value = node_.find(parameter.name);
      if (value == nullptr || !value->is_mapping()) continue;
      by_element = true;
      if (codes_.empty() || codes_.front().empty()) {
        diagnostics_.error(
            "value", value->place,
            fmt::format("{} runs over no set, so \"{}\" is a single number", what_, parameter.name));
        return {};
      }
    }
    std::vector<Numbers> numbers(by_element ? codes_.size() : 1);
    for (const Parameter& parameter : form_.parameters)
      read(parameter, numbers);
    return sound_ ? numbers : std::vector<Numbers>{};
  }

 private:
  void read(const Parameter& parameter, std::vector<Numbers>& numbers) {
    const yaml::Node* value = node_.find(parameter.name);
    if (value == nullptr) {
      sound_ = sound_ && parameter.fallback.has_value();
      for (Numbers& element : numbers)
        element[parameter.name] = parameter.fallback.value_or(0);
      return;
    }
    if (!value->is_mapping()) {
      const auto number = read_number(*value, diagnostics_);
      sound_ = sound_ && number.has_value();
      for (Numbers& element : numbers)
        element[parameter.name] = number.value_or(0);
      return;
    }
    read_by_code(parameter, *value, numbers);
  }

  void read_by_code(const Parameter& parameter, const yaml::Node& value, std::vector<Numbers>& numbers) {
    std::vector<bool> given(numbers.size(), false);
    if (const yaml::Node* fallback = value.find("default")) {
      const auto number = read_number(*fallback, diagnostics_);
      for (Numbers& element : numbers)
        element[parameter.name] = number.value_or(0);
      given.assign(numbers.size(), true);
    }
    for (const auto& [key, entry] : value.entries) {
      if (key.text == "default") continue;
      const auto found = std::find(codes_.begin(), codes_.end(), key.text);
      if (found == codes_.end()) {
        diagnostics_.error("unknown-code", key.place,
                           fmt::format("\"{}\" is no member of the set {} runs over", key.text, what_),
                           suggestion(key.text, codes_));
        sound_ = false;
        continue;
      }
      const auto at = static_cast<std::size_t>(found - codes_.begin());
      const auto number = read_number(entry, diagnostics_);
      sound_ = sound_ && number.has_value();
      numbers[at][parameter.name] = number.value_or(0);
      given[at] = true;
    }
    const auto missing = std::find(given.begin(), given.end(), false);
    if (missing != given.end()) {
      diagnostics_.error("missing-key", value.place,
                         fmt::format("\"{}\" gives no number for \"{}\"", parameter.name,
                                     codes_[static_cast<std::size_t>(missing - given.begin())]),
                         "add it, or a `default:`");
      sound_ = false;
    }
  }

  const yaml::Node& node_;
  const LawForm& form_;
  const std::string& what_;
  const std::vector<std::string>& codes_;
  Diagnostics& diagnostics_;
  bool sound_ = true;
};

random::Law make_law(const std::string& name, Numbers n) {
  if (name == "uniform") return random::Uniform{n["low"], n["high"]};
  if (name == "normal") return random::Normal{n["mean"], n["sd"]};
  if (name == "lognormal") return random::Lognormal{n["median"], n["sigma"]};
  if (name == "triangular") return random::Triangular{n["low"], n["mode"], n["high"]};
  if (name == "pert") return random::Pert{n["low"], n["mode"], n["high"], n["shape"]};
  if (name == "beta") return random::Beta{n["alpha"], n["beta"], n["low"], n["high"]};
  if (name == "gamma") return random::Gamma{n["shape"], n["scale"]};
  if (name == "student-t") return random::StudentT{n["df"], n["location"], n["scale"]};
  if (name == "truncated-normal") return random::TruncatedNormal{n["mean"], n["sd"], n["low"], n["high"]};
  if (name == "poisson") return random::Poisson{n["mean"]};
  if (name == "weibull") return random::Weibull{n["shape"], n["scale"]};
  if (name == "binomial") return random::Binomial{n["trials"], n["chance"]};
  if (name == "negative-binomial") return random::NegativeBinomial{n["successes"], n["chance"]};
  if (name == "dirichlet") return random::Dirichlet{n["alpha"]};
  if (name == "constant") return random::Constant{n["value"]};
  if (name == "random-walk") return random::RandomWalk{n["start"], n["drift"], n["sd"]};
  if (name == "ar1") return random::Ar1{n["mean"], n["sd"], n["phi"], n["start"]};
  if (name == "mean-reverting") return random::MeanReverting{n["mean"], n["rate"], n["sd"], n["start"]};
  if (name == "gbm") return random::Gbm{n["start"], n["drift"], n["volatility"]};
  return random::JumpDiffusion{n["start"], n["drift"],     n["volatility"],
                               n["rate"],  n["jump_mean"], n["jump_sd"]};
}

random::Mixture read_mixture(const yaml::Node& node, const FileReader& files, Diagnostics& diagnostics) {
  random::Mixture mixture{read_numbers(*node.find("weights"), diagnostics), {}};
  const yaml::Node& parts = *node.find("parts");
  if (!parts.is_sequence())
    diagnostics.error("value", parts.place, "parts is a list of distributions: [{distribution: …, …}, …]");
  for (const yaml::Node& part : parts.items)
    for (random::Law& law : read_laws(part, "a part of a mixture", {}, {}, files, diagnostics).laws)
      mixture.parts.push_back({std::move(law)});
  return mixture;
}

/// One history of a scalar driver, or the column of every code.
std::vector<random::Law> read_bootstraps(const yaml::Node& node, std::vector<Numbers>& numbers,
                                         const std::vector<std::string>& codes, const FileReader& files,
                                         Diagnostics& diagnostics) {
  const yaml::Node& file = *node.find("file");
  const yaml::Node* column = node.find("column");
  const bool is_scalar = codes.empty() || codes.front().empty();
  if (!is_scalar && column != nullptr) {
    diagnostics.error("value", column->place,
                      "over a set, each element takes the column of the file that has its code",
                      "leave `column:` out");
    return {};
  }
  std::vector<random::Law> laws;
  for (const std::string& code : is_scalar ? std::vector<std::string>{""} : codes) {
    const std::string name = column != nullptr ? column->text : code;
    Numbers& own = numbers[numbers.size() == 1 ? 0 : laws.size()];
    const std::size_t errors_before = diagnostics.error_count();
    laws.push_back(random::Bootstrap{files(file, name), own["block"]});
    if (diagnostics.error_count() > errors_before) break;
  }
  return laws;
}

}  // namespace

ReadLaws read_laws(const yaml::Node& node, const std::string& what,
                   const std::vector<std::string>& other_keys, const std::vector<std::string>& codes,
                   const FileReader& files, Diagnostics& diagnostics) {
  const LawForm* form = node.is_mapping() ? find_form(node, what, diagnostics) : nullptr;
  if (form == nullptr) {
    if (!node.is_mapping()) check_keys(node, {}, what, diagnostics);
    return {};
  }
  std::vector<yaml::Key> known = keys::law();
  for (const Parameter& parameter : form->parameters)
    known.push_back({parameter.name, !parameter.fallback});
  for (const std::string& list : form->lists)
    known.push_back({list, list != "column"});
  for (const std::string& other : other_keys)
    known.push_back({other});
  const std::size_t errors_before = diagnostics.error_count();
  check_keys(node, known, what, diagnostics);
  std::vector<Numbers> numbers = NumberReader(node, *form, what, codes, diagnostics).run();
  if (diagnostics.error_count() > errors_before) return {};
  ReadLaws read;
  if (node.find("file") != nullptr && !files) {
    diagnostics.error("law", node.place, fmt::format("{} cannot come from a file", what),
                      "a lever or an event states its law here");
  } else if (form->name == "discrete") {
    read.laws.push_back(random::Discrete{read_numbers(*node.find("values"), diagnostics),
                                         read_numbers(*node.find("chances"), diagnostics)});
  } else if (form->name == "mixture") {
    read.laws.push_back(read_mixture(node, files, diagnostics));
  } else if (form->name == "empirical") {
    read.laws.push_back(random::Empirical{files(
        *node.find("file"), node.find("column") != nullptr ? node.find("column")->text : std::string())});
  } else if (form->name == "bootstrap") {
    read.laws = read_bootstraps(node, numbers, codes, files, diagnostics);
  } else if (form->name == "ar") {
    const yaml::Node& start = *node.find("start");
    const std::vector<double> phi = read_numbers(*node.find("phi"), diagnostics);
    const std::vector<double> values = start.is_sequence()
                                           ? read_numbers(start, diagnostics)
                                           : std::vector<double>{read_number(start, diagnostics).value_or(0)};
    for (Numbers& element : numbers)
      read.laws.push_back(random::Ar{element["mean"], element["sd"], phi, values});
  } else if (form->name == "markov-regime") {
    const double start = numbers.front()["start"];
    if (start != std::floor(start) || start < 1 || start > 1000) {
      diagnostics.error("value", node.find("start")->place,
                        "start is the number of a regime, counted from 1");
      return {};
    }
    read.laws.push_back(random::MarkovRegime{
        read_numbers(*node.find("means"), diagnostics), read_numbers(*node.find("sds"), diagnostics),
        read_rows(*node.find("transition"), diagnostics), static_cast<int>(start)});
  } else {
    for (Numbers& element : numbers)
      read.laws.push_back(make_law(form->name, std::move(element)));
  }
  if (diagnostics.error_count() > errors_before) read.laws.clear();
  return read;
}

}  // namespace leontide::scenario
