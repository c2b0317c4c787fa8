"""Every page, of one world on a wide light screen, of two on a narrow dark one: whole, for all."""

from typing import Any, NamedTuple

import pytest

from tests.browsing import CHART, SMALL, reader, settled
from viz.dashboard.shell import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]  # one dashboard for all

ENOUGH, ENOUGH_LARGE = 4.5, 3.0  # contrast of text with what lies behind it, as WCAG 2.1 AA has it
PAGES_OF_WORDS = ("lessons", "about")

UNNAMED = """() => {
  const named = (e) => {
    const label = e.getAttribute('aria-label') || e.title || e.textContent.trim() ||
      (e.labels && [...e.labels].map((l) => l.textContent).join('')) || e.placeholder || ''
    const by = e.getAttribute('aria-labelledby')
    return label || (by && document.getElementById(by)?.textContent)
  }
  const shown = (e) => e.getClientRects().length && getComputedStyle(e).visibility !== 'hidden'
  const asked = 'button, a[href], input:not([type=hidden]), [role=slider], [role=img]'
  return [...document.querySelectorAll(asked)].filter((e) => shown(e) && !named(e))
    .filter((e) => !e.closest('[role=slider], .v-input--switch') || e.getAttribute('role'))
    .filter((e) => !(e.tagName === 'INPUT' && e.closest('.v-input__slider, .v-select')))
    .map((e) => e.outerHTML.slice(0, 160))
}"""

FAINT = r"""([enough, large]) => {
  const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true})
  const known = new Map()  // to read a canvas back is slow, and colours are few
  const rgba = (text) => {
    if (!known.has(text)) {
      paint.clearRect(0, 0, 1, 1); paint.fillStyle = text; paint.fillRect(0, 0, 1, 1)
      const [r, g, b, a] = paint.getImageData(0, 0, 1, 1).data
      known.set(text, [r, g, b, a / 255])
    }
    return known.get(text)
  }
  const light = (c) => {
    const [r, g, b] = c.map((v) => v / 255)
      .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const over = (top, under) => {
    const a = top[3]
    return [0, 1, 2].map((i) => top[i] * a + under[i] * (1 - a))
  }
  const behind = (e) => {
    const layers = []
    for (let at = e; at; at = at.parentElement) {
      const c = rgba(getComputedStyle(at).backgroundColor)
      layers.unshift(c)
      if (c[3] === 1) break
    }
    return layers.reduce((under, top) => over(top, under), [255, 255, 255])
  }
  const found = []
  for (const e of document.querySelectorAll('.sm *')) {
    const told = (n) => n.textContent.replace(/\u200b/g, '').trim()  // a mark that has no width
    const says = [...e.childNodes].some((n) => n.nodeType === 3 && told(n))
    if (!says || !e.getClientRects().length || e.closest('svg')) continue
    const style = getComputedStyle(e)
    const ground = behind(e)
    const ink = over(rgba(style.color), ground)
    const [a, b] = [light(ink), light(ground)].sort((x, y) => y - x)
    const ratio = (a + 0.05) / (b + 0.05)
    const size = parseFloat(style.fontSize)
    const is_large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700)
    if (ratio < (is_large ? large : enough)) {
      found.push(`${ratio.toFixed(2)}: ${e.textContent.trim().slice(0, 60)}`)
    }
  }
  return found
}"""


class Eyes(NamedTuple):
    """The colours a reader wants, the width of his screen, and what he asks for besides."""

    colours: str
    width: int
    query: str


class Look(NamedTuple):
    """A page that is drawn, and for whom."""

    name: str
    eyes: Eyes
    page: Any


@pytest.fixture(
    scope="module",
    params=[Eyes("light", 1440, SMALL), Eyes("dark", 390, f"{SMALL}&with=no_ratchet")],
    ids=("light", "dark"),
)
def eyes(request):
    """Both kinds of readers, one after the other."""
    return request.param


@pytest.fixture(scope="module", params=PAGES)
def look(request, eyes, chromium, address):
    """Each page, opened once for all that is asked of it."""
    name = request.param
    screen = {"width": eyes.width, "height": 900}
    with reader(chromium, address, color_scheme=eyes.colours, viewport=screen) as page:
        page.goto(f"{address}/{name}?{eyes.query}")
        page.wait_for_selector("[role=main] h1")
        if name not in PAGES_OF_WORDS:
            settled(page)
        yield Look(name, eyes, page)


def test_it_is_drawn_without_a_fault_or_a_word_to_the_outside(look):
    assert look.page.faults == []
    assert (look.page.locator(CHART).count() > 0) == (look.name not in PAGES_OF_WORDS)


def test_it_is_no_wider_than_the_screen(look):
    assert look.page.evaluate("document.documentElement.scrollWidth") <= look.eyes.width


def test_everything_has_a_name(look):
    page = look.page
    assert page.evaluate(UNNAMED) == []
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").count() == 1
    assert page.locator("[role=main]").count() == 1
    assert page.locator("[role=navigation]").count() >= 1
    told = page.locator(".sm-plot").all()
    assert all(len(plot.get_attribute("aria-label")) > 20 for plot in told)


def test_words_can_be_told_from_their_ground(look):
    assert look.page.evaluate(FAINT, [ENOUGH, ENOUGH_LARGE]) == []
