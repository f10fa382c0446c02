#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "random/points.hpp"
#include "random/sampler.hpp"
#include "scenario/sampling.hpp"
#include "statistics/moments.hpp"
#include "statistics/proportion.hpp"

namespace leontide::simulation {

/// The points that `sampling` asks for, over `trials` trials of a plan.
random::Points make_points(const random::SamplerPlan& plan, const scenario::Sampling& sampling,
                           std::uint64_t trials);

/// How trials belong together; decides the interval of what they show.
struct Design {
  scenario::Sampling::Method method = scenario::Sampling::Method::independent;
  std::uint32_t replicates = 1;  ///< of Latin hypercubes and Sobol points; else 1

  /// Trials 2k and 2k + 1 mirror each other.
  bool has_pairs() const { return method == scenario::Sampling::Method::antithetic; }
  /// The lanes of a block that belong to a replicate.
  std::uint64_t lanes_of(std::uint32_t replicate) const;
};

/// The design that a sampling makes.
Design design_of(const scenario::Sampling& sampling);

/// What the trials of one yes-or-no question show beyond their number of hits.
class DesignCounts {
 public:
  DesignCounts() = default;
  /// For so many questions, with nothing counted.
  DesignCounts(const Design& design, std::size_t questions);

  /// One block: a bit for each lane that answers yes, of the lanes in `good`. `question` counts from 0.
  void add(std::size_t question, std::uint64_t yes, std::uint64_t good);
  /// Once a block, the lanes that completed.
  void add_completed(std::uint64_t good);
  /// Adds the counts of other blocks of the same design and questions.
  void merge(const DesignCounts& other);

  /// The chance with the interval of the design: Wilson or Clopper-Pearson for independent trials, Wilson
  /// over pairs, Student over replicates.
  statistics::Proportion chance(std::size_t question, double level = 0.95) const;

  /// Trials, in all replicates.
  std::uint64_t completed() const;
  /// Trials that answer yes, in all replicates.
  std::uint64_t hits(std::size_t question) const;

  /// All counts as one row of numbers, what a record keeps.
  std::vector<std::uint64_t> numbers() const;
  /// Throws std::invalid_argument when there are more or fewer than these counts have.
  void restore(std::span<const std::uint64_t> numbers);

 private:
  template <class Visit>
  static void visit_parts(auto& counts, Visit visit);

  std::size_t at(std::size_t question, std::uint32_t replicate) const {
    return question * design_.replicates + replicate;
  }

  Design design_;
  std::vector<std::uint64_t> completed_;  ///< [replicates]
  std::vector<std::uint64_t> hits_;       ///< [questions × replicates]
  std::uint64_t pairs_ = 0;               ///< both trials of which completed
  std::uint64_t halves_ = 0;              ///< pairs with one completed trial
  std::vector<std::uint64_t> one_, two_,
      half_hit_;  ///< [questions] pairs with one and two hits; halves with one
};

/// The mean of a quantity with its standard error by the design.
class DesignMean {
 public:
  /// Adds one block's moments: of pairs those of their means and of the trials whose mirror failed, of
  /// replicates one each.
  void add(const Design& design, std::span<const double> lanes, std::uint64_t good);
  /// `later` are blocks after these.
  void merge(const DesignMean& later);

  /// Standard error of the mean: over pairs or over replicates; NaN below two of them.
  double error() const;

  /// What a record keeps: the moments of whole pairs and of halves, or of each replicate.
  const std::vector<statistics::Moments>& parts() const { return parts_; }
  /// From `parts` of the same design.
  void restore(const Design& design, std::vector<statistics::Moments> parts);

 private:
  std::vector<statistics::Moments> parts_;
  bool has_pairs_ = false;
};

}  // namespace leontide::simulation
