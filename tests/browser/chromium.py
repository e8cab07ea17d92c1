"""Where Chromium is, and what to do where there is none.

``python -m tests.browser.chromium`` prints its path, or says how to install it and exits with 1.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

__all__ = ["ADVICE", "find"]

ADVICE = """\
The tests need Chromium (or Chrome), and none was found.
  Debian:  sudo apt install chromium
  macOS:   brew install --cask chromium
Or name its file:  HANDRAIL_CHROMIUM=/path/to/chromium make test"""

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_FILES = (
    "/usr/bin/chromium",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def find() -> str | None:
    """Return the path of a Chromium: the one named in HANDRAIL_CHROMIUM, else the system's."""
    candidates = [os.environ.get("HANDRAIL_CHROMIUM", ""), *_FILES, *(shutil.which(name) or "" for name in _NAMES)]
    return next((path for path in candidates if path and Path(path).is_file()), None)


if __name__ == "__main__":
    found = find()
    sys.stdout.write(f"{found or ADVICE}\n")
    sys.exit(0 if found else 1)
