"""The notes window: steers the deck from another window, and never hands it a word."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from handrail.curriculum import Curriculum
from tests.browser.conftest import NewContext, Serve, Watch

LISTEN = """
  window.heard = [];
  window.addEventListener('message', event => heard.push(JSON.stringify(event.data)));
  const Real = window.BroadcastChannel;
  if (Real) { window.BroadcastChannel = class extends Real {
    constructor(name) { super(name); this.addEventListener('message', event => heard.push(JSON.stringify(event.data))); }
  }; }
"""
NO_CHANNEL = "delete window.BroadcastChannel;"


def notes_address(usb: Path, name: str = "en/s04") -> str:
    """Return the address of the notes of a deck."""
    return (usb / "facilitator" / f"{name}-notes.html").as_uri()


def both(context: BrowserContext, address: str) -> tuple[Page, Page]:
    """Open the notes, and from them the slides."""
    notes = context.new_page()
    notes.goto(address)
    with context.expect_page() as opened:
        notes.get_by_role("button", name="Open the slides").click()
    wall = opened.value
    expect(notes.locator("[data-state]")).to_have_text("The slides follow this window.")
    return notes, wall


def now(notes: Page) -> str:
    """Return the id of the slide whose notes are shown."""
    return str(notes.locator("article.up").get_attribute("id"))


def at(wall: Page, slide: str) -> None:
    """Wait until a slide is up."""
    wall.wait_for_function("slide => Deck.slides[Deck.at()].id === slide", arg=slide)


@pytest.mark.parametrize("channel", [True, False], ids=["a channel", "from window to window"])
@pytest.mark.parametrize("where", ["file", "http"])
def test_two_windows_go_together(new_context: NewContext, usb: Path, serve: Serve, channel: bool, where: str) -> None:
    """On from the notes, on from the deck, to a slide by name, blank: both windows are where the other is, on a stick too."""
    context = new_context()
    if not channel:
        context.add_init_script(NO_CHANNEL)
    notes, wall = both(context, notes_address(usb) if where == "file" else f"{serve(usb)}/facilitator/en/s04-notes.html")
    order = [str(value) for value in notes.locator("[data-slide]").evaluate_all("all => all.map(part => part.id)")]
    notes.keyboard.press("PageDown")
    at(wall, order[1])
    notes.get_by_role("button", name="Next").click()
    at(wall, order[2])
    wall.keyboard.press("PageDown")
    expect(notes.locator(f"#{order[3]}")).to_be_visible()
    notes.locator("[data-go]").select_option(order[6])
    at(wall, order[6])
    notes.keyboard.press("b")
    expect(wall.locator("[data-blank]")).to_be_visible()
    expect(notes.locator("[data-state]")).to_have_text("The wall is blank.")
    notes.keyboard.press("b")
    expect(wall.locator("[data-blank]")).to_be_hidden()
    wall.reload()
    notes.keyboard.press("PageUp")
    at(wall, order[5])

    expect(notes.locator("article.up")).to_have_attribute("id", order[5])  # when it has heard


def test_the_notes_start_the_walls_timer_and_tell_what_is_on_it(new_context: NewContext, usb: Path) -> None:
    """The laptop's keys cannot reach what is on the projector: one word starts the timer, which the notes show; a break is told."""
    notes, wall = both(new_context(), notes_address(usb))
    button = notes.get_by_role("button", name="Timer")
    button.click()
    expect(wall.locator("[data-timer]")).to_have_attribute("data-state", "running")
    expect(wall.locator("[data-timer] [data-run]")).to_be_hidden()
    expect(notes.locator("[data-timer]")).to_have_text(re.compile(r"^Timer \d+:\d\d$"))
    button.click()
    expect(wall.locator("[data-timer]")).to_be_hidden()
    expect(notes.locator("[data-timer]")).to_be_hidden()
    wall.keyboard.press("p")
    expect(notes.locator("[data-state]")).to_contain_text("a break or a round")
    wall.keyboard.press("Escape")

    expect(notes.locator("[data-state]")).to_have_text("The slides follow this window.")


def test_the_projector_never_holds_a_note(new_context: NewContext, usb: Path, curriculum: Curriculum, watch: Watch) -> None:
    """Through a whole session steered from the notes: no sentence of them is in the deck's document, nor in what it is sent."""
    module = curriculum.modules["en"]["s04"]
    context = new_context()
    context.add_init_script(LISTEN)
    notes, wall = both(context, notes_address(usb))
    seen = wall.content()
    for slide in notes.locator("[data-slide]:not([data-help])").evaluate_all("all => all.map(part => part.id)")[1:]:
        notes.keyboard.press("PageDown")
        at(wall, slide)
        seen += wall.content()
    seen += "".join(wall.evaluate("() => heard")) + "".join(watch.requests)
    shown = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", seen)).split())
    told = notes.locator(".notes").all_text_contents()
    sentences = [
        " ".join(part.split()) for slide in module.slides for part in re.split(r"(?<=[.?!])\s+|\n", slide.notes or "") if len(part) > 24
    ]

    assert len(sentences) > 20
    assert [] == [sentence for sentence in sentences if sentence in shown]
    assert any(sentence in " ".join(" ".join(told).split()) for sentence in sentences), "the test would see a note"
    assert {"does", "staff", "stamp", "go"} >= {key for said in wall.evaluate("() => heard.map(JSON.parse)") for key in said}


@pytest.mark.parametrize(
    "order",
    [
        {"does": "forget-places"},
        {"does": "constructor"},
        {"go": "<img src=x>"},
        {"go": "s04-d1", "staff": "handrail-wall-other-s04"},
        "next",
        None,
        {"does": ["next"]},
    ],
    ids=str,
)
def test_the_deck_follows_orders_of_its_own_notes_only(new_context: NewContext, usb: Path, order: object) -> None:
    """Whatever else comes through the channel moves nothing."""
    context = new_context()
    notes, wall = both(context, notes_address(usb))
    notes.keyboard.press("PageDown")
    notes.keyboard.press("PageDown")
    at(wall, notes.locator("[data-slide]").nth(2).get_attribute("id") or "")
    notes.evaluate(
        """order => {
          const name = document.body.dataset.wall;
          const sent = order && typeof order === 'object' ? {staff: name, stamp: 'x', ...order} : order;
          new BroadcastChannel(name).postMessage(sent);
        }""",
        order,
    )
    wall.wait_for_timeout(150)

    assert 2 == wall.evaluate("() => Deck.at()")


def test_without_a_wall_the_notes_go_alone(page: Page, usb: Path) -> None:
    """On a phone in the hand: on, back and the list of slides show the notes, with nothing open beside them."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(notes_address(usb))
    first = now(page)
    page.get_by_role("button", name="Next").click()
    second = now(page)
    page.keyboard.press("PageUp")

    assert first != second
    assert first == now(page)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_it_shows_the_next_slide_the_step_and_the_time(page: Page, usb: Path, curriculum: Curriculum) -> None:
    """This slide's notes, what comes next, which step of the guide, how long it has been, and what time it is."""
    module = curriculum.modules["en"]["s04"]
    page.clock.install()
    page.goto(notes_address(usb))
    assert module.guide is not None
    step = next(step for step in module.guide.timeline if step.slide == module.slides[0].id)
    part = page.locator("article.up")
    expect(part.locator(".segment").first).to_contain_text(f"{step.minutes} min")
    expect(part.locator(".next")).to_be_visible()
    page.clock.run_for((step.minutes + 1) * 60_000)
    expect(part.locator("[data-spent]")).to_have_text(f"{step.minutes + 1} min on this step so far")
    expect(page.locator("[data-clock]")).to_have_text(re.compile(r"^\d+:\d\d"))
    expect(page.get_by_text("For staff. Not for participants.")).to_be_visible()


def test_the_notes_name_the_step_that_is_on(page: Page, usb: Path) -> None:
    """A slide that is shown again later: first the line of its first step, then that of the later one. Printed, both."""
    page.goto(notes_address(usb, "en/f04"))
    lines = page.locator("article.up .segment:visible")
    page.get_by_label("Slide").select_option("f04-d3")
    expect(lines).to_have_count(1)
    expect(lines).to_contain_text("4 min")
    page.get_by_label("Slide").select_option("f04-d8")
    page.get_by_label("Slide").select_option("f04-d3")
    expect(lines).to_have_count(1)
    expect(lines).to_contain_text("25 min")
    page.emulate_media(media="print")
    expect(page.locator("#f04-d3 .segment:visible")).to_have_count(2)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_it_reflows(new_context: NewContext, usb: Path, axe: Callable[[Page], None], scheme: str) -> None:
    """The notes pass axe-core at 320 px, light and dark, one slide and all."""
    page = new_context(viewport={"width": 320, "height": 568}, color_scheme=scheme).new_page()
    page.goto(notes_address(usb))
    axe(page)
    page.get_by_role("button", name="All notes").click()
    axe(page)

    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_without_a_script_or_on_paper_all_notes_are_there(new_context: NewContext, usb: Path) -> None:
    """Notes on paper first: the same page is the list of all notes."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto(notes_address(usb))
    assert all(part.is_visible() for part in page.locator("article").all())
    assert not page.locator("[data-steer]").is_visible()
    other = new_context().new_page()
    other.goto(notes_address(usb))
    other.emulate_media(media="print")

    assert all(part.is_visible() for part in other.locator("article").all())
    assert not other.locator("[data-steer]").is_visible()
