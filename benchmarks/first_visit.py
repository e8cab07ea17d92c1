"""What a lesson costs a phone, against a plain Material for MkDocs page of the same text, in one run.

Each visit is a fresh profile in a real Chromium: 412 x 823, CPU slowed 4 times, slow 4G (562 ms there and back, 1.47 Mbit/s), cold. The
server compresses with gzip, as any web server does; one line is for a server that sends the site's compressed twins. Printed are medians
of the visits: bytes over the wire for the first page and for the next one, largest contentful paint, total blocking time, layout shift.
The last line is a trial: the same pages with their whole style sheet inside.

    python benchmarks/first_visit.py        the sample's sessions 4 and 12, five visits each

On a machine that is busy: ``chrt -r 50 python benchmarks/first_visit.py`` (as root) goes before everything else.
"""

from __future__ import annotations

import functools
import gzip
import io
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

from benchmarks.build import PLAIN  # noqa: E402 - the repository is found first
from handrail.outputs.site.packed import SUFFIX  # noqa: E402
from tests.browser.chromium import find  # noqa: E402
from tests.conftest import copy_repository  # noqa: E402

VISITS = 5
FIRST, NEXT = "s04/", "s12/"
LIMITS = {"first": 90.0, "next": 15.0, "lcp": 1500.0, "tbt": 100.0, "shift": 0.0}
"""Kilobytes, milliseconds; what a visit may cost."""

SLOW_4G = {"offline": False, "latency": 562, "downloadThroughput": 1.47e6 / 8, "uploadThroughput": 7e5 / 8}
"""Milliseconds there and back, bytes a second."""

WATCH = """() => {
  window.seen = { lcp: 0, tbt: 0, shift: 0 };
  const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("largest-contentful-paint", (entry) => { seen.lcp = entry.startTime; });
  watch("longtask", (entry) => { seen.tbt += Math.max(0, entry.duration - 50); });
  watch("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.shift += entry.value; });
}"""


class _Compressing(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    twins = False
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript"}

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send_head(self) -> Any:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return None
        twin = path.with_name(path.name + SUFFIX)
        sent = "br" if self.twins and twin.is_file() and "br" in self.headers.get("Accept-Encoding", "") else "gzip"
        body = twin.read_bytes() if sent == "br" else gzip.compress(path.read_bytes(), 6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", sent)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        return io.BytesIO(body)


class _Twins(_Compressing):
    twins = True


def visit(browser: Browser, root: str) -> dict[str, float]:
    """Return what one cold visit to a lesson, and the next lesson after it, cost."""
    context = browser.new_context(viewport={"width": 412, "height": 823}, device_scale_factor=2, is_mobile=True, has_touch=True)
    context.add_init_script(f"({WATCH})()")
    page = context.new_page()
    session = context.new_cdp_session(page)
    received = [0.0]
    session.on("Network.loadingFinished", lambda event: received.__setitem__(0, received[0] + event["encodedDataLength"]))
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(root + FIRST, wait_until="load")
    page.wait_for_timeout(2500)
    seen = page.evaluate("seen")
    first = received[0]
    page.goto(root + NEXT, wait_until="load")
    page.wait_for_timeout(1500)
    context.close()
    return {"first": first / 1000, "next": (received[0] - first) / 1000, **seen}


def with_styles_inside(site: Path, target: Path) -> Path:
    """Copy a site with nothing between two of its pages and their first paint: styles inside, no script before."""
    shutil.copytree(site, target)
    style = (site / "assets" / "style.css").read_text(encoding="utf-8")
    for name in (FIRST, NEXT):
        path = target / name / "index.html"
        head, _, rest = re.sub(r'<link rel="stylesheet"[^>]*style.css">', "", path.read_text(encoding="utf-8")).partition("</head>")
        html = re.sub(r'<link rel="stylesheet"[^>]*>', lambda _found: f"<style>{style}</style>", head) + "</head>" + rest
        html = re.sub(r'(<script src="../assets/leave.js"[^>]*)>', r"\1 defer>", html)
        path.write_text(html.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"), encoding="utf-8")
    return target


def main() -> None:
    """Print one line for each site."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = copy_repository(Path(scratch))
        run = functools.partial(subprocess.run, cwd=folder, check=True, capture_output=True)
        bin_folder = Path(sys.executable).parent
        run([str(bin_folder / "handrail"), "build", "site", "--compressed"])
        (folder / "plain.yml").write_text(PLAIN, encoding="utf-8")
        run([str(bin_folder / "python"), "-m", "mkdocs", "build", "--quiet", "-f", "plain.yml"])
        print(f"{'':>20}  first page  next page  largest paint  blocking  shift   (limits: {LIMITS})")
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=find(), args=["--no-sandbox", "--disable-background-networking"])
            tried = with_styles_inside(folder / "site", folder / "build" / "inside")
            plain = folder / "build" / "plain"
            sites = [("plain Material", plain, _Compressing), ("handrail", folder / "site", _Compressing)]
            for name, site, kind in [*sites, ("handrail, twins", folder / "site", _Twins), ("styles inside", tried, _Compressing)]:
                server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(kind, directory=str(site)))
                threading.Thread(target=server.serve_forever, daemon=True).start()
                visits = [visit(browser, f"http://127.0.0.1:{server.server_address[1]}/") for _ in range(VISITS)]
                middle = {key: statistics.median(one[key] for one in visits) for key in visits[0]}
                print(
                    f"{name:>20}  {middle['first']:7.1f} KB  {middle['next']:6.1f} KB  {middle['lcp']:10.0f} ms"
                    f"  {middle['tbt']:5.0f} ms  {middle['shift']:.3f}"
                )
                server.shutdown()
            browser.close()


if __name__ == "__main__":
    main()
