#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "graph/draw.hpp"
#include "scenario/scenario.hpp"

namespace leontide::analysis {

/// What is asked of a trace. A quantity is `name`, `name[subset]` or `name["code"]`.
struct TraceRequest {
  std::string from, to;     ///< the quantity that is moved, and the one that answers
  std::optional<int> year;  ///< none: the horizon
  std::size_t paths = 8;    ///< that are listed, at most
  std::size_t cells = 20;   ///< of the elasticity matrix that are listed
};

/// One cell of the elasticity matrix: per cent of `to` for one per cent of `from`.
struct TracedCell {
  std::string from, to;   ///< codes; empty of a scalar
  double elasticity = 0;  ///< of the two
};

/// A way through the equations, and what it carries of the whole effect.
struct TracedPath {
  std::vector<std::string> names;  ///< of the variables on the way, from first to last
  double share = 0;                ///< of the whole effect; may be negative
};

/// How a change travels: `from` stands 1 % higher in every year after the base, whatever would act back on
/// it.
struct Trace {
  std::string from, to;                           ///< as asked
  Title from_title, to_title;                     ///< for people, with the members asked for; never empty
  int year = 0;                                   ///< in which the answer is read
  double value = 0;                               ///< of `to` in that year, its members added
  language::Unit unit;                            ///< of `value`
  double elasticity = 0;                          ///< of that sum: per cent for one per cent of all of `from`
  std::vector<TracedCell> members;                ///< of `to`, for one per cent of all of `from`
  std::vector<TracedCell> cells;                  ///< largest first
  std::vector<double> matrix;                     ///< [members of from × members of to]
  std::vector<std::string> from_codes, to_codes;  ///< [members]; one empty of a scalar
  std::vector<double>
      rounds;  ///< share of the effect with k rounds of purchases, from 0 on; none without `leontief`
  std::vector<TracedPath> paths;  ///< largest first
  graph::Drawing drawing;         ///< of these paths: an arrow weighs what it carries of the effect
};

/// The path of a change on the deterministic run, by derivatives of the equations. Reports names that are not
/// there and members that they do not have.
std::optional<Trace> trace(const scenario::Reading& reading, const TraceRequest& request,
                           Diagnostics& diagnostics);

}  // namespace leontide::analysis
