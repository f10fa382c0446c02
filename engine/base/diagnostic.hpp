#pragma once

#include <exception>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "base/place.hpp"
#include "base/source_text.hpp"
#include "base/title.hpp"

namespace leontide {

/// How grave it is: only an error stops the work.
enum class Severity { note, warning, error };

/// One thing to tell about an input: what is wrong, where, and what would be right.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;  ///< a short fixed name of the fault, e.g. `unknown-key`
  Place place;
  std::string what;            ///< one sentence, in English; its Chinese comes from the catalogue (faults)
  std::string hint;            ///< what was expected, or what to do; may be empty
  std::optional<Place> other;  ///< the second place of a conflict
};

/// An ordered list of diagnostics. Functions that read input take one and go on as far as they can, so that a
/// user sees every fault at once; the caller stops when `has_errors()`.
class Diagnostics {
 public:
  /// Adds what was not said before: the same code and words at the same place are kept once. Beyond the most
  /// faults that are listed (limits.hpp) errors are only counted.
  void add(Diagnostic diagnostic);
  /// Adds an error.
  void error(std::string code, Place place, std::string what, std::string hint = {});
  /// Adds a warning, which leaves `has_errors()` as it is.
  void warning(std::string code, Place place, std::string what, std::string hint = {});

  /// A file that declares names could not be read: from here on, a name that nothing is called by counts as a
  /// fault and is not told, for it may stand in that file.
  void leave_out_unknown_names() { leaves_out_unknown_names_ = true; }

  /// Keeps a source so that excerpts can be shown.
  void remember(std::shared_ptr<const SourceText> source);

  /// Whether the input must not be used.
  bool has_errors() const { return errors_ > 0; }
  /// How often an error was reported, one said before included: whoever compares two counts sees that what
  /// lies between is faulty, told again or not.
  std::size_t error_count() const { return errors_; }
  /// Whether nothing was said, not even a note.
  bool empty() const { return list_.empty(); }
  /// In the order in which they were added.
  const std::vector<Diagnostic>& list() const { return list_; }

  /// All diagnostics as text, one after the other, each with its excerpt and a marker under the place. With
  /// `of_a_kind`, no more than so many of each code, then their number. In Chinese each begins with its kind,
  /// and sentence and hint are those of the catalogue (faults).
  std::string text(std::size_t of_a_kind = 0, Language language = Language::en) const;
  /// The same as a JSON array.
  std::string json() const;

 private:
  std::string excerpt(const Place& place) const;

  std::vector<Diagnostic> list_;
  std::set<std::tuple<std::string, std::size_t, std::size_t, std::string, std::string>> seen_;
  std::map<std::string, std::shared_ptr<const SourceText>> sources_;
  std::size_t errors_ = 0;
  bool leaves_out_unknown_names_ = false;
};

/// What stops an operation that is not an input's fault (a disk that is full, a file that vanished).
class OperationError : public std::exception {
 public:
  /// `what` is the whole message, with the name of what could not be done.
  explicit OperationError(std::string what) : what_(std::move(what)) {}
  /// Stands as long as the exception.
  const char* what() const noexcept override { return what_.c_str(); }

 private:
  std::string what_;
};

}  // namespace leontide
