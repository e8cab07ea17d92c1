"""Take the pictures of the README: ``make screenshots``. They show the real outputs in a real Chromium."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

from tests.browser.chromium import ADVICE, find  # noqa: E402 - after the path is set

IMAGES = Path(__file__).parent / "images"
PORT = 8765


def wait(address: str) -> None:
    """Wait until a server answers.

    Raises:
        TimeoutError: it does not answer within 60 s.
    """
    for _ in range(240):
        try:
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 - this computer
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise TimeoutError(address)


def main() -> None:
    """Build, serve, and take the pictures."""
    chromium = find() or sys.exit(ADVICE)
    handrail = str(Path(sys.executable).parent / "handrail")
    subprocess.run([handrail, "build"], cwd=REPOSITORY, check=True)
    IMAGES.mkdir(exist_ok=True)
    server = subprocess.Popen([handrail, "serve", "--port", str(PORT)], cwd=REPOSITORY, env={**os.environ})
    try:
        base = f"http://127.0.0.1:{PORT}"
        wait(f"{base}/")
        with sync_playwright() as play:
            browser = play.chromium.launch(
                executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            )
            phone = browser.new_page(viewport={"width": 390, "height": 780})
            phone.goto(f"{base}/s04/")
            phone.screenshot(path=IMAGES / "phone.png")
            wall = browser.new_page(viewport={"width": 1280, "height": 720})
            wall.goto((REPOSITORY / "build" / "slides" / "en" / "s04.html").as_uri() + "#s04-d2")
            wall.wait_for_timeout(500)
            wall.screenshot(path=IMAGES / "slide.png")
            paper = browser.new_page(viewport={"width": 860, "height": 1100}, bypass_csp=True)
            paper.emulate_media(media="print")
            paper.goto((REPOSITORY / "build" / "handouts" / "en" / "s04-letter.html").as_uri())
            paper.add_style_tag(content=".hr-paper { padding: 2rem; background: #fff }")  # the margins that @page gives
            sheet = paper.locator(".hr-paper").first
            sheet.scroll_into_view_if_needed()
            paper.evaluate(
                "for (const part of document.querySelectorAll('*')) if (getComputedStyle(part).position === 'fixed') part.remove()"
            )
            sheet.screenshot(path=IMAGES / "paper.png")
            learn = browser.new_page(viewport={"width": 390, "height": 780})
            learn.goto(f"{base}/learn/")
            learn.get_by_role("button", name="Ana").click()
            learn.get_by_role("link", name="Session 4").wait_for()
            learn.screenshot(path=IMAGES / "learn.png")
            browser.close()
    finally:
        server.terminate()
        server.wait(10)


if __name__ == "__main__":
    main()
