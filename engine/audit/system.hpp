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
  scenario::Target target;  ///< as the targets file states it
  /// with what the target's own question adds; none where it says nothing of a quantity
  std::optional<scenario::Promise> promise;
};

/// One thing that is said of quantities: by the plan, by a published figure, or by definition.
struct Statement {
  /// Who says it: the plan, a publisher, or the meaning of the quantities.
  enum class Kind { target, figure, definition };
  Kind kind = Kind::target;
  std::size_t target = 0;  ///< of a target: its position
  Title words;             ///< the statement in words
};

/// A target that says nothing about levels which other statements could contradict, and why.
struct SilentTarget {
  std::size_t target = 0;  ///< its position in the plan
  Title why;               ///< in words
};

/// All statements as rows over the levels of quantities by year. Levels are divided by their size and are
/// above a ten-thousandth of it (quantities of which a zero is stated: above none), so that nothing is met by
/// everything being zero.
struct System {
  std::vector<Statement> statements;   ///< in the order of the targets, then figures and definitions
  linear::Programme programme;         ///< variables are levels, rows what is said of them
  std::vector<std::size_t> owner;      ///< [rows] the statement that says it
  std::vector<SilentTarget> left_out;  ///< targets without a row
};

/// `promised` [targets]; a target without a promise is left out.
System build_system(std::span<const Promised> promised,
                    const std::vector<scenario::PromisedQuantity>& quantities, const Figures& figures);

}  // namespace leontide::audit
