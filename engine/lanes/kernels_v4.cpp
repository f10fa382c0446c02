#include "lanes/kernel_table.hpp"

namespace leontide::lanes {

constinit const Kernels kernels_v4 = table_of_kernels;

}  // namespace leontide::lanes
