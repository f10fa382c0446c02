// A small table in a folder, and how a table command must refuse.
#pragma once

#include "cli/command.hpp"

namespace leontide::cli {

/// Three sectors in two clusters, local flows with imports by using sector; balanced.
inline void write_small_table(const Scratch& scratch, const std::string& folder, int year, double scale = 1) {
  std::filesystem::create_directories(scratch.path(folder));
  const auto number = [&](double value) { return std::to_string(value * scale); };
  const auto put = [&](const std::string& name, const std::string& text) {
    scratch.write(folder + "/" + name, text);
  };
  put("sectors.csv",
      "code,name_en,name_zh,cluster\nfarm,Farms,农业,goods\nmill,Mills,工业,goods\nshop,Shops,商业,"
      "services\n");
  put("flows.csv", "code,farm,mill,shop\nfarm," + number(10) + "," + number(40) + "," + number(5) +
                       "\nmill," + number(20) + "," + number(60) + "," + number(10) + "\nshop," + number(5) +
                       "," + number(30) + "," + number(15) + "\n");
  put("final_demand.csv", "code,household,export\nfarm," + number(30) + "," + number(15) + "\nmill," +
                              number(50) + "," + number(60) + "\nshop," + number(70) + "," + number(0) +
                              "\n");
  put("value_added.csv", "code,compensation,surplus,imported_inputs,total\nfarm," + number(40) + "," +
                             number(20) + "," + number(5) + "," + number(60) + "\nmill," + number(30) + "," +
                             number(20) + "," + number(20) + "," + number(50) + "\nshop," + number(60) + "," +
                             number(25) + "," + number(5) + "," + number(85) + "\n");
  put("output.csv",
      "code,output\nfarm," + number(100) + "\nmill," + number(200) + "\nshop," + number(120) + "\n");
  put("meta.json", R"({"title": "Small town", "unit": "1e8 CNY", "region": "Town", "year": )" +
                       std::to_string(year) + "}\n");
}

inline std::string dalian_table() {
  return (source_folder() / "models/dalian/table").string();
}

}  // namespace leontide::cli
