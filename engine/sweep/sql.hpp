#pragma once

// Internal to the sweep layer: what is said to SQLite.

#include <SQLiteCpp/SQLiteCpp.h>
#include <filesystem>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <vector>

#include "sweep/ledger.hpp"

namespace leontide::sweep {

/// What an error of SQLite means to who uses the file.
inline std::string reason_of(const SQLite::Exception& error) {
  switch (error.getErrorCode() & 0xff) {
    case 8: return "the ledger or its folder cannot be written to";
    case 10: return "the disk does not take it, as a full one does not";
    case 13: return "the disk is full";
    default: return error.what();
  }
}

/// What `does` returns; an error of SQLite as one of the ledger, with the file's name.
template <class Does>
auto told(const std::filesystem::path& file, Does does) -> decltype(does()) {
  try {
    return does();
  } catch (const SQLite::Exception& error) {
    throw UnusableLedger(fmt::format("{}: {}", file.string(), reason_of(error)));
  }
}

/// SQLite has signed numbers only; counts of cells and trials stay far below their bound.
inline std::int64_t as_sql(std::uint64_t number) {
  return static_cast<std::int64_t>(number);
}

/// Of a question mark `at`, from 1; an empty value as null.
inline void bind_one(SQLite::Statement& statement, int at, const std::optional<double>& value) {
  value ? statement.bind(at, *value) : statement.bind(at);
}
/// The same of a value that is there.
template <class Value>
void bind_one(SQLite::Statement& statement, int at, const Value& value) {
  statement.bind(at, value);
}

/// Values for the question marks of a statement, in their order.
template <class... Values>
void bind_all(SQLite::Statement& statement, const Values&... values) {
  statement.reset();
  int at = 0;
  (bind_one(statement, ++at, values), ...);
}

/// Without the last line's end; empty lines are left out.
inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

}  // namespace leontide::sweep
