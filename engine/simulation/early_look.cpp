#include "simulation/early_look.hpp"

#include <algorithm>
#include <array>

namespace leontide::simulation {

using lanes::width;

EarlyLook::EarlyLook(const Run& run, std::uint64_t blocks) : run_(run), good_(std::min(blocks, most_blocks)) {
  const std::size_t steps = run.program.steps;
  for (std::size_t output = 0; output < run.program.outputs.size(); ++output) {
    const kernel::Output& which = run.program.outputs[output];
    for (std::size_t step = which.begins; step < (which.moves ? steps : which.begins + 1); ++step)
      rows_.push_back(output * steps + step);
  }
  values_.resize(rows_.size() * good_.size() * width);
}

void EarlyLook::keep(std::uint64_t block, const kernel::Workspace& workspace, std::uint64_t good) {
  good_[block] = good;
  const std::size_t steps = run_.program.steps;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    const double* const from = workspace.output(rows_[row] / steps, rows_[row] % steps);
    std::copy(from, from + width, values_.data() + (row * good_.size() + block) * width);
  }
}

std::span<const double> EarlyLook::values(std::size_t row, std::uint64_t block) const {
  return {values_.data() + (row * good_.size() + block) * width, width};
}

std::vector<statistics::SketchScale> EarlyLook::scales() const {
  std::vector<statistics::SketchScale> scales(run_.program.outputs.size() * run_.program.steps);
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    std::array<statistics::Moments, most_blocks> parts;
    for (std::size_t block = 0; block < good_.size(); ++block)
      parts[block] = statistics::moments_of(values(row, block), good_[block]);
    scales[rows_[row]] = statistics::sketch_scale({parts.data(), good_.size()});
  }
  return scales;
}

void EarlyLook::add_to(std::vector<statistics::QuantileSketch>& sketches) const {
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    for (std::size_t block = 0; block < good_.size(); ++block)
      sketches[rows_[row]].add(values(row, block), good_[block]);
  }
}

}  // namespace leontide::simulation
