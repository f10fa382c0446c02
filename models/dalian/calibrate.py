#!/usr/bin/env python3
"""Derive calibration.csv, the numbers that model.yaml takes from the city series.

Usage: calibrate.py [CITY_FOLDER]     default: <repository>/../shared/data/city. Python 3 standard library only.

Growth and shares are ratios (0.05 is five per cent). Rules kept here:
- recalled figures (quality from_memory) may set a centre, never a spread; their grade is C and the note says so;
- a year that crosses a change of the statistical base is no observation;
- nothing after the vintage (figures of 2024) is used, save to take the city's foreign trade back to 2024.
Grades: A official, B press or compilation, C derived, recalled or assumed.
"""
import csv
import math
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
CITY = sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "..", "..", "..", "shared", "data", "city")
LAST = 2024                    # vintage
WINDOWS = (3, 5, 8)            # years
GRADE = {"official": "A", "press": "B", "secondary": "B", "from_memory": "C"}
SERVICES = ("trade", "logistics", "it_services", "finance", "business_services", "science_tech", "other_services")
SHRINK = 1 / 3                 # share of a past drift of structure taken to go on

rows = []


def series(file, indicator):
    """{year: value} and the worst grade among the years."""
    values, grades = {}, {}
    with open(os.path.join(CITY, file), encoding="utf-8", newline="") as f:
        for r in csv.DictReader(f):
            if r["indicator"] == indicator:
                values[int(r["year"])] = float(r["value"])
                grades[int(r["year"])] = GRADE[r["quality"]]
    return values, grades


def mean(v):
    return math.fsum(v) / len(v)


def sd(v):
    m = mean(v)
    return math.sqrt(math.fsum((x - m) ** 2 for x in v) / (len(v) - 1))


def correlation(a, b):
    ma, mb = mean(a), mean(b)
    s = math.fsum((x - ma) * (y - mb) for x, y in zip(a, b))
    return s / math.sqrt(math.fsum((x - ma) ** 2 for x in a) * math.fsum((y - mb) ** 2 for y in b))


def number(v):
    return "" if v is None else f"{v:.4f}".rstrip("0").rstrip(".") if abs(v) < 10 else f"{v:.1f}".rstrip("0").rstrip(".")


def put(parameter, value, window, n, source, grade, note, spread=None, low=None, high=None):
    rows.append([parameter, number(value), number(spread), number(low), number(high), window, n, source, grade, note])


def span(first, last):
    return f"{first}-{last}" if first != last else str(first)


def worst(grades, years):
    return max(grades[y] for y in years)


# --- growth of the city and of the nation ---------------------------------------------------------------------------
city, city_grade = series("dalian.csv", "gdp_real_growth")
nation, nation_grade = series("china.csv", "gdp_real_growth_first_published")
nominal, _ = series("dalian.csv", "gdp_nominal_revised")
province, _ = series("liaoning.csv", "gdp_nominal_revised")
for w in WINDOWS:
    years = range(LAST - w + 1, LAST + 1)
    put(f"national_growth_{w}", mean([nation[y] for y in years]) / 100, span(years[0], years[-1]), w, "china.csv gdp_real_growth_first_published",
        worst(nation_grade, years), "mostly recalled: a centre only")
for w in WINDOWS:
    years = range(LAST - w + 1, LAST + 1)
    put(f"city_gap_{w}", mean([city[y] - nation[y] for y in years]) / 100, span(years[0], years[-1]), w, "dalian.csv gdp_real_growth less the nation's", "C",
        "centre only, the nation's figures are mostly recalled")
years = range(2014, LAST + 1)
g = [city[y] / 100 for y in years]
put("city_growth", mean(g), span(2014, LAST), len(g), "dalian.csv gdp_real_growth", worst(city_grade, years), "the whole spread of a year, to compare the model's with", spread=sd(g))
put("city_growth_ar1", correlation(g[:-1], g[1:]), span(2014, LAST), len(g) - 1, "dalian.csv gdp_real_growth", "B", "negative through 2020 and 2021; the model takes 0.2 for the nation and none for the gap")
put("city_growth_2024", city[LAST] / 100, str(LAST), 1, "dalian.csv gdp_real_growth", city_grade[LAST], "income and output growth of the base year")
w = max(WINDOWS)
put("trend_error", 0, span(LAST - w + 1, LAST), w, "dalian.csv gdp_real_growth", "B", "standard error of a mean of eight years", spread=sd([city[y] / 100 for y in range(LAST - w + 1, LAST + 1)]) / math.sqrt(w))
years = range(2012, 2024)
gap = [math.log(nominal[y] / nominal[y - 1]) - math.log(province[y] / province[y - 1]) for y in years]
gap_sd = sd(gap)
put("city_shock", 0, span(2012, 2023), len(gap), "gdp_nominal_revised, dalian.csv less liaoning.csv, log growth", "B", "spread of city less province, for want of a national series that is not recalled", spread=gap_sd)
put("national_cycle", 0, span(2014, LAST), len(g), "city_growth less city_shock, in squares", "C", "what remains of the city's spread once its own shock is taken out", spread=math.sqrt(max(sd(g) ** 2 - gap_sd ** 2, 0)))

# --- sectors: services and secondary against the whole ---------------------------------------------------------------
for part, key in (("tertiary", "va_tertiary_real_growth"), ("secondary", "va_secondary_real_growth")):
    s, grade = series("dalian.csv", key)
    years = [2023, 2024]
    d = [(s[y] - city[y]) / 100 for y in years]
    put(f"tilt_{part}_observed", mean(d), "2023-2024", len(d), f"dalian.csv {key} less gdp_real_growth", worst(grade, years), "two observations: no spread")
    put(f"tilt_{part}", mean(d) / 2, "2023-2024", len(d), f"half of tilt_{part}_observed", "C", "half is taken to go on; scaled by one common draw N(1, 0.5)")
national = {c: series("china.csv", "va_" + c)[0] for c in SERVICES}
with open(os.path.join(CITY, "volatility.csv"), encoding="utf-8", newline="") as f:
    volatility = {r["indicator"]: r for r in csv.DictReader(f) if r["city"] == "china" and r["window"] == "2006+" and r["measure"] == "log_growth"}


def relative(first, last):
    """Yearly log growth of each cluster's value added less that of all services, tables of one census base."""
    total = math.log(math.fsum(national[c][last] for c in SERVICES) / math.fsum(national[c][first] for c in SERVICES))
    return {c: (math.log(national[c][last] / national[c][first]) - total) / (last - first) for c in SERVICES}


share = {c: float(volatility["va_share_" + c]["mean"]) / 100 for c in SERVICES}
weight = {c: national[c][2018] / math.fsum(national[k][2018] for k in SERVICES) for c in SERVICES}
centre = math.fsum(weight[c] * share[c] for c in SERVICES)
oecd = {c: share[c] - centre for c in SERVICES}
first, second = relative(2012, 2015), relative(2017, 2018)
for c in SERVICES:
    put(f"trend_{c}", SHRINK * mean([oecd[c], first[c], second[c]]), "2006-2018; 2012-2015; 2017-2018", 3, f"volatility.csv va_share_{c}; china.csv va_{c}", "C",
        "growth against all services, a third of the national past; 2020 left out (pandemic)", spread=0.01)
for c in sorted(k[9:] for k in volatility if k.startswith("va_share_")):
    v = volatility["va_share_" + c]
    put(f"noise_{c}", 0, "2006-2018", int(v["n"]), f"volatility.csv va_share_{c}", "C", "yearly spread of the cluster's share of national value added, taken for demand from outside", spread=float(v["sd"]) / 100)

# --- prices -------------------------------------------------------------------------------------------------------------
deflator = {y: (nominal[y] / nominal[y - 1]) / (1 + city[y] / 100) - 1 for y in range(2006, 2024)}
d = [deflator[y] for y in range(2006, 2024)]
put("city_deflator", mean(d), "2006-2023", len(d), "dalian.csv gdp_nominal_revised over gdp_real_growth", "B", "spread of the whole", spread=sd(d))
put("city_deflator_ar1", correlation(d[:-1], d[1:]), "2006-2023", len(d) - 1, "dalian.csv gdp_nominal_revised over gdp_real_growth", "B", "no persistence")
d = [deflator[y] for y in range(2012, 2024)]
put("city_deflator_recent", mean(d), "2012-2023", len(d), "dalian.csv gdp_nominal_revised over gdp_real_growth", "B", "taken as the long-run mean of the nation's deflator", spread=sd(d))
put("national_deflator_start", -0.007, "2024", 1, "assumed from the nation's published accounts", "C", "recalled: a start only; persistence 0.6")

# --- statistical base ---------------------------------------------------------------------------------------------------
tertiary, _ = series("dalian.csv", "va_tertiary")
growth24, _ = series("dalian.csv", "va_tertiary_real_growth")
old = tertiary[2023] * (1 + growth24[2024] / 100)
put("services_old_base_2024", old * math.exp(-0.004), "2023-2024", 1, "dalian.csv va_tertiary 2023 x va_tertiary_real_growth 2024", "C", "old base; price change N(-0.004, 0.008) assumed", spread=old * 0.008)
put("services_added_by_census", tertiary[2024] - old * math.exp(-0.004), "2024", 1, "dalian.csv va_tertiary 2024 less services_old_base_2024", "C", "how much of it is producer services is not known: U(0.15, 0.60)")
put("services_nominal_growth_2019_2023", (tertiary[2023] / tertiary[2019]) ** 0.25 - 1, "2019-2023", 4, "dalian.csv va_tertiary", "B", "one base")

# --- finance quotient ---------------------------------------------------------------------------------------------------
for key in ("deposits", "loans"):
    a, b = series("dalian.csv", key)[0], series("liaoning.csv", key)[0]
    put(f"finance_quotient_{key}", (a[2023] / b[2023]) / (nominal[2023] / province[2023]), "2023", 1, f"{key} and gdp_nominal_revised, dalian.csv over liaoning.csv", "C",
        "lower edge of the finance quotient; the commodity exchange adds 0-0.10")

# --- trade, port, airport, contracts, logistics cost ----------------------------------------------------------------------
trade, grade = series("china.csv", "trade_total")
v = [trade[y] / trade[y - 1] - 1 for y in (2022, 2023, 2024)]
put("national_trade", mean(v), "2022-2024", 3, "china.csv trade_total", worst(grade, (2022, 2023, 2024)), "recalled: a centre only; spread 0.05 is a prior")
third = series("dalian.csv", "trade_total_jan_sep")[0][2025] / 1.039
put("city_trade_2024", third / 9 * 12, "2024", 1, "dalian.csv trade_total_jan_sep 2025 / 1.039 / 9 x 12", "B", "nine months taken back a year, then to twelve")
exports, _ = series("dalian.csv", "exports")
put("city_exports_growth_2024", exports[2024] / exports[2023] - 1, "2024", 1, "dalian.csv exports", "B", "the only year")
port, grade = series("dalian.csv", "port_cargo")
put("port_cargo_growth", (port[2022] / port[2017]) ** 0.2 - 1, "2017-2022", 5, "dalian.csv port_cargo", "C", "recalled but for 2022, with a likely change of basis in 2019: shown, not used as a spread")
put("port_cargo_growth_recent", (port[2022] / port[2019]) ** (1 / 3) - 1, "2019-2022", 3, "dalian.csv port_cargo", "C", "recalled but for 2022; half of it is the centre of port_trend")
teu, _ = series("dalian.csv", "port_teu")
put("containers_growth", (teu[2023] / teu[2018]) ** 0.2 - 1, "2018-2023", 5, "dalian.csv port_teu", "C", "recalled")
put("containers_growth_recent", (teu[2023] / teu[2021]) ** 0.5 - 1, "2021-2023", 2, "dalian.csv port_teu", "C", "recalled; a rebound from 2020-2021, so the prior's centre is 0.01")
summer = series("dalian.csv", "airport_cargo_jul_aug")[0][2024]
put("airport_cargo_2024", summer * 6 / 10, "2024", 1, "dalian.csv airport_cargo_jul_aug", "C", "10 thousand tonnes; two months taken as a sixth of the year", spread=0.05 * summer * 6 / 10)
air, _ = series("dalian.csv", "airport_cargo")
put("airport_cargo_growth", (air[2019] / air[2016]) ** (1 / 3) - 1, "2016-2019", 3, "dalian.csv airport_cargo", "C", "recalled")
tech, _ = series("dalian.csv", "tech_contract_turnover")
put("tech_contracts_2022", tech[2022], "2022", 1, "dalian.csv tech_contract_turnover", "B", "an expected figure")
put("tech_contracts_growth", (tech[2022] / tech[2018]) ** 0.25 - 1, "2018-2022", 4, "dalian.csv tech_contract_turnover", "B", "nominal")
put("tech_contracts_trend", ((tech[2022] / tech[2018]) ** 0.25 - 1 + 0.05) / 2, "2018-2022", 4, "half way from tech_contracts_growth to 0.05", "C", "half way to growth with nominal GDP; spread is a prior", spread=0.04)
cost, grade = series("china.csv", "social_logistics_cost_gdp")
own = series("dalian.csv", "social_logistics_cost_gdp_h1")[0][2014]
put("logistics_cost_national_change", (cost[2024] / cost[2019]) ** 0.2 - 1, "2019-2024", 5, "china.csv social_logistics_cost_gdp", worst(grade, (2019, 2024)), "recalled: a centre only")
put("logistics_cost_base", (own * cost[2024] / cost[2014] + cost[2024]) / 200, "2014; 2024", 2, "dalian.csv and china.csv social_logistics_cost_gdp", "C",
    "city 2014 moved with the nation, and the nation itself; interval assumed", low=0.130, high=0.143)
put("software_growth_high_tech_zone", 0.101, "2021", 1, "dalian.csv software_it_revenue_hitech_zone", "A", "the last known; narrower than the target's scope")

with open(os.path.join(HERE, "calibration.csv"), "w", encoding="utf-8", newline="") as f:
    out = csv.writer(f, lineterminator="\n")
    out.writerow(["parameter", "value", "sd", "low", "high", "window", "n", "source", "grade", "note"])
    out.writerows(rows)
print(len(rows), "parameters")
