"""Two tabs, in any order of events: nothing that somebody saw as saved is overwritten in silence.

A text that a person saw as saved is afterwards the record's value or one of its kept copies, or the beginning of one of
them, unless the person changed it where it stood, removed the copy, or erased everything.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.activities.conftest import MakePage, document
from tests.browser.activities.store import is_mine, records, saved
from tests.browser.conftest import NewContext

pytestmark = pytest.mark.by_chance

SEED = os.environ.get("HANDRAIL_SEED", "4711")
WALKS = int(os.environ.get("HANDRAIL_WALKS", "110"))
DRIVER = (Path(__file__).parent / "two_tabs.js").read_text(encoding="utf-8")

FAULTS = """(() => {
    const later = window.setTimeout;
    window.setTimeout = (work, milliseconds, ...rest) => later(work, milliseconds === 800 ? 8 : milliseconds, ...rest);
    window.faults = {};
    window.brought = 0;
    const Channel = window.BroadcastChannel;
    window.BroadcastChannel = class {
        constructor(name) {
            this.real = new Channel(name);
            this.real.onmessage = (event) => {
                if (event.data.ping) window.pinged = event.data.ping;
                else if (!window.faults.deaf) {
                    window.brought += 1;
                    this.onmessage(event);
                }
            };
            window.ping = (ping) => this.real.postMessage({ ping });
        }
        postMessage(message) {
            if (!window.faults.deaf) this.real.postMessage(message);
        }
    };
    const { put, get } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...all) {
        const request = put.apply(this, all);
        if (window.faults.put && this.name === "answers") this.transaction.abort();
        return request;
    };
    IDBObjectStore.prototype.get = function (...all) {
        const request = get.apply(this, all);
        if (window.faults.get && this.name === "answers" && this.transaction.mode === "readonly") this.transaction.abort();
        return request;
    };
    let heard = 0; // when the last late answer is heard: they keep their order
    ["oncomplete", "onabort"].forEach((name) => {
        const own = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, name);
        Object.defineProperty(IDBTransaction.prototype, name, { ...own, set(hear) {
            own.set.call(this, (event) => {
                heard = Math.max(heard, performance.now() + (window.faults.late || 0));
                if (heard > performance.now()) later(() => hear(event), heard - performance.now());
                else hear(event);
            });
        } });
    });
})()"""
"""Typing is saved after 8 ms instead of 800; a tab may be deaf and mute, and its disk may refuse a write or a read, or answer late."""

Step = list[object]


def draw(seed: str, length: int) -> list[Step]:
    """Return the steps that a seed stands for."""
    chance = random.Random(seed)
    steps: list[Step] = []
    if chance.random() < 0.8:
        steps.append(["mine", chance.randrange(2)])
    for number in range(length):
        tab = chance.randrange(2)
        name = chance.choices(
            [
                "type",
                "add",
                "wait",
                "blur",
                "hide",
                "show",
                "deaf",
                "put",
                "get",
                "use",
                "remove",
                "reload",
                "close",
                "erase",
                "mine",
                "look",
                "late",
            ],
            [30, 25, 45, 10, 5, 5, 9, 4, 4, 8, 5, 4, 2, 3, 5, 6, 9],
        )[0]
        if name in {"type", "add"}:
            steps.append([name, tab, f"{'AB'[tab]}{number} "])
        elif name == "wait":
            steps.append([name, tab, chance.choice([0, 1, 4, 9, 15, 25])])
        elif name == "late":
            steps.append([name, tab, chance.choice([0, 20, 50, 100])])
        elif name in {"deaf", "put", "get"}:
            steps.append([name, tab, chance.random() < 0.6])
        else:
            steps.append([name, tab])
    return steps


@pytest.mark.parametrize("bystander", [False, True], ids=["alone", "bystander"])
def test_any_order_of_events(new_context: NewContext, make_page: MakePage, tmp_path: Path, bystander: bool) -> None:
    """More than a hundred drawn walks each, with the database for oneself and with another scope's records in it."""
    address = make_page(document(""), name="driver.html")
    (tmp_path / "tab.html").write_text(document(""), encoding="utf-8")
    context = new_context()
    context.add_init_script(FAULTS)
    page = context.new_page()
    page.goto(address)
    page.evaluate(DRIVER)
    if bystander:
        page.evaluate("HR.deviceFor('bystander').ready.then(() => HR.deviceFor('bystander').choose('mine'))")
    for number in range(WALKS):
        seed = f"{SEED}-{bystander}-{number}"
        steps = draw(seed, 14)
        wrong = page.evaluate("([scope, steps]) => walk(scope, steps)", [f"p{number}", steps])
        assert not wrong, f"seed {seed}: " + "\n".join(wrong) + "\n" + "\n".join(map(str, steps))


OVERWRITTEN = 'addEventListener("beforeinput", (event) => { window.overwritten = event.target.value; }, true)'
"""Notes what stood in a box when somebody typed over it: a moment before, it may have been another text, which came from the other tab."""


@pytest.mark.parametrize("number", range(10))
def test_walk_through_the_form(new_context: NewContext, make_page: MakePage, number: int) -> None:
    """The same through the real sheet and the keyboard: two tabs, one of them deaf in half of the walks, and what was saved is there."""
    chance = random.Random(f"{SEED}-form-{number}")
    context = new_context()
    address = make_page()
    tabs = [context.new_page(), context.new_page()]
    if number % 2:
        tabs[1].add_init_script("window.BroadcastChannel = undefined")
    for tab in tabs:
        tab.add_init_script(OVERWRITTEN)
    tabs[0].goto(address)
    is_mine(tabs[0])
    tabs[1].goto(address)
    tabs[1].get_by_text("This device is yours").first.wait_for()
    must: set[str] = set()
    log: list[str] = []
    for step in range(8):
        at = chance.randrange(2)
        tab, box = tabs[at], tabs[at].get_by_label("One good thing")
        act = chance.choice(["type", "type", "type", "blur", "wait", "reload", "front"])
        log.append(f"{act} {at}")
        if act == "type":
            tab.bring_to_front()
            text = f"{'AB'[at]}{step} on {chance.randrange(1000)}"
            box.fill(text)
            must.discard(tab.evaluate("window.overwritten"))
            if chance.random() < 0.6:
                saved(tab)
                must.add(text)
        elif act == "blur":
            box.blur()
        elif act == "wait":
            tab.wait_for_timeout(chance.randrange(400))
        elif act == "front":
            tab.bring_to_front()
        else:
            tab.reload()
            tab.get_by_text("This device is yours").first.wait_for()
    for tab in tabs:
        tab.bring_to_front()
        expect(tab.locator('[data-part="status"]')).not_to_have_attribute("data-state", "saving")
    record = records(tabs[0]).get("word")
    there = [record["value"], *(copy["value"] for copy in record["kept"])] if record else []
    assert must <= set(there), f"HANDRAIL_SEED={SEED}, walk {number}: {log}, there is {there}"
