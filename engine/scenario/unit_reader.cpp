#include "scenario/unit_reader.hpp"

#include <fmt/format.h>
#include <string>
#include <vector>

#include "base/nearest_name.hpp"
#include "yaml/keys.hpp"

namespace leontide::scenario {

UnitAndPrices read_unit(const yaml::Node& mapping, const language::BaseSymbols& symbols,
                        const std::string& what, Diagnostics& diagnostics) {
  UnitAndPrices out;
  if (const yaml::Node* node = mapping.find("unit")) {
    const auto text = read_text(*node, diagnostics);
    const auto unit = text ? language::parse_unit(*text, symbols) : std::nullopt;
    if (unit) {
      out.unit = *unit;
    } else if (text) {
      std::vector<std::string> known{"none", "percent"};
      for (const auto& [symbol, measures] : symbols)
        known.push_back(symbol);
      diagnostics.error("unit", node->place, fmt::format("\"{}\" is not a unit", *text),
                        "a unit is none, percent, or a power of ten and declared symbols, e.g. `1e8 CNY`; " +
                            suggestion(*text, known));
      return out;
    }
  }
  const bool currency = language::holds_currency(out.unit, symbols);
  const yaml::Node* prices = mapping.find("prices");
  if (prices != nullptr) {
    const auto choice = read_choice(*prices, {"current", "constant"}, diagnostics);
    if (choice) out.basis = *choice == 0 ? language::PriceBasis::current : language::PriceBasis::constant;
    if (!currency)
      diagnostics.error("price-basis", prices->place,
                        fmt::format("{} holds no currency, so it has no price basis", what),
                        "leave `prices:` out");
  } else if (currency) {
    diagnostics.error("price-basis", mapping.place,
                      fmt::format("{} is in money, but its price basis is not stated", what),
                      "add `prices: current` or `prices: constant`");
  }
  return out;
}

}  // namespace leontide::scenario
