#include "scenario/sampling.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <fmt/format.h>

#include "base/nearest_name.hpp"
#include "yaml/keys.hpp"

namespace leontide::scenario {

namespace {

using Method = Sampling::Method;

constexpr std::array<const char*, 4> method_names{"independent", "antithetic", "latin-hypercube", "sobol"};
constexpr long long most_trials = 10'000'000'000;
constexpr long long largest_seed = 9'007'199'254'740'991;
constexpr long long fewest_replicates = 8;
constexpr long long most_replicates = 64;

void read_until(const yaml::Node& node, Sampling& sampling, Diagnostics& diagnostics) {
  if (!check_keys(node, {{"width", true}, {"level"}, {"of"}, {"at_most"}}, "until", diagnostics)) return;
  Until until;
  until.place = node.place;
  const auto share = [&](const char* key, double& value) {
    const yaml::Node* at = node.find(key);
    const auto number = at != nullptr ? read_number(*at, diagnostics) : std::nullopt;
    if (!number) return;
    value = *number;
    if (!(value > 0 && value < 1))
      diagnostics.error("value", at->place,
                        fmt::format("{} is {}, but must lie between 0 and 1", key, value));
  };
  share("width", until.width);
  share("level", until.level);
  if (const yaml::Node* of = node.find("of")) until.of = read_text(*of, diagnostics).value_or("joint");
  if (const yaml::Node* at_most = node.find("at_most")) {
    until.at_most =
        static_cast<std::uint64_t>(read_integer(*at_most, 1, most_trials, diagnostics).value_or(1));
  }
  sampling.until = until;
}

bool is_replicated(Method method) {
  return method == Method::latin_hypercube || method == Method::sobol;
}

void check_count(const Sampling& sampling, std::uint64_t trials, Diagnostics& diagnostics) {
  const std::uint64_t part = sampling.method == Method::antithetic ? 2
                             : is_replicated(sampling.method)      ? sampling.replicates
                                                                   : 1;
  const std::uint64_t rest = trials % part;
  if (rest == 0) return;
  const std::uint64_t below = trials - rest;
  diagnostics.error(
      "value", sampling.place,
      fmt::format("{} trials do not fill {} of {}", trials,
                  part == 2 ? "pairs" : fmt::format("{} replicates", part), to_string(sampling.method)),
      below == 0 ? fmt::format("take {}", part) : fmt::format("take {} or {}", below, below + part));
}

}  // namespace

const char* to_string(Method method) {
  return method_names[static_cast<std::size_t>(method)];
}

std::vector<std::string> sampling_methods() {
  return {method_names.begin(), method_names.end()};
}

std::optional<Method> sampling_method(const std::string& name) {
  const auto* at = std::find(method_names.begin(), method_names.end(), name);
  if (at == method_names.end()) return std::nullopt;
  return static_cast<Method>(at - method_names.begin());
}

void read_sampling(const yaml::Node& node, Sampling& sampling, Diagnostics& diagnostics) {
  sampling.place = node.place;
  if (!check_keys(node, {{"trials"}, {"seed"}, {"method"}, {"replicates"}, {"until"}}, "sampling",
                  diagnostics))
    return;
  if (const yaml::Node* trials = node.find("trials")) {
    sampling.trials =
        static_cast<std::uint64_t>(read_integer(*trials, 1, most_trials, diagnostics).value_or(1));
    if (node.find("until") != nullptr) {
      diagnostics.error("value", trials->place, "`trials` and `until` exclude each other",
                        "`until:` has its own `at_most`");
    }
    sampling.until.reset();
  }
  if (const yaml::Node* seed = node.find("seed"))
    sampling.seed = static_cast<std::uint64_t>(read_integer(*seed, 0, largest_seed, diagnostics).value_or(1));
  if (const yaml::Node* method = node.find("method")) {
    const auto choice = read_choice(*method, sampling_methods(), diagnostics);
    if (choice) sampling.method = static_cast<Method>(*choice);
  }
  if (const yaml::Node* replicates = node.find("replicates")) {
    sampling.replicates = static_cast<std::uint32_t>(
        read_integer(*replicates, fewest_replicates, most_replicates, diagnostics).value_or(16));
  }
  if (const yaml::Node* until = node.find("until")) read_until(*until, sampling, diagnostics);
}

void apply(const SamplingRequest& request, Sampling& sampling, Diagnostics& diagnostics) {
  if (sampling.place.file.empty()) sampling.place = {"command line", 0, 0, 0};
  if (request.trials) {
    sampling.trials = *request.trials;
    sampling.until.reset();
  }
  if (request.seed) sampling.seed = *request.seed;
  if (request.replicates) sampling.replicates = *request.replicates;
  if (request.method) {
    if (const auto method = sampling_method(*request.method)) {
      sampling.method = *method;
    } else {
      diagnostics.error("value", {"--sampling " + *request.method, 0, 0, 0},
                        fmt::format("there is no sampling \"{}\"", *request.method),
                        suggestion(*request.method, sampling_methods()));
    }
  }
  if (request.until_width) {
    Until until = sampling.until.value_or(Until{});
    until.width = *request.until_width;
    if (until.place.file.empty()) until.place = {"--until-width", 0, 0, 0};
    if (request.trials) until.at_most = *request.trials;
    sampling.until = until;
  }
}

void check_sampling(const Sampling& sampling, const std::vector<Target>& targets, Diagnostics& diagnostics) {
  if (is_replicated(sampling.method) && !std::has_single_bit(sampling.replicates)) {
    diagnostics.error(
        "value", sampling.place,
        fmt::format("{} replicates, but their number must be a power of two", sampling.replicates),
        "take 16 or 32");
    return;
  }
  if (!sampling.until) return check_count(sampling, sampling.trials, diagnostics);
  const Until& until = *sampling.until;
  check_count(sampling, until.at_most, diagnostics);
  if (sampling.method == Method::latin_hypercube) {
    diagnostics.error("value", until.place, "Latin hypercubes need to know their number of trials",
                      "take `trials:`, or another sampling method beside `until:`");
  }
  if (until.of == "joint" || until.of == "all") return;
  std::vector<std::string> known{"joint", "all"};
  for (const Target& target : targets) {
    if (target.assessed()) known.push_back(target.id);
  }
  if (std::find(known.begin(), known.end(), until.of) == known.end()) {
    diagnostics.error("unknown-name", until.place,
                      fmt::format("there is no assessed target \"{}\" to stop at", until.of),
                      suggestion(until.of, known));
  }
}

std::string sampling_text(const Sampling& sampling) {
  std::string text = fmt::format("trials {}\nseed {}\n", sampling.trials, sampling.seed);
  if (sampling.method != Method::independent)
    text += fmt::format("sampling {}\n", to_string(sampling.method));
  if (is_replicated(sampling.method)) text += fmt::format("replicates {}\n", sampling.replicates);
  if (sampling.until) {
    text += fmt::format("until {} {} {} {}\n", sampling.until->width, sampling.until->level,
                        sampling.until->of, sampling.until->at_most);
  }
  return text;
}

}  // namespace leontide::scenario
