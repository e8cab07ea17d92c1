"""Kept values of a shape that no sheet writes: nothing throws, nothing is shown as what it is not, and nothing of it is lost."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from handrail.markdown.activities import render_worksheet
from tests.browser.activities.conftest import SHEET_TEXT, MakePage, ten_kinds
from tests.browser.activities.store import is_mine, records, saved

STRANGE = "Something that was kept here cannot be shown."

ODD: list[Any] = [
    0, 5, -1, 11, 1.5, True, False, "x", "5", [], [None], [0], ["x"], [[]], [{}], [None, {"if": "x"}], [{"if": 5}], [{"when": [1]}],
    [{"when": "x"}, 7], [{"day": 5, "rest": 1}], [{"day": "2026-11-03", "did": {"chosen": [None]}}], [{"name": None}], [{"x": "y"}],
    {}, {"chosen": "walk"}, {"chosen": [None]}, {"chosen": [["walk"]]}, {"chosen": ["walk"], "other": {"a": 1}}, {"other": "x"},
    {"chosen": [], "none": "yes"}, {"minutes": "1"}, {"minutes": -1}, {"minutes": 1.5}, {"mon": 5}, {"mon": None}, {"mon": {"morning": 5}},
    {"mon": {"morning": "x"}, "noday": {"never": "y"}}, {"mon": []}, {"state": "done"}, {"toString": 1, "valueOf": 1}, {"length": 3},
    {"constructor": {"prototype": "x"}}, {"hasOwnProperty": "x"}, "work ", "constructor", [[[[[]]]]],
]  # fmt: skip
"""Values as a damaged store, an older library or a stranger's back-up may hold them."""

PUT = """([fields, values]) => new Promise((resolve, reject) => {
    const request = indexedDB.open("hr-sheets");
    request.onsuccess = () => {
        const database = request.result;
        const answers = database.transaction("answers", "readwrite").objectStore("answers");
        fields.forEach((field, at) => answers.put({
            key: "|s90-w1|" + field, place: "|s90-w1", activity: "s90-w1", field, words: "", skip: "", wording: "x", asked: "Ask",
            language: "en", saved_at: "2026-11-03T10:00:00.000Z", kept: [], ...values[at],
        }));
        answers.transaction.oncomplete = () => { database.close(); resolve(); };
        answers.transaction.onabort = () => reject(answers.transaction.error);
    };
})"""

LOOK = """async ([fields, value, revision]) => {
    const put = PUT;
    await put([fields, fields.map(() => ({ value, revision }))]);
    const sheet = document.querySelector("hr-worksheet");
    await sheet.keeper.load();
    const { sheetWords } = await HR.need("tools");
    sheetWords(sheet);
    const leaves = (thing) => (thing && typeof thing === "object" ? Object.values(thing).flatMap(leaves)
        : [null, undefined, "", false].includes(thing) ? [] : [JSON.stringify(thing)]);
    return sheet.fields.filter((field) => fields.includes(field.id)).flatMap((field) => {
        const shown = leaves(field.kind.read(field.box));
        const lost = leaves(value).filter((leaf) => !shown.includes(leaf));
        return lost.length && !field.odd ? [field.id + " shows " + shown + " of " + JSON.stringify(value)] : [];
    });
}""".replace("PUT", PUT)
"""Put one value into each field, let the page take it, and return where it neither stands whole nor is told."""


@pytest.fixture
def mine(page: Page, make_page: MakePage) -> Page:
    """A sheet of all kinds on one's own device, with a kept word."""
    page.goto(make_page())
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    return page


FIELDS = [field.id for field in ten_kinds().fields if field.keep is None]


def test_every_value_in_every_kind(mine: Page) -> None:
    """Each value in each kind either stands there whole, or the sheet says that something cannot be shown."""
    found = [line for number, value in enumerate(ODD) for line in mine.evaluate(LOOK, [FIELDS, value, number * 2 + 10])]

    assert [] == found


def test_what_cannot_be_shown_is_kept(mine: Page) -> None:
    """Such a value is told, stays as it is until somebody writes, and is kept beside the new words after that."""
    odd = {"unheard": ["of", 5]}
    mine.evaluate(PUT, [FIELDS, [{"value": odd, "revision": 9}] * len(FIELDS)])
    mine.reload()
    note = mine.locator("[data-field=word] [data-notes]")
    expect(note).to_contain_text(STRANGE)
    expect(mine.get_by_text(STRANGE)).to_have_count(len(FIELDS))
    assert [odd] * len(FIELDS) == [records(mine)[field]["value"] for field in FIELDS]

    mine.get_by_label("One good thing").fill("milk")
    mine.locator("#a-number-7").check()
    saved(mine)
    for field, value in {"word": "milk", "number": 7}.items():
        record = records(mine)[field]
        assert (value, [odd]) == (record["value"], [copy["value"] for copy in record["kept"]])
    mine.reload()
    expect(note.get_by_role("group", name="A kept copy")).to_contain_text(STRANGE)
    expect(note.get_by_role("button", name="Use this one")).to_have_count(0)
    expect(mine.get_by_label("One good thing")).to_have_value("milk")
    with mine.expect_download() as download:
        mine.get_by_role("button", name="Save as a file").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert json.dumps(odd, separators=(",", ":")) in text

    note.get_by_role("button", name="Remove this copy").click()
    expect(note.get_by_role("group")).to_have_count(0)
    saved(mine)
    assert [] == records(mine)["word"]["kept"]


def test_an_option_that_went_is_told(mine: Page, make_page: MakePage) -> None:
    """A choice whose option is no longer there is shown in the words that it was given in, and kept beside the next one."""
    mine.get_by_role("radio", name="At work").check()
    saved(mine)
    fields = [
        field.model_copy(update={"options": {"home": "At home", "road": "On the road"}}) if field.id == "one" else field
        for field in ten_kinds().fields
    ]
    mine.goto(make_page(sheet=ten_kinds(fields=fields, example=None)))
    expect(mine.locator("[data-field=one] [data-notes]")).to_contain_text("At work")
    mine.get_by_role("radio", name="On the road").check()
    saved(mine)

    assert ("road", ["work"]) == (records(mine)["one"]["value"], [copy["value"] for copy in records(mine)["one"]["kept"]])


AROUND: list[dict[str, Any]] = [
    {"kept": None}, {"kept": "x"}, {"kept": [None, 5, {"value": {"a": 1}}, {"value": "old", "saved_at": 5}]}, {"words": {"a": 1}},
    {"asked": 7}, {"skip": ["x"]}, {"wording": None}, {"language": {}}, {"saved_at": 0}, {"revision": "9"}, {"revision": None},
    {"revision": -3},
]  # fmt: skip


@pytest.mark.parametrize("where", ["sheet", "work"])
def test_records_that_are_odd_around_the_value(mine: Page, make_page: MakePage, where: str) -> None:
    """Wrong types around an answer, in the record of completion and in the tab's own copy leave the sheet and "My work" working."""
    fields = [f"past{number}" for number in range(len(AROUND))]
    around = [{"value": "still here", "revision": 9, **change} for change in AROUND]
    mine.evaluate(PUT, [["word", "", *fields], [{"value": "tea", "revision": 9, **AROUND[2]}, {"value": None, "revision": 9}, *around]])
    mine.evaluate("""sessionStorage.setItem("hr-sheets||s90-w1", JSON.stringify([null, 5, {"field": "story", "value": 5}]))""")
    if where == "sheet":
        mine.reload()
        expect(mine.get_by_label("One good thing")).to_have_value("tea")
        expect(mine.locator("[data-part=past]").get_by_text("still here")).to_have_count(len(AROUND))
        copies = mine.locator("[data-field=word]").get_by_role("group", name="A kept copy")
        expect(copies).to_have_count(4)
        mine.get_by_label("One good thing").fill("more tea")
        saved(mine)
        assert [None, 5, {"a": 1}, "old"] == [copy["value"] for copy in records(mine)["word"]["kept"]]
        return
    body = render_worksheet(ten_kinds(id="s90-w2"), language="en", surface="screen", prefix="b", module_id="s90", **SHEET_TEXT)
    mine.goto(make_page(body.replace("<hr-worksheet", WORK + "<hr-worksheet", 1), name="work.html"))
    item = mine.locator("[data-activity='s90-w1']")
    expect(item.get_by_role("button", name="Show or hand in")).to_be_visible()
    item.get_by_role("button", name="Show or hand in").click()
    expect(mine.locator(".hr-panel label")).to_have_count(2 + len(AROUND))


WORK = """<hr-work class="hr-activity hr-work" data-scope="" data-name="my-sheets" data-title="My sheets" lang="en">
<p data-part="where"></p><div data-part="notices"></div>
<div data-part="open" hidden><div data-part="cards"></div><p data-part="total"></p></div>
<p data-part="notice" hidden></p><section data-group><p data-count hidden></p>
<ul><li data-activity="s90-w1" data-fields="word"><a href="#s90-w1">A plan for the week</a></li></ul></section>
<div data-part="tools" hidden></div><p data-part="said" role="status"></p></hr-work>"""
