#include "report/write/write.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <fmt/format.h>
#include <tuple>

#include "base/numbers.hpp"
#include "language/unit_words.hpp"

namespace leontide::report {

namespace {

/// Of a share in percent: three where fewer would round it to none or all.
int digits_of_share(double value, int digits) {
  const double half = 0.5 * std::pow(10.0, -digits);
  const bool at_an_end = (value > 0 && value < half) || (value > 100 - half && value < 100);
  return at_an_end ? 3 : digits;
}

}  // namespace

int digits_of(double value, const SheetColumn& column) {
  const double size = std::fabs(value);
  switch (column.shown) {
    case Shown::share: return digits_of_share(value, column.digits);
    case Shown::by_size: return size >= 100 ? 0 : (size >= 10 ? 1 : 2);
    default: return column.digits;
  }
}

namespace {

std::string number_text(double value, const SheetColumn& column, int digits) {
  if (!std::isfinite(value)) return "–";
  if (column.shown == Shown::scientific) return fmt::format("{:.{}e}", value, digits);
  // A number that is none after two digits is told by its own first two.
  const double size = std::fabs(value);
  if (column.shown == Shown::by_size && size > 0 && size < 0.005) return fmt::format("{:.2g}", value);
  return print_fixed(value, digits);
}

/// Digits after the point that keep two numbers apart, as far as a number has them.
int digits_apart(double low, double high, int digits) {
  const double apart = high - low;
  if (!(apart > 0) || print_fixed(low, digits) != print_fixed(high, digits)) return digits;
  constexpr int of_a_number = 15;
  const double size = std::max(std::fabs(low), std::fabs(high));
  const int most = of_a_number - 1 - static_cast<int>(std::floor(std::log10(size)));
  return std::max(digits, std::min(most, 1 - static_cast<int>(std::floor(std::log10(apart)))));
}

/// An estimate and its bounds in one precision: as many digits as the one that needs most, of numbers by size
/// as many as the estimate has.
std::string interval_text(const Interval& interval, const SheetColumn& column) {
  int digits = digits_of(interval.value, column);
  if (column.shown == Shown::share) {
    for (const double end : {interval.low, interval.high})
      digits = std::max(digits, digits_of(end, column));
  }
  if (column.shown == Shown::by_size) digits = digits_apart(interval.low, interval.high, digits);
  return fmt::format("{} [{}, {}]", number_text(interval.value, column, digits),
                     number_text(interval.low, column, digits), number_text(interval.high, column, digits));
}

std::string standing_line(const Standing& run, Language language) {
  const bool zh = language == Language::zh;
  const std::string of = run_name(run, language);
  std::string line = zh ? fmt::format("模拟 {} 次，完成 {} 次", run.trials, run.completed)
                        : fmt::format("{}, {} completed", counted(run.trials, "trial"), run.completed);
  if (run.failed() > 0)
    line += fmt::format("{}{}", zh ? "，失败：" : ", failed: ", failures_text(run, language));
  return of.empty() ? line : fmt::format("{}: {}", of, line);
}

}  // namespace

std::string run_name(const Standing& run, Language language) {
  const std::string& title = in_language(run.title, language);
  if (!title.empty()) return title;
  return run.scenario + (run.scenario.empty() || run.reading.empty() ? "" : ", ") + run.reading;
}

Option format_option() {
  return {.name = "FORMAT",
          .flag = "--format",
          .is_presentation = true,
          .kind = ValueKind::choice,
          .choices = choice_names<Format>(),
          .help = {"how the answer is written; default: as the ending of --out says, else text",
                   "输出格式；默认按 --out 的扩展名，否则为 text"}};
}

std::optional<Format> format_of_ending(const std::string& file_name) {
  const std::size_t dot = file_name.rfind('.');
  if (dot == std::string::npos) return Format::text;
  std::string ending = file_name.substr(dot + 1);
  for (char& c : ending)
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (ending == "md") return Format::markdown;
  if (ending == "htm") return Format::html;
  if (ending == "txt") return Format::text;
  return find_choice<Format>(ending);
}

std::string write(const Document& document, Format format, Language language) {
  switch (format) {
    case Format::text: return to_text(document, language);
    case Format::csv: return to_csv(document, language);
    case Format::json: return to_json(document, language);
    case Format::xlsx: return to_xlsx(document, language);
    case Format::markdown: return to_markdown(document, language);
    case Format::html: return to_html(document, language);
  }
  return {};
}

std::string counted(std::uint64_t count, const std::string& one, const std::string& many) {
  return fmt::format("{} {}", count, count == 1 ? one : many.empty() ? one + "s" : many);
}

std::string heading(const SheetColumn& column, Language language) {
  const std::string& title = in_language(column.title, language);
  const std::string unit = language == Language::zh ? language::unit_words(column.unit).zh : column.unit;
  return unit.empty() ? title : title + " (" + unit + ")";
}

std::string shown(const Cell& cell, const SheetColumn& column, Language language) {
  if (const auto* text = std::get_if<Title>(&cell)) return in_language(*text, language);
  if (const auto* number = std::get_if<double>(&cell))
    return number_text(*number, column, digits_of(*number, column));
  if (const auto* interval = std::get_if<Interval>(&cell)) return interval_text(*interval, column);
  return "–";
}

Sheet with_bounds_apart(const Sheet& sheet) {
  Sheet apart{sheet.name, sheet.title, {}, std::vector<std::vector<Cell>>(sheet.rows.size()), sheet.notes};
  for (std::size_t k = 0; k < sheet.columns.size(); ++k) {
    SheetColumn column = sheet.columns[k];
    const bool is_interval = column.is_interval;
    column.is_interval = false;
    column.apart.clear();
    if (is_interval && !sheet.columns[k].apart.empty()) {
      const char* ends[] = {"", "_low", "_high"};
      for (std::size_t part = 0; part < std::size(ends); ++part) {
        SheetColumn one = column;
        one.name += ends[part];
        one.title = sheet.columns[k].apart[part];
        apart.columns.push_back(std::move(one));
      }
    } else {
      apart.columns.push_back(column);
    }
    if (is_interval && sheet.columns[k].apart.empty()) {
      for (const auto& [end, en, zh] :
           {std::tuple("_low", ", from", "（下限）"), {"_high", ", to", "（上限）"}}) {
        SheetColumn bound = column;
        bound.name += end;
        bound.title.en += en;
        if (!bound.title.zh.empty()) bound.title.zh += zh;
        apart.columns.push_back(std::move(bound));
      }
    }
    for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
      const Cell& cell = sheet.rows[r][k];
      const auto* interval = std::get_if<Interval>(&cell);
      auto& row = apart.rows[r];
      if (!is_interval) {
        row.push_back(cell);
      } else if (interval != nullptr) {
        row.insert(row.end(), {interval->value, interval->low, interval->high});
      } else {
        row.insert(row.end(), {cell, std::monostate{}, std::monostate{}});
      }
    }
  }
  return apart;
}

std::vector<std::string> foundation(const Document& document, Language language) {
  const bool zh = language == Language::zh;
  std::vector<std::string> lines;
  for (const Standing& run : document.standing)
    lines.push_back(standing_line(run, language));
  for (const Setting& setting : document.settings) {
    const auto* number = std::get_if<double>(&setting.value);
    const auto* text = std::get_if<Title>(&setting.value);
    const std::string value = number != nullptr ? print_number(*number)
                              : text != nullptr ? in_language(*text, language)
                                                : std::string("–");
    lines.push_back(fmt::format("{}: {}", in_language(setting.title, language), value));
  }
  if (!document.inputs.empty()) {
    lines.push_back(
        zh ? fmt::format("输入文件 {} 个，摘要 {}", document.inputs.size(), document.digest.substr(0, 12))
           : fmt::format("{}, digest {}", counted(document.inputs.size(), "input file"),
                         document.digest.substr(0, 12)));
  }
  if (too_many_failed(document.standing)) {
    lines.emplace_back(zh ? "失败的模拟超过千分之一：本结果不可依赖"
                          : "more than one trial in a thousand failed: do not rely on this answer");
  }
  return lines;
}

}  // namespace leontide::report
