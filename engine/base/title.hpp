#pragma once

#include <string>

namespace leontide {

/// A name for people, in the languages Leontide speaks. Without Chinese the English one serves both.
struct Title {
  std::string en;
  std::string zh;
};

}  // namespace leontide
