"""Where a room stopped: kept on the disk at once, offered and never forced, apart for each group."""

from __future__ import annotations

import contextlib
import os
import random
import re
import threading
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.activities.crash import Chromium, Stalls
from tests.browser.conftest import NewContext
from tests.browser.slides.wall import address, ids, kept, lead, places, up

SEED = os.environ.get("HANDRAIL_SEED", "4711")
KILLS = int(os.environ.get("HANDRAIL_KILLS", "5"))
"""How often the browser is killed; a hundred times in ``make soak``."""

LATE = 1.0
"""Seconds before a kill within which the last key may not have reached the disk; measured: most do at once (decision 27)."""


def test_nothing_is_stored_before_the_first_key(new_context: NewContext, usb: Path) -> None:
    """Opening a deck, also at a slide, leaves nothing behind, not even an empty database; the first key stores slides' ids."""
    context = new_context()
    page = context.new_page()
    page.goto(address(usb) + "#s04-d3")
    page.keyboard.press("g")
    page.keyboard.press("Escape")
    page.wait_for_timeout(200)
    before = (page.evaluate("async () => [{...localStorage}, {...sessionStorage}, await indexedDB.databases()]"), context.cookies())
    page.keyboard.press("PageDown")
    kept(page, "s04-d4")
    [place] = places(page)

    assert ([{}, {}, []], []) == before
    assert {"program", "deck", "group", "slide", "far", "order", "at"} == set(place)
    assert ("s04", "", "s04-d4", "s04-d4", ids(page)) == tuple(place[name] for name in ("deck", "group", "slide", "far", "order"))
    assert {} == page.evaluate("() => ({...localStorage})")


def test_the_deck_offers_to_go_on_where_the_room_stopped(new_context: NewContext, usb: Path) -> None:
    """Next time the first slide comes up, with a link to the slide of last time; it is offered and not forced."""
    context = new_context()
    context.clock.set_fixed_time("2026-11-25T18:00:00")  # "today" ends at midnight
    page = context.new_page()
    page.goto(address(usb))
    for _ in range(4):
        page.keyboard.press("PageDown")
    stopped = up(page)
    kept(page, stopped)
    page.close()
    again = context.new_page()
    again.goto(address(usb))
    offer = again.locator("[data-resume] a")
    words = offer.inner_text()

    assert ids(again)[0] == up(again)
    assert again.locator(f"#{stopped}-h").inner_text() in words
    assert "(today, " in words
    offer.click()
    assert stopped == up(again)
    expect(again.locator("[data-resume]")).to_be_hidden()


def _stopped_before(page: Page, days: int, **changed: object) -> None:
    """Make the place that is kept older, or otherwise different."""
    page.evaluate(
        """async ([days, changed]) => {
          const result = asked => new Promise(done => { asked.onsuccess = () => done(asked.result); });
          const base = await result(indexedDB.open('handrail-wall'));
          const store = base.transaction('places', 'readwrite').objectStore('places');
          const [place] = await result(store.getAll());
          await result(store.put({...place, ...changed, at: place.at - days * 86400000}));
          base.close();
        }""",
        [days, changed],
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", r"\((Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\)$"), ("es", r"\((lunes|martes|miércoles|jueves|viernes|sábado|domingo)\)$")],
)
def test_it_says_on_which_day(new_context: NewContext, usb: Path, language: str, words: str) -> None:
    """A few days later the offer names the weekday, in the language of the deck; much later the date."""
    context = new_context(locale="en-US")
    page = context.new_page()
    page.goto(address(usb, f"{language}/f04"))
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    kept(page, ids(page)[2])
    _stopped_before(page, 3)
    page.goto("about:blank")
    page.goto(address(usb, f"{language}/f04"))
    expect(page.locator("[data-resume] a")).to_have_text(re.compile(words))
    _stopped_before(page, 30)
    page.goto("about:blank")
    page.goto(address(usb, f"{language}/f04"))
    expect(page.locator("[data-resume] a")).to_have_text(re.compile(r"\(.*\d.*\)$"))


def test_a_slide_that_was_taken_away_is_replaced_by_its_neighbor(new_context: NewContext, usb: Path) -> None:
    """After an update of the content the nearest slide that still exists is offered: the one before, if there is one."""
    page = new_context().new_page()
    page.goto(address(usb))
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    kept(page, ids(page)[2])
    before = ids(page)[2]
    _stopped_before(page, 0, slide="s04-d99", order=["s04-d0", before, "s04-d98", "s04-d99", ids(page)[5]])
    page.goto("about:blank")
    page.goto(address(usb))
    link = page.locator("[data-resume] a")
    expect(link).to_have_attribute("href", f"#{ids(page)[5]}")
    page.goto("about:blank")
    page.goto(address(usb))
    _stopped_before(page, 0, slide="s04-d99", order=["s04-d0", before, "s04-d99", ids(page)[5]])
    page.goto("about:blank")
    page.goto(address(usb))
    expect(link).to_have_attribute("href", f"#{before}")


@pytest.mark.parametrize(
    "changed",
    [
        {"slide": 7},
        {"order": "s04-d1"},
        {"at": "now"},
        {"at": -5},
        {"slide": "gone", "order": ["never"]},
    ],
    ids="-".join,
)
def test_what_another_page_wrote_there_breaks_nothing(new_context: NewContext, usb: Path, changed: dict[str, object]) -> None:
    """On file:// any page of the machine may write to the same database: nothing of it runs, and the deck begins as ever."""
    page = new_context().new_page()
    page.goto(address(usb))
    page.keyboard.press("PageDown")
    kept(page, ids(page)[1])
    page.evaluate(
        """async (changed) => {
          const result = asked => new Promise(done => { asked.onsuccess = () => done(asked.result); });
          const base = await result(indexedDB.open('handrail-wall'));
          const store = base.transaction('places', 'readwrite').objectStore('places');
          const [place] = await result(store.getAll());
          await result(store.put({...place, ...changed}));
          base.close();
        }""",
        changed,
    )
    page.goto("about:blank")
    page.goto(address(usb))
    page.keyboard.press("PageDown")

    assert ids(page)[1] == up(page)


def test_two_groups_do_not_overwrite_one_another(new_context: NewContext, usb: Path) -> None:
    """A facilitator says which group this is, out of days and letters; each group is offered its own place, and no name fits in."""
    context = new_context()
    for group, steps in (("Mon", 2), ("B", 4)):
        page = context.new_page()
        lead(page, usb, group, steps)
        page.reload()  # the choice lives as long as the window
        page.keyboard.press("g")
        expect(page.get_by_label("which one is this")).to_have_value({"Mon": "1", "B": "B"}[group])
        page.close()
    page = context.new_page()
    page.goto(address(usb))
    offers = page.locator("[data-resume] a")
    expect(offers).to_have_count(2)
    assert [offer.split(":")[0] for offer in offers.all_inner_texts()] == ["B", "Mon"]
    offers.last.click()
    page.keyboard.press("PageDown")
    kept(page, ids(page)[3])

    assert {"1": ids(page)[3], "B": ids(page)[4]} == {place["group"]: place["slide"] for place in places(page)}


def test_the_places_can_be_forgotten(new_context: NewContext, usb: Path) -> None:
    """One button takes away what is kept on this computer."""
    context = new_context()
    page = context.new_page()
    page.goto(address(usb))
    page.keyboard.press("PageDown")
    kept(page, ids(page)[1])
    page.keyboard.press("g")
    page.get_by_role("button", name="Forget the places").click()
    page.wait_for_function("async () => !(await indexedDB.databases()).length")
    page.keyboard.press("Escape")
    page.keyboard.press("PageDown")

    kept(page, ids(page)[2])


def test_a_browser_that_refuses_storage_shows_the_deck(new_context: NewContext, usb: Path) -> None:
    """Without a database the deck simply begins at the beginning."""
    context = new_context()
    context.add_init_script("indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); };")
    page = context.new_page()
    page.goto(address(usb))
    page.keyboard.press("PageDown")

    assert ids(page)[1] == up(page)


@pytest.mark.xdist_group("crash")
@pytest.mark.by_chance
def test_killed_in_the_middle_of_a_lesson(browser: Browser, usb: Path, tmp_path: Path) -> None:
    """The browser is killed at random moments, every process of it at once: next time the same slide is offered."""
    profile = tmp_path / "profile"
    profile.mkdir()
    killed_runs(browser, profile, address(usb), [f"{SEED}-{number}" for number in range(KILLS)])


def killed_runs(browser: Browser, profile: Path, deck: str, seeds: list[str]) -> None:
    """Open the deck, look at what it offers, walk through it, kill the browser; again with each seed, in one profile."""
    may: set[str] = set()
    for seed in [*seeds, ""]:
        chromium = Chromium(profile, browser.browser_type)
        try:
            page = chromium.page(deck)
            if may:
                page.locator("[data-resume] a").first.wait_for()
                offered = str(page.locator("[data-resume] a").first.get_attribute("href"))[1:]
                assert offered in may, f"run before {seed or 'the end'}: {offered} is offered, up were {sorted(may)}"
            if not seed:
                return
            chance = random.Random(seed)
            slides = ids(page)
            stalls = Stalls(profile.parent)
            page.keyboard.press("PageDown")
            kept(page, slides[1])
            at, log = 1, [(0.0, slides[1])]
            timer = threading.Timer(chance.uniform(1.5, 3.0), chromium.kill)
            timer.start()
            with contextlib.suppress(Error):
                while not chromium.killed_at:
                    forth = at < 2 or (at < 10 and chance.random() < 0.7)
                    at += 1 if forth else -1
                    log.append((time.monotonic(), slides[at]))  # it may be kept although nobody hears of it any more
                    with stalls.key_takes():
                        page.keyboard.press("PageDown" if forth else "PageUp")
                    time.sleep(chance.choice([0.0, 0.02, 0.1, 0.4]))
            timer.join()
        finally:
            chromium.gone()
        since = chromium.killed_at - LATE - stalls.worst()
        last = max(place for place, (moment, _) in enumerate(log) if moment <= since)
        may = {slide for _, slide in log[last:]}
