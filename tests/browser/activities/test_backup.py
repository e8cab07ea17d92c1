"""The back-up: one encrypted file, five words, checked whole before anything is written."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from handrail import assets
from tests.browser.activities.conftest import MakePage
from tests.browser.activities.store import is_mine, records, saved
from tests.browser.conftest import NewContext, Watch

CANARY = "zebrafinch"
WORDS = "apple river lamp stone tiger"


def back_up(page: Page, folder: Path) -> tuple[Path, list[str]]:
    """Make a back-up on the page; return the file and the five words."""
    page.get_by_role("button", name="Back-up and passcode").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Make a back-up file").click()
    page.get_by_text("The file is saved.").wait_for()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path, page.locator(".hr-five li").all_inner_texts()


def bring_back(page: Page, path: Path, words: str) -> None:
    """Give a page a file and its words."""
    if not page.get_by_label("The back-up file").count():
        page.get_by_role("button", name="Back-up and passcode").click()
    page.get_by_label("The back-up file").set_input_files(path)
    page.get_by_label("The five words").fill(words)
    page.get_by_role("button", name="Bring my answers back").click()


_SEAL = """async ([inner, words, rounds]) => {
  const code = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
  const [salt, iv] = [16, 12].map((length) => crypto.getRandomValues(new Uint8Array(length)));
  const encode = (text) => new TextEncoder().encode(text);
  const raw = await crypto.subtle.importKey("raw", encode(words), "PBKDF2", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, raw,
    { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: encode("sheets1") }, key, encode(inner));
  return { format: "sheets", version: 1, rounds, salt: code(salt), iv: code(iv), data: code(data) };
}"""

Seal = Callable[..., str]


@pytest.fixture
def encrypted(page: Page) -> Seal:
    """Return a function that makes a back-up file around any text, as somebody would who knows the words."""

    def seal(inner: str, *, words: str = WORDS, rounds: int = 600_000, **change: Any) -> str:
        return json.dumps(page.evaluate(_SEAL, [inner, words, rounds]) | change)

    return seal


def answer(**change: Any) -> dict[str, Any]:
    """Return one answer as a file holds it."""
    return {
        "activity": "s90-w1", "field": "word", "value": "milk", "words": "", "skip": "", "wording": "x", "asked": "One good thing",
        "language": "en", "revision": 1, "saved_at": "2026-11-03T10:00:00.000Z", "kept": [],
    } | change  # fmt: skip


def test_to_another_phone(page: Page, new_context: NewContext, make_page: MakePage, tmp_path: Path, watch: Watch) -> None:
    """Every answer comes to another device by the file and the words; the file holds no word in the clear and a name that says nothing."""
    address = make_page()
    page.goto(address)
    is_mine(page)
    page.get_by_label("One good thing").fill(CANARY)
    page.get_by_label("A walk").check()
    page.locator("#a-number-7").check()
    page.get_by_label("Something that only this tab may know").fill("secret " + CANARY)
    saved(page)
    path, words = back_up(page, tmp_path)
    sealed = json.loads(path.read_text(encoding="utf-8"))
    data = base64.b64decode(sealed["data"])

    assert "my-sheets.json" == path.name
    assert ("sheets", 1, 600_000) == (sealed.pop("format"), sealed.pop("version"), sealed.pop("rounds"))
    assert {"salt", "iv", "data"} == set(sealed)  # and these are chance to whoever has no words: any three letters may stand in them
    assert not [word for word in (CANARY, "s90-w1", "answers", "One good thing") if word.encode() in data or word in str(sealed)]
    assert 5 == len(words)
    assert set(words) <= set(word_list("en"))
    other = new_context().new_page()
    other.goto(address)
    is_mine(other)
    bring_back(other, path, "  " + " ".join(words).upper() + " ")
    expect(other.get_by_text("answers are on this device.")).to_be_visible()
    expect(other.get_by_label("One good thing")).to_have_value(CANARY)
    expect(other.get_by_label("A walk")).to_be_checked()
    expect(other.locator("#a-number-7")).to_be_checked()
    expect(other.get_by_label("Something that only this tab may know")).to_have_value("")
    assert {"word", "ticks", "number", ""} == set(records(other))
    assert [] == [line for line in watch.requests if CANARY in line or words[0] + " " in line]


def test_where_two_differ_both_are_kept(page: Page, make_page: MakePage, tmp_path: Path, encrypted: Seal) -> None:
    """The device's answer stays in its place, the file's stands beside it; a second time nothing is added."""
    page.goto(make_page())
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    path = tmp_path / "file.json"
    path.write_text(encrypted(json.dumps({"answers": [answer(), answer(field="story", value="rain")]})), encoding="utf-8")
    for _ in range(2):
        bring_back(page, path, WORDS)
        expect(page.get_by_text("Done: 2 answers are on this device.")).to_be_visible()
        expect(page.get_by_label("One good thing")).to_have_value("tea")
        expect(page.get_by_role("group", name="A kept copy")).to_contain_text("milk")
        assert ["milk"] == [copy["value"] for copy in records(page)["word"]["kept"]]
        assert "rain" == records(page)["story"]["value"]


def test_done_never_becomes_less(page: Page, make_page: MakePage, tmp_path: Path, encrypted: Seal) -> None:
    """What is done on the device stays done, whatever the file says; what is done in the file becomes done."""
    page.goto(make_page())
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    path = tmp_path / "file.json"
    for state in ("done", "none"):
        path.write_text(encrypted(json.dumps({"answers": [answer(field="", value={"state": state})]})), encoding="utf-8")
        bring_back(page, path, WORDS)
        expect(page.get_by_text("Done: 0 answers are on this device.")).to_be_visible()
        expect(page.get_by_text("Done. You can still change what you wrote.")).to_be_visible()


def _nested(depth: int) -> object:
    value: object = "x"
    for _ in range(depth):
        value = [value]
    return value


HOSTILE: dict[str, tuple[Callable[[Seal], str], str]] = {
    "nothing": (lambda _seal: "", "is not a back-up"),
    "no JSON": (lambda _seal: "hello", "is not a back-up"),
    "an array": (lambda _seal: "[]", "is not a back-up"),
    "deep": (lambda _seal: "[" * 100_000, "is not a back-up"),
    "other format": (lambda seal: seal("{}", format="other"), "is not a back-up"),
    "newer": (lambda seal: seal("{}", version=2), "made by newer pages"),
    "version zero": (lambda seal: seal("{}", version=0), "is not a back-up"),
    "one key more": (lambda seal: seal("{}", extra=1), "is not a back-up"),
    "few rounds": (lambda seal: seal("{}", rounds=1000), "is not a back-up"),
    "many rounds": (lambda seal: seal("{}").replace("600000", "4000000000"), "is not a back-up"),
    "half a round": (lambda seal: seal("{}").replace("600000", "600000.5"), "is not a back-up"),
    "short salt": (lambda seal: seal("{}", salt="AAAA"), "is not a back-up"),
    "salt is a number": (lambda seal: seal("{}", salt=1), "is not a back-up"),
    "no base64": (lambda seal: seal("{}", data="%%%"), "is not a back-up"),
    "truncated": (lambda seal: seal(json.dumps({"answers": [answer()]}))[:-40], "is not a back-up"),
    "tampered": (lambda seal: seal("{}", data="AAAAAAAAAAAAAAAAAAAAAAAAAAAA"), "do not open this file"),
    "other words": (lambda seal: seal(json.dumps({"answers": []}), words="a b c d e"), "do not open this file"),
    "no answers": (lambda seal: seal("{}"), "is not a back-up"),
    "answers are none": (lambda seal: seal(json.dumps({"answers": {}})), "is not a back-up"),
    "unknown key": (lambda seal: seal(json.dumps({"answers": [answer(evil=1)]})), "is not a back-up"),
    "key of another": (lambda seal: seal(json.dumps({"answers": [answer(key="other|s90-w1|word")]})), "is not a back-up"),
    "odd activity": (lambda seal: seal(json.dumps({"answers": [answer(activity="../x|y")]})), "is not a back-up"),
    "twice": (lambda seal: seal(json.dumps({"answers": [answer(), answer(value="x")]})), "is not a back-up"),
    "prototype": (lambda seal: seal(json.dumps({"answers": [answer(value={"__proto__": {"a": "b"}})]})), "is not a back-up"),
    "constructor": (lambda seal: seal(json.dumps({"answers": [answer(value=[{"constructor": "b"}])]})), "is not a back-up"),
    "nested": (lambda seal: seal(json.dumps({"answers": [answer(value=_nested(9))]})), "is not a back-up"),
    "revision": (lambda seal: seal(json.dumps({"answers": [answer(revision=1.5)]})), "is not a back-up"),
    "state": (lambda seal: seal(json.dumps({"answers": [answer(field="", value={"state": "gold"})]})), "is not a back-up"),
    "one bad among good": (lambda seal: seal(json.dumps({"answers": [answer(), answer(field="story", kept=[1])]})), "is not a back-up"),
}


def test_hostile_files_change_nothing(page: Page, make_page: MakePage, tmp_path: Path, encrypted: Seal) -> None:
    """Whatever stands in a file, it is refused in words, and what is on the device is as it was."""
    page.goto(make_page())
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    before = records(page)
    path = tmp_path / "file.json"
    for name, (make, told) in HOSTILE.items():
        path.write_text(make(encrypted), encoding="utf-8")
        bring_back(page, path, WORDS)
        said = page.locator(".hr-care-said").filter(has_text=re.compile(r"Nothing was changed|too big"))
        expect(said, name).to_contain_text(told)
        assert before == records(page), name
        page.get_by_role("button", name="Close").click()
    assert page.evaluate("({}).a") is None


def test_too_big_a_file(page: Page, make_page: MakePage, tmp_path: Path) -> None:
    """A file of more than 20 MB is not even read."""
    page.goto(make_page())
    is_mine(page)
    path = tmp_path / "file.json"
    path.write_bytes(b" " * 20_000_001)
    bring_back(page, path, WORDS)

    expect(page.get_by_text("This file is too big to be a back-up.")).to_be_visible()


def test_a_restore_that_breaks_off_leaves_nothing(page: Page, make_page: MakePage, tmp_path: Path, encrypted: Seal) -> None:
    """When the disk refuses in the middle, none of the file's answers is there."""
    page.goto(make_page())
    is_mine(page)
    page.get_by_label("One good thing").fill("tea")
    saved(page)
    before = records(page)
    path = tmp_path / "file.json"
    path.write_text(encrypted(json.dumps({"answers": [answer(), answer(field="story", value="rain")]})), encoding="utf-8")
    page.evaluate("""() => {
        const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (value, key) {
            const request = put.call(this, value, key);
            if (value.field === "story") this.transaction.abort();
            return request;
        };
    }""")
    bring_back(page, path, WORDS)
    expect(page.get_by_text("That did not work. Nothing was changed.")).to_be_visible()

    assert before == records(page)


def word_list(language: str) -> list[str]:
    """Return the words out of which five open a back-up."""
    text = re.search(r"`(.*)`", assets.read(f"more/words-{language}.js"), re.DOTALL)
    assert text is not None
    return text[1].split()


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_words_are_plain(language: str) -> None:
    """1,024 different, short words without accents: five of them are 50 bits."""
    words = word_list(language)

    assert 1024 == len(words) == len(set(words))
    assert [] == [word for word in words if not re.fullmatch(r"[a-z]{3,7}", word)]
