"""What single kinds of field do in a browser."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.activities.conftest import MakePage, ten_kinds
from tests.browser.activities.store import is_mine, records, saved
from tests.browser.clock import standing
from tests.browser.conftest import Watch


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
    standing(page)
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
    expect(left).to_have_text(re.compile(r"^2:\d\d$"))  # three minutes, less what this machine took
    page.evaluate("window.ahead = { wall: -3_600_000, steady: 180_000 }")  # someone set the clock back an hour
    expect(left).to_have_text(re.compile(r"^1:\d\d$"))


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


def test_picking_too_many_is_told_never_refused(page: Page, make_page: MakePage) -> None:
    """A counter says how many are ticked; a tick too many stays, with words that leave it to the person."""
    page.goto(make_page())
    is_mine(page)
    field = page.locator("[data-field=few]")
    said = field.locator("[data-count]")
    expect(said).to_have_text("Choose up to 2.")
    field.get_by_label("Bread").check()
    expect(said).to_have_text("1 of 2")
    for name in ("Soap", "Stamps"):
        field.get_by_label(name).check()
    expect(said).to_have_text("3 of 2: that is more than this sheet asks for. Take one off, or leave it so.")
    expect(field.locator("input[disabled]")).to_have_count(0)
    saved(page)

    assert ["bread", "soap", "stamps"] == records(page)["few"]["value"]["chosen"]


def test_own_order_by_buttons(page: Page, make_page: MakePage) -> None:
    """Ticks come in the order in which they were ticked; buttons move and remove them, and each place is spoken."""
    page.goto(make_page())
    is_mine(page)
    field = page.locator("[data-field=ranks]")
    said = field.locator("[data-count]")
    for name in ("Open the mail", "Pay the rent", "Buy a bus card"):
        field.get_by_label(name, exact=True).check()
    expect(said).to_have_text("Buy a bus card: 3 of 3")
    expect(field.get_by_role("listitem")).to_contain_text(["Open the mail", "Pay the rent", "Buy a bus card"])
    field.get_by_role("button", name="Move up: Buy a bus card").click()
    expect(said).to_have_text("Buy a bus card: 2 of 3")
    expect(field.get_by_role("button", name="Move up: Buy a bus card")).to_be_focused()
    page.keyboard.press("Enter")
    expect(said).to_have_text("Buy a bus card: 1 of 3")
    expect(field.get_by_role("button", name="Move down: Buy a bus card")).to_be_focused()  # first of all: up is gone
    field.get_by_role("button", name="Remove Open the mail").click()
    expect(field.get_by_label("Open the mail", exact=True)).not_to_be_checked()
    expect(field.get_by_label("Open the mail", exact=True)).to_be_focused()
    saved(page)
    assert ["bus", "rent"] == records(page)["ranks"]["value"]["chosen"]
    page.reload()

    expect(field.get_by_role("listitem")).to_contain_text(["Buy a bus card", "Pay the rent"])


def test_diary_has_one_card_a_day(page: Page, make_page: MakePage) -> None:
    """Today stands open; earlier days are one tap, or a date, away; days stand in their order; a future day is refused in words."""
    page.clock.install(time="2026-11-21T20:00:00")
    page.goto(make_page())
    page.clock.run_for(100)
    field = page.locator("[data-field=nights]")
    cards = field.locator("[data-row]")
    expect(cards).to_have_count(1)
    expect(cards.first).to_have_attribute("aria-label", "Saturday, Nov 21")
    field.get_by_label("A picture from a dream").fill("a boat")
    field.get_by_role("button", name="2 days ago").click()
    expect(cards.first.locator("input").first).to_be_focused()
    cards.first.get_by_label("3", exact=True).check(force=True)
    field.get_by_role("button", name="Yesterday").click()
    field.get_by_role("button", name="Yesterday").click()  # goes to the card that is there
    cards.nth(1).get_by_label("heard music").check()
    field.get_by_label("Another day", exact=True).fill("2026-11-02")
    field.get_by_role("button", name="Add this day").click()
    cards.first.get_by_label("one time").check()
    field.get_by_label("Another day", exact=True).fill("2026-12-24")
    field.get_by_role("button", name="Add this day").click()
    expect(field.get_by_text("Choose a day up to today.")).to_be_visible()
    expect(cards).to_have_count(4)
    page.clock.run_for(2000)

    kept = page.evaluate("document.querySelector('hr-worksheet').fields.find((one) => one.id === 'nights').value")
    assert [
        {"day": "2026-11-02", "woke": "once"},
        {"day": "2026-11-19", "rest": 3},
        {"day": "2026-11-20", "did": {"chosen": ["music"], "other": "", "none": False}},
        {"day": "2026-11-21", "dream": "a boat"},
    ] == kept
    for words in ("miss", "streak", "in a row", "empty"):
        assert words not in field.inner_text().lower()


def test_diary_counts_entries_not_days(page: Page, make_page: MakePage) -> None:
    """Done waits for as many entries as the author says, or a chip; a card that was only opened is none."""
    nights = next(field for field in ten_kinds().fields if field.id == "nights").model_copy(update={"required": True})
    page.clock.set_fixed_time("2026-11-21T20:00:00")  # "yesterday" is another card before and after midnight
    page.goto(make_page(sheet=ten_kinds(fields=[nights], example=None)))
    is_mine(page)
    done = page.get_by_role("button", name="Done", exact=True)
    page.get_by_label("A picture from a dream").fill("a boat")
    page.get_by_role("button", name="Yesterday").click()
    saved(page)
    expect(done).to_have_attribute("aria-disabled", "true")
    page.locator("[data-row]").first.get_by_label("read a page").check()

    expect(done).not_to_have_attribute("aria-disabled", "true")


def test_acknowledging_is_a_tick(page: Page, make_page: MakePage) -> None:
    """The tick is kept and taken back; the way past it is a chip in words of its own."""
    page.goto(make_page())
    is_mine(page)
    field = page.locator("[data-field=house]")
    expect(field.get_by_role("button", name="Not now")).to_be_visible()
    field.get_by_label("I have read this").check()
    saved(page)
    assert True is records(page)["house"]["value"]
    field.get_by_label("I have read this").uncheck()
    page.locator('[data-part="status"][data-state="saved"]').first.wait_for()
    page.wait_for_function("document.querySelector('hr-worksheet').fields.find((one) => one.id === 'house').revision === 2")

    assert records(page)["house"]["value"] is None


def test_not_sure_of_a_number(page: Page, make_page: MakePage) -> None:
    """A scale starts unset, and "not sure" is an answer."""
    page.goto(make_page())
    is_mine(page)
    page.locator("[data-field=number]").get_by_role("button", name="Not sure").click()
    saved(page)

    assert (None, "not-sure") == (records(page)["number"]["value"], records(page)["number"]["skip"])


def test_numbers_over_time(page: Page, make_page: MakePage, watch: Watch) -> None:
    """Two numbers of one's own make a picture, a sentence and a table; what draws it loads when it is asked for, and nothing judges."""
    page.goto(make_page())
    is_mine(page)
    field = page.locator("[data-field=entries]")
    show = field.get_by_role("button", name="See my numbers over time")
    field.get_by_label("7", exact=True).check(force=True)
    saved(page)
    expect(show).to_be_hidden()
    field.get_by_role("button", name="Add another").click()
    field.locator("[data-row]").nth(1).get_by_label("2", exact=True).check(force=True)
    expect(show).to_be_visible()
    assert not [request for request in watch.requests if "charts" in request]
    show.click()
    words = "How strong: 2 entries. The lowest number is 2, the highest is 7."
    expect(field.get_by_role("img", name=words)).to_be_visible()
    expect(field.get_by_text(words)).to_be_visible()
    expect(field.get_by_role("row")).to_contain_text(["Moment", "Moment 1 7", "Moment 2 2"], use_inner_text=True)
    field.get_by_role("button", name="Remove Moment 2").click()

    expect(field.get_by_role("img")).to_have_count(0)
