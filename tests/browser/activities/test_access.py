"""Everybody can use a sheet: by keyboard, with a screen reader, enlarged, in the dark, without scripts, inside any page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from handrail.model import KINDS
from tests.browser.activities.conftest import FIXTURES, MakePage, ten_kinds
from tests.browser.activities.store import is_mine, saved
from tests.browser.conftest import NewContext

WIDTHS = [320, 1280]

LMS = (FIXTURES / "host.css").read_text(encoding="utf-8")


@pytest.mark.parametrize(("width", "dark"), [(320, True), (1280, False)], ids=["phone, dark", "wide, light"])
def test_axe(new_context: NewContext, make_page: MakePage, everything: str, axe: Callable[[Page], None], width: int, dark: bool) -> None:
    """axe-core finds nothing: fresh, and with everything opened, filled, saved and done."""
    page = new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce").new_page()
    page.goto(make_page(everything, dark=dark))
    expect(page.get_by_text("Whose device is this?")).to_be_visible()
    axe(page)

    is_mine(page)
    page.locator("#a-number-7").check()
    page.get_by_label("A walk").check()
    page.get_by_label("One good thing").fill("tea")
    page.locator("[data-field=word]").get_by_role("button", name="I’d rather not say").click()
    people = page.locator("[data-field=people]")
    people.get_by_label("Phone").fill("555 0100")
    people.get_by_role("button", name="Add another").click()
    people.get_by_role("button", name="Remove Person 2").click()
    page.locator("[data-field=entries]").get_by_role("button", name="Add another").click()
    entries = page.locator("[data-field=entries]")
    for row, number in enumerate(("7", "2")):
        entries.locator("[data-row]").nth(row).get_by_label(number, exact=True).check(force=True)
    entries.get_by_role("button", name="See my numbers over time").click()
    expect(entries.get_by_role("img")).to_be_visible()
    for name in ("Bread", "Soap", "Stamps", "Open the mail", "Pay the rent"):
        page.get_by_label(name, exact=True).check()
    page.locator("[data-field=nights]").get_by_role("button", name="Yesterday").click()
    page.locator("[data-field=house]").get_by_label("I have read this").check()
    page.get_by_label("A wave").check()
    page.get_by_label("Argue").check()
    page.locator("#a").get_by_role("button", name="Change").click()
    page.get_by_role("button", name="Shared, or the clinic’s").click()
    page.get_by_role("button", name="Erase my answers from this device").click()
    saved(page)
    page.locator("[data-field=clock]").get_by_role("button", name="Start").click()
    axe(page)

    page.get_by_role("button", name="Done", exact=True).click()
    page.get_by_label("Nobody").check()
    page.get_by_role("button", name="I have read this").click()
    axe(page)


@pytest.mark.parametrize("width", [*WIDTHS, 256])
def test_nothing_is_wider_than_the_screen(new_context: NewContext, make_page: MakePage, everything: str, width: int) -> None:
    """No sideways scrolling, down to 400 % on a small screen."""
    page = new_context(viewport={"width": width, "height": 600}).new_page()
    page.goto(make_page(everything))
    expect(page.get_by_text("Whose device is this?")).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_targets_are_44_pixels(new_context: NewContext, make_page: MakePage, everything: str, width: int) -> None:
    """Everything that can be pressed is 44 pixels high and wide (but for a link in a sentence), in any page."""
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    page.goto(make_page(everything, host_css=LMS))
    is_mine(page)
    page.locator("#a-number-7").check()
    small = page.evaluate("""() => [..."button, input, textarea, summary, .hr-tick, .hr-num, .hr-pick".split(", ")]
        .flatMap((selector) => Array.from(document.querySelectorAll(selector)))
        .filter((node) => node.checkVisibility() && !node.closest("label.hr-tick > *, .hr-private"))
        .map((node) => [node, node.getBoundingClientRect()])
        .filter(([, box]) => box.height < 44 || box.width < 44)
        .map(([node, box]) => `${node.outerHTML.slice(0, 90)} ${box.width}x${box.height}`)""")

    assert [] == small


def test_looks_the_same_in_a_learning_system(new_context: NewContext, make_page: MakePage, everything: str) -> None:
    """What a host does to bare elements does not reach a sheet: sizes, fonts, colors and borders are ours."""
    looks = [
        "color", "backgroundColor", "backgroundImage", "borderTopColor", "borderTopWidth", "padding", "margin", "fontSize",
        "fontWeight", "fontStyle", "textTransform", "textShadow", "boxShadow", "float", "letterSpacing", "listStyleType", "width",
    ]  # fmt: skip
    measure = """(looks) => Array.from(document.querySelectorAll(".hr-activity *"))
        .filter((node) => node.checkVisibility() && !node.closest("svg"))
        .map((node) => {
            const style = getComputedStyle(node), before = getComputedStyle(node, "::before");
            return [node.className || node.tagName, ...looks.map((look) => `${look}: ${style[look]}`), before.backgroundColor].join("; ");
        })"""
    seen = []
    for css in ("html{font-size:16px}", LMS):
        page = new_context(viewport={"width": 700, "height": 800}, reduced_motion="reduce").new_page()
        page.goto(make_page(everything, host_css=css))
        is_mine(page)
        page.get_by_role("button", name="Change").click()
        page.evaluate("document.activeElement.blur()")
        page.get_by_role("button", name="It is mine").hover()
        seen.append(page.evaluate(measure, looks))

    different = [f"{ours}\n  {theirs}" for ours, theirs in zip(*seen, strict=True) if ours != theirs]
    assert not different, "\n".join(different[:12])


UNSEEN = """async () => {
    let said = "";
    for (let tries = 0; tries < 20; tries += 1) { // a browser scrolls to the focus as it draws, and a busy one draws late
      await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, tries ? 100 : 0)));
      said = look();
      if (!said) break;
    }
    return said;
  function look() {
    const node = document.activeElement;
    if (node === document.body) return "";
    const ringed = [node, node.nextElementSibling].filter(Boolean).map((one) => [one, getComputedStyle(one)])
        .find(([, style]) => style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2 && style.opacity !== "0");
    const box = (ringed ? ringed[0] : node).getBoundingClientRect();
    const [x, y] = [(box.left + box.right) / 2, (Math.max(0, box.top) + Math.min(innerHeight, box.bottom)) / 2];
    const at = document.elementFromPoint(x, y);
    const label = at && at.closest("label");
    const there = box.width > 8 && box.height > 8 && at && (node.contains(at) || (label && label.contains(node)));
    return ringed && there ? "" : (ringed ? "out of sight: " : "no ring: ") + node.outerHTML.slice(0, 80);
  }
}"""
"""Says so when the focus has no ring around it, or the ring is outside of the window or behind something."""


def test_the_walk_sees_what_is_not_seen(page: Page, make_page: MakePage) -> None:
    """The walk below fails on a focus without a ring, outside of the window, or behind something."""
    page.goto(make_page())
    word = page.get_by_label("One good thing")
    word.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(UNSEEN) == ""
    for style, said in {
        "outline: none !important": "no ring",
        "position: absolute !important; left: -9999px !important": "out of sight",
        "position: relative; z-index: -1": "out of sight",
    }.items():
        word.evaluate("(node, style) => { node.style.cssText = style; node.focus(); }", style)
        assert page.evaluate(UNSEEN).startswith(said), style


def test_keyboard_alone(page: Page, make_page: MakePage) -> None:
    """A sheet is filled, done and undone without a pointer, and focus is always seen."""
    page.goto(make_page())
    expect(page.get_by_text("Whose device is this?")).to_be_visible()
    seen: list[str] = []

    def tab_to(selector: str) -> None:
        for _step in range(120):
            page.keyboard.press("Tab")
            seen.append(page.evaluate(UNSEEN))
            if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                return
        pytest.fail(f"{selector} was not reached")

    tab_to("summary")
    page.keyboard.press("Enter")
    tab_to("[data-choose=mine]")
    page.keyboard.press("Enter")
    expect(page.get_by_text("This device is yours")).to_be_visible()
    tab_to("#a-number-0")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#a-number-1")).to_be_checked()
    saved(page)
    expect(page.locator("[data-part=notices]")).to_contain_text("did not promise")  # it comes above, when the browser has answered
    tab_to("#a-ticks-o-walk")
    page.keyboard.press("Space")
    tab_to("#a-word")
    page.keyboard.type("tea")
    tab_to("[data-field=clock] [data-start]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-field=clock] [data-pause]")).to_be_focused()
    tab_to("[data-field=entries] [data-add]")
    page.keyboard.press("Enter")
    page.keyboard.type("Sunday")
    expect(page.locator("[data-field=entries]").get_by_label("When").nth(1)).to_have_value("Sunday")
    tab_to('[data-field=people] [data-skip="no-one-yet"]')
    page.keyboard.press("Space")
    tab_to("[data-act=done]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=finished]")).to_be_focused()
    tab_to("[data-act=undo]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Done", exact=True)).to_be_visible()

    assert not [found for found in seen if found]


KEYS: dict[str, list[str]] = {
    "short-text": ["input", "t"],
    "long-text": ["textarea", "t"],
    "checklist": ["[data-option]", "Space"],
    "choice": ["input", "Space"],
    "scale": ["input", "ArrowRight"],
    "log": ["input", "t", "[data-add]", "Enter", "u"],
    "if-then": ["input", "t"],
    "contacts": ["input", "t"],
    "schedule": ["input", "t"],
    "timer": ["[data-start]", "Enter"],
    "pick": ["[data-option]", "Space"],
    "pick-in-order": ["[data-option]", "Space", "[data-option]", "Space", "[data-key]", "Enter"],
    "diary": ["input", "ArrowRight", "[data-near] button", "Enter", "[data-near] button", "Enter"],
    "acknowledge": ["input", "Space"],
}
"""What a keyboard does on each kind: a selector is tabbed to, everything else is pressed."""


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_by_keyboard(page: Page, make_page: MakePage, kind: str) -> None:
    """Each kind takes an answer, and lets one pass it, without a pointer."""
    field = next(field for field in ten_kinds().fields if field.kind == kind)
    page.goto(make_page(sheet=ten_kinds(fields=[field], example=None)))
    expect(page.get_by_text("Whose device is this?")).to_be_visible()

    def tab_to(selector: str) -> None:
        for _step in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("(selector) => document.activeElement.matches(`hr-field ${selector}`)", selector):
                return
        pytest.fail(f"{selector} was not reached")

    for step in KEYS[kind]:
        if step in {"Space", "Enter", "ArrowRight"} or len(step) == 1:
            page.keyboard.press(step)
        else:
            tab_to(step)
    assert page.evaluate("(() => { const [field] = document.querySelector('hr-worksheet').fields; return field.kind.read(field.box); })()")
    tab_to("[data-skip]")
    page.keyboard.press("Enter")

    expect(page.locator("[data-skip][aria-pressed=true]")).to_have_count(1)


def test_without_scripts(new_context: NewContext, make_page: MakePage, everything: str) -> None:
    """Without scripts a sheet reads and prints, and says that it cannot keep what is written; no dead button is shown."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto(make_page(everything))
    expect(page.get_by_text("This page cannot keep what you write.")).to_be_visible()
    expect(page.get_by_label("What happened?")).to_be_visible()
    expect(page.get_by_label("7", exact=True).first).to_be_attached()
    expect(page.get_by_text("Quiet mornings")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    page.get_by_text("What each answer tells you").first.click()
    expect(page.get_by_text("A wall stands. Waves fall.")).to_be_visible()


def test_forced_colors(new_context: NewContext, make_page: MakePage) -> None:
    """In forced colors a chosen number differs from the others."""
    page = new_context(forced_colors="active").new_page()
    page.goto(make_page())
    page.locator("#a-number-7").check()
    color = "(node) => getComputedStyle(node).backgroundColor"

    assert page.locator("#a-number-7 + span").evaluate(color) != page.locator("#a-number-6 + span").evaluate(color)


def test_no_movement_when_it_is_unwanted(new_context: NewContext, make_page: MakePage) -> None:
    """With reduced motion nothing has a transition or an animation."""
    page = new_context(reduced_motion="reduce").new_page()
    page.goto(make_page())
    moving = page.evaluate("""() => Array.from(document.querySelectorAll(".hr-activity *")).filter((node) => {
        const style = getComputedStyle(node);
        return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none";
    }).length""")

    assert 0 == moving


def test_live_regions_speak_once(page: Page, make_page: MakePage) -> None:
    """What was saved is spoken once, not with each key."""
    page.add_init_script("""
        window.spoken = [];
        document.addEventListener("DOMContentLoaded", () => {
            const live = document.querySelector("[data-part=live]");
            const note = () => live.textContent && window.spoken.push(live.textContent);
            new MutationObserver(note).observe(live, { childList: true, subtree: true });
        });""")
    page.goto(make_page())
    is_mine(page)
    for word in ("one", "two", "three"):
        page.get_by_label("One good thing").fill(word)
        page.locator('[data-part="status"][data-state="saving"]').wait_for()
        saved(page)

    assert ["Saved on this device."] == page.evaluate("window.spoken")
