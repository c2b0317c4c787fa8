"""A year of a farm, of households, of a secretary in words, and which rules say why."""

from __future__ import annotations

from collections.abc import Callable

from viz.dashboard.drawings import number
from viz.dashboard.inside.others import SHOWN, Figures
from viz.dashboard.inside.register import FARM, HOUSEHOLD, OFFICIAL
from viz.dashboard.words import say

_DRY, _WET = 85.0, 115.0  # per cent of the usual rain
_LITTLE, _SMALL = 0.5, 2.0  # points
_SOIL = 1.0  # t/ha that the wind takes
_DOSE = 5.0  # kg/ha
_FEW = 0.05
_WORTH_TELLING = 1.0
_WHOLE = ("tenure",)  # years of a post are counted

Told = list[str]
Rules = list[tuple[str, str]]


def lived(letter: str, now: Figures, before: Figures | None, words: dict[str, str]) -> Told:
    """Return a year in sentences; ``words``: the year and what the one looked at is called."""
    return _STORIES[letter](now, before, words)


def rules(letter: str, now: Figures, before: Figures | None) -> Rules:
    """Return which rules were at work, each with its room."""
    return _RULES[letter](now, before)


def figures_of(letter: str, now: Figures, before: Figures | None) -> list[list[str]]:
    """Return a table: what a figure is called and in what, this year, the year before."""
    return [
        [say(f"figure.{name}"), _told(name, now), _told(name, before) if before else ""]
        for name in SHOWN[letter]
    ]


def _told(name: str, figures: Figures) -> str:
    return f"{figures[name]:.0f}" if name in _WHOLE else number(figures[name])


def _farm(now: Figures, before: Figures | None, words: dict[str, str]) -> Told:
    kind = say("farm.state" if now["is_state"] > 0 else "farm.collective")
    told = [
        say(
            "lives.farm", **words, farms=number(now["n_farms"]), kind=kind,
            land=number(now["arable"]), people=number(now["labour"]),
        ),
        say(
            "lives.farm_land", grain=number(now["grain_share"]), fallow=number(now["fallow_share"]),
            suits=number(now["fallow_suits"]),
        ),
        say(
            "lives.farm_harvest",
            grain=number(now["grain_harvest"]), each=number(now["grain_yield"]),
        ),
    ]  # fmt: skip
    if before and before["grain_yield"] > 0 and now["grain_yield"] > 0:
        change = 100.0 * (now["grain_yield"] / before["grain_yield"] - 1.0)
        told[-1] += " " + _change("lives.yield_more", "lives.yield_less", change)
    key = "lives.farm_state" if now["is_state"] > 0 else "lives.farm_pay"
    told.append(say(key, pay=number(now["pay"]), paid=number(now["paid"])))
    return told


def _farm_rules(now: Figures, before: Figures | None) -> Rules:
    found = []
    rain = now["moisture"]
    if rain < _DRY or rain > _WET:
        key = "rules.dry" if rain < _DRY else "rules.wet"
        found.append(("harvest", say(key, percent=number(rain))))
    if before and abs(now["weeds"] - before["weeds"]) > _LITTLE:
        key = "rules.weeds_up" if now["weeds"] > before["weeds"] else "rules.weeds_down"
        found.append(
            ("soil", say(key, percent=number(now["weeds"]), before=number(before["weeds"])))
        )
    if now["blown"] > _SOIL:
        found.append(("soil", say("rules.blown", soil=number(now["blown"]))))
    if now["fertility"] < 100.0 - _SMALL:
        lost = number(100.0 - now["fertility"])
        found.append(("soil", say("rules.worn", percent=lost)))
    if abs(now["fallow_share"] - now["fallow_suits"]) > _SMALL:
        key = "rules.fallow_less" if now["fallow_share"] < now["fallow_suits"] else "rules.fallow"
        fallow, suits = number(now["fallow_share"]), number(now["fallow_suits"])
        found.append(("monoculture", say(key, fallow=fallow, suits=suits)))
    if now["unsuited"] > 2 * _SMALL:
        found.append(("monoculture", say("rules.unsuited", percent=number(now["unsuited"]))))
    if now["nutrients"] > _DOSE:
        found.append(("fertiliser", say("rules.fed", dose=number(now["nutrients"]))))
    return found


def _households(now: Figures, before: Figures | None, words: dict[str, str]) -> Told:
    told = [say("lives.people", **words, people=f"{now['people']:,.0f}")]
    if before and before["people"] > 0:
        change = 100.0 * (now["people"] / before["people"] - 1.0)
        told[-1] += " " + _change("lives.people_more", "lives.people_less", change)
    told.append(
        say(
            "lives.income", income=number(now["income"]), wages=number(now["wages"]),
            farm=number(now["farm_pay"]), transfers=number(now["transfers"]),
        )
    )  # fmt: skip
    told.append(say("lives.spent", wanted=number(now["wanted"]), bought=number(now["bought"])))
    told.append(say("lives.saved", money=number(now["money"]), deposits=number(now["deposits"])))
    if now["space"] > 0:
        told.append(say("lives.space", space=f"{now['space']:.1f}"))
    return told


def _household_rules(now: Figures, before: Figures | None) -> Rules:
    found = []
    if now["unmet_share"] > _WORTH_TELLING:
        found.append(("shops", say("rules.unmet", percent=number(now["unmet_share"]))))
    if before and now["deposits"] > before["deposits"] + _WORTH_TELLING:
        gain = number(now["deposits"] - before["deposits"])
        found.append(("money", say("rules.saved", rubles=gain)))
    if before and before["people"] > 0:
        change = 100.0 * (now["people"] / before["people"] - 1.0)
        if abs(change) > _LITTLE:
            key = "rules.came" if change > 0 else "rules.left"
            found.append(("labour", say(key, percent=number(abs(change)))))
    if before and now["space"] > before["space"] + _FEW:
        gain = f"{now['space'] - before['space']:.2f}"
        found.append(("housing", say("rules.housed", space=gain)))
    return found


def _official(now: Figures, before: Figures | None, words: dict[str, str]) -> Told:
    key = "lives.official_new" if now["tenure"] < 1.0 else "lives.official"
    told = [
        say(key, **words, tenure=_told("tenure", now), chance=number(now["promotion"])),
        say(
            "lives.attention",
            industry=number(now["industry"]), farms=number(100.0 - now["industry"]),
        ),
        say(
            "lives.behind",
            industry=_behind(now["behind_industry"]), farms=_behind(now["behind_farms"]),
        ),
        say("lives.orders", orders=number(now["party_orders"])),
    ]  # fmt: skip
    if before and abs(now["industry"] - before["industry"]) > _LITTLE:
        change = now["industry"] - before["industry"]
        key = "lives.to_industry" if change > 0 else "lives.to_farms"
        told[1] += " " + say(key, points=number(abs(change)))
    return told


def _official_rules(now: Figures, before: Figures | None) -> Rules:
    del before
    found = []
    apart = now["behind_industry"] - now["behind_farms"]
    if abs(apart) > _LITTLE:
        key = "rules.works_behind" if apart > 0 else "rules.farms_behind"
        found.append(("interference", say(key, points=number(abs(apart)))))
    if now["lent"] > _FEW:
        words = say("rules.lent", people=number(now["lent"]), saved=number(now["saved"]))
        found.append(("interference", words))
    if now["rescues"] > _FEW:
        words = say("rules.rescues", works=number(now["rescues"]), rubles=number(now["diverted"]))
        found.append(("interference", words))
    if now["promotion"] > 0:
        found.append(("careers", say("rules.promotion", chance=number(now["promotion"]))))
    return found


def _behind(points: float) -> str:
    key = "lives.points_behind" if points > 0 else "lives.points_ahead"
    return say(key, points=number(abs(points)))


def _change(more: str, less: str, change: float) -> str:
    return say(more if change >= 0 else less, percent=number(abs(change)))


_STORIES: dict[str, Callable[[Figures, Figures | None, dict[str, str]], Told]] = {
    FARM: _farm,
    HOUSEHOLD: _households,
    OFFICIAL: _official,
}
_RULES: dict[str, Callable[[Figures, Figures | None], Rules]] = {
    FARM: _farm_rules,
    HOUSEHOLD: _household_rules,
    OFFICIAL: _official_rules,
}
