#include "statistics/latent/linear_fit.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "lanes/block.hpp"
#include "lanes/gemm.hpp"
#include "lanes/width.hpp"

namespace leontide::statistics {

namespace {

using lanes::width;

constexpr double tolerance = 1e-6;
constexpr double ridge = 1e-10;  // keeps a direction without spread from being divided by nothing

double dot(std::span<const double> a, std::span<const double> b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// Sum over 64 lanes, eight chains side by side.
double dot_lanes(const double* a, const double* b) {
  double chains[8] = {};
  for (std::size_t i = 0; i < width; i += 8) {
    for (std::size_t j = 0; j < 8; ++j)
      chains[j] += a[i + j] * b[i + j];
  }
  return ((chains[0] + chains[4]) + (chains[1] + chains[5])) +
         ((chains[2] + chains[6]) + (chains[3] + chains[7]));
}

class Fitting {
 public:
  Fitting(std::span<const double> scores, std::size_t dimensions, std::span<const std::uint8_t> is_used,
          std::span<const double> values)
      : scores_(scores),
        dimensions_(dimensions),
        count_(scores.size() / dimensions),
        rows_(values.size() / count_),
        is_used_(is_used.begin(), is_used.end()),
        values_(values),
        sums_(dimensions, 0.0) {
    for (std::size_t block = 0; block < count_ / width; ++block) {
      for (std::size_t d = 0; d < dimensions_; ++d) {
        const double* row = block_of(block) + d * width;
        sums_[d] = std::accumulate(row, row + width, sums_[d]);
      }
    }
  }

  LinearFit run(const LinearFit& start) {
    fit_.slopes.assign(rows_ * dimensions_, 0.0);
    std::copy_n(start.slopes.begin(), std::min(start.slopes.size(), fit_.slopes.size()), fit_.slopes.begin());
    target_.assign(fit_.slopes.size(), 0.0);
    gather(
        [&](std::size_t block, double* q) {
          for (std::size_t row = 0; row < rows_; ++row)
            std::copy_n(values_.data() + row * count_ + block * width, width, q + row * width);
        },
        target_);
    choose();
    solve();
    note_levels();
    return std::move(fit_);
  }

 private:
  const double* block_of(std::size_t block) const { return scores_.data() + block * dimensions_ * width; }
  std::span<double> row_of(std::vector<double>& all, std::size_t row) const {
    return std::span(all).subspan(row * dimensions_, dimensions_);
  }

  /// out[rows][dimensions] = the covariance of each score with what `of(block, q [rows][64])` gives.
  template <class Of>
  void gather(const Of& of, std::vector<double>& out) const {
    lanes::AlignedVector q(rows_ * width);
    std::vector<double> totals(rows_, 0.0);
    std::fill(out.begin(), out.end(), 0.0);
    for (std::size_t block = 0; block < count_ / width; ++block) {
      of(block, q.data());
      for (std::size_t row = 0; row < rows_; ++row)
        totals[row] = std::accumulate(q.data() + row * width, q.data() + (row + 1) * width, totals[row]);
      for (std::size_t d = 0; d < dimensions_; ++d) {
        if (is_used_[d] == 0) continue;
        for (std::size_t row = 0; row < rows_; ++row)
          out[row * dimensions_ + d] += dot_lanes(q.data() + row * width, block_of(block) + d * width);
      }
    }
    const double n = static_cast<double>(count_);
    for (std::size_t row = 0; row < rows_; ++row) {
      for (std::size_t d = 0; d < dimensions_; ++d) {
        double& sum = out[row * dimensions_ + d];
        sum = is_used_[d] == 0 ? 0 : (sum - totals[row] / n * sums_[d]) / n;
      }
    }
  }

  /// Leaves out coordinates where there are too many for the count.
  void choose() {
    std::vector<std::size_t> used;
    for (std::size_t d = 0; d < dimensions_; ++d) {
      if (is_used_[d] != 0) used.push_back(d);
    }
    const std::size_t most = std::max<std::size_t>(1, count_ / 4);
    if (used.size() > most) {
      std::vector<double> strength(dimensions_, 0.0);
      for (std::size_t row = 0; row < rows_; ++row) {
        const auto covariances = row_of(target_, row);
        const double whole = dot(covariances, covariances);
        for (const std::size_t d : used)
          strength[d] = std::max(strength[d], whole > 0 ? covariances[d] * covariances[d] / whole : 0);
      }
      std::stable_sort(used.begin(), used.end(),
                       [&](std::size_t a, std::size_t b) { return strength[a] > strength[b]; });
      for (std::size_t i = most; i < used.size(); ++i)
        is_used_[used[i]] = 0;
    }
    for (std::size_t i = 0; i < target_.size(); ++i) {
      if (is_used_[i % dimensions_] == 0) target_[i] = fit_.slopes[i] = 0;
    }
  }

  /// out = (covariance of the scores + ridge) × slopes, for all rows.
  void apply(const std::vector<double>& slopes, std::vector<double>& out) const {
    gather([&](std::size_t block,
               double* q) { lanes::multiply(slopes.data(), rows_, dimensions_, block_of(block), q); },
           out);
    for (std::size_t i = 0; i < out.size(); ++i)
      out[i] += ridge * slopes[i];
  }

  /// One conjugate gradient a row; the passes over the scores are shared.
  void solve() {
    std::vector<double> product(target_.size());
    apply(fit_.slopes, product);
    std::vector<double> left = target_;
    for (std::size_t i = 0; i < left.size(); ++i)
      left[i] -= product[i];
    std::vector<double> search = left;
    std::vector<double> size(rows_), enough(rows_);
    for (std::size_t row = 0; row < rows_; ++row) {
      size[row] = dot(row_of(left, row), row_of(left, row));
      enough[row] = tolerance * tolerance * dot(row_of(target_, row), row_of(target_, row));
    }
    const auto is_open = [&](std::size_t row) { return size[row] > enough[row]; };
    for (std::size_t turn = 0; turn < 40 + 4 * rows_; ++turn) {
      bool is_done = true;
      for (std::size_t row = 0; row < rows_; ++row)
        is_done = is_done && !is_open(row);
      if (is_done) return;
      apply(search, product);
      for (std::size_t row = 0; row < rows_; ++row) {
        if (!is_open(row)) continue;
        const auto along = row_of(search, row), image = row_of(product, row), rest = row_of(left, row),
                   slopes = row_of(fit_.slopes, row);
        const double length = size[row] / dot(along, image);
        for (std::size_t d = 0; d < dimensions_; ++d) {
          slopes[d] += length * along[d];
          rest[d] -= length * image[d];
        }
        const double now = dot(rest, rest);
        for (std::size_t d = 0; d < dimensions_; ++d)
          along[d] = rest[d] + now / size[row] * along[d];
        size[row] = now;
      }
    }
  }

  void note_levels() {
    lanes::AlignedVector q(rows_ * width);
    std::vector<double> sum(rows_, 0.0), squares(rows_, 0.0);
    const double n = static_cast<double>(count_);
    for (std::size_t row = 0; row < rows_; ++row) {
      const auto values = values_.subspan(row * count_, count_);
      const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
      fit_.levels.push_back(mean - dot(row_of(fit_.slopes, row), sums_) / n);
    }
    for (std::size_t block = 0; block < count_ / width; ++block) {
      lanes::multiply(fit_.slopes.data(), rows_, dimensions_, block_of(block), q.data());
      for (std::size_t row = 0; row < rows_; ++row) {
        for (std::size_t lane = 0; lane < width; ++lane) {
          const double rest =
              values_[row * count_ + block * width + lane] - fit_.levels[row] - q[row * width + lane];
          squares[row] += rest * rest;
        }
      }
    }
    const auto used = static_cast<double>(std::count(is_used_.begin(), is_used_.end(), 1));
    for (std::size_t row = 0; row < rows_; ++row)
      fit_.residuals.push_back(squares[row] / std::max(1.0, n - used - 1));
  }

  std::span<const double> scores_;
  std::size_t dimensions_, count_, rows_;
  std::vector<std::uint8_t> is_used_;
  std::span<const double> values_;
  std::vector<double> sums_;    ///< [dimensions] of the scores
  std::vector<double> target_;  ///< [rows][dimensions] covariances with the values
  LinearFit fit_;
};

}  // namespace

LinearFit fit_linear(std::span<const double> scores, std::size_t dimensions,
                     std::span<const std::uint8_t> is_used, std::span<const double> values,
                     const LinearFit& start) {
  return Fitting(scores, dimensions, is_used, values).run(start);
}

}  // namespace leontide::statistics
