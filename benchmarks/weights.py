"""What the whole curriculum costs: building every output, cold and again, and the weight of what people load, print and carry.

    python benchmarks/weights.py        the curriculum as it stands; a few minutes

Pages are counted as they go over the wire (gzip), the middle one and the heaviest; handouts as the PDF that Chromium prints of them.
"""

from __future__ import annotations

import gzip
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

from handrail.building import Choices, build  # noqa: E402 - the repository is found first
from handrail.curriculum import read_or_raise  # noqa: E402
from tests.browser.chromium import find  # noqa: E402
from tests.conftest import copy_repository  # noqa: E402


def line(what: str, sizes: Iterable[float]) -> None:
    """Print how many there are, the middle one and the heaviest, in kilobytes."""
    found = sorted(size / 1000 for size in sizes)
    if found:
        print(f"| {what} | {len(found)} | {statistics.median(found):,.1f} KB | {found[-1]:,.1f} KB |")


def times(folder: Path) -> None:
    """Print seconds for each output: the first time, and again with nothing changed."""
    runs = [{one.name: one.seconds for one in build(folder, [], Choices(today=date.today()))} for _ in range(2)]  # noqa: DTZ011 - only held against review dates
    started = time.perf_counter()
    build(folder, [], Choices(today=date.today()))  # noqa: DTZ011
    whole = time.perf_counter() - started
    print("| output | cold | again |\n|---|---|---|")
    for name in runs[0]:
        print(f"| {name} | {runs[0][name]:.1f} s | {runs[1][name]:.1f} s |")
    print(f"| all, reading and checks included | | {whole:.1f} s |")


def main() -> None:
    """Print both tables."""
    modules = read_or_raise(REPOSITORY / "curriculum").modules
    print(f"{len(modules['en'])} modules in English, {sum(map(len, modules.values()))} texts in all\n")
    with tempfile.TemporaryDirectory() as scratch:
        folder = copy_repository(Path(scratch))
        times(folder)
        print("\n| what | files | middle | heaviest |\n|---|---|---|---|")
        for language, root in (("en", folder / "site"), ("es", folder / "site" / "es")):
            pages = [root / identifier / "index.html" for identifier in modules[language]]
            line(f"a lesson's page ({language}), gzip", (len(gzip.compress(page.read_bytes(), 9)) for page in pages))
        for name, pattern in (("slides", "*/*.html"), ("scorm", "**/*.zip"), ("h5p", "**/*.h5p"), ("usb", "*.html")):
            line(name, (path.stat().st_size for path in (folder / "build" / name).glob(pattern) if path.name != "index.html"))
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=find(), args=["--no-sandbox", "--disable-background-networking"])
            page = browser.new_page()
            sizes = []
            for path in sorted((folder / "build" / "handouts").glob("*/*-a4.html")):
                page.goto(path.as_uri())
                sizes.append(len(page.pdf(prefer_css_page_size=True)))
            line("a handout as PDF, A4", sizes)
            browser.close()


if __name__ == "__main__":
    main()
