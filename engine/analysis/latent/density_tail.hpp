#pragma once

// how unlikely a figure is, whichever side it lies on.

#include <vector>

namespace leontide::analysis {

/// The share of a sample that stands where it is as thin as at `figure` or thinner: the distance to the k-th
/// nearest number stands for the density (Loftsgaarden & Quesenberry 1965, Annals of Mathematical Statistics
/// 36, 1049-1051), k a 2048th of the sample, 8 at least. Small in a tail as the tail is, and small in a gap
/// between heaps, where both tails are large. 1 of a sample of fewer than 16.
double density_tail(std::vector<double> sample, double figure);

}  // namespace leontide::analysis
