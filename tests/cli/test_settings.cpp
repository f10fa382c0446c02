// What the command line leaves open a scenario decides, and both refuse in the same words.
#include <catch2/catch.hpp>

#include "cli/refusal.hpp"
#include "cli/result.hpp"

namespace leontide::cli {

TEST_CASE("a default in the help does not stand over what the scenario says") {
  const Scratch scratch("two");
  const std::string text = scratch.read("scenario.yaml");
  const auto with_sampling = [&](const std::string& name, const std::string& sampling) {
    std::string lines;
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
      const std::string line = text.substr(at, text.find('\n', at) - at);
      if (!line.starts_with("sampling:")) lines += line + "\n";
    }
    scratch.write(name, lines + "sampling: " + sampling + "\n");
    return Json(result_of(scratch, {name}).at("readings"));
  };
  const Json written = with_sampling(
      "told.yaml", "{trials: 4096, seed: 7, method: sobol, replicates: 8, level: 0.5}");
  const Json typed = result_of(scratch, {"scenario.yaml", "--trials", "4096", "--seed", "7", "--sampling",
                                         "sobol", "--replicates", "8", "--level", "0.5"})
                         .at("readings");
  CHECK(written == typed);
  CHECK(written != with_sampling("wide.yaml", "{trials: 4096, seed: 7, method: sobol, replicates: 8}"));
}

}  // namespace leontide::cli
