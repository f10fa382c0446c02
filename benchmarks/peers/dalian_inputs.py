"""The numbers of dalian/ and of the plan's targets, read from the files that the product reads."""

import csv
import pathlib

import numpy as np
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODEL = ROOT / "benchmarks/peers/dalian/model.yaml"
TARGETS = ROOT / "benchmarks/peers/dalian/targets.yaml"


class Numbers:
    """data, parameters, drivers and levers by name; arrays in the order of the table's sectors."""

    def __init__(self):
        model = yaml.safe_load(MODEL.read_text(encoding="utf-8"))
        with open(MODEL.parent / model["sets"]["sector"]["file"], encoding="utf-8") as file:
            sectors = list(csv.DictReader(file))
        self.codes = [row["code"] for row in sectors]
        self.broads, self.broad_of = groups(sectors, "broad")
        self.clusters, self.cluster_of = groups(sectors, "cluster")
        self.data = {name: self.array(entry) for name, entry in model["data"].items()}
        self.parameters = {name: self.parameter(entry) for name, entry in model["parameters"].items()}
        self.drivers = model["drivers"]
        self.levers = model["levers"]
        self.correlations = {tuple(entry["drivers"]): entry["correlation"] for entry in model["dependence"]}

    def array(self, entry):
        with open(MODEL.parent / entry["file"], encoding="utf-8") as file:
            rows = {row["code"]: row for row in csv.DictReader(file)}
        if "column" in entry:
            return np.array([float(rows[code][entry["column"]]) for code in self.codes])
        return np.array([[float(rows[code][other]) for other in self.codes] for code in self.codes])

    def parameter(self, entry):
        if "over" not in entry:
            return float(entry["value"])
        members = self.broads if entry["over"] == ["broad"] else self.codes
        return per_member(entry.get("values"), entry.get("default"), members)

    def spread_of(self, driver, key, members):
        """A driver's `key` for each member: one number, or {default, code: number}."""
        value = self.drivers[driver][key]
        if isinstance(value, dict):
            return per_member(value, value.get("default"), members)[:, None]
        return np.full((len(members), 1), float(value))


def groups(rows, column):
    names = list(dict.fromkeys(row[column] for row in rows))
    return names, np.array([names.index(row[column]) for row in rows])


def per_member(values, default, members):
    return np.array([float(values.get(member, default)) for member in members])


def bounds():
    """id -> the eased bound in the indicator's own scale, for every target that is one number's bound."""
    scale = {"percent": 0.01}
    found = {}
    for target in yaml.safe_load(TARGETS.read_text(encoding="utf-8"))["targets"]:
        if target["status"] not in ("modelled", "process"):
            continue
        down = "at_least" in target
        bound = float(target["at_least"] if down else target["at_most"])
        give = target.get("tolerance", 0) * abs(bound)
        found[target["id"]] = (bound - give if down else bound + give) * scale.get(target["unit"], 1)
    return found
