#pragma once

// Internal: what a public Scenario holds.

#include "analysis/prepared.hpp"
#include "leontide/scenario.hpp"

namespace leontide {
inline namespace v1 {

struct Scenario::Parts {
  analysis::Prepared prepared;
};

}  // namespace v1
}  // namespace leontide
