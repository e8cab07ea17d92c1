"""What a participant meets on the site: what to do today, search, letters and colors, the other language, reading aloud."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from handrail.building import Choices, build
from handrail.curriculum import Curriculum
from handrail.wheel import round_of
from tests.browser.conftest import NewContext, Serve, Watch
from tests.conftest import TODAY, copy_repository


@pytest.fixture(scope="session")
def site(built: Path, serve: Serve) -> str:
    return serve(built / "site")


@pytest.fixture(scope="session")
def round_site(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """The site of a program whose round began on Monday, 2 November 2026."""
    folder = copy_repository(tmp_path_factory.mktemp("round"))
    program = folder / "curriculum" / "program.yml"
    text = program.read_text(encoding="utf-8")
    assert "  # began: 2026-11-02" in text
    program.write_text(text.replace("  # began: 2026-11-02", "  began: 2026-11-02"), encoding="utf-8")
    build(folder, ["site"], Choices(today=TODAY))
    return serve(folder / "site")


def test_home_gives_the_homework_of_a_session(site: str, page: Page) -> None:
    """Choosing a session shows its page and its sheets, each one tap away."""
    page.goto(site + "/")
    page.get_by_label("Homework for which session?").select_option(label="Session 4: How to ride out a craving")
    page.get_by_role("link", name="Read it: about 10 minutes").wait_for()
    page.get_by_role("link", name=re.compile("^Sheet: ")).first.click()
    expect(page).to_have_url(re.compile(r"/s04/#s04-w1$"))


@pytest.mark.xdist_group("round")
@pytest.mark.parametrize(
    ("day", "tonight", "last"),
    [
        ("2026-11-09T18:30:00", "Session 4: ", "Session 3: "),  # a Monday, the second week
        ("2026-11-11T09:00:00", "Session 5: ", "Session 4: "),
        ("2026-11-12T23:59:00", "", "Session 5: "),  # no group on a Thursday
        ("2026-11-02T08:00:00", "Session 1: ", ""),  # the first evening of all
        ("2026-11-01T12:00:00", "", ""),  # before it began
    ],
)
def test_home_knows_tonight_by_the_round(round_site: str, page: Page, day: str, tonight: str, last: str) -> None:
    """With the round's first day, home says what tonight is and what last time asked for."""
    page.clock.set_fixed_time(day)
    page.goto(round_site + "/")
    part = page.locator(".hr-today [data-part=tonight]")
    expect(part).to_be_attached()
    words = part.inner_text()
    assert (f"Tonight: {tonight}" in words) if tonight else "Tonight" not in words
    if last:
        assert f"From last time: {last}" in words


@pytest.mark.xdist_group("round")
def test_after_the_last_week_the_round_begins_anew(round_site: str, page: Page, curriculum: Curriculum) -> None:
    """A year later home still knows tonight: the round goes on."""
    weeks = len(round_of(curriculum, "en"))
    page.clock.set_fixed_time(f"{dt.date(2026, 11, 2) + dt.timedelta(weeks=3 * weeks)}T18:00:00")
    page.goto(round_site + "/")
    expect(page.locator(".hr-today [data-part=tonight]")).to_contain_text("Tonight: Session 1: ")


def test_home_leads_back_to_the_sheet_that_was_begun(site: str, page: Page) -> None:
    """A sheet that was begun on one's own device and is not done is offered; when it is done, no longer."""
    page.goto(site + "/s04/")
    sheet = page.locator("hr-worksheet[data-activity='s04-w1']")
    sheet.scroll_into_view_if_needed()
    sheet.get_by_role("button", name="It is mine").click()
    sheet.locator("input[type=text]:visible, textarea:visible").first.fill("the porch")
    sheet.get_by_text("Saved on this device").first.wait_for()
    page.goto(site + "/")
    page.get_by_role("link", name=re.compile("^Go on where you were: ")).click()
    expect(page).to_have_url(re.compile(r"/s04/#s04-w1$"))
    sheet.get_by_role("button", name="Did it on paper").click()
    sheet.get_by_text("You can still change what you wrote.").first.wait_for()
    page.goto(site + "/")
    page.locator(".hr-today select").wait_for()
    expect(page.get_by_role("link", name=re.compile("^Go on where you were: "))).to_have_count(0)


def test_what_is_going_on_leads_to_the_tool(site: str, page: Page) -> None:
    """From home, one tap leads to what helps in the next ten minutes."""
    page.goto(site + "/")
    page.get_by_role("navigation", name="What is going on?").get_by_role("link", name="A craving").click()
    expect(page).to_have_url(f"{site}/help/#now-craving")


def test_search_loads_when_used_and_tells_nobody(site: str, page: Page, watch: Watch) -> None:
    """The list of passages is asked for with the first letters; what was typed is in no address, request or history."""
    page.goto(site + "/search/")
    assert not [line for line in watch.requests if "passages" in line]
    field = page.get_by_role("searchbox", name="Search for")
    expect(field).to_be_focused()
    field.fill("naloxone")
    expect(page.get_by_role("status")).to_contain_text("places found")
    first = page.locator(".hr-search__found a").first
    expect(first).to_be_visible()
    assert not [line for line in watch.requests if "naloxone" in line]
    assert "naloxone" not in page.evaluate("location.href + JSON.stringify(history.state) + document.title")
    first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize(
    ("address", "typed", "found"),
    [
        ("/search/", "CRAVING", "How to ride out a craving"),
        ("/search/", "just once", "thoughts that open the door"),
        ("/es/search/", "sobredosis", "obredosis"),
        ("/es/search/", "corazon", "coraz"),  # no accent needed
        ("/search/", "<img src=x onerror=alert(1)>", ""),
        ("/search/", "zzzz", ""),
    ],
)
def test_search_finds_what_people_type(site: str, page: Page, address: str, typed: str, found: str) -> None:
    """Capitals and accents do not matter, every word has to be there, and markup is only words."""
    page.goto(site + address)
    page.get_by_role("searchbox").fill(typed)
    if found:
        expect(page.locator(".hr-search__found li").filter(has_text=re.compile(found, re.IGNORECASE)).first).to_be_visible()
    else:
        expect(page.get_by_role("status")).to_have_text("Nothing found. Try one word, or a shorter one.")


def test_larger_letters_hold_on_the_next_page(site: str, new_context: NewContext) -> None:
    """Letters grow to one and a half, nothing scrolls sideways at 320 px, and the choice stays until it is taken back."""
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    page.goto(site + "/s04/")
    before = page.locator("p.hr-message").evaluate("line => parseFloat(getComputedStyle(line).fontSize)")
    page.locator(".hr-look summary").click()
    page.get_by_role("button", name="Largest").click()
    page.goto(site + "/s12/")
    after = page.locator("p.hr-message").evaluate("line => parseFloat(getComputedStyle(line).fontSize)")
    assert after >= before * 1.45
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".hr-look summary").click()
    expect(page.get_by_role("button", name="Largest")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Normal").click()
    assert [] == page.evaluate("Object.keys(localStorage)")


def test_the_panel_of_letters_and_colors_works_from_the_keyboard(site: str, page: Page) -> None:
    """Enter opens it, Tab goes through it, Escape closes it and gives the focus back."""
    page.goto(site + "/s04/")
    page.locator(".hr-look summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Normal")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".hr-look")).not_to_have_attribute("open", "")
    expect(page.locator(".hr-look summary")).to_be_focused()


RESTED = """(section) => {
  const link = document.querySelector("header a[hreflang=es]");
  link.addEventListener("click", (event) => event.preventDefault(), { once: true });
  link.click();
  return link.hash === "#" + section;
}"""
"""Whether the link would lead to a section."""


def test_the_other_language_opens_at_the_same_section(site: str, page: Page) -> None:
    """Who reads the third section in English goes on with the third in Spanish, and back."""
    page.goto(site + "/s07/")
    third = page.locator("article h2[id^='s07-']").nth(2)
    identifier = third.get_attribute("id")
    third.evaluate("head => head.scrollIntoView()")
    page.wait_for_function(RESTED, arg=identifier)  # a reader rests there
    page.get_by_role("banner").get_by_role("link", name="Español").click()
    expect(page).to_have_url(f"{site}/es/s07/#{identifier}")
    page.wait_for_load_state()  # its scripts have run
    page.get_by_role("contentinfo").get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(rf"{site}/s07/#s07-"))


VOICES = """(local) => {
  const spoken = [];
  window.spoken = spoken;
  const voice = { lang: "en-US", localService: local, name: "test", voiceURI: "test", default: true };
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => [voice], speak: (words) => { spoken.push(words.text); }, cancel: () => { spoken.push("stop"); } } });
}"""


@pytest.mark.parametrize("local", [True, False])
def test_reading_aloud_uses_a_voice_of_the_device_alone(site: str, new_context: NewContext, local: bool) -> None:
    """A voice that lives on the device reads the 60 words; one that would send them away is not used, and the page says why."""
    context = new_context()
    context.add_init_script(f"({VOICES})({str(local).lower()})")  # a container has no voices; the browser's own list is stood in for
    page = context.new_page()
    page.goto(site + "/s04/")
    page.get_by_role("button", name="Read this to me").click()
    if local:
        expect(page.get_by_role("button", name="Stop reading")).to_be_visible()
        assert "wave" in page.evaluate("spoken.join(' ')")
        page.get_by_role("button", name="Stop reading").click()
        assert "stop" in page.evaluate("spoken")
    else:
        expect(page.locator(".hr-short [role=status]")).to_contain_text("has no voice of its own")
        assert [] == page.evaluate("spoken")


def test_every_topic_lists_its_sessions(site: str, page: Page) -> None:
    """All topics of the program stand on one page, in Spanish with Spanish names."""
    page.goto(site + "/topics/")
    expect(page.get_by_role("heading", name="Coping skills")).to_be_visible()
    page.get_by_role("link", name="How to ride out a craving").first.click()
    expect(page).to_have_url(f"{site}/s04/")
    page.goto(site + "/es/topics/")
    expect(page.get_by_role("heading", name="Medicinas y seguridad")).to_be_visible()


def test_without_scripts_search_leads_to_lists(site: str, new_context: NewContext, axe: Callable[[Page], None]) -> None:
    """Where search cannot work, the page says so and leads to every session."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto(site + "/search/")
    page.get_by_role("link", name="All topics").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("All topics")
