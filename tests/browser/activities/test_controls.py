"""What single kinds of field do in a browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.activities.conftest import MakePage
from tests.browser.activities.store import is_mine, records, saved


def test_scale_can_be_cleared(page: Page, make_page: MakePage) -> None:
    """A number that was set can be unset; nothing else is pre-set."""
    page.goto(make_page())
    is_mine(page)
    field = page.locator("[data-field=number]")
    expect(field.get_by_role("radio", checked=True)).to_have_count(0)
    expect(field.get_by_role("button", name="Clear this number")).to_be_hidden()
    field.get_by_label("10, very steady").check()
    saved(page)
    assert 10 == records(page)["number"]["value"]
    field.get_by_role("button", name="Clear this number").click()
    expect(field.get_by_role("radio", checked=True)).to_have_count(0)
    saved(page)

    assert records(page)["number"]["value"] is None


def test_none_of_these_excludes_the_others(page: Page, make_page: MakePage) -> None:
    """The words for none of these and the options take each other back; a line of one's own stays."""
    page.goto(make_page())
    field = page.locator("[data-field=ticks]")
    field.get_by_label("A walk").check()
    field.get_by_label("Something else, in your words").fill("a nap")
    field.get_by_label("None of these").check()
    expect(field.get_by_label("A walk")).not_to_be_checked()
    field.get_by_label("Sleep").check()
    expect(field.get_by_label("None of these")).not_to_be_checked()

    expect(field.get_by_label("Something else, in your words")).to_have_value("a nap")


def test_removed_row_comes_back(page: Page, make_page: MakePage) -> None:
    """A row that was removed is offered back, with its words, at its place."""
    page.goto(make_page())
    is_mine(page)
    field = page.locator("[data-field=entries]")
    field.get_by_label("When").fill("one")
    for number, word in enumerate(("two", "three"), 1):
        field.get_by_role("button", name="Add another").click()
        expect(field.get_by_label("When").nth(number)).to_be_focused()
        field.get_by_label("When").nth(number).fill(word)
    field.locator("[data-row]").nth(1).get_by_label("I talked").check()
    field.get_by_role("button", name="Remove Moment 2").click()
    expect(field.get_by_text("Moment 2 was removed.")).to_be_visible()
    expect(field.locator("[data-row]")).to_have_count(2)
    saved(page)
    assert [{"when": "one"}, {"when": "three"}] == records(page)["entries"]["value"]
    field.get_by_role("button", name="Undo").click()
    expect(field.get_by_label("When").nth(1)).to_have_value("two")
    saved(page)

    assert [{"when": "one"}, {"when": "two", "did": "talked"}, {"when": "three"}] == records(page)["entries"]["value"]


def test_call_link_only_from_typed_numbers(page: Page, make_page: MakePage) -> None:
    """A link to call appears for a number that was typed, and goes with it."""
    page.goto(make_page())
    field = page.locator("[data-field=people]")
    expect(field.get_by_role("link")).to_have_count(0)
    field.get_by_label("Phone").fill("(555) 010-0199")
    expect(field.get_by_role("link", name="Call (555) 010-0199")).to_have_attribute("href", "tel:5550100199")
    field.get_by_label("Name or initials").fill("M.")
    expect(field.get_by_role("link", name="Call M.")).to_be_visible()
    field.get_by_label("Phone").fill("later")

    expect(field.get_by_role("link")).to_have_count(0)


def test_timer_tells_the_minutes(page: Page, make_page: MakePage) -> None:
    """The timer counts down, can pause and stop, speaks at the start, each minute and the end, and starting is enough."""
    page.clock.install()
    page.goto(make_page())
    page.clock.run_for(100)
    field = page.locator("[data-field=clock]")
    say = field.locator("[data-say]")
    left = field.get_by_role("timer")
    field.get_by_label("3 min").check()
    field.get_by_role("button", name="Start").click()
    expect(say).to_have_text("Started: 3 min. You can stop early.")
    expect(left).to_have_text("3:00")
    page.clock.run_for(30_000)
    expect(left).to_have_text("2:30")
    expect(say).to_have_text("Started: 3 min. You can stop early.")
    page.clock.run_for(31_000)
    expect(say).to_have_text("2 min left")
    field.get_by_role("button", name="Pause").click()
    expect(say).to_have_text("Paused.")
    page.clock.run_for(600_000)
    expect(left).to_have_text("1:59")
    field.get_by_role("button", name="Go on").click()
    page.clock.run_for(60_000)
    expect(say).to_have_text("1 min left")
    page.clock.run_for(60_000)
    expect(say).to_have_text("Time is up.")
    expect(field.get_by_role("button", name="Start")).to_be_focused()
    expect(left).to_be_hidden()


def test_timer_keeps_time_while_the_tab_sleeps(page: Page, make_page: MakePage) -> None:
    """A tab that slept shows the right time at once, by whichever clock went on; setting the clock back adds no time."""
    page.add_init_script("""
        const wall = Date.now, steady = performance.now.bind(performance);
        window.ahead = { wall: 0, steady: 0 };
        Date.now = () => wall() + window.ahead.wall;
        performance.now = () => steady() + window.ahead.steady;""")
    page.goto(make_page())
    field = page.locator("[data-field=clock]")
    left = field.get_by_role("timer")
    field.get_by_label("5 min").check()
    field.get_by_role("button", name="Start").click()
    page.evaluate("window.ahead.wall = 120_000")  # a phone slept: its steady clock stood still
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(left).to_contain_text("2:5")
    page.evaluate("window.ahead = { wall: -3_600_000, steady: 180_000 }")  # someone set the clock back an hour
    expect(left).to_contain_text("1:5")


def test_long_text_grows(page: Page, make_page: MakePage) -> None:
    """A box of text grows with what is in it."""
    page.goto(make_page())
    box = page.get_by_label("What happened?")
    before = box.bounding_box()
    box.fill("line\n" * 12)
    page.wait_for_function("(height) => document.querySelector('#a-story').offsetHeight > height", arg=before["height"])


def test_printing_one_sheet(page: Page, make_page: MakePage) -> None:
    """Printing a sheet leaves everything else out, shows every word that was typed, and cleans up after itself."""
    page.goto(make_page())
    page.get_by_label("What happened?").fill("word " * 400)
    page.evaluate("window.print = () => { window.printed = true; dispatchEvent(new Event('beforeprint')); }")
    page.get_by_role("button", name="Print this sheet").click()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Session 4")).to_be_hidden()
    expect(page.locator(".hr-mirror")).to_contain_text("word word")
    expect(page.get_by_label("What happened?")).to_be_hidden()
    expect(page.get_by_role("button")).to_have_count(0)
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")

    expect(page.get_by_role("heading", name="Session 4")).to_be_visible()
    expect(page.locator(".hr-mirror")).to_have_count(0)
    assert page.evaluate("window.printed")


def test_choosing_paper_prints(page: Page, make_page: MakePage) -> None:
    """Who uses paper gets the print, and is not asked again in this tab."""
    page.goto(make_page())
    page.evaluate("window.print = () => { window.printed = true; dispatchEvent(new Event('afterprint')); }")
    page.get_by_role("button", name="I use paper").click()
    expect(page.get_by_text("You use paper. What you write here is not kept.")).to_be_visible()
    assert page.evaluate("window.printed")
    page.reload()

    expect(page.get_by_text("Whose device is this?")).to_be_hidden()
