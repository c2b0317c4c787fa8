"""The scorecard: what the model made, what was planned, what was recorded - misses first.

The Seven-Year Plan is read row by row, each over the base of 1958. The error is that of
growth: the model's 1965 over its own 1958, against the record's 1965 over the record's
1958; rows planned as a sum are compared as sums of 1959-65. A second table holds yearly
growth of 1956-60, a third the totals through one yardstick (`yardstick.py`). What the
model does not speak to is listed as such, never left out; what the record withholds is
compared with the last year it shows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import inf, log
from typing import NamedTuple

from experiments.indicators import Indicator, indicators
from experiments.yardstick import BRANCH_ROWS, GROUP_ROWS, Index, bottom_up, products

BASE, GOAL = 1958, 1965
SUMMED = range(1959, 1966)
GROWTH_FROM, GROWTH_TO = 1956, 1960
PLANNED_IN_PART = ("state_capital_investment",)
"""Rows whose goal is for a part of what the model counts: not held against it."""
TOTALS = ("group_a_output", "group_b_output", "gross_industrial_output", "national_income")

Years = Mapping[int, float]
Series = Mapping[str, Years]


class Row(NamedTuple):
    """One row of the plan: model, plan and record, and by how much growth is missed."""

    indicator: Indicator
    label: str
    unit: str
    model_base: float | None  # 1958, or the first year run
    model_last: float | None
    plan: tuple[float, float] | None
    record_base: float | None  # the record in the year of model_base
    record_last: float | None
    record_year: int  # the year compared, where the record withholds the last
    error: float | None  # model growth over the record's, %
    is_met: bool | None  # at least the lower target, as the model has it
    is_met_in_record: bool | None  # the same in history; None where 1965 is not known
    is_spoken: bool
    model_then: float | None = None  # the model in the year compared

    @property
    def miss(self) -> float:
        """Size by which rows are ordered: the error; behind those, the distance to the plan."""
        if self.error is not None:
            return abs(log(max(1.0 + self.error / 100.0, 1e-9)))
        if self.plan and self.model_last and self.model_last > 0.0:
            low, high = self.plan
            return max(log(low / self.model_last), log(self.model_last / high), 0.0)
        return -1.0


class Growth(NamedTuple):
    """Growth of one indicator, % a year, in the years that model and record share."""

    indicator: Indicator
    first: int
    last: int
    model: float | None
    record: float
    is_spoken: bool

    @property
    def error(self) -> float | None:
        """Model less record, points a year."""
        return None if self.model is None else self.model - self.record

    @property
    def miss(self) -> float:
        """Size by which rows are ordered."""
        return -1.0 if self.error is None else abs(self.error)


class Total(NamedTuple):
    """A published total beside the same total added up from its parts, 1958 = 100."""

    indicator: Indicator
    published: tuple[float | None, float | None, float | None]  # model, plan, record
    bottom_up: tuple[float | None, float | None, float | None]


class Card(NamedTuple):
    """A whole scorecard; lists have their largest miss first, rows without an error last."""

    base: int
    last: int
    rows: tuple[Row, ...]
    silent: tuple[Row, ...]
    growth: tuple[Growth, ...]
    totals: tuple[Total, ...]
    parts: tuple[Index, Index, Index] | None  # model, plan, record
    benchmark: tuple[Growth, ...]  # for frictionless: what capital and labour alone explain
    tautness: float | None = None  # the median works' plan of the last year over its capacity
    failing: float | None = None  # share of works that failed that plan


def card(model: Series, silent: Collection[str] = (), layers: Collection[str] = ()) -> Card:
    """Hold a run against plan and record.

    Parameters
    ----------
    model
        National years by indicator, in the reported ledger where there is one.
    silent
        Indicators the model carries but does not yet speak to.
    layers
        Names of the scenario's layers; `frictionless` adds the benchmark.

    Returns
    -------
    Card
        Every row of the plan exactly once, in `rows` or in `silent`.
    """
    spoken = {name: years for name, years in model.items() if name not in silent}
    years = sorted({year for values in spoken.values() for year in values})
    last = min(years[-1], GOAL) if years else GOAL
    base = BASE if years and years[0] <= BASE < last else (years[0] if years else BASE)
    rows = [_row(name, row, spoken, base, last) for name, row in _plan_rows()]
    parts = _parts(spoken) if base == BASE and last == GOAL else None
    return Card(
        base,
        last,
        tuple(sorted((r for r in rows if r.is_spoken), key=lambda r: (r.error is None, -r.miss))),
        tuple(r for r in rows if not r.is_spoken),
        tuple(sorted(_growth_rows(spoken), key=lambda r: -r.miss)),
        _totals(spoken, parts) if parts else (),
        parts,
        _benchmark(spoken, last) if "frictionless" in layers else (),
        spoken.get("tautness", {}).get(last),
        spoken.get("share_failing_january_plan", {}).get(last),
    )


def rebased(indicator: Indicator, years: Years) -> Years:
    """Return an index over the run's own 1958, or at the record's level where 1958 is not run."""
    if not indicator.is_index_of_1958 or not years:
        return years
    first = min(years)
    if BASE in years:
        scale = 100.0 / years[BASE]
    else:
        scale = known_record(indicator.id).get(first, years[first]) / years[first]
    return {year: value * scale for year, value in years.items()}


def known_record(indicator: str) -> dict[int, float]:
    """Return the record, with what is known outside the yearly series.

    The plan's own row gives 1958 and 1965; growth that the annual plan reports give
    carries an index from its first year back to 1956.
    """
    from model.data import record

    found = indicators()[indicator]
    known = record(indicator)
    row = _plan_row_of().get(indicator)
    if row and not found.is_planned_as_sum:
        ends = {BASE: row["base_1958"], GOAL: row["actual_1965"]}
        known = {year: float(value) for year, value in ends.items() if value} | known
    if known and found.is_index_of_1958:
        known = _carried_back(known, _reported_growth(indicator))
    return dict(sorted(known.items()))


def _carried_back(known: Years, growth: Years) -> dict[int, float]:
    found = dict(known)
    for year in range(min(known), GROWTH_FROM, -1):
        if year not in growth:
            break
        found[year - 1] = found[year] / (1.0 + growth[year] / 100.0)
    return found


def _reported_growth(indicator: str) -> dict[int, float]:
    """Return the growth that the reports on annual plans give, % over the year before."""
    from model.data import table

    return {
        int(row["target_year"]): float(row["actual"])
        for row in table("industry/plan_targets_other")
        if row["plan"] == "annual plan" and row["indicator"] == indicator and row["actual"]
    }


def met(rows: Collection[Row]) -> tuple[int, int]:
    """Return how many rows reach their lower target, and of how many."""
    judged = [row.is_met for row in rows if row.is_met is not None]
    return sum(judged), len(judged)


class Sides(NamedTuple):
    """Of the goals whose outcome is known: how many, and on which side of them model and record."""

    known: int
    reached_in_record: int
    reached_here_alone: int
    missed_here_alone: int


def sides(rows: Collection[Row]) -> Sides:
    """Return how often the model lies on the other side of a goal than history did."""
    both = [(row.is_met, row.is_met_in_record) for row in rows]
    known = [(here, there) for here, there in both if here is not None and there is not None]
    return Sides(
        len(known),
        sum(there for _, there in known),
        sum(here and not there for here, there in known),
        sum(there and not here for here, there in known),
    )


def _plan_rows() -> list[tuple[Indicator, dict[str, str]]]:
    from model.data import table

    of_row = {found.plan_row: found for found in indicators().values() if found.plan_row}
    return [(of_row[row["indicator"]], row) for row in table("history/plan_targets")]


def _plan_row_of() -> dict[str, dict[str, str]]:
    return {indicator.id: row for indicator, row in _plan_rows()}


def _row(indicator: Indicator, row: dict[str, str], model: Series, base: int, last: int) -> Row:
    years = rebased(indicator, model.get(indicator.id, {}))
    record = known_record(indicator.id)
    unlike = row["indicator"] in PLANNED_IN_PART
    plan = None if unlike else _numbers(row, "target_1965_low", "target_1965_high")
    shown = max((year for year in record if base < year <= last), default=last)
    if indicator.is_planned_as_sum:
        made, recorded = _summed(years), _sum_recorded(record, row) if last == GOAL else None
        plan_now, shown = (plan, last) if last == GOAL else (None, last)
        error = _ratio(made, recorded)
    else:
        made, recorded = years.get(last), record.get(shown)
        plan_now = plan if last == GOAL else None
        error = _growth_error(years, record, base, shown)
    return Row(
        indicator,
        row["label"],
        f"{_unit(indicator)}, all sources" if unlike else _unit(indicator),
        None if indicator.is_planned_as_sum else years.get(base),
        made,
        plan,
        None if indicator.is_planned_as_sum else record.get(base),
        recorded,
        shown,
        error,
        None if plan_now is None or made is None else _is_met(row, made, plan_now),
        None
        if plan_now is None or recorded is None or shown != last
        else _is_met(row, recorded, plan_now),
        made is not None or (bool(years) and last != GOAL),
        years.get(shown),
    )


def _sum_recorded(record: Years, row: dict[str, str]) -> float | None:
    return float(row["actual_1965"]) if row["actual_1965"] else _summed(record)


def _summed(years: Years) -> float | None:
    return sum(years[y] for y in SUMMED) if all(y in years for y in SUMMED) else None


def _growth_error(model: Years, record: Years, base: int, last: int) -> float | None:
    """Return the model's growth over the record's, less one, %; of levels without a base."""
    if last not in model or last not in record:
        return None
    if base not in model or base not in record:
        return _ratio(model[last], record[last])
    if not model[base] or not record[base]:
        return None
    return _ratio(model[last] / model[base], record[last] / record[base])


def _ratio(model: float | None, record: float | None) -> float | None:
    return None if model is None or not record else 100.0 * (model / record - 1.0)


def _is_met(row: dict[str, str], made: float, plan: tuple[float, float]) -> bool:
    if row["indicator"] == "industry_unit_cost":  # the one row planned to fall
        return made <= plan[1]
    return made >= plan[0]


def _unit(indicator: Indicator) -> str:
    if indicator.is_planned_as_sum:
        return f"{indicator.unit}, 7-year sum"
    return indicator.full_unit


def _numbers(row: dict[str, str], *names: str) -> tuple[float, float] | None:
    low, high = (row[name] for name in names)
    return (float(low), float(high or low)) if low else None


def _growth_rows(model: Series) -> list[Growth]:
    """Growth of 1956-60 for every row of the plan that the record covers, once each."""
    rows = [
        _growth(found, model, GROWTH_FROM, GROWTH_TO)
        for found in dict.fromkeys(indicator for indicator, _ in _plan_rows())
    ]
    return [row for row in rows if row is not None]


def _growth(indicator: Indicator, model: Series, first: int, last: int) -> Growth | None:
    """Return yearly growth over the widest window that the record shows."""
    years, record = model.get(indicator.id, {}), known_record(indicator.id)
    shown = [y for y in record if first <= y <= last and (not years or y in years)]
    if len(shown) < 2 or record[min(shown)] <= 0.0:
        return None
    start, end = min(shown), max(shown)
    model_growth = _yearly(years, start, end) if years else None
    recorded = _yearly(record, start, end)
    return Growth(indicator, start, end, model_growth, recorded, bool(years))


def _yearly(years: Years, first: int, last: int) -> float:
    """Mean compound growth, % a year; of what begins at nothing, without bound."""
    if years[first] <= 0.0:
        return inf
    ratio: float = (years[last] / years[first]) ** (1.0 / (last - first))
    return 100.0 * (ratio - 1.0)


def _benchmark(model: Series, last: int) -> tuple[Growth, ...]:
    rows = (_growth(indicators()[name], model, GROWTH_FROM, last) for name in TOTALS)
    return tuple(row for row in rows if row is not None)


def _parts(model: Series) -> tuple[Index, Index, Index]:
    """Add up model, plan and record from their own parts."""
    wanted = {good.row for good in products() if good.row}
    wanted |= {*BRANCH_ROWS.values(), *GROUP_ROWS.values()}
    plan: dict[str, float] = {}
    record: dict[str, float] = {}
    made: dict[str, float] = {}
    for indicator, row in _plan_rows():
        if row["indicator"] not in wanted or indicator.is_planned_as_sum:
            continue
        target = _numbers(row, "target_1965_low", "target_1965_high")
        if target and row["base_1958"]:
            plan[row["indicator"]] = target[0] / float(row["base_1958"])
        _add_growth(record, row["indicator"], known_record(indicator.id))
        _add_growth(made, row["indicator"], model.get(indicator.id, {}))
    return bottom_up(made), bottom_up(plan), bottom_up(record)


def _add_growth(growth: dict[str, float], name: str, years: Years) -> None:
    if years.get(BASE) and GOAL in years:
        growth[name] = years[GOAL] / years[BASE]


def _totals(model: Series, parts: tuple[Index, Index, Index]) -> tuple[Total, ...]:
    rows = {indicator.id: row for indicator, row in _plan_rows()}
    found = []
    for name in TOTALS:
        indicator = indicators()[name]
        published = (
            rebased(indicator, model.get(name, {})).get(GOAL),
            float(rows[name]["target_1965_low"]),
            known_record(name).get(GOAL),
        )
        added = tuple(_known(getattr(index, name)) for index in parts)
        found.append(Total(indicator, published, (added[0], added[1], added[2])))
    return tuple(found)


def _known(value: float) -> float | None:
    return value if value == value else None
