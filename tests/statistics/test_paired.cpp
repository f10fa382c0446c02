#include <catch2/catch.hpp>
#include <cmath>

#include "statistics/paired.hpp"

using namespace leontide::statistics;

TEST_CASE("paired differences are those of Newcombe and of Fagerland") {
  // Rounded values: Newcombe (1998), Statistics in Medicine 17, 2635-2650, method 10 for the first row;
  // Fagerland, Lydersen & Laake (2014), Statistics in Medicine 33, 2850-2875, for the second (Bentur et al.).
  // All digits: the closed form evaluated apart, in Python.
  struct Row {
    FourCells cells;
    double low, high, digits_low, digits_high;
  };
  const Row table[] = {
      {{36, 12, 2, 0}, 0.0569, 0.3404, 0.0569295840032387, 0.340427602974941},
      {{1, 1, 7, 12}, -0.5069, -0.0256, -0.506920226686141, -0.0255591241648599},
      {{59, 6, 16, 80}, -0.1186, -0.0046, -0.11862119563871, -0.00462511393305007},
      {{20, 12, 2, 16}, 0.0562, 0.3292, 0.0561564248417483, 0.329206995400141},
      {{0, 0, 0, 30}, -0.1135, 0.1135, -0.113513393173969, 0.113513393173969},
  };
  for (const Row& row : table) {
    const Estimate difference = difference_of_paired(row.cells);
    CHECK(difference.low == Approx(row.low).margin(5e-5));
    CHECK(difference.high == Approx(row.high).margin(5e-5));
    CHECK(difference.low == Approx(row.digits_low).margin(1e-10));
    CHECK(difference.high == Approx(row.digits_high).margin(1e-10));
  }
  CHECK(difference_of_paired({36, 12, 2, 0}).value == Approx(0.2).margin(1e-15));
}

TEST_CASE("exchanging the two mirrors the paired difference") {
  for (const FourCells& cells : {FourCells{30, 8, 3, 9}, FourCells{0, 5, 0, 7}, FourCells{9, 0, 0, 4}}) {
    const FourCells other{cells.both, cells.only_second, cells.only_first, cells.neither};
    const Estimate here = difference_of_paired(cells), there = difference_of_paired(other);
    CHECK(here.value == -there.value);
    CHECK(here.low == Approx(-there.high).margin(1e-14));
    CHECK(mcnemar(cells).mid_p == mcnemar(other).mid_p);
  }
}

TEST_CASE("McNemar's exact and mid-p values are Fagerland's") {
  // Fagerland, Lydersen & Laake (2013), table of the two examples: exact 0.0703 and 0.0525, mid-p 0.0391 and
  // 0.0347. The first by hand: 18 / 256 and 10 / 256.
  CHECK(mcnemar({1, 1, 7, 12}).exact == Approx(18.0 / 256).margin(1e-12));
  CHECK(mcnemar({1, 1, 7, 12}).mid_p == Approx(10.0 / 256).margin(1e-12));
  CHECK(mcnemar({59, 6, 16, 80}).exact == Approx(0.0524787902832031).margin(1e-10));
  CHECK(mcnemar({59, 6, 16, 80}).mid_p == Approx(0.0346896648406982).margin(1e-10));
  CHECK(mcnemar({3, 5, 5, 3}).exact == 1);
  CHECK(mcnemar({3, 5, 5, 3}).mid_p == Approx(0.876953125).margin(1e-12));
  CHECK(mcnemar({3, 0, 0, 3}).mid_p == 1);
}

TEST_CASE("common draws save the variance they share") {
  // Shares 0.5 and 0.4, never one without the other but in 10 %: 0.49 apart against 0.09 together.
  CHECK(variance_saved({40, 10, 0, 50}) == Approx(0.49 / 0.09));
  CHECK(std::isinf(variance_saved({40, 0, 0, 60})));
  CHECK(std::isnan(variance_saved({0, 0, 0, 60})));
}

TEST_CASE("without paired draws the difference is unknown") {
  const Estimate difference = difference_of_paired({});
  CHECK(std::isnan(difference.value));
  CHECK((difference.low == -1 && difference.high == 1));
}
