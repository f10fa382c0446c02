"""What the numpy program of the Dalian plan knows before the first year: constants, each trial's base year and draws."""

import numpy as np


class Plan:
    """What does not change from trial to trial."""

    def __init__(self, numbers):
        d, p = numbers.data, numbers.parameters
        self.n = len(numbers.codes)
        self.numbers = numbers
        self.d = {name: value[:, None] if value.ndim == 1 else value for name, value in d.items()}
        self.p = p
        self.local = np.ascontiguousarray(d["A_local"])
        self.total = np.ascontiguousarray(d["A_total"])
        self.bought = np.ascontiguousarray(self.total.T)
        self.in_broad = np.equal.outer(np.arange(len(numbers.broads)), numbers.broad_of).astype(float)
        self.local_final = self.d["household_table"] + self.d["government_table"] + self.d["investment_table"] + self.d["inventories_table"]
        self.inputs_centre = d["A_total"].sum(axis=0)[:, None]
        self.noise_sd = self.d["sector_noise_sd"] * numbers.drivers["sector_noise"]["sd"]
        tilt = p["tilt"][numbers.broad_of][:, None]
        self.tilt = tilt
        # Sums over sectors, as one product: at constant prices, then at current ones.
        self.constant_weights = np.stack([np.ones(self.n), d["compensation_table"] / d["value_added_table"], d["is_tertiary"], d["is_manufacturing"]])
        self.current_weights = np.stack([np.ones(self.n), d["is_tertiary"], d["is_finance"], d["is_business"], d["is_science"], d["is_it"], d["ps_full"], d["ps_trade"], d["ps_part"]])
        self.output_weights = np.stack([np.ones(self.n), d["is_manufacturing"], d["is_transport"], d["is_business"], d["is_science"]])
        self.it = int(np.flatnonzero(d["is_it"])[0])  # one sector each
        self.transport = int(np.flatnonzero(d["is_transport"])[0])
        self.tertiary = numbers.broads.index("tertiary")
        self.purchase_rows = np.flatnonzero(d["local_purchase_exposure"])
        self.sales_rows = np.flatnonzero(d["outside_sales_exposure"] + d["is_finance"] + d["port_sales_exposure"])
        self.sweeps = 10


def base_year(plan, draws, size):
    """Structure, table and demand of 2024: each trial's own, with the published totals."""
    n, d, p, numbers = plan.n, plan.d, plan.p, plan.numbers
    b = {}
    weight = d["value_added_table"] * np.minimum(draws.lognormal("structure", (n, size), numbers.codes), d["structure_cap"])
    scale = p["published"][:, None] / (plan.in_broad @ weight)
    b["value_added"] = weight * scale[numbers.broad_of]

    update = draws.uniform("update_weight", size) - p["update_centre"]
    b["row"] = draws.lognormal("table_rows", (n, size)) * np.exp(d["update_log_change"] * update)
    odds = np.exp(draws.normal("table_columns", (n, size)))
    share = plan.inputs_centre / (plan.inputs_centre + (1 - plan.inputs_centre) * odds)
    b["input_share"] = np.minimum(share, p["most_inputs"], out=share)
    b["column"] = b["input_share"] / (plan.bought @ b["row"])
    b["output"] = b["value_added"] / (1 - b["input_share"])

    ratio = np.log(1 + p["province_share"]) / np.log(2)
    quotient = ratio ** (draws.uniform("flq_delta", size) - p["flq_centre"]) - 1
    flq_row = np.minimum(draws.lognormal("table_local", (n, size)) * (1 + d["flq_exposed"] * quotient), d["local_room"])
    b["exports"] = np.minimum(d["export_table"], p["most_exported"] * b["output"])
    used = b["column"] * b["output"]
    sold = b["row"] * (plan.local @ used)
    need = flq_row * (sold + plan.local_final)
    cap = ((1 - p["least_outflow"]) * b["output"] - b["exports"]) / need
    b["local_row"] = flq_row * np.minimum(cap, 1, out=cap)
    for use in ("household", "government", "investment", "inventories"):
        b[use] = d[use + "_table"] * b["local_row"]
    b["outflow"] = b["output"] - b["local_row"] * (sold + plan.local_final) - b["exports"]
    b["transport_use"] = b["row"][plan.transport] * (plan.total[plan.transport] @ used)
    return b


def trial_draws(plan, draws, size):
    """What is drawn once a trial and moves scalars only."""
    t = {name: draws.normal(name, size) for name in (
        "trend_error", "tilt_scale", "trade_gap_mean", "logistics_trend", "port_trend", "containers_trend",
        "airport_trend", "contracts_trend", "software_premium", "accounting_premium")}
    t |= {name: draws.uniform(name, size) for name in (
        "partial_weight", "income_elasticity", "accelerator", "pass_through", "logistics_base", "logistics_bridge")}
    t |= {name: draws.triangular(draws.laws[name], size) for name in ("wholesale_weight", "rows_pace", "columns_pace", "delivery")}
    t |= {name: draws.lognormal(name, size) for name in ("airport_error", "contracts_error")}
    window = draws.laws["calibration_window"]
    pick = np.searchsorted(np.cumsum(window["chances"])[:-1], draws.random.random(size))
    years = window["values"]
    trend = np.array([plan.p[f"national_growth_{k}"] + plan.p[f"city_gap_{k}"] for k in years])
    t["trend"] = trend[pick] + t["trend_error"]
    t["relative_price"] = draws.normal_by_broad("relative_price", size)
    law = draws.laws["cluster_trend"]
    cluster = law["mean"] + law["sd"] * draws.random.standard_normal((len(plan.numbers.clusters), size))
    t["outflow_trend"] = plan.tilt * t["tilt_scale"] + cluster[plan.numbers.cluster_of] + (plan.d["sector_trend"] + plan.p["outflow_adjustment"] + 1)
    return t
