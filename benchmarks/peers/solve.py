"""Leontief solves a second of batched numpy.linalg.solve: (I - diag(r) A diag(s)) x = f with A the local
coefficients of Dalian's table, r and s drawn in every solve, log-sd 5 %, f the final demand of the table."""

import one_thread  # noqa: F401  before numpy

import csv
import time

import numpy as np

import measure
from dalian_inputs import MODEL, Numbers

SPREAD = 0.05


def final_demand(codes):
    with open(MODEL.parent / "table/final_demand.csv", encoding="utf-8") as file:
        rows = {row.pop("code"): sum(map(float, row.values())) for row in csv.DictReader(file)}
    return np.array([rows[code] for code in codes])


class Batches:
    """Drawn systems, a batch at a time; only the work of solving them is timed."""

    def __init__(self, seed, batch):
        numbers = Numbers()
        self.a = numbers.data["A_local"]
        self.f = final_demand(numbers.codes)
        self.random = np.random.Generator(np.random.SFC64(seed))
        self.batch = batch
        self.building = self.solving = 0.0
        self.total = self.residual = 0.0

    def solve(self, solves):
        n = len(self.f)
        eye = np.eye(n)
        self.building = self.solving = self.total = self.residual = 0.0
        for start in range(0, solves, self.batch):
            size = min(self.batch, solves - start)
            r, s = np.exp(SPREAD * self.random.standard_normal((2, size, n)))
            f = np.broadcast_to(self.f[:, None], (size, n, 1))
            began = time.perf_counter()
            matrix = eye - r[:, :, None] * self.a * s[:, None, :]
            built = time.perf_counter()
            x = np.linalg.solve(matrix, f)
            self.solving += time.perf_counter() - built
            self.building += built - began
            x = x[:, :, 0]
            gap = np.abs(x - r * ((s * x) @ self.a.T) - self.f).max(axis=1) / np.abs(x).max(axis=1)
            self.residual = max(self.residual, float(gap.max()))
            self.total += float(x.sum())
        return self.total / solves


def main():
    parser = measure.options(__doc__, 20_000)
    parser.add_argument("--batch", type=int, default=64)
    options = parser.parse_args()
    solving, building = [], []
    batches = Batches(options.seed, options.batch)
    batches.solve(options.batch)  # the first call loads code
    for _ in range(options.repeats):
        mean = batches.solve(options.trials)
        solving.append(batches.solving)
        building.append(batches.building)
    measure.report("leontief-numpy-solve", options.trials, solving, None,
                   {"mean_total_output": mean, "largest_residual": batches.residual}, unit="solves",
                   building_seconds=building, sectors=len(batches.f), spread=SPREAD, batch=options.batch,
                   numpy=np.__version__, blas=one_thread.blas())


if __name__ == "__main__":
    main()
