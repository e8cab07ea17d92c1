"""The long proof, for ``make soak``: the browser is killed a thousand times while somebody types.

``python -m tests.browser.activities.soak --runs 1000 --seed 1`` prints each run's seed and what it lost, and stops at the
first run that lost more than it may. After each hundred runs it begins a profile anew.
"""

from __future__ import annotations

import argparse
import functools
import sys
import tempfile
import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

from handrail.markdown.activities import render_worksheet
from tests.browser.activities.conftest import document, ten_kinds, write_library
from tests.browser.activities.crash import Profile

EACH = 100


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    """Run, print, stop at the first loss."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", default=str(int(time.time())))
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as play:
        folder = Path(name)
        write_library(folder)
        sheet = render_worksheet(ten_kinds(), language="en", surface="screen", prefix="a", module_id="s90")
        (folder / "index.html").write_text(document(sheet), encoding="utf-8")
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=name))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/index.html"
        worst = 0.0
        for first in range(0, chosen.runs, EACH):
            (folder / f"profile-{first}").mkdir()
            profile = Profile(folder / f"profile-{first}", play.chromium, address)
            for number in range(first, min(first + EACH, chosen.runs)):
                profile.run(f"{chosen.seed}-{number}")
                worst = max([worst, *profile.lost])
                say(f"run {chosen.seed}-{number}: {profile.lost[-1] if profile.lost else 0:.2f} s lost before it, {worst:.2f} s at worst")
            profile.end()
        server.shutdown()
    say(f"{chosen.runs} runs with seed {chosen.seed}: no unreadable record, {max([worst, *profile.lost]):.2f} s of typing lost at worst")


if __name__ == "__main__":
    main()
