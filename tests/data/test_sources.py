"""The bibliography: every key that is cited exists, and every key is cited."""

import re
import tomllib

import pytest

from model.data import catalogue, source, sources, table, table_names
from model.data.tables import DIRECTORY

MODEL = DIRECTORY.parent
ADDRESS = re.compile(r"https?://[^\s,;()\]]+")


def cited_by_files():
    """Every source key in the TOML files of the model, with the file that cites it."""
    for folder in ("mechanisms", "regimes", "scenarios"):
        for file in sorted((MODEL / folder).rglob("*.toml")):
            for key in _cited(tomllib.loads(file.read_text(encoding="utf-8"))):
                yield key, file.relative_to(MODEL).as_posix()


def _cited(node):
    if isinstance(node, list):
        for item in node:
            yield from _cited(item)
    if isinstance(node, dict):
        for name, value in node.items():
            if name in ("source", "sources") and isinstance(value, str | list):
                yield from [value] if isinstance(value, str) else value
            else:
                yield from _cited(value)


def bare(address):
    return address.removeprefix("https://").removeprefix("http://").rstrip("/.").lower()


def covers(known, address):
    """Whether an address of the bibliography is a page, or begins or shortens it."""
    return known.startswith(address) or ("/" in known and address.startswith(known))


def test_every_key_cited_by_a_parameter_regime_or_scenario_is_known():
    known = {entry.key for entry in sources()}
    unknown = [(key, file) for key, file in cited_by_files() if key not in known]
    assert not unknown


def test_every_source_is_used_or_waits_for_the_parameters():
    used = {key for key, _ in cited_by_files()}
    used |= {key for entry in catalogue().values() for key in entry.sources}
    idle = {entry.key for entry in sources() if entry.waits_for != "parameters"} - used
    assert not idle


def test_a_source_that_a_data_file_uses_does_not_say_it_waits():
    used = {key for entry in catalogue().values() for key in entry.sources}
    assert not {entry.key for entry in sources() if entry.waits_for} & used
    assert {entry.waits_for for entry in sources()} == {"", "parameters"}


@pytest.mark.parametrize("entry", sources(), ids=lambda entry: entry.key)
def test_an_entry_is_complete(entry):
    assert re.fullmatch(r"[a-z][a-z0-9_]*", entry.key)
    assert len(entry.text) > 25
    assert entry.text.endswith(".")
    assert len(entry.supports) > 5
    assert entry.status in {"confirmed", "recalled", "estimated", "derived"}
    assert all(ADDRESS.match(address) for address in (*entry.also, *filter(None, [entry.url])))
    if entry.status == "confirmed":
        assert entry.url or "CIA-RDP" in entry.text


def test_own_work_is_never_called_confirmed():
    for key in ("estimated_here", "derived_here", "opening_tables", "growth_accounting", "trial"):
        assert source(key).status in {"estimated", "derived"}


def addresses_in(name):
    """Return every web address that the source columns of a table name."""
    columns = [column for column in table(name)[0] if column.startswith("source")]
    texts = {row[column] for row in table(name) for column in columns}
    return {bare(address) for text in texts for address in ADDRESS.findall(text)}


def test_every_address_in_a_source_column_is_in_the_bibliography():
    known = [bare(a) for entry in sources() for a in (entry.url, *entry.also) if a]
    missing = {
        (name, address)
        for name in table_names()
        for address in addresses_in(name)
        if not any(covers(entry, address) for entry in known)
    }
    assert not missing


def test_an_unknown_source_is_answered_with_the_nearest():
    with pytest.raises(KeyError) as said:
        source("nove1968")
    assert said.value.args == ("there is no source 'nove1968'. Did you mean 'nove1969'?",)
