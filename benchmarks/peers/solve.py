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
    """Drawn systems, a batch at a time. Solving is timed; building the matrices is timed apart, for a program that
    only has r, A and s must do that too."""

    def __init__(self, seed, batch):
        numbers = Numbers()
        self.a = numbers.data["A_local"]
        self.f = final_demand(numbers.codes)
        self.random = np.random.Generator(np.random.SFC64(seed))
        self.batch = batch

    def solve(self, solves):
        n = len(self.f)
        eye = np.eye(n)
        spent = np.zeros((3, 2))  # at three marks, wall and processor
        total = largest = 0.0
        for start in range(0, solves, self.batch):
            size = min(self.batch, solves - start)
            r, s = np.exp(SPREAD * self.random.standard_normal((2, size, n)))
            f = np.broadcast_to(self.f[:, None], (size, n, 1))
            marks = [clocks()]
            matrix = eye - r[:, :, None] * self.a * s[:, None, :]
            marks.append(clocks())
            x = np.linalg.solve(matrix, f)
            marks.append(clocks())
            spent += marks
            x = x[:, :, 0]
            gap = np.abs(x - r * ((s * x) @ self.a.T) - self.f).max(axis=1) / np.abs(x).max(axis=1)
            largest = max(largest, float(gap.max()))
            total += float(x.sum())
        building, solving = np.diff(spent, axis=0)
        return total / solves, largest, building, solving


def clocks():
    return time.perf_counter(), time.process_time()


def main():
    parser = measure.options(__doc__, 20_000)
    parser.add_argument("--batch", type=int, default=256)
    options = parser.parse_args()
    batches = Batches(options.seed, options.batch)
    batches.solve(options.batch)  # the first call loads code
    wall, processor, building = [], [], []
    for _ in range(options.repeats):
        mean, largest, built, solved = batches.solve(options.trials)
        wall.append(float(solved[0]))
        processor.append(float(solved[1]))
        building.append(float(built[0]))
    measure.report("leontief-numpy-solve", options.trials, wall, processor,
                   {"mean_total_output": mean, "largest_residual": largest}, unit="solves",
                   building_seconds=building, sectors=len(batches.f), spread=SPREAD, batch=options.batch,
                   numpy=np.__version__, blas=one_thread.blas())


if __name__ == "__main__":
    main()
