"""Draws by the laws of dalian/model.yaml, a chunk of trials at a time."""

import numpy as np

STEP_SCALARS = [  # one standard normal a trial and year each; the first five are correlated
    "national_cycle", "national_trade", "national_deflator", "city_shock", "trade_gap_shock", "household_noise",
    "government_growth", "autonomous_investment", "city_deflator", "logistics_noise", "port_noise", "containers_noise",
    "airport_noise", "contracts_noise", "software_noise", "science_noise", "accounting_noise",
]


class Draws:
    """Draws by the laws of the model file, `size` trials at a time."""

    def __init__(self, numbers, seed):
        self.numbers = numbers
        self.laws = numbers.drivers
        self.random = np.random.Generator(np.random.SFC64(seed))
        triple = numbers.correlations["national_cycle", "national_trade", "national_deflator"]
        pair = numbers.correlations["city_shock", "trade_gap_shock"]
        self.triple = np.linalg.cholesky(np.array(triple))
        self.pair = np.linalg.cholesky(np.array([[1, pair], [pair, 1]]))

    def uniform(self, name, size):
        law = self.laws[name]
        return law["low"] + (law["high"] - law["low"]) * self.random.random(size)

    def triangular(self, law, size):
        return self.random.triangular(law["low"], law["mode"], law["high"], size)

    def normal(self, name, shape):
        draw = self.random.standard_normal(shape)
        draw *= self.laws[name]["sd"]
        draw += self.laws[name]["mean"]
        return draw

    def lognormal(self, name, shape, members=None):
        law = self.laws[name]
        draw = self.random.standard_normal(shape)
        draw *= self.numbers.spread_of(name, "sigma", members) if members else law["sigma"]
        np.exp(draw, out=draw)
        draw *= law["median"]
        return draw

    def normal_by_broad(self, name, size):
        members = self.numbers.broads
        draw = self.random.standard_normal((len(members), size))
        return self.numbers.spread_of(name, "mean", members) + self.numbers.spread_of(name, "sd", members) * draw

    def levers(self, size):
        return {name: self.triangular(lever["strength"], size) for name, lever in self.numbers.levers.items()}

    def innovations(self, size):
        """One year's scalar normals by name, correlated where the model says so."""
        z = self.random.standard_normal((len(STEP_SCALARS), size))
        z[:3] = self.triple @ z[:3]
        z[3:5] = self.pair @ z[3:5]
        return dict(zip(STEP_SCALARS, z))

    def shock(self, name, z):
        law = self.laws[name]
        return law["mean"] + law["sd"] * z[name]

    def ar1(self, name, last, z):
        law = self.laws[name]
        last = law["start"] if last is None else last
        return law["mean"] + law["phi"] * (last - law["mean"]) + law["sd"] * z[name]
