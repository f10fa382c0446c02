#!/usr/bin/env python3
"""Measures what each assumption of the Dalian model does to the headline and writes it into assumptions.csv.

For each row its scenario is run with the row's `set:`; the effect is the change, in percentage points, of the chance
that producer-services value added reaches 3400 in 2027, under each reading of the statistical base. Draws are the same in
all runs, so the difference is far less uncertain than the chances.

Usage: measure_assumptions.py [path of the leontide command] [trials]
"""
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).resolve().parent
root = here.parents[1]
command = sys.argv[1] if len(sys.argv) > 1 else str(root / "build/release/bin/leontide")
trials = sys.argv[2] if len(sys.argv) > 2 else "20000"
headline = "producer_services_value_added"


def chances(scenario, settings):
    with tempfile.TemporaryDirectory() as folder:
        words = [command, "run", str(root / f"scenarios/dalian-2027/{scenario}.yaml"), "--trials", trials, "--into", folder + "/out"]
        for setting in settings:
            words += ["--set", setting]
        run = subprocess.run(words, capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit(f"{' '.join(words)}\n{run.stderr}")
        result = json.loads(pathlib.Path(folder + "/out/result.json").read_text())
    found = {}
    for reading in result["readings"]:
        target = next(t for t in reading["targets"] if t["id"] == headline)
        found[reading["name"]] = 100 * target["chance"]["estimate"]
    return found


table = here / "assumptions.csv"
with table.open(encoding="utf-8", newline="") as stream:
    reader = csv.DictReader(stream)
    columns = reader.fieldnames
    rows = list(reader)
defaults = {scenario: chances(scenario, []) for scenario in sorted({row["scenario"] for row in rows})}
print("defaults", defaults)
for row in rows:
    settings = [part.strip().replace(": ", "=", 1) for part in row["set"].split(";") if part.strip()]
    changed = chances(row["scenario"], settings)
    default = defaults[row["scenario"]]
    for reading, column in (("as-written", "effect_as_written"), ("census-aware", "effect_census_aware"), ("old-base", "effect_old_base")):
        row[column] = f"{changed[reading] - default[reading]:+.1f}"
    print(row["id"], row["effect_as_written"], row["effect_census_aware"], row["effect_old_base"], flush=True)
with table.open("w", encoding="utf-8", newline="") as stream:
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
