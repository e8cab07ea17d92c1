"""The wall is seen by a whole room: nothing private on it, controls for every hand, a code that a phone can read."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageFilter
from playwright.sync_api import Page, expect

from handrail.curriculum import Curriculum
from handrail.outputs.slides import deck_page
from tests.browser.conftest import NewContext
from tests.browser.slides.wall import address

CANARY = "zarzamora"


def test_what_lies_in_the_browser_never_comes_to_the_wall(new_context: NewContext, usb: Path) -> None:
    """Answers, names and completion that lie in this browser are not even looked for: a deck opens its own database alone."""
    context = new_context()
    page = context.new_page()
    page.goto(address(usb))
    page.evaluate(
        """async word => {
          localStorage.setItem('handrail.name', word);
          const base = await new Promise(done => {
            const asked = indexedDB.open('handrail-site', 1);
            asked.onupgradeneeded = () => asked.result.createObjectStore('answers').put(word, word);
            asked.onsuccess = () => done(asked.result);
          });
          base.close();
        }""",
        CANARY,
    )
    context.add_init_script("""
      window.looked = [];
      const open = indexedDB.open;
      indexedDB.open = function (name, ...rest) { looked.push(name); return open.call(this, name, ...rest); };
      const get = Storage.prototype.getItem;
      Storage.prototype.getItem = function (key) {
        looked.push((this === localStorage ? 'local ' : 'window ') + key);
        return get.call(this, key);
      };
    """)
    page.reload()
    for key in ("PageDown", "t", "Escape", "p", "Escape", "r", "Escape", "c", "Escape", "g", "Escape", "h", "w", "End"):
        page.keyboard.press(key)
        assert CANARY not in page.content()

    assert {"handrail-wall", "window handrail.wall"} >= set(page.evaluate("() => looked"))


def test_a_deck_asks_for_no_notifications(deck: Page) -> None:
    """Nothing can pop up over a slide: the deck asks for no permission and speaks of nobody's completion."""
    source = deck.content()

    assert not any(word in source for word in ("Notification", "permissions.", "serviceWorker", "alert(", "confirm(", "prompt("))
    assert not any(word in source for word in ("roster", "completion"))


PANELS = ["g", "?", "p", "r", "c", "t"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(page: Page, usb: Path, axe: Callable[[Page], None], dark: bool) -> None:
    """The deck, and all that opens over it, pass axe-core."""
    page.goto(address(usb, "en/f04"))
    if dark:
        page.keyboard.press("d")
    axe(page)
    # What lies beneath a panel was looked at; each panel is looked at alone.
    page.evaluate("() => document.querySelectorAll('.slide').forEach((slide, number) => { if (number > 1) { slide.remove(); } })")
    for key in PANELS:
        page.keyboard.press(key)
        axe(page)
        page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.get_by_role("dialog").get_by_role("button", name="Start").click()
    axe(page)


@pytest.mark.parametrize("key", PANELS)
def test_controls_fit_a_narrow_window_and_large_letters(new_context: NewContext, usb: Path, key: str) -> None:
    """At 320 px, which is also 1280 px at 400 %, nothing is cut off sideways, and every control can be reached by its size."""
    page = new_context(viewport={"width": 320, "height": 256}).new_page()
    page.goto(address(usb))
    page.keyboard.press(key)
    if key == "c":
        page.get_by_label("A B C D").check()
    found = page.evaluate("""() => {
      const box = document.querySelector('[data-panel]:not([hidden]), .timer:not([hidden])');
      const all = [...box.querySelectorAll('button, select, input, a, h2, .left')].filter(node => node.getClientRects().length);
      const at = node => node.getBoundingClientRect();
      return {
        wide: box.scrollWidth > box.clientWidth + 1,
        out: all.filter(node => at(node).left < -1 || at(node).right > innerWidth + 1).map(node => node.outerHTML),
        small: all.filter(node => node.matches('button') && Math.min(node.offsetWidth, node.offsetHeight) < 24).map(node => node.outerHTML),
      };
    }""")

    assert {"wide": False, "out": [], "small": []} == found


def test_nothing_moves(new_context: NewContext, usb: Path) -> None:
    """With or without a wish for less motion: no animation, no transition, no smooth scrolling."""
    page = new_context(reduced_motion="no-preference").new_page()
    page.goto(address(usb))
    for key in ("t", "Enter", "PageDown", "p"):
        page.keyboard.press(key)

    assert 0 == page.evaluate("() => document.getAnimations().length")
    assert "" == page.evaluate(
        """() => [...document.querySelectorAll('*')].filter(node => {
          const style = getComputedStyle(node);
          return style.transitionDuration !== '0s' || style.animationName !== 'none' || style.scrollBehavior !== 'auto';
        }).map(node => node.className).join()"""
    )


@pytest.mark.parametrize("key", ["p", "r", "c"])
def test_the_keyboard_stays_inside_what_covers_the_wall(deck: Page, key: str) -> None:
    """Tab goes round inside it, Escape closes it, and the focus is where it was."""
    deck.keyboard.press("PageDown")
    before = deck.evaluate("() => document.activeElement.id")
    deck.keyboard.press(key)
    for _ in range(14):
        deck.keyboard.press("Tab")
        assert deck.evaluate("() => Boolean(document.activeElement.closest('[data-panel]')) || document.activeElement === document.body")
    deck.keyboard.press("Escape")

    assert before == deck.evaluate("() => document.activeElement.id")


CODES = [
    ({"site_url": "https://skills.example.org/"}, "https://skills.example.org/s04/", "skills.example.org/s04"),
    (
        {"keep_work_in": "lms", "lms_url": "https://learn.clinic.example.org"},
        "https://learn.clinic.example.org/courses/course-v1:Sample+Skills+2026/jump_to_id/s04",
        "learn.clinic.example.org/courses/course-v1:Sample+Skills+2026/jump_to_id/s04",
    ),
]


@pytest.mark.parametrize(("program", "leads", "printed"), CODES, ids=["site", "course"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_phone_reads_the_code(
    new_context: NewContext, curriculum: Curriculum, tmp_path: Path, program: dict[str, str], leads: str, printed: str, dark: bool
) -> None:
    """On the session's last slide, from a blurred photo of the wall, 640 by 480 (sigma 2); the address is printed beside it."""
    ours = dataclasses.replace(curriculum, program=curriculum.program.model_copy(update=program))
    file = tmp_path / "s04.html"
    file.write_text(deck_page(ours, ours.modules["en"]["s04"], "en"), encoding="utf-8")
    page = new_context(viewport={"width": 1024, "height": 768}).new_page()
    page.goto(file.as_uri())
    if dark:
        page.keyboard.press("d")
    page.wait_for_function("() => Deck.fitted")
    page.keyboard.press("End")
    expect(page.locator(".where")).to_be_in_viewport()
    wall = Image.open(io.BytesIO(page.screenshot())).convert("L")
    if "lms_url" in program:  # a course's long address needs a phone that is aimed at the code
        wall = wall.crop((256, 96, 1024, 672))
    photo = wall.resize((640, 480)).filter(ImageFilter.GaussianBlur(2))
    [read] = zxingcpp.read_barcodes(photo)

    assert leads == read.text
    assert printed == page.locator(".where").inner_text()
    expect(page.get_by_role("img", name="QR code to this session's sheets")).to_have_count(1)


def test_without_an_address_there_is_no_code(deck: Page) -> None:
    """The sample has no site: its slides lead nowhere."""
    assert 0 == deck.locator(".code, .qr").count()
