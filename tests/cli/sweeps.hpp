#pragma once

// What tests of sweeps and of their ledgers share.

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

namespace leontide::cli {

inline const std::string axes =
    "leontide: sweep/1\nname: two\nscenarios: [scenario.yaml]\naxes:\n  drivers.swing.mean: {from: 0.04, to: "
    "0.06, step: "
    "0.01}\n  levers.push: [off, on, 0.15]\nzip:\n  - {parameters.noise: [0, 1], events.storm: [off, {at: "
    "2025}]}\n"
    "keep: {indicators: [gdp_nominal], years: [2025, 2026]}\n";

inline std::string with_trials(const std::string& text, int trials) {
  return text + "sampling: {trials: " + std::to_string(trials) + "}\n";
}

/// With a line in place of the one that begins with the same key, or at its end.
inline std::string with_line(std::string text, const std::string& line) {
  const std::string key = line.substr(0, line.find(':') + 1);
  const std::size_t at = text.find("\n" + key);
  if (at != std::string::npos) text.erase(at + 1, text.find('\n', at + 1) - at);
  return text + line + "\n";
}

/// The first row of a document's first sheet that holds `value` in `column`.
inline nlohmann::json sheet_row(const nlohmann::json& document, const std::string& column,
                                const std::string& value) {
  for (const auto& row : document.at("sheets").at(0).at("rows")) {
    if (row.contains(column) && row.at(column) == value) return row;
  }
  return {};
}

inline std::size_t lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace leontide::cli
