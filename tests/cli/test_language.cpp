#include <catch2/catch.hpp>

#include "cli/command.hpp"
#include "cli/refusal.hpp"

namespace leontide::cli {

TEST_CASE("Help and the kinds of faults speak Chinese where asked") {
  const Scratch scratch("two");
  CHECK(has(scratch.leontide({"run", "--help", "--lang", "zh"}).out, "用法：leontide run SCENARIO [选项]"));
  CHECK(has(scratch.leontide({"run", "--help", "--lang=zh"}).out, "用法：leontide run SCENARIO [选项]"));
  CHECK(has(scratch.leontide({"run", "--help"}).out, "Usage: leontide run"));
  scratch.edit("targets.yaml", "name: two\n", "name: two\nnam: two\n");
  const Ended zh = scratch.leontide({"check", "scenario.yaml", "--lang", "zh"});
  CHECK(zh.code == 2);
  CHECK(has(zh.err, "错误，未知的键: "));
  CHECK(has(scratch.leontide({"check", "scenario.yaml"}).err, ": error: "));
}

TEST_CASE("Check and explain speak Chinese") {
  const Scratch scratch("two");
  CHECK(has(scratch.leontide({"check", "scenario.yaml", "--lang", "zh"}).out, "无错误"));
  const std::string tree =
      scratch.leontide({"explain", "scenario.yaml", "output_reached", "--lang", "zh"}).out;
  CHECK(has(tree, "地区生产总值达到2050"));
  CHECK(has(tree, "（驱动）：正态分布，均值 0.05，标准差 0.02"));
  CHECK(has(tree, "亿元，不变价"));
  CHECK_FALSE(has(tree, "1e8 CNY"));
}

TEST_CASE("Sources of uncertainty go by the titles of the model") {
  const Scratch scratch("two");
  scratch.edit("model.yaml", "swing: {distribution", "swing: {group: home, distribution");
  scratch.edit("model.yaml", "\nlevers:", "\ngroups: {home: {en: At home, zh: 本地因素}}\n\nlevers:");
  const Ended zh =
      scratch.leontide({"run", "scenario.yaml", "--trials", "256", "--lang", "zh", "--into", "r"});
  INFO(zh.err);
  REQUIRE(zh.code == 0);
  CHECK(has(zh.out, "本地因素"));
  CHECK(has(zh.out, "其他"));
  scratch.edit("model.yaml", "groups: {home", "groups: {hom");
  CHECK(has(refused(scratch, {"model.yaml"}, {"check", "scenario.yaml"}), "no driver has the group \"hom\""));
}

TEST_CASE("Members of a set go by the titles of its file") {
  const Scratch scratch("two");
  scratch.edit("model.yaml", "broad: {of: sector, by: broad}",
               "broad: {of: sector, by: broad, titles: names.csv}");
  scratch.write("names.csv", "code,name_en,name_zh\nsecondary,Industry,工业\n");
  const Ended drawn = scratch.leontide({"graph", "model.yaml", "--of", "clusters", "--lang", "zh"});
  INFO(drawn.err);
  CHECK(drawn.code == 0);
  CHECK(has(drawn.out, "工业"));
  scratch.write("names.csv", "code\nsecondary\n");
  CHECK(has(refused(scratch, {"model.yaml"}, {"check", "model.yaml"}), "name_en, name_zh"));
}

TEST_CASE("Graph draws what lies around a name") {
  const Scratch scratch("two");
  const Ended near = scratch.leontide({"graph", "model.yaml", "--around", "output", "--depth", "1"});
  CHECK(near.code == 0);
  CHECK(has(near.out, "label=\"demand"));
  CHECK_FALSE(has(near.out, "label=\"gdp"));
  CHECK(has(scratch.leontide({"graph", "model.yaml", "--of", "sectors"}).out, "money, from buyer to seller"));
  CHECK(has(refused(scratch, {"--around: error: "}, {"graph", "model.yaml", "--around", "outputt"}),
            "did you mean \"output\"?"));
}

TEST_CASE("The variables of every plan fit a screen: no drawing is wider than 2000 points") {
  const Scratch scratch;
  for (const char* plan : {"dalian-2027", "dalian-2025", "dalian-2020", "dongguan-2025", "changsha-2025"}) {
    for (const char* language : {"en", "zh"}) {
      INFO(plan << " " << language);
      const std::string file = (source_folder() / "scenarios" / plan / "plan.yaml").string();
      const Ended ended =
          scratch.leontide({"graph", file, "--of", "variables", "--format", "svg", "--lang", language});
      REQUIRE(ended.code == 0);
      const std::size_t at = ended.out.find("<svg width=\"");
      REQUIRE(at != std::string::npos);
      CHECK(std::stoul(ended.out.substr(at + 12)) <= 2000);
    }
  }
}

TEST_CASE("A Chinese CSV file begins with a mark, and a workbook of a run has charts, to the same bytes") {
  const Scratch scratch("two");
  for (const char* name : {"one", "two"}) {
    REQUIRE(scratch
                .leontide({"run", "scenario.yaml", "--trials", "1024", "--lang", "zh", "--into", "r", "--out",
                           std::string(name) + ".csv", "--out", std::string(name) + ".xlsx"})
                .code == 0);
  }
  for (const char* file : {"one.csv", "r/targets.csv", "r/indicators.csv"})
    CHECK(scratch.read(file).rfind("\xEF\xBB\xBF", 0) == 0);
  CHECK(scratch.read("one.xlsx") == scratch.read("two.xlsx"));
  CHECK(has(scratch.read("one.xlsx"), "xl/charts/chart1.xml"));
}

TEST_CASE("A fault is said in Chinese whole, with names and numbers as they were typed") {
  const Scratch scratch("two");
  scratch.edit("targets.yaml", "name: two\n", "name: two\nnam: two\n");
  scratch.edit("model.yaml", "mean: 0.05", "mean: 0.05, sdd: 0.1");
  const std::string err = scratch.leontide({"check", "scenario.yaml", "--lang", "zh"}).err;
  INFO(err);
  CHECK(has(err, "目标文件没有键“nam”"));
  CHECK(has(err, "驱动“swing”没有键“sdd”"));
  CHECK(has(err, "是否指“name”？"));
  CHECK_FALSE(has(err, "has no key"));
  const std::string option =
      scratch.leontide({"run", "scenario.yaml", "--trials", "many", "--lang", "zh"}).err;
  CHECK(has(option, "命令行: 错误，取值有误: --trials 的取值“many”不是"));
  CHECK(has(scratch.leontide({"run", "scenario.yaml", "--trails", "5", "--lang", "zh"}).err,
            "run 没有选项 --trails: 是否指“--trials”？"));
  CHECK(has(scratch.leontide({"rum", "--lang", "zh"}).err, "没有命令“rum”"));
  const std::string table =
      scratch.leontide({"check", "scenario.yaml", "--lang", "zh", "--format", "csv"}).out;
  CHECK(has(table, "没有键“nam”"));
}

TEST_CASE("What commands tell beside their answers is Chinese where asked") {
  const Scratch scratch("two");
  scratch.edit("model.yaml", "push: {title: A push,", "push: {title: {en: A push, zh: 推力},");
  const auto told = [&](std::vector<std::string> words) {
    words.insert(words.end(), {"--lang", "zh"});
    const Ended ended = scratch.leontide(words);
    INFO(ended.err);
    CHECK(ended.code == 0);
    return ended.err;
  };
  const std::string run =
      told({"run", "scenario.yaml", "--trials", "256", "--lever", "push=on", "--into", "r"});
  CHECK(has(run, "结果已写入 r（"));
  CHECK_FALSE(has(run, "results in"));
  CHECK(has(told({"run", "scenario.yaml", "--trials", "256", "--into", "r", "--trials-file", "t.nc"}),
            "模拟明细已写入 t.nc"));
  CHECK(has(told({"attribute", "scenario.yaml", "--trials", "256", "--lever", "push=on"}), "1 项措施，"));
  scratch.write("s.yaml",
                "leontide: sweep/1\nname: s\nscenarios: [scenario.yaml]\naxes: {levers.push: [off, on]}\n"
                "sampling: {trials: 256}\n");
  const std::string sweep = told({"sweep", "s.yaml", "--into", "w"});
  CHECK(has(sweep, "2 个单元：完成 2 个"));
  CHECK(has(sweep, "结果已写入 w"));
  CHECK_FALSE(has(sweep, "done"));
  const Ended cells = scratch.leontide({"sweep", "s.yaml", "--into", "w", "--lang", "zh"});
  CHECK(has(cells.out, "推力"));
  CHECK_FALSE(has(cells.out, "levers.push"));
}

TEST_CASE("Chinese files and tables have Chinese heads, units and faults") {
  const Scratch scratch("two");
  const Ended csv = scratch.leontide(
      {"run", "scenario.yaml", "--trials", "256", "--into", "r", "--format", "csv", "--lang", "zh"});
  REQUIRE(csv.code == 0);
  const std::string head = csv.out.substr(0, csv.out.find('\n'));
  INFO(head);
  CHECK(has(head, "模拟次数,完成次数,失败原因"));
  CHECK_FALSE(has(head, "trials"));
  const std::string page = scratch.read("r/report.html");
  CHECK(has(page, "<small><span lang=en>1e8 CNY</span><span lang=zh>亿元</span></small>"));
  scratch.edit("targets.yaml", "name: two\n", "name: two\nnam: two\n");
  const Ended faults = scratch.leontide({"check", "scenario.yaml", "--format", "json", "--lang", "zh"});
  CHECK(faults.code == 2);
  CHECK(has(faults.out, "目标文件没有键"));
  CHECK(has(faults.out, "\"code\":\"unknown-key\""));
  CHECK_FALSE(has(faults.out, "has no key"));
  CHECK(has(scratch.leontide({"check", "scenario.yaml", "--format", "json"}).out, "has no key"));
}

TEST_CASE("A small chance tells its inputs by their titles") {
  const Scratch scratch("two");
  scratch.edit("model.yaml", "swing: {distribution",
               "swing: {title: {en: The swing, zh: 波动}, distribution");
  scratch.edit("targets.yaml", "at_least: 6", "at_least: 11");
  for (const auto& [language, title] : {std::pair{"en", "The swing"}, {"zh", "波动"}}) {
    const Ended ended =
        scratch.leontide({"rare", "scenario.yaml", "--target", "fast_growth", "--level-size", "512",
                          "--trials", "4096", "--lang", language, "--sheet", "pushes"});
    INFO(ended.err);
    CHECK(has(ended.out, title));
  }
}

}  // namespace leontide::cli
