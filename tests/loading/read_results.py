#!/usr/bin/python3
"""Runs the README's lines that load a sweep's results, each by the tool it names, against a sweep that was just run.

read_results.py LEONTIDE TOOL: exit 77 where the tool is not on this machine."""
import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

root = Path(__file__).resolve().parents[2]
leontide, tool = Path(sys.argv[1]).resolve(), sys.argv[2]
there = {
    "pandas": ["/usr/bin/python3", "-c", "import pandas"],
    "xarray": ["/usr/bin/python3", "-c", "import xarray, netCDF4"],
    "read.csv": ["Rscript", "-e", "1"],
    "ncdf4": ["Rscript", "-e", "library(ncdf4)"],
}
try:
    is_there = subprocess.run(there[tool], capture_output=True, check=False).returncode == 0
except FileNotFoundError:
    is_there = False
if not is_there:
    print(f"{tool} is not on this machine")
    sys.exit(77)

text = (root / "scenarios/README.md").read_text(encoding="utf-8")
lines = [line.strip() for line in text.splitlines() if re.match(r" {4}(python3|R|Rscript) ", line) and tool in line]
if not lines:
    sys.exit(f"scenarios/README.md has no line that loads results with {tool}")

sweep = """leontide: sweep/1
name: loading
scenarios: [scenario.yaml]
axes:
  drivers.swing.mean: {from: 0.04, to: 0.06, step: 0.01}
  levers.push: [off, on]
keep: {indicators: [gdp_nominal]}
sampling: {trials: 2000}
"""
with tempfile.TemporaryDirectory() as folder:
    place = Path(folder) / "two"
    shutil.copytree(root / "tests/cli/fixture/two", place)
    (place / "sweep.yaml").write_text(sweep)
    subprocess.run([leontide, "sweep", "sweep.yaml", "--into", "out"], cwd=place, check=True, capture_output=True)
    subprocess.run([leontide, "run", "scenario.yaml", "--trials-file", "out/trials.nc", "--into", "run"], cwd=place,
                   check=True, capture_output=True)
    joint = [row for row in csv.DictReader((place / "out/sweep.csv").open()) if row["target"] == "joint"]
    environment = dict(os.environ, PATH="/usr/bin:" + os.environ["PATH"])
    for line in lines:
        ended = subprocess.run(line, shell=True, cwd=place / "out", capture_output=True, text=True, check=False,
                               env=environment)
        print(line, ended.stdout, ended.stderr, sep="\n")
        wanted = joint if "trials.nc" not in line else []
        missing = [row["chance"] for row in wanted if f"{float(row['chance']):.4g}".rstrip("0") not in ended.stdout]
        if ended.returncode != 0 or not ended.stdout.strip() or missing:
            sys.exit(f"exit {ended.returncode}, chances not shown: {missing}")
