#include "leontide/table.hpp"

#include "leontide/faults.hpp"
#include "table/checks/check.hpp"
#include "table/coefficients.hpp"
#include "table/files/read.hpp"
#include "table/multipliers.hpp"

namespace leontide {
inline namespace v1 {

struct Table::Parts {
  table::Accounts accounts;

  table::Matrix coefficients(Inputs inputs) const {
    const auto requirements =
        inputs == Inputs::total ? table::Requirements::total : table::Requirements::regional;
    return table::coefficients(accounts, requirements).values;
  }
};

std::optional<Table> Table::read(const std::filesystem::path& folder, std::vector<Fault>& faults) {
  Diagnostics diagnostics;
  auto accounts = table::read(folder, folder.string(), diagnostics);
  if (accounts) report(table::check(*accounts), folder.string(), diagnostics);
  add_faults(diagnostics, faults);
  if (!accounts || diagnostics.has_errors()) return std::nullopt;
  return Table(std::make_shared<const Parts>(Parts{std::move(*accounts)}));
}

std::vector<std::string> Table::sectors() const {
  return codes(parts_->accounts);
}

std::string Table::unit() const {
  return parts_->accounts.unit;
}

int Table::year() const {
  return parts_->accounts.year;
}

std::vector<double> Table::output() const {
  return parts_->accounts.output;
}

std::vector<double> Table::flows() const {
  return parts_->accounts.flows.values;
}

std::vector<double> Table::technical_coefficients(Inputs inputs) const {
  return parts_->coefficients(inputs).values;
}

std::vector<double> Table::leontief_inverse(Inputs inputs) const {
  return table::leontief_inverse(parts_->coefficients(inputs)).values;
}

std::vector<double> Table::output_multipliers(Inputs inputs) const {
  return table::output_multipliers(table::leontief_inverse(parts_->coefficients(inputs)));
}

}  // namespace v1
}  // namespace leontide
