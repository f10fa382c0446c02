#include "sweep/sweep_keys.hpp"

#include "scenario/file_keys.hpp"

namespace leontide::sweep::keys {

using yaml::Form;

const KeyTable& sweep() {
  static const KeyTable table{
      {"leontide", true, Form::text, "sweep/1", nullptr, false, false, {"sweep/1"}},
      {"name", true, Form::text, "names the ledger's folder"},
      {"title", false, Form::title, "for people"},
      {"scenarios", true, Form::texts, "files; each is a cell of every combination"},
      {"axes", false, Form::by_name, "paths and their values; the product of all"},
      {"zip", false, Form::list, "values that move together"},
      {"table", false, Form::mapping, "a CSV file: a row a cell, columns are paths", keys::table},
      {"samples", false, Form::mapping, "rows drawn from distributions", samples},
      {"exclude", false, Form::list, "paths and values that leave a cell out where all hold"},
      {"keep", false, Form::mapping, "what the ledger keeps of a cell", keep},
      {"sampling", false, Form::mapping, "in place of the scenarios' own", scenario::keys::sampling},
      {"note", false, Form::any, "for people"}};
  return table;
}

const KeyTable& range() {
  static const KeyTable table{{"from", true, Form::number, "first value"},
                              {"to", true, Form::number, "last value"},
                              {"step", true, Form::number, "between neighbours"}};
  return table;
}

const KeyTable& values() {
  static const KeyTable table{{"values", true, Form::any, "a list"}};
  return table;
}

const KeyTable& samples() {
  static const KeyTable table{{"n", true, Form::whole, "rows"},
                              {"method", false, Form::text, "how they are drawn"},
                              {"seed", false, Form::whole, "of the draws"},
                              {"over", true, Form::any, "paths and their distributions"}};
  return table;
}

const KeyTable& table() {
  static const KeyTable table{{"file", true, Form::text, "CSV file; its heads are paths"}};
  return table;
}

const KeyTable& keep() {
  static const KeyTable table{{"targets", false, Form::texts, "ids; default all that are assessed"},
                              {"indicators", false, Form::texts, "default none"},
                              {"years", false, Form::numbers, "of the indicators; default the last"},
                              {"quantiles", false, Form::numbers, "shares; default 0.1, 0.5, 0.9"},
                              {"trials", false, Form::any,
                               "which trials meet a target, for differences between cells; default where all "
                               "cells need 256 MiB at most"}};
  return table;
}

}  // namespace leontide::sweep::keys
