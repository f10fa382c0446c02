"""Chance that the Ishigami function exceeds a threshold: OpenTURNS and numpy beside the exact value.

y = sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1, the x uniform on (-pi, pi) (Ishigami & Homma 1990), P(y > 10)."""

import one_thread  # noqa: F401  before numpy

import math
import sys

import numpy as np

import measure

A, B, THRESHOLD = 7.0, 0.1, 10.0
FORMULA = "sin(x1) * (1 + 0.1 * x3^4) + 7 * sin(x2)^2"  # a sine less than as printed: a third faster


def exact(points=4000):
    """P(y > 10) by the midpoint rule in x1 and x3 over the closed form in x2: sin^2 of a uniform angle is
    above q with chance 1 - 2/pi asin(sqrt q)."""
    angle = (np.arange(points) + 0.5) / points * 2 * math.pi - math.pi
    rest = np.sin(angle)[:, None] * (1 + B * angle ** 4)
    share = np.clip((THRESHOLD - rest) / A, 0, 1)
    return float((1 - 2 / math.pi * np.arcsin(np.sqrt(share))).mean())


def by_numpy(trials, seed, block):
    random = np.random.Generator(np.random.SFC64(seed))
    hits = 0
    for start in range(0, trials, block):
        x = random.uniform(-math.pi, math.pi, (3, min(block, trials - start)))
        np.square(x[2], out=x[2])
        np.square(x[2], out=x[2])
        x[2] *= B
        x[2] += 1
        np.sin(x[:2], out=x[:2])
        x[2] *= x[0]
        np.square(x[1], out=x[1])
        x[1] *= A
        x[2] += x[1]
        hits += np.count_nonzero(x[2] > THRESHOLD)
    return hits / trials


def openturns():
    """OpenTURNS on one thread, the function and the law of its inputs."""
    import openturns as ot

    ot.TBB.Disable()
    ot.Log.Show(ot.Log.NONE)
    law = ot.ComposedDistribution([ot.Uniform(-math.pi, math.pi)] * 3)
    return ot, ot.SymbolicFunction(["x1", "x2", "x3"], [FORMULA]), law


def by_algorithm(trials, seed, block):
    """ProbabilitySimulationAlgorithm on the event, as its users write it."""
    ot, function, law = openturns()
    ot.RandomGenerator.SetSeed(seed)
    event = ot.ThresholdEvent(ot.CompositeRandomVector(function, ot.RandomVector(law)), ot.Greater(), THRESHOLD)
    algorithm = ot.ProbabilitySimulationAlgorithm(event, ot.MonteCarloExperiment())
    algorithm.setBlockSize(block)
    algorithm.setMaximumOuterSampling(trials // block)
    algorithm.setMaximumCoefficientOfVariation(0)
    algorithm.setMaximumStandardDeviation(0)
    algorithm.setConvergenceStrategy(ot.Null())
    algorithm.run()
    result = algorithm.getResult()
    assert result.getOuterSampling() * result.getBlockSize() == trials // block * block
    return result.getProbabilityEstimate()


def by_samples(trials, seed, block):
    """Samples evaluated and counted by hand, without the algorithm's bookkeeping."""
    ot, function, law = openturns()
    ot.RandomGenerator.SetSeed(seed)
    above = 0.0
    for _ in range(trials // block):
        above += 1 - function(law.getSample(block)).computeEmpiricalCDF([THRESHOLD])
    return above * block / (trials // block * block)


METHODS = {"numpy": by_numpy, "algorithm": by_algorithm, "samples": by_samples}


def main():
    parser = measure.options(__doc__, 10_000_000)
    parser.add_argument("--method", choices=METHODS, default="algorithm")
    parser.add_argument("--block", type=int, help="draws at a time: 10000 with OpenTURNS, 4096 with numpy")
    options = parser.parse_args()
    block = options.block or (4096 if options.method == "numpy" else 10_000)
    trials = options.trials if options.method == "numpy" else options.trials // block * block
    METHODS[options.method](block, options.seed, block)  # loads the libraries
    estimate, wall, processor = measure.repeated(lambda: METHODS[options.method](trials, options.seed, block), options.repeats)
    truth = exact()
    more = {"block": block, "numpy": np.__version__}
    if options.method != "numpy":
        more["openturns"] = openturns()[0].__version__
    name = "ishigami-numpy" if options.method == "numpy" else f"ishigami-openturns-{options.method}"
    measure.report(name, trials, wall, processor, {"probability": estimate, "exact": truth}, **more)
    if abs(estimate - truth) > 4 * math.sqrt(truth * (1 - truth) / trials):
        sys.exit(f"{estimate} is more than four standard errors from {truth}")


if __name__ == "__main__":
    main()
