"""Hostile and odd words: nothing that was typed ever runs, and everything that was typed comes back as it was."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from handrail.markdown.activities import render_worksheet
from handrail.model import KINDS
from tests.browser.activities.conftest import SHEET_TEXT, MakePage, ten_kinds
from tests.browser.activities.payloads import payloads
from tests.browser.activities.store import is_mine, saved
from tests.browser.conftest import NewContext, Watch

SEED = os.environ.get("HANDRAIL_SEED", "4711")
COUNT = 1536
CHUNK = 768

WATCHER = """(() => {
    window.hits = [];
    window.pwned = window.PWNED = (number) => { window.hits.push("ran " + number); };
    window.print = () => { dispatchEvent(new Event("beforeprint")); };
    const BAD = /^(script|iframe|img|image|object|embed|video|audio|source|math|mi|style|link|base|form|body|template|animate|marquee)$/i;
    const ours = (node) => node.localName === "script" && /^http:\\/\\/127\\.0\\.0\\.1:\\d+\\/more\\//.test(node.src);
    window.census = (node, deep) => {
        if (node.nodeType !== 1 || ours(node) || node === document.body) return;
        if (BAD.test(node.localName)) window.hits.push("element " + node.outerHTML.slice(0, 120));
        for (const { name, value } of node.attributes) {
            const loads = /^(href|src|action|data|xlink:href|srcdoc)$/i.test(name) && !/^(tel:[\\d+*#%]*|blob:.*)$/.test(value);
            if (/^on/i.test(name) || loads) {
                window.hits.push("attribute " + node.outerHTML.slice(0, 120));
            }
        }
        if (deep) Array.from(node.children).forEach((child) => window.census(child, true));
    };
    document.addEventListener("DOMContentLoaded", () => {
        new MutationObserver((changes) => {
            for (const { type, target, addedNodes } of changes) {
                if (type === "attributes") window.census(target);
                else addedNodes.forEach((node) => window.census(node, true));
            }
        }).observe(document.documentElement, { childList: true, subtree: true, attributes: true });
    });
})()"""
"""Counts every call, and every element or attribute that appears and could load or run something, as soon as it appears."""

SEAL = """async ([inner, words]) => {
    const vault = await HR.need("vault");
    const code = (bytes) => { let raw = ""; for (const byte of bytes) raw += String.fromCharCode(byte); return btoa(raw); };
    const salt = vault.random(16);
    const key = await vault.derive(words, salt, vault.ROUNDS);
    const { iv, data } = await vault.shut(key, JSON.parse(inner), "sheets1");
    const file = { format: "sheets", version: 1, rounds: vault.ROUNDS, salt: code(salt), iv: code(iv), data: code(data) };
    const { restore } = await HR.need("backup");
    return restore(HR.deviceFor(""), new File([JSON.stringify(file)], "x.json"), words);
}"""
"""Seal answers as a back-up, as somebody would who knows the words, and bring them back through the library's own door."""


def answer(field: str, value: Any, **change: Any) -> dict[str, Any]:
    """Return one answer as a back-up holds it."""
    return {
        "activity": "s04-w1", "field": field, "value": value, "words": "", "skip": "", "wording": "x", "asked": "Ask", "language": "en",
        "revision": 1, "saved_at": "2026-11-03T10:00:00.000Z", "kept": [],
    } | change  # fmt: skip


def everywhere(attacks: list[str]) -> list[dict[str, Any]]:
    """Return answers that carry each attack in each place that a record has."""
    first, *_ = attacks
    rows = attacks[::16]  # a page with hundreds of rows of each kind is slow; boxes were typed into above
    asked = iter(attacks * 2)
    kept = [{"value": attack, "saved_at": "2026-11-03T10:00:00.000Z"} for attack in attacks]
    values: dict[str, Any] = {
        "word": first,
        "story": "\n".join(attacks),
        "number": first,
        "one": first,
        "ticks": {"chosen": attacks[:50], "other": first, "none": first},
        "few": {"chosen": attacks[:50], "other": first, "none": first},
        "ranks": {"chosen": attacks[:50], "other": first, "none": first},
        "entries": [{"when": attack, "strength": place % 11, "did": attack} for place, attack in enumerate(rows)],
        "plan": [{"if": attack, "then": attack} for attack in rows],
        "people": [{"name": attack, "phone": attack + "555", "for": attack} for attack in rows],
        "week": {"mon": {"morning": first, "evening": first}, first[:40]: {first[:40]: first}},
        "nights": [
            {"day": attack, "rest": place % 11, "dream": attack, "woke": attack, "did": {"chosen": [attack]}}
            for place, attack in enumerate(rows)
        ],
        "clock": {"minutes": first},
        "house": first,
    }
    found = [answer(field, value, asked=next(asked), words="\n".join(attacks[:100])) for field, value in values.items()]
    found[0]["kept"] = kept
    return found + [answer(f"x{place}", attack, asked=attack, words=attack) for place, attack in enumerate(attacks)]


WORK = """<hr-work class="hr-activity hr-work" data-scope="" data-name="my-sheets" data-title="My sheets" lang="en">
<p data-part="where"></p><div data-part="notices"></div><p data-part="unloaded" hidden></p>
<div data-part="open" hidden><div data-part="cards"></div><p data-part="total"></p></div>
<p data-part="notice" hidden>Staff may have to act.</p>
<section data-group><h2>Week 1</h2><p data-count hidden></p>
<ul><li data-activity="s04-w1" data-fields="word story" data-keeper><a href="#s04-w1">A plan for the week</a></li></ul></section>
<div data-part="tools" hidden><button type="button" data-act="sum">A card</button></div><p data-part="said" role="status"></p></hr-work>"""
"""The page "My work", as its script needs it; test_work.py has the real one."""


@pytest.fixture
def pages(make_page: MakePage) -> tuple[str, str, str]:
    """A sheet of all kinds, one that offers its answers again, and "My work": their addresses."""
    common = {"language": "en", "surface": "screen", "prefix": "a", **SHEET_TEXT}
    sheet = ten_kinds(id="s04-w1", example=None)
    again = [KINDS["long-text"](id="f", kind="long-text", ask="What is it?", prefill="s04-w1.story")]
    again += [
        field.model_copy(update={"prefill": f"s04-w1.{field.id}"})
        for field in sheet.fields
        if field.id in {"entries", "plan", "people", "nights"}
    ]
    later = ten_kinds(id="s91-w1", fields=again, example=None)
    return (
        make_page(render_worksheet(sheet, module_id="s04", **common)),
        make_page(render_worksheet(later, module_id="s91", **common), name="later.html"),
        make_page(WORK, name="work.html"),
    )


@pytest.fixture
def attacked(new_context: NewContext, watch: Watch) -> Iterator[Page]:
    """A page in which nothing may run; at the end nothing has, no dialog came up, and nothing was asked for but the library."""
    context = new_context(accept_downloads=True)
    context.add_init_script(WATCHER)
    dialogs: list[str] = []
    page = context.new_page()

    def refuse(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    yield page
    unharmed(page)
    assert [] == dialogs
    strange = [
        line
        for line in watch.requests
        if not re.match(r"GET (blob:\S+|http://127\.0\.0\.1:\d+/(\w+\.(html|js|css)|more/[\w/-]+\.js))$", line)
    ]
    assert [] == strange


def unharmed(page: Page) -> None:
    """Assert that nothing ran and nothing that could run was put into the page."""
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert [] == page.evaluate("Array.from(new Set(window.hits)).slice(0, 5)")


TYPE = """async (attacks) => {
    const sheet = document.querySelector("hr-worksheet");
    const boxes = () => Array.from(sheet.querySelectorAll("input:not([type=checkbox]):not([type=radio]):not([type=date]), textarea"));
    for (const [number, attack] of attacks.entries()) {
        for (const box of boxes()) {
            box.value = attack + (box.type === "tel" ? "555" : "");
            box.dispatchEvent(new Event("input", { bubbles: true }));
        }
        if (number % 64) continue;
        boxes().forEach((box) => box.dispatchEvent(new Event("change", { bubbles: true })));
        await sheet.keeper.flush();
        HR.sheetWords(sheet);
        window.dispatchEvent(new Event("beforeprint"));
        window.dispatchEvent(new Event("afterprint"));
    }
    await sheet.keeper.flush();
    return boxes().length;
}"""


def test_typed_attacks(attacked: Page, pages: tuple[str, str, str]) -> None:
    """Each of 1,536 attacks is typed into each box of each kind, saved, printed, written to a file: none runs."""
    sheet, _later, _work = pages
    attacked.goto(sheet)
    is_mine(attacked)
    for name in ("Add another", "Today", "Yesterday"):
        for button in attacked.get_by_role("button", name=name).all():
            button.click()

    assert attacked.evaluate(TYPE, payloads(COUNT, SEED)) > 25
    saved(attacked)
    unharmed(attacked)


@pytest.mark.parametrize("part", range(COUNT // CHUNK))
def test_kept_attacks(attacked: Page, pages: tuple[str, str, str], part: int) -> None:
    """Attacks that came with a back-up stand in every place of a record; every place that shows one shows its words."""
    sheet, later, work = pages
    attacks = payloads(COUNT, SEED)[part * CHUNK :][:CHUNK]
    attacked.goto(sheet)
    is_mine(attacked)
    attacked.evaluate(SEAL, [json.dumps({"answers": everywhere(attacks)}), "a b c d e"])
    attacked.set_default_timeout(20_000)
    attacked.reload()
    attacked.get_by_text("This device is yours").first.wait_for()
    copies = attacked.locator("[data-field=word]").get_by_role("group", name="A kept copy")
    expect(copies.last).to_be_attached()
    assert attacked.locator('[data-part="past"] .hr-kept').count() == CHUNK
    assert attacks[-1].replace("\x00", "") in attacked.locator('[data-part="past"]').text_content().replace("\x00", "")
    for button in attacked.get_by_role("button", name="See my numbers over time").all():
        button.click()
    expect(attacked.locator("[data-chart] svg").last).to_be_attached()
    attacked.get_by_role("button", name="Print this sheet").click()
    share(attacked, attacked.locator("hr-worksheet"))
    unharmed(attacked)

    attacked.goto(later)
    expect(attacked.get_by_role("group", name="From your earlier sheet").last).to_be_attached()
    keep = attacked.get_by_role("button", name="Keep, for")
    while keep.count():
        keep.first.click()
    saved(attacked)
    unharmed(attacked)

    attacked.goto(work)
    item = attacked.locator('[data-activity="s04-w1"]')
    expect(item.get_by_role("button")).to_be_attached()
    assert attacked.locator(".hr-card dd").count() > CHUNK
    attacked.get_by_role("button", name="Print this card").click()
    share(attacked, item)


def share(page: Page, near: Locator) -> None:
    """Tick everything, show it, hand it in."""
    near.get_by_role("button", name="Show or hand in").first.click()
    panel = page.locator(".hr-panel")
    panel.locator("input[type=checkbox]").last.wait_for()
    panel.evaluate("(panel) => panel.querySelectorAll('input').forEach((tick) => { tick.checked = true; })")
    panel.get_by_role("button", name="Show", exact=True).click()
    page.locator(".hr-shown").get_by_role("button", name="Close").click()
    panel.get_by_role("button", name="Print to hand in").click()
    with page.expect_download():
        panel.get_by_role("button", name="Save a file to hand in").click()
