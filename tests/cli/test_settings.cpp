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
  const Json written =
      with_sampling("told.yaml", "{trials: 4096, seed: 7, method: sobol, replicates: 8, level: 0.5}");
  const Json typed = result_of(scratch, {"scenario.yaml", "--trials", "4096", "--seed", "7", "--sampling",
                                         "sobol", "--replicates", "8", "--level", "0.5"})
                         .at("readings");
  CHECK(written == typed);
  CHECK(written != with_sampling("wide.yaml", "{trials: 4096, seed: 7, method: sobol, replicates: 8}"));
}

TEST_CASE("what excludes each other in a scenario does so on the command line") {
  const Scratch scratch("two");
  scratch.edit("scenario.yaml", "{trials: 20000, seed: 1}", "{trials: 5000, until: {width: 0.1}}");
  refused(scratch, {"scenario.yaml:7:20: error: trials and until exclude each other"});
  scratch.edit("scenario.yaml", "{trials: 5000, until: {width: 0.1}}", "{trials: 20000, seed: 1}");
  const Ended both = scratch.leontide({"run", "scenario.yaml", "--until-width", "0.1", "--trials", "5000"});
  CHECK(both.code == 2);
  CHECK(both.err == "leontide: --until-width and --trials exclude each other\n  see `leontide help run`\n");
  CHECK(scratch.leontide({"attribute", "scenario.yaml", "--until-width", "0.1", "--trials", "5000"}).err ==
        "leontide: --until-width and --trials exclude each other\n  see `leontide help attribute`\n");
}

TEST_CASE("what is wrong with a value of the command line is told at its flag") {
  const Scratch scratch("two");
  refused(scratch, {"--replicates: error: 9 replicates, but their number must be a power of two"},
          {"run", "scenario.yaml", "--sampling", "sobol", "--replicates", "9"});
  refused(scratch, {"--trials: error: 5001 trials do not fill pairs of antithetic"},
          {"run", "scenario.yaml", "--sampling", "antithetic", "--trials", "5001"});
  const std::string unused = "independent sampling has no replicates, so their number is not used";
  const Ended typed = scratch.leontide({"run", "scenario.yaml", "--replicates", "8", "--into", "out"});
  CHECK(typed.code == 0);
  CHECK(has(typed.err, "--replicates: warning: " + unused));
  scratch.edit("scenario.yaml", "seed: 1}", "replicates: 8}");
  CHECK(has(scratch.leontide({"check", "scenario.yaml"}).out, "scenario.yaml:7:39: warning: " + unused));
}

TEST_CASE("faults of what is set, of names and of ranges are told in one round") {
  const Scratch scratch("two");
  refused(
      scratch, {"--from: error: the range", "--vary drivers.nope.mean", "--target: error: there is no"},
      {"seek", "scenario.yaml", "--from", "3", "--to", "1", "--vary", "drivers.nope.mean", "--target", "zz"});
  const std::vector<std::string> faults{"--set drivers.swing.mean=abc", "--target: error: there is no",
                                        "--reading: error: there is no reading \"nn\""};
  for (const char* command : {"sensitivity", "discover", "attribute", "observe", "rare"}) {
    INFO(command);
    refused(
        scratch, faults,
        {command, "scenario.yaml", "--set", "drivers.swing.mean=abc", "--target", "zz", "--reading", "nn"});
  }
  const std::string said =
      scratch.leontide({"discover", "scenario.yaml", "--target", "zz", "--reading", "nn"}).err;
  CHECK(has(said, "expected one of: joint, output_reached, fast_growth\n"));
  CHECK(count(said, "expected one of") == 1);  // the one reading has no name to offer
  refused(scratch,
          {"--target: error: there is no target \"yy\"", "--target: error: there is no target \"zz\""},
          {"run", "scenario.yaml", "--target", "yy,zz"});
}

}  // namespace leontide::cli
