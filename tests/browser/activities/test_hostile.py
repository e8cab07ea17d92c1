"""Hostile and odd words: nothing that was typed ever runs, and everything that was typed comes back as it was."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from handrail.markdown.activities import render_worksheet
from handrail.model import KINDS
from tests.browser.activities.conftest import SHEET_TEXT, MakePage, ten_kinds
from tests.browser.activities.payloads import payloads
from tests.browser.activities.store import is_mine, saved
from tests.browser.conftest import NewContext, Serve, Watch

SEED = os.environ.get("HANDRAIL_SEED", "4711")
COUNT = 1536
CHUNK = 512

WATCHER = """(() => {
    window.hits = [];
    window.pwned = window.PWNED = (number) => { window.hits.push("ran " + number); };
    window.print = () => { dispatchEvent(new Event("beforeprint")); };
    const BAD = /^(script|iframe|img|image|object|embed|video|audio|source|math|mi|style|link|base|form|body|template|animate|marquee)$/i;
    const ours = (node) =>
        /^(script|link)$/.test(node.localName) && /^http:\\/\\/127\\.0\\.0\\.1:\\d+[\\/\\w]*\\/more\\//.test(node.src || node.href);
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
    return JSON.stringify({ format: "sheets", version: 1, rounds: vault.ROUNDS, salt: code(salt), iv: code(iv), data: code(data) });
}"""
"""Seal answers as a back-up, as somebody would who knows the words."""


def answer(field: str, value: Any, **change: Any) -> dict[str, Any]:
    """Return one answer as a back-up holds it."""
    return {
        "activity": "s04-w1", "field": field, "value": value, "words": "", "skip": "", "wording": "x", "asked": "Ask", "language": "en",
        "revision": 1, "saved_at": "2026-11-03T10:00:00.000Z", "kept": [],
    } | change  # fmt: skip


def everywhere(attacks: list[str]) -> list[dict[str, Any]]:
    """Return answers that carry each attack in each place of a record, and each in a row of some kind."""
    first, *_ = attacks
    asked = iter(attacks * 2)
    kept = [{"value": attack, "saved_at": "2026-11-03T10:00:00.000Z"} for attack in attacks]
    eighth = len(attacks) // 8  # eight boxes in a row of each kind together take all of them
    rows = list(zip(*(attacks[at * eighth :][:eighth] for at in range(8)), strict=True))
    ticked = {"chosen": attacks[:50], "other": first, "none": True}
    values: dict[str, Any] = {
        "word": first,
        "story": "\n".join(attacks),
        "one": first,
        "ticks": ticked,
        "few": ticked,
        "ranks": ticked,
        "entries": [{"when": row[0], "strength": place % 11} for place, row in enumerate(rows)],
        "plan": [{"if": row[1], "then": row[2]} for row in rows],
        "people": [{"name": row[3], "phone": row[4] + "555", "for": row[5]} for row in rows],
        "week": {"mon": {"morning": first, "evening": first}, first[:40]: {first[:40]: first}},
        "nights": [
            {"day": row[6], "rest": place % 11, "dream": row[7], "did": {"chosen": [row[6]]}}
            for place, row in enumerate(rows)
        ],
        "number": first,  # three that no sheet can show
        "clock": {"minutes": first},
        "house": first,
    }
    found = [answer(field, value, asked=next(asked), words="\n".join(attacks[:100])) for field, value in values.items()]
    found[0]["kept"] = kept
    return found + [answer(f"x{place}", attack, asked=attack, words=attack) for place, attack in enumerate(attacks)]


def bring_back(page: Page, answers: list[dict[str, Any]]) -> None:
    """Bring answers back through the door that a person uses: the panel, a file, five words."""
    sealed = page.evaluate(SEAL, [json.dumps({"answers": answers}), "a b c d e"])
    page.get_by_role("button", name="Back-up and passcode").click()
    panel = page.locator(".hr-panel")
    panel.get_by_label("The back-up file").set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": sealed.encode()})
    panel.get_by_label("The five words").fill("A  b, c d E")
    panel.get_by_role("button", name="Bring my answers back").click()
    expect(panel.get_by_text(f"Done: {len(answers)} answers are on this device.")).to_be_visible(timeout=60_000)
    panel.get_by_role("button", name="Close").click()


@pytest.fixture
def pages(make_page: MakePage) -> tuple[str, str]:
    """A sheet of all kinds, and one that offers its answers again: their addresses."""
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
        if not re.match(r"GET (blob:\S+|http://127\.0\.0\.1:\d+/([\w-]+/)*([\w.-]+\.(html|js|css|svg|json|woff2?|webmanifest))?)$", line)
    ]
    assert [] == strange


def unharmed(page: Page) -> None:
    """Assert that nothing ran and nothing that could run was put into the page."""
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert [] == page.evaluate("Array.from(new Set(window.hits)).slice(0, 5)")


TYPE = """async (attacks) => {
    const tools = await HR.need("tools");
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
        tools.sheetWords(sheet);
        window.dispatchEvent(new Event("beforeprint"));
        window.dispatchEvent(new Event("afterprint"));
    }
    await sheet.keeper.flush();
    return boxes().length;
}"""


def test_typed_attacks(attacked: Page, pages: tuple[str, str]) -> None:
    """Each of 1,536 attacks is typed into each box of each kind, saved, printed, written to a file: none runs."""
    sheet, _later = pages
    attacked.goto(sheet)
    is_mine(attacked)
    for name in ("Add another", "Today", "Yesterday"):
        for button in attacked.get_by_role("button", name=name).all():
            button.click()

    assert attacked.evaluate(TYPE, payloads(COUNT, SEED)) > 25
    saved(attacked)
    unharmed(attacked)


@pytest.mark.parametrize("part", range(COUNT // CHUNK))
def test_kept_attacks(attacked: Page, pages: tuple[str, str], part: int) -> None:
    """Attacks that came with a back-up stand in every place of a record; every place that shows one shows its words."""
    sheet, later = pages
    attacks = payloads(COUNT, SEED)[part * CHUNK :][:CHUNK]
    attacked.goto(sheet)
    attacked.get_by_text("Whose device is this?").wait_for()
    bring_back(attacked, everywhere(attacks))
    attacked.reload()
    attacked.get_by_text("This device is yours").first.wait_for()
    copies = attacked.locator("[data-field=word]").get_by_role("group", name="A kept copy")
    copies.last.wait_for(state="attached")
    assert attacked.locator('[data-part="past"] .hr-kept').count() == CHUNK
    assert attacks[-1].replace("\x00", "") in attacked.locator('[data-part="past"]').text_content().replace("\x00", "")
    assert attacked.locator("[data-field=people] [data-row]").count() == CHUNK // 8
    for button in attacked.get_by_role("button", name="See my numbers over time").all():
        button.click()
    attacked.locator("[data-chart] svg").last.wait_for(state="attached")
    attacked.get_by_role("button", name="Print this sheet").click()
    share(attacked, attacked.locator("hr-worksheet"))
    unharmed(attacked)

    attacked.goto(later)
    attacked.get_by_role("group", name="From your earlier sheet").last.wait_for(state="attached")
    keep = attacked.get_by_role("button", name="Keep, for")
    while keep.count():
        keep.first.click()
    saved(attacked)
    unharmed(attacked)


def test_attacks_on_the_real_site(attacked: Page, built: Path, serve: Serve, watch: Watch) -> None:
    """All attacks come back through "My work" of the built site and stand there, in a card, on the sheet, on a screen and on paper."""
    attacks = payloads(COUNT, SEED)
    site = serve(built / "site")
    attacked.goto(f"{site}/work/")
    items = attacked.locator("li[data-activity]:not([data-lesson])").evaluate_all("(all) => all.map((one) => one.dataset.activity)")
    keeper = attacked.locator("[data-keeper]").first.get_attribute("data-activity")
    names = [keeper, *(name for name in items if name != keeper)]
    whole = [answer(f"x{place}", attack, asked=attack, words="", activity=keeper) for place, attack in enumerate(attacks)]
    whole += [answer("y", attack, asked=attack, words=attack, activity=name) for name, attack in zip(names[1:], attacks, strict=False)]
    bring_back(attacked, whole)
    expect(attacked.locator(".hr-card").first.locator("dd")).to_have_count(COUNT)
    attacked.get_by_role("button", name="Print this card").first.click()
    share(attacked, attacked.locator(f'[data-activity="{keeper}"]'))
    unharmed(attacked)

    attacked.goto(f"{site}/{keeper.split('-')[0]}/")
    expect(attacked.locator(f"hr-worksheet[data-activity={keeper}] [data-part=past] .hr-kept")).to_have_count(COUNT)
    assert [] == [line for line in watch.said if "Content Security Policy" in line]


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
