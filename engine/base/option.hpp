#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/choice.hpp"
#include "base/title.hpp"

namespace leontide {

/// What a value must be; `whole` is a whole number, `file` and `folder` are paths that nobody has looked for
/// yet.
enum class ValueKind { flag, text, whole, number, choice, file, folder };

/// How many values an option takes.
enum class Many {
  one,
  list,  ///< separated by commas, or the option repeated
  each,  ///< the option repeated, one value each time
};

/// One thing that can be set, from the command line, from YAML or from both. Parser, help, manual,
/// completion, reference page and schema are made from it.
struct Option {
  std::string name = {};         ///< what its value is called, e.g. FILE; of a positional argument its name
  std::string flag = {};         ///< `--method`; empty: it stands by its position, or in YAML only
  bool is_presentation = false;  ///< how an answer is shown or where it goes: no number depends on it
  std::string yaml_key = {};     ///< `sampling.method`; empty: on the command line only
  ValueKind kind = ValueKind::text;
  Many many = Many::one;                      ///< how many values it takes
  std::string standard = {};                  ///< the default as a user would write it; empty: none
  std::optional<double> low = {}, high = {};  ///< of numbers
  bool is_open = false;                       ///< low and high themselves are refused
  std::vector<ChoiceName> choices = {};
  Title help = {};
};

/// Why a value is refused.
struct Refused {
  std::string what;
  std::string hint;  ///< may be empty
};

/// The words of refusal are the same from the command line (`--method`) and from YAML (`method`):
/// `Value "flQ" for --method is not one of slq, cilq, flq, aflq`. `asked_as` may be empty.
Refused refuse_choice(std::string_view text, std::string_view asked_as, std::span<const std::string> names);
/// Of a text that is no whole number, or not one within the bounds, ends included.
Refused refuse_whole(std::string_view text, std::string_view asked_as, std::optional<double> low,
                     std::optional<double> high);
/// The same for finite numbers; with `is_open` the bounds themselves are refused.
Refused refuse_number(std::string_view text, std::string_view asked_as, std::optional<double> low = {},
                      std::optional<double> high = {}, bool is_open = false);

/// Of two that are both set and may not be: `--by and --groups exclude each other`.
Refused refuse_both(std::string_view one, std::string_view other);

/// Why `text` is no value of the option; nothing where it is one. Files and folders are not looked for.
std::optional<Refused> refused(const Option& option, std::string_view text, std::string_view asked_as);

/// The values that an option takes, in words: `a whole number from 1 to 16`, `one of en, zh`; empty where
/// any text will do.
std::string values_of(const Option& option, Language language);

}  // namespace leontide
