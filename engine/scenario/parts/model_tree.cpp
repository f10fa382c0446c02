#include "scenario/parts/model_tree.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/nearest_name.hpp"
#include "base/numbers.hpp"
#include "language/letters.hpp"
#include "scenario/parts/declared_names.hpp"
#include "scenario/parts/part_keys.hpp"
#include "scenario/parts/rename.hpp"
#include "yaml/keys.hpp"

namespace leontide::scenario {

namespace {

namespace fs = std::filesystem;
using yaml::Node;

Node* section_of(Node& root, std::string_view name) {
  for (auto& [key, value] : root.entries) {
    if (key.text == name) return &value;
  }
  return nullptr;
}

/// A part as read, and what its needs are filled with.
struct Part {
  yaml::YamlFile file;
  std::string name;
  Node fill;  ///< may be null
  Place place;
  std::map<std::string, std::string> meant;  ///< [need] the name in the model
};

class Assembler {
 public:
  Assembler(yaml::YamlFile model, const PartFile& read, Diagnostics& diagnostics)
      : read_(read), diagnostics_(diagnostics) {
    static_cast<yaml::YamlFile&>(out_) = std::move(model);
  }

  ModelTree run() {
    const Node* list = out_.root.find("parts");
    if (list == nullptr) return std::move(out_);
    const Node uses = *list;
    std::erase_if(out_.root.entries, [](const Node::Entry& entry) { return entry.key.text == "parts"; });
    if (!uses.is_sequence()) {
      if (uses.kind != Node::Kind::null)
        diagnostics_.error("value", uses.place, "parts must be a list",
                           "e.g. [{part: growth.yaml, fill: {…}}]");
      return std::move(out_);
    }
    declared_.collect(out_.root);
    for (const Node& use : uses.items)
      read_part(use);
    for (Part& part : parts_)
      declared_.collect(part.file.root);
    for (Part& part : parts_)
      fill_needs(part);
    for (Part& part : parts_)
      put(part);
    return std::move(out_);
  }

 private:
  void read_part(const Node& use) {
    if (!yaml::check_keys(use, keys::part_use(), "a part", diagnostics_)) return;
    const Node* named = use.find("part");
    const auto path = named != nullptr ? yaml::read_text(*named, diagnostics_) : std::nullopt;
    if (!path) return;
    auto file = read_(out_.path.parent_path() / *path, named->place);
    if (!file || !yaml::check_kind(*file, "part", diagnostics_))
      return diagnostics_.leave_out_unknown_names();
    yaml::check_keys(file->root, keys_of_part(), "a part", diagnostics_);
    const bool is_there = out_.part_sources.contains(file->source->name());
    if (is_there) {
      diagnostics_.error("duplicate-part", named->place, fmt::format("the part {} is listed twice", *path),
                         "its names would stand twice in the model");
      return;
    }
    out_.part_sources[file->source->name()] = file->source;
    Part part;
    if (const Node* name = file->root.find("name"))
      part.name = yaml::read_text(*name, diagnostics_).value_or("");
    if (const Node* fill = use.find("fill")) part.fill = *fill;
    part.place = named->place;
    part.file = std::move(*file);
    parts_.push_back(std::move(part));
  }

  static const std::vector<yaml::Key>& keys_of_part() {
    static const std::vector<yaml::Key> table = [] {
      std::vector<yaml::Key> keys{{"leontide", true}, {"name", true}, {"title"}, {"note"},
                                  {"units"},          {"needs"},      {"gives"}};
      for (const std::string_view section : keys::part_sections)
        keys.push_back({section});
      return keys;
    }();
    return table;
  }

  void fill_needs(Part& part) {
    const Node* needs = part.file.root.find("needs");
    const bool has_needs = needs != nullptr && needs->is_mapping();
    if (needs != nullptr && !has_needs && needs->kind != Node::Kind::null)
      diagnostics_.error("value", needs->place, "needs must be a mapping of names");
    check_fill(part, has_needs ? needs : nullptr);
    if (!has_needs) return;
    // Sets first: what others run over is known by the model's names.
    for (const bool sets : {true, false}) {
      for (const auto& [name, stated] : needs->entries) {
        if ((kind_of(stated) == "set") == sets) fill_need(part, name, stated);
      }
    }
  }

  void check_fill(const Part& part, const Node* needs) {
    if (part.fill.kind == Node::Kind::null) return;
    if (!part.fill.is_mapping()) {
      diagnostics_.error("value", part.fill.place, "fill must be a mapping of need to what fills it");
      return;
    }
    std::vector<std::string> known;
    for (std::size_t i = 0; needs != nullptr && i < needs->entries.size(); ++i)
      known.push_back(needs->entries[i].key.text);
    for (const auto& [name, value] : part.fill.entries) {
      if (std::find(known.begin(), known.end(), name.text) != known.end()) continue;
      diagnostics_.error("unknown-need", name.place,
                         fmt::format("part \"{}\" has no need \"{}\"", part.name, name.text),
                         suggestion(name.text, known));
    }
  }

  void fill_need(Part& part, const Node& name, const Node& stated) {
    const std::string what = fmt::format("need \"{}\" of part \"{}\"", name.text, part.name);
    if (stated.kind != Node::Kind::null && !yaml::check_keys(stated, keys::need(), what, diagnostics_))
      return;
    const Node* given = part.fill.is_mapping() ? part.fill.find(name.text) : nullptr;
    if (given == nullptr) given = stated.find("default");
    Node itself = name;
    if (given == nullptr && declared_.find_kind(stated, name.text) != nullptr) given = &itself;
    if (given == nullptr) {
      diagnostics_.add({Severity::error, "missing-need", part.place, fmt::format("{} is not filled", what),
                        fmt::format("fill: {{{}: …}} takes a {} of the model", name.text, kind_of(stated)),
                        name.place});
      return;
    }
    const bool is_plain = given->is_scalar() && !given->quoted;
    if (is_plain && language::is_name(given->text) && given->text != "year") {
      fill_by_name(part, name, stated, *given, what);
    } else if (!is_quantity(stated)) {
      diagnostics_.add({Severity::error, "need", given->place,
                        fmt::format("{} takes the name of a {}", what, kind_of(stated)), "", name.place});
    } else {
      fill_by_value(part, name, stated, *given, what);
    }
  }

  void fill_by_name(Part& part, const Node& name, const Node& stated, const Node& given,
                    const std::string& what) {
    if (declared_.find_kind(stated, given.text) == nullptr) {
      diagnostics_.add({Severity::error, "unknown-name", given.place,
                        fmt::format("{}: the model has no {} \"{}\"", what, kind_of(stated), given.text),
                        suggestion(given.text, declared_.names_for(stated)), name.place});
      return;
    }
    part.meant[name.text] = given.text;
    if (is_quantity(stated)) promise(part, stated, what, given.text, given.place, "");
  }

  /// Numbers become a parameter of the model, an expression a variable, both under `part/need`.
  void fill_by_value(Part& part, const Node& name, const Node& stated, const Node& given,
                     const std::string& what) {
    const bool is_number =
        given.is_mapping() || (given.is_scalar() && !given.quoted && parse_number(given.text).has_value());
    const Node renamed = in_model_names(part, stated);
    const std::string made = part.name + "/" + name.text;
    const Node* over = renamed.find("over");
    const std::size_t rank = over == nullptr ? 0 : over->is_sequence() ? over->items.size() : 1;
    const std::string kind = kind_of(stated);
    const bool fits = kind == "quantity" || (is_number ? kind == "parameter" : kind == "variable");
    if (!fits || (!is_number && rank > 1)) {
      diagnostics_.add({Severity::error, "need", given.place,
                        fmt::format("{} is {}, not {}", what, rank > 1 ? "a matrix" : "a " + kind,
                                    is_number ? "numbers" : "an expression"),
                        "name one of the model", name.place});
      return;
    }
    part.meant[name.text] = made;
    out_.made_names.insert(made);
    Node key = name;
    key.text = made;
    if (!is_number) {
      if (rank == 1) key.text += "[" + (over->is_sequence() ? over->items.front().text : over->text) + "]";
      put_entry("variables", {std::move(key), given}, part);
      return promise(part, stated, what, made, given.place, "");
    }
    Node parameter = given.is_mapping() ? given : name;
    if (!given.is_mapping()) {
      parameter.kind = Node::Kind::mapping;
      Node value_key = name;
      value_key.text = "value";
      parameter.entries = {{std::move(value_key), given}};
    }
    for (const char* shared : {"over", "unit", "prices"}) {
      for (const auto& entry : renamed.entries) {
        if (entry.key.text == shared && parameter.find(shared) == nullptr) parameter.entries.push_back(entry);
      }
    }
    put_entry("parameters", {std::move(key), std::move(parameter)}, part);
    promise(part, stated, what, made, given.place, "");
  }

  static Node in_model_names(const Part& part, Node stated) {
    for (auto& [key, value] : stated.entries) {
      if (key.text != "over") continue;
      const auto rename = [&](Node& set) {
        const auto found = part.meant.find(set.text);
        if (found != part.meant.end()) set.text = found->second;
      };
      if (value.is_scalar()) rename(value);
      for (Node& item : value.items)
        rename(item);
    }
    return stated;
  }

  void promise(const Part& part, const Node& stated, const std::string& what, const std::string& name,
               const Place& place, const std::string& hint) {
    Node said = in_model_names(part, stated);
    if (said.kind == Node::Kind::null) said.kind = Node::Kind::mapping;
    out_.promises.push_back({what, name, std::move(said), place, hint});
  }

  void put(Part& part) {
    out_.aliases[part.file.source->name()] = part.meant;
    const fs::path model_folder = out_.path.parent_path().empty() ? fs::path(".") : out_.path.parent_path();
    fs::path folder = part.file.path.parent_path().empty() ? fs::path(".") : part.file.path.parent_path();
    folder = folder.lexically_normal().lexically_proximate(model_folder.lexically_normal());
    check_gifts(part);
    put_units(part);
    for (const std::string_view section : keys::part_sections) {
      Node* node = section_of(part.file.root, section);
      if (node == nullptr || node->kind == Node::Kind::null) continue;
      const bool is_list = section == "dependence" || section == "blocks";
      if (is_list ? !node->is_sequence() : !node->is_mapping()) {
        diagnostics_.error("value", node->place,
                           fmt::format("{} must be a {}", section, is_list ? "list" : "mapping of names"));
        continue;
      }
      rename_in_section(section, *node, part.meant, folder);
      for (Node& item : node->items)
        own_section(section, Node::Kind::sequence, *node).items.push_back(std::move(item));
      for (Node::Entry& entry : node->entries)
        put_entry(section, std::move(entry), part);
    }
  }

  Node& own_section(std::string_view name, Node::Kind kind, const Node& like) {
    if (Node* own = section_of(out_.root, name); own != nullptr) {
      if (own->kind == Node::Kind::null) own->kind = kind;
      return *own;
    }
    Node key, value;
    key.kind = Node::Kind::scalar;
    key.text = name;
    key.place = value.place = like.place;
    value.kind = kind;
    value.key = name;
    out_.root.entries.push_back({std::move(key), std::move(value)});
    return out_.root.entries.back().value;
  }

  void put_entry(std::string_view section, Node::Entry entry, const Part& part) {
    const std::string name = bare_name(entry.key.text);
    const auto [first, added] = put_.try_emplace({space_of(section), name}, entry.key.place);
    const Declared* declared = declared_.find(space_of(section), name);
    const bool is_first = declared == nullptr || declared->place == entry.key.place;
    if (!added || !is_first) {
      diagnostics_.add(
          {Severity::error, "duplicate-name", entry.key.place,
           fmt::format("\"{}\" of part \"{}\" stands in the model already", name, part.name),
           "names of parts are names of the model: what a model states itself is a need of the part",
           is_first ? first->second : declared->place});
      return;
    }
    own_section(section, Node::Kind::mapping, entry.value).entries.push_back(std::move(entry));
  }

  /// Units that a part speaks of are the model's.
  void put_units(Part& part) {
    const Node* units = part.file.root.find("units");
    if (units == nullptr || !units->is_mapping()) return;
    for (const auto& entry : units->entries) {
      Node& own = own_section("units", Node::Kind::mapping, *units);
      const Node* known = own.find(entry.key.text);
      if (known == nullptr) {
        own.entries.push_back(entry);
      } else if (known->text != entry.value.text) {
        diagnostics_.add({Severity::error, "unit", entry.value.place,
                          fmt::format("part \"{}\" takes {} for {}, but the model for {}", part.name,
                                      entry.key.text, entry.value.text, known->text),
                          "", known->place});
      }
    }
  }

  void check_gifts(const Part& part) {
    const Node* gives = part.file.root.find("gives");
    if (gives == nullptr || gives->kind == Node::Kind::null) return;
    const Node nothing;
    for (const Node& item : gives->items)
      check_gift(part, item, nothing);
    for (const auto& [name, stated] : gives->entries)
      check_gift(part, name, stated);
    if (gives->is_scalar())
      diagnostics_.error("value", gives->place, "gives is a list or a mapping of names");
  }

  void check_gift(const Part& part, const Node& name, const Node& stated) {
    const std::string what = fmt::format("\"{}\", which part \"{}\" gives,", name.text, part.name);
    if (stated.kind != Node::Kind::null &&
        !yaml::check_keys(stated, keys::given_by_part(), what, diagnostics_))
      return;
    const Declared* found = stated.find("kind") != nullptr ? declared_.find_kind(stated, name.text)
                                                           : declared_.find_any(name.text);
    if (found == nullptr || found->place.file != part.file.source->name()) {
      diagnostics_.error(
          "missing-gift", name.place,
          fmt::format("part \"{}\" gives \"{}\", but does not define it", part.name, name.text));
      return;
    }
    if (stated.kind == Node::Kind::mapping && is_quantity(stated) &&
        declared_.find("quantity", name.text) != nullptr)
      promise(part, stated, what, name.text, name.place, "");
  }

  const PartFile& read_;
  Diagnostics& diagnostics_;
  ModelTree out_;
  std::vector<Part> parts_;
  DeclaredNames declared_;
  std::map<std::pair<std::string, std::string>, Place> put_;  ///< from parts, by space and name
};

}  // namespace

const SourceText& ModelTree::source_of(const yaml::Node& node) const {
  const auto found = part_sources.find(node.place.file);
  return found == part_sources.end() ? *source : *found->second;
}

ModelTree with_parts(yaml::YamlFile model, const PartFile& read, Diagnostics& diagnostics) {
  return Assembler(std::move(model), read, diagnostics).run();
}

}  // namespace leontide::scenario
