#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

#include "base/diagnostic.hpp"
#include "netcdf/file.hpp"
#include "support/folder.hpp"

using namespace leontide;
namespace fs = std::filesystem;

namespace {

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void fill(netcdf::File& file) {
  file.describe({{"title", "三"}, {"empty", ""}});
  file.add_dimension("city", 2);
  file.add_dimension("trial", 3);
  file.add({"city", netcdf::Type::text, {"city"}});
  file.add({"trial", netcdf::Type::whole, {"trial"}});
  file.add({"gdp", netcdf::Type::number, {"city", "trial"}, {{"units", "1e8 CNY"}}, {1, 3}});
  file.add({"met", netcdf::Type::flag, {"city", "trial"}});
  file.put("city", std::vector<std::string>{"大连", "Dalian"});
  file.put("trial", {{0}, {3}}, std::vector<std::int64_t>{0, 1, 2});
  file.put("gdp", {{1, 0}, {1, 2}}, std::vector<double>{1.5, 2.5});
  file.put("met", {{0, 0}, {1, 3}}, std::vector<std::int8_t>{1, 0, -1});
}

}  // namespace

TEST_CASE("a file of arrays is there whole, with the same bytes each time, or not at all") {
  const test::Folder folder;
  netcdf::write(folder / "a.nc", fill);
  netcdf::write(folder / "b.nc", fill);
  CHECK(bytes_of(folder / "a.nc") == bytes_of(folder / "b.nc"));
  CHECK(bytes_of(folder / "a.nc").substr(1, 3) == "HDF");
  std::ofstream(folder / "c.nc") << "an earlier one";
  const auto fail_half_way = [](netcdf::File& file) {
    fill(file);
    throw OperationError("enough");
  };
  CHECK_THROWS_AS(netcdf::write(folder / "c.nc", fail_half_way), OperationError);
  CHECK(bytes_of(folder / "c.nc") == "an earlier one");
  const auto put_too_much = [](netcdf::File& file) {
    fill(file);
    file.put("gdp", {{1, 0}, {1, 4}}, std::vector<double>(4));
  };
  CHECK_THROWS_AS(netcdf::write(folder / "c.nc", put_too_much), OperationError);
  netcdf::write(folder / "c.nc", fill);
  CHECK(bytes_of(folder / "c.nc") == bytes_of(folder / "a.nc"));
  CHECK_THROWS_AS(netcdf::write(folder / "no/where.nc", fill), OperationError);
  CHECK_THROWS_AS(netcdf::write("/dev/null", fill), OperationError);
  CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 3);  // nothing is left behind
}

TEST_CASE("names are brought into the form that the format takes") {
  CHECK(netcdf::name_of("a/b") == "a_b");
  CHECK(netcdf::name_of("产出.31") == "产出.31");
  CHECK(netcdf::name_of("-x") == "_-x");
  CHECK(netcdf::name_of("") == "_");
}
