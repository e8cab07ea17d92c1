"""By keyboard alone: Tab goes through a page and back to its beginning, and what has the focus is always in sight."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.access.matrix import SIZES
from tests.browser.conftest import NewContext

PAGES = ["/", "/help/", "/families/", "/topics/", "/search/", "/offline/", "/work/", "/about/", "/s04/", "/s16/", "/es/f04/", "/404.html"]

WALK = """async () => {
  const node = document.activeElement;
  if (!node || node === document.body || node === document.documentElement) return null;
  const name = (node.textContent.trim() || node.getAttribute("aria-label") || node.name || node.id || node.tagName).slice(0, 60);
  const seen = () => {
    const target = node.matches("input.hr-sr, .hr-num input, .hr-pick input") ? node.parentElement : node;
    const { top, bottom, left, right, width, height } = target.getBoundingClientRect();
    if (bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth || width < 2 || height < 2) return "out of sight";
    const x = Math.min(Math.max((left + right) / 2, 1), innerWidth - 1);
    const hits = [Math.max(top, 0) + 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2, Math.min(bottom, innerHeight) - 2]
      .map((y) => document.elementFromPoint(x, y));
    const covered = hits.every((hit) => hit && !target.contains(hit) && !hit.contains(target)
      && !(target.labels && Array.from(target.labels).some((label) => label.contains(hit))));
    return covered ? "covered" : "";
  };
  let wrong = seen();
  for (let tries = 0; wrong && tries < 120; tries += 1) { // scrolling takes a moment, and longer on a busy machine
    await new Promise((done) => setTimeout(done, 25));
    wrong = seen();
  }
  return { name, wrong };
}"""


@pytest.mark.parametrize("size", ["1280", "320"])
@pytest.mark.parametrize("address", PAGES)
def test_the_focus_is_always_in_sight(site: str, new_context: NewContext, address: str, size: str) -> None:
    """Every stop of Tab can be seen (WCAG 2.4.7, 2.4.11), none is a trap, and the walk comes to an end."""
    width, height, scale = SIZES[size]
    page = new_context(viewport={"width": width, "height": height}, device_scale_factor=scale, reduced_motion="reduce").new_page()
    page.goto(site + address)
    page.wait_for_load_state("networkidle")
    lost, stops = [], 0
    for _ in range(600):
        page.keyboard.press("Tab")
        stop = page.evaluate(WALK)
        if stop is None:
            break
        stops += 1
        if stop["wrong"]:
            lost.append(f"{stop['name']}: {stop['wrong']}")
    else:
        pytest.fail("Tab never came to an end")

    assert stops > 3
    assert [] == lost


def test_the_walk_notices_what_cannot_be_seen(page: Page) -> None:
    """The walk itself: a stop beside the screen, and one below something else, are told; one in sight is not."""
    page.set_content("""
        <button>here</button><button style="position: absolute; left: -900px">away</button>
        <div style="position: fixed; inset: 200px 0 0; background: #fff; z-index: 1"></div>
        <button style="position: fixed; top: 400px">below</button>""")
    told = {}
    for _ in range(3):
        page.keyboard.press("Tab")
        stop = page.evaluate(WALK)
        told[stop["name"]] = stop["wrong"]
    assert {"here": "", "away": "out of sight", "below": "covered"} == told
