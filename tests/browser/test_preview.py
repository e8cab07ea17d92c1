"""The preview in a real Chromium: participants and a facilitator, the real blocks, and no word that leaves the page."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewContext, Watch
from tests.preview.conftest import GROUP

CANARY = "CANARYWORDS"


@dataclass
class Preview:
    """The preview in a process of its own; it can be stopped and started again over the same database."""

    site: Path
    course: Path
    folder: Path
    address: str = ""
    process: subprocess.Popen[bytes] | None = None
    said: list[Path] = field(default_factory=list)

    def start(self) -> None:
        self.said.append(self.folder / f"log-{len(self.said)}")
        command = [sys.executable, "-W", "ignore", "-m", "handrail.preview", str(self.site), str(self.course), str(self.database), "0"]
        with self.said[-1].open("wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        deadline = time.monotonic() + 60
        while "/  " not in (text := self.said[-1].read_text(encoding="utf-8")):
            assert self.process.poll() is None, text
            assert time.monotonic() < deadline, "the preview did not start"
            time.sleep(0.05)
        self.address = text.split("/  ")[0]

    def stop(self) -> None:
        assert self.process is not None
        self.process.terminate()
        self.process.wait(120)

    @property
    def database(self) -> Path:
        return self.folder / "preview.sqlite3"

    def values(self, person: str) -> dict[str, float]:
        query = (
            "select c.block_key, c.completion from completion_blockcompletion c join auth_user u on u.id = c.user_id where u.username = ?"
        )
        with sqlite3.connect(self.database) as database:
            return {key.rpartition("@")[2]: value for key, value in database.execute(query, (person,))}

    def everything(self) -> bytes:
        """Return all bytes that this preview wrote anywhere: database, its journal, logs."""
        return b"".join(path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file())


@pytest.fixture
def preview(built: Path, tmp_path: Path) -> Iterator[Preview]:
    """The preview over the real site and the real course."""
    running = Preview(built / "site", built / "build" / "course", tmp_path)
    running.start()
    yield running
    running.stop()


def become(page: Page, preview: Preview, name: str) -> None:
    """Take the place of a demo person."""
    page.goto(f"{preview.address}/learn/")
    change = page.get_by_role("button", name="change person")
    if change.count():
        change.click()
    page.get_by_role("button", name=name).click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Who are you today?")


def sheet(page: Page, preview: Preview, identifier: str) -> Locator:
    """Open the unit of a worksheet and return it, awake."""
    page.goto(f"{preview.address}/learn/unit/{identifier.partition('-')[0]}-do/")
    found = page.locator(f'hr-worksheet[data-activity="{identifier}"]')
    found.scroll_into_view_if_needed()
    expect(found.locator('[data-part="unfinished"], [data-part="finished"]').locator("visible=true")).to_have_count(1)
    return found


def fill(worksheet: Locator) -> None:
    """Fill what Done waits for by ticks, and write the canary wherever words go."""
    for name in ("did", "pick"):
        worksheet.locator(f'[data-field="{name}"] input[type="checkbox"]').first.check()
    worksheet.locator('[data-field="after"] input[value="3"]').check()
    for name in ("first", "second", "third"):
        worksheet.locator(f'[data-field="{name}"] :is(input, textarea)').fill(f"{CANARY} {name}")
    worksheet.locator('[data-field="did"] :is(input[type="text"], textarea)').fill(f"{CANARY} other")


def wait_for(preview: Preview, person: str, wanted: dict[str, float]) -> None:
    deadline = time.monotonic() + 60
    while preview.values(person) != wanted and time.monotonic() < deadline:
        time.sleep(0.05)
    assert wanted == preview.values(person)


def test_done_is_told_and_no_word_is(preview: Preview, page: Page, new_context: NewContext, watch: Watch) -> None:
    """A participant ticks, writes and presses Done: the row is 1.0, and the words are in no request, table or log.

    It stays done after a reload and a restart, the facilitator sees it, and the participant can undo it.
    """
    become(page, preview, "Ana")
    worksheet = sheet(page, preview, "s04-w1")
    fill(worksheet)
    wait_for(preview, "p1", {"s04-w1": 0.5})
    worksheet.locator('[data-act="done"]').click()
    expect(worksheet.locator('[data-part="finished"]')).to_be_visible()
    wait_for(preview, "p1", {"s04-w1": 1.0})

    sent = [line for line in watch.requests if line.startswith("POST") and "/handler/" in line]
    assert sent
    assert {'{"state":"started"}', '{"state":"done"}'} == {line.rpartition(" ")[2] for line in sent}

    page.reload()
    page.locator('hr-worksheet[data-activity="s04-w1"]').scroll_into_view_if_needed()
    expect(page.locator('hr-worksheet[data-activity="s04-w1"] [data-part="finished"]')).to_be_visible()
    expect(page.locator('hr-worksheet[data-activity="s04-w2"] [data-part="finished"]')).to_be_hidden()
    preview.stop()
    preview.start()
    worksheet = sheet(page, preview, "s04-w1")
    expect(worksheet.locator('[data-part="finished"]')).to_be_visible()

    desk = new_context().new_page()
    become(desk, preview, "Robin")
    desk.goto(f"{preview.address}{GROUP}?cohort=all&show=week-2")
    expect(desk.get_by_role("row", name="Ana")).to_contain_text("started")
    expect(desk.get_by_role("row", name="Sam")).not_to_contain_text("started")

    worksheet.locator('[data-act="undo"]').click()
    wait_for(preview, "p1", {"s04-w1": 0.0})
    assert not [line for line in watch.requests if CANARY in line]
    assert CANARY.encode() not in preview.everything()


def test_a_whole_session_is_done(preview: Preview, page: Page, new_context: NewContext) -> None:
    """Lesson read, sheets done another way, three questions answered: the session is done for its owner and the facilitator."""
    become(page, preview, "Priya")
    page.goto(f"{preview.address}/learn/unit/s04-read/")
    page.get_by_role("button", name="I have read this").click()
    wait_for(preview, "p3", {"s04-lesson": 1.0})
    for identifier in ("s04-w1", "s04-w2"):
        sheet(page, preview, identifier).get_by_role("button", name="Did it on paper").click()
    page.goto(f"{preview.address}/learn/unit/s04-check/")
    for question in page.locator("[data-question]").all():
        question.locator('input[type="radio"]').last.check()
    wait_for(preview, "p3", {"s04-lesson": 1.0, "s04-w1": 1.0, "s04-w2": 1.0, "s04-c1": 1.0})

    page.goto(f"{preview.address}/learn/")
    expect(page.get_by_text(re.compile(r"^1 of \d+ sessions done\.$"))).to_be_visible()
    desk = new_context().new_page()
    become(desk, preview, "Robin")
    desk.goto(f"{preview.address}{GROUP}?cohort=all&show=week-2")
    expect(desk.get_by_role("row", name="Priya")).to_contain_text("done")


def test_two_people_on_one_device_are_apart(preview: Preview, page: Page) -> None:
    """What Ana keeps on a device, Marcus does not see on it; Ana finds it again."""
    become(page, preview, "Ana")
    worksheet = sheet(page, preview, "s04-w1")
    worksheet.locator('[data-choose="mine"]').click()
    box = '[data-field="first"] :is(input, textarea)'
    worksheet.locator(box).fill(CANARY)
    expect(worksheet.locator('[data-part="status"]')).to_contain_text("aved")

    become(page, preview, "Marcus")
    expect(sheet(page, preview, "s04-w1").locator(box)).to_have_value("")

    become(page, preview, "Ana")
    expect(sheet(page, preview, "s04-w1").locator(box)).to_have_value(CANARY)


def test_the_facilitator_keeps_and_tells_nothing(preview: Preview, page: Page, watch: Watch) -> None:
    """Staff may try a sheet out: nothing is stored, nothing is sent."""
    become(page, preview, "Robin")
    page.goto(f"{preview.address}/learn/unit/s04-check/")
    for question in page.locator("[data-question]").all():
        question.locator('input[type="radio"]').first.check()
    page.wait_for_load_state("networkidle")

    assert not [line for line in watch.requests if "/handler/" in line]
    assert {} == preview.values("staff")


@pytest.mark.parametrize(
    ("width", "visits"),
    [
        (320, {"Sam": ["s04-read", "s04-do", "s04-check", "f04-read", "f04-do-es"], "Robin": ["s04-staff", "s04-check"]}),
        (1280, {"Sam": ["s04-read"], "Robin": ["s04-staff"]}),
    ],
)
def test_every_page_can_be_used_by_everybody(
    preview: Preview, new_context: NewContext, axe: Callable[[Page], None], width: int, visits: dict[str, list[str]]
) -> None:
    """axe-core finds nothing on any kind of page of the learning system, and no page scrolls sideways."""
    page = new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce").new_page()
    page.goto(f"{preview.address}/learn/")
    axe(page)
    for name, units in visits.items():
        become(page, preview, name)
        for address in ["/learn/", "/learn/group/", *(f"/learn/unit/{unit}/" for unit in units)]:
            page.goto(preview.address + address)
            page.wait_for_load_state("networkidle")
            axe(page)
            across = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            assert across[0] <= across[1], f"{address} scrolls sideways at {width} px"


def test_no_page_breaks_its_own_policy(preview: Preview, page: Page, watch: Watch) -> None:
    """Chromium reports no violation of the content security policy, on any kind of page."""
    become(page, preview, "Sam")
    for address in ("/learn/", "/learn/unit/s04-read/", "/learn/unit/s04-do/", "/learn/unit/s04-check/"):
        page.goto(preview.address + address)
        page.wait_for_load_state("networkidle")

    assert [] == [line for line in watch.said if "Content Security Policy" in line or "Refused" in line]


def test_a_unit_reads_without_scripts(preview: Preview, new_context: NewContext) -> None:
    """With scripts off, lesson and sheet are there to read and print, and say that they keep nothing."""
    page = new_context(java_script_enabled=False).new_page()
    become(page, preview, "Sam")
    page.goto(f"{preview.address}/learn/unit/s04-do/")

    expect(page.get_by_text("This page cannot keep what you write.").first).to_be_visible()
    expect(page.get_by_role("button", name="Done", exact=True)).to_have_count(0)
