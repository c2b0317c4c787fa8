"""Any economy: what Hypothesis draws for the tests of rooms, network and books."""

from functools import cache

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from model import parameters
from model.economy import SovietEconomy
from model.law import Law
from model.mechanisms.procurement import Procurement
from model.mechanisms.supply import Rungs, Supply
from model.merging import merge
from model.network import Wiring, build
from model.opening import opening_state
from model.population import draw as draw_works
from model.scenario import stack

SMALL = 0.02
LAST_MONTH_DRAWN = 13  # parameters that change in a run do so within its first fourteen months


@cache
def law_of(scenario="historical"):
    """The law of one scenario."""
    return Law(stack([scenario]))


def in_force(room, **changed):
    """A room's parameters of January 1956, some of them changed."""
    return law_of()(room, 0)._replace(**changed)


def within(room, name):
    """Any figure in the range of a parameter."""
    parameter = parameters.read(room)[name]
    return st.floats(parameter.low, parameter.high)


def least(name):
    """The lowest figure a parameter may take."""
    return parameters.find(*name.split(".")).low


def most(name):
    """The highest figure a parameter may take."""
    return parameters.find(*name.split(".")).high


# Columns.


def amounts(up_to=1e4):
    """A quantity: nothing, or at least a thousandth."""
    return st.just(0.0) | st.floats(1e-3, up_to)


def columns(n, elements):
    """A column of n such figures."""
    return arrays(np.float64, n, elements=elements)


shares = st.floats(0.0, 1.0)
ratios = st.floats(0.05, 20.0)


@st.composite
def together(draw, *elements, rows=12):
    """Columns of one length, each of its own kind of figure."""
    n = draw(st.integers(1, rows))
    return tuple(draw(columns(n, e)) for e in elements)


# Queues of claims.


def rungs_of(supplier, rank):
    """Where each supplier, and each rank of a supplier, begins; every order is its own shelf."""
    pairs = list(zip(supplier, rank, strict=True))
    starts = [i for i, s in enumerate(supplier) if i == 0 or s != supplier[i - 1]]
    rungs = [i for i, pair in enumerate(pairs) if i == 0 or pair != pairs[i - 1]]
    first = [rungs.index(i) for i in starts]

    def lengths(begins, end):
        return np.diff([*begins, end]).astype(np.int64)

    return Rungs(
        np.array(starts),
        lengths(starts, len(pairs)),
        np.arange(len(pairs)),
        np.ones(len(pairs), dtype=np.int64),
        np.array(starts),
        lengths(starts, len(pairs)),
        np.array(rungs),
        lengths(rungs, len(pairs)),
        np.array(first),
        lengths(first, len(rungs)),
    )


@st.composite
def queues(draw, floors=shares):
    """Orders at several suppliers: order, available, floor, rungs, supplier and rank."""
    lengths = draw(st.lists(st.integers(1, 7), min_size=1, max_size=5))
    supplier = np.repeat(np.arange(len(lengths)), lengths)
    ranks = [sorted(draw(st.lists(st.integers(0, 3), min_size=n, max_size=n))) for n in lengths]
    rank = np.concatenate(ranks).astype(np.int64)
    order = draw(columns(len(rank), amounts()))
    available = draw(columns(len(lengths), amounts(3e4)))
    floor = draw(columns(len(rank), floors))
    return order, available, floor, rungs_of(supplier, rank), supplier, rank


# Norms.


@st.composite
def productive_norms(draw, goods=6):
    """A table of norms that leaves something over: (n, n), columns sum to less than one."""
    n = draw(st.integers(2, goods))
    table = draw(arrays(np.float64, (n, n), elements=st.just(0.0) | st.floats(0.01, 1.0)))
    used = draw(columns(n, st.floats(0.0, 0.9)))
    total = table.sum(axis=0)
    return table * np.divide(used, total, out=np.zeros(n), where=total > 0)


# Whole economies.

STRAINED = {
    "targets.tautness": most("targets.tautness"),
    "capacity.reserve": least("capacity.reserve"),
}


@st.composite
def settings_of_all_rooms(draw):
    """Values for many parameters of all rooms, inside their ranges; some change on the way."""
    drawn = {}
    for room in parameters.rooms():
        for name, parameter in parameters.read(room).items():
            if not draw(st.booleans()):
                continue
            figure = (
                st.booleans()
                if parameter.is_yes_or_no
                else st.floats(parameter.low, parameter.high)
            )
            key = draw(st.sampled_from([None, *parameter.keys])) if parameter.by else None
            where = ".".join(part for part in (room, name, key) if part)
            drawn[where] = draw(figure)
            month = draw(st.integers(0, LAST_MONTH_DRAWN))
            if month and not key and not parameter.opening:
                drawn[f"{where}@{1956 + month // 12}-{month % 12 + 1:02d}"] = draw(figure)
    return drawn


def evenly_drawn(luck):
    """Values for half of all parameters, evenly from their ranges: the same on every machine."""
    drawn = {}
    for room in parameters.rooms():
        for name, parameter in parameters.read(room).items():
            if luck.random() < 0.5:
                continue
            figure = luck.uniform(parameter.low, parameter.high)
            keys = [None, *parameter.keys] if parameter.by else [None]
            key = keys[luck.integers(len(keys))]
            where = ".".join(part for part in (room, name, key) if part)
            drawn[where] = bool(luck.random() < 0.5) if parameter.is_yes_or_no else float(figure)
    return drawn


def economy(scenario="historical", **given):
    """A small economy, its books checked."""
    return SovietEconomy(scenario, **{"scale": SMALL, "check": True} | given)


def empty_stores(e):
    """Take all inputs that works and depots hold."""
    e.sorts[:] = 0.0
    e.lines.stock[: e.lines.works_claims] = 0.0
    e.lines.stock[e.depots] = 0.0


def state(e):
    """Everything that moves in an economy, as bytes by name."""
    lines, sites = e.lines, e.sites
    moving = {
        "contract": lines.contract, "transit": lines.transit, "stock": lines.stock,
        "finished": lines.finished, "labour": e.labour, "spent": sites.spent, "cost": sites.cost,
        "standing": e.standing, "norms": e.norms, "allowed": e.plan.norms, "plan": e.plan.output,
    }  # fmt: skip
    rolls = {
        f"{name}.{column}": array
        for name, roll in e.rolls.items()
        for column, array in roll.columns.items()
    }
    return {name: np.ascontiguousarray(a).tobytes() for name, a in (moving | rolls).items()}


@cache
def opening():
    """The opening state of January 1956."""
    return opening_state()


@cache
def full_network(seed):
    """The opening network of all works, under the parameters in force."""
    p = law_of()(Supply, 0)
    least = law_of()(Procurement, 0).least_marketed
    wiring = Wiring(
        p.link_threshold, p.main_input, p.distance_decay, p.abroad_distance, p.rural_weight, least
    )
    return build(draw_works(opening(), seed), opening(), wiring, seed)


@cache
def network(scale=1.0, seed=1):
    """The same merged to a scale."""
    return merge(full_network(seed), scale, seed)
