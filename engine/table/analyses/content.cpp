#include "table/analyses/content.hpp"

#include <fmt/format.h>

#include "table/leontief_system.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

UnitContent unit_content(const Accounts& accounts, const KnownRequirements& known) {
  const bool told = (known.total && known.regional) || !accounts.imported_inputs.empty();
  if (!told || !known.regional) {
    throw Refusal(Reason::no_such_origin,
                  "the table tells no imports: neither flows_imported.csv, nor imported_inputs in "
                  "value_added.csv, nor purchase shares, nor a column of imports in final demand");
  }
  const LeontiefSystem system(known.regional->values);
  UnitContent out;
  out.import_direct = import_coefficients(accounts, known);
  out.import_total = system.effects(out.import_direct);
  std::vector<double> other = other_inputs_total(accounts);
  for (std::size_t j = 0; j < other.size(); ++j)
    other[j] = accounts.output[j] == 0 ? 0 : other[j] / accounts.output[j];
  out.other = system.effects(other);
  out.value_added = system.effects(value_added_shares(accounts));
  return out;
}

std::vector<UseContent> use_contents(const Accounts& accounts, const KnownRequirements& known,
                                     const UnitContent& unit) {
  const UsesByOrigin uses = uses_by_origin(accounts, known);
  std::vector<UseContent> out;
  for (const std::string& name : uses.local.names) {
    const std::vector<double> local = uses.local.column(name);
    UseContent use{name, sum(local), sum(uses.imported.column(name)), 0};
    use.amount += use.import_direct;
    for (std::size_t i = 0; i < local.size(); ++i)
      use.import_embodied += unit.import_total[i] * local[i];
    out.push_back(use);
  }
  return out;
}

std::vector<double> footprints(std::span<const double> effects, const Matrix& final_demand) {
  if (effects.size() != final_demand.rows) {
    throw Refusal(Reason::shape,
                  fmt::format("{} effects for {} rows of final demand", effects.size(), final_demand.rows));
  }
  return multiply(effects, final_demand);
}

std::vector<double> downstream_intensities(std::span<const double> coefficients, const Matrix& allocation) {
  std::vector<double> out = LeontiefSystem(allocation).outputs(coefficients);
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] -= coefficients[i];
  return out;
}

}  // namespace leontide::table
