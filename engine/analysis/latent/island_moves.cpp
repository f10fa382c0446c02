#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/latent/island.hpp"
#include "lanes/normal.hpp"
#include "lanes/philox.hpp"
#include "random/stream.hpp"

namespace leontide::analysis {

using lanes::width;

double Island::make(const Rise& rise, const Turn& turn) {
  switch (turn.kind) {
    case Turn::Kind::walk: return walk(rise.laws[turn.law], turn.size, rise.figure, rise.power);
    case Turn::Kind::redraw: return redraw(rise.marginals, turn.size, rise.figure, rise.power);
    case Turn::Kind::slide: return slide(rise, turn.size);
    case Turn::Kind::trade: return trade(rise, turn.size);
  }
  return 0;
}

void Island::draw_normals(std::uint64_t key, std::size_t block, std::size_t row, double* out) const {
  lanes::uniforms(key, block * width, static_cast<std::uint32_t>(row), 0, out);
  lanes::normal_quantile(out, out, width);
}

void Island::try_out(Proposal& proposal) {
  proposal.possible = runner_.run(proposal.scores.data());
  note_values(proposal.values.data(), width);
  evaluations_ += width;
}

double Island::walk(const statistics::GaussianReference& law, double step, std::size_t figure, double power) {
  lanes::AlignedVector drawn(dimensions_ * width);
  return move(
      [&](std::uint64_t key, std::size_t block, Proposal& proposal) {
        for (std::size_t d = 0; d < dimensions_; ++d) {
          if (law.is_moved(d)) draw_normals(key, block, d, drawn.data() + d * width);
        }
        law.move(scores_of(block), drawn.data(), step, proposal.scores.data(), proposal.log_ratio);
        try_out(proposal);
      },
      figure, power);
}

double Island::redraw(const statistics::MarginalReference& laws, double share, std::size_t figure,
                      double power) {
  lanes::AlignedVector picks(dimensions_ * width);
  return move(
      [&](std::uint64_t key, std::size_t block, Proposal& proposal) {
        for (std::size_t d = 0; d < dimensions_; ++d) {
          if (laws.is_moved(d))
            lanes::uniforms(key, block * width, static_cast<std::uint32_t>(d), 0, picks.data() + d * width);
        }
        laws.move(scores_of(block), picks.data(), share, proposal.scores.data(), proposal.log_ratio);
        try_out(proposal);
      },
      figure, power);
}

/// The figures' values, and their errors at a power, as a contour's move wants them.
struct Island::Standing {
  std::vector<double> errors;   ///< [known figures]
  lanes::AlignedVector values;  ///< [known figures][64]
};

Island::Standing Island::standing(std::size_t block, std::size_t figure, double power) const {
  Standing found{errors_at(figures_, figure, power), lanes::AlignedVector((figure + 1) * width)};
  for (std::size_t f = 0; f <= figure; ++f)
    std::copy_n(values_.data() + f * size_ + block * width, width, found.values.data() + f * width);
  return found;
}

double Island::slide(const Rise& rise, double step) {
  const double keep = std::sqrt(std::max(0.0, 1 - step * step));
  ContourMover mover(runner_, figures_);
  lanes::AlignedVector moved(dimensions_ * width), rests;
  alignas(lanes::alignment) double drawn[width];
  return move(
      [&](std::uint64_t key, std::size_t block, Proposal& proposal) {
        const Contour& contour = rise.slides[random::mix64(key, block) % rise.slides.size()];
        const double* const scores = scores_of(block);
        std::copy_n(scores, dimensions_ * width, moved.data());
        for (std::size_t d = 0; d < dimensions_; ++d) {
          if (!rise.marginals.is_moved(d)) continue;
          draw_normals(key, block, d, drawn);
          for (std::size_t lane = 0; lane < width; ++lane)
            moved[d * width + lane] = keep * scores[d * width + lane] + step * drawn[lane];
        }
        const Standing now = standing(block, rise.figure, rise.power);
        rests.resize(contour.figures.size() * width);
        for (std::size_t i = 0; i < contour.figures.size(); ++i) {
          const std::size_t f = contour.figures[i];
          draw_normals(key, block, dimensions_ + 1 + i, drawn);
          for (std::size_t lane = 0; lane < width; ++lane)
            rests[i * width + lane] =
                keep * (now.values[f * width + lane] - figures_[f].value) / now.errors[f] +
                step * drawn[lane];
        }
        std::fill_n(proposal.log_ratio, width, 0.0);
        const ContourAim aim{contour,      now.errors,  scores, now.values.data(),
                             moved.data(), rests.data()};
        const std::uint64_t before = mover.runs();
        proposal.possible =
            mover.move(aim, proposal.scores.data(), proposal.values.data(), proposal.log_ratio);
        evaluations_ += (mover.runs() - before) * width;
      },
      rise.figure, rise.power);
}

/// Directions are single scores here: those are looked for from where they are drawn to, or stand.
double Island::trade(const Rise& rise, double share) {
  ContourMover mover(runner_, figures_);
  lanes::AlignedVector picks(dimensions_ * width), along(dimensions_ * width), moved(dimensions_ * width),
      jumped(dimensions_ * width), jumped_back(dimensions_ * width), jumps, rests;
  alignas(lanes::alignment) double again[width], unused[width];
  return move(
      [&](std::uint64_t key, std::size_t block, Proposal& proposal) {
        const Contour& contour = rise.trades[random::mix64(key, block) % rise.trades.size()];
        const std::size_t count = contour.figures.size();
        const double* const scores = scores_of(block);
        std::vector<std::size_t> of_direction;
        for (std::size_t i = 0; i < contour.directions.size(); ++i) {
          if (contour.directions[i] != 0) of_direction.push_back(i % dimensions_);
        }
        std::fill(along.begin(), along.end(), 1.0);
        for (std::size_t d = 0; d < dimensions_; ++d)
          lanes::uniforms(key, block * width, static_cast<std::uint32_t>(d), 0, picks.data() + d * width);
        for (const std::size_t d : of_direction)
          std::swap_ranges(picks.begin() + static_cast<std::ptrdiff_t>(d * width),
                           picks.begin() + static_cast<std::ptrdiff_t>((d + 1) * width),
                           along.begin() + static_cast<std::ptrdiff_t>(d * width));
        rise.marginals.move(scores, picks.data(), share, moved.data(), proposal.log_ratio);
        rise.marginals.move(scores, along.data(), share, jumped.data(), unused);
        const auto is_jump = along;
        for (const std::size_t d : of_direction) {
          lanes::uniforms(key, block * width, static_cast<std::uint32_t>(d), 1, again);
          for (std::size_t lane = 0; lane < width; ++lane) {
            double& pick = along[d * width + lane];
            pick = pick < share ? again[lane] * share : 1;
          }
        }
        rise.marginals.move(scores, along.data(), share, jumped_back.data(), unused);
        jumps.assign(2 * count * width, std::numeric_limits<double>::quiet_NaN());
        rests.resize(count * width);
        for (std::size_t i = 0; i < count; ++i) {
          for (std::size_t lane = 0; lane < width; ++lane) {
            const std::size_t from = of_direction[i] * width + lane, to = i * width + lane;
            if (!(is_jump[from] < share)) continue;
            jumps[to] = jumped[from];
            jumps[count * width + to] = jumped_back[from];
          }
          draw_normals(key, block, dimensions_ + 1 + i, rests.data() + i * width);
        }
        const Standing now = standing(block, rise.figure, rise.power);
        const ContourAim aim{contour,      now.errors,   scores,       now.values.data(),
                             moved.data(), rests.data(), jumps.data(), jumps.data() + count * width};
        const std::uint64_t before = mover.runs();
        proposal.possible =
            mover.move(aim, proposal.scores.data(), proposal.values.data(), proposal.log_ratio);
        evaluations_ += (mover.runs() - before) * width;
      },
      rise.figure, rise.power);
}

/// Takes or leaves what is proposed to every trial; the share that is taken.
double Island::move(const Propose& propose, std::size_t figure, double power) {
  const std::uint64_t key = random::mix64(key_, ++moves_);
  Proposal proposal{lanes::AlignedVector(dimensions_ * width),
                    lanes::AlignedVector(figures_.size() * width)};
  alignas(lanes::alignment) double uniform[width];
  std::size_t taken = 0;
  for (std::size_t block = 0; block < size_ / width && !is_cancelled(); ++block) {
    double* const scores = scores_.data() + block * dimensions_ * width;
    lanes::uniforms(key, block * width, static_cast<std::uint32_t>(dimensions_), 0, uniform);
    propose(key, block, proposal);
    bool is_taken[width] = {};
    for (std::size_t lane = 0; lane < width; ++lane) {
      if (((proposal.possible >> lane) & 1U) == 0) continue;
      const std::size_t trial = block * width + lane;
      const double gain = log_likelihood(proposal.values.data() + lane, width, figure, power) -
                          log_likelihood(values_.data() + trial, size_, figure, power);
      is_taken[lane] = std::log(uniform[lane]) < gain + proposal.log_ratio[lane];
      if (!is_taken[lane]) continue;
      ++taken;
      for (std::size_t f = 0; f < figures_.size(); ++f)
        values_[f * size_ + trial] = proposal.values[f * width + lane];
    }
    for (std::size_t d = 0; d < dimensions_; ++d) {
      for (std::size_t lane = 0; lane < width; ++lane)
        scores[d * width + lane] =
            is_taken[lane] ? proposal.scores[d * width + lane] : scores[d * width + lane];
    }
  }
  return static_cast<double>(taken) / static_cast<double>(size_);
}

}  // namespace leontide::analysis
