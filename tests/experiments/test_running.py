"""One run: months are lived, told, looked at, and the columns freed."""

import pytest

from experiments import folder, running
from experiments.output import write
from experiments.readme import WIDTH
from experiments.request import checked
from experiments.verbs.flags import RunFlags


@pytest.fixture
def built():
    """The economies built in a test."""
    return []


@pytest.fixture
def build(economy, built):
    def make(**asked):
        built.append(economy(**asked))
        return built[-1]

    return make


def test_the_economy_is_built_as_asked_run_to_the_end_and_closed(build, built):
    flags = RunFlags(last="1957-06", scale="0.2", seed="5", network_seed="7", check=True)
    outcome = running.live(checked(flags), economy=build)
    [economy] = built
    assert economy.asked == {"scale": 0.2, "seed": 5, "network_seed": 7, "weather": "measured"}
    assert economy.check
    assert economy.closed
    assert economy.month == 18
    assert outcome.works is None
    assert outcome.seconds > 0
    assert outcome.peak_megabytes > 1


def test_progress_counts_every_month_of_the_whole_run(build):
    told = []
    flags = RunFlags(last="1958-02", detail="agents", out="x-not-written")
    running.live(checked(flags), lambda done, total: told.append((done, total)), economy=build)
    assert told == [(done, 26) for done in range(1, 27)]


def test_detail_keeps_a_row_a_row_agent_a_whole_year_with_places_named(build):
    flags = RunFlags(last="1958-02", detail="agents", out="x-not-written")
    works = running.live(checked(flags), economy=build).works
    assert works["year"].tolist() == [1956, 1956, 1957, 1957]
    assert works["output"].tolist() == [13.0, 14.0, 25.0, 26.0]
    assert works["sector"].tolist()[:2] == ["coal", "oil_gas"]
    assert works["product"].tolist()[:2] == ["coal", "oil"]
    assert "inputs" not in works


def test_the_columns_are_freed_even_when_a_run_fails(built, economy):
    class Failing(economy):
        def run(self, **_):
            raise RuntimeError("broken")

    def make(**asked):
        built.append(Failing(**asked))
        return built[-1]

    with pytest.raises(RuntimeError, match="broken"):
        running.live(checked(RunFlags()), economy=make)
    assert built[0].closed


def test_the_folder_of_a_run_says_how_to_repeat_it(tmp_path, build, strict_json):
    import pandas as pd

    flags = RunFlags(
        scenario=["no_bifurcation"],
        last="1957-12",
        out=str(tmp_path / "run"),
        detail="agents",
        settings=["supply.catch_up@1957-04=1.2"],
        decrees=["fallow_campaign_1962=never"],
    )
    asked = checked(flags)
    outcome = running.live(asked, economy=build)
    write(asked.out, folder.files_of(asked, outcome))
    names = sorted(p.name for p in asked.out.iterdir())
    assert names == ["README.txt", "annual.parquet", "monthly.parquet", "run.json", "works.parquet"]
    readme = (asked.out / "README.txt").read_text(encoding="utf-8")
    for name in names[1:]:
        assert f"\n{name}: " in readme
        if name.endswith(".parquet"):
            told = readme.partition(f"\n{name}: ")[2].partition("\n\n")[0]
            for column in pd.read_parquet(asked.out / name).columns:
                assert f"\n  {column} " in told, (name, column)
    assert "mln rub/month; what was truly made" in readme
    lines = [line for line in readme.splitlines() if not line.startswith("Made by: ")]
    assert max(map(len, lines)) <= WIDTH
    story = strict_json((asked.out / "run.json").read_text(encoding="utf-8"))
    assert story["layers"] == ["historical", "no_bifurcation"]
    assert (story["scale"], story["seed"], story["network_seed"]) == (0.1, 1, 1)
    assert (story["from"], story["to"]) == ("1956-01", "1957-12")
    assert story["decrees"]["fallow_campaign_1962"] == "never"
    assert story["settings"] == [
        {
            "parameter": "supply.catch_up",
            "value": 1.2,
            "from": "1957-04",
            "regions": [],
            "layer": "--set",
        }
    ]
    figures = [p for p in story["parameters"] if p["parameter"] == "supply.catch_up"]
    assert [(p["from"], p["value"]) for p in figures][-1] == ("1957-04", 1.2)
    assert {"python", "numpy", "pandas", "pyarrow"} <= story["versions"].keys()
    for key in ("commit", "data_sha256", "seconds", "peak_megabytes", "command", "changes"):
        assert key in story
    years = pd.read_parquet(asked.out / "annual.parquet")
    assert sorted(years["year"].unique()) == [1956, 1957]
    assert len(pd.read_parquet(asked.out / "works.parquet")) == 4
