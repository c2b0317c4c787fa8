"""Whoever has no mouse can use the pages."""

import pytest

from tests.browsing import SMALL, reader, settled

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]  # one dashboard for all


def test_a_page_is_walked_and_a_lever_moved_by_the_keyboard(chromium, address):
    with reader(chromium, address) as page:
        page.goto(f"{address}/?{SMALL}")
        settled(page)
        seen = []
        for _ in range(40):
            page.keyboard.press("Tab")
            seen.append(
                page.evaluate(
                    "(e => [e.getAttribute('href') || e.getAttribute('role') || e.tagName, "
                    "getComputedStyle(e).outlineStyle])(document.activeElement)"
                )
            )
            if seen[-1][0] == "slider":
                break
        assert any(str(what).startswith("/compare") for what, _ in seen)
        assert all(outline != "none" for what, outline in seen if str(what).startswith("/"))
        assert seen[-1][0] == "slider"
        before = page.url
        page.keyboard.press("ArrowRight")
        page.wait_for_url(lambda url: url != before)
        assert page.faults == []
