#!/usr/bin/env python3
"""List chances below 1 or above 99 % and indicators narrower than half of their own past, each with its reason.

Usage: reasons.py RESULT.json SERIES.csv   (result.json of a run, series.csv of its model). Python 3 standard library only.

An indicator's first year is held against the standard deviation of yearly log changes of the series of the same
quantity (for a growth rate, of the rates). Series of fewer than four changes, and those broken by a change of basis,
say nothing. Exit 1 where a reason is missing.
"""
import csv
import json
import math
import pathlib
import statistics
import sys

# indicator of the model: its series, and why it may be narrower than that
PAST = {
    "gdp_real_growth": ("gdp_real_growth", None),
    "gdp_nominal": ("gdp_nominal_revised", None),
    "port_cargo": ("port_cargo", "2019 is a change of what the port counts (468 to 366), which is no year's accident"),
    "port_containers": ("port_teu", "2020 is a change of what the port counts (876 to 511), which is no year's accident"),
    "foreign_investment_total": ("fdi_actual", "the basis of foreign capital changed more than once; a sum of five years is asked"),
    "retail_sales": ("retail_sales", None),
    "airport_cargo": ("airport_cargo", None),
}

# the same where it holds of one model alone, by its folder
OF_MODEL = {
    ("dalian", "gdp_real_growth"): "its past holds the slide of 2010-2015, which is a trend, and the pandemic, which is an event of its own",
}


def past(file, name):
    with open(file, encoding="utf-8", newline="") as f:
        values = {int(r["year"]): float(r["value"]) for r in csv.DictReader(f) if r["id"] == name}
    if name.endswith("growth"):
        changes = [v / 100 for v in values.values()]
    else:
        changes = [math.log(values[y] / values[y - 1]) for y in sorted(values) if y - 1 in values]
    return statistics.stdev(changes) if len(changes) >= 4 else None


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        result = json.load(f)
    targets = {t["id"]: t for t in result["targets"]}
    missing = 0
    told = set()
    for reading in result["readings"]:
        for answer in reading["targets"]:
            target, chance = targets[answer["id"]], answer["chance"]["estimate"]
            if target["status"] == "conditional" or 0.01 <= chance <= 0.99 or target["id"] in told:
                continue
            told.add(target["id"])
            because = target.get("because", {}).get("en")
            missing += because is None
            print(f'{target["id"]}: chance {100 * chance:.2f} %: {because or "NO REASON"}')
    indicators = {i["name"]: i["years"] for i in result["readings"][0]["indicators"]}
    model = pathlib.Path(sys.argv[2]).resolve().parent.name
    for name, (series, reason) in PAST.items():
        if name not in indicators:
            continue
        reason = OF_MODEL.get((model, name), reason)
        before = past(sys.argv[2], series)
        year = indicators[name][1]
        spread = year["sd"] / 100 if name.endswith("growth") else year["sd"] / abs(year["mean"])
        if before is None or spread >= before / 2:
            continue
        missing += reason is None
        print(f'{name}: {100 * spread:.1f} % in {year["year"]}, its past {100 * before:.1f} % a year: {reason or "NO REASON"}')
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
