"""The figures: everything named on them is on them, without a network."""

import xml.etree.ElementTree as ElementTree

import pytest

import viz
from model.data import record
from viz import figures

MODEL = {
    name: {year: 100.0 * 1.08 ** (year - 1956) for year in range(1956, 1966)}
    for name in figures.PANELS
}


def test_every_figure_named_can_be_drawn():
    for name in viz.FIGURES:
        assert callable(getattr(figures, name))


def test_model_plan_and_record_stand_in_every_panel():
    lines = figures.points(MODEL)
    assert set(lines["panel"]) == set(figures.PANELS.values())
    for panel, part in lines.groupby("panel"):
        assert set(part["who"]) == {"model", "plan", "record"}, panel
    at_base = lines.query("year == 1958")
    assert at_base["value"].tolist() == pytest.approx([100.0] * len(at_base))
    ends = lines.query("year == 1965 and panel == 'Producer goods (A)'").set_index("who")["value"]
    assert ends["plan"] == pytest.approx(185.0)
    assert ends["record"] == pytest.approx(record("group_a_output")[1965])
    assert ends["model"] == pytest.approx(100 * 1.08**7)


def test_a_run_that_ends_early_is_drawn_as_far_as_it_goes():
    short = {name: {1956: 1.0, 1957: 1.1, 1958: 1.2} for name in figures.PANELS}
    lines = figures.points(short)
    assert lines.query("who == 'model'")["year"].max() == 1958


def test_grey_readers_can_tell_the_lines_apart():
    assert len({tuple(dash) for dash in figures.DASHES.values()}) > 1
    assert figures.DASHES["model"] != figures.DASHES["plan"]


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_the_scorecard_is_saved_whole(tmp_path, ending):
    path = tmp_path / f"scorecard.{ending}"
    figures.save(figures.scorecard(MODEL, "historical, scale 0.1, seed 1"), path)
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    if ending == "png":
        assert path.read_bytes().startswith(b"\x89PNG")
        return
    text = " ".join(ElementTree.fromstring(path.read_text(encoding="utf-8")).itertext())
    for words in ("Producer goods (A)", "National income", "1958 = 100", "Model: historical"):
        assert words in text
    assert "Record: TsSU" in text
