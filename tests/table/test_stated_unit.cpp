#include <catch2/catch.hpp>

#include "table/stated_unit.hpp"

namespace leontide::table {

TEST_CASE("a table's unit is read as publishers state it") {
  CHECK(stated_unit("1e8 CNY") == StatedUnit{8, "CNY"});
  CHECK(stated_unit("10 thousand CNY (万元), current producer prices") == StatedUnit{4, "CNY"});
  CHECK(stated_unit("million USD, basic prices, current") == StatedUnit{6, "USD"});
  CHECK(stated_unit("millions of euro") == StatedUnit{6, "euro"});
  CHECK(stated_unit("亿元") == StatedUnit{8, "元"});
  CHECK(stated_unit("万元") == StatedUnit{4, "元"});
  CHECK(stated_unit("10 thousand persons") == StatedUnit{4, "persons"});
  CHECK_FALSE(stated_unit(""));
  CHECK_FALSE(stated_unit("1e8"));
  CHECK(is_currency_code("USD"));
  CHECK_FALSE(is_currency_code("euro"));
  CHECK_FALSE(is_currency_code("usd"));
}

}  // namespace leontide::table
