"""What a page shows before its second style sheet has come is what it shows afterwards: nothing moves, nothing changes its color."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.access.matrix import SIZES
from tests.browser.conftest import NewContext

PAGES = ["/", "/s04/", "/s07/", "/f04/", "/families/", "/help/", "/topics/", "/work/", "/404.html", "/es/", "/es/or2/"]

SHOWN = """() => {
  const end = document.querySelector('link[href$="style.css"]');
  const shown = Array.from(document.body.querySelectorAll("*"))
    .filter((node) => node.compareDocumentPosition(end) === 4 && !node.closest("script"));
  return shown.map((node) => {
    const { x, y, width, height } = node.getBoundingClientRect();
    const { color, backgroundColor, fontSize, fontWeight, borderTopColor, display } = getComputedStyle(node);
    return [node.tagName + "." + (node.getAttribute("class") || ""), Math.round(x), Math.round(y), Math.round(width), Math.round(height),
      color, backgroundColor, fontSize, fontWeight, borderTopColor, display].join(" ");
  });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["1280", "320"])
def test_nothing_moves_when_the_other_styles_come(site: str, new_context: NewContext, size: str, scheme: str) -> None:
    """Everything above the second sheet has its place and its colors from the first."""
    width, height, scale = SIZES[size]
    looks = {"viewport": {"width": width, "height": height}, "device_scale_factor": scale, "color_scheme": scheme}
    whole, early = (new_context(**looks, reduced_motion="reduce").new_page() for _ in range(2))
    early.route(re.compile(r"/style\.css$"), lambda route: route.abort())
    for address in PAGES:
        whole.goto(site + address, wait_until="load")
        early.goto(site + address, wait_until="load")
        if address == "/work/":  # it is laid out when its database has answered, which is at another moment in each of the two
            for page in (whole, early):
                expect(page.locator("main [data-part=open]")).to_be_visible()
        expected, found = whole.evaluate(SHOWN), early.evaluate(SHOWN)
        assert len(expected) > 20
        assert found == expected, address
