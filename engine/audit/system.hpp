#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "audit/figures.hpp"
#include "linear/programme/programme.hpp"
#include "scenario/target.hpp"

namespace leontide::audit {

/// A target with what it promises.
struct Promised {
  scenario::Target target;
  std::optional<scenario::Promise> promise;
};

/// One thing that is said of quantities: by the plan, by a published figure, or by definition.
struct Statement {
  enum class Kind { target, figure, definition };
  Kind kind = Kind::target;
  std::size_t target = 0;  ///< of a target: its position
  Title words;
};

/// A target that says nothing about levels which other statements could contradict, and why.
struct SilentTarget {
  std::size_t target = 0;
  Title why;
};

/// All statements as rows over the levels of quantities by year. Levels are divided by their size and are
/// above a ten-thousandth of it (quantities of which a zero is stated: above none), so that nothing is met by
/// everything being zero.
struct System {
  std::vector<Statement> statements;
  linear::Programme programme;
  std::vector<std::size_t> owner;  ///< [rows] the statement that says it
  std::vector<SilentTarget> left_out;
};

System build_system(std::span<const Promised> promised,
                    const std::vector<scenario::PromisedQuantity>& quantities, const Figures& figures);

}  // namespace leontide::audit
