"""Checks that the peers of the Dalian plan answer as `leontide run` does.

numpy draws its own numbers: each chance, mean and standard deviation may differ by four standard errors of the
difference of two independent samples. The kernel draws the product's numbers, so it must give the same trials: the
chances may differ by what rounding does to a trial on its bound, the moments by one part in a thousand million.
Exit 0: all agree; 1: some do not."""

import argparse
import json
import math
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ERRORS = 4
MOMENTS = ("producer_services_va", "gdp_nominal", "services_va")


def ours(command, trials, seed):
    """The product's answers for one reading, by the names that the peers use."""
    with tempfile.TemporaryDirectory() as folder:
        text = subprocess.run(
            [command, "run", HERE / "dalian_plan.yaml", "--trials", str(trials), "--seed", str(seed), "--format", "json",
             "--into", pathlib.Path(folder) / "run"], check=True, capture_output=True, text=True).stdout
    result = json.loads(text)
    reading = result["readings"][0]
    status = {target["id"]: target["status"] for target in result["targets"]}
    indicators = {indicator["name"]: indicator["years"][-1] for indicator in reading["indicators"]}
    return {
        "completed": reading["completed"],
        "chances": {target["id"]: target["chance"]["estimate"] for target in reading["targets"]
                    if status[target["id"]] in ("modelled", "process")},
        "mean": {name: indicators[name]["mean"] for name in MOMENTS},
        "sd": {name: indicators[name]["sd"] for name in MOMENTS},
    }


def differences(a, n, b, m):
    """(what, first, second, difference in standard errors). The error of a standard deviation is that of a
    normal sample's: the three indicators are near to normal."""
    both = 1 / n + 1 / m
    if a["chances"].keys() != b["chances"].keys():
        raise SystemExit(f"the targets differ: {sorted(a['chances'].keys() ^ b['chances'].keys())}")
    for name, p in a["chances"].items():
        q = b["chances"][name]
        pooled = (p * n + q * m) / (n + m)
        yield f"chance of {name}", p, q, apart(p, q, math.sqrt(pooled * (1 - pooled) * both))
    for name in MOMENTS:
        sd = a["sd"][name]
        yield f"mean of {name}", a["mean"][name], b["mean"][name], apart(a["mean"][name], b["mean"][name], sd * math.sqrt(both))
        yield f"sd of {name}", sd, b["sd"][name], apart(sd, b["sd"][name], sd * math.sqrt(both / 2))


def in_the_same_trials(a, n, b, m):
    """The same, in units of what rounding may do: two trials, or 1e-9 of a moment."""
    if n != m:
        yield "trials that completed", n, m, math.inf
    for name, p in a["chances"].items():
        q = b["chances"].get(name, math.nan)
        yield f"chance of {name}", p, q, ERRORS * abs(p - q) * n / 2
    for moment in ("mean", "sd"):
        for name in MOMENTS:
            p, q = a[moment][name], b[moment][name]
            yield f"{moment} of {name}", p, q, ERRORS * abs(p - q) / (1e-9 * abs(p))


def apart(p, q, error):
    return abs(p - q) / error if error > 0 else (0.0 if p == q else math.inf)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leontide", default="build/bench/bin/leontide")
    parser.add_argument("--kernel", default="build/bench/bin/peer_dalian_plan", help="the C++ peer")
    parser.add_argument("--python", default="/usr/bin/python3")
    parser.add_argument("--trials", type=int, default=100_000)
    parser.add_argument("--only", choices=("numpy", "kernel"))
    options = parser.parse_args()
    peers = {
        "numpy": ([options.python, HERE / "dalian_plan.py"], 2, differences),
        "kernel": ([options.kernel, "--scenario", HERE / "dalian_plan.yaml"], 1, in_the_same_trials),
    }
    product = ours(options.leontide, options.trials, 1)
    wrong = 0
    for name, (command, seed, compared) in peers.items():
        if options.only not in (None, name):
            continue
        text = subprocess.run([*command, "--trials", str(options.trials), "--seed", str(seed), "--repeats", "1"],
                              check=True, capture_output=True, text=True).stdout
        answers = json.loads(text)["answers"]
        peer_trials = options.trials - answers["failed"]
        print(f"{name}: leontide, peer, how far apart ({ERRORS} is too far)")
        for what, p, q, errors in compared(product, product["completed"], answers, peer_trials):
            bad = not errors <= ERRORS
            wrong += bad
            print(f"  {what:60} {p:12.5f} {q:12.5f} {errors:6.2f}{'  DIFFERS' if bad else ''}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
