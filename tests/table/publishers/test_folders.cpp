// Folders of matrices as publishers print them, on small files of ours with the publishers' labels and
// corners.
#include <catch2/catch.hpp>
#include <filesystem>

#include "base/atomic_file.hpp"
#include "base/workbook.hpp"
#include "support/folder.hpp"
#include "support/kept_table.hpp"
#include "table/checks/check.hpp"
#include "table/publishers/publisher_folder.hpp"

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
  CHECK_FALSE(read_publisher_folder(files.path(), "folder", folder_layout(files.path()), {}, diagnostics));
  return diagnostics.text();
}

Accounts folder_accounts(const Files& files, const std::string& layout, const PublisherForm& form = {}) {
  Diagnostics diagnostics;
  CHECK(folder_layout(files.path()) == layout);
  auto accounts = read_publisher_folder(files.path(), "folder", layout, form, diagnostics);
  INFO(diagnostics.text());
  REQUIRE(accounts);
  check_kept(*accounts);
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

/// The sheets of labels of GLORIA_ReadMe_057.xlsx, two regions and two sectors long.
void write_readme(const Files& files) {
  const auto text = [](const char* words) { return WorkbookCell{words, std::nullopt, std::nullopt, false}; };
  const auto sheet = [&](const char* name, std::vector<std::vector<const char*>> rows) {
    WorkbookSheet out{name, {}, {}, 0};
    for (const auto& row : rows) {
      auto& cells = out.rows.emplace_back();
      for (const char* words : row)
        cells.push_back(text(words));
    }
    return out;
  };
  files.write(
      "GLORIA_ReadMe_057.xlsx",
      workbook_bytes({sheet("Regions", {{"Lfd_Nr", "Region_acronyms", "Region_names"},
                                        {"1", "AUS", "Australia"},
                                        {"2", "ROW", "Rest of world"}}),
                      sheet("Sectors", {{"Lfd_Nr", "Sector_names"}, {"1", "Wheat"}, {"2", "Maize"}}),
                      sheet("Value added and final demand",
                            {{"Lfd_Nr", "Value_added_names", "Final_demand_names"},
                             {"1", "Compensation of employees D.1", "Household final consumption P.3h"},
                             {"2", "Taxes on production D.29", "Gross fixed capital formation P.51"}})}));
}

}  // namespace

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
  CHECK_THAT(fault_of(files), Catch::Contains("it holds 2 rows, and the labels name 3"));
  std::filesystem::remove(files.path() / "Eora26_2016_bp_VA.txt");
  CHECK_THAT(fault_of(files), Catch::Contains("no file like Eora26_2016_bp_VA.txt"));
}

TEST_CASE("A folder of EXIOBASE 3 is added up by groups of regions and sectors while it is read") {
  const Files files("exiobase_IOT_2011_ixi");
  write_exiobase(files);
  const Accounts whole = folder_accounts(files, "exiobase");
  PublisherForm form;
  form.fold.over_sectors = true;
  const Accounts regions = folder_accounts(files, "exiobase", form);
  CHECK(codes(regions) == std::vector<std::string>{"AT", "WA"});
  CHECK(regions.sector_columns == std::vector<std::string>{"region"});
  // Sums by hand of the file's cells.
  CHECK(regions.flows.values == std::vector<double>{37, 4, 5, 30});
  CHECK(regions.output == std::vector<double>{100, 100});
  CHECK(regions.final_demand.names == whole.final_demand.names);
  CHECK(check(regions, {1e-12}).passed());

  form.fold = {.regions = {}, .sectors = {{"Paddy rice", "rice"}, {"*", "other"}}, .over_regions = true};
  const Accounts sectors = folder_accounts(files, "exiobase", form);
  CHECK(codes(sectors) == std::vector<std::string>{"rice", "other"});
  CHECK(sectors.flows.values == std::vector<double>{45, 6, 5, 20});
  CHECK(sectors.final_demand.names == std::vector<std::string>{"household", "npish", "gfcf"});
  CHECK(sectors.value_added.column("compensation") == std::vector<double>{55, 10});
  CHECK(check(sectors, {1e-12}).passed());

  form.fold = {.regions = {{"AT", "here"}, {"XX", "there"}}, .sectors = {}};
  Diagnostics diagnostics;
  CHECK_FALSE(read_publisher_folder(files.path(), "folder", "exiobase", form, diagnostics));
  CHECK_THAT(diagnostics.text(), Catch::Contains("the table has no region \"XX\"") &&
                                     Catch::Contains("no group is given for the region \"WA\""));
}

TEST_CASE("A folder of GLORIA is read by the labels of its ReadMe, and made symmetric") {
  // Two regions, two sectors; industries before products in each region. Labels as in the publisher's
  // workbook, numbers ours: each industry makes its own product but that AUS_Wheat also makes 10 of
  // AUS_Maize.
  const Files files("GLORIA_MRIOs_57_2014");
  const std::string base = "20230314_120secMother_AllCountries_002_";
  const std::string ending = "-Results_2014_057_Markup001(full).csv";
  write_readme(files);
  files.write(base + "T" + ending,
              "0,0,90,10,0,0,0,0\n0,0,0,100,0,0,0,0\n10,5,0,0,4,1,0,0\n20,30,0,0,0,0,0,0\n"
              "0,0,0,0,0,0,50,0\n0,0,0,0,0,0,0,40\n5,0,0,0,10,0,0,0\n0,2,0,0,0,8,0,0\n");
  files.write(base + "Y" + ending,
              "0,0,0,0\n0,0,0,0\n60,10,0,0\n50,0,10,0\n0,0,0,0\n0,0,0,0\n0,0,30,5\n0,0,30,0\n");
  files.write(base + "V" + ending,
              "60,60,0,0,0,0,0,0\n5,3,0,0,0,0,0,0\n0,0,0,0,30,30,0,0\n0,0,0,0,6,1,0,0\n");
  PublisherForm form;
  const Accounts table = folder_accounts(files, "gloria", form);
  CHECK(codes(table) == std::vector<std::string>{"AUS_Wheat", "AUS_Maize", "ROW_Wheat", "ROW_Maize"});
  CHECK(table.output == std::vector<double>{100, 100, 50, 40});
  // Fixed product sales: AUS_Wheat sells what it makes of maize as maize is sold, 10 in 110.
  CHECK(table.flows(0, 0) == Approx(10 + 20.0 * 10 / 110));
  CHECK(table.final_demand.names ==
        std::vector<std::string>{"AUS_household", "AUS_gfcf", "ROW_household", "ROW_gfcf"});
  CHECK(table.value_added.names == std::vector<std::string>{"compensation", "net_taxes"});
  CHECK(table.year == 2014);
  CHECK(check(table, {1e-9}).passed());
  form.fold.over_sectors = true;
  const Accounts regions = folder_accounts(files, "gloria", form);
  CHECK(regions.flows.values == std::vector<double>{65, 5, 7, 18});
  CHECK(check(regions, {1e-9}).passed());
  std::filesystem::remove(files.path() / "GLORIA_ReadMe_057.xlsx");
  CHECK_THAT(fault_of(files), Catch::Contains("it has no GLORIA_ReadMe*.xlsx"));
}

}  // namespace leontide::table
