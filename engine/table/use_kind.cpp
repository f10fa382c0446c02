#include "table/use_kind.hpp"

#include <string_view>

namespace leontide::table {

namespace {

struct Word {
  std::string_view part;
  UseKind use;
};

// In this order: "inventories" and "gfcf" before the rest, "outflow" and "inflow" for trade within a country.
constexpr Word kind_words[] = {{"import", UseKind::imports},         {"inflow", UseKind::imports},
                               {"export", UseKind::exports},         {"outflow", UseKind::exports},
                               {"gfcf", UseKind::investment},        {"capital", UseKind::investment},
                               {"investment", UseKind::investment},  {"inventor", UseKind::investment},
                               {"stock", UseKind::investment},       {"consumption", UseKind::consumption},
                               {"household", UseKind::consumption},  {"hh_", UseKind::consumption},
                               {"government", UseKind::consumption}, {"npish", UseKind::consumption}};

}  // namespace

UseKind use_kind_of(const std::string& name) {
  if (name == "error" || name == "balance" || name == "others") return UseKind::balance;
  for (const Word& word : kind_words) {
    if (name.find(word.part) != std::string::npos) return word.use;
  }
  return UseKind::other;
}

}  // namespace leontide::table
