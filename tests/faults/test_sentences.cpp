#include <catch2/catch.hpp>
#include <set>

#include "faults/pattern.hpp"
#include "faults/sentences.hpp"

namespace leontide::faults {

TEST_CASE("a sentence is said in Chinese, with names and numbers as they were typed") {
  CHECK(in_chinese("the column \"year of\" stands twice") == "列“year of”出现两次");
  CHECK(in_chinese("this row has 3 cells, the header has 12") == "此行有 3 个单元格，表头有 12 个");
  CHECK(in_chinese("there is no \"b\" in \"drivers.b.mean\"") == "“drivers.b.mean”中没有“b”");
  CHECK(in_chinese("expected one of: sector") == "应为下列之一：sector");
  CHECK(in_chinese("did you mean \"trials\"?") == "是否指“trials”？");
}

TEST_CASE("what stands outside quotes is said in Chinese where it is a phrase, and a name never is") {
  CHECK(in_chinese("a model has no key \"a model\"") == "模型没有键“a model”");
  CHECK(in_chinese("driver \"swing\" has no key \"list\"") == "驱动“swing”没有键“list”");
  CHECK(in_chinese("Value \"many\" for trials is not a whole number from 1 to 9") ==
        "trials 的取值“many”不是1 至 9 之间的整数");
  CHECK(in_chinese("driver \"d\": sd is -1, but must be zero or more") == "驱动“d”：sd 为 -1，应不小于零");
}

TEST_CASE("of several patterns that fit, the one that says most is taken") {
  CHECK(in_chinese("the model has no lever \"push\"") == "模型没有措施“push”");
  CHECK(in_chinese("the model has no event \"push\"") == "模型没有事件“push”");
}

TEST_CASE("a sentence that no pattern fits is left to its writer") {
  CHECK(in_chinese("").empty());
  CHECK(in_chinese("nobody ever said this").empty());
  CHECK(in_chinese("the column \"\" stands").empty());
  CHECK(in_chinese("x: nobody ever said this").empty());
}

TEST_CASE("every pattern names in Chinese what varies in it, each once") {
  for (const auto& patterns :
       {file_sentences(), scenario_sentences(), model_sentences(), law_sentences(), language_sentences(),
        sheet_sentences(), table_sentences(), account_sentences(), check_sentences(), command_sentences(),
        forecast_sentences(), model_hints(), command_hints(), table_hints(), phrases()}) {
    for (const Pattern& pattern : patterns) {
      INFO(pattern.en);
      std::size_t holes = 0;
      for (std::size_t at = pattern.en.find("{}"); at != std::string_view::npos;
           at = pattern.en.find("{}", at + 2))
        ++holes;
      std::multiset<char> named;
      for (std::size_t at = 0; at + 2 < pattern.zh.size(); ++at) {
        const std::size_t digit = at + (pattern.zh[at + 1] == '=' ? 2 : 1);
        if (pattern.zh[at] == '{' && digit + 1 < pattern.zh.size() && pattern.zh[digit + 1] == '}')
          named.insert(pattern.zh[digit]);
      }
      CHECK(pattern.zh.find("{}") == std::string_view::npos);
      for (const char c : named) {
        CHECK(named.count(c) == 1);
        CHECK(static_cast<std::size_t>(c - '0') < holes);
      }
    }
  }
}

}  // namespace leontide::faults
