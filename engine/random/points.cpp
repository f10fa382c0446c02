#include "random/points.hpp"

#include <algorithm>
#include <bit>

#include "lanes/normal.hpp"
#include "lanes/philox.hpp"
#include "lanes/width.hpp"
#include "random/stream.hpp"

namespace leontide::random {

namespace {

using lanes::width;

void philox(std::uint64_t seed, const Draw& draw, std::uint64_t first_trial, double* out) noexcept {
  lanes::uniforms(mix64(seed, draw.stream), first_trial, draw.step, draw.number, out);
}

/// A random order of 0 … count - 1, one member at a time: a bijection on the next power of two, walked until
/// it falls inside (Kensler 2013, Pixar Technical Memo 13-01, has the idea; Black & Rogaway 2002 the walk).
std::uint64_t shuffled(std::uint64_t member, std::uint64_t count, std::uint64_t key) noexcept {
  if (count < 2) return member;
  const int bits = std::bit_width(count - 1);
  const std::uint64_t mask = bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
  const int half = (bits + 1) / 2;
  do {
    for (int turn = 0; turn < 4; ++turn) {
      const std::uint64_t mixed = mix64(key, static_cast<std::uint64_t>(turn));
      member = (member + mixed) & mask;
      member = (member * ((mixed >> 32) * 2 + 1)) & mask;
      member ^= member >> half;
    }
  } while (member >= count);
  return member;
}

struct Uniforms {
  const Draw& draw;
  std::uint64_t first_trial;
  double* out;

  void operator()(const Independent& p) const { philox(p.seed, draw, first_trial, out); }

  void operator()(const Antithetic& p) const {
    alignas(lanes::alignment) double drawn[width];  // of two blocks, each of them half
    const std::uint64_t first = first_trial / 2;
    philox(p.seed, draw, first - first % width, drawn);
    const double* half = drawn + first % width;
    for (std::size_t i = 0; i < width; i += 2) {
      out[i] = half[i / 2];
      out[i + 1] = 1 - half[i / 2];
    }
  }

  void operator()(const LatinHypercube& p) const {
    philox(p.seed, draw, first_trial, out);
    const std::uint64_t coordinate = (static_cast<std::uint64_t>(draw.step) << 32) | draw.number;
    const std::uint64_t key = mix64(mix64(p.seed, draw.stream), coordinate);
    for (std::size_t i = 0; i < width; ++i) {
      const std::uint64_t trial = first_trial + i;
      const std::uint64_t replicate = trial % p.replicates;
      const std::uint64_t point = trial / p.replicates % p.strata;  // a last block runs past the end
      const std::uint64_t stratum = shuffled(point, p.strata, mix64(key, replicate + 1));
      out[i] = std::clamp((static_cast<double>(stratum) + out[i]) / static_cast<double>(p.strata), 0x1p-53,
                          1 - 0x1p-53);
    }
  }

  void operator()(const Sobol& p) const {
    const std::int32_t dimension = p.dimensions[draw.coordinate];
    if (dimension < 0) {
      philox(p.seed, draw, first_trial, out);
    } else {
      p.points->uniforms(static_cast<std::size_t>(dimension), first_trial, out);
    }
  }

  void operator()(const Blended& p) const {
    const std::int32_t rule = p.rules[draw.coordinate];
    if (rule < 0) {
      philox(rule == Blended::keeps ? p.first : p.second, draw, first_trial, out);
      return;
    }
    mix(p, p.mixes[static_cast<std::size_t>(rule)], out);
    to_uniforms(out);
  }

  void mix(const Blended& p, const Blended::Mix& mix, double* scores) const {
    alignas(lanes::alignment) double drawn[width];
    std::fill_n(scores, width, 0.0);
    for (std::size_t d = 0; d < mix.streams.size(); ++d) {
      for (const auto& [seed, weight] :
           {std::pair{p.first, mix.of_first[d]}, std::pair{p.second, mix.of_second[d]}}) {
        if (weight == 0) continue;
        philox(seed, {mix.streams[d], draw.step, draw.number, draw.coordinate}, first_trial, drawn);
        lanes::normal_quantile(drawn, drawn, width);
        for (std::size_t i = 0; i < width; ++i)
          scores[i] += weight * drawn[i];
      }
    }
  }

  void operator()(const GivenScores& p) const {
    std::copy_n(p.scores + draw.coordinate * width, width, out);
    to_uniforms(out);
  }

  static void to_uniforms(double* scores) {
    lanes::normal_cdf(scores, scores, width);
    for (std::size_t i = 0; i < width; ++i)
      scores[i] = std::clamp(scores[i], 0x1p-54, 1 - 0x1p-53);
  }

  void operator()(const Centre&) const { std::fill_n(out, width, 0.5); }
};

}  // namespace

void uniforms(const Points& points, const Draw& draw, std::uint64_t first_trial, double* out) noexcept {
  std::visit(Uniforms{draw, first_trial, out}, points);
}

void normals(const Points& points, const Draw& draw, std::uint64_t first_trial, double* out) noexcept {
  if (const auto* given = std::get_if<GivenScores>(&points)) {
    std::copy_n(given->scores + draw.coordinate * width, width, out);
    return;
  }
  const Uniforms source{draw, first_trial, out};
  if (const auto* blended = std::get_if<Blended>(&points)) {
    const std::int32_t rule = blended->rules[draw.coordinate];
    if (rule >= 0) return source.mix(*blended, blended->mixes[static_cast<std::size_t>(rule)], out);
  }
  std::visit(source, points);
  lanes::normal_quantile(out, out, width);
}

void normals(const Points& points, std::span<const Draw> draws, std::uint64_t first_trial,
             double* out) noexcept {
  const bool has_scores =
      std::holds_alternative<GivenScores>(points) || std::holds_alternative<Blended>(points);
  for (std::size_t i = 0; i < draws.size(); ++i) {
    if (has_scores) {
      normals(points, draws[i], first_trial, out + i * width);
    } else {
      std::visit(Uniforms{draws[i], first_trial, out + i * width}, points);
    }
  }
  if (!has_scores) lanes::normal_quantile(out, out, draws.size() * width);
}

}  // namespace leontide::random
