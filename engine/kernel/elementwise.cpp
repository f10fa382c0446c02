#include "kernel/elementwise.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "lanes/elementary.hpp"
#include "lanes/width.hpp"

namespace leontide::kernel {

namespace {

using lanes::width;

/// An operand within a tile: a number a row (stride 1, or 0 for one number) or 64 lanes a row (stride 64, or
/// 0).
struct View {
  const double* data;
  std::size_t stride;
  bool is_constant;
};

View view(const Operand& operand, std::uint32_t first_row, const Memory& memory) {
  const bool broadcast = operand.rows == 1;
  switch (operand.kind) {
    case Operand::Kind::constant:
      return {memory.pool + operand.index + (broadcast ? 0 : first_row), broadcast ? 0U : 1U, true};
    case Operand::Kind::temporary:
      return {memory.temporaries + operand.index * tile_rows * width, width, false};
    default:
      return {memory.slots[operand.index] + (broadcast ? 0 : first_row * width), broadcast ? 0U : width,
              false};
  }
}

template <class Function, bool a_constant, bool b_constant>
void binary_rows(double* out, const View& a, const View& b, std::uint32_t rows, Function function) {
  for (std::uint32_t row = 0; row < rows; ++row) {
    const double* x = a.data + row * a.stride;
    const double* y = b.data + row * b.stride;
    double* z = out + row * width;
    for (std::size_t lane = 0; lane < width; ++lane) {
      z[lane] = function(a_constant ? *x : x[lane], b_constant ? *y : y[lane]);
    }
  }
}

template <class Function>
void binary(double* out, const View& a, const View& b, std::uint32_t rows, Function function) {
  if (a.is_constant) {
    if (b.is_constant) return binary_rows<Function, true, true>(out, a, b, rows, function);
    return binary_rows<Function, true, false>(out, a, b, rows, function);
  }
  if (b.is_constant) return binary_rows<Function, false, true>(out, a, b, rows, function);
  binary_rows<Function, false, false>(out, a, b, rows, function);
}

template <class Function, bool a_constant, bool b_constant, bool c_constant>
void ternary_rows(double* out, const View& a, const View& b, const View& c, std::uint32_t rows,
                  Function function) {
  for (std::uint32_t row = 0; row < rows; ++row) {
    const double* x = a.data + row * a.stride;
    const double* y = b.data + row * b.stride;
    const double* z = c.data + row * c.stride;
    double* to = out + row * width;
    for (std::size_t lane = 0; lane < width; ++lane) {
      to[lane] = function(a_constant ? *x : x[lane], b_constant ? *y : y[lane], c_constant ? *z : z[lane]);
    }
  }
}

template <class Function>
void ternary(double* out, const View& a, const View& b, const View& c, std::uint32_t rows,
             Function function) {
  const int constants = (a.is_constant ? 4 : 0) + (b.is_constant ? 2 : 0) + (c.is_constant ? 1 : 0);
  switch (constants) {
    case 0: return ternary_rows<Function, false, false, false>(out, a, b, c, rows, function);
    case 1: return ternary_rows<Function, false, false, true>(out, a, b, c, rows, function);
    case 2: return ternary_rows<Function, false, true, false>(out, a, b, c, rows, function);
    case 3: return ternary_rows<Function, false, true, true>(out, a, b, c, rows, function);
    case 4: return ternary_rows<Function, true, false, false>(out, a, b, c, rows, function);
    case 5: return ternary_rows<Function, true, false, true>(out, a, b, c, rows, function);
    case 6: return ternary_rows<Function, true, true, false>(out, a, b, c, rows, function);
    default: return ternary_rows<Function, true, true, true>(out, a, b, c, rows, function);
  }
}

template <class Function>
void unary(double* out, const View& a, std::uint32_t rows, Function function) {
  binary(out, a, a, rows, [function](double x, double) { return function(x); });
}

/// The operand as [rows][64] in one piece, copied into `scratch` where it is not.
const double* whole(const View& a, std::uint32_t rows, double* scratch) {
  if (!a.is_constant && (a.stride == width || rows == 1)) return a.data;
  unary(scratch, a, rows, [](double x) { return x; });
  return scratch;
}

double* tile_of(const Operand& out, std::uint32_t first_row, const Memory& memory) {
  return out.kind == Operand::Kind::temporary ? memory.temporaries + out.index * tile_rows * width
                                              : memory.slots[out.index] + first_row * width;
}

void gather_rows(const Operation& operation, std::uint32_t first_row, std::uint32_t rows,
                 const Memory& memory) {
  const View a = view(operation.a, 0, memory);
  const std::uint32_t* map = memory.maps[operation.extra].data() + first_row;
  double* out = tile_of(operation.out, first_row, memory);
  for (std::uint32_t row = 0; row < rows; ++row, out += width) {
    const double* x = a.data + map[row] * a.stride;
    if (a.is_constant) {
      std::fill(out, out + width, *x);
    } else {
      std::memcpy(out, x, width * sizeof(double));
    }
  }
}

void add_product(const double* x, bool x_constant, const double* y, bool y_constant, double* sums) {
  for (std::size_t lane = 0; lane < width; ++lane)
    sums[lane] += (x_constant ? *x : x[lane]) * (y_constant ? *y : y[lane]);
}

/// Adds a tile's rows to the sum; the first tile begins it. Rows are added one after another, whatever the
/// tiles.
void add_rows(const Operation& operation, std::uint32_t first_row, std::uint32_t rows, const Memory& memory) {
  double* const sums = memory.slots[operation.out.index];
  if (first_row == 0) std::fill(sums, sums + operation.out.rows * width, 0.0);
  const View a = view(operation.a, first_row, memory);
  if (operation.code == OpCode::dot) {
    const View b = view(operation.b, first_row, memory);
    for (std::uint32_t row = 0; row < rows; ++row) {
      const double* x = a.data + row * a.stride;
      const double* y = b.data + row * b.stride;
      if (b.is_constant && *y == 0) continue;
      add_product(x, a.is_constant, y, b.is_constant, sums);
    }
    return;
  }
  const std::uint32_t* map =
      operation.code == OpCode::group_sum ? memory.maps[operation.extra].data() + first_row : nullptr;
  for (std::uint32_t row = 0; row < rows; ++row) {
    const double* x = a.data + row * a.stride;
    double* const to = sums + (map == nullptr ? 0 : map[row] * width);
    for (std::size_t lane = 0; lane < width; ++lane)
      to[lane] += a.is_constant ? *x : x[lane];
  }
}

void run_tile(const Operation& operation, std::uint32_t first_row, std::uint32_t rows, const Memory& memory) {
  if (adds_rows(operation.code)) return add_rows(operation, first_row, rows, memory);
  if (operation.code == OpCode::gather) return gather_rows(operation, first_row, rows, memory);
  const View a = view(operation.a, first_row, memory);
  const View b = operation.b.kind == Operand::Kind::none ? a : view(operation.b, first_row, memory);
  double* out = tile_of(operation.out, first_row, memory);
  double* const scratch_b = memory.scratch + tile_rows * width;
  switch (operation.code) {
    case OpCode::copy: return unary(out, a, rows, [](double x) { return x; });
    case OpCode::negate: return unary(out, a, rows, [](double x) { return -x; });
    case OpCode::absolute: return unary(out, a, rows, [](double x) { return std::fabs(x); });
    case OpCode::square_root: return unary(out, a, rows, [](double x) { return std::sqrt(x); });
    case OpCode::add: return binary(out, a, b, rows, [](double x, double y) { return x + y; });
    case OpCode::subtract: return binary(out, a, b, rows, [](double x, double y) { return x - y; });
    case OpCode::multiply: return binary(out, a, b, rows, [](double x, double y) { return x * y; });
    case OpCode::divide: return binary(out, a, b, rows, [](double x, double y) { return x / y; });
    case OpCode::minimum: return binary(out, a, b, rows, [](double x, double y) { return y < x ? y : x; });
    case OpCode::maximum: return binary(out, a, b, rows, [](double x, double y) { return x < y ? y : x; });
    case OpCode::less: return binary(out, a, b, rows, [](double x, double y) { return x < y ? 1.0 : 0.0; });
    case OpCode::less_equal:
      return binary(out, a, b, rows, [](double x, double y) { return x <= y ? 1.0 : 0.0; });
    case OpCode::greater:
      return binary(out, a, b, rows, [](double x, double y) { return x > y ? 1.0 : 0.0; });
    case OpCode::greater_equal:
      return binary(out, a, b, rows, [](double x, double y) { return x >= y ? 1.0 : 0.0; });
    case OpCode::equal: return binary(out, a, b, rows, [](double x, double y) { return x == y ? 1.0 : 0.0; });
    case OpCode::not_equal:
      return binary(out, a, b, rows, [](double x, double y) { return x != y ? 1.0 : 0.0; });
    case OpCode::exponential: return lanes::exponential(whole(a, rows, memory.scratch), out, rows * width);
    case OpCode::logarithm: return lanes::logarithm(whole(a, rows, memory.scratch), out, rows * width);
    case OpCode::sine: return lanes::sine(whole(a, rows, memory.scratch), out, rows * width);
    case OpCode::cosine: return lanes::cosine(whole(a, rows, memory.scratch), out, rows * width);
    case OpCode::power:
      return lanes::power(whole(a, rows, memory.scratch), whole(b, rows, scratch_b), out, rows * width);
    default: break;
  }
  const View c = view(operation.c, first_row, memory);
  if (operation.code == OpCode::add_product)
    return ternary(out, a, b, c, rows, [](double x, double y, double z) { return x + y * z; });
  if (operation.code == OpCode::subtract_product)
    return ternary(out, a, b, c, rows, [](double x, double y, double z) { return x - y * z; });
  if (operation.code == OpCode::product)
    return ternary(out, a, b, c, rows, [](double x, double y, double z) { return x * y * z; });
  const double* x = whole(a, rows, memory.scratch);
  const double* y = whole(b, rows, scratch_b);
  const double* z = whole(c, rows, scratch_b + tile_rows * width);
  if (operation.code == OpCode::select) {
    for (std::size_t i = 0; i < rows * width; ++i)
      out[i] = x[i] != 0 ? y[i] : z[i];
  } else {
    for (std::size_t i = 0; i < rows * width; ++i) {
      const double raised = x[i] < y[i] ? y[i] : x[i];
      out[i] = z[i] < raised ? z[i] : raised;
    }
  }
}

}  // namespace

void run_group(const Section& section, const Step& step, const Memory& memory) noexcept {
  for (std::uint32_t row = 0; row < step.rows; row += tile_rows) {
    const std::uint32_t rows = std::min(tile_rows, step.rows - row);
    for (std::uint32_t i = 0; i < step.count; ++i)
      run_tile(section.operations[step.first + i], row, rows, memory);
  }
}

void copy_rows(const Operand& from, std::uint32_t rows, double* out, const Memory& memory) noexcept {
  const View source = view(from, 0, memory);
  if (!source.is_constant && source.stride == width) {
    if (source.data != out) std::memcpy(out, source.data, rows * width * sizeof(double));
    return;
  }
  unary(out, source, rows, [](double x) { return x; });
}

}  // namespace leontide::kernel
