#pragma once

#include <filesystem>
#include <optional>

namespace leontide::table {

/// What a table's meta.json says of the table itself: `n_sectors`, and of `checks` the keys
/// `row_identity_max_abs`, `row_identity_max_rel_to_sector_output`, the same for `column_identity`,
/// `output_total` and `value_added_total`. A deviation that is stated is honoured up to the figure stated,
/// never beyond.
struct StatedFigures {
  /// How far an identity is stated to be off; what is not stated excuses nothing.
  struct Deviation {
    std::optional<double> absolute;        ///< in the table's unit
    std::optional<double> of_output;       ///< relative to the sector's output
    std::optional<double> without_output;  ///< of sectors without output: relative to their gross sum

    /// Whether a difference of this size, at this output and sum of absolute amounts, is what was stated. The
    /// absolute figure counts where it is there.
    bool covers(double difference, double output, double gross) const;
  };
  std::optional<std::size_t> sectors;       ///< number of sectors
  Deviation rows;                           ///< of the row identity
  Deviation columns;                        ///< of the column identity
  std::optional<double> output_total;       ///< in the table's unit
  std::optional<double> value_added_total;  ///< in the table's unit
};

/// From the meta.json of a table folder; what is not there, or is no number, stays empty.
StatedFigures read_stated(const std::filesystem::path& folder);

}  // namespace leontide::table
