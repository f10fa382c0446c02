#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/title.hpp"
#include "language/unit_words.hpp"
#include "report/write/figure.hpp"
#include "report/write/recount.hpp"

namespace leontide::report {

/// A unit in the words of both languages.
using language::unit_words;

/// An estimate between its bounds.
struct Interval {
  double value = 0;  ///< the estimate
  double low = 0;    ///< of its interval
  double high = 0;   ///< of its interval
};

/// Nothing, a text (in both languages where they differ), a number, or a number with its interval.
using Cell = std::variant<std::monostate, Title, double, Interval>;

/// How many digits after the point a person sees; the bounds of an interval have those of the whole cell.
enum class Shown {
  text,        ///< a column of texts
  fixed,       ///< `digits` of them
  share,       ///< of a share in percent: `digits`, and three where that would round it to none or all
  by_size,     ///< none from 100 up, one from 10 up, else two
  scientific,  ///< `digits` and an exponent
};

/// A column of a sheet. `name` is its key in JSON, the same in every language. CSV, JSON and XLSX carry whole
/// numbers.
struct SheetColumn {
  std::string name;               ///< its key in CSV and JSON
  Title title;                    ///< for people
  Shown shown = Shown::text;      ///< how a number is shown
  int digits = 0;                 ///< after the point, as `shown` says
  std::string unit = {};          ///< shown behind the title; may be empty
  bool is_interval = false;       ///< bounds stand in brackets; CSV, JSON and XLSX have a column for each
  std::vector<Title> apart = {};  ///< what these three are called; empty: `title`, from, to
  bool is_chance = false;         ///< of a promise kept, in percent: terminals colour it and draw a bar
};

/// A column of texts, titled in both languages.
SheetColumn text_column(std::string name, std::string en, std::string zh);
/// A column of numbers with `digits` after the point.
SheetColumn number_column(std::string name, std::string en, std::string zh, int digits,
                          std::string unit = {});
/// Any column, all of it said.
SheetColumn column_of(std::string name, Title title, Shown shown, int digits = 0, std::string unit = {});
/// A column of intervals.
SheetColumn interval_column(std::string name, Title title, Shown shown, int digits = 0,
                            std::string unit = {});
/// A column of chances of promises in percent, each with its interval.
SheetColumn chance_column(std::string name, Title title);
/// A text that is the same in every language.
Title same(std::string text);

/// A titled table with notes below. Every row has a cell a column.
struct Sheet {
  std::string name;                     ///< its key; one sheet of a document
  Title title;                          ///< above the table
  std::vector<SheetColumn> columns;     ///< in order, from the left
  std::vector<std::vector<Cell>> rows;  ///< a cell a column
  std::vector<Title> notes;             ///< below the table
  bool is_detail = false;               ///< a page folds it in
  bool is_for_programs = false;         ///< terminals, Markdown and pages leave it out: a text says the same
  /// A column a member: rows of its CSV carry nothing beside, so that it can be read as a matrix.
  bool is_matrix = false;
  Title about = {};     ///< which of several alike it is, as a reading; may be empty
  Title sentence = {};  ///< what it says, for an answer to begin with; may be empty
  /// [rows] whether what a row says cannot be told from nothing: terminals and figures leave it out and count
  /// it, pages fold it in, all else has every row; empty: none is.
  std::vector<bool> noise = {};

  /// Whether the row is left out by terminals and figures.
  bool is_noise(std::size_t row) const { return row < noise.size() && noise[row]; }
};

/// A number that an answer begins with.
struct Fact {
  std::string number;  ///< as it is shown, with its unit
  Title words;         ///< what it is
};

/// Lines of text under a title, which may be empty.
struct Text {
  std::string name;              ///< its key; may be empty
  Title title;                   ///< above the lines; may be empty
  std::vector<Title> lines;      ///< of a headline: the answer in one sentence, then what follows from it
  std::size_t columns = 0;       ///< at which a terminal breaks lines; 0: never
  bool is_headline = false;      ///< the answer itself, which comes first
  bool fills_screen = false;     ///< a headline that a terminal shows alone
  std::vector<Fact> facts = {};  ///< of a headline; for pages
  std::vector<std::string> commands = {};  ///< to go on with; for pages
};

/// Where a part of a page begins. What follows, up to the next, belongs to it.
struct Chapter {
  std::string name;             ///< its key; may be empty
  Title title;                  ///< of the chapter
  Title lead;                   ///< a sentence below the title; may be empty
  bool is_for_screens = false;  ///< it answers to whoever moves something, so paper goes without
};

/// Chapters, figures and recounts are for pages: the other formats have the same in sheets and texts.
using Section = std::variant<Sheet, Text, Figure, Chapter, Recount>;

/// A headline: the answer in a sentence, and what follows from it.
Text headline_of(std::vector<Title> lines, std::vector<Fact> facts = {});

/// Failed trials of one cause.
struct Failed {
  std::string cause;         ///< as `failure_causes` names it
  std::uint64_t trials = 0;  ///< that failed of it
  std::string what =
      {};        ///< where the first of them failed: indicator and member, table, block; may be empty
  int year = 0;  ///< and when
};

/// One run that an answer rests on.
struct Standing {
  std::string scenario;          ///< by name
  std::string reading;           ///< may be empty
  std::uint64_t trials = 0;      ///< run
  std::uint64_t completed = 0;   ///< without failure
  std::vector<Failed> failures;  ///< by cause; none without any
  Title title = {};              ///< of the run, for people; empty: scenario and reading by name

  /// Of all causes.
  std::uint64_t failed() const { return trials - completed; }
};

/// Something that was set and decides the numbers.
struct Setting {
  std::string name;        ///< its key; the flag or the file's key
  Title title;             ///< for people
  Cell value;              ///< what it was set to
  std::string names = {};  ///< the same for files that machines read; empty: as `value` says
};

/// A file that the numbers depend on.
struct InputHash {
  std::string path;    ///< as it was opened
  std::string sha256;  ///< of its bytes
};

/// What a command answers, as every writer prints it.
struct Document {
  std::string name;                ///< of the command
  Title title;                     ///< may be empty
  std::vector<Section> sections;   ///< in the order in which a page shows them
  std::vector<Standing> standing;  ///< of each run
  std::vector<Setting> settings;   ///< that decide the numbers
  std::vector<InputHash> inputs;   ///< files that decide the numbers
  std::string digest;              ///< of inputs and settings; may be empty
};

/// Begins the document with what its sheets say of themselves, three sentences at most.
void begin_with_sentences(Document& document);

/// Adds a file that the document rests on, unless it is there already.
void add_input(Document& document, const InputHash& input);

/// Whether more than one trial in a thousand failed in any run: then the answer is not to be relied on.
bool too_many_failed(const std::vector<Standing>& standing);

/// Begins the answer with a warning where too many trials failed, and some did not: how many of the run that
/// failed most. An answer that begins with it already stays as it is.
Document led_by_failures(Document document);

/// Why trials failed, as a person is told.
Title cause_title(const std::string& cause);

/// `not finite 12, unsolved 3`; empty where no trial failed.
std::string failures_text(const Standing& standing, Language language);

/// Its sheets, in order.
std::vector<const Sheet*> sheets_of(const Document& document);

}  // namespace leontide::report
