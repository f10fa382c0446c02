#include "scenario/laws/law_reader.hpp"

#include <cmath>
#include <fmt/format.h>

#include "scenario/laws/law_forms.hpp"
#include "yaml/keys.hpp"

namespace leontide::scenario {

namespace {

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

/// Nothing where a part has a fault that was reported.
std::optional<random::Mixture> read_mixture(const yaml::Node& node, const FileReader& files,
                                            Diagnostics& diagnostics) {
  random::Mixture mixture{read_numbers(*node.find("weights"), diagnostics), {}};
  const yaml::Node& parts = *node.find("parts");
  if (!parts.is_sequence())
    diagnostics.error("value", parts.place, "parts is a list of distributions: [{distribution: …, …}, …]");
  bool is_whole = true;
  for (const yaml::Node& part : parts.items) {
    ReadLaws read = read_laws(part, {{"a part of a mixture", {}, nullptr}, {}, files}, diagnostics);
    is_whole = is_whole && !read.laws.empty();
    for (random::Law& law : read.laws)
      mixture.parts.push_back({std::move(law)});
  }
  if (!is_whole) return std::nullopt;
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
    auto history = files(file, name);
    if (!history) return {};
    laws.push_back(random::Bootstrap{std::move(*history), own["block"]});
    if (diagnostics.error_count() > errors_before) break;
  }
  return laws;
}

}  // namespace

ReadLaws read_laws(const yaml::Node& node, const LawContext& context, Diagnostics& diagnostics) {
  const std::string& what = context.owner.what;
  const std::vector<std::string>& codes = context.owner.codes;
  const FileReader& files = context.files;
  const LawForm* form = node.is_mapping() ? find_law_form(node, what, diagnostics) : nullptr;
  if (form == nullptr) {
    if (!node.is_mapping()) check_keys(node, {}, what, diagnostics);
    return {};
  }
  std::vector<yaml::Key> known{{"distribution"}, {"process"}};
  for (const LawKey& parameter : form->parameters)
    known.push_back({parameter.name, !parameter.fallback});
  for (const std::string& list : form->lists)
    known.push_back({list, list != "column"});
  for (const std::string& other : context.other_keys)
    known.push_back({other});
  const std::size_t errors_before = diagnostics.error_count();
  check_keys(node, known, what, diagnostics);
  LawNumbers given = read_law_numbers(node, *form, context.owner, diagnostics);
  std::vector<Numbers>& numbers = given.elements;
  if (diagnostics.error_count() > errors_before || numbers.empty()) return {};
  ReadLaws read;
  read.centres = std::move(given.centres);
  if (node.find("file") != nullptr && !files) {
    diagnostics.error("law", node.place, fmt::format("{} cannot come from a file", what),
                      "a lever or an event states its law here");
  } else if (form->name == "discrete") {
    read.laws.push_back(random::Discrete{read_numbers(*node.find("values"), diagnostics),
                                         read_numbers(*node.find("chances"), diagnostics)});
  } else if (form->name == "mixture") {
    auto mixture = read_mixture(node, files, diagnostics);
    if (!mixture) return {};
    read.laws.push_back(std::move(*mixture));
  } else if (form->name == "empirical") {
    auto values =
        files(*node.find("file"), node.find("column") != nullptr ? node.find("column")->text : std::string());
    if (!values) return {};
    read.laws.push_back(random::Empirical{std::move(*values)});
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
