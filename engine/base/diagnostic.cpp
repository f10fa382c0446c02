#include "base/diagnostic.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/printable.hpp"
#include "faults/kinds.hpp"
#include "faults/sentences.hpp"

namespace leontide {

namespace {

// A larger number of messages helps nobody: the rest follows from the first ones.
constexpr std::size_t shown_at_most = 50;
// Characters of a message: a name in it may be as long as a file.
constexpr std::size_t longest_text = 600;

const char* name_of(Severity severity) {
  switch (severity) {
    case Severity::note: return "note";
    case Severity::warning: return "warning";
    case Severity::error: return "error";
  }
  return "error";
}

/// `error`; in Chinese with the kind of fault behind it.
std::string severity_words(const Diagnostic& diagnostic, Language language) {
  if (language == Language::en) return name_of(diagnostic.severity);
  const char* word = diagnostic.severity == Severity::error     ? "错误"
                     : diagnostic.severity == Severity::warning ? "警告"
                                                                : "提示";
  const std::string_view kind = faults::chinese_kind(diagnostic.code);
  return kind.empty() ? word : fmt::format("{}，{}", word, kind);
}

/// A sentence as it is shown: in Chinese where the catalogue knows it.
std::string said_in(Language language, const std::string& sentence) {
  std::string text = language == Language::zh ? faults::in_chinese(sentence) : std::string();
  return printable(text.empty() ? sentence : text);
}

std::string shown_place(const Place& place) {
  return printable(shortened(to_string(place), longest_place));
}

/// The codes of faults that say that a name is nowhere declared.
bool is_of_unknown_name(std::string_view code) {
  constexpr std::array codes{"unknown-name", "unknown-set", "missing-need", "matrix"};
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

std::string place_json(const Place& place) {
  return fmt::format(R"({{"file":{},"line":{},"column":{}}})", json_quoted(place.file), place.line,
                     place.column);
}

}  // namespace

void Diagnostics::add(Diagnostic diagnostic) {
  // A model read once for each reading of its scenario would repeat what it has to say.
  const Place& at = diagnostic.place;
  if (diagnostic.severity == Severity::error) ++errors_;
  if (leaves_out_unknown_names_ && is_of_unknown_name(diagnostic.code)) return;
  if (list_.size() >= limits::most_faults) return;
  if (!seen_.emplace(at.file, at.line, at.column, diagnostic.code, diagnostic.what).second) return;
  diagnostic.what = shortened(diagnostic.what, longest_text);
  diagnostic.hint = shortened(diagnostic.hint, longest_text);
  list_.push_back(std::move(diagnostic));
}

void Diagnostics::error(std::string code, Place place, std::string what, std::string hint) {
  add({Severity::error, std::move(code), std::move(place), std::move(what), std::move(hint), std::nullopt});
}

void Diagnostics::warning(std::string code, Place place, std::string what, std::string hint) {
  add({Severity::warning, std::move(code), std::move(place), std::move(what), std::move(hint), std::nullopt});
}

void Diagnostics::remember(std::shared_ptr<const SourceText> source) {
  sources_[source->name()] = std::move(source);
}

std::string Diagnostics::excerpt(const Place& place) const {
  const auto found = sources_.find(place.file);
  if (found == sources_.end() || place.line == 0) return {};
  const std::string line(found->second->line(place.line));
  if (line.size() > 400) return {};
  std::string out = fmt::format("  {:>5} | {}\n", place.line, printable(line));
  if (place.column == 0) return out;
  std::size_t byte = 0;
  for (std::size_t column = 1; column < place.column && byte < line.size(); ++column) {
    ++byte;
    while (byte < line.size() && (static_cast<unsigned char>(line[byte]) & 0xC0U) == 0x80U)
      ++byte;
  }
  const std::size_t indent = display_width(printable(std::string_view(line).substr(0, byte)));
  const std::size_t marks = std::clamp<std::size_t>(place.length, 1, 80);
  return out + fmt::format("        | {}{}\n", std::string(indent, ' '), std::string(marks, '^'));
}

std::string Diagnostics::text(std::size_t of_a_kind, Language language) const {
  const bool zh = language == Language::zh;
  std::string out;
  std::size_t shown = 0;
  std::map<std::string, std::size_t> kinds;
  for (const Diagnostic& diagnostic : list_) {
    if (of_a_kind > 0 && ++kinds[diagnostic.code] > of_a_kind) continue;
    if (shown++ == shown_at_most) {
      const std::size_t left = list_.size() - shown_at_most;
      out += zh ? fmt::format("……另有 {} 条\n", left) : fmt::format("… and {} more\n", left);
      break;
    }
    const std::string where = shown_place(diagnostic.place);
    out += fmt::format("{}{}{}: {} [{}]\n", where, where.empty() ? "" : ": ",
                       severity_words(diagnostic, language), said_in(language, diagnostic.what),
                       diagnostic.code);
    out += excerpt(diagnostic.place);
    if (diagnostic.other) {
      out += fmt::format("  {} {}\n", zh ? "另见" : "see also", shown_place(*diagnostic.other));
      out += excerpt(*diagnostic.other);
    }
    if (!diagnostic.hint.empty()) out += fmt::format("  {}\n", said_in(language, diagnostic.hint));
  }
  for (const auto& [code, count] : kinds) {
    if (count <= of_a_kind) continue;
    out += zh ? fmt::format("……另有 {} 条 [{}]\n", count - of_a_kind, code)
              : fmt::format("… and {} more [{}]\n", count - of_a_kind, code);
  }
  return out;
}

std::string Diagnostics::json() const {
  std::string out = "[";
  for (const Diagnostic& diagnostic : list_) {
    if (out.size() > 1) out += ",";
    out +=
        fmt::format(R"({{"severity":"{}","code":{},"place":{},"what":{},"hint":{})",
                    name_of(diagnostic.severity), json_quoted(diagnostic.code), place_json(diagnostic.place),
                    json_quoted(diagnostic.what), json_quoted(diagnostic.hint));
    if (diagnostic.other) out += fmt::format(R"(,"other":{})", place_json(*diagnostic.other));
    out += "}";
  }
  return out + "]";
}

}  // namespace leontide
