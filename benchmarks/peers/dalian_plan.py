"""The Dalian plan as a numpy program: the equations of dalian/model.yaml written out by hand for the
reading as-written (base_reading 1) with all levers on and no events. Arrays are [sectors, trials of a chunk]."""

import one_thread  # noqa: F401  before numpy

import numpy as np

import measure
from dalian_base import Plan, base_year, trial_draws
from dalian_draws import Draws
from dalian_inputs import Numbers, bounds

YEARS = 3
TOLERANCE = 1e-10
MOST_SWEEPS = 200


def solve_by_sweeps(plan, row, column, demand, first):
    """x = row A (column x) + demand by sweeps from `first` to the tolerance, relative to a trial's largest
    output. In y = column x a sweep is one product and two passes. Gives x, column x and A (column x)."""
    gain = row * column
    push = column * demand
    y = column * first
    product = np.empty_like(y)
    following = np.empty_like(y)
    sweep = 0
    while True:
        np.matmul(plan.local, y, out=product)
        np.multiply(gain, product, out=following)
        following += push
        sweep += 1
        if sweep >= plan.sweeps:  # few chunks are done sooner than the one before
            y_change = np.abs(following - y)
            y_change /= column
            x = y / column
            if (y_change.max(axis=0) <= TOLERANCE * np.abs(x).max(axis=0)).all():
                plan.sweeps = max(sweep - 1, 1)
                return x, y, product
            if sweep > MOST_SWEEPS:
                raise ArithmeticError("the sweeps do not converge: is a trial's economy unproductive?")
        y, following = following, y


def solve_directly(plan, row, column, demand, first):
    """The same by batched LAPACK."""
    matrix = np.multiply(row.T[:, :, None], plan.local, order="C")
    matrix *= -column.T[:, None, :]
    matrix.reshape(len(matrix), -1)[:, :: plan.n + 1] += 1
    x = np.ascontiguousarray(np.linalg.solve(matrix, demand.T[:, :, None])[:, :, 0].T)
    y = column * x
    return x, y, plan.local @ y


class Path:
    """A chunk of trials on its way through the years."""

    def __init__(self, plan, draws, size, solve):
        self.plan, self.draws, self.size, self.solve = plan, draws, size, solve
        self.base = base_year(plan, draws, size)
        self.drawn = trial_draws(plan, draws, size)
        self.lever = draws.levers(size)
        for name in ("household", "government", "investment", "exports", "outflow", "output"):
            setattr(self, name, self.base[name])
        self.row_log = np.zeros((plan.n, size))  # of substitution and fabrication
        self.column_log = np.zeros((plan.n, size))
        self.price_level = np.ones((len(plan.numbers.broads), size))
        self.rates = dict.fromkeys(("national_cycle", "national_trade", "national_deflator", "government_growth", "autonomous_investment"))
        self.income_growth = self.output_growth = plan.p["base_growth"]
        self.failed = np.zeros(size, dtype=bool)
        for name in ("science", "accounting", "software", "efficiency", "port", "containers", "nation_trade"):
            setattr(self, name, np.ones(size))
        self.airport = plan.p["airport_base"] * self.drawn["airport_error"]
        self.trade = np.full(size, plan.p["trade_base"])
        self.contracts = plan.p["contracts_2022"] * self.drawn["contracts_error"] * (1 + self.drawn["contracts_trend"]) ** 2
        self.products = np.full(size, plan.p["products_base"])
        self.sums = self.first = self.sums_of(self.base["value_added"], self.base["value_added"], self.base["output"], self.base["output"])
        self.first["logistics"] = self.drawn["logistics_base"]
        self.first["intensity"] = self.base["transport_use"] / self.first["gdp"]
        broad = plan.in_broad @ self.base["value_added"] / plan.p["published"][:, None]
        self.failed |= np.abs(broad - 1).sum(axis=0) > 1e-9

    def sums_of(self, value_added, value_added_current, output, output_current):
        plan = self.plan
        s = dict(zip(("gdp", "labour", "services", "goods_value"), plan.constant_weights @ value_added))
        names = ("gdp_current", "services_current", "finance", "business", "science", "it", "full", "traded", "part")
        s |= dict(zip(names, plan.current_weights @ value_added_current))
        s["producer_services"] = s["full"] + self.drawn["wholesale_weight"] * s["traded"] + self.drawn["partial_weight"] * s["part"]
        s["output"], s["goods"] = plan.output_weights[:2] @ output
        s["logistics_revenue"], s["business_revenue"], s["science_revenue"] = plan.output_weights[2:] @ output_current
        return s

    def effect(self, name, year):
        """delivery · lever in this year: the strength times the ramp."""
        lever = self.plan.numbers.levers[name]
        ramp = min(1, (year - (lever["start"] - 2025)) / lever["ramp"])
        return self.drawn["delivery"] * self.lever[name] * ramp

    def grow_demand(self, year, z):
        plan, d, p, t = self.plan, self.plan.d, self.plan.p, self.drawn
        for name in self.rates:
            self.rates[name] = self.draws.ar1(name, self.rates[name], z)
        city = t["trend"] + self.rates["national_cycle"] + self.draws.shock("city_shock", z)
        growth = self.draws.random.standard_normal((plan.n, self.size))
        growth *= plan.noise_sd
        growth += t["outflow_trend"]
        growth += city
        rows = plan.sales_rows
        growth[rows] += (self.effect("outside_sales", year) * d["outside_sales_exposure"][rows]
                         + self.effect("finance_hub", year) * d["is_finance"][rows]
                         + self.effect("port_and_air", year) * d["port_sales_exposure"][rows])
        self.outflow = np.multiply(self.outflow, growth, out=growth)
        self.trade_growth = (self.rates["national_trade"] + t["trade_gap_mean"] + self.draws.shock("trade_gap_shock", z)
                             + self.effect("trade_openness", year))
        self.volume_growth = self.trade_growth - self.rates["national_deflator"]
        consumption = t["income_elasticity"] * self.income_growth + self.draws.shock("household_noise", z)
        investment = (self.rates["autonomous_investment"] + t["accelerator"] * self.output_growth
                      + self.effect("firm_growth", year))
        self.household = self.household * (1 + consumption)
        self.government = self.government * (1 + self.rates["government_growth"])
        self.investment = self.investment * (1 + investment)
        exports = d["export_elasticity"] * (t["pass_through"] * self.volume_growth)
        exports += 1
        exports *= self.exports
        self.exports = exports
        demand = self.household + self.government
        for part in (self.investment, self.base["inventories"], self.exports, self.outflow):
            demand += part
        return demand

    def walk(self, log, name):
        """One year of a walk in logs."""
        law = self.draws.laws[name]
        z = self.draws.random.standard_normal((self.plan.n, self.size))
        z *= law["sd"]
        z += law["drift"]
        log += z

    def technology(self, year):
        """This year's multipliers: of all rows, of local rows, of columns; and what a unit of output buys
        from all rows, before the column's multiplier."""
        plan, d, p, t = self.plan, self.plan.d, self.plan.p, self.drawn
        self.walk(self.row_log, "substitution")
        self.walk(self.column_log, "fabrication")
        row = self.row_log * t["rows_pace"]
        np.exp(row, out=row)
        row *= self.base["row"]
        before = plan.bought @ row
        row[plan.it] *= 1 + self.effect("digital_inputs", year)
        bought = plan.bought @ row
        column = self.column_log * t["columns_pace"]
        np.exp(column, out=column)
        column *= self.base["column"]
        column *= before
        column /= bought
        saving = d["digital_gain_exposure"] * self.effect("digital_productivity", year)
        saving += d["is_manufacturing"] * self.effect("integration_gain", year)
        saving /= self.base["input_share"]
        column *= np.subtract(1, saving, out=saving)
        np.minimum(column, np.divide(p["most_inputs"], bought, out=saving), out=column)
        local = self.base["local_row"].copy()
        rows = plan.purchase_rows
        local[rows] *= 1 + self.effect("local_purchase", year) * d["local_purchase_exposure"][rows]
        np.minimum(local, d["local_room"], out=local)
        local *= row
        return row, local, column, bought

    def advance(self, year):
        """From one year to the next."""
        plan, d, p, t = self.plan, self.plan.d, self.plan.p, self.drawn
        z = self.draws.innovations(self.size)
        demand = self.grow_demand(year, z)
        row, local, column, bought = self.technology(year)
        output, used, product = self.solve(plan, local, column, demand, self.output)
        inputs = used * bought
        at_home = output - inputs
        outsourcing = self.effect("outsourcing", year)
        outsourced = outsourcing * (plan.constant_weights[3] @ at_home)
        value_added = at_home * (1 - d["is_manufacturing"] * outsourcing)
        value_added += d["outsourcing_to"] * outsourced
        self.price_level = self.price_level * (
            1 + self.rates["national_deflator"] + self.draws.shock("city_deflator", z) + t["relative_price"]
            + self.draws.normal_by_broad("price_noise", self.size))
        price = self.price_level[plan.numbers.broad_of]
        last, self.sums = self.sums, self.sums_of(value_added, value_added * price, output, output * price)
        self.check(value_added, output, local, product, demand, inputs)
        self.output = output
        transport_use = row[plan.transport] * (plan.total[plan.transport] @ used)
        self.indicators(year, z, last, transport_use)

    def check(self, value_added, output, local, product, demand, inputs):
        deliveries = local * product
        row_gap = np.abs(output - deliveries - demand).sum(axis=0) / self.sums["output"]
        gdp = self.sums["gdp"]
        sides = (gdp - demand.sum(axis=0) + inputs.sum(axis=0) - deliveries.sum(axis=0)) / gdp
        self.failed |= ~((row_gap <= 1e-9) & (np.abs(sides) <= 1e-9) & (value_added >= 0).all(axis=0))

    def indicators(self, year, z, last, transport_use):
        p, t, s, draws = self.plan.p, self.drawn, self.sums, self.draws
        self.income_growth = s["labour"] / last["labour"] - 1
        self.output_growth = s["output"] / last["output"] - 1
        goods_growth = s["goods"] / last["goods"] - 1
        traffic = self.effect("port_and_air", year)
        self.science = self.science * (s["science_revenue"] / last["science_revenue"] + draws.shock("science_noise", z))
        self.accounting = self.accounting * (s["business_revenue"] / last["business_revenue"] + t["accounting_premium"]
                                             + draws.shock("accounting_noise", z))
        self.software = self.software * (s["it"] / last["it"] + t["software_premium"] + draws.shock("software_noise", z))
        self.efficiency = self.efficiency * (1 + t["logistics_trend"] + draws.shock("logistics_noise", z)
                                             - self.effect("logistics_saving", year))
        intensity = transport_use * self.price_level[self.plan.tertiary] / s["gdp_current"]
        s["logistics"] = t["logistics_base"] * self.efficiency * (intensity / self.first["intensity"]) ** t["logistics_bridge"]
        self.port = self.port * (1 + p["port_on_trade"] * self.volume_growth + p["port_on_industry"] * goods_growth
                                 + t["port_trend"] + draws.shock("port_noise", z) + traffic)
        self.containers = self.containers * (1 + p["containers_on_trade"] * self.volume_growth + t["containers_trend"]
                                             + draws.shock("containers_noise", z) + traffic)
        self.airport = self.airport * (1 + p["airport_on_growth"] * (s["gdp"] / last["gdp"] - 1) + t["airport_trend"]
                                       + draws.shock("airport_noise", z) + traffic)
        self.trade = self.trade * (1 + self.trade_growth)
        self.nation_trade = self.nation_trade * (1 + self.rates["national_trade"])
        self.contracts = self.contracts * (1 + t["contracts_trend"] + draws.shock("contracts_noise", z)
                                           + self.effect("research_transfer", year))
        self.products = self.products + draws.random.poisson(draws.laws["listings"]["mean"], self.size)
        revenue_up = s["logistics_revenue"] / last["logistics_revenue"] - 1 >= BOUNDS["logistics_business_revenue_growth"]
        cost_down = s["logistics"] / last["logistics"] <= BOUNDS["social_logistics_cost_gdp_ratio_falling"]
        self.revenue_up = revenue_up if year == 1 else self.revenue_up & revenue_up
        self.cost_down = cost_down if year == 1 else self.cost_down & cost_down

    def hits(self):
        """Which trials meet each target."""
        s, first, mean = self.sums, self.first, 1 / YEARS
        values = {
            "producer_services_value_added": s["producer_services"],
            "producer_services_share_of_services": s["producer_services"] / s["services_current"],
            "sci_tech_services_scale": (s["science"] / first["science"]) ** mean - 1,
            "business_services_scale": (s["business"] / first["business"]) ** mean - 1,
            "finance_value_added_share_gdp": s["finance"] / s["gdp_current"],
            "dce_futures_options_products": self.products,
            "port_cargo_throughput_growth": self.port ** mean - 1,
            "port_container_throughput_growth": self.containers ** mean - 1,
            "airport_cargo_throughput": self.airport,
            "foreign_trade_growth_vs_national": (self.trade / self.plan.p["trade_base"]) ** mean - self.nation_trade ** mean,
            "sci_tech_services_revenue_growth": self.science ** mean - 1,
            "technology_contract_turnover": self.contracts,
            "accounting_revenue_growth": self.accounting ** mean - (s["gdp_current"] / first["gdp_current"]) ** mean,
        }
        met = {name: value >= BOUNDS[name] for name, value in values.items()}
        met["social_logistics_cost_gdp_ratio"] = s["logistics"] <= BOUNDS["social_logistics_cost_gdp_ratio"]
        met["logistics_business_revenue_growth"] = self.revenue_up
        met["social_logistics_cost_gdp_ratio_falling"] = self.cost_down
        return met


BOUNDS = bounds()
MOMENTS = {"producer_services_va": "producer_services", "gdp_nominal": "gdp_current", "services_va": "services_current"}


def simulate(plan, trials, seed, chunk, solve):
    draws = Draws(plan.numbers, seed)
    hits = dict.fromkeys(BOUNDS, 0)
    moments = {name: np.zeros(3) for name in MOMENTS}  # count, sum and sum of squares about a centre near the mean
    centre = {}
    failed = 0
    for start in range(0, trials, chunk):
        path = Path(plan, draws, min(chunk, trials - start), solve)
        for year in range(1, YEARS + 1):
            path.advance(year)
        good = ~path.failed
        failed += int(path.failed.sum())
        for name, met in path.hits().items():
            hits[name] += int((met & good).sum())
        for name, key in MOMENTS.items():
            value = path.sums[key][good]
            value = value - centre.setdefault(name, value.mean())
            moments[name] += len(value), value.sum(), value @ value
    answers = {"failed": failed, "chances": {name: count / (trials - failed) for name, count in hits.items()}, "mean": {}, "sd": {}}
    for name, (count, total, squares) in moments.items():
        answers["mean"][name] = centre[name] + total / count
        answers["sd"][name] = float(np.sqrt((squares - total * total / count) / (count - 1)))
    return answers


def options():
    parser = measure.options(__doc__, 100_000)
    parser.add_argument("--chunk", type=int, default=512, help="trials worked on together")
    return parser.parse_args()


def timed(options, solve):
    """The trials that are asked for, as measure.report wants them told."""
    plan = Plan(Numbers())
    run = lambda: simulate(plan, options.trials, options.seed, options.chunk, solve)
    answers, wall, processor = measure.repeated(run, options.repeats)
    return {"count": options.trials, "wall": wall, "processor": processor, "answers": answers,
            "chunk": options.chunk, "numpy": np.__version__, "blas": one_thread.blas()}


if __name__ == "__main__":
    measure.report("dalian-plan-numpy", **timed(options(), solve_by_sweeps))
