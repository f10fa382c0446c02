#pragma once

#include <string>

#include "scenario/scenario.hpp"
#include "support/folder.hpp"

namespace leontide::test {

/// A model over two sectors (a and b, both goods) with the sections given, and the head that all share.
inline std::string two_sector_model(const std::string& sections) {
  return "leontide: model/1\nname: small\ntime: {base: 2024, end: 2027, step: year}\nunits: {CNY: currency, "
         "person: people}\n"
         "sets:\n  sector: {codes: [a, b]}\n  first: {of: sector, codes: [a]}\n" +
         sections;
}

/// What is wrong with a model, as text; empty when it is sound.
inline std::string faults_of(const std::string& model) {
  const Folder folder;
  Diagnostics diagnostics;
  scenario::read_scenario(folder.write("m.yaml", model), {}, diagnostics);
  return diagnostics.text();
}

}  // namespace leontide::test
