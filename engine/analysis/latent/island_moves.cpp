#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/latent/island.hpp"
#include "lanes/normal.hpp"
#include "lanes/philox.hpp"
#include "random/stream.hpp"

namespace leontide::analysis {

using lanes::width;

namespace {

/// Scores of one lane, [dimensions] rows of 64, that differ by a quarter or more.
std::size_t count_changed(const double* before, const double* after, std::size_t dimensions) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < dimensions * width; i += width)
    count += std::fabs(after[i] - before[i]) >= 0.25 ? 1 : 0;
  return count;
}

}  // namespace

Island::Made Island::make(const Rise& rise, const Turn& turn) {
  switch (turn.kind) {
    case Turn::Kind::walk: return walk(rise.laws[turn.law], turn.size, rise.figure, rise.power);
    case Turn::Kind::redraw: return redraw(rise.marginals, turn.size, rise.figure, rise.power);
    case Turn::Kind::slide: return slide(rise, rise.slides, turn.size);
    case Turn::Kind::part: return slide(rise, rise.parts, turn.size);
    case Turn::Kind::trade: return trade(rise, turn.size);
  }
  return {};
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

Island::Made Island::walk(const statistics::GaussianReference& law, double step, std::size_t figure,
                          double power) {
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

Island::Made Island::redraw(const statistics::MarginalReference& laws, double share, std::size_t figure,
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

/// Makes a block's move along a contour; `jumps` are ContourAim's, or null.
void Island::go_along(ContourMover& mover, const Rise& rise, const Contour& contour, std::size_t block,
                      const double* moved, const double* rests, std::pair<const double*, const double*> jumps,
                      Proposal& proposal) {
  const std::vector<double> errors = errors_at(figures_, rise.figure, rise.power);
  const lanes::AlignedVector values = values_of(block, errors.size());
  const std::uint64_t before = mover.runs();
  proposal.possible =
      mover.move({contour, errors, scores_of(block), values.data(), moved, rests, jumps.first, jumps.second},
                 proposal.scores.data(), proposal.values.data(), proposal.log_ratio);
  evaluations_ += (mover.runs() - before) * width;
}

/// [known figures][64]
lanes::AlignedVector Island::values_of(std::size_t block, std::size_t known) const {
  lanes::AlignedVector values(known * width);
  for (std::size_t f = 0; f < known; ++f)
    std::copy_n(values_.data() + f * size_ + block * width, width, values.data() + f * width);
  return values;
}

Island::Made Island::slide(const Rise& rise, const std::vector<Contour>& contours, double step) {
  const double keep = std::sqrt(std::max(0.0, 1 - step * step));
  const std::vector<double> errors = errors_at(figures_, rise.figure, rise.power);
  ContourMover mover(runner_, figures_);
  lanes::AlignedVector moved(dimensions_ * width), rests;
  alignas(lanes::alignment) double drawn[width];
  return move(
      [&](std::uint64_t key, std::size_t block, Proposal& proposal) {
        const Contour& contour = contours[random::mix64(key, block) % contours.size()];
        std::copy_n(scores_of(block), dimensions_ * width, moved.data());
        for (std::size_t d = 0; d < dimensions_; ++d) {
          if (!rise.marginals.is_moved(d) || (!contour.moved.empty() && contour.moved[d] == 0)) continue;
          draw_normals(key, block, d, drawn);
          for (std::size_t lane = 0; lane < width; ++lane)
            moved[d * width + lane] = keep * moved[d * width + lane] + step * drawn[lane];
        }
        rests.resize(contour.figures.size() * width);
        for (std::size_t i = 0; i < contour.figures.size(); ++i) {
          const std::size_t f = contour.figures[i];
          const double* const values = values_.data() + f * size_ + block * width;
          draw_normals(key, block, dimensions_ + 1 + i, drawn);
          for (std::size_t lane = 0; lane < width; ++lane)
            rests[i * width + lane] =
                keep * (values[lane] - figures_[f].value) / errors[f] + step * drawn[lane];
        }
        std::fill_n(proposal.log_ratio, width, 0.0);
        go_along(mover, rise, contour, block, moved.data(), rests.data(), {}, proposal);
      },
      rise.figure, rise.power);
}

/// From where a score that makes up for others is looked for, and for the way back: drawn anew in the lanes
/// whose pick is below `share`, elsewhere not a number, which is where it stands.
void Island::draw_jumps(std::uint64_t key, std::size_t block, std::size_t score,
                        const statistics::MarginalReference& laws, const double* picks, double share,
                        double* jump, double* back) const {
  alignas(lanes::alignment) double first[width], second[width];
  for (std::size_t lane = 0; lane < width; ++lane)
    first[lane] = std::min(picks[lane] / share, 1 - 0x1p-53);
  lanes::uniforms(key, block * width, static_cast<std::uint32_t>(score), 1, second);
  laws.draw_anew(score, first, jump);
  laws.draw_anew(score, second, back);
  for (std::size_t lane = 0; lane < width; ++lane) {
    if (picks[lane] < share) continue;
    jump[lane] = back[lane] = std::numeric_limits<double>::quiet_NaN();
  }
}

Island::Made Island::trade(const Rise& rise, double share) {
  ContourMover mover(runner_, figures_);
  lanes::AlignedVector picks(dimensions_ * width), moved(dimensions_ * width), jumps, back, rests;
  return move(
      [&](std::uint64_t key, std::size_t block, Proposal& proposal) {
        const Contour& contour = rise.trades[random::mix64(key, block) % rise.trades.size()];
        const std::size_t count = contour.figures.size();
        for (std::size_t d = 0; d < dimensions_; ++d)
          lanes::uniforms(key, block * width, static_cast<std::uint32_t>(d), 0, picks.data() + d * width);
        for (auto* const rows : {&jumps, &back, &rests})
          rows->resize(count * width);
        for (std::size_t i = 0; i < count; ++i) {
          double* const row = picks.data() + contour.scores[i] * width;
          draw_jumps(key, block, contour.scores[i], rise.marginals, row, share, jumps.data() + i * width,
                     back.data() + i * width);
          std::fill_n(row, width, 1.0);  // moves by what it makes up for
          draw_normals(key, block, dimensions_ + 1 + i, rests.data() + i * width);
        }
        rise.marginals.move(scores_of(block), picks.data(), share, moved.data(), proposal.log_ratio);
        go_along(mover, rise, contour, block, moved.data(), rests.data(), {jumps.data(), back.data()},
                 proposal);
      },
      rise.figure, rise.power);
}

/// Takes or leaves what is proposed to every trial; the share that is taken.
Island::Made Island::move(const Propose& propose, std::size_t figure, double power) {
  const std::uint64_t key = random::mix64(key_, ++moves_);
  Proposal proposal{lanes::AlignedVector(dimensions_ * width), lanes::AlignedVector(figures_.size() * width)};
  alignas(lanes::alignment) double uniform[width];
  std::size_t taken = 0, changed = 0;
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
      changed += count_changed(scores + lane, proposal.scores.data() + lane, dimensions_);
      for (std::size_t f = 0; f < figures_.size(); ++f)
        values_[f * size_ + trial] = proposal.values[f * width + lane];
    }
    for (std::size_t d = 0; d < dimensions_; ++d) {
      for (std::size_t lane = 0; lane < width; ++lane)
        scores[d * width + lane] =
            is_taken[lane] ? proposal.scores[d * width + lane] : scores[d * width + lane];
    }
  }
  const auto all = static_cast<double>(size_);
  return {static_cast<double>(taken) / all,
          static_cast<double>(changed) / all / static_cast<double>(dimensions_)};
}

}  // namespace leontide::analysis
