#include "yaml/yaml.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <sstream>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "base/limits.hpp"
#include "base/reading.hpp"

namespace leontide::yaml {

namespace {

/// Ends the reading of a document; what is wrong was reported.
struct TooMuch {};

/// Builds the tree from yaml-cpp's events, which carry marks, tags and anchors that its own tree drops.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const SourceText& source, Diagnostics& diagnostics)
      : source_(source), cursor_(source), diagnostics_(diagnostics) {
    std::size_t offset = 0;
    for (std::size_t line = 1; line <= source.line_count(); ++line) {
      line_starts_.push_back(offset);
      const std::size_t end = source.text().find('\n', offset);
      offset = end == std::string_view::npos ? source.text().size() : end + 1;
    }
  }

  Node take() { return std::move(root_); }
  /// Whether something stands in the file that is not in the tree.
  bool lacks_values() const { return lacks_values_; }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    place_node(make(Node::Kind::null, mark, 0));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(mark, "alias", "aliases are not allowed", "write the value out where it is used");
    lacks_values_ = true;
    place_node(make(Node::Kind::null, mark, 0));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    Node node = make(Node::Kind::scalar, mark, value.size());
    node.text = value;
    node.quoted = tag == "!";
    place_node(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    open(make(Node::Kind::sequence, mark, 1));
  }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    open(make(Node::Kind::mapping, mark, 1));
  }

  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    Node node;
    std::optional<Node> key;
    std::map<std::string, Place> places;  ///< of the keys so far
    bool is_dropped = false;              ///< the key that is open has a fault
  };

  Node make(Node::Kind kind, const YAML::Mark& mark, std::size_t length) {
    Node node;
    node.kind = kind;
    const auto line = static_cast<std::size_t>(mark.line < 0 ? 0 : mark.line);
    const auto column = static_cast<std::size_t>(mark.column < 0 ? 0 : mark.column);
    node.offset = line < line_starts_.size() ? line_starts_[line] + column : source_.text().size();
    node.place = cursor_.place(node.offset, length);
    if (++values_ > limits::most_values) {
      diagnostics_.error("too-large", {source_.name(), 0, 0, 0},
                         fmt::format("this file holds more than {} values", limits::most_values));
      throw TooMuch{};
    }
    return node;
  }

  void refuse(const YAML::Mark& mark, std::string code, std::string what, std::string hint) {
    diagnostics_.error(std::move(code), make(Node::Kind::null, mark, 1).place, std::move(what),
                       std::move(hint));
  }

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != 0)
      refuse(mark, "anchor", "anchors are not allowed", "write the value out where it is used");
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (!tag.empty() && tag != "?" && tag != "!")
      refuse(mark, "tag", fmt::format("the tag \"{}\" is not allowed", tag), "leave it out");
  }

  void place_node(Node node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.is_sequence()) {
      parent.node.items.push_back(std::move(node));
    } else if (!parent.key) {
      parent.is_dropped = !check_key(node);
      parent.key = std::move(node);
    } else {
      node.key = parent.key->text;
      for (Node& item : node.items)
        item.key = node.key;
      if (!parent.is_dropped) parent.node.entries.push_back({std::move(*parent.key), std::move(node)});
      parent.key.reset();
    }
  }

  /// Whether the entry stays in the tree; a fault is reported.
  bool check_key(const Node& key) {
    if (!key.is_scalar()) {
      diagnostics_.error("key", key.place, "a key must be a plain text");
      return false;
    }
    if (key.text == "<<") {
      diagnostics_.error("merge-key", key.place, "merge keys are not allowed",
                         "write the keys out, or use `extends:`");
      return false;
    }
    const auto [first, is_new] = open_.back().places.emplace(key.text, key.place);
    if (is_new) return true;
    diagnostics_.add({Severity::error, "duplicate-key", key.place,
                      fmt::format("the key \"{}\" stands twice", key.text),
                      "the second would silently win: remove one", first->second});
    return false;
  }

  /// Trees are walked recursively: a bound on their depth is a bound on the stack.
  void open(Node node) {
    if (open_.size() == limits::deepest_document) {
      diagnostics_.error(
          "nesting", node.place,
          fmt::format(
              "this file is nested too deeply: more than {} lists and mappings stand in each other here",
              limits::deepest_document));
      throw TooMuch{};
    }
    open_.push_back({std::move(node), std::nullopt, {}, false});
  }

  void close() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    place_node(std::move(node));
  }

  const SourceText& source_;
  PlaceCursor cursor_;
  Diagnostics& diagnostics_;
  std::vector<std::size_t> line_starts_;
  std::vector<Open> open_;
  Node root_;
  std::size_t values_ = 0;
  bool lacks_values_ = false;
};

std::optional<Node> build(const SourceText& source, Diagnostics& diagnostics) {
  TreeBuilder builder(source, diagnostics);
  std::istringstream stream{std::string(source.text())};
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) {
      diagnostics.error("empty-file", {source.name(), 0, 0, 0}, "this file holds no document");
      return std::nullopt;
    }
    Node root = builder.take();
    Diagnostics ignored;  // what is wrong inside a second document is no matter
    TreeBuilder second(source, ignored);
    if (parser.HandleNextDocument(second)) {
      diagnostics.error("second-document", second.take().place, "this file holds more than one document",
                        "remove `---`, or split the file");
    }
    if (builder.lacks_values()) return std::nullopt;
    return root;
  } catch (const TooMuch&) {
    return std::nullopt;
  } catch (const YAML::Exception& error) {
    const auto line = static_cast<std::size_t>(error.mark.line < 0 ? 0 : error.mark.line) + 1;
    const auto column = static_cast<std::size_t>(error.mark.column < 0 ? 0 : error.mark.column) + 1;
    diagnostics.error("yaml", {source.name(), line, column, 1},
                      fmt::format("this is not YAML: {}", error.msg));
    return std::nullopt;
  }
}

}  // namespace

const Node* Node::find(std::string_view name) const {
  for (const auto& [entry, value] : entries) {
    if (entry.text == name) return &value;
  }
  return nullptr;
}

namespace {

/// The place of the byte at an offset, the column counted in bytes.
Place place_of_byte(std::string_view text, std::size_t at, const std::string& file) {
  const std::string_view before = text.substr(0, at);
  const auto lines = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t start = before.rfind('\n');
  return {file, lines + 1, at - (start == std::string_view::npos ? 0 : start + 1) + 1, 1};
}

}  // namespace

std::optional<YamlFile> parse_yaml(std::string text, const std::string& shown_as, Diagnostics& diagnostics) {
  const Place whole{shown_as, 0, 0, 0};
  if (text.size() > limits::largest_document) {
    diagnostics.error("too-large", whole, "this file is larger than 16 MiB");
    return std::nullopt;
  }
  if (const std::size_t at = std::min(first_not_utf8(text).value_or(text.size()), text.find('\0'));
      at < text.size()) {
    diagnostics.error("encoding", place_of_byte(text, at, shown_as), "this file is not UTF-8 text",
                      "save it as UTF-8");
    return std::nullopt;
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  YamlFile file;
  file.source = std::make_shared<const SourceText>(shown_as, std::move(text));
  diagnostics.remember(file.source);
  auto root = build(*file.source, diagnostics);
  if (!root) return std::nullopt;
  file.root = std::move(*root);
  return file;
}

std::optional<YamlFile> read_yaml(const std::filesystem::path& path, const std::string& shown_as,
                                  Diagnostics& diagnostics) {
  ReadFault fault;
  auto bytes = read_bytes(path, &fault);
  if (!bytes) {
    report_unread(fault, shown_as, {shown_as, 0, 0, 0}, diagnostics);
    return std::nullopt;
  }
  auto file = parse_yaml(std::move(*bytes), shown_as, diagnostics);
  if (file) file->path = path;
  return file;
}

}  // namespace leontide::yaml
