"""What is measured, and how it is told."""

import pytest

from experiments import bench
from experiments.bench import Case, Cost, Report, cases_of
from model.errors import Refusal


def test_rows_beyond_the_real_economy_are_copies_of_it():
    works = bench.works_in_history()
    assert works == 62_190
    cases = cases_of("0.1,1", "5000,500000", "2")
    assert cases == (
        Case(0.1, 1, 2),
        Case(1.0, 1, 2),
        Case(pytest.approx(5000 / works, abs=1e-6), 1, 2),
        Case(1.0, 8, 2),
    )


def test_one_case_is_measured_once():
    assert cases_of("1.0", "62190", "1") == (Case(1.0, 1, 1),)


@pytest.mark.parametrize(
    ("lists", "said"),
    [
        (("", "", "1"), "there is nothing to measure"),
        (("0", "", "1"), "--scales 0: expected a number above 0"),
        (("", "1.5", "1"), "--rows 1.5: expected whole numbers"),
        (("0.1", "", "11"), "--years 11: expected a whole number from 1 to 10."),
    ],
)
def test_lists_that_make_no_sense_are_refused(lists, said):
    with pytest.raises(Refusal, match=said):
        cases_of(*lists)


def test_a_case_is_measured_on_the_economy_it_names(economy):
    cost = bench.here(Case(1.0, 8, 2), economy)
    assert cost.rows == 2
    assert cost.phases == {"dispatch": 0.03, "production": 0.01}
    assert cost.shares == {"dispatch": pytest.approx(0.75), "production": pytest.approx(0.25)}
    assert cost.peak_megabytes > 1
    assert cost.year_seconds >= 0


def test_a_report_tells_every_case_and_the_bandwidth(capsys, strict_json):
    cost = Cost(Case(0.1, 1, 1), 6000, 2.0, 0.5, 300.0, {"dispatch": 3.0, "plan": 1.0})
    bench.tell(Report((cost,), 12.3), "json")
    told = strict_json(capsys.readouterr().out)
    assert told["copy_gb_per_s"] == 12.3
    assert told["cases"][0]["rows"] == 6000
    assert told["cases"][0]["phases"] == {"dispatch": 3.0, "plan": 1.0}
    bench.tell(Report((cost,), 12.3), "table")
    table = capsys.readouterr().out
    for words in ("6000", "75.0", "dispatch", "Copy bandwidth of this machine: 12.3"):
        assert words in table


def test_every_case_is_measured():
    asked = []

    def measure(case):
        asked.append(case)
        return Cost(case, 1, 1.0, 1.0, 1.0)

    cases = cases_of("0.1,0.2", "", "1")
    report = bench.measured(cases, measure)
    assert tuple(asked) == cases == tuple(cost.case for cost in report.costs)
    assert report.bandwidth > 0.1
