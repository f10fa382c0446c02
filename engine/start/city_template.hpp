#pragma once

namespace leontide::start {

/// What a city's model begins as; words in @…@ are filled in.
inline constexpr const char* city_template = R"(leontide: model/1
name: @name@
title: {en: @title@, zh: @title@}
time: {base: @base@, end: @end@, step: year}
units: {CNY: currency}

# A start: the equations are the parts below, the table's numbers are filled in. Whatever is marked REPLACE is a placeholder that no
# figure of this city stands behind; models/city/README.md says what each means, models/changsha is an example made whole.

tables:
  city: {folder: @table@@unit@}
  nation: {folder: @parts@/nation, unit: 1e8 CNY, prices: constant}   # its structure counts, growth is all that is taken from it

parts:
  - part: @parts@/sectors.yaml
  - part: @parts@/nation_economy.yaml
  - part: @parts@/base_year.yaml
  - part: @parts@/markets.yaml
  - part: @parts@/city_economy.yaml
  - part: @parts@/prices.yaml
  - part: @parts@/producer_services.yaml

sets:
  sector: {table: city}
  broad: {of: sector, by: broad}
  cluster: {of: sector, by: cluster}
  anchored: {of: sector, codes: ["29", "32"]}     # their share of GDP is pinned, with its own error
  overstated: {of: sector, codes: ["31"]}         # whose final use may be above the nation's: no correction is asked here

data:
@data@
parameters:
  base_year: {value: @base@, source: the table}
  published:                                      # REPLACE by the published totals, if the table is not made to them
    over: [broad]
    values: {@broad@}
    unit: 1e8 CNY
    prices: constant
    source: the table
  old_base: {over: [broad], values: {@broad@}, unit: 1e8 CNY, prices: constant, source: "as published: no census reading is asked"}
@purchase@  province_size: {value: 0.2, source: "REPLACE: the city in its province's value added"}
  province_use: {over: [sector], default: 1, values: {"01": 1}, source: no correction}
  province_final: {over: [sector], default: 1, values: {"01": 1}, source: no correction}
  province_excess: {over: [sector], default: 0, values: {"01": 0}, source: no correction}
  # growth a year; `leontide calibrate` gives both from published figures, see models/changsha/calibration.yaml
  national_growth: {value: 0.045, source: REPLACE}
  rule_growth: {value: 0.045, source: REPLACE}
  base_growth: {value: 0.045, source: "REPLACE: growth of the base year"}
  services_growth_base: {value: 0.045, source: "REPLACE: growth of services in the base year"}
  hinterland_lag: {value: 0, source: "REPLACE: growth of the nation less that of what surrounds the city"}
  national_trade_growth: {value: 0.045, source: REPLACE}
  national_trade_last: {value: 0.045, source: REPLACE}
  national_price_growth: {value: 0.008, source: REPLACE}
  national_price_last: {value: 0.008, source: REPLACE}
  # what the model does not explain; to be found so that GDP grows as rule_growth says, see models/changsha/drift.yaml
  goods_drift: {value: 0.02, source: REPLACE}
  primary_drift: {value: 0, source: REPLACE}
  city_spread: {value: 0.008, source: "prior: as in the other cities"}
  shock_years: {value: 2, source: years over which a shock is reached}

drivers:
  anchor_share:
    group: base level
    distribution: lognormal
    over: [anchored]
    median: {"29": @share_29@, "32": @share_32@}
    sigma: {"29": 0.15, "32": 0.15}
    source: "shares of GDP in the table; how far they may be off is a prior"
  structure: {group: base level, distribution: lognormal, over: [sector], median: 1, sigma: 0.25, source: "how far the table's value added may be off within a broad sector, prior"}
  use_correction: {group: base level, distribution: uniform, over: [overstated], low: 0, high: 1, source: "acts on province_excess, which is 0"}

# What measures act on. Strengths are priors; a scenario turns levers on.
levers:
  local_purchase: {title: {en: Local purchase displaces what comes from outside, zh: 本地采购替代外来供给}, start: @first@, ramp: 2, strength: {distribution: triangular, low: 0, mode: 0.02, high: 0.06}}
  integration: {title: {en: Industry buys services as the nation's does, zh: 两业融合}, start: @first@, ramp: 2, strength: {distribution: triangular, low: 0, mode: 0.1, high: 0.3}}
  productivity: {title: {en: Productivity from digital tools, zh: 数字化带来的生产率提升}, start: @first@, ramp: 2, strength: {distribution: triangular, low: 0, mode: 0.0005, high: 0.002}}
  outside_sales: {title: {en: Services sold outside the city, zh: 服务对外销售}, start: @first@, ramp: 2, strength: {distribution: triangular, low: 0, mode: 0.005, high: 0.02}}
  finance_hub: {title: {en: Finance sold outside, zh: 金融辐射}, start: @first@, ramp: 2, strength: {distribution: triangular, low: 0, mode: 0.005, high: 0.02}}
  port_and_air: {title: {en: Freight sold outside, zh: 货运}, start: @first@, ramp: 2, strength: {distribution: triangular, low: 0, mode: 0.007, high: 0.02}}
  trade_openness: {title: {en: Openness and exports, zh: 对外开放}, start: @first@, ramp: 2, strength: {distribution: triangular, low: 0, mode: 0.004, high: 0.015}}
  firm_growth: {title: {en: Investment by new and growing firms, zh: 市场主体投资}, start: @first@, ramp: 2, strength: {distribution: triangular, low: 0, mode: 0.003, high: 0.01}}
@more@)";

}  // namespace leontide::start
