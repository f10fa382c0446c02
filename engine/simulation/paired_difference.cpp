#include "simulation/paired_difference.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <vector>

#include "statistics/replicated.hpp"

namespace leontide::simulation {

namespace {

std::uint64_t lanes_in(std::uint64_t mask) {
  return static_cast<std::uint64_t>(std::popcount(mask));
}

/// Of whole parts of the sample that are independent of one another: replicates, or blocks of pairs.
std::vector<double> differences_of_parts(const Design& design, std::span<const PairedBlock> blocks) {
  const std::size_t parts = design.has_pairs() ? blocks.size() : design.replicates;
  std::vector<double> differences;
  for (std::size_t part = 0; part < parts; ++part) {
    double sum = 0;
    std::uint64_t draws = 0;
    const auto add = [&](const PairedBlock& block, std::uint64_t mask) {
      const std::uint64_t good = block.good & mask;
      sum += static_cast<double>(lanes_in(block.second & good)) -
             static_cast<double>(lanes_in(block.first & good));
      draws += lanes_in(good);
    };
    if (design.has_pairs()) {
      add(blocks[part], ~std::uint64_t{0});
    } else {
      for (const PairedBlock& block : blocks)
        add(block, design.lanes_of(static_cast<std::uint32_t>(part)));
    }
    if (draws > 0) differences.push_back(sum / static_cast<double>(draws));
  }
  return differences;
}

statistics::FourCells cells_of(std::span<const PairedBlock> blocks) {
  statistics::FourCells cells;
  for (const PairedBlock& block : blocks) {
    const std::uint64_t first = block.first & block.good, second = block.second & block.good;
    cells.both += lanes_in(first & second);
    cells.only_first += lanes_in(first & ~second);
    cells.only_second += lanes_in(second & ~first);
    cells.neither += lanes_in(block.good & ~first & ~second);
  }
  return cells;
}

}  // namespace

PairedDifference paired_difference(const Design& design, std::span<const PairedBlock> blocks, double level) {
  const statistics::FourCells cells = cells_of(blocks);
  const std::uint64_t differing = cells.only_first + cells.only_second;
  const statistics::FourCells swapped{cells.both, cells.only_second, cells.only_first, cells.neither};
  const statistics::Estimate as_independent = statistics::difference_of_paired(swapped, level);
  if ((design.replicates == 1 && !design.has_pairs()) || differing == 0) return {cells, as_independent};
  const std::vector<double> differences = differences_of_parts(design, blocks);
  statistics::Estimate by_design = statistics::mean_over_replicates(differences, level);
  // No less than the rounding of a share to whole hits: equal parts are no proof of an exact answer.
  const auto parts = static_cast<double>(differences.size());
  const double least = 1 / (static_cast<double>(cells.draws()) / parts * std::sqrt(12 * parts));
  if (by_design.error < least)
    by_design = statistics::symmetric(by_design.value, least, statistics::student_reach(level, parts - 1),
                                      level, by_design.method);
  if (differing < statistics::few) {
    by_design.method = statistics::IntervalMethod::student_over_replicates_few;
    by_design.low = std::min(by_design.low, as_independent.low);
    by_design.high = std::max(by_design.high, as_independent.high);
  }
  by_design.low = std::max(by_design.low, -1.0);
  by_design.high = std::min(by_design.high, 1.0);
  return {cells, by_design};
}

}  // namespace leontide::simulation
