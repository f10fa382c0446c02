#pragma once

#include <string>
#include <vector>

#include "language/model.hpp"

namespace leontide::graph {

/// What a drawing shows: named boxes and weighted arrows.
struct Drawing {
  struct Box {
    std::string name;
    std::string label;
    std::string kind;  ///< data, driver, lever, event, variable, indicator, cluster
  };
  struct Arrow {
    std::size_t from = 0;
    std::size_t to = 0;
    double weight = 1;    ///< of a cluster arrow: the mean coefficient
    bool lagged = false;  ///< reads the step before
  };
  std::vector<Box> boxes;
  std::vector<Arrow> arrows;
};

/// Every named quantity that an equation or indicator uses, with arrows from what is read to what reads it.
Drawing draw_variables(const language::Model& model);

/// The clusters of a square coefficient matrix: an arrow from I to J weighs the mean over the sectors j of J
/// of what one unit of j buys from I. Arrows below `least` are left out. `groups` names a set of groups of
/// the matrix's sectors.
Drawing draw_clusters(const language::Model& model, const language::Datum& matrix, language::SetId groups,
                      double least);

std::string to_dot(const Drawing& drawing, const std::string& title);
std::string to_json(const Drawing& drawing);

}  // namespace leontide::graph
