#include "leontide/faults.hpp"

namespace leontide {

void add_faults(const Diagnostics& diagnostics, std::vector<Fault>& faults) {
  for (const Diagnostic& said : diagnostics.list()) {
    if (said.severity == Severity::note) continue;
    faults.push_back({said.severity == Severity::error, said.code, said.place.file, said.place.line,
                      said.place.column, said.what, said.hint});
  }
}

}  // namespace leontide
