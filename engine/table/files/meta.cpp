#include "table/files/meta.hpp"

#include <nlohmann/json.hpp>

namespace leontide::table {

std::string meta_json(const Accounts& accounts, const CheckReport& found) {
  nlohmann::ordered_json meta;
  meta["title"] = accounts.title;
  meta["year"] = accounts.year;
  meta["n_sectors"] = accounts.size();
  meta["unit"] = accounts.unit;
  meta["currency"] = accounts.currency;
  meta["region"] = accounts.region;
  meta["source"] = accounts.source;
  meta["origins"] = accounts.origins == Origins::all ? "all" : "local";
  meta["inputs"] = nlohmann::ordered_json::array();
  for (const Source& source : accounts.inputs)
    meta["inputs"].push_back({{"path", source.path}, {"sha256", source.sha256}});
  meta["checks"] = nlohmann::ordered_json::parse(to_json(found));
  meta["history"] = accounts.history;
  return meta.dump(1) + "\n";
}

}  // namespace leontide::table
