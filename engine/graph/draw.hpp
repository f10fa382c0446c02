#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/title.hpp"
#include "language/model.hpp"

namespace leontide::graph {

/// What a drawing shows: boxes and weighted arrows.
struct Drawing {
  /// One named quantity, sector or group of sectors.
  struct Box {
    std::string name;
    Title title;
    std::string kind;          ///< data, driver, lever, event, variable, indicator, sector, cluster
    std::string group;         ///< boxes of one group stand in one frame; empty: none
    Title detail;              ///< below the title; may be empty
    bool is_in_cycle = false;  ///< what it gives comes back to it, in a later year
    bool is_in_block = false;  ///< solved together with others
    double size = 0;           ///< of a sector: what it makes
    std::size_t band = 0;      ///< of a folded drawing, from 1: bands stand below one another
  };
  /// From a giver to a taker, as indices of `boxes`.
  struct Arrow {
    std::size_t from = 0;  ///< index of a box
    std::size_t to = 0;    ///< index of a box
    double weight = 1;     ///< of flows: what is paid
    bool lagged = false;   ///< reads the step before
  };
  Title title;
  Title legend;          ///< what arrows mean
  bool is_flow = false;  ///< arrows are as wide as what flows
  std::vector<Box> boxes;
  std::vector<Arrow> arrows;
  double least = 0;  ///< of flows: shares of the buyer's output below are left out
  Title unit = {};   ///< of flows; empty: for each unit made
};

/// Every named quantity that an equation or indicator uses, with arrows from what is read to what reads it.
/// Variables of a block and those that come back to themselves are marked; groups are the files they stand
/// in.
Drawing draw_variables(const language::Model& model);

/// What producers sell each other: [sectors × sectors] from row to column, and what each makes.
struct Sales {
  std::vector<std::string> names;  ///< [sectors]
  std::vector<Title> titles;       ///< [sectors]
  std::vector<double> flows;       ///< [sectors × sectors] row-major, from row to column
  std::vector<double> outputs;     ///< [sectors] in the unit of the flows
  Title unit;
};

/// The same of groups: `group_of` holds a group's number for every sector.
Sales added_up(const Sales& sales, std::span<const std::uint32_t> group_of, std::vector<std::string> names,
               std::vector<Title> titles);

/// Producers and what they pay each other, as money goes: from buyer to seller. Left out is what is less than
/// `least` of the buyer's output, and all but the `most` largest payments. What a producer buys of itself
/// stands in its box.
Drawing draw_sales(const Sales& sales, double least, std::size_t most, const std::string& kind);

/// The boxes at most `depth` arrows away from the one so named or so titled, in either direction, and the
/// arrows on the way to them. Empty where none is.
Drawing around(const Drawing& drawing, const std::string& name, std::size_t depth);

/// Without what only feeds a box (data, drivers, levers, events), which is counted in it, and without arrows
/// that longer ways imply within a year.
Drawing in_layers(const Drawing& drawing);

/// Folds a drawing that is too long for a screen: after every few steps within a year a new band begins
/// below, in place of the frames of groups. One that is short stays as it is.
void fold(Drawing& drawing);

/// For Graphviz.
std::string to_dot(const Drawing& drawing, const std::string& name, Language language = Language::en);
/// An object with boxes and arrows, titles in both languages.
std::string to_json(const Drawing& drawing);

}  // namespace leontide::graph
