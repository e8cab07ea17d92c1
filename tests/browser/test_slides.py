"""Slides in a real Chromium, from file://, as on a facilitator's laptop: letters, keys, bookmark, no network."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from handrail.cache import Cache
from handrail.curriculum import Curriculum
from handrail.outputs import Request
from handrail.outputs.slides import OUTPUT
from tests.browser.conftest import NewContext, Watch

SCREENS = [(1024, 768), (1280, 720), (1280, 800), (1920, 1080), (3840, 2160)]

MEASURE = """() => [...document.querySelectorAll('.slide')].map(slide => {
  const share = 100 / innerHeight;
  const size = node => node ? parseFloat(getComputedStyle(node).fontSize) * share : null;
  const drawn = [...slide.querySelectorAll('.figure text')].map(text => size(text) * text.getScreenCTM().a);
  const box = slide.getBoundingClientRect();
  const out = [...slide.querySelectorAll('h1, h2, p, li, svg text, .place')].filter(node => {
    const at = node.getBoundingClientRect();
    return at.width > 0 && (at.left < box.left + innerWidth * .049 || at.right > box.right - innerWidth * .049
      || at.top < box.top + innerHeight * .049 || at.bottom > box.top + innerHeight * .965);
  }).map(node => node.textContent.slice(0, 30));
  return {
    id: slide.id, heading: size(slide.querySelector('h1, h2')), body: size(slide.querySelector('.words')),
    crisis: size(slide.querySelector('.crisis')), drawn: drawn.length ? Math.min(...drawn) : null,
    over: slide.offsetHeight > innerHeight + 1 || slide.scrollWidth > slide.clientWidth + 1, small: slide.dataset.small || '', out,
  };
})"""

CONTRAST = """() => {
  const light = color => {
    const part = color.match(/[\\d.]+/g).slice(0, 3).map(value => value / 255)
      .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * part[0] + .7152 * part[1] + .0722 * part[2];
  };
  const ratio = (one, two, lift = 0) => {
    const [low, high] = [light(one), light(two)].sort((a, b) => a - b).map(value => value + lift);
    return (high + .05) / (low + .05);
  };
  const paper = getComputedStyle(document.querySelector('.slide')).backgroundColor;
  const of = selector => [...document.querySelectorAll(selector)].map(node => getComputedStyle(node));
  return {
    text: Math.min(...of('.slide :is(h1, h2, .words, .words *, .small, .crisis, .crisis *, .place)')
      .map(style => ratio(style.color, paper))),
    lifted: Math.min(...of('.slide :is(h1, h2, .words, .words *, .crisis)').map(style => ratio(style.color, paper, .2))),
    labels: Math.min(...of('.figure text.hr-ink').map(style => ratio(style.fill, paper))),
    lines: Math.min(...of('.figure :is(.hr-ink-line, .hr-accent-line, .hr-warm-line)').map(style => ratio(style.stroke, paper))),
  };
}"""


@pytest.fixture(scope="module")
def decks(curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All decks, as they would lie on a USB stick."""
    folder = tmp_path_factory.mktemp("usb") / "slides"
    folder.mkdir()
    OUTPUT.write(Request(curriculum, folder, folder, Cache(None)))
    return folder


def address(decks: Path, name: str = "en/s04") -> str:
    """Return the address of a deck."""
    return (decks / f"{name}.html").as_uri()


def up(page: Page) -> str:
    """Return the id of the slide that fills the screen, once the page has drawn where it was sent."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.wait_for_function("() => document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('.slide')")
    return str(page.evaluate("() => document.elementFromPoint(innerWidth / 2, innerHeight / 2).closest('.slide').id"))


def ids(page: Page) -> list[str]:
    """Return the ids of the slides in their order."""
    return list(page.evaluate("() => [...document.querySelectorAll('.slide')].map(slide => slide.id)"))


@pytest.fixture
def deck(page: Page, decks: Path) -> Page:
    """A page with one deck open."""
    page.goto(address(decks))
    return page


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen[0]}x{screen[1]}")
def test_every_slide_of_every_module_fits_and_can_be_read_from_the_back_row(
    new_context: NewContext, decks: Path, curriculum: Curriculum, screen: tuple[int, int]
) -> None:
    """Body at least 5.6 % of the height, headings 7.4 %, labels 3 %, everything inside the safe edge, nothing cut off."""
    page = new_context(viewport={"width": screen[0], "height": screen[1]}).new_page()
    for language, found in curriculum.modules.items():
        for identifier in found:
            page.goto(address(decks, f"{language}/{identifier}"))
            for slide in page.evaluate(MEASURE):
                name = f"{language} {slide['id']}"
                assert not slide["over"], name
                assert [] == slide["out"], name
                assert "" == slide["small"], f"{name} had to be made smaller"
                assert slide["heading"] >= 7.39, name
                assert slide["body"] is None or slide["body"] >= 5.59, name
                assert slide["crisis"] is None or slide["crisis"] >= 3.99, name
                assert slide["drawn"] is None or slide["drawn"] >= 3, name


def test_a_slide_that_is_too_long_shrinks_but_is_never_cut(deck: Page) -> None:
    """Letters shrink to 4 % of the height and no further; then the slide grows, and one can scroll."""
    deck.evaluate(
        "() => { document.querySelectorAll('.slide')[3].querySelector('.words').innerHTML = '<p>Many words. </p>'.repeat(10); Deck.fit(); }"
    )
    shrunk = deck.evaluate(MEASURE)[3]
    deck.evaluate(
        "() => { document.querySelectorAll('.slide')[3].querySelector('.words').innerHTML = '<p>Many words. </p>'.repeat(40); Deck.fit(); }"
    )
    grown = deck.evaluate(MEASURE)[3]

    assert "" != shrunk["small"]
    assert not shrunk["over"]
    assert shrunk["body"] >= 3.99
    assert grown["over"]
    assert grown["body"] >= 3.99


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_washed_out_projector_still_shows_it(page: Page, decks: Path, dark: bool) -> None:
    """Text has 7:1 and keeps 4.5:1 where the room lifts black by a fifth; lines of drawings have 4.5:1."""
    for name in ("en/s04", "en/s16", "en/f04"):
        page.goto(address(decks, name))
        if dark:
            page.keyboard.press("d")
        found = page.evaluate(CONTRAST)

        assert found["text"] >= 7
        assert found["lifted"] >= 4.5
        assert found["labels"] >= 7
        assert found["lines"] >= 4.5


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        (["ArrowRight"], 1),
        (["ArrowDown", "PageDown", " "], 3),
        (["PageDown", "PageDown", "PageUp"], 1),
        (["PageDown", "PageDown", "ArrowLeft", "ArrowUp"], 0),
        (["PageDown", "Shift+Space"], 0),
        (["ArrowLeft"], 0),
        (["End"], "last"),
        (["End", "Home"], 0),
        (["g", "5", "Enter"], 4),
        (["g", "PageDown"], 1),
        (["h"], "help"),
        (["PageDown", "h", "h"], 1),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else str(value),
)
def test_keys_and_clickers_move_the_deck(deck: Page, keys: list[str], at: int | str) -> None:
    """Arrows, Space, a clicker's Page keys, Home, End, a number, the help slides and back."""
    kinds = deck.evaluate("() => [...document.querySelectorAll('.slide')].map(slide => slide.dataset.kind)")
    places = {"help": kinds.index("help"), "last": kinds.index("help") - 1}
    for key in keys:
        deck.keyboard.press(key)

    assert ids(deck)[at if isinstance(at, int) else places[at]] == up(deck)
    assert deck.url.endswith("#" + up(deck))


def test_the_worksheet_stands_behind_the_session(deck: Page) -> None:
    """The session never runs into the worksheet's slides; w goes there and back, and so does a step back from the first."""
    kinds = deck.evaluate("() => [...document.querySelectorAll('.slide')].map(slide => slide.dataset.kind)")
    first = kinds.index("sheet")
    deck.keyboard.press("PageDown")
    deck.keyboard.press("w")
    assert ids(deck)[first] == up(deck)
    deck.keyboard.press("PageDown")
    assert ids(deck)[first + 1] == up(deck)
    deck.keyboard.press("w")
    assert ids(deck)[1] == up(deck)
    deck.keyboard.press("w")
    deck.keyboard.press("PageUp")
    assert ids(deck)[1] == up(deck)

    for _ in kinds:
        deck.keyboard.press("PageDown")
    assert ids(deck)[first - 1] == up(deck)
    deck.keyboard.press("w")
    deck.keyboard.press("End")
    assert "slide" == kinds[ids(deck).index(up(deck))]


def test_the_worksheet_is_in_the_list_of_slides(deck: Page) -> None:
    """The list of slides has the worksheet's questions under a heading of their own."""
    deck.keyboard.press("g")
    panel = deck.get_by_role("dialog", name="Go to a slide")
    panel.get_by_role("heading", name="Worksheet").wait_for()
    panel.get_by_role("link", name="What did you do?").first.click()

    assert "sheet" == deck.evaluate("() => document.getElementById(location.hash.slice(1)).dataset.kind")


@pytest.mark.parametrize("key", ["b", "."])
def test_a_blank_screen_hides_everything_until_the_next_key(deck: Page, key: str) -> None:
    """A clicker's blank key darkens the wall for a talk aside; the next key brings the same slide back."""
    deck.keyboard.press("PageDown")
    deck.keyboard.press(key)
    top = deck.evaluate(
        "() => { const node = document.elementFromPoint(200, 200); return [node.className, getComputedStyle(node).backgroundColor]; }"
    )
    deck.keyboard.press("PageDown")

    assert ["blank", "rgb(0, 0, 0)"] == top
    assert ids(deck)[1] == up(deck)


def test_focus_goes_to_the_heading_of_the_slide(deck: Page) -> None:
    """A screen reader says the heading of each new slide."""
    deck.keyboard.press("PageDown")

    assert ids(deck)[1] + "-h" == deck.evaluate("() => document.activeElement.id")


def test_all_headings_are_there_for_a_screen_reader(deck: Page, curriculum: Curriculum) -> None:
    """No slide is hidden from assistive technology, and nothing claims to be an application."""
    tree = deck.locator("main").aria_snapshot()

    for slide in curriculum.modules["en"]["s04"].slides:
        assert f'heading "{slide.title}"' in tree
    assert 0 == deck.locator('[role="application"]').count()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(page: Page, decks: Path, axe: Callable[[Page], None], dark: bool) -> None:
    """The deck, and its panels, pass axe-core."""
    page.goto(address(decks, "en/f04"))
    if dark:
        page.keyboard.press("d")
    axe(page)
    for key in ("g", "?"):
        page.keyboard.press(key)
        axe(page)
        page.keyboard.press("Escape")
    page.keyboard.press("t")
    page.mouse.move(100, 100)
    axe(page)


def test_every_tool_is_a_button_that_the_keyboard_reaches(deck: Page) -> None:
    """Tab reaches the tools, which then show; Space presses them."""
    deck.keyboard.press("Tab")
    shown = deck.locator(".tools").evaluate("node => getComputedStyle(node).opacity")
    for _ in range(20):
        if deck.evaluate("() => document.activeElement.dataset.do") == "light":
            break
        deck.keyboard.press("Tab")
    deck.keyboard.press(" ")

    assert "1" == shown
    assert "dark" == deck.evaluate("() => document.documentElement.dataset.light")
    assert ids(deck)[0] == up(deck)


def test_a_finger_turns_the_page(new_context: NewContext, decks: Path) -> None:
    """A swipe to the left is the next slide, a swipe to the right the one before."""
    page = new_context(viewport={"width": 1024, "height": 768}, has_touch=True).new_page()
    page.goto(address(decks))
    swipe = """([from, to]) => {
      const touch = x => new Touch({identifier: 1, target: document.body, clientX: x, clientY: 300});
      const fire = (name, x, on) => document.body.dispatchEvent(
        new TouchEvent(name, {touches: on ? [touch(x)] : [], changedTouches: [touch(x)], bubbles: true}));
      fire('touchstart', from, true); fire('touchend', to, false);
    }"""
    page.evaluate(swipe, [600, 300])
    after_left = up(page)
    page.evaluate(swipe, [300, 600])

    assert ids(page)[1] == after_left
    assert ids(page)[0] == up(page)


def test_a_wheel_scrolls_and_the_address_follows(deck: Page) -> None:
    """Scrolling by hand lands on a slide, and the deck knows which."""
    deck.mouse.move(300, 300)
    deck.mouse.wheel(0, 700)
    deck.wait_for_function("() => location.hash !== '' && location.hash !== '#s04-d1'")

    assert deck.url.endswith("#" + up(deck))


def storage(context: BrowserContext, page: Page) -> dict[str, Any]:
    """Return what a deck has stored in the browser."""
    return dict(page.evaluate("() => ({...localStorage})"))


def test_nothing_is_stored_before_the_first_key(new_context: NewContext, decks: Path) -> None:
    """Opening a deck, also at a slide, leaves nothing behind; the first key stores one slide's id under a neutral name."""
    context = new_context()
    page = context.new_page()
    page.goto(address(decks) + "#s04-d3")
    before = storage(context, page)
    page.keyboard.press("PageDown")

    assert {} == before
    assert {"handrail.slides.s04": "s04-d4"} == storage(context, page)
    assert [] == context.cookies()


def test_the_deck_offers_to_go_on_where_the_room_stopped(new_context: NewContext, decks: Path) -> None:
    """Next time the first slide comes up, with a link to the slide of last time; it is offered and not forced."""
    context = new_context()
    page = context.new_page()
    page.goto(address(decks))
    for _ in range(4):
        page.keyboard.press("PageDown")
    stopped = up(page)
    page.close()
    again = context.new_page()
    again.goto(address(decks))
    offer = again.locator("[data-resume] a")
    words = offer.inner_text()

    assert ids(again)[0] == up(again)
    offer.click()
    assert stopped == up(again)
    assert again.locator(f"#{stopped}-h").inner_text() in words


def test_a_reload_comes_back_to_the_same_slide(deck: Page) -> None:
    """The slide's id stands in the address: a reload, or a restored window, shows the same slide."""
    for _ in range(3):
        deck.keyboard.press("PageDown")
    before = up(deck)
    deck.reload()

    assert before == up(deck)


def test_the_other_language_keeps_the_slide(page: Page, decks: Path) -> None:
    """From the third authored slide in English to the same slide in Spanish, and back."""
    page.goto(address(decks, "en/f04") + "#f04-d3")
    page.keyboard.press("l")
    page.wait_for_url("**/es/f04.html*")
    there = up(page)
    page.keyboard.press("l")
    page.wait_for_url("**/en/f04.html*")

    assert "f04-d3" == there == up(page)


def test_the_timer_counts_by_the_clock(deck: Page) -> None:
    """It starts, pauses and ends; it does not depend on how often the page gets to draw."""
    deck.clock.install()
    deck.reload()
    deck.keyboard.press("t")
    deck.locator('[data-minutes="1"]').click()
    deck.locator("[data-run]").click()
    deck.clock.fast_forward(20_000)
    running = deck.locator("[data-left]").inner_text()
    deck.clock.fast_forward(41_000)

    assert "0:40" == running
    assert "0:00" == deck.locator("[data-left]").inner_text()
    assert "over" == deck.locator("[data-timer]").get_attribute("data-state")
    assert "Time is up." == deck.locator("[data-over]").inner_text()


def test_bigger_letters_are_a_key_away(deck: Page) -> None:
    """+ makes the letters bigger and the slide scrolls; 0 brings the usual size back."""
    usual = deck.evaluate(MEASURE)[1]["body"]
    deck.keyboard.press("+")
    deck.keyboard.press("+")
    bigger = deck.evaluate(MEASURE)[1]["body"]
    deck.keyboard.press("0")

    assert bigger >= usual * 1.45
    assert usual == deck.evaluate(MEASURE)[1]["body"]


def test_without_a_script_the_slides_stand_under_one_another(new_context: NewContext, decks: Path) -> None:
    """Everything can be read and nothing stands over it, on a phone too."""
    page = new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False).new_page()
    page.goto(address(decks))
    boxes = [slide.bounding_box() for slide in page.locator(".slide").all()]

    for above, below in pairwise(boxes):
        assert above is not None
        assert below is not None
        assert above["y"] + above["height"] <= below["y"] + 1
        assert below["width"] <= 390
    assert not page.locator(".tools").is_visible()
    assert not any(box.is_visible() for box in page.locator("[data-panel], [data-timer], [data-blank], [data-resume]").all())


def test_the_policy_holds_and_nothing_is_requested(page: Page, decks: Path, watch: Watch) -> None:
    """On file:// the policy refuses nothing of ours, and only the file itself is read."""
    page.goto(address(decks, "en/f04"))
    for key in ("PageDown", "t", "d", "g", "Escape", "?", "Escape", "b", "b", "+", "0"):
        page.keyboard.press(key)

    assert [] == watch.said
    assert [f"GET {address(decks, 'en/f04')}"] == watch.requests
