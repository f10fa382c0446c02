#include "scenario/pair_reader.hpp"

#include "yaml/keys.hpp"

namespace leontide::scenario {

std::optional<random::PairLaw> read_pair(const yaml::Node& node, const std::string& what,
                                         Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  const std::vector<yaml::Key> keys{{"family", true}, {"parameter"}, {"tau"}, {"df"}, {"rotation"}};
  if (!check_keys(node, keys, what, diagnostics)) return std::nullopt;
  random::PairLaw pair;
  if (const yaml::Node* family = node.find("family")) {
    if (const auto choice = read_choice(*family, random::family_names(), diagnostics))
      pair.family = static_cast<random::Family>(*choice);
  }
  if (const yaml::Node* parameter = node.find("parameter"))
    pair.parameter = read_number(*parameter, diagnostics);
  if (const yaml::Node* tau = node.find("tau")) pair.tau = read_number(*tau, diagnostics);
  if (const yaml::Node* df = node.find("df")) pair.df = read_number(*df, diagnostics).value_or(0);
  if (const yaml::Node* rotation = node.find("rotation"))
    pair.rotation = static_cast<int>(read_integer(*rotation, -360, 360, diagnostics).value_or(0));
  if (diagnostics.error_count() > errors_before) return std::nullopt;
  return pair;
}

}  // namespace leontide::scenario
