"""A reader of the dashboard in a real browser, whose network is cut."""

from contextlib import contextmanager

SMALL = "v=1&scale=0.01&seeds=1"  # the smallest world there is: a run takes seconds
WAIT = 120_000  # milliseconds: a machine that is busy with other tests
CHART = ".sm-plot svg"


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
