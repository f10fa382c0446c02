#include "simulation/transport/record_bytes.hpp"

#include <bit>
#include <concepts>
#include <cstring>
#include <type_traits>

#include "base/sha256.hpp"

namespace leontide::simulation {

namespace {

static_assert(std::endian::native == std::endian::little, "records are written as they stand in memory");

constexpr std::string_view magic = "leontide-record/2\n";
constexpr std::size_t hash_size = 64;

/// Writes what it is given.
class Writer {
 public:
  template <class Number>
  requires std::is_arithmetic_v<Number>
  void number(const Number& value) { bytes_.append(reinterpret_cast<const char*>(&value), sizeof value); }
  void text(const std::string& value) {
    number<std::uint64_t>(value.size());
    bytes_ += value;
  }
  /// each(element) for every element.
  template <class Element, class Each>
  void list(const std::vector<Element>& values, Each each) {
    number<std::uint64_t>(values.size());
    for (const Element& value : values)
      each(value);
  }
  template <class Number>
  void numbers(const std::vector<Number>& values) {
    number<std::uint64_t>(values.size());
    bytes_.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(Number));
  }
  std::string& bytes() { return bytes_; }

 private:
  std::string bytes_;
};

/// Reads what a Writer wrote; never beyond the end.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  template <class Number>
  void number(Number& value) {
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
  }
  void text(std::string& value) { value = take(size(1)); }
  template <class Element, class Each>
  void list(std::vector<Element>& values, Each each) {
    values.resize(size(1));
    for (Element& value : values)
      each(value);
  }
  template <class Number>
  void numbers(std::vector<Number>& values) {
    values.resize(size(sizeof(Number)));
    // Nothing to copy has no address either.
    if (values.empty()) return;
    std::memcpy(values.data(), take(values.size() * sizeof(Number)).data(), values.size() * sizeof(Number));
  }
  void expect_end() const {
    if (!bytes_.empty()) throw RecordFault("the record goes on behind its end");
  }

 private:
  std::string_view take(std::size_t count) {
    if (count > bytes_.size()) throw RecordFault("the record is cut short");
    const std::string_view taken = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return taken;
  }
  /// A number of things that take at least `least` bytes each.
  std::size_t size(std::size_t least) {
    std::uint64_t count = 0;
    number(count);
    if (count > bytes_.size() / least) throw RecordFault("the record is cut short");
    return count;
  }

  std::string_view bytes_;
};

// Both directions go through one list of fields, so that they cannot differ.

void fields(auto& io, auto& moments) {
  io.number(moments.count);
  io.number(moments.mean);
  io.number(moments.squares);
}

void failure_fields(auto& io, auto& failures) {
  io.number(failures.unproductive);
  io.number(failures.unsolved);
  io.number(failures.not_converged);
  io.numbers(failures.checks);
  io.number(failures.not_finite);
}

void first_fields(auto& io, auto& first) {
  io.text(first.cause);
  io.number(first.trial);
  io.text(first.what);
  io.number(first.year);
}

void kept_fields(auto& io, auto& kept) {
  io.number(kept.trials);
  io.numbers(kept.valid);
  io.numbers(kept.outputs);
  io.numbers(kept.values);
  io.numbers(kept.met);
  io.numbers(kept.factors);
}

void head_fields(auto& io, auto& record) {
  io.text(record.digest);
  io.number(record.version);
  io.number(record.blocks.first);
  io.number(record.blocks.count);
  io.number(record.counts.trials);
  failure_fields(io, record.counts.failures);
  io.numbers(record.counts.only_miss);
  io.numbers(record.counts.on_bound);
  io.list(record.firsts, [&](auto& first) { first_fields(io, first); });
  kept_fields(io, record.kept);
  io.number(record.marks.questions);
  io.numbers(record.marks.lanes);
}

void write_counts(Writer& writer, const Counts& counts) {
  writer.numbers(counts.questions.numbers());
  const auto joint = counts.joint.counts();
  writer.numbers(std::vector<std::uint64_t>(joint.begin(), joint.end()));
}

/// each_mean(mean) for every mean, which is made anew when read.
void sum_fields(auto& io, auto& part, auto each_mean) {
  const auto each_moments = [&](auto& moments) { fields(io, moments); };
  io.number(part.blocks.first);
  io.number(part.blocks.count);
  io.list(part.sums.condition_values, each_moments);
  io.list(part.sums.outputs, each_moments);
  io.list(part.sums.output_errors, each_mean);
}

void sketch_fields(auto& io, auto& scale, auto& minimum, auto& maximum, auto& entries) {
  io.number(scale.middle);
  io.number(scale.spread);
  io.number(minimum);
  io.number(maximum);
  io.list(entries, [&](auto& entry) {
    io.number(entry.first);
    io.number(entry.second);
  });
}

void write_sums(Writer& writer, const RoundSums& part) {
  sum_fields(writer, part, [&](const DesignMean& mean) {
    writer.list(mean.parts(), [&](const auto& moments) { fields(writer, moments); });
  });
}

void read_sums(Reader& reader, const Design& design, RoundSums& part) {
  sum_fields(reader, part, [&](DesignMean& mean) {
    std::vector<statistics::Moments> parts;
    reader.list(parts, [&](auto& moments) { fields(reader, moments); });
    mean.restore(design, std::move(parts));
  });
}

void write_sketch(Writer& writer, const statistics::QuantileSketch& sketch) {
  const double minimum = sketch.minimum(), maximum = sketch.maximum();
  const auto entries = sketch.entries();
  sketch_fields(writer, sketch.scale(), minimum, maximum, entries);
}

void read_sketch(Reader& reader, statistics::QuantileSketch& sketch) {
  statistics::SketchScale scale;
  double minimum = 0, maximum = 0;
  std::vector<statistics::QuantileSketch::Entry> entries;
  sketch_fields(reader, scale, minimum, maximum, entries);
  sketch.restore(scale, entries, minimum, maximum);
}

void check_sizes(const RoundRecord& record, const RunResult& sized) {
  const auto fits = [](const Sums& sums, const Sums& wanted) {
    return sums.condition_values.size() == wanted.condition_values.size() &&
           sums.outputs.size() == wanted.outputs.size() &&
           sums.output_errors.size() == wanted.output_errors.size();
  };
  bool fitting = record.sketches.size() == sized.sketches.size() &&
                 record.counts.failures.checks.size() == sized.failures.checks.size() &&
                 record.counts.only_miss.size() == sized.only_miss.size() &&
                 record.counts.on_bound.size() == sized.on_bound.size();
  for (const RoundSums& part : record.sums)
    fitting = fitting && fits(part.sums, sized);
  const TrialMarks& marks = record.marks;
  fitting =
      fitting && marks.lanes.size() == (marks.questions == 0 ? 0 : record.blocks.count * marks.a_block());
  if (!fitting) throw RecordFault("the record is of another model or other targets");
}

}  // namespace

std::string to_bytes(const RoundRecord& record) {
  Writer writer;
  writer.bytes() = magic;
  head_fields(writer, record);
  write_counts(writer, record.counts);
  writer.list(record.sums, [&](const RoundSums& part) { write_sums(writer, part); });
  writer.list(record.sketches, [&](const auto& sketch) { write_sketch(writer, sketch); });
  return writer.bytes() + sha256(writer.bytes());
}

RoundRecord record_of(std::string_view bytes, const Run& run, const Design& design) {
  if (!bytes.starts_with(magic)) throw RecordFault("this is no record of a run, or of another format");
  if (bytes.size() < magic.size() + hash_size) throw RecordFault("the record is cut short");
  const std::string_view body = bytes.substr(0, bytes.size() - hash_size);
  if (sha256(body) != bytes.substr(body.size())) throw RecordFault("the record is damaged or cut short");
  Reader reader(body.substr(magic.size()));
  const RunResult sized = empty_result(run, design);
  RoundRecord record;
  head_fields(reader, record);
  record.counts.questions = sized.questions;
  record.counts.joint = sized.joint;
  std::vector<std::uint64_t> questions, joint;
  reader.numbers(questions);
  reader.numbers(joint);
  try {
    record.counts.questions.restore(questions);
    record.counts.joint.restore(joint);
  } catch (const std::invalid_argument&) {
    throw RecordFault("the record is of another model or other targets");
  }
  reader.list(record.sums, [&](RoundSums& part) { read_sums(reader, design, part); });
  reader.list(record.sketches, [&](auto& sketch) { read_sketch(reader, sketch); });
  reader.expect_end();
  check_sizes(record, sized);
  return record;
}

}  // namespace leontide::simulation
