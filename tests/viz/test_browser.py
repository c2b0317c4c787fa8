"""The dashboard in a real browser whose network is cut: what a reader sees and does."""

import pytest

from tests.browsing import CHART, SMALL, reader, settled, texts
from tests.crowd import crowd
from viz.dashboard.words import say

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]  # one dashboard for all


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


def test_an_address_that_leads_nowhere_is_a_page_with_a_way_back(chromium, dashboard):
    with reader(chromium, dashboard.address, viewport={"width": 390, "height": 800}) as page:
        answer = page.goto(f"{dashboard.address}/nowhere")
        assert answer.status == 404
        assert page.locator("h1").inner_text() == say("lost.title")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.locator("[data-back]").click()
        page.get_by_role("heading", name=say("explore.title"), exact=True).wait_for()
        (fault,) = page.faults  # the browser's own word on the status
        assert "404" in fault
        assert page.request.get(f"{dashboard.address}/nowhere.js").status == 404


def test_the_terminal_is_not_told_of_cookies(chromium, dashboard):
    with reader(chromium, dashboard.address) as page:
        page.goto(f"{dashboard.address}/about")
        page.get_by_text(say("about.not")).first.wait_for()
    assert "samesite" not in dashboard.errors.read_text().lower()


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


def test_who_is_inside_is_found_by_name_and_on_the_map(chromium, address):
    with reader(chromium, address, viewport={"width": 1440, "height": 1200}) as page:
        page.goto(f"{address}/inside?{SMALL}&year=1960")
        settled(page)
        page.get_by_label(say("inside.words")).fill("secretary kiev")
        page.locator("[data-inside^=o]").first.click()
        page.wait_for_url("**inside=o*")
        page.get_by_role("heading", name=say("agent.official", region="Kiev")).wait_for()
        figures = page.get_by_role("heading", name=say("inside.figures"))
        figures.nth(1).wait_for()
        assert figures.count() == 2
        page.get_by_label(say("inside.words")).fill("")
        page.locator(".mark-shape path").nth(20).click()
        page.wait_for_url("**region=*")
        for kind in ("f", "h", "o", "w"):
            page.locator(f"[data-inside^={kind}]").first.wait_for()
        page.locator("[data-inside^=h]").first.click()
        page.wait_for_url("**inside=h*")
        page.locator(".sm-words", has_text="rubles a head and month").first.wait_for()
        assert page.faults == []


def test_a_farm_is_seen_in_two_worlds(chromium, address):
    with reader(chromium, address) as page:
        page.goto(f"{address}/inside?{SMALL}&inside=f3&year=1964")
        settled(page)
        figures = page.get_by_role("heading", name=say("inside.figures"))
        figures.nth(1).wait_for()
        assert figures.count() == 2
        assert "fallow_kept" in texts(page)
        assert page.locator("td", has_text=say("figure.fallow_suits")).count() == 2
        assert page.faults == []


def test_a_region_is_picked_on_the_map(chromium, address):
    with reader(chromium, address, viewport={"width": 1440, "height": 1200}) as page:
        page.goto(f"{address}/map?{SMALL}")
        settled(page)
        page.locator(".mark-shape path").nth(30).click()
        page.wait_for_url("**region=*")
        page.get_by_role("button", name=say("map.close")).wait_for()
        assert page.faults == []


def test_years_are_walked_on_the_map_by_the_keyboard_and_the_walk_stops_at_the_end(
    chromium, address
):
    with reader(chromium, address) as page:
        page.goto(f"{address}/map?{SMALL}&year=1963")
        settled(page)
        page.locator(".sm-play [role=slider]").press("ArrowLeft")
        page.wait_for_url("**year=1962**")
        page.locator("[data-play]").focus()
        page.keyboard.press("Enter")
        page.locator(".sm-play .mdi-pause").wait_for()
        page.locator(".sm-play b", has_text="1965").wait_for()
        page.locator(".sm-play .mdi-play").wait_for()
        page.wait_for_url(lambda url: "year=1962" not in url)  # the address follows the page
        assert page.faults == []


def test_whoever_wants_no_movement_goes_a_year_at_a_time(chromium, address):
    with reader(chromium, address, reduced_motion="reduce") as page:
        page.goto(f"{address}/map?{SMALL}&year=1963")
        settled(page)
        page.locator("[data-play]").click()
        page.wait_for_url("**year=1964**")
        page.wait_for_timeout(1500)
        assert page.locator(".sm-play b").inner_text() == "1964"
        assert page.locator(".sm-play .mdi-pause").count() == 0
        assert page.faults == []


def test_the_scorecard_shows_from_what_an_error_is_worked_out(chromium, address):
    with reader(chromium, address) as page:
        page.goto(f"{address}/history?{SMALL}")
        settled(page)
        card = page.locator(".sm-card", has=page.get_by_role("heading", name=say("history.card")))
        heads = card.locator("th").all_inner_texts()
        assert [head for head in heads if "1958" in head] == ["model 1958", "record 1958"]
        row = card.locator("tr", has_text="Crude steel").locator("td").all_inner_texts()
        shown = [row[n] for n in (2, 3, 5, 6)]
        before, made, recorded, known = (float(text) for text in shown)
        ratio = made / before * recorded / known
        rounded = sum(0.5 * 10.0 ** -len(text.partition(".")[2]) / float(text) for text in shown)
        slack = 0.1 + 100.0 * ratio * rounded
        assert float(row[-1]) == pytest.approx(100.0 * (ratio - 1.0), abs=slack)


def test_what_is_compared_can_be_made_again_in_python(chromium, address):
    with reader(chromium, address) as page:
        page.goto(f"{address}/compare?{SMALL}&with=no_ratchet")
        settled(page)
        told = page.locator("pre", has_text="from experiments import compare").inner_text()
        assert "['historical', 'no_ratchet']" in told
        compile(told, "compare", "exec")


def test_of_a_crowd_nobody_sees_anothers_figures(chromium, dashboard):
    told = crowd(chromium, dashboard.address, dashboard.store, dashboard.process, 4, 0.01)
    assert told.wrong == []
    assert len(told.waited) == 4
    assert max(told.megabytes) < told.megabytes[0] + 400
