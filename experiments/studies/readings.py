"""What studies of plans and people read off an economy at a year's end.

Levels and shares of the year just lived. Shares of works count rows by how many works they
stand for; a row's works share one fate, so these shares depend on scale.
"""

from __future__ import annotations

from typing import Any, NamedTuple

MET = 1.0 - 1e-9
"""A plan met but for rounding."""
NEAR = 0.97
"""From where on works count for the width of the bunch: at or near their plan."""
SHARES = (
    "share_fulfilling_100_103",
    "share_failing_january_plan",
    "fulfilment_january_plan_median",
)
"""Read as reported."""
TRUE = (
    "plan_corrections_down",
    "plan_growth_industry",
    "storming_share",
    "input_output_stock_ratio",
    "fill_rate",
    "fill_rate_within_region",
    "fill_rate_between_regions",
    "plan_inconsistency",
    "gosplan_hours_used",
    "hidden_reserve",
    "lost_for_inputs",
    "order_padding",
    "material_intensity",
    "tautness",
)
LEVELS = ("gross_industrial_output", "group_a_output", "group_b_output", "national_income")


class Bunch(NamedTuple):
    """How works lie around the plan as last corrected; shares of works but ``width``, points.

    ``width``: between the quartiles of those above 97 per cent.
    """

    below_97: float
    from_97: float
    at_100: float
    from_103: float
    above_110: float
    width: float


def bunch(met: Any, works: Any) -> Bunch:
    """Return how works lie.

    Parameters
    ----------
    met : (n,) output over plan
    works : (n,) how many works a row stands for
    """
    import numpy as np

    edges = (-np.inf, NEAR, MET, 1.03, 1.10, np.inf)
    part: list[float] = (np.histogram(met, edges, weights=works)[0] / works.sum()).tolist()
    near = met > NEAR
    return Bunch._make([*part, 100.0 * quartile_range(met[near], works[near])])


def quartile_range(value: Any, weight: Any) -> float:
    """Return the distance of the weighted quartiles; nan where nothing is there."""
    import numpy as np

    if not len(value):
        return float("nan")
    order = np.argsort(value, kind="stable")
    reached = np.cumsum(weight[order]) / weight.sum()
    low, high = np.searchsorted(reached, (0.25, 0.75))
    return float(value[order[high]] - value[order[low]])


def of_plan(economy: Any) -> tuple[Any, Any]:
    """Return (f,) reported output over corrected plan, works, of the fates of industry."""
    import numpy as np

    office = economy.record.office
    plan = economy.plan.works[office.fates]
    made = economy.counted_so_far[office.fates]
    return np.divide(made, plan, out=np.ones_like(made), where=plan > 0), office.fate_works


def stocks(economy: Any) -> dict[str, float]:
    """Return what works hold of inputs against how irregular deliveries are to them.

    ``variation``: coefficient of variation of what came of what was wanted, over months and
    sorts, as directors remember it, mean by value; ``months``, ``months_meant``: months of use
    held, and that directors mean to hold;
    ``held_irregular``, ``held_regular``: stock over the opening norm where deliveries vary
    most and least (quarters of the claims' value).
    """
    import numpy as np

    works = slice(0, economy.lines.works_claims)
    use = economy.norm_of_claim * economy.planned[economy.owner]
    held = economy.lines.stock[works]
    mean = economy.fill_mean[works]
    variance = economy.fill_variance[works] + economy.unevenness
    variation = np.sqrt(variance) / np.maximum(mean, 0.1)
    norm = economy.stock_norm[works] * use
    order = np.argsort(variation, kind="stable")
    place = np.cumsum(use[order]) / use.sum()
    least, most = order[place < 0.25], order[place > 0.75]
    return {
        "variation": float((variation * use).sum() / use.sum()),
        "months": float(held.sum() / use.sum()),
        "months_meant": float((economy.stock_wanted[works] * use).sum() / use.sum()),
        "held_regular": float(held[least].sum() / norm[least].sum()),
        "held_irregular": float(held[most].sum() / norm[most].sum()),
    }


def inputs(economy: Any) -> dict[str, float]:
    """Return what a unit of true output took, and how far the nation's plan was reported met.

    ``materials``: used over what the norms of the opening ask for the useful output;
    ``hands``: thousand hands a year in industry over its useful output, mln rub;
    ``plant``: plant of the 20 sectors over the useful output of works, rub a rub a year;
    ``nation_fulfilment``: reported value of industry over its January plan.
    """
    import numpy as np

    span = list(economy.record.years.values())[-1]
    flows, accounts = span.flows, span.accounts
    useful = flows.useful.sum(axis=1)
    worked = flows.worked + useful - flows.made.sum(axis=1)
    asked = float(np.einsum("pq,q->", economy.opening.norms, worked))
    weight = wholesale(economy)
    industry = float((weight > 0) @ useful)
    return {
        "materials": float(flows.used.sum()) / asked,
        "hands": float(flows.workers.sum()) / 12.0 / industry,
        "plant": float(accounts.capital.sum()) / float(useful.sum()),
        "nation_fulfilment": float(
            (weight * flows.reported.sum(axis=1)).sum() / (weight * accounts.planned).sum()
        ),
    }


def wholesale(economy: Any) -> Any:
    """Return (59,) weights of gross industrial output."""
    from model.indicators.weights import weigh

    return weigh(economy.opening).wholesale


def error_of_needs(economy: Any) -> float:
    """Return the standard error with which planners see needs of works, mean by value, logs."""
    import numpy as np

    from model.phases.authorities import handling

    works = slice(0, economy.lines.works_claims)
    error = handling(economy).error[works]
    rows = np.sqrt(economy.directors.n_works)[economy.owner]
    use = economy.norm_of_claim * economy.planned[economy.owner]
    return float((error / rows * use).sum() / use.sum())


def facts(economy: Any) -> dict[str, float]:
    """Return the year's figures, by names that the other studies print.

    ``works_stocks_to_income``: inputs and finished goods in works over true national income;
    ``stocks_to_income``: depots and trade too; goods on the way and in farms in neither.
    """
    table = economy.record.annual_levels
    reported, true = table["reported"].iloc[-1], table["true"].iloc[-1]
    span = list(economy.record.years.values())[-1]
    found = {name: float(reported[name]) for name in SHARES}
    found |= {name: float(true[name]) for name in TRUE}
    found |= {f"reported {name}": float(reported[name]) for name in LEVELS}
    found |= {f"true {name}": float(true[name]) for name in LEVELS}
    income = 12.0 * found["true national_income"]
    held = span.state.inputs + span.state.finished
    found["works_stocks_to_income"] = held / income
    shelves = economy.lines.stock[economy.lines.works_claims :]
    found["stocks_to_income"] = (held + float(shelves.sum())) / income
    found |= bunch(*of_plan(economy))._asdict()
    return found | stocks(economy) | inputs(economy) | {"error_of_needs": error_of_needs(economy)}
