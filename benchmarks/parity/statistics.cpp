// What is made of numbers: moments, quantiles, joint counts, intervals.
#include "lanes/philox.hpp"
#include "lanes/width.hpp"
#include "measure/economy.hpp"
#include "parity/sheet.hpp"
#include "statistics/interval.hpp"
#include "statistics/joint.hpp"
#include "statistics/moments.hpp"
#include "statistics/proportion.hpp"
#include "statistics/quantile_sketch.hpp"

namespace leontide::parity {

namespace {

using lanes::width;

void dump_moments(Sheet& sheet, const lanes::AlignedVector& values) {
  statistics::Moments all;
  statistics::QuantileSketch sketch;
  for (std::size_t block = 0; block < values.size(); block += width) {
    const std::uint64_t mask = ~std::uint64_t{0} << (block / width % 5);
    all = statistics::merge(all, statistics::moments_of({&values[block], width}, mask));
    sketch.add({&values[block], width}, mask);
  }
  const double moments[] = {all.mean,         all.squares,     all.sd(), all.error_of_mean(),
                            sketch.minimum(), sketch.maximum()};
  sheet.numbers("statistics.moments", moments);
  sheet.count("statistics.count", all.count);
  for (int percent = 0; percent <= 100; ++percent)
    sheet.number("statistics.quantile." + std::to_string(percent), sketch.quantile(percent / 100.0));
  for (const auto& [bucket, count] : sketch.entries())
    sheet.count("statistics.bucket." + std::to_string(bucket), count);
}

void dump_joint(Sheet& sheet, const lanes::AlignedVector& values) {
  const std::size_t conditions = 9;
  statistics::JointCounts joint(conditions);
  for (std::size_t at = 0; at + conditions * width <= values.size(); at += conditions * width) {
    std::uint64_t hits[conditions] = {};
    for (std::size_t c = 0; c < conditions; ++c) {
      for (std::size_t lane = 0; lane < width; ++lane)
        hits[c] |= std::uint64_t{values[at + c * width + lane] > 0.1 * static_cast<double>(c + 1)} << lane;
    }
    joint.add(hits, ~std::uint64_t{0} >> (at / width % 7));
  }
  for (std::size_t i = 0; i < joint.counts().size(); ++i)
    sheet.count("statistics.joint." + std::to_string(i), joint.counts()[i]);
}

}  // namespace

void dump_statistics(Sheet& sheet) {
  lanes::AlignedVector values = benchmarks::made_up_multipliers(128, 1, 41);
  for (std::size_t i = 0; i < values.size(); i += 3)
    values[i] = -values[i];
  values[17] = 0, values[18] = 0x1p-120, values[19] = 1e300;
  dump_moments(sheet, values);
  dump_joint(sheet, values);
  for (const std::uint64_t hits : {0, 1, 17, 500, 1000}) {
    const auto share = statistics::proportion(hits, 1000);
    const double bounds[] = {share.estimate, share.low, share.high};
    sheet.numbers("statistics.proportion." + std::to_string(hits), bounds);
  }
  sheet.number("statistics.normal_reach", statistics::normal_reach(0.95));
  sheet.number("statistics.student_reach", statistics::student_reach(0.95, 15));
}

}  // namespace leontide::parity
