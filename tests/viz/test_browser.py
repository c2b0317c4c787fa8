"""The dashboard in a real browser whose network is cut: what a reader sees and does."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager

import pytest

from viz.dashboard.words import say

pytestmark = pytest.mark.browser

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SMALL = "v=1&scale=0.01&seeds=1"  # the smallest world there is: a run takes seconds
WAIT = 60_000  # milliseconds: a machine that is busy with other tests
CHART = ".sm-plot svg"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Where a dashboard of its own listens, as a user starts it."""
    folder = tmp_path_factory.mktemp("dashboard")
    errors = (folder / "errors").open("w")
    command = [sys.executable, "-m", "experiments", "dashboard", "--port", "0", "--no-ready"]
    process = subprocess.Popen(
        [*command, "--workers", "2", "--store", str(folder / "store")],
        stdout=subprocess.PIPE,
        stderr=errors,
        env=os.environ | {"SEMILETKA_CACHE": str(folder / "cache")},
        text=True,
    )
    with process, errors:
        told = process.stdout.readline().split()
        assert told[:1] == ["Semiletka:"], (folder / "errors").read_text()
        yield told[1]
        process.terminate()


@pytest.fixture(scope="module")
def chromium():
    """Debian's browser; without one the tests are skipped, but never in CI."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        assert "CI" not in os.environ, "CI installs a browser, and there is none."
        pytest.skip("there is no Chromium here")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as drive:
        browser = drive.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def reader(chromium, address, **how):
    """A reader of his own; what goes wrong for him, and what he asks elsewhere, is noted."""
    context = chromium.new_context(accept_downloads=True, **how)
    page = context.new_page()
    page.set_default_timeout(WAIT)
    page.faults = []
    page.on("console", lambda said: said.type == "error" and page.faults.append(said.text))
    page.on("pageerror", lambda why: page.faults.append(str(why)))

    def only_ours(route):
        if route.request.url.startswith((address, "data:", "blob:")):
            route.continue_()
        else:
            page.faults.append(f"asked outside: {route.request.url}")
            route.abort()

    page.route("**/*", only_ours)
    try:
        yield page
    finally:
        context.close()


def settled(page):
    """Wait until the model is at rest and a chart is drawn."""
    page.wait_for_selector(CHART)
    page.wait_for_function("() => !document.querySelector('.sm-wait .meter')")
    return page


def texts(page):
    """All that is written in charts."""
    return " ".join(page.locator(f"{CHART} text").all_text_contents())


@pytest.mark.parametrize("page_name", ["", "compare", "history", "map", "inside"])
@pytest.mark.parametrize("width", [1440, 390])
def test_a_page_is_drawn_without_a_fault_or_a_word_to_the_outside(
    chromium, address, page_name, width
):
    with reader(chromium, address, viewport={"width": width, "height": 900}) as page:
        page.goto(f"{address}/{page_name}?{SMALL}&with=no_ratchet")
        settled(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert page.faults == []
        assert wide <= width
        assert page.locator(CHART).count() > 0


def test_the_pages_of_words_have_their_words(chromium, address):
    with reader(chromium, address, color_scheme="dark") as page:
        page.goto(f"{address}/about")
        page.get_by_text(say("about.not")).first.wait_for()
        page.goto(f"{address}/lessons")
        page.locator("[data-lesson=ratchet]").wait_for()
        assert page.faults == []


def test_a_lever_changes_the_chart_and_the_link_restores_it(chromium, address):
    world = say("series.world")
    with reader(chromium, address) as page:
        page.goto(f"{address}/?{SMALL}")
        settled(page)
        assert world not in texts(page)
        page.locator(".sm-lever", has_text="Ratchet").locator("[role=slider]").press("ArrowRight")
        page.wait_for_url("**set=ratchet.pass_through:0.55**")
        page.locator(f"{CHART} text", has_text=world).first.wait_for()
        settled(page)
        link, drawn = page.url, texts(page)
        assert page.faults == []
    with reader(chromium, address) as other:
        other.goto(link)
        other.locator(f"{CHART} text", has_text=world).first.wait_for()
        assert texts(settled(other)) == drawn
        assert other.locator(".sm-lever b.changed").count() == 1


def test_two_readers_do_not_see_each_others_world(chromium, address):
    world = say("series.world")
    with reader(chromium, address) as one, reader(chromium, address) as two:
        one.goto(f"{address}/?{SMALL}&world=no_ratchet")
        two.goto(f"{address}/?{SMALL}")
        one.locator(f"{CHART} text", has_text=world).first.wait_for()
        settled(two)
        two.get_by_role("button", name=say("measure.index")).click()
        two.wait_for_url("**as=index**")
        assert world not in texts(two)
        assert world in texts(one)
        assert "as=index" not in one.url


def test_cancel_cancels(chromium, address):
    with reader(chromium, address) as page:
        page.goto(f"{address}/?v=1&scale=0.1&seeds=12&world=no_ratchet")
        page.get_by_role("button", name=say("wait.cancel")).click()
        page.get_by_role("button", name=say("wait.again")).wait_for()
        assert page.locator(".sm-wait .meter").count() == 0
        page.goto(f"{address}/?{SMALL}&world=no_hoarding")  # no process is busy with the others
        page.locator(f"{CHART} text", has_text=say("series.world")).first.wait_for()
        assert page.faults == []


def test_what_is_downloaded_opens(chromium, address, tmp_path):
    starts = {"csv": b"year,", "svg": b"<svg", "png": b"\x89PNG"}
    with reader(chromium, address) as page:
        page.goto(f"{address}/?{SMALL}")
        settled(page)
        for ending, start in starts.items():
            with page.expect_download() as told:
                page.locator(f"[data-save='gross_industrial_output.{ending}']").first.click()
            told.value.save_as(tmp_path / ending)
            assert (tmp_path / ending).read_bytes().startswith(start)
        assert page.faults == []


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("v=1&world=no_rachet", "Did you mean 'no_ratchet'?"),
        ("v=9", "version"),
        ("v=1&set=ratchet.pass_through:7", "pass_through"),
        ("v=1&scale=0.01&seeds=1&year=3000", "outside its range"),
    ],
)
def test_a_bad_link_is_a_message(chromium, address, query, words):
    with reader(chromium, address) as page:
        page.goto(f"{address}/about?{query}")
        page.locator(".sm-note", has_text=words).wait_for()
        assert "Traceback" not in page.locator("body").inner_text()
        assert page.faults == []


def test_a_lesson_is_predicted_run_and_explained(chromium, address):
    with reader(chromium, address) as page:
        page.goto(f"{address}/lessons?{SMALL}&lesson=ratchet&step=1")
        page.locator("[data-run]").click()
        page.locator(f"{CHART} text", has_text=say("series.world")).first.wait_for()
        assert page.locator("[data-explain]").count() == 1
        page.locator("[data-explain]").click()
        page.get_by_text("Nobody told the directors to stop").wait_for()
        page.locator("[data-next]").click()
        page.wait_for_url("**step=2**")
        assert page.faults == []
