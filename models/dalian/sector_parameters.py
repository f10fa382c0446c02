#!/usr/bin/env python3
"""Write sector_parameters.csv: what model.yaml needs by sector beyond the table.

Usage: sector_parameters.py [IO_FOLDER]     default: <repository>/../shared/data/io. Python 3 standard library only.

Three kinds of columns:
  judgement   flags, weights and exposures, set below;
  calibrated  trend and noise, copied from calibration.csv by cluster;
  computed    flq_exposed, local_room and update_log_change, from table/, the Liaoning table of 2017 and the national tables of 2017 and 2020.
Run it again when table/ or calibration.csv change.
"""
import csv
import math
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
IO = sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "..", "..", "..", "shared", "data", "io")
SHARE = 0.2986        # Dalian's share of Liaoning's value added, 2017
DELTA = 0.3           # exponent of Flegg's quotient in the table

# --- judgement (grade C) --------------------------------------------------------------------------------------------
PS_FULL = {c: 1 for c in ("29", "31", "32", "34", "35", "36")}
PS_TRADE = {"28": 1}                                            # times the driver wholesale_weight
PS_PART = {"23": 0.7, "37": 0.3, "38": 0.15, "39": 0.05}        # times the driver partial_weight; 2019 national classification
STRUCTURE_CAP = {"31": 1.5}                                     # the quotient of information services is 2, at most 3
OUTSOURCING_TO = {"29": 0.20, "31": 0.20, "34": 0.35, "35": 0.10, "36": 0.15}
LOCAL_PURCHASE = {"28": 0.55, "29": 1, "31": 1, "32": 1, "34": 1, "35": 1, "36": 1}
OUTSIDE_SALES = {"28": 0.55, "31": 1, "34": 1, "35": 1, "36": 1}   # finance and transport have levers of their own
PORT_SALES = {"28": 0.3, "29": 1}
CLOSURE_EXPORTS = {"28": 0.4, "29": 0.6}                        # goods 0.6 besides
CLOSURE_OUTFLOW = {"28": 0.1, "29": 0.4}                        # goods 0.1 besides
CREDIT = {"32": 0.5, "33": 0.3}
DIGITAL_GAIN = {"28": 1, "29": 1, "32": 1, "34": 1}             # manufacturing 0.5 besides
EXPORT_ELASTICITY = {"28": 0.8, "29": 0.8}                      # goods 1, other services 0.7


def table(path, key="code"):
    with open(path, encoding="utf-8-sig", newline="") as f:
        return {r[key]: r for r in csv.DictReader(f)}


def matrix(path):
    return {i: {j: float(v) for j, v in r.items() if j != "code"} for i, r in table(path).items()}


sectors = table(os.path.join(HERE, "table", "sectors.csv"))
codes = list(sectors)
calibration = table(os.path.join(HERE, "calibration.csv"), "parameter")
output = {c: float(r["output"]) for c, r in table(os.path.join(HERE, "table", "output.csv")).items()}


def coefficients(*flows):
    """Inputs per unit of output, the flows of these files added up."""
    parts = [matrix(os.path.join(HERE, "table", name)) for name in flows]
    return {i: {j: sum(part[i][j] / output[j] for part in parts) for j in codes} for i in codes}


total = coefficients("flows.csv", "flows_imported.csv")
local = coefficients("flows.csv")


def national(year):
    folder = os.path.join(IO, f"china_{year}_42")
    a, b = matrix(os.path.join(folder, "flows.csv")), matrix(os.path.join(folder, "flows_imported.csv"))
    x = {c: float(r["output"]) for c, r in table(os.path.join(folder, "output.csv")).items()}
    return {i: {j: (a[i][j] + b[i][j]) / x[j] if x[j] > 0 else 0.0 for j in codes} for i in codes}


def update_log_change():
    """Mean log change of a row's coefficients, nation 2017 to 2020, cells within [1/3, 3], weighted by the city's flows."""
    before, after = national(2017), national(2020)
    result = {}
    for i in codes:
        w = s = 0.0
        for j in codes:
            if before[i][j] > 1e-9 and after[i][j] > 1e-9:
                change = min(max(math.log(after[i][j] / before[i][j]), -math.log(3)), math.log(3))
                flow = total[i][j] * output[j]
                w, s = w + flow, s + flow * change
        result[i] = s / w if w > 0 else 0.0
    return result


def flq_exposed():
    """Share of a row's local flows in cells whose quotient is below one, so that they move with Flegg's exponent."""
    city = {c: float(r["total"]) for c, r in table(os.path.join(HERE, "table", "value_added.csv")).items()}
    province = {c: float(r["total"]) for c, r in table(os.path.join(IO, "liaoning_2017_42", "value_added.csv")).items()}
    a, b = math.fsum(city.values()), math.fsum(province.values())
    slq = {c: (city[c] / a) / (province[c] / b) for c in codes}
    scale = math.log2(1 + SHARE) ** DELTA
    result = {}
    for i in codes:
        w = s = 0.0
        for j in codes:
            flow = local[i][j] * output[j]
            quotient = slq[i] if i == j else slq[i] / slq[j]
            w, s = w + flow, s + (flow if quotient * scale < 1 else 0.0)
        result[i] = s / w if w > 0 else 0.0
    return result


def local_room():
    """How far a row's local coefficients may rise before one of them passes that of all origins."""
    result = {}
    for i in codes:
        ratios = [total[i][j] / local[i][j] for j in codes if local[i][j] > 0]
        result[i] = min([9.0] + ratios)
    return result


change, exposed, room = update_log_change(), flq_exposed(), local_room()
header = ["code", "is_tertiary", "is_manufacturing", "is_finance", "is_it", "is_transport", "is_business", "is_science", "ps_full", "ps_trade", "ps_part",
          "structure_cap", "flq_exposed", "local_room", "update_log_change", "trend", "noise", "local_purchase", "outside_sales", "outsourcing_to", "port_sales",
          "closure_exports", "closure_outflow", "credit_exposure", "digital_gain", "export_elasticity"]
with open(os.path.join(HERE, "sector_parameters.csv"), "w", encoding="utf-8", newline="") as f:
    out = csv.writer(f, lineterminator="\n")
    out.writerow(header)
    for c in codes:
        cluster, tertiary = sectors[c]["cluster"], sectors[c]["broad"] == "tertiary"
        goods = 6 <= int(c) <= 22
        trend = calibration.get("trend_" + cluster, {}).get("value", 0) if tertiary else 0
        out.writerow([c, int(tertiary), int(goods), int(c == "32"), int(c == "31"), int(c == "29"), int(c == "34"), int(c in ("35", "36")),
                      PS_FULL.get(c, 0), PS_TRADE.get(c, 0), PS_PART.get(c, 0), STRUCTURE_CAP.get(c, 9), f"{exposed[c]:.4f}", f"{math.floor(room[c] * 1e4) / 1e4:.4f}", f"{change[c]:.4f}", trend,
                      calibration["noise_" + cluster]["sd"], LOCAL_PURCHASE.get(c, 0), OUTSIDE_SALES.get(c, 0), OUTSOURCING_TO.get(c, 0), PORT_SALES.get(c, 0),
                      CLOSURE_EXPORTS.get(c, 0.6 if not tertiary else 0), CLOSURE_OUTFLOW.get(c, 0.1 if not tertiary else 0), CREDIT.get(c, 0),
                      DIGITAL_GAIN.get(c, 0.5 if goods else 0), EXPORT_ELASTICITY.get(c, 0.7 if tertiary else 1)])
print(len(codes), "sectors")
