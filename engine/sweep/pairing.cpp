#include "sweep/pairing.hpp"

#include <cstring>

#include "base/choice.hpp"
#include "base/numbers.hpp"
#include "scenario/sampling.hpp"
#include "simulation/paired_difference.hpp"
#include "sweep/sql.hpp"

namespace leontide::sweep {

namespace {

struct CellMarks {
  std::string draws;
  std::vector<std::uint64_t> completed, met;  ///< [blocks]
};

std::vector<std::uint64_t> words_of(const SQLite::Column& bytes) {
  std::vector<std::uint64_t> words(static_cast<std::size_t>(bytes.getBytes()) / sizeof(std::uint64_t));
  if (!words.empty()) std::memcpy(words.data(), bytes.getBlob(), words.size() * sizeof(std::uint64_t));
  return words;
}

std::optional<CellMarks> marks_of(const Ledger& ledger, const CellQuestion& asked) {
  SQLite::Statement ask(ledger.database(),
                        "SELECT m.target, m.draws, m.bytes FROM marks m JOIN cell c ON c.id = m.cell AND "
                        "c.done_key = m.key WHERE m.cell = ? AND m.reading = ? AND m.target IN ('', ?)");
  bind_all(ask, asked.cell, asked.reading, asked.target);
  CellMarks marks;
  while (ask.executeStep()) {
    marks.draws = ask.getColumn(1).getString();
    (ask.getColumn(0).getString().empty() ? marks.completed : marks.met) = words_of(ask.getColumn(2));
  }
  if (marks.completed.empty() || marks.met.size() != marks.completed.size()) return std::nullopt;
  return marks;
}

/// From a text that `draws_of` wrote: `antithetic seed 1 replicates 1`.
simulation::Design design_of(const std::string& draws) {
  simulation::Design design;
  design.method = find_choice<scenario::Sampling::Method>(draws.substr(0, draws.find(' ')))
                      .value_or(scenario::Sampling::Method::independent);
  constexpr std::string_view word = " replicates ";
  const std::size_t begin = draws.find(word) + word.size();
  design.replicates = static_cast<std::uint32_t>(
      parse_integer(draws.substr(begin, draws.find(' ', begin) - begin)).value_or(1));
  return design;
}

}  // namespace

std::optional<statistics::Estimate> paired(const Ledger& ledger, const CellQuestion& first,
                                           const CellQuestion& second, double level) {
  return told(ledger.file(), [&]() -> std::optional<statistics::Estimate> {
    const auto one = marks_of(ledger, first), other = marks_of(ledger, second);
    if (!one || !other || one->draws != other->draws) return std::nullopt;
    std::vector<simulation::PairedBlock> blocks;
    for (std::size_t i = 0; i < std::min(one->met.size(), other->met.size()); ++i)
      blocks.push_back({one->completed[i] & other->completed[i], one->met[i], other->met[i]});
    return simulation::paired_difference(design_of(one->draws), blocks, level).difference;
  });
}

}  // namespace leontide::sweep
