#include "measure/laws.hpp"

#include <stdexcept>

namespace leontide::benchmarks {

std::vector<random::Law> one_of_each_law() {
  using namespace random;  // the laws by their own names
  const Law near_one = Normal{1, 0.2};
  const Law near_two = Lognormal{2, 0.3};
  std::vector<Law> laws{Uniform{1, 3},
                        Normal{1, 0.5},
                        Lognormal{1, 0.3},
                        Triangular{0, 1, 3},
                        Pert{0, 1, 4, 4},
                        Beta{2, 5, 0, 1},
                        Gamma{2, 1.5},
                        StudentT{4, 0, 1},
                        TruncatedNormal{0, 1, 0.5, 2},
                        Discrete{{1, 2, 5}, {0.2, 0.3, 0.5}},
                        Empirical{{3, 1, 4, 1, 5}},
                        Poisson{3},
                        Weibull{1.5, 2},
                        Binomial{20, 0.3},
                        NegativeBinomial{3, 0.4},
                        Mixture{{0.3, 0.7}, {{near_one}, {near_two}}},
                        Dirichlet{2},
                        Constant{2.5},
                        RandomWalk{0, 0.1, 1},
                        Ar1{0.04, 0.01, 0.4, 0.05},
                        MeanReverting{1, 0.5, 0.2, 0.8},
                        Gbm{1, 0.02, 0.1},
                        JumpDiffusion{1, 0, 0.1, 0.5, 0, 0.1},
                        MarkovRegime{{0, 1}, {1, 0.5}, {0.7, 0.3, 0.4, 0.6}, 1},
                        Ar{0.04, 0.01, {0.4, 0.2}, {0.05, 0.03}},
                        Bootstrap{{0.05, 0.03, 0.06, 0.02, 0.04}, 2}};
  for (std::size_t i = 0; i < std::variant_size_v<Law>; ++i) {
    if (i >= laws.size() || laws[i].index() != i) throw std::logic_error("a law is missing from the list");
  }
  return laws;
}

}  // namespace leontide::benchmarks
