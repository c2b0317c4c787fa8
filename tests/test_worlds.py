"""What tests share is what each would have lived alone."""

from model import calendar
from tests.strategies import economy, state
from tests.worlds import TINY, lived


def test_a_copy_goes_on_as_if_it_had_never_been_put_away():
    alone = economy(scale=TINY).run("1957-08")
    lived("1957-05")  # the next goes on from here, across the law of July 1957
    copy = lived("1957-08")
    assert state(copy) == state(alone)
    assert copy.record.monthly.equals(alone.record.monthly)
    assert copy.record.annual.equals(alone.record.annual)
    for month in ("1957-12", "1958-01"):
        assert state(copy.run(month)) == state(alone.run(month))


def test_what_is_done_to_a_copy_is_not_done_to_the_next():
    one = lived("1956-02", seed=3)
    one.labour[:] = 0.0
    other = lived("1956-02", seed=3)
    assert other.month == calendar.month("1956-03")
    assert (other.labour > 0).all()
    assert state(other) == state(lived("1956-02", seed=3))
    assert state(other) != state(lived("1956-02", seed=4))
