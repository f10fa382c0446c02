#include "table/refusal.hpp"

namespace leontide::table {

std::string to_string(Reason reason) {
  switch (reason) {
    case Reason::shape: return "shape";
    case Reason::negative_cell: return "negative-cell";
    case Reason::negative_margin: return "negative-margin";
    case Reason::margins_disagree: return "margins-disagree";
    case Reason::row_without_cells: return "row-without-cells";
    case Reason::column_without_cells: return "column-without-cells";
    case Reason::not_converged: return "not-converged";
    case Reason::infeasible_zeros: return "infeasible-zeros";
    case Reason::unproductive: return "unproductive";
    case Reason::unknown_sector: return "unknown-sector";
    case Reason::unknown_category: return "unknown-category";
    case Reason::no_such_origin: return "no-such-origin";
    case Reason::value_added_exhausted: return "value-added-exhausted";
    case Reason::out_of_range: return "out-of-range";
    case Reason::step_order: return "step-order";
    case Reason::does_not_close: return "does-not-close";
    case Reason::singular_supply: return "singular-supply";
  }
  return "refused";
}

}  // namespace leontide::table
