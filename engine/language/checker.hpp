#pragma once

// Internal to the language layer: the state shared by check.cpp, check_expression.cpp and check_function.cpp.

#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "language/built_in.hpp"
#include "language/check.hpp"
#include "language/model.hpp"
#include "language/syntax.hpp"

namespace leontide::language {

/// Index of a node of the expression that is being checked.
using NodeId = std::uint32_t;
/// A fault was reported: what reads it is silent.
inline constexpr NodeId no_node = std::numeric_limits<NodeId>::max();

/// One pass over a model draft; used once.
class Checker {
 public:
  /// Keeps both arguments by reference.
  Checker(const ModelDraft& draft, Diagnostics& diagnostics);

  /// `check` of check.hpp.
  Checked run();

 private:
  struct Symbol {
    /// What a name means in an expression.
    enum class Kind { datum, driver, variable };
    Kind kind;
    std::uint32_t index;
  };

  /// One expression being checked.
  struct Scope {
    Expression expression;
    bool is_indicator = false;  ///< an indicator or check, whose years are known
    bool is_start = false;      ///< a `start:`, where lags have no meaning
    bool reads_lag = false;     ///< holds something that begins a year after the base
    std::uint32_t begins = 0;   ///< first step at which an indicator means something
    Place place;                ///< of the whole expression
  };

  // check.cpp: the model as a whole
  void collect_names();
  void add_name(const std::string& name, const Place& place, Symbol symbol);
  /// The variables whose unit is asked for by that of another, by what its text names.
  std::vector<std::vector<std::uint32_t>> signature_reads() const;
  /// All variables, each after those that its unit needs; at the end, as declared, those that read a circle.
  std::vector<std::uint32_t> reading_order() const;
  bool ensure_signature(std::uint32_t variable);
  void report_cycle(std::uint32_t variable);
  void fail_lag_without_start(const VariableDraft& draft);
  void check_remaining_equations();
  void check_indicators();
  bool check_indicator(const IndicatorDraft& draft, const std::string& what, Indicator& indicator);
  void check_blocks();
  void check_promises();

  // check_decompositions.cpp
  void check_decompositions();
  void check_what_is_told(const ChangeTerms& decomposition);
  void check_held(const std::string& name, const Place& place);
  std::string meant_by(const std::string& name, const std::string& file) const;
  void rename(Syntax& syntax, const std::string& file) const;
  Expression check_text(const ExpressionText& text, Scope& scope);
  bool fit(Scope& scope, const Shape& shape, const Unit& unit, PriceBasis basis, const std::string& what);
  std::uint32_t add_hidden(Expression equation, const Place& place);
  std::uint32_t add_cumulative(const Scope& scope, NodeId value, const Place& place);

  // check_expression.cpp: operators and names
  NodeId check_node(const Syntax& syntax, Scope& scope);
  NodeId check_kind(const Syntax& syntax, Scope& scope);
  NodeId check_name(const Syntax& syntax, Scope& scope);
  NodeId check_binary(const Syntax& syntax, Scope& scope);
  NodeId check_unary(const Syntax& syntax, Scope& scope);
  NodeId check_subscript(const Syntax& syntax, Scope& scope);
  NodeId check_member(NodeId value, const Syntax& syntax, Scope& scope);
  SetId alone(SetId set, std::uint32_t row);
  NodeId truth(NodeId value, Scope& scope);
  NodeId arithmetic(Operation operation, NodeId a, NodeId b, const Syntax& syntax, Scope& scope);
  NodeId power(NodeId a, NodeId b, const Syntax& syntax, Scope& scope);
  std::optional<Shape> common_shape(NodeId a, NodeId b, const Syntax& syntax, Scope& scope);
  bool unify(NodeId& a, NodeId& b, const Syntax& syntax, Scope& scope);
  std::optional<PriceBasis> product_basis(NodeId a, NodeId b, const Syntax& syntax, Scope& scope,
                                          bool quotient);

  // check_time.cpp: what reads other years
  NodeId check_lag_family(const Syntax& syntax, Scope& scope);
  std::optional<std::uint32_t> earlier(std::uint32_t variable, const Syntax& lag);
  Node reading(std::uint32_t variable, const Place& place) const;  ///< still without an operation
  NodeId check_cagr(const Syntax& syntax, Scope& scope);
  NodeId check_mean_growth(const Syntax& syntax, Scope& scope);
  NodeId check_calendar(const Syntax& syntax, Scope& scope);
  void check_base_year_numbers();
  std::optional<std::uint32_t> hoist(const Syntax& argument, Scope& scope);

  // check_function.cpp, check_matrix.cpp: built-in functions
  NodeId check_call(const Syntax& syntax, Scope& scope);
  NodeId check_reduction(const Syntax& syntax, Scope& scope);
  NodeId check_set_function(const Syntax& syntax, Scope& scope);
  NodeId check_in(const Syntax& syntax, Scope& scope);
  NodeId check_switch(const Syntax& syntax, Scope& scope);
  NodeId strengthened(NodeId lever, std::uint32_t driver, Scope& scope);
  NodeId check_matrix_function(const Syntax& syntax, Scope& scope);
  /// The arguments of a function of a matrix; multipliers of its rows and columns where they are given.
  struct MatrixCall {
    NodeId matrix, vector, row, column;
  };
  NodeId inputs_of(const MatrixCall& call, const Syntax& syntax, Scope& scope);
  NodeId leontief_of(const MatrixCall& call, const Syntax& syntax, Scope& scope);
  NodeId scaled(NodeId value, NodeId factor, const Syntax& syntax, Scope& scope);
  NodeId check_prices(const Syntax& syntax, Scope& scope);
  NodeId check_choice(const Syntax& syntax, Scope& scope);
  NodeId check_elementary(const Syntax& syntax, Scope& scope);
  NodeId matrix_product(NodeId matrix, NodeId vector, bool transposed, const Syntax& syntax, Scope& scope);
  NodeId multiplier(const Syntax& call, const std::string& keyword, SetId set, Scope& scope, bool& sound);
  NodeId check_matrix(const Syntax& syntax, Scope& scope);
  const Quantity* matrix_quantity(const Symbol& symbol) const;
  std::optional<SetId> find_set(const Syntax& syntax);

  // node makers
  NodeId add(Scope& scope, Node node);
  NodeId literal(Scope& scope, double value, const Place& place, Shape shape = {});
  NodeId plain(NodeId node, Scope& scope);  ///< rescaled to power of ten 0; no_node when it has a dimension
  NodeId rescaled(NodeId node, int power_of_ten, Scope& scope);
  NodeId binary(Operation operation, NodeId a, NodeId b, const Place& place, Scope& scope);
  Node& at(Scope& scope, NodeId node) { return scope.expression.nodes[node]; }
  /// Whether a fault of this name was reported: it fits everything, and is no_node without a further word.
  bool is_faulty(const Syntax& name) const {
    return name.kind == Syntax::Kind::name && draft_.faulty.contains(name.text);
  }
  NodeId fail(std::string code, const Place& place, std::string what, std::string hint = {});
  std::string shape_text(const Shape& shape) const { return to_string(shape, model_.sets); }
  bool is_zero(Scope& scope, NodeId node) {
    return at(scope, node).operation == Operation::literal && at(scope, node).number == 0;
  }
  static const Syntax& argument(const Syntax& call, std::size_t index) { return call.arguments[index].value; }

  enum class State { unseen, in_progress, known, failed };

  const ModelDraft& draft_;
  Diagnostics& diagnostics_;
  Model model_;
  std::map<std::string, Symbol> names_;
  std::vector<State> states_;  ///< [draft variables]
  /// A variable whose unit is being found, and whether a lag of it asked for that.
  struct Link {
    std::uint32_t variable;
    bool by_lag;
  };
  std::vector<Link> in_progress_;  ///< the chain of them
  std::size_t depth_ = 0;          ///< of operations that are being checked
  bool in_lag_ = false;            ///< inside the argument of a lag
};

}  // namespace leontide::language
