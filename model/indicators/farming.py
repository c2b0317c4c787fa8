"""Farming: harvests, animal produce, fertiliser that came.

Grain is carried in bunker weight, as the TsSU reported it; the true ledger gives what
reached the barn, less the trash and moisture of 1955.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from model import data
from model.acreage import opening_figures
from model.claims import Kind
from model.data import ANIMALS
from model.indicators.contract import TRUE
from model.indicators.farm_year import FarmYear
from model.indicators.levels import Levels, nation, ratio, total
from model.indicators.output import product
from model.indicators.view import Rule, View
from model.indicators.weights import population
from model.units import Quantities

THOUSAND, CENTNERS = 1000.0, 10.0
PRODUCE = ("meat", "milk", "eggs", "wool", "cotton", "sugar_beet", "potatoes", "flax_fibre")
"""Products that are indicators of their own under the same name and in the same unit."""


def gross_output(view: View) -> Levels:
    """Return crops and animal produce, the growth of herds included, in constant prices."""
    is_farm = view.weights.is_sector(*data.FARM_SECTORS).astype(np.float64)
    return total(view.worth(is_farm))


def grain(view: View) -> Levels:
    """Return the harvest, mln t: bunker weight as reported, barn weight in truth."""
    kept = view.weights.net_grain if view.ledger == TRUE else 1.0
    return total(view.physical("grain") * kept)


def _year(view: View) -> FarmYear:
    return view.accounts.farms


def _mln(amount: Quantities) -> Levels:
    """Return thousands as millions."""
    return total(amount / THOUSAND)


def area(name: str) -> Callable[[View], Levels]:
    """Return the rule of an area, mln ha."""
    return lambda view: _mln(getattr(_year(view), name))


def per_land(name: str, scale: float = 1.0) -> Callable[[View], Levels]:
    """Return the rule of a mean of fields, by arable land."""
    return lambda view: ratio(getattr(_year(view), name), _year(view).arable, scale)


def heads(*kinds: str) -> Callable[[View], Levels]:
    """Return the rule of animals on 1 January, mln head."""
    which = [ANIMALS.index(kind) for kind in kinds]
    return lambda view: _mln(_year(view).heads[:, which].sum(axis=1))


def grain_yield(view: View) -> Levels:
    """Return grain by area, c/ha: bunker weight as reported, barn weight in truth."""
    kept = view.weights.net_grain if view.ledger == TRUE else 1.0
    harvest = view.physical("grain") * kept * THOUSAND
    return ratio(harvest, _year(view).grain_area, CENTNERS)


def erosion(view: View) -> Levels:
    """Return fertility lost since 1956."""
    year = _year(view)
    return ratio(year.arable - year.fertility, year.arable)


def accepted(view: View) -> float:
    """Return mln t in accepted weight of a mln rub of grain that left farms.

    Without trash and moisture, and without the straw that a harvest is worth too: it stays.
    """
    bunker = float(view.weights.units[data.PRODUCTS.index("grain")])
    return bunker * view.weights.net_grain / (1.0 - opening_figures().straw_part)


def procurement(view: View) -> Levels:
    """Return grain handed over of the year's harvest, mln t in accepted weight."""
    return total(_year(view).procured * accepted(view))


def reserve(view: View) -> Levels:
    """Return grain in the state's hands on 1 July, mln t."""
    return nation(_year(view).reserve * accepted(view))


def imports(view: View) -> Levels:
    """Return grain from abroad, mln t."""
    imported = view.flows.imported[data.PRODUCTS.index("grain")]
    return nation(float(imported) * accepted(view))


def response(view: View) -> Levels:
    """Return what the last kilogram gives in the moist north-west over the dry steppe."""
    wet, dry = _year(view).response
    return nation(float(wet / dry))


def feed(view: View) -> Levels:
    """Return feed over what a standard head, of a tonne a year, needs."""
    return nation(ratio(_year(view).feed, _year(view).standard).nation)


def private(view: View) -> Levels:
    """Return the households' part of milk and meat."""
    return nation(ratio(_year(view).plots[:, 0], _year(view).plots[:, 1]).nation)


def income(view: View) -> Levels:
    """Return kolkhozes' money income from the state, bn rub."""
    return nation(float(_year(view).income.sum()) / THOUSAND)


def meat_per_head(view: View) -> Levels:
    """Return meat by slaughter weight that stayed in the country, kg a head and year."""
    row = data.PRODUCTS.index("meat")
    abroad = float(view.flows.imported[row] - view.flows.served[Kind.EXPORTS][row])
    kept = float(view.physical("meat").sum()) + abroad * float(view.weights.units[row])
    return nation(kept * THOUSAND / population(view.span.year))


def kolkhozes(view: View) -> Levels:
    """Return kolkhozes at the year's end, thousand."""
    return nation(float(_year(view).kolkhozes.sum()) / THOUSAND)


def sovkhozes(view: View) -> Levels:
    """Return sovkhozes at the year's end."""
    return nation(float(_year(view).sovkhozes.sum()))


def tractors(view: View) -> Levels:
    """Return tractors that came to farms, thousand."""
    return nation(_year(view).tractors)


def fertiliser(view: View) -> Levels:
    """Return fertiliser that reached farms, mln t in standard units."""
    row = data.PRODUCTS.index("mineral_fertiliser")
    return total(view.flows.fertiliser * view.weights.units[row])


RULES = {
    "gross_agricultural_output": Rule(gross_output),
    "grain": Rule(grain, monthly=True),
    "fertiliser_delivered": Rule(fertiliser, monthly=True),
    **{name: Rule(product(name), monthly=True) for name in PRODUCE},
    "clean_fallow_area": Rule(area("fallow")),
    "fallow_share": Rule(per_land("fallow")),
    "sown_area": Rule(area("sown")),
    "grain_area": Rule(area("grain_area")),
    "grain_yield": Rule(grain_yield),
    "grain_procurement": Rule(procurement),
    "grain_reserve": Rule(reserve),
    "grain_imports": Rule(imports, monthly=True),
    "weed_pressure": Rule(per_land("weeds")),
    "erosion_index": Rule(erosion),
    "crop_concentration": Rule(per_land("mixed")),
    "crop_mismatch_loss": Rule(per_land("unfit")),
    "nutrient_balance": Rule(per_land("nutrients")),
    "marginal_response_ratio": Rule(response),
    "cattle": Rule(heads("cows", "young_cattle")),
    "cows": Rule(heads("cows")),
    "pigs": Rule(heads("pigs")),
    "sheep": Rule(heads("sheep")),
    "feed_per_head": Rule(feed),
    "private_share_livestock": Rule(private),
    "meat_per_head": Rule(meat_per_head),
    "farm_money_income": Rule(income),
    "kolkhozes": Rule(kolkhozes),
    "sovkhozes": Rule(sovkhozes),
    "tractors_delivered": Rule(tractors),
}
