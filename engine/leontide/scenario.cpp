#include "leontide/scenario.hpp"

#include "leontide/faults.hpp"
#include "leontide/parts.hpp"

namespace leontide {
inline namespace v1 {

namespace {

std::vector<std::string> targets_that(const scenario::Scenario& scenario, bool assessed) {
  std::vector<std::string> ids;
  for (const scenario::Target& target : scenario.targets) {
    if (target.assessed() == assessed) ids.push_back(target.id);
  }
  return ids;
}

}  // namespace

std::optional<Scenario> Scenario::read(const std::filesystem::path& file, std::vector<Fault>& faults,
                                       const std::vector<std::string>& set) {
  Diagnostics diagnostics;
  auto prepared = analysis::prepare_scenario(file, {{}, set}, diagnostics);
  add_faults(diagnostics, faults);
  if (!prepared) return std::nullopt;
  return Scenario(std::make_shared<const Parts>(Parts{std::move(*prepared)}));
}

std::string Scenario::name() const {
  return parts_->prepared.scenario.name;
}

std::vector<std::string> Scenario::readings() const {
  std::vector<std::string> names;
  for (const scenario::Reading& reading : parts_->prepared.scenario.readings)
    names.push_back(reading.name);
  return names;
}

std::vector<std::string> Scenario::assessed_targets() const {
  return targets_that(parts_->prepared.scenario, true);
}

std::vector<std::string> Scenario::other_targets() const {
  return targets_that(parts_->prepared.scenario, false);
}

}  // namespace v1
}  // namespace leontide
