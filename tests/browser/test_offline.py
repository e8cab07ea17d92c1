"""Keeping pages for the time without internet: by choice alone, whole or not at all, and never new pages in the middle of a sheet."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, Serve, _Quiet

Server = tuple[str, Path, Callable[[], None]]


@pytest.fixture
def server(built: Path, tmp_path: Path) -> Iterator[Server]:
    """A copy of the site on a server of its own: its address, its folder, and what pulls the plug."""
    folder = tmp_path / "site"
    shutil.copytree(built / "site", folder)
    running = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=running.serve_forever, daemon=True).start()
    stopped = threading.Event()

    def stop() -> None:
        if not stopped.is_set():
            stopped.set()
            running.shutdown()
            running.server_close()

    yield f"http://127.0.0.1:{running.server_address[1]}", folder, stop
    stop()


def keep(page: Page, address: str, pack: str = "Week 2") -> None:
    page.goto(f"{address}/offline/")
    page.get_by_role("button", name=f"Keep: {pack}").click()
    expect(page.get_by_role("status")).to_have_text("Kept. These pages open without internet now.")


def kept(page: Page) -> list[str]:
    found: list[str] = page.evaluate("async () => (await caches.keys()).map((name) => name.split('/')[1]).sort()")
    return found


def test_a_kept_week_opens_when_the_network_is_gone(server: Server, page: Page) -> None:
    """Sessions of the week, help, the overdose steps and search open; another week leads to the page that keeps it."""
    address, _folder, stop = server
    keep(page, address)
    stop()
    page.goto(f"{address}/s04/")
    expect(page.get_by_role("heading", level=1)).to_have_text("How to ride out a craving")
    sheet = page.locator("hr-worksheet[data-activity='s04-w1']")
    sheet.scroll_into_view_if_needed()
    sheet.get_by_role("button", name="It is mine").wait_for()
    page.get_by_role("link", name="I need help right now").first.click()
    expect(page.get_by_role("heading", name="A craving")).to_be_visible()
    page.goto(f"{address}/emergency/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(f"{address}/search/")
    page.get_by_role("searchbox").fill("craving")
    expect(page.get_by_role("link", name="How to ride out a craving").first).to_be_visible()
    page.goto(f"{address}/s07/")
    expect(page).to_have_url(f"{address}/offline/")


def test_nothing_is_kept_before_a_press_and_all_of_it_goes_again(server: Server, page: Page) -> None:
    """Looking at the page stores nothing; removing the last pack removes the common files and the worker."""
    address, _folder, _stop = server
    page.goto(f"{address}/offline/")
    expect(page.get_by_role("button", name="Keep: Week 2")).to_be_visible()
    assert [] == kept(page)
    assert 0 == page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)")
    keep(page, address)
    assert ["en:core", "en:week-2"] == kept(page)
    page.get_by_role("button", name="Remove: Week 2").click()
    expect(page.get_by_role("status")).to_have_text("Removed from this device.")
    assert [] == kept(page)
    assert 0 == page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)")


def test_a_pack_is_kept_whole_or_not_at_all(server: Server, page: Page) -> None:
    """When one page of a week cannot be had, none is kept, and the person is told."""
    address, folder, _stop = server
    shutil.rmtree(folder / "s05")
    page.goto(f"{address}/offline/")
    page.get_by_role("button", name="Keep: Week 2").click()
    expect(page.get_by_role("status")).to_contain_text("That did not work")
    assert "en:week-2" not in kept(page)


def change(folder: Path, old: str, new: str) -> None:
    """Publish a new build in which one page says something else."""
    page = folder / "s04" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    worker = folder / "worker.js"
    text = worker.read_text(encoding="utf-8")
    place = text.index('"en:week-2"')
    at = text.index('"hash": "', place) + len('"hash": "')
    worker.write_text(text[:at] + "0" * 12 + text[at + 12 :], encoding="utf-8")


def test_new_pages_wait_until_someone_takes_them(server: Server, page: Page) -> None:
    """A new build installs beside the old one; the old page is shown until the new one is asked for, and never while a sheet is open."""
    address, folder, _stop = server
    keep(page, address)
    change(folder, "How to ride out a craving", "How to ride a wave")
    page.goto(f"{address}/s04/")
    expect(page.get_by_role("heading", level=1)).to_have_text("How to ride out a craving")
    sheet = page.context.new_page()
    sheet.goto(f"{address}/s04/")
    page.goto(f"{address}/offline/")
    page.get_by_role("button", name="The pages have changed").click()
    expect(page.get_by_role("status")).to_contain_text("That did not work")
    sheet.close()
    page.get_by_role("button", name="The pages have changed").click()
    expect(page.get_by_role("status")).to_contain_text("New pages are ready")
    page.goto(f"{address}/s04/")
    expect(page.get_by_role("heading", level=1)).to_have_text("How to ride a wave")


def test_a_broken_update_leaves_the_kept_pages_as_they_were(server: Server, page: Page) -> None:
    """When a new build cannot be had whole, the old pages stay, and open without a network."""
    address, folder, stop = server
    keep(page, address)
    change(folder, "How to ride out a craving", "How to ride a wave")
    shutil.rmtree(folder / "s06")
    page.goto(f"{address}/offline/")
    page.evaluate(
        "navigator.serviceWorker.getRegistration().then((one) => one.update()).then("
        "(one) => new Promise((done) => one.installing ? one.installing.addEventListener('statechange', done) : done()))"
    )
    stop()
    page.goto(f"{address}/s04/")
    expect(page.get_by_role("heading", level=1)).to_have_text("How to ride out a craving")


def test_erasing_answers_takes_the_kept_pages_along(server: Server, page: Page) -> None:
    """Who erases their answers leaves no page on the device either."""
    address, _folder, _stop = server
    keep(page, address)
    page.goto(f"{address}/work/")
    page.get_by_role("button", name="Erase my answers from this device").click()
    page.get_by_role("button", name="Erase all of it").click()
    page.wait_for_function("async () => (await caches.keys()).length === 0")
    page.wait_for_function("async () => (await navigator.serviceWorker.getRegistrations()).length === 0")


def test_only_pages_of_participants_and_families_are_kept(built: Path) -> None:
    """The worker names files of the site and no other; no facilitator's file is among them."""
    worker = (built / "site" / "worker.js").read_text(encoding="utf-8")
    assert "facilitator" not in worker
    assert "guide" not in worker


def test_without_a_secure_address_the_page_says_so(serve: Serve, built: Path, new_context: NewContext) -> None:
    """Where a browser has no worker, the page says why instead of offering a button that fails."""
    context = new_context()
    context.add_init_script("delete Navigator.prototype.serviceWorker")
    page = context.new_page()
    page.goto(serve(built / "site") + "/offline/")
    expect(page.get_by_role("status")).to_contain_text("This browser cannot keep pages here")
    expect(page.get_by_role("button", name="Keep: Week 2")).to_be_hidden()
