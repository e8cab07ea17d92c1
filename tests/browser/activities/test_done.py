"""Done is done: offered by touch, said by the person, told as one word, never judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from handrail.markdown.activities import render_check, render_lesson_done, render_worksheet
from handrail.model import Keep
from tests.browser.activities.conftest import FIXTURES, SHEET_TEXT, MakePage, ten_kinds, three_questions
from tests.browser.activities.store import is_mine, records, saved
from tests.browser.clock import standing

CASES = json.loads((FIXTURES / "completion.json").read_text(encoding="utf-8"))["cases"]
TOUCHED = json.loads((FIXTURES / "touched.json").read_text(encoding="utf-8"))["cases"]

BLOCK = """<script>
  window.sent = [];
  window.failures = 0;
  document.addEventListener("DOMContentLoaded", () => setTimeout(() => {
    HR.mountBlock(document.querySelector("main"), {
      post(body) {
        if (window.failures-- > 0) return Promise.reject(new Error("503"));
        window.sent.push(JSON.stringify(body));
        return Promise.resolve({});
      },
      state: window.begin || "none", scope: "someone", keep: window.keep !== false,
    });
  }));
</script>"""


def sheet_in_block(**change: object) -> str:
    """Return the worksheet as a block renders it."""
    return render_worksheet(ten_kinds(**change), language="en", surface="screen", prefix="a", module_id="s90", host="block", **SHEET_TEXT)


def touch_required(page: Page, number: int = 7) -> None:
    """Touch each of the three required fields."""
    page.locator(f"#a-number-{number}").check()
    page.get_by_label("A walk").check()
    page.locator("[data-field=people]").get_by_role("button", name="No one yet").click()


def test_completion_of_passes_the_same_table(page: Page, make_page: MakePage) -> None:
    """The browser's completionOf is the twin of Python's."""
    page.goto(make_page())
    for case in CASES:
        activity = {"known": case["activity"].get("known", []), "required": case["activity"].get("required", [])}
        found = page.evaluate("([activity, touched]) => HR.completionOf(activity, touched)", [activity, case["touched"]])
        assert case["becomes"] == found, case["title"]


def test_touched_passes_the_same_table(page: Page, make_page: MakePage) -> None:
    """Each kind's touched() is the twin of Python's."""
    page.goto(make_page())
    for kind in {case["kind"] for case in TOUCHED}:
        page.wait_for_function("(kind) => HR.kinds[kind]", arg=kind)  # some come when the sheet is looked at
    for case in TOUCHED:
        assert case["touched"] is page.evaluate("([kind, value]) => HR.kinds[kind].touched(value)", [case["kind"], case["value"]]), case


def test_done_waits_for_required_fields(page: Page, make_page: MakePage) -> None:
    """Done says in words what it waits for, leads to the next open field, and opens by entries and skips alike."""
    page.goto(make_page())
    done = page.get_by_role("button", name="Done", exact=True)
    expect(done).to_have_attribute("aria-disabled", "true")
    expect(page.get_by_text("Left: 3")).to_be_visible()
    done.press("Enter")  # it says that it is not open yet, and can be reached all the same
    expect(page.locator("#a-number-0")).to_be_focused()
    page.locator("[data-field=number]").get_by_role("button", name="I’d rather not say").click()
    expect(page.get_by_text("Left: 2")).to_be_visible()
    page.get_by_label("None of these").check()
    page.locator("[data-field=people]").get_by_role("button", name="No one yet").click()
    expect(page.get_by_text("You can press Done now. Nobody checks what you wrote.")).to_be_visible()
    done.click()
    expect(page.get_by_text("Done. You can still change what you wrote.")).to_be_visible()
    expect(done).to_be_hidden()

    page.reload()
    expect(page.get_by_text("Done. You can still change what you wrote.")).to_be_visible()
    page.get_by_role("button", name="Undo: not done yet").click()
    expect(done).to_be_visible()


def test_an_entry_takes_the_skip_back(page: Page, make_page: MakePage) -> None:
    """Who skipped and then answers has answered; the chip can be taken back too."""
    page.goto(make_page())
    chip = page.locator("[data-field=word]").get_by_role("button", name="I’d rather not say")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    page.get_by_label("One good thing").fill("tea")
    expect(chip).to_have_attribute("aria-pressed", "false")
    chip.click()
    expect(page.get_by_label("One good thing")).to_have_value("tea")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "false")


def test_another_way_counts(page: Page, make_page: MakePage) -> None:
    """Paper, talk and group count at once, without a word on the sheet."""
    page.goto(make_page())
    page.get_by_role("button", name="Talked it through").click()

    expect(page.get_by_text("Done. You can still change what you wrote.")).to_be_visible()
    expect(page.get_by_text("The words were on another device, or on paper.")).to_be_visible()


def test_sheet_without_required_fields(page: Page, make_page: MakePage) -> None:
    """Such a sheet can be done at once."""
    page.goto(make_page(sheet=ten_kinds(fields=[ten_kinds().fields[3]], example=None)))

    expect(page.get_by_role("button", name="Done", exact=True)).to_have_attribute("aria-disabled", "false")


_LOOK = """() => {
    const copy = document.querySelector("main").cloneNode(true);
    copy.querySelectorAll(".hr-sr").forEach((node) => node.remove());
    return copy.innerHTML;
}"""


def test_page_looks_the_same_whatever_was_answered(page: Page, make_page: MakePage) -> None:
    """After Done nothing around the fields depends on an answer (no score, no band, no advice)."""
    page.add_init_script("sessionStorage.clear()")  # before a page's own scripts: one that leaves still writes down its answers
    seen = []
    for number in (0, 10):
        page.goto(make_page())
        touch_required(page, number)
        page.get_by_role("button", name="Done", exact=True).click()
        expect(page.get_by_text("Done. You can still change what you wrote.")).to_be_visible()
        seen.append(page.evaluate(_LOOK))

    assert seen[0] == seen[1]


def test_block_tells_three_words(page: Page, make_page: MakePage) -> None:
    """A block sends started, done and undone, once each, and nothing that was typed."""
    page.goto(make_page(sheet_in_block(), tail=BLOCK))
    page.get_by_label("What happened?").fill("canary")
    page.get_by_label("One good thing").fill("canary")
    page.wait_for_function("window.sent.length === 1")
    touch_required(page)
    page.get_by_role("button", name="Done", exact=True).click()
    page.wait_for_function("window.sent.length === 2")
    page.get_by_role("button", name="Undo: not done yet").click()
    page.wait_for_function("window.sent.length === 3")
    page.get_by_label("One good thing").fill("canary again")
    page.wait_for_function("window.sent.length === 4")

    assert ['{"state":"started"}', '{"state":"done"}', '{"state":"undone"}', '{"state":"started"}'] == page.evaluate("window.sent")


def test_block_tries_again(page: Page, make_page: MakePage) -> None:
    """What could not be sent is told honestly and sent later; the newest word wins."""
    standing(page)
    page.goto(make_page(sheet_in_block(), tail=BLOCK))
    page.clock.run_for(50)
    page.evaluate("window.failures = 3")
    page.get_by_role("button", name="Did it on paper").click()
    page.clock.run_for(100)
    expect(page.get_by_text("Done. You can still change what you wrote.")).to_be_visible()
    expect(page.get_by_text("We could not send “done” yet. We keep trying.")).to_be_visible()
    page.clock.run_for(30_000)
    expect(page.get_by_text("We could not send “done” yet. We keep trying.")).to_have_count(0)

    assert ['{"state":"done"}'] == page.evaluate("window.sent")


def real_block(state: str = "none") -> str:
    """Return the script of a page whose block is the real one, over a handler at "state"."""
    args = json.dumps({"state": state, "scope": "someone", "keep": True, "counted": True})
    start = f"""HandrailBlock({{ handlerUrl: () => "state" }}, document.querySelector("main"), {args})"""
    return f"""<script>document.addEventListener("DOMContentLoaded", () => setTimeout(() => {{ {start}; }}));</script>"""


def told(page: Page, status: list[int]) -> list[str]:
    """Answer the block's handler with a status, of which the list's last item counts; return what it is told."""
    heard: list[str] = []

    def answer(route: Route) -> None:
        heard.append(route.request.post_data or "")
        if status[-1]:
            route.fulfill(status=status[-1], json={})
        else:
            route.abort()

    page.context.route("**/state", answer)
    return heard


def test_block_tells_after_the_page_was_left(page: Page, make_page: MakePage, tmp_path: Path) -> None:
    """Done that had not arrived when the person moved on is sent at the next load, once, and only that word was kept."""
    status = [0]
    heard = told(page, status)
    page.goto(make_page(sheet_in_block(), tail=real_block()))
    page.evaluate("""() => { const send = window.fetch; window.options = [];
        window.fetch = (url, options) => { window.options.push(options); return send(url, options); }; }""")
    page.get_by_role("button", name="Did it on paper").click()
    expect(page.get_by_text("We could not send “done” yet. We keep trying.")).to_be_visible()
    assert page.evaluate("window.options[0].keepalive") is True
    assert [["hr-sheets-untold|someone|s90-w1", "done"]] == page.evaluate("Object.entries(sessionStorage)")
    page.goto("about:blank")
    status.append(200)  # only now: the page that was left tries again by itself
    del heard[:]
    page.goto(make_page(sheet_in_block(), tail=real_block()))
    expect(page.get_by_text("Done. You can still change what you wrote.")).to_be_visible()
    page.wait_for_function("sessionStorage.length === 0")

    assert ['{"state":"done"}'] == heard
    page.goto(make_page(sheet_in_block(), tail=real_block("done")))
    expect(page.get_by_text("Done. You can still change what you wrote.")).to_be_visible()
    assert ['{"state":"done"}'] == heard


def test_block_stops_where_it_is_refused(page: Page, make_page: MakePage, tmp_path: Path) -> None:
    """A refusal is said as one and not repeated; a busy server is asked again; the next load tries once more."""
    status = [429]
    heard = told(page, status)
    page.goto(make_page(sheet_in_block(), tail=real_block()))
    page.get_by_role("button", name="Did it on paper").click()
    expect(page.get_by_text("We could not send “done” yet. We keep trying.")).to_be_visible()
    status.append(403)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_text("We could not send “done”, and we stopped trying.")).to_be_visible()
    count = len(heard)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(1500)
    assert count == len(heard)

    status.append(200)
    page.reload()
    page.wait_for_function("sessionStorage.length === 0")
    expect(page.get_by_text("We could not send")).to_have_count(0)
    assert count + 1 == len(heard)


def test_a_look_does_not_take_undo_back(page: Page, make_page: MakePage) -> None:
    """After Undo a reload tells nothing: an activity is started by an entry, never by viewing."""
    page.goto(make_page(sheet_in_block(), tail=BLOCK))
    is_mine(page)
    touch_required(page)
    page.get_by_role("button", name="Done", exact=True).click()
    page.get_by_role("button", name="Undo: not done yet").click()
    page.wait_for_function("window.sent.length === 3")
    saved(page)
    page.reload()
    expect(page.get_by_text("You can press Done now.")).to_be_visible()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_timeout(300)

    assert [] == page.evaluate("window.sent")
    page.get_by_label("One good thing").fill("tea")
    page.wait_for_function("window.sent.length === 1")
    assert ['{"state":"started"}'] == page.evaluate("window.sent")


REFUSE = """
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, key) {
        const request = put.call(this, value, key);
        if (this.name === "answers" && sessionStorage.getItem("full") !== "no") this.transaction.abort();
        return request;
    };"""


@pytest.mark.parametrize("again", ["waits", "reloads full", "reloads"])
def test_done_that_the_device_did_not_keep(page: Page, make_page: MakePage, again: str) -> None:
    """On the site Done is tried again when the disk refuses it, survives a reload, and nothing is said about sending."""
    page.add_init_script(REFUSE)
    page.goto(make_page())
    is_mine(page)
    page.get_by_role("button", name="Did it on paper").click()
    expect(page.get_by_text("This browser could not keep “done” yet. We keep trying.")).to_be_visible()
    if again != "reloads full":
        page.evaluate("sessionStorage.setItem('full', 'no')")
    if again != "waits":
        page.reload()
        expect(page.get_by_text("Done. You can still change what you wrote.")).to_be_visible()
    if again != "reloads full":
        expect(page.get_by_text("This browser could not keep “done” yet.")).to_have_count(0)
        assert {"state": "done"} == records(page)[""]["value"]


def test_undo_that_the_device_did_not_keep(page: Page, make_page: MakePage) -> None:
    """Undo over a kept Done holds as well: it goes on from what the device has."""
    page.add_init_script(REFUSE)
    page.goto(make_page())
    page.evaluate("sessionStorage.setItem('full', 'no')")
    is_mine(page)
    page.get_by_role("button", name="Did it on paper").click()
    expect(page.get_by_text("Done. You can still change what you wrote.")).to_be_visible()
    page.reload()
    page.evaluate("sessionStorage.removeItem('full')")
    page.get_by_role("button", name="Undo: not done yet").click()
    expect(page.get_by_text("This browser could not keep “done” yet.")).to_be_visible()
    page.evaluate("sessionStorage.setItem('full', 'no')")
    page.reload()
    expect(page.get_by_text("This device is yours")).to_be_visible()
    expect(page.get_by_role("button", name="Done", exact=True)).to_be_visible()

    assert {"state": "none"} == records(page)[""]["value"]


def test_block_knows_that_it_is_done(page: Page, make_page: MakePage) -> None:
    """Done in the course, and no words on this device: the page says where they may be, and sends nothing."""
    page.goto(make_page(sheet_in_block(), head='<script>window.begin = "done";</script>', tail=BLOCK))
    expect(page.get_by_text("The words were on another device, or on paper.")).to_be_visible()

    assert [] == page.evaluate("window.sent")


def test_people_on_one_device_are_apart(page: Page, make_page: MakePage) -> None:
    """Two participants of a learning system in one browser do not see each other's words."""
    page.goto(make_page(sheet_in_block(), tail=BLOCK))
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    page.goto(make_page(sheet_in_block(), tail=BLOCK.replace("someone", "another")))
    expect(page.get_by_text("Whose device is this?")).to_be_visible()

    expect(page.get_by_label("One good thing")).to_have_value("")


def test_preview_shows_and_keeps_nothing(page: Page, make_page: MakePage) -> None:
    """For staff and authors nothing is read, kept or sent."""
    page.goto(make_page(sheet_in_block(), tail=BLOCK))
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    page.goto(make_page(sheet_in_block(), head="<script>window.keep = false;</script>", tail=BLOCK))
    expect(page.get_by_text("This is a preview. Nothing is kept.")).to_be_visible()
    expect(page.get_by_label("One good thing")).to_have_value("")
    page.get_by_role("button", name="Did it on paper").click()
    expect(page.get_by_text("Done. You can still change what you wrote.")).to_be_visible()

    assert [] == page.evaluate("window.sent")


def test_family_sheet_tells_nobody(page: Page, make_page: MakePage) -> None:
    """A sheet of the family door has no Done and asks for no device."""
    body = render_worksheet(ten_kinds(keep=Keep.NEVER), language="en", surface="screen", prefix="a", module_id="f90", completion=False)
    page.goto(make_page(body))
    page.get_by_label("One good thing").fill("tea")
    expect(page.locator('[data-part="status"]')).to_have_attribute("data-state", "tab")

    expect(page.get_by_role("button", name="Done", exact=True)).to_have_count(0)
    expect(page.get_by_text("Whose device is this?")).to_have_count(0)
    assert [] == page.evaluate("Object.entries(sessionStorage)")


@pytest.mark.parametrize("host", ["device", "block"])
def test_check(page: Page, make_page: MakePage, host: str) -> None:
    """Each answer tells something, other answers may be tried, and three answers are done, rightly or not."""
    body = render_check(three_questions(), language="en", surface="screen", prefix="b", module_id="s90", host=host)
    page.goto(make_page(body, tail=BLOCK if host == "block" else ""))
    expect(page.get_by_text("What each answer tells you").first).to_be_hidden()
    page.get_by_label("A wall").check()
    expect(page.get_by_text("Look again")).to_be_visible()
    expect(page.get_by_text("A wall stands. Waves fall.").first).to_be_visible()
    page.get_by_role("button", name="Try another answer").click()
    expect(page.get_by_label("A wall")).not_to_be_checked()
    page.get_by_label("A wave").check()
    expect(page.get_by_text("This one fits")).to_be_visible()
    page.get_by_label("Argue").check()
    page.get_by_label("Nobody").check()
    expect(page.get_by_text("Done. That was all three.").first).to_be_visible()
    for word in ("score", "correct", "wrong", "%", "points", "of 3"):
        assert word not in page.locator("hr-check").inner_text()
    page.get_by_role("button", name="Undo: not done yet").click()
    expect(page.get_by_label("Argue")).not_to_be_checked()
    if host == "block":
        page.wait_for_function("window.sent.length === 3")
        assert ['{"state":"started"}', '{"state":"done"}', '{"state":"undone"}'] == page.evaluate("window.sent")


@pytest.mark.parametrize("host", ["device", "block"])
def test_lesson(page: Page, make_page: MakePage, host: str) -> None:
    """A lesson is done when its reader says so, and can be taken back; on the site it is still done after a reload."""
    body = render_lesson_done("s90", language="en", surface="screen", prefix="c", host=host)
    page.goto(make_page(body, tail=BLOCK if host == "block" else ""))
    page.get_by_role("button", name="We did it in group").click()
    expect(page.get_by_text("You have been through this lesson.")).to_be_visible()
    if host == "device":
        page.reload()
        expect(page.get_by_text("You have been through this lesson.")).to_be_visible()
    page.get_by_role("button", name="Undo: not done yet").click()
    expect(page.get_by_role("button", name="I have read this")).to_be_visible()
    if host == "block":
        assert ['{"state":"done"}', '{"state":"undone"}'] == page.evaluate("window.sent")


def test_done_moves_with_the_answers(page: Page, make_page: MakePage, tmp_path: Path) -> None:
    """Done before the device was known is still done after it; erasing the answers erases it."""
    address = make_page()
    page.goto(address)
    page.get_by_role("button", name="Did it on paper").click()
    is_mine(page)
    page.reload()
    expect(page.get_by_text("Done. You can still change what you wrote.")).to_be_visible()
    page.get_by_role("button", name="Erase my answers from this device").click()
    page.get_by_role("button", name="Erase all of it").click()

    expect(page.get_by_role("button", name="Done", exact=True)).to_be_visible()
