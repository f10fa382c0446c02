#pragma once

#include <string>
#include <vector>

#include "base/atomic_file.hpp"
#include "table/accounts.hpp"

namespace leontide::table {

/// Writes the files that `read` reads, numbers in the shortest form that reads back as the same. `meta` is
/// the text of meta.json (see `meta_json`). With `gzip` the tables of numbers end in .csv.gz.
void write(const Accounts& accounts, const std::string& meta, AtomicDirectory& folder, bool gzip = false);

/// The names of all files that `read` takes, and so none of which may stay from another table.
std::vector<std::string> table_file_names();

/// Whether a file stands in a folder whose meta.json was made by a check: one that an older version wrote
/// without a manifest.
bool stands_in_table(const std::filesystem::path& file);

/// A square matrix with a row and a column of codes, as CSV.
std::string square_csv(const std::vector<std::string>& codes, const Matrix& matrix);

/// Named columns beside the codes, as CSV.
std::string categories_csv(const std::vector<std::string>& codes, const Categories& categories);

}  // namespace leontide::table
