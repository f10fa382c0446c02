// Inter-country tables as their publishers print them, on small files of ours with the publishers' labels,
// codes and corners.
#include <catch2/catch.hpp>
#include <filesystem>

#include "base/atomic_file.hpp"
#include "support/folder.hpp"
#include "support/sheets.hpp"
#include "table/checks/check.hpp"
#include "table/files/layout.hpp"
#include "table/files/publisher_folder.hpp"

namespace leontide::table {

namespace {

/// A publisher's folder, whose name may tell the year.
class Files {
 public:
  explicit Files(const std::string& name) : path_(folder_ / name) {}
  void write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    write_file(path_ / name, text);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  test::Folder folder_;
  std::filesystem::path path_;
};

std::string fault_of(const Files& files) {
  Diagnostics diagnostics;
  CHECK_FALSE(read_publisher_folder(files.path(), "folder", folder_layout(files.path()), diagnostics));
  return diagnostics.text();
}

Accounts folder_accounts(const Files& files, const std::string& layout) {
  Diagnostics diagnostics;
  CHECK(folder_layout(files.path()) == layout);
  auto accounts = read_publisher_folder(files.path(), "folder", layout, diagnostics);
  INFO(diagnostics.text());
  REQUIRE(accounts);
  return std::move(*accounts);
}

void write_exiobase(const Files& files) {
  files.write("Z.txt",
              "region\t\tAT\tAT\tWA\nsector\t\tPaddy rice\tWheat\tPaddy "
              "rice\nregion\tsector\t\t\t\nAT\tPaddy rice\t10\t5\t1\n"
              "AT\tWheat\t2\t20\t3\nWA\tPaddy rice\t4\t1\t30\n");
  files.write(
      "Y.txt",
      "region\t\tAT\tAT\tWA\ncategory\t\tFinal consumption expenditure by households\tFinal consumption "
      "expenditure by non-profit organisations serving households (NPISH)\tGross fixed capital formation\n"
      "region\tsector\t\t\t\nAT\tPaddy rice\t30\t4\t0\nAT\tWheat\t20\t0\t5\nWA\tPaddy rice\t5\t0\t60\n");
  files.write(
      "satellite/F.txt",
      "region\tAT\tAT\tWA\nsector\tPaddy rice\tWheat\tPaddy rice\nstressor\t\t\t\n"
      "Taxes less subsidies on products purchased: Total\t1\t1\t2\nOther net taxes on production\t3\t3\t4\n"
      "Compensation of employees; wages, salaries, & employers' social contributions: "
      "Low-skilled\t10\t5\t20\n"
      "Compensation of employees; wages, salaries, & employers' social contributions: "
      "High-skilled\t5\t5\t20\n"
      "Operating surplus: Consumption of fixed capital\t5\t5\t10\n"
      "Operating surplus: Remaining net operating surplus\t10\t5\t10\nCO2 - combustion - air\tnan\t2\t3\n");
}

}  // namespace

TEST_CASE("A matrix of FIGARO is read by its codes, its output taken from the rows") {
  // Codes of Eurostat's FIGARO tables, industry by industry; FIGW1 is the rest of the world.
  const Accounts table = imported(
      csv_grid(
          R"(rowLabels,AT_A01,AT_C10T12,FIGW1_A01,AT_P3_S13,AT_P3_S14,AT_P3_S15,AT_P51G,AT_P5M,FIGW1_P3_S14
AT_A01,10,5,1,1,20,1,2,1,9
AT_C10T12,4,30,2,0,25,0,10,-1,30
FIGW1_A01,1,2,20,0,10,0,2,0,65
W2_D21X31,1,1,1,0,2,0,0,0,3
W2_OP_RES,0,0,0,0,1,0,0,0,1
W2_OP_NRES,0,0,0,0,-1,0,0,0,-1
W2_D1,20,30,40,0,0,0,0,0,0
W2_D29X39,1,2,3,0,0,0,0,0,0
W2_B2A3G,13,30,33,0,0,0,0,0,0
)",
          "matrix_eu-ic-io_ind-by-ind_23ed_2021.csv"),
      "figaro");
  CHECK(codes(table) == std::vector<std::string>{"AT_A01", "AT_C10T12", "FIGW1_A01"});
  CHECK(table.sectors[2].other == std::vector<std::string>{"FIGW1", "A01"});
  CHECK(table.output == std::vector<double>{50, 100, 100});
  CHECK(table.year == 2021);
  CHECK(table.unit == "million EUR");
  CHECK(table.final_demand.names == std::vector<std::string>{"AT_government", "AT_household", "AT_npish",
                                                             "AT_gfcf", "AT_inventories_and_valuables",
                                                             "FIGW1_household"});
  CHECK(table.value_added.names == std::vector<std::string>{"compensation", "net_taxes", "surplus"});
  CHECK(table.other_inputs.column("product_taxes") == std::vector<double>{1, 1, 1});
  CHECK(check(table, {1e-12}).passed());
  Diagnostics diagnostics;
  CHECK_FALSE(recognise(
      csv_grid("rowLabels,AT_A01,AT_P3_S14,AT_P9\nAT_A01,1,2,3\nW2_D1,1,0,0\nW2_D77,1,0,0\n", "m.csv"),
      "figaro", diagnostics));
  CHECK_THAT(diagnostics.text(), Catch::Contains("\"AT_P9\"") && Catch::Contains("\"W2_D77\""));
}

TEST_CASE("The inter-country table of 2016 joins value added and taxes, and says so") {
  // Labels of the OECD's ICIO tables, edition of 2016.
  const Accounts table = imported(
      csv_grid(
          R"(,AUS_C01T05AGR,CN1_C01T05AGR,AUS_HC,AUS_NPISH,AUS_GGFC,AUS_GFCF,AUS_INVNT,AUS_CONSABR,CHN_HC,DISC,TOTAL
AUS_C01T05AGR,10,5,60,1,3,10,1,0,10,0,100
CN1_C01T05AGR,10,20,5,0,0,5,0,1,40,-1,80
VA.TAXSUB,80,55,,,,,,,,,
OUT,100,80,,,,,,,,,
)",
          "ICIO2016_2011.csv"),
      "oecd");
  CHECK(codes(table) == std::vector<std::string>{"AUS_C01T05AGR", "CN1_C01T05AGR"});
  CHECK(table.value_added.names == std::vector<std::string>{"value_added_with_product_taxes"});
  CHECK(table.final_demand.find("AUS_residents_abroad"));
  CHECK(table.final_demand.find("error"));
  CHECK(table.year == 2011);
  CHECK_THAT(table.history.back(), Catch::Contains("together with taxes less subsidies on products"));
  CHECK(check(table, {1e-12}).passed());
}

TEST_CASE("The inter-country table of 2018 has taxes on products by the country that levies them") {
  const Accounts table = imported(
      csv_grid(R"(,AUS_01T03,CHN_01T03,AUS_HFCE,AUS_NPISH,AUS_GGFC,AUS_GFCF,AUS_INVNT,AUS_P33,CHN_HFCE,TOTAL
AUS_01T03,10,5,60,1,3,10,1,0,10,100
CHN_01T03,10,20,5,0,0,5,0,1,39,80
AUS_TAXSUB,2,1,3,0,0,0,0,0,0,6
CHN_TAXSUB,1,2,0,0,0,0,0,0,3,6
VALU,77,52,,,,,,,,
OUTPUT,100,80,,,,,,,,
)",
               "ICIO2018_2015.CSV"),
      "oecd");
  CHECK(table.other_inputs.names == std::vector<std::string>{"AUS_product_taxes", "CHN_product_taxes"});
  CHECK(table.value_added_total == std::vector<double>{77, 52});
  CHECK(table.year == 2015);
  CHECK(check(table, {1e-12}).passed());
}

TEST_CASE("A folder of EXIOBASE 3 is read with value added from its satellites") {
  const Files files("exiobase_IOT_2011_ixi");
  write_exiobase(files);
  const Accounts table = folder_accounts(files, "exiobase");
  CHECK(codes(table) == std::vector<std::string>{"AT_Paddy rice", "AT_Wheat", "WA_Paddy rice"});
  CHECK(table.final_demand.names == std::vector<std::string>{"AT_household", "AT_npish", "WA_gfcf"});
  CHECK(table.output == std::vector<double>{50, 50, 100});
  CHECK(table.value_added.names ==
        std::vector<std::string>{"net_taxes", "compensation", "depreciation", "surplus"});
  CHECK(table.value_added.column("compensation") == std::vector<double>{15, 10, 40});
  CHECK(table.other_inputs.column("product_taxes") == std::vector<double>{1, 1, 2});
  CHECK(table.year == 2011);
  CHECK(table.inputs.size() == 3);
  CHECK(check(table, {1e-12}).passed());

  files.write("x.txt", "region\tsector\tindout\nAT\tPaddy rice\t50\nAT\tWheat\t50\nWA\tPaddy rice\t100\n");
  CHECK(folder_accounts(files, "exiobase").output == std::vector<double>{50, 50, 100});
  files.write("x.txt", "region\tsector\tindout\nAT\tPaddy rice\t50\n");
  CHECK_THAT(fault_of(files), Catch::Contains("x.txt: error: it is not one column"));
  write_exiobase(files);
  files.write("Y.txt", "region\t\tAT\ncategory\t\tChanges in inventories\nAT\tPaddy rice\tmany\n");
  CHECK_THAT(fault_of(files), Catch::Contains("Y.txt:3") && Catch::Contains("\"many\""));
  files.write("Y.txt", "region\t\tAT\ncategory\t\tChanges in inventories\nAT\tPaddy rice\t1\t2\n");
  CHECK_THAT(fault_of(files), Catch::Contains("the line has 2 numbers, where there should be 1"));
  std::filesystem::remove_all(files.path() / "satellite");
  write_exiobase(files);
  std::filesystem::remove(files.path() / "x.txt");
  files.write("satellite/F.txt", "region\tAT\tAT\tWA\nsector\tPaddy rice\tWheat\tPaddy rice\nCO2\t1\t1\t1\n");
  CHECK_THAT(fault_of(files), Catch::Contains("no rows of compensation"));
}

TEST_CASE("A folder of Eora26 is read by its labels") {
  const Files files("eora");
  files.write("labels_T.txt",
              "Austria\tAUT\tIndustries\tAgriculture\t\nZambia\tZMB\tIndustries\tAgriculture\t\n");
  files.write("labels_FD.txt",
              "Austria\tAUT\tFinal demand\tHousehold final consumption P.3h\t\nAustria\tAUT\tFinal "
              "demand\tAcquisitions "
              "less disposals of valuables P.53\t\nZambia\tZMB\tFinal demand\tGross fixed capital formation "
              "P.51\t\n");
  files.write(
      "labels_VA.txt",
      "Primary Inputs\tCompensation of employees D.1\t\nPrimary Inputs\tTaxes on production D.29\t\nPrimary "
      "Inputs\tConsumption of fixed capital K.1\t\n");
  files.write("Eora26_2016_bp_T.txt", "10\t5\n20\t30\n");
  files.write("Eora26_2016_bp_FD.txt", "60\t5\t20\n10\t0\t40\n");
  files.write("Eora26_2016_bp_VA.txt", "50\t45\n10\t10\n10\t10\n");
  const Accounts table = folder_accounts(files, "eora26");
  CHECK(codes(table) == std::vector<std::string>{"AUT_Agriculture", "ZMB_Agriculture"});
  CHECK(table.final_demand.names == std::vector<std::string>{"AUT_household", "AUT_valuables", "ZMB_gfcf"});
  CHECK(table.value_added.names == std::vector<std::string>{"compensation", "net_taxes", "depreciation"});
  CHECK(table.year == 2016);
  CHECK(check(table, {1e-12}).passed());
  files.write("Eora26_2016_bp_VA.txt", "50\t45\n10\t10\n");
  CHECK_THAT(fault_of(files), Catch::Contains("it holds 2 rows and 2 columns, and the labels 3 and 2"));
  std::filesystem::remove(files.path() / "Eora26_2016_bp_VA.txt");
  CHECK_THAT(fault_of(files), Catch::Contains("no file like Eora26_2016_bp_VA.txt"));
}

}  // namespace leontide::table
