#include "kernel/elementwise.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "lanes/elementary.hpp"
#include "lanes/width.hpp"

namespace leontide::kernel {

namespace {

using lanes::width;
using Tile = BoundOperation::Tile;

constexpr std::uint32_t lanes_a_row = width;
constexpr double nothing = 0;  // stands for an operand that is not there
constexpr const double* at_nothing = &nothing;

View view(const Operand& operand, std::uint32_t tile, const Memory& memory) {
  const std::uint32_t row = operand.rows == 1 ? 0 : 1;
  switch (operand.kind) {
    case Operand::Kind::none: return {&at_nothing, 0, 0, 0, true};
    case Operand::Kind::constant: return {&memory.pool, operand.index, row, row, true};
    case Operand::Kind::temporary:
      return {&memory.temporaries, operand.index * tile * lanes_a_row, lanes_a_row, 0, false};
    default: return {memory.slots + operand.index, 0, row * lanes_a_row, row * lanes_a_row, false};
  }
}

const double* from(const View& view, std::uint32_t first) {
  return *view.at + view.offset + std::size_t{first} * view.advance;
}

double* to(const BoundOperation& operation, std::uint32_t first) {
  return *operation.out + operation.out_offset + std::size_t{first} * operation.out_advance;
}

/// Row by row; what the rows overlap in, if anything, is the very same lane.
template <class Function, bool a_constant, bool b_constant, bool c_constant>
void row_tile(const BoundOperation& operation, std::uint32_t first, std::uint32_t rows) noexcept {
  const double* x = from(operation.a, first);
  const double* y = from(operation.b, first);
  const double* z = from(operation.c, first);
  double* out = to(operation, first);
  for (std::uint32_t row = 0; row < rows; ++row) {
#pragma GCC ivdep
    for (std::size_t lane = 0; lane < width; ++lane) {
      out[lane] = Function{}(x[a_constant ? 0 : lane], y[b_constant ? 0 : lane], z[c_constant ? 0 : lane]);
    }
    x += operation.a.stride;
    y += operation.b.stride;
    z += operation.c.stride;
    out += width;
  }
}

template <class Function, bool a_constant, bool b_constant>
Tile of_third(const BoundOperation& o) {
  return o.c.is_constant ? row_tile<Function, a_constant, b_constant, true>
                         : row_tile<Function, a_constant, b_constant, false>;
}

template <class Function>
Tile ternary(const BoundOperation& o, Function) {
  if (o.a.is_constant)
    return o.b.is_constant ? of_third<Function, true, true>(o) : of_third<Function, true, false>(o);
  return o.b.is_constant ? of_third<Function, false, true>(o) : of_third<Function, false, false>(o);
}

/// A function of two numbers as one of three, the last of which is not there.
template <class Function>
struct OfTwo {
  double operator()(double x, double y, double) const { return Function{}(x, y); }
};
template <class Function>
struct OfOne {
  double operator()(double x, double, double) const { return Function{}(x); }
};

template <class Function>
Tile binary(const BoundOperation& o, Function) {
  using Two = OfTwo<Function>;
  if (o.a.is_constant)
    return o.b.is_constant ? row_tile<Two, true, true, true> : row_tile<Two, true, false, true>;
  return o.b.is_constant ? row_tile<Two, false, true, true> : row_tile<Two, false, false, true>;
}

template <class Function>
Tile unary(const BoundOperation& o, Function) {
  using One = OfOne<Function>;
  return o.a.is_constant ? row_tile<One, true, true, true> : row_tile<One, false, true, true>;
}

/// A row of 64 lanes; std::memcpy and std::fill of so many are `rep` instructions with gcc, and slower.
void copy_row(const double* x, bool is_constant, double* out) {
#pragma GCC ivdep
  for (std::size_t lane = 0; lane < width; ++lane)
    out[lane] = x[is_constant ? 0 : lane];
}

/// The rows of an operand in one piece, copied into `scratch` where they are not.
const double* whole(const View& a, std::uint32_t first, std::uint32_t rows, double* scratch) {
  const double* x = from(a, first);
  if (!a.is_constant && (a.stride == width || rows == 1)) return x;
  for (std::uint32_t row = 0; row < rows; ++row, x += a.stride)
    copy_row(x, a.is_constant, scratch + row * width);
  return scratch;
}

using Map = void (*)(const double* in, double* out, std::size_t count) noexcept;

template <Map map>
void map_tile(const BoundOperation& operation, std::uint32_t first, std::uint32_t rows) noexcept {
  map(whole(operation.a, first, rows, operation.memory->scratch), to(operation, first), rows * width);
}

// At a pole there is no value: an infinite one would be a number again behind `min` or a division.
void logarithm_tile(const BoundOperation& operation, std::uint32_t first, std::uint32_t rows) noexcept {
  const double* const in = whole(operation.a, first, rows, operation.memory->scratch);
  double* const out = to(operation, first);
  lanes::logarithm(in, out, rows * width);
#pragma GCC ivdep
  for (std::size_t i = 0; i < rows * width; ++i)
    out[i] = out[i] == -std::numeric_limits<double>::infinity() ? std::numeric_limits<double>::quiet_NaN()
                                                                : out[i];
}

double quotient(double x, double y) {
  const double value = x / y;
  return y == 0 ? std::numeric_limits<double>::quiet_NaN() : value;
}

void power_tile(const BoundOperation& operation, std::uint32_t first, std::uint32_t rows) noexcept {
  double* const second_scratch = operation.memory->scratch + most_tile_rows * width;
  const double* const base = whole(operation.a, first, rows, operation.memory->scratch);
  const double* const exponent = whole(operation.b, first, rows, second_scratch);
  double* const out = to(operation, first);
  // What is read again stands elsewhere than the result.
  alignas(lanes::alignment) bool is_pole[most_tile_rows * width];
  for (std::size_t i = 0; i < rows * width; ++i)
    is_pole[i] = base[i] == 0 && exponent[i] < 0;
  lanes::power(base, exponent, out, rows * width);
  for (std::size_t i = 0; i < rows * width; ++i)
    out[i] = is_pole[i] ? std::numeric_limits<double>::quiet_NaN() : out[i];
}

void gather_tile(const BoundOperation& operation, std::uint32_t first, std::uint32_t rows) noexcept {
  double* out = to(operation, first);
  for (std::uint32_t row = 0; row < rows; ++row, out += width) {
    copy_row(from(operation.a, 0) + std::size_t{operation.map[first + row]} * operation.a.stride,
             operation.a.is_constant, out);
  }
}

/// The sums of a group, which its first tile begins. Rows are added one after another, whatever the tiles.
double* sums_of(const BoundOperation& operation, std::uint32_t first) {
  double* const sums = *operation.out;
  for (std::size_t i = 0; first == 0 && i < operation.out_rows * width; ++i)
    sums[i] = 0;
  return sums;
}

template <bool a_constant, bool b_constant>
void dot_tile(const BoundOperation& operation, std::uint32_t first, std::uint32_t rows) noexcept {
  double* const sums = sums_of(operation, first);
  const double* x = from(operation.a, first);
  const double* y = from(operation.b, first);
  for (std::uint32_t row = 0; row < rows; ++row, x += operation.a.stride, y += operation.b.stride) {
    if (b_constant && *y == 0) continue;
#pragma GCC ivdep
    for (std::size_t lane = 0; lane < width; ++lane)
      sums[lane] += x[a_constant ? 0 : lane] * y[b_constant ? 0 : lane];
  }
}

void sum_tile(const BoundOperation& operation, std::uint32_t first, std::uint32_t rows) noexcept {
  double* const sums = sums_of(operation, first);
  const double* x = from(operation.a, first);
  for (std::uint32_t row = 0; row < rows; ++row, x += operation.a.stride) {
    double* const sum = sums + (operation.map == nullptr ? 0 : operation.map[first + row] * width);
#pragma GCC ivdep
    for (std::size_t lane = 0; lane < width; ++lane)
      sum[lane] += x[operation.a.is_constant ? 0 : lane];
  }
}

Tile dot(const BoundOperation& o) {
  if (o.a.is_constant) return o.b.is_constant ? dot_tile<true, true> : dot_tile<true, false>;
  return o.b.is_constant ? dot_tile<false, true> : dot_tile<false, false>;
}

// What is not a number stays so: a comparison, a choice or a bound must not make a number of it, or a trial
// whose logarithm has no value would count as sound. Each rule is a blend, no branch.

double smaller_of(double x, double y) {
  const double smaller = y < x ? y : x;
  return y != y ? y : smaller;
}

double larger_of(double x, double y) {
  const double larger = x < y ? y : x;
  return y != y ? y : larger;
}

double truth(bool holds, double x, double y) {
  const double value = holds ? 1.0 : 0.0;
  return __builtin_isunordered(x, y) ? std::numeric_limits<double>::quiet_NaN() : value;
}

double chosen(double condition, double yes, double no) {
  const double value = condition != 0 ? yes : no;
  return condition != condition ? condition : value;
}

Tile tile_function(OpCode code, const BoundOperation& o) {
  switch (code) {
    case OpCode::copy: return unary(o, [](double x) { return x; });
    case OpCode::negate: return unary(o, [](double x) { return -x; });
    case OpCode::absolute: return unary(o, [](double x) { return std::fabs(x); });
    case OpCode::square_root: return unary(o, [](double x) { return std::sqrt(x); });
    case OpCode::exponential: return map_tile<lanes::exponential>;
    case OpCode::logarithm: return logarithm_tile;
    case OpCode::sine: return map_tile<lanes::sine>;
    case OpCode::cosine: return map_tile<lanes::cosine>;
    case OpCode::power: return power_tile;
    case OpCode::add: return binary(o, [](double x, double y) { return x + y; });
    case OpCode::subtract: return binary(o, [](double x, double y) { return x - y; });
    case OpCode::multiply: return binary(o, [](double x, double y) { return x * y; });
    case OpCode::divide: return binary(o, [](double x, double y) { return quotient(x, y); });
    case OpCode::minimum: return binary(o, [](double x, double y) { return smaller_of(x, y); });
    case OpCode::maximum: return binary(o, [](double x, double y) { return larger_of(x, y); });
    case OpCode::less: return binary(o, [](double x, double y) { return truth(x < y, x, y); });
    case OpCode::less_equal: return binary(o, [](double x, double y) { return truth(x <= y, x, y); });
    case OpCode::greater: return binary(o, [](double x, double y) { return truth(x > y, x, y); });
    case OpCode::greater_equal: return binary(o, [](double x, double y) { return truth(x >= y, x, y); });
    case OpCode::equal: return binary(o, [](double x, double y) { return truth(x == y, x, y); });
    case OpCode::not_equal: return binary(o, [](double x, double y) { return truth(x != y, x, y); });
    case OpCode::select: return ternary(o, [](double x, double y, double z) { return chosen(x, y, z); });
    case OpCode::clamp:
      return ternary(o,
                     [](double x, double low, double high) { return smaller_of(larger_of(x, low), high); });
    case OpCode::add_product: return ternary(o, [](double x, double y, double z) { return x + y * z; });
    case OpCode::subtract_product: return ternary(o, [](double x, double y, double z) { return x - y * z; });
    case OpCode::product: return ternary(o, [](double x, double y, double z) { return x * y * z; });
    case OpCode::gather: return gather_tile;
    case OpCode::dot: return dot(o);
    case OpCode::sum:
    case OpCode::group_sum: return sum_tile;
    default: return nullptr;
  }
}

BoundOperation bind(const Instruction& operation, std::uint32_t tile, const Memory& memory) {
  BoundOperation bound;
  bound.a = view(operation.a, tile, memory);
  bound.b = view(operation.b, tile, memory);
  bound.c = view(operation.c, tile, memory);
  bound.out_rows = operation.out.rows;
  if (operation.out.kind == Operand::Kind::temporary) {
    bound.out = &memory.temporaries;
    bound.out_offset = operation.out.index * tile * lanes_a_row;
  } else {
    bound.out = memory.slots + operation.out.index;
    bound.out_advance = lanes_a_row;
  }
  const bool maps = operation.code == OpCode::gather || operation.code == OpCode::group_sum;
  if (maps) bound.map = memory.maps[operation.extra].data();
  bound.memory = &memory;
  bound.run = tile_function(operation.code, bound);
  return bound;
}

}  // namespace

std::uint32_t tile_rows(const InstructionGroup& step) {
  constexpr std::uint32_t room = 32, least = 4;  // rows: half of a cache of 32 KiB
  const std::uint32_t fitting = std::max(least, room / std::max(step.temporaries, std::uint32_t{1}));
  const std::uint32_t most = std::min({fitting, most_tile_rows, step.rows});
  const std::uint32_t tiles = (step.rows + most - 1) / most;
  return (step.rows + tiles - 1) / tiles;
}

BoundSection::BoundSection(const Section& section, const Memory& memory)
    : operations_(section.operations.size()) {
  for (const InstructionGroup& step : section.steps) {
    const bool is_group = goes_by_row(section.operations[step.first].code);
    const std::uint32_t tile = is_group ? tile_rows(step) : 0;
    groups_.push_back({step.first, is_group ? step.count : 0, step.rows, tile});
    for (std::uint32_t i = step.first; is_group && i < step.first + step.count; ++i)
      operations_[i] = bind(section.operations[i], tile, memory);
  }
}

void BoundSection::run_group(std::size_t step) const noexcept {
  const Fused& group = groups_[step];
  const BoundOperation* const first = operations_.data() + group.first;
  for (std::uint32_t row = 0; row < group.rows; row += group.tile) {
    const std::uint32_t rows = std::min(group.tile, group.rows - row);
    for (std::uint32_t i = 0; i < group.count; ++i)
      first[i].run(first[i], row, rows);
  }
}

void copy_rows(const Operand& operand, std::uint32_t rows, double* out, const Memory& memory) noexcept {
  const View source = view(operand, 0, memory);
  if (!source.is_constant && source.stride == width) {
    if (from(source, 0) != out) std::memcpy(out, from(source, 0), rows * width * sizeof(double));
    return;
  }
  const double* x = from(source, 0);
  for (std::uint32_t row = 0; row < rows; ++row, x += source.stride)
    copy_row(x, source.is_constant, out + row * width);
}

}  // namespace leontide::kernel
