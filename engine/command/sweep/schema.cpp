#include "command/sweep/schema.hpp"

#include "scenario/file_keys.hpp"
#include "sweep/sweep_keys.hpp"

namespace leontide::command {

std::string sweep_schema() {
  return scenario::json_schema(sweep::keys::sweep(), "sweep");
}

}  // namespace leontide::command
