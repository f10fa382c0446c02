#define LEONTIDE_EMULATED_PACKS

#include "parity/emulated.hpp"

#include "lanes/kernel_table.hpp"

namespace leontide::parity {

const lanes::Kernels& emulated_kernels() noexcept {
  return lanes::table_of_kernels;
}

}  // namespace leontide::parity
