"""What a page says about who can see the words, held against where the words went."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from handrail.curriculum import Curriculum
from handrail.markdown.activities import render_worksheet
from handrail.model import Keep
from tests.browser.activities.conftest import MakePage, ten_kinds
from tests.browser.activities.store import everything, records
from tests.browser.conftest import Watch

CANARY = "zebrafinch"
BLOCK = """<script>
    window.sent = [];
    const post = async (body) => { window.sent.push(body); };
    HR.mountBlock(document.querySelector("main"), { scope: "someone", state: "none", keep: true, post });
</script>"""

SINKS = {
    # choice: (what the page says, where the word may be)
    "mine": ("your answers are kept in this browser", {"database"}),
    "shared": ("nothing is kept", set()),
    "paper": ("What you write here is not kept", set()),
    None: ("Kept for this tab only. This browser may hold a copy for a while.", {"session"}),
}


def found_in(page: Page) -> set[str]:
    """Return the stores of the browser that hold the word."""
    kept: dict[str, Any] = everything(page)
    places = {name for name in ("local", "session", "cookies", "caches") if CANARY in json.dumps(kept[name])}
    if kept["databases"] and CANARY in json.dumps(records(page)):
        places.add("database")
    return places


@pytest.mark.parametrize("host", ["device", "block"])
@pytest.mark.parametrize("choice", list(SINKS))
def test_the_words_are_where_the_page_says(
    page: Page, make_page: MakePage, curriculum: Curriculum, watch: Watch, host: str, choice: str | None
) -> None:
    """For each answer to "whose device": what is said, every store that holds the word, and that nothing carried it away."""
    labels = curriculum.texts("en").labels
    who = " ".join([labels["who_sees_site"], *([labels["who_sees_lms"]] if host == "block" else [])])
    sheet = render_worksheet(ten_kinds(), language="en", surface="screen", prefix="a", module_id="s90", host=host, who_sees=who)
    page.add_init_script("window.print = () => {};")
    page.goto(make_page(sheet, tail=BLOCK if host == "block" else ""))
    if choice:
        page.locator(f"[data-choose={choice}]").click()
    page.get_by_label("One good thing").fill(CANARY)
    page.locator('[data-part="status"]:is([data-state="saved"], [data-state="tab"])').wait_for()
    page.get_by_role("button", name="Did it on paper").click()
    words, places = SINKS[choice]

    expect(page.locator("hr-worksheet")).to_contain_text(words)
    assert places == found_in(page)
    told = page.locator("[data-part=who]").inner_text()
    assert "We send what you write to no one." in told
    assert [] == [line for line in watch.requests if CANARY in line or not line.startswith("GET ")]
    assert CANARY not in page.url
    if host == "block":  # "The program can see only this: started, done."
        page.wait_for_function("window.sent.some((body) => body.state === 'done')")
        seen = page.evaluate("window.sent")
        assert {"started", "done"} >= {body["state"] for body in seen}
        assert [{"state"}] * len(seen) == [set(body) for body in seen]
        assert re.search(r"can see only this: started, done", told)


def test_a_sheet_that_is_never_kept_says_so(page: Page, make_page: MakePage, curriculum: Curriculum) -> None:
    """Its words are in no store, on one's own device too, and that is what it says."""
    labels = curriculum.texts("en").labels
    never = ten_kinds(keep=Keep.NEVER)
    sheet = render_worksheet(never, language="en", surface="screen", prefix="a", module_id="s90", who_sees=labels["who_sees_never"])
    page.goto(make_page(sheet))
    page.get_by_label("One good thing").fill(CANARY)
    page.locator('[data-part="status"][data-state="tab"]').wait_for()

    assert "nothing is saved" in page.locator("[data-part=who]").inner_text()
    assert set() == found_in(page)
