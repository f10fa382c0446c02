#include "random/sampler.hpp"

#include <algorithm>

#include "lanes/elementary.hpp"
#include "lanes/normal.hpp"
#include "random/sampler_program.hpp"

namespace leontide::random {

using lanes::width;

InputBlock::InputBlock(const SamplerPlan& plan)
    : step_size_(plan.step_rows * width),
      trial_(plan.trial_rows * width),
      step_(plan.steps * step_size_),
      scratch_(plan.program->scratch_rows * width),
      bridge_(plan.program->bridge_rows * width) {}

// One filling of one block. Scratch rows: 0, 1 extra uniforms, 2 the draw at hand, 3 unused by drivers
// (events: size), then the innovations of a group's drivers, their shared factors and what a vine works in;
// last what is kept from step to step.
struct Filler {
  const SamplerPlan& plan;
  const Points& points;
  InputBlock& block;
  std::uint64_t first_trial;

  double* scratch(std::size_t row) const { return block.scratch_.data() + row * width; }
  double* trial(std::size_t row) const { return block.trial_.data() + row * width; }
  double* step(std::size_t at, std::size_t row) const {
    return block.step_.data() + at * block.step_size_ + row * width;
  }

  static constexpr std::size_t elements_together = 24;

  static Draw draw_of(const Stream& stream, std::size_t at, std::uint32_t number) {
    const auto step = static_cast<std::uint32_t>(at);
    return {stream.hash, step, number,
            stream.first_coordinate + (step - stream.first_step) * stream.numbers + number};
  }

  void uniforms(const Stream& stream, std::size_t at, std::uint32_t number, double* out) const {
    random::uniforms(points, draw_of(stream, at, number), first_trial, out);
  }

  void normals(const Stream& stream, std::size_t at, double* out) const {
    if (stream.bridge >= 0 && at > 0 && std::holds_alternative<Sobol>(points)) {
      if (at == 1) build_bridge(stream);
      std::copy_n(bridge_row(stream, at), width, out);
      return;
    }
    random::normals(points, draw_of(stream, at, 0), first_trial, out);
  }

  // Of some elements of one driver.
  void normals(std::span<const Stream> streams, std::size_t at, double* out) const {
    Draw draws[elements_together];
    for (std::size_t i = 0; i < streams.size(); ++i)
      draws[i] = draw_of(streams[i], at, 0);
    random::normals(points, {draws, streams.size()}, first_trial, out);
  }

  double* bridge_row(const Stream& stream, std::size_t at) const {
    return block.bridge_.data() + (static_cast<std::size_t>(stream.bridge) + at - 1) * width;
  }

  // The innovations of steps 1, 2, … from normals of which the first settles their sum.
  void build_bridge(const Stream& stream) const {
    const std::size_t last = plan.steps - 1;
    for (std::size_t at = 1; at <= last; ++at)
      std::fill_n(bridge_row(stream, at), width, 0.0);
    alignas(lanes::alignment) double z[width];
    for (std::size_t k = 1; k <= last; ++k) {
      random::normals(points, draw_of(stream, k, 0), first_trial, z);
      for (std::size_t at = 1; at <= last; ++at) {
        const double weight = plan.program->bridge[(at - 1) * last + k - 1];
        double* row = bridge_row(stream, at);
        for (std::size_t i = 0; i < width; ++i)
          row[i] += weight * z[i];
      }
    }
  }

  // A draw by itself: one uniform through the quantile function.
  void draw_alone(const Marginal& marginal, const Stream& stream, std::size_t at, std::uint32_t number,
                  double* out) const {
    if (!takes_normals(marginal)) {
      uniforms(stream, at, number, out);
    } else if (number == 0) {
      normals(stream, at, out);
    } else {
      random::normals(points, draw_of(stream, at, number), first_trial, out);
    }
    draw(marginal, out, out);
  }

  // A draw from a normal score that took part in a dependence.
  static void draw_dependent(const Marginal& marginal, double* z, double* out) {
    if (!takes_normals(marginal)) {
      lanes::normal_cdf(z, z, width);
      for (std::size_t i = 0; i < width; ++i)
        z[i] = std::clamp(z[i], 0x1p-54, 1 - 0x1p-53);
    }
    draw(marginal, z, out);
  }

  double* row_of(const DriverProgram& driver, std::size_t element, std::size_t at) const {
    const std::size_t row = driver.rows.first + element;
    return driver.rows.per_step ? step(at, row) : trial(row);
  }

  // A draw to where its law is centred in this step.
  static void move(const DriverProgram& driver, std::size_t element, std::size_t at, double* out) {
    const double centre = driver.centres[at * driver.rows.count + element];
    for (std::size_t i = 0; i < width; ++i)
      out[i] = driver.is_scaled ? out[i] * centre : out[i] + centre;
  }

  void write(const DriverProgram& driver, std::size_t element, std::size_t at, double* z, bool alone) const {
    const auto& law = driver.laws[driver.laws.size() == 1 ? 0 : element];
    double* out = row_of(driver, element, at);
    if (const auto* marginal = std::get_if<Marginal>(&law)) {
      if (alone) {
        draw_alone(*marginal, driver.streams[element], at, 0, out);
      } else {
        draw_dependent(*marginal, z, out);
      }
      if (!driver.centres.empty()) move(driver, element, at, out);
      return;
    }
    const Path& path = std::get<Path>(law);
    double* regime = scratch(driver.regimes + (std::holds_alternative<RegimePath>(path) ? element : 0));
    if (at == 0) {
      std::fill_n(out, width, start_of(path));
      if (std::holds_alternative<RegimePath>(path)) std::fill_n(regime, width, 0.0);
      return;
    }
    if (alone) normals(driver.streams[element], at, z);
    for (int i = 0; i < extra_draws(path); ++i) {
      uniforms(driver.streams[element], at, static_cast<std::uint32_t>(i + 1),
               scratch(static_cast<std::size_t>(i)));
    }
    advance(path, {row_of(driver, element, at - 1),
                   z,
                   {scratch(0), scratch(1)},
                   regime,
                   out,
                   at,
                   static_cast<std::ptrdiff_t>(block.step_size_)});
  }

  // All elements of a driver by itself, at one step: the normals of some are made together, few enough to
  // stay in the first-level cache.
  void fill_alone(const DriverProgram& driver, std::size_t at) const {
    const bool starts = at == 0 && std::holds_alternative<Path>(driver.laws.front());
    const bool bridged = driver.streams.front().bridge >= 0 && std::holds_alternative<Sobol>(points);
    if (!driver.one_normal || starts || bridged) {
      for (std::size_t element = 0; element < driver.rows.count; ++element)
        write(driver, element, at, scratch(2), true);
      return;
    }
    for (std::size_t first = 0; first < driver.rows.count; first += elements_together) {
      const std::size_t count = std::min(elements_together, driver.rows.count - first);
      double* const z = row_of(driver, first, at);
      normals(std::span(driver.streams).subspan(first, count), at, z);
      for (std::size_t i = 0; i < count; ++i)
        write(driver, first + i, at, z + i * width, false);
    }
  }

  // One element of every driver of a dependent group, at one step.
  void fill_dependent(const GroupProgram& group, std::size_t element, std::size_t at) const {
    const std::size_t n = group.drivers.size();
    double* rows = scratch(fixed_scratch_rows);
    const double* shared = rows + n * width;
    const bool draws = at >= group.drivers.front().streams[element].first_step;
    for (std::size_t d = 0; draws && d < n; ++d) {
      double* z = rows + d * width;
      normals(group.drivers[d].streams[element], at, z);
      if (group.shared_streams.empty()) continue;
      for (std::size_t i = 0; i < width; ++i)
        z[i] = group.shared * shared[d * width + i] + group.own * z[i];
    }
    if (draws && !group.factor.empty()) correlate(group.factor, n, rows);
    if (draws && group.mixing) {
      normals(group.mixing->streams[element], at, scratch(2));
      group.mixing->mixer(n, rows, scratch(2));
    }
    if (draws && group.vine) apply_vine(*group.vine, n, rows, rows + 2 * n * width);
    for (std::size_t d = 0; d < n; ++d)
      write(group.drivers[d], element, at, rows + d * width, false);
  }

  // All elements of one driver that correlates them, at one step.
  void fill_correlated(const GroupProgram& group, std::size_t at) const {
    const DriverProgram& driver = group.drivers.front();
    const std::size_t n = driver.rows.count;
    double* rows = scratch(fixed_scratch_rows);
    if (at >= driver.streams.front().first_step) {
      for (std::size_t e = 0; e < n; ++e)
        normals(driver.streams[e], at, rows + e * width);
      correlate(group.element_factor, n, rows);
    }
    for (std::size_t e = 0; e < n; ++e)
      write(driver, e, at, rows + e * width, false);
  }

  // One element of a driver whose scores form a Markov chain, at one step.
  void fill_serial(const DriverProgram& driver, std::size_t element, std::size_t at) const {
    const Stream& stream = driver.streams[element];
    double* z = scratch(2);
    double* memory = scratch(driver.memory + element);
    if (at >= stream.first_step) {
      normals(stream, at, z);
      if (at > stream.first_step) inverse_conditional(*driver.serial, Given::first, memory, z, z);
      std::copy_n(z, width, memory);
    }
    write(driver, element, at, z, false);
  }

  // All elements of one driver that stand in the same year of their histories, at one step.
  void fill_history(const DriverProgram& driver, std::size_t at) const {
    if (at > 0) {
      uniforms(driver.streams.front(), at, 0, scratch(0));
      next_year(std::get<HistoryPath>(std::get<Path>(driver.laws.front())), at, scratch(0),
                scratch(driver.regimes));
    }
    for (std::size_t element = 0; element < driver.rows.count; ++element)
      write(driver, element, at, scratch(2), false);
  }

  // Logs of the parts of a whole to their shares in it.
  void close(const DriverProgram& driver, std::size_t at) const {
    const std::size_t n = driver.rows.count;
    double* parts = driver.rows.per_step ? step(at, driver.rows.first) : trial(driver.rows.first);
    double* most = scratch(0);
    double* sum = scratch(1);
    std::copy_n(parts, width, most);
    for (std::size_t k = width; k < n * width; ++k)
      most[k % width] = std::max(most[k % width], parts[k]);
    for (std::size_t k = 0; k < n * width; ++k)
      parts[k] -= most[k % width];
    lanes::exponential(parts, parts, n * width);
    std::fill_n(sum, width, 0.0);
    for (std::size_t k = 0; k < n * width; ++k)
      sum[k % width] += parts[k];
    for (std::size_t k = 0; k < n * width; ++k)
      parts[k] /= sum[k % width];
  }

  // Factors of cells to cells whose columns keep their totals.
  void close_columns(const DriverProgram& driver) const {
    const std::size_t columns = driver.totals.size();
    double* const factors = trial(driver.rows.first);
    double* const sum = scratch(0);
    for (std::size_t column = 0; column < columns; ++column) {
      std::fill_n(sum, width, 0.0);
      for (std::size_t cell = column; cell < driver.cells.size(); cell += columns) {
        double* const row = factors + cell * width;
        for (std::size_t i = 0; i < width; ++i) {
          row[i] *= driver.cells[cell];
          sum[i] += row[i];
        }
      }
      if (driver.totals[column] == 0) continue;
      for (std::size_t i = 0; i < width; ++i)
        sum[i] = driver.totals[column] / sum[i];
      for (std::size_t cell = column; cell < driver.cells.size(); cell += columns) {
        double* const row = factors + cell * width;
        for (std::size_t i = 0; i < width; ++i)
          row[i] *= sum[i];
      }
    }
  }

  void fill_step(const GroupProgram& group, std::size_t at) const {
    const DriverProgram& first = group.drivers.front();
    const std::size_t n = group.drivers.size();
    if (!group.element_factor.empty()) return fill_correlated(group, at);
    if (draws_years(first)) return fill_history(first, at);
    const bool alone = group.factor.empty() && group.shared_streams.empty() && !group.vine;
    for (std::size_t d = 0; d < group.shared_streams.size(); ++d)
      normals(group.shared_streams[d], at, scratch(fixed_scratch_rows + n + d));
    if (alone && !first.serial) {
      fill_alone(first, at);
    } else {
      for (std::size_t element = 0; element < first.rows.count; ++element) {
        if (first.serial) {
          fill_serial(first, element, at);
        } else {
          fill_dependent(group, element, at);
        }
      }
    }
    if (first.closes) close(first, at);
    if (!first.cells.empty()) close_columns(first);
  }

  void fill_group(const GroupProgram& group) const {
    if (!group.drivers.front().rows.per_step) return fill_step(group, 0);
    for (std::size_t at = group.first_filled; at < plan.steps; ++at)
      fill_step(group, at);
  }

  void fill_event(const EventProgram& event) const {
    const bool centre = std::holds_alternative<Centre>(points);
    double* size = scratch(0);  // fixed at onset
    double* age = scratch(1);   // steps since onset; -1 when idle
    double* chance = scratch(2);
    double* fresh = scratch(3);
    std::fill_n(age, width, -1.0);
    std::fill_n(step(0, event.rows.first), width, 0.0);
    for (std::size_t at = 1; at < plan.steps; ++at) {
      double* out = step(at, event.rows.first);
      if (!event.on) {
        std::fill_n(out, width, 0.0);
        continue;
      }
      const bool forced = event.forced_step == static_cast<int>(at);
      if (event.onsets) {
        const double* decides = step(at, event.onsets->first);
        for (std::size_t i = 0; i < width; ++i)
          chance[i] = 1 - decides[i];
      } else {
        uniforms(event.stream, at, 0, chance);
      }
      draw_alone(event.size, event.stream, at, 1, fresh);
      for (std::size_t i = 0; i < width; ++i) {
        if (age[i] >= 0) age[i] = age[i] + 1 < event.recovery ? age[i] + 1 : -1;
        if (forced || (age[i] < 0 && !centre && chance[i] < event.chance)) {
          age[i] = 0;
          size[i] = fresh[i];
        }
        out[i] = age[i] < 0 ? 0.0 : age[i] == 0 ? size[i] : size[i] * (1 - age[i] / event.recovery);
      }
    }
  }

  void fill() const {
    for (const GroupProgram& group : plan.program->groups)
      fill_group(group);
    for (const LeverProgram& lever : plan.program->levers) {
      draw_alone(lever.strength, lever.stream, 0, 0, trial(lever.rows.first));
    }
    for (const EventProgram& event : plan.program->events)
      fill_event(event);
  }
};

void fill(const SamplerPlan& plan, const Points& points, std::uint64_t first_trial,
          InputBlock& block) noexcept {
  Filler{plan, points, block, first_trial}.fill();
}

}  // namespace leontide::random
