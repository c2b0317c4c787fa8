"""No file names the machine it was written on."""

import re

import pytest

from tests.source import HOUSE, files

MACHINE = re.compile(
    r"index[-_]url"
    r"|/sim[p]le/"  # where a package registry keeps its lists
    r"|[.]pye[n]v"
    r"|(?:^|[\s\"'`(=:])/(?:wo[r]k|tm[p]|ro[o]t|op[t]|ho[m]e|Us[e]rs)/"
)


def written(path):
    """The lines of a text file; none of a picture."""
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return []


def looks_around(path, found):
    """Whether it is the CI script, which looks for interpreters where they are usually kept."""
    return path.parent.name == ".ci" and "env" in found


def test_no_file_names_a_path_of_a_machine_or_the_host_of_a_registry():
    told = [
        f"{path.relative_to(HOUSE)}:{number}: {found.group()}"
        for path in files()
        for number, line in enumerate(written(path), 1)
        if (found := MACHINE.search(line)) and not looks_around(path, found.group())
    ]
    assert told == []


@pytest.mark.parametrize(
    ("line", "names_one"),
    [
        ("open('/" + "tmp/x')", True),
        ("--extra-index" + "-url https://example.org", True),
        ("see https://example.org/work/of/others", False),
        ("cd a/" + "tmp/b", False),
    ],
)
def test_such_a_line_is_found(line, names_one):
    assert bool(MACHINE.search(line)) is names_one
