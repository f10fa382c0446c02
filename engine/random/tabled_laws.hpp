#pragma once

#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "random/marginal.hpp"

namespace leontide::random {

/// Laws with the tables that were made for them: a plan leaves its own to the next one.
using TabledLaws = std::vector<std::pair<Law, Marginal>>;

/// Makes the marginals of one plan. A table is made once for a law, and taken over from an earlier plan that
/// has it.
class MarginalMaker {
 public:
  explicit MarginalMaker(std::shared_ptr<const TabledLaws> known) : known_(std::move(known)) {}

  Marginal make(const Law& law);
  std::shared_ptr<const TabledLaws> take() const { return std::make_shared<const TabledLaws>(made_); }

 private:
  std::shared_ptr<const TabledLaws> known_;  ///< may be empty
  TabledLaws made_;
};

}  // namespace leontide::random
