"""Typing stays quick in a long text: what made it slow is counted here; benchmarks/typing_latency.py measures it."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.activities.conftest import MakePage
from tests.browser.activities.store import is_mine, records, saved

COUNT = """() => {
  window.counts = { value: 0, scrollHeight: 0, put: 0, setItem: 0 };
  const watch = (owner, name) => {
    const found = Object.getOwnPropertyDescriptor(owner.prototype, name);
    const kind = found.get ? "get" : "value";
    const real = found[kind];
    Object.defineProperty(owner.prototype, name, { ...found, [kind](...given) {
      if (name !== "setItem" || given[1].length > 1000) counts[name] += 1; // the note after the first save may come late: it is no text
      return real.apply(this, given);
    } });
  };
  watch(HTMLTextAreaElement, "value");
  watch(Element, "scrollHeight");
  watch(IDBObjectStore, "put");
  watch(Storage, "setItem");
}"""
TYPE = """async (keys) => {
  const box = document.querySelector("#a-story");
  box.focus();
  box.setSelectionRange(100, 100);
  for (let at = 0; at < keys; at += 1) document.execCommand("insertText", false, "x");
  const typed = { ...counts };
  for (let at = 0; at < 12; at += 1) {
    document.execCommand("insertText", false, "x");
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
  return [typed, { ...counts }];
}"""
LONG = "Some words of a long story. " * 1800


def test_no_key_reads_or_writes_a_long_text(page: Page, make_page: MakePage) -> None:
    """While one types into 50,000 characters nothing reads them, measures them or stores them: that comes once, with the save."""
    page.goto(make_page())
    is_mine(page)
    page.get_by_label("What happened?").fill(LONG)
    saved(page)
    page.evaluate(COUNT)
    typed, drawn = page.evaluate(TYPE, 188)

    assert {"value": 0, "scrollHeight": 0, "put": 0, "setItem": 0} == typed
    assert (0, 0) == (drawn["scrollHeight"], drawn["setItem"])
    assert drawn["value"] <= 3 * (drawn["put"] + 2)  # each save reads it, and on a slow machine some came; twelve pictures read nothing
    written = "(length) => document.querySelector('hr-worksheet').fields.some((one) => (one.value || '').length === length)"
    page.wait_for_function(written, arg=len(LONG) + 200)
    saved(page)
    after = page.evaluate("counts")
    assert 1 <= after["put"] <= 20  # not one for each of 200 keys, though a slow machine saves between the last twelve
    assert 0 == after["scrollHeight"]
    assert len(LONG) + 200 == len(records(page)["story"]["value"])


def test_the_page_is_not_laid_out_with_a_long_text(page: Page, make_page: MakePage) -> None:
    """The box of a text keeps its layout and its painting to itself, and a long text has a height of its own."""
    page.goto(make_page())
    area = page.get_by_label("What happened?")
    assert "layout paint" in area.evaluate("(node) => getComputedStyle(node).contain.replace('content', 'layout paint')")
    area.fill("One line.")
    area.fill(LONG)
    page.locator('[data-part="status"][data-state="tab"]').wait_for()

    assert "30em" == area.evaluate("(node) => node.style.height")


def test_a_short_text_grows_with_its_lines(page: Page, make_page: MakePage) -> None:
    """A short text is seen whole: its box grows with each line."""
    page.goto(make_page())
    area = page.get_by_label("What happened?")
    area.fill("\n".join(["A line."] * 9))
    page.wait_for_function("document.querySelector('#a-story').style.height !== ''")

    assert area.evaluate("(node) => node.scrollHeight <= node.clientHeight + 2")
