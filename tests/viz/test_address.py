"""The address of a page: what is written is read again, and nothing that is bad gets in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viz.dashboard.address import read, write
from viz.dashboard.scene import Scene, World

SCENES = [
    Scene(),
    Scene(world=World(layers=("no_ratchet",)), indicator="steel", measure="index", seeds=2),
    Scene(world=World(settings=(("localism.fine", "2"),), scale=0.05), year=1960, form="table"),
    Scene(world=World(decrees=(("targets_raised_1961", "never"),)), others=("ministries_stay",)),
    Scene(region="kiev", inside="w12", ledger="true"),
    Scene(lesson="ratchet", step=2),
]


@pytest.mark.parametrize("scene", SCENES)
def test_what_is_written_is_read_again(scene):
    found = read(write(scene))
    assert found.notes == ()
    assert found.scene == scene


@given(st.text(max_size=200))
def test_whatever_comes_is_a_scene_that_can_be_written(query):
    scene = read(query).scene
    assert read(write(scene)).scene == scene


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("v=1&world=no_rachet", "no_ratchet"),
        ("v=7", "version"),
        ("v=1&set=ratchet.pass_through:9", "left out"),
        ("v=1&scale=5", "range"),
        ("v=1&inside=../../etc", "looked into"),
        ("v=1&wrld=x", "means nothing"),
    ],
)
def test_what_is_bad_is_told_and_left_out(query, words):
    found = read(query)
    assert words in " ".join(found.notes)
    assert found.scene.world.is_history
