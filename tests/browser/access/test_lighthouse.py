"""Lighthouse gives the accessibility of the three pages that people meet first all of its points."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests.browser.chromium import find
from tests.browser.conftest import Serve
from tests.node import installed

VERSION = "12.8.2"


TRIES = 3
"""Lighthouse waits a fixed time for its browser and for the page; a machine that stands still gets another try, a page does not."""


def _look(address: str) -> tuple[dict[str, Any] | None, str]:
    """Return what Lighthouse found, and what it said; None when it did not come to look."""
    folder = installed("lighthouse", VERSION)
    with tempfile.TemporaryDirectory(prefix="lh-") as scratch:  # short: Chromium keeps a socket there, whose path may have 107 letters
        report = Path(scratch) / "report.json"
        done = subprocess.run(
            [
                shutil.which("node") or "node",
                str(folder / "node_modules" / "lighthouse" / "cli" / "index.js"),
                address,
                "--only-categories=accessibility",
                "--output=json",
                f"--output-path={report}",
                "--quiet",
                "--disable-full-page-screenshot",  # nobody looks at it
                "--no-enable-error-reporting",
                "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking",
            ],
            env={**os.environ, "CHROME_PATH": find() or "", "TMPDIR": scratch},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        if done.returncode != 0:
            return None, done.stderr[-4000:]
        found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
        return (None, str(found["runtimeError"])) if "runtimeError" in found else (found, "")


@pytest.mark.parametrize("address", ["", "s04/", "families/"])
def test_accessibility_is_100(built: Path, serve: Serve, address: str) -> None:
    """Home, a lesson with a sheet and the families' page, on a phone."""
    root = serve(built / "site")
    for _try in range(TRIES):
        found, said = _look(f"{root}/{address}")
        if found is not None:
            break
    assert found is not None, said
    failed = [audit["title"] for audit in found["audits"].values() if audit.get("score") == 0]
    assert found["categories"]["accessibility"]["score"] == 1, failed
