#!/usr/bin/env python3
"""Write cluster_parameters.csv, what clusters.yaml needs by cluster, and compare the spreads stated in clusters.yaml.

Usage: cluster_parameters.py. Python 3 standard library only. Run it again when table/, sector_parameters.csv or a driver over sectors in
model.yaml changes. It ends with 1, printing the lines that clusters.yaml should hold, where the drivers there are out of date.

Columns are means of sector_parameters.csv over the sectors of a cluster (table_clusters/grouping.csv), weighted by what the column multiplies.
So is the column noise: it was measured on whole clusters, and model.yaml draws it for every sector of one by itself. Spreads of drivers are those of the weighted sum of the sectors' independent draws, matched by mean and variance (Fenton 1960, The sum of log-normal
probability distributions in scatter transmission systems, IRE Transactions on Communications Systems 8): a cluster of equal shares moves less
than its sectors.
"""
import csv
import math
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def table(*path):
    with open(os.path.join(HERE, *path), encoding="utf-8-sig", newline="") as f:
        return {r["code"]: r for r in csv.DictReader(f)}


def matrix(*path):
    return {i: {j: float(v) for j, v in r.items() if j != "code"} for i, r in table(*path).items()}


def column(file, name):
    return {c: float(r[name]) for c, r in table("table", file).items()}


def coefficients(folder, *flows):
    """Inputs per unit of output, the flows of these files added up."""
    made = {c: float(r["output"]) for c, r in table(folder, "output.csv").items()}
    parts = [matrix(folder, name) for name in flows]
    return {i: {j: sum(part[i][j] / made[j] for part in parts) for j in made} for i in made}


group_of = {c: r["group"] for c, r in table("table_clusters", "grouping.csv").items()}
members = {g: [c for c in group_of if group_of[c] == g] for g in table("table_clusters", "sectors.csv")}
sector = table("sector_parameters.csv")

# --- what a column multiplies, amounts of the table ------------------------------------------------------------------
output = column("output.csv", "output")
value_added = column("value_added.csv", "total")
exports, outflow = column("final_demand.csv", "export"), column("final_demand.csv", "outflow")
inputs = {c: output[c] - value_added[c] for c in output}
total, local = coefficients("table", "flows.csv", "flows_imported.csv"), coefficients("table", "flows.csv")
sales = {i: math.fsum(total[i][j] * output[j] for j in output) for i in output}            # of all origins, to sectors
local_sales = {i: math.fsum(local[i][j] * output[j] for j in output) for i in output}
at_home = ("household", "government", "capital_formation", "inventories")
local_supply = {i: local_sales[i] + math.fsum(column("final_demand.csv", use)[i] for use in at_home) for i in output}

WEIGHTS = {"is_tertiary": value_added, "is_manufacturing": value_added, "is_finance": value_added, "is_it": value_added, "is_transport": value_added,
           "is_business": value_added, "is_science": value_added, "ps_full": value_added, "ps_trade": value_added, "ps_part": value_added,
           "structure_cap": value_added, "flq_exposed": local_supply, "update_log_change": sales, "trend": outflow, "noise": outflow, "local_purchase": local_sales,
           "outside_sales": outflow, "port_sales": outflow, "closure_exports": exports, "closure_outflow": outflow, "credit_exposure": outflow,
           "digital_gain": output, "export_elasticity": exports}


def shares(weights, codes):
    whole = math.fsum(weights[c] for c in codes)
    return {c: weights[c] / whole for c in codes}


def mean(name, codes):
    if all(sector[c][name] == sector[codes[0]][name] for c in codes):
        return float(sector[codes[0]][name])
    part = shares(WEIGHTS[name], codes)
    return math.fsum(part[c] * float(sector[c][name]) for c in codes)


def root_of_squares(spread, weights, codes):
    part = shares(weights, codes)
    return math.sqrt(math.fsum((part[c] * spread[c]) ** 2 for c in codes))


def local_room():
    """As in sector_parameters.py: how far a row's local coefficients may rise before one of them passes that of all origins."""
    all_origins, here = coefficients("table_clusters", "flows.csv", "flows_imported.csv"), coefficients("table_clusters", "flows.csv")
    return {i: min([9.0] + [all_origins[i][j] / here[i][j] for j in here if here[i][j] > 0]) for i in here}


room = local_room()


def value(name, codes):
    if name == "local_room":
        return math.floor(room[group_of[codes[0]]] * 1e4) / 1e4
    if name == "outsourcing_to":                               # shares of one whole
        return math.fsum(float(sector[c][name]) for c in codes)
    return mean(name, codes)


# --- drivers of model.yaml by cluster ---------------------------------------------------------------------------------
with open(os.path.join(HERE, "model.yaml"), encoding="utf-8") as f:
    model = f.read()


def stated(driver, key):
    """A driver's number in model.yaml by sector: one for all, or `{default: 0.25, "28": 0.15}`."""
    text = re.search(r"^  " + driver + r":(?: \{|\n)(?:.*\n)*?.*?\b" + key + r": (\{[^}]*\}|[\d.]+)", model, re.M).group(1)
    default = re.search(r"default: ([\d.]+)", text)
    numbers = dict(re.findall(r'"(\w+)": ([\d.]+)', text))
    return {c: float(numbers.get(c, default.group(1) if default else text)) for c in sector}


def lognormal_moments(sigma, most):
    """Mean and mean square of min(most, exp(sigma z)), z standard normal."""
    below = lambda z: 0.5 * (1 + math.erf(z / math.sqrt(2)))
    cut = math.log(most) / sigma
    return [math.exp(k * k * sigma * sigma / 2) * below(cut - k * sigma) + most ** k * below(-cut) for k in (1, 2)]


def of_sum(weights, sigma, codes, most=None):
    """Median and log-sd of the lognormal with the mean and variance of the weighted sum of the sectors' lognormals, each at most `most`."""
    if len(codes) == 1:
        return 1.0, sigma[codes[0]]
    part = shares(weights, codes)
    moments = {c: lognormal_moments(sigma[c], most[c] if most else 1e9) for c in codes}
    centre = math.fsum(part[c] * moments[c][0] for c in codes)
    variance = math.fsum(part[c] ** 2 * (moments[c][1] - moments[c][0] ** 2) for c in codes)
    log_variance = math.log(1 + variance / centre ** 2)
    return centre / math.exp(log_variance / 2), math.sqrt(log_variance)


def line(key, numbers, form=".4f"):
    """The most frequent number as default, the others by cluster."""
    short = {g: f"{n:{form}}".rstrip("0").rstrip(".") for g, n in numbers.items()}
    default = max(short.values(), key=list(short.values()).count)
    return f"{key}: {{default: {default}, " + ", ".join(f"{g}: {n}" for g, n in short.items() if n != default) + "}"


def driver_lines():
    rooms = {c: float(sector[c]["local_room"]) for c in sector}
    structure = {g: of_sum(value_added, stated("structure", "sigma"), m) for g, m in members.items()}
    rows = {g: of_sum(sales, stated("table_rows", "sigma"), m) for g, m in members.items()}
    columns = {g: of_sum(inputs, stated("table_columns", "sd"), m) for g, m in members.items()}
    supply = {g: of_sum(local_supply, stated("table_local", "sigma"), m, rooms) for g, m in members.items()}
    substitution = {g: root_of_squares(stated("substitution", "sd"), sales, m) for g, m in members.items()}
    fabrication = {g: root_of_squares(stated("fabrication", "sd"), inputs, m) for g, m in members.items()}
    result = []
    for name, fit in (("structure", structure), ("table_rows", rows), ("table_local", supply)):
        result.append((name, line("median", {g: f[0] for g, f in fit.items()})))
        result.append((name, line("sigma", {g: f[1] for g, f in fit.items()})))
    # a rise of the odds of value added lowers inputs: the sum of lognormals is that of the inputs
    result.append(("table_columns", line("mean", {g: -math.log(f[0]) + 0.0 for g, f in columns.items()})))
    result.append(("table_columns", line("sd", {g: f[1] for g, f in columns.items()})))
    for name, sd in (("substitution", substitution), ("fabrication", fabrication)):
        result.append((name, line("drift", {g: -s * s / 2 for g, s in sd.items()}, "#.3g")))
        result.append((name, line("sd", sd)))
    return result


header = list(next(iter(sector.values())))
with open(os.path.join(HERE, "cluster_parameters.csv"), "w", encoding="utf-8", newline="") as f:
    out = csv.writer(f, lineterminator="\n")
    out.writerow(header)
    for group, codes in members.items():
        numbers = {name: value(name, codes) for name in header[1:]}
        mixed = [name for name in header if name.startswith("is_") and numbers[name] not in (0, 1)]
        if mixed:
            sys.exit(f"{group} is neither wholly in nor out of {', '.join(mixed)}: group its sectors otherwise in table.yaml")
        out.writerow([group] + [f"{numbers[name]:.4f}".rstrip("0").rstrip(".") for name in header[1:]])

with open(os.path.join(HERE, "clusters.yaml"), encoding="utf-8") as f:
    clusters = f.read()
missing = [(name, text) for name, text in driver_lines() if not re.search(r"^  " + name + r":\n(?:    .*\n)*    " + re.escape(text) + "$", clusters, re.M)]
for name, text in missing:
    print(f"clusters.yaml: drivers.{name} should hold\n    {text}")
print(len(members), "clusters")
sys.exit(1 if missing else 0)
