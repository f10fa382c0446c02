#!/usr/bin/env python3
"""Writes the files that provinces.yaml reads, from a table folder with flows, final demand and output.

    benchmarks/provinces/prepare.py TABLE [--out benchmarks/provinces/made]

coefficients.csv is flows over output, demand.csv the final demand of each sector, sectors.csv their codes. A sector
without output buys nothing. The files stay where they are made: they are as large as the table."""

import argparse
import csv
import gzip
import pathlib


def rows_of(folder, name):
    plain = folder / name
    with open(plain, encoding="utf-8", newline="") if plain.exists() else gzip.open(folder / (name + ".gz"), "rt", encoding="utf-8", newline="") as file:
        yield from csv.reader(file)


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path(__file__).with_name("made"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    _, *output_rows = rows_of(options.table, "output.csv")
    output = {row[0]: float(row[1]) for row in output_rows}
    codes = list(output)
    header, *flows = rows_of(options.table, "flows.csv")
    if header[1:] != codes or [row[0] for row in flows] != codes:
        raise SystemExit(f"{options.table}: flows.csv and output.csv name other sectors")
    made = [output[code] for code in codes]
    write(options.out / "coefficients.csv",
          [["code", *codes], *([row[0], *(repr(float(v) / x) if x > 0 else "0" for v, x in zip(row[1:], made))] for row in flows)])
    _, *demand = rows_of(options.table, "final_demand.csv")
    write(options.out / "demand.csv", [["code", "demand"], *([row[0], repr(sum(map(float, row[1:])))] for row in demand)])
    write(options.out / "sectors.csv", [["code"], *([code] for code in codes)])


if __name__ == "__main__":
    main()
