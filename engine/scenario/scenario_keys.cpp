// The keys of scenario and targets files.

#include "scenario/file_keys.hpp"
#include "scenario/promises/read_promises.hpp"
#include "scenario/sampling.hpp"

namespace leontide::scenario::keys {

using yaml::Form;

const KeyTable& scenario() {
  static const KeyTable table{
      {"leontide", true, Form::text, "scenario/1", nullptr, false, false, {"scenario/1"}},
      {"name", true, Form::text, "names the result"},
      {"title", false, Form::title, "for people"},
      {"extends", false, Form::text, "a scenario whose settings this one changes"},
      {"model", false, Form::text, "the model file"},
      {"targets", false, Form::text, "the targets file"},
      {"levers", false, Form::texts, "levers that are on; a list replaces the parent's"},
      {"events", false, Form::by_name, "on, off, or forced to begin in the year `at`", event_on, true},
      {"set", false, Form::any, "numbers by path, e.g. parameters.beta: 0.5; levers.NAME: off"},
      {"readings", false, Form::list, "each is run with the same draws", reading},
      {"sampling", false, Form::mapping, "how trials are drawn", sampling},
      {"tolerances", false, Form::numbers, "of targets that say about"},
      {"observed", false, Form::list, "figures known by now", observed},
      {"budget", false, Form::mapping, "what levers cost, for `leontide optimise`", budget},
      {"note", false, Form::any, "for people"}};
  return table;
}

const KeyTable& reading() {
  static const KeyTable table{{"name", true, Form::text, "of the reading"},
                              {"title", false, Form::title, "for people"},
                              {"set", false, Form::any, "numbers by path"},
                              {"note", false, Form::any, "for people"}};
  return table;
}

const KeyTable& event_on() {
  static const KeyTable table{{"at", false, Form::whole, "the year in which it happens for certain"},
                              {"size", false, Form::number, "in place of its law"}};
  return table;
}

const KeyTable& sampling() {
  static const KeyTable table{
      {"trials", false, Form::whole, "", nullptr, false, false, {}, sampling_option::trials},
      {"seed", false, Form::whole, "", nullptr, false, false, {}, sampling_option::seed},
      {"method", false, Form::text, "", nullptr, false, false, {}, sampling_option::method},
      {"replicates", false, Form::whole, "", nullptr, false, false, {}, sampling_option::replicates},
      {"level", false, Form::number, "", nullptr, false, false, {}, sampling_option::level},
      {"until", false, Form::mapping, "stop when an interval is narrow enough", until}};
  return table;
}

const KeyTable& until() {
  static const KeyTable table{
      {"width", true, Form::number, "", nullptr, false, false, {}, sampling_option::until_width},
      {"level", false, Form::number, "", nullptr, false, false, {}, sampling_option::until_level},
      {"of", false, Form::text, "", nullptr, false, false, {}, sampling_option::until_of},
      {"at_most", false, Form::whole, "", nullptr, false, false, {}, sampling_option::until_at_most}};
  return table;
}

const KeyTable& observed() {
  static const KeyTable table{
      {"indicator", true, Form::text, "of the model"},
      {"year", true, Form::whole, "of the figure"},
      {"value", true, Form::number, "the figure"},
      {"sd", false, Form::number, "standard deviation of its error"},
      {"relative_sd", false, Form::number, "the same as a share of the figure"},
      {"unit", false, Form::text, "of the figure; default the indicator's"},
      {"prices", false, Form::text, "of the figure", nullptr, false, false, {"current", "constant"}},
      {"source", false, Form::text, "who published it"}};
  return table;
}

const KeyTable& budget() {
  static const KeyTable table{{"total", true, Form::number, "to spread"},
                              {"levers", true, Form::by_name, "that money goes to", budget_lever},
                              {"unit", false, Form::text, "of money"},
                              {"source", false, Form::text, "of the costs"}};
  return table;
}

const KeyTable& budget_lever() {
  static const KeyTable table{{"cost", true, Form::number, "of the strength that the model states"},
                              {"exponent", false, Form::number, "of spending; default 0.5"},
                              {"at_most", false, Form::number, "most it can take; default twice its cost"}};
  return table;
}

const KeyTable& targets_file() {
  static const KeyTable table{
      {"leontide", true, Form::text, "targets/1", nullptr, false, false, {"targets/1"}},
      {"name", false, Form::text, "of the plan"},
      {"title", false, Form::title, "for people"},
      {"targets", true, Form::list, "what is promised", target},
      {"conflicts", false, Form::list, "targets that state a third number", conflict},
      {"vintage", false, Form::any, "the day after which nothing may be known"},
      {"quantities", false, Form::by_name, "what promises are of, and what holds among them", quantity_keys},
      {"outside_view", false, Form::mapping, "how often cities grew so much", outside_view},
      {"track_record", false, Form::mapping, "how such chances came out for older plans", track_record},
      {"source", false, Form::any, "of all of them"},
      {"note", false, Form::any, "for people"}};
  return table;
}

const KeyTable& outside_view() {
  static const KeyTable table{
      {"file", true, Form::text, "table of shares by growth, as leontide hindcast writes it"},
      {"targets", false, Form::texts, "growth targets in per cent that a run tells it beside, by id"}};
  return table;
}

const KeyTable& track_record() {
  static const KeyTable table{
      {"file", true, Form::text, "track_record.csv, as leontide hindcast of plans writes it"}};
  return table;
}

const KeyTable& target_words() {
  static const KeyTable table{
      {"id", true, Form::text, "names it in results"},
      {"title", true, Form::title, "for people"},
      {"status",
       true,
       Form::text,
       "how it is assessed",
       nullptr,
       false,
       false,
       {"modelled", "conditional", "process", "not assessable"}},
      {"grade", false, Form::text, "of the evidence", nullptr, false, false, {"A", "B", "C"}},
      {"base", false, Form::any, "the figure it starts from"},
      {"note", false, Form::any, "for people"},
      {"needs", false, Form::title, "the figure that is missing"},
      {"asks", false, Form::title, "who could give it"},
      {"past_growth", false, Form::number, "a year, before the plan"},
      {"base_figure", false, Form::mapping, "the published figure it starts from", base_figure_keys},
      {"promise", false, Form::mapping, "what the plan says, free of any model", promise_keys},
      {"same_quantity_as", false, Form::text, "the target that counts for both in the joint chance"},
      {"because", false, Form::title, "why its chance is as extreme as it is"},
      {"source", false, Form::any, "the sentence of the plan"}};
  return table;
}

const KeyTable& target_question() {
  static const KeyTable table{
      {"indicator", true, Form::text, "of the model"},
      {"at_least", false, Form::any, "a number, or an indicator"},
      {"at_most", false, Form::any, "a number, or an indicator"},
      {"between", false, Form::numbers, "two numbers"},
      {"unit", false, Form::text, "of the bound"},
      {"prices", false, Form::text, "of the bound", nullptr, false, false, {"current", "constant"}},
      {"year", false, Form::whole, "in which it must hold"},
      {"each", false, Form::any, "every one of these years"},
      {"average", false, Form::any, "arithmetic mean from the first to the last of two years"},
      {"cumulative", false, Form::any, "sum from the first to the last of two years"},
      {"mean_growth", false, Form::any,
       "compound mean of a growth rate from the first to the last of two years"},
      {"tolerance", false, Form::number, "of a target that says about"},
      {"given", false, Form::mapping, "bases that are possible", keys::given},
      {"asserts", false, Form::any, "what it takes for granted"}};
  return table;
}

const KeyTable& target() {
  static const KeyTable table = [] {
    KeyTable both = target_words();
    for (yaml::Key key : target_question()) {
      key.required = false;
      both.push_back(std::move(key));
    }
    return both;
  }();
  return table;
}

const KeyTable& given() {
  static const KeyTable table{{"title", true, Form::title, "what is not known"},
                              {"values", true, Form::numbers, "that it may have"}};
  return table;
}

const KeyTable& conflict() {
  static const KeyTable table{{"level", true, Form::text, "id of a target on an amount"},
                              {"share", true, Form::text, "id of a target on its share"},
                              {"whole", true, Form::text, "indicator that the two state"},
                              {"note", false, Form::title, "for people"}};
  return table;
}

}  // namespace leontide::scenario::keys
