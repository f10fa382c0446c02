// What commands print fits the window: no line is wider than --width, in either language, and the verdict
// comes first.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>

#include "base/source_text.hpp"
#include "cli/command.hpp"

namespace leontide::cli {

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

/// A command at two widths in each language; `first` stands on the first screen of each.
void fits(const Scratch& scratch, std::vector<std::string> words, const std::string& first = {},
          const std::string& first_zh = {}) {
  words.insert(words.end(), {"--width", "", "--lang", ""});
  for (const char* language : {"en", "zh"}) {
    for (const char* width : {"80", std::string_view(language) == "en" ? "160" : "100"}) {
      words[words.size() - 3] = width;
      words.back() = language;
      const Ended ended = scratch.leontide(words);
      INFO(words[0] << " " << words[1] << " " << width << " " << language << ended.err);
      REQUIRE(ended.code == 0);
      const std::vector<std::string> lines = lines_of(ended.out);
      REQUIRE_FALSE(lines.empty());
      std::string screen;
      for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i < 24) screen += lines[i];
        if (lines[i].starts_with("  leontide ")) continue;  // a command to be copied stays whole
        INFO(lines[i]);
        CHECK(display_width(lines[i]) <= std::stoul(width));
      }
      INFO(screen);
      CHECK(has(screen, std::string_view(language) == "en" ? first : first_zh));
    }
  }
}

}  // namespace

TEST_CASE("The verdict of every plan stays on a terminal of 24 lines of 80 columns, in both languages") {
  if (std::system("script -qec true /dev/null </dev/null >/dev/null 2>&1") != 0) {
    WARN("script(1) is not here");
    return;
  }
  const Scratch scratch;
  for (const char* plan : {"dalian-2027", "dalian-2025", "dalian-2020", "dongguan-2025", "changsha-2025"}) {
    for (const auto& [language, verdict] :
         {std::pair{"en", "The plan as a whole is "}, std::pair{"zh", "规划整体实现："}}) {
      // As one types it, from the folder that holds the scenarios.
      const std::string shown = scratch.path(std::string(plan) + language + ".txt").string();
      const std::string command = "cd " + source_folder().string() +
                                  " && NO_COLOR=1 script -qec 'stty cols 80 "
                                  "rows 24; " LEONTIDE_BINARY " run scenarios/" +
                                  plan + "/plan.yaml --trials 2048 --no-report --into " +
                                  scratch.path("r").string() + " --lang " + language +
                                  " 2>/dev/null' /dev/null </dev/null >" + shown;
      INFO(command);
      REQUIRE(std::system(command.c_str()) == 0);
      std::string text = scratch.read(std::string(plan) + language + ".txt");
      std::erase(text, '\r');
      INFO(text);
      std::size_t rows = 0, commands = 0, at_verdict = 0;
      for (const std::string& line : lines_of(text)) {
        if (has(line, verdict)) at_verdict = rows + 1;
        commands += line.starts_with("  leontide ") ? 1 : 0;
        rows += std::max<std::size_t>(1, (display_width(line) + 79) / 80);
      }
      CHECK(rows < 24);
      CHECK(at_verdict > 0);
      CHECK(at_verdict <= 3);
      CHECK(commands == 3);
    }
  }
}

TEST_CASE("No line of an analysis is wider than --width, and what it says comes first") {
  const Scratch scratch;
  const std::string folder = (source_folder() / "scenarios/dalian-2027").string();
  const std::string plan = folder + "/plan.yaml", target = "finance_value_added_share_gdp";
  fits(scratch, {"run", plan, "--trials", "256", "--into", "r", "--no-report"}, "The plan as a whole",
       "规划整体");
  fits(scratch, {"compare", folder + "/baseline.yaml", plan, "--trials", "256"},
       "What changes most (As written): ", "变化最大的是（按字面）：");
  fits(scratch, {"sensitivity", plan, "--trials", "1024", "--target", target}, "above all Share of GDP",
       "首先是");
  fits(scratch, {"discover", plan, "--trials", "1024", "--target", target}, ": where “Share of",
       "的模拟落空");
  // Whether a chance moves beyond its error with so few trials is not known beforehand.
  fits(scratch, {"observe", folder + "/observed-2025.yaml", "--trials", "512"});
  fits(scratch, {"rare", plan, "--trials", "512", "--target", target},
       "The chance that this is met: ", "实现的概率为");
  fits(scratch, {"explain", plan, target});
  fits(scratch, {"check", plan});
  fits(scratch, {"trace", plan, "final_demand", "output"});
  fits(scratch, {"audit", folder + "/targets.yaml"});
  fits(scratch, {"table", "check", (source_folder() / "models/dalian/table").string()});
  CHECK(scratch.leontide({"run", plan, "--width", "7"}).code == 2);
}

TEST_CASE("Rows that cannot be told from nothing are cut from text and counted, and stand in all else") {
  const Scratch scratch("two");
  scratch.write("idle.yaml",
                "leontide: scenario/1\nname: idle\nextends: scenario.yaml\ntitle: {en: Idle, zh: 不变}\n");
  const std::vector<std::string> words{"compare", "scenario.yaml", "idle.yaml", "--trials", "512"};
  const Ended text = scratch.leontide(words);
  REQUIRE(text.code == 0);
  CHECK(has(text.out, "No chance can be told from unchanged"));
  CHECK(has(text.out, "more rows that cannot be told from nothing: --section chances"));
  std::vector<std::string> csv = words;
  csv.insert(csv.end(), {"--format", "csv"});
  CHECK(lines_of(scratch.leontide(csv).out).size() > 2);
}

}  // namespace leontide::cli
