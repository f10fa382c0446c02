#include "scenario/sampling.hpp"

#include <algorithm>
#include <bit>
#include <fmt/format.h>

#include "base/nearest_name.hpp"
#include "scenario/file_keys.hpp"
#include "yaml/keys.hpp"

namespace leontide::scenario {

namespace {

using Method = Sampling::Method;

constexpr double most_trials = 1e10;
constexpr double largest_seed = 9'007'199'254'740'991;  // whole numbers up to here are exact in JSON

void read_until(const yaml::Node& node, Sampling& sampling, Diagnostics& diagnostics) {
  if (!check_keys(node, keys::until(), "until", diagnostics)) return;
  Until until;
  until.place = node.place;
  const auto share = [&](const char* key, const Option& option, double& value) {
    if (const yaml::Node* at = node.find(key)) value = read_number(*at, option, diagnostics).value_or(value);
  };
  share("width", sampling_option::until_width(), until.width);
  share("level", sampling_option::until_level(), until.level);
  if (const yaml::Node* of = node.find("of")) until.of = read_text(*of, diagnostics).value_or("joint");
  if (const yaml::Node* at_most = node.find("at_most")) {
    until.at_most = static_cast<std::uint64_t>(
        read_integer(*at_most, sampling_option::until_at_most(), diagnostics).value_or(1));
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
  const Place& said_at = sampling.until ? sampling.until->place : sampling.trials_place;
  diagnostics.error(
      "value", said_at.file.empty() ? sampling.place : said_at,
      fmt::format("{} trials do not fill {} of {}", trials,
                  part == 2 ? "pairs" : fmt::format("{} replicates", part), name_of(sampling.method)),
      below == 0 ? fmt::format("take {}", part) : fmt::format("take {} or {}", below, below + part));
}

}  // namespace

namespace sampling_option {

Option trials() {
  return {.name = "N",
          .flag = "--trials",
          .yaml_key = "sampling.trials",
          .kind = ValueKind::whole,
          .standard = std::to_string(Sampling{}.trials),
          .low = 1,
          .high = most_trials,
          .help = {"number of simulated futures", "模拟次数"}};
}

Option seed() {
  return {.name = "N",
          .flag = "--seed",
          .yaml_key = "sampling.seed",
          .kind = ValueKind::whole,
          .standard = std::to_string(Sampling{}.seed),
          .low = 0,
          .high = largest_seed,
          .help = {"seed of the random draws", "随机数种子"}};
}

Option method() {
  return {.name = "METHOD",
          .flag = "--sampling",
          .yaml_key = "sampling.method",
          .kind = ValueKind::choice,
          .standard = name_of(Sampling{}.method),
          .choices = choice_names<Method>(),
          .help = {"how trials are drawn", "抽样方法"}};
}

Option replicates() {
  return {.name = "N",
          .flag = "--replicates",
          .yaml_key = "sampling.replicates",
          .kind = ValueKind::whole,
          .standard = std::to_string(Sampling{}.replicates),
          .low = 8,
          .high = 64,
          .help = {"Latin hypercubes or Sobol scrambles; a power of two",
                   "拉丁超立方或 Sobol 加扰的组数（2 的幂）"}};
}

Option level() {
  return {.name = "LEVEL",
          .flag = "--level",
          .yaml_key = "sampling.level",
          .kind = ValueKind::number,
          .standard = "0.95",
          .low = 0,
          .high = 1,
          .is_open = true,
          .help = {"confidence of the intervals of chances and quantiles", "概率与分位数区间的置信水平"}};
}

Option until_width() {
  return {.name = "WIDTH",
          .flag = "--until-width",
          .yaml_key = "sampling.until.width",
          .kind = ValueKind::number,
          .low = 0,
          .high = 1,
          .is_open = true,
          .help = {"stop once the interval of the chance is this narrow", "概率区间窄至此宽度即停止"}};
}

Option until_level() {
  return {.yaml_key = "sampling.until.level",
          .kind = ValueKind::number,
          .standard = "0.95",
          .low = 0,
          .high = 1,
          .is_open = true,
          .help = {"confidence of that interval", "该区间的置信水平"}};
}

Option until_of() {
  return {.yaml_key = "sampling.until.of",
          .standard = "joint",
          .help = {"a target's id, joint, or all", "目标编号、joint（整体）或 all（全部）"}};
}

Option until_at_most() {
  return {.name = "N",
          .flag = "--until-at-most",
          .yaml_key = "sampling.until.at_most",
          .kind = ValueKind::whole,
          .standard = "10000000",
          .low = 1,
          .high = most_trials,
          .help = {"trials after which the run ends in any case", "无论如何停止的模拟次数"}};
}

}  // namespace sampling_option

void read_sampling(const yaml::Node& node, Sampling& sampling, Diagnostics& diagnostics) {
  sampling.place = node.place;
  if (!check_keys(node, keys::sampling(), "sampling", diagnostics)) return;
  if (const yaml::Node* trials = node.find("trials")) {
    sampling.trials_place = trials->place;
    sampling.trials =
        static_cast<std::uint64_t>(read_integer(*trials, sampling_option::trials(), diagnostics).value_or(1));
    if (node.find("until") != nullptr)
      diagnostics.error("value", trials->place, refuse_both("trials", "until").what,
                        "`until:` has its own `at_most`");
    sampling.until.reset();
  }
  if (const yaml::Node* seed = node.find("seed"))
    sampling.seed =
        static_cast<std::uint64_t>(read_integer(*seed, sampling_option::seed(), diagnostics).value_or(1));
  if (const yaml::Node* method = node.find("method"))
    sampling.method = yaml::read_choice<Method>(*method, diagnostics).value_or(sampling.method);
  if (const yaml::Node* replicates = node.find("replicates")) {
    sampling.replicates_place = replicates->place;
    sampling.replicates = static_cast<std::uint32_t>(
        read_integer(*replicates, sampling_option::replicates(), diagnostics).value_or(16));
  }
  if (const yaml::Node* level = node.find("level"))
    sampling.level = read_number(*level, sampling_option::level(), diagnostics).value_or(sampling.level);
  if (const yaml::Node* until = node.find("until")) read_until(*until, sampling, diagnostics);
}

void apply(const SamplingRequest& request, Sampling& sampling) {
  if (sampling.place.file.empty()) sampling.place = {"command line", 0, 0, 0};
  if (request.trials) {
    sampling.trials = *request.trials;
    sampling.trials_place = {sampling_option::trials().flag, 0, 0, 0};
    sampling.until.reset();
  }
  if (request.seed) sampling.seed = *request.seed;
  if (request.replicates) {
    sampling.replicates = *request.replicates;
    sampling.replicates_place = {sampling_option::replicates().flag, 0, 0, 0};
  }
  if (request.method) sampling.method = *request.method;
  if (request.level) sampling.level = *request.level;
  if (request.until_width) {
    Until until = sampling.until.value_or(Until{});
    until.width = *request.until_width;
    if (until.place.file.empty()) until.place = {sampling_option::until_width().flag, 0, 0, 0};
    until.at_most = request.until_at_most.value_or(until.at_most);
    sampling.until = until;
  }
}

void warn_of_unused(const Sampling& sampling, Diagnostics& diagnostics) {
  if (sampling.replicates_place.file.empty() || is_replicated(sampling.method)) return;
  diagnostics.warning(
      "unread", sampling.replicates_place,
      fmt::format("{} sampling has no replicates, so their number is not used", name_of(sampling.method)),
      "latin-hypercube and sobol have them");
}

void check_sampling(const Sampling& sampling, const std::vector<Target>& targets, Diagnostics& diagnostics) {
  if (is_replicated(sampling.method) && !std::has_single_bit(sampling.replicates)) {
    diagnostics.error(
        "value", sampling.replicates_place.file.empty() ? sampling.place : sampling.replicates_place,
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
  if (sampling.method != Method::independent) text += fmt::format("sampling {}\n", name_of(sampling.method));
  if (is_replicated(sampling.method)) text += fmt::format("replicates {}\n", sampling.replicates);
  if (sampling.level != Sampling{}.level) text += fmt::format("level {}\n", sampling.level);
  if (sampling.until) {
    text += fmt::format("until {} {} {} {}\n", sampling.until->width, sampling.until->level,
                        sampling.until->of, sampling.until->at_most);
  }
  return text;
}

}  // namespace leontide::scenario
