#include <boost/math/distributions/normal.hpp>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <unistd.h>

#include "coverage/cell.hpp"

namespace leontide::benchmarks::coverage {

namespace {

/// A folder that is gone when the model was read.
class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / fmt::format("coverage-{}", getpid())) {
    std::filesystem::create_directories(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  void write(const std::string& name, const std::string& text) const { std::ofstream(path_ / name) << text; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace

scenario::Draft draft_of(const Text& text) {
  const Folder folder;
  folder.write("m.yaml",
               "leontide: model/1\nname: coverage\ntime: {base: 2024, end: 2025}\nparameters:\n"
               "  shift: {value: 0, unit: none}\ndrivers:\n" +
                   text.drivers + (text.levers.empty() ? "" : "levers:\n" + text.levers) + "variables:\n" +
                   text.variables + "indicators:\n" + text.indicators);
  folder.write("t.yaml", "leontide: targets/1\ntargets:\n" + text.targets);
  folder.write("s.yaml", "leontide: scenario/1\nname: s\nmodel: m.yaml\ntargets: t.yaml\n" + text.scenario);
  Diagnostics diagnostics;
  auto draft = scenario::read_draft(folder.path() / "s.yaml", {}, diagnostics);
  if (!draft.is_sound) throw std::runtime_error(diagnostics.text());
  return draft;
}

analysis::Prepared prepared_of(const Text& text) {
  Diagnostics diagnostics;
  auto prepared = analysis::prepare_scenario(draft_of(text), {}, diagnostics);
  if (!prepared) throw std::runtime_error(diagnostics.text());
  return std::move(*prepared);
}

double chance_above(double z) {
  return boost::math::cdf(boost::math::complement(boost::math::normal_distribution<>(), z));
}

double bound_of(double chance) {
  return boost::math::quantile(boost::math::complement(boost::math::normal_distribution<>(), chance));
}

Text one_normal(double chance, bool fails, const std::string& value) {
  Text text;
  text.drivers = "  z: {distribution: normal, mean: 0, sd: 1}\n";
  if (fails) text.drivers += "  w: {distribution: uniform, low: 0, high: 1}\n";
  text.variables = fmt::format("  y: {}{}\n", value, fails ? " + 0 * log(w - 0.1)" : "");
  text.targets =
      fmt::format("  - {{id: t, title: t, status: modelled, indicator: y, at_least: {:.17g}, year: 2025}}\n",
                  bound_of(chance));
  return text;
}

const std::vector<Design>& designs() {
  using Method = scenario::Sampling::Method;
  static const std::vector<Design> all{{"independent", Method::independent},
                                       {"antithetic", Method::antithetic},
                                       {"latin-hypercube", Method::latin_hypercube},
                                       {"sobol", Method::sobol}};
  return all;
}

}  // namespace leontide::benchmarks::coverage
