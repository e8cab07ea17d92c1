"""A learning system for tests: the SCORM run-time that many of them use (scorm-again), a store behind it, and faults on demand.

The run-time is the real one, from npm. Between it and a package stands a recorder that notes every call and can be told to fail:
``window.fault = {"LMSCommit": "false"}`` answers "false" (so does ``?LMSCommit=false``), ``"throw"`` throws, and
``window.API = null`` takes it all away (so does ``?mute``).
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Frame, Page

from tests.node import unpacked

RUNTIME = ("scorm-again", "3.4.3")

_KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".txt": "text/plain"}

_SCRIPT = """
window.calls = [];
window.fault = Object.fromEntries(new URLSearchParams(location.search));
const real = new Scorm12API({ lmsCommitUrl: location.origin + "/commit", autocommit: false, logLevel: 5 });
real.loadFromJSON(KEPT);
window.recorder = {};
for (const end of ["Initialize", "Finish", "GetValue", "SetValue", "Commit", "GetLastError", "GetErrorString", "GetDiagnostic"]) {
  const name = "LMS" + end;
  window.recorder[name] = (...values) => {
    const fault = window.fault[name];
    const answer = fault === "throw" ? "thrown" : fault || real[name](...values);
    window.calls.push([name, ...values, answer]);
    if (fault === "throw") throw new Error("the learning system is gone");
    return answer;
  };
}
if (!location.search.includes("mute")) window.API = window.recorder;
"""

_AROUND = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,">
<style>iframe { width: 100%; height: 95vh; border: 0 }</style>"""


@dataclass
class Host:
    """What the learning system keeps, and what it was sent."""

    packages: dict[str, dict[str, str]]
    """Name to the files of an unpacked package."""

    learner: str = "learner-4711"
    mode: str = "normal"
    kept: dict[str, str] = field(default_factory=dict)
    """``lesson_status`` and ``lesson_location``, as they were committed last."""

    commits: list[str] = field(default_factory=list)
    """The body of every commit."""

    down: bool = False
    """Whether its server answers with an error."""

    address: str = ""

    def core(self) -> dict[str, str]:
        """Return what the run-time begins with."""
        return {"student_id": self.learner, "student_name": "Doe, Jo", "lesson_mode": self.mode, "credit": "credit", **self.kept}

    def answer(self, path: str) -> tuple[str, str]:
        """Return a file's type and text.

        Raises:
            KeyError: there is none.
        """
        name = path.split("?", maxsplit=1)[0].strip("/")
        if name == "runtime.js":
            return "text/javascript", runtime()
        first, _, rest = name.partition("/")
        if first in ("frame", "deep", "opener"):
            return "text/html", self._player(first, rest)
        kind = _KINDS[Path(rest).suffix]
        return kind, self.packages[first][rest]

    def _player(self, way: str, page: str) -> str:
        kept = json.dumps({"cmi": {"core": self.core()}})
        api = f'<script src="/runtime.js"></script><script>{_SCRIPT.replace("KEPT", kept)}</script>'
        inner = {
            "frame": f'<iframe title="Session" src="/{page}"></iframe>',
            "deep": f'<iframe title="Player" srcdoc=\'{_AROUND}<iframe title="Session" src="/{page}"></iframe>\'></iframe>',
            "opener": f"<button onclick=\"window.open('/{page}', 'session')\">Enter</button>",
        }
        return _AROUND + api + inner[way]

    def commit(self, body: str) -> bool:
        """Keep what a run-time commits; return whether it did."""
        if self.down:
            return False
        self.commits.append(body)
        core = json.loads(body)["cmi"]["core"]
        self.kept = {name: core[name] for name in ("lesson_status", "lesson_location")}
        return True


def runtime() -> str:
    """Return the run-time's script."""
    return (unpacked(*RUNTIME) / "dist" / "scorm12.min.js").read_text(encoding="utf-8")


def serve(host: Host) -> ThreadingHTTPServer:
    """Begin to serve a learning system on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                kind, text = host.answer(self.path)
            except KeyError:
                self._send(404, "text/plain", "")
                return
            self._send(200, f"{kind}; charset=utf-8", text)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            went = host.commit(body)
            self._send(200 if went else 503, "application/json", json.dumps({"result": str(went).lower(), "errorCode": 0 if went else 101}))

        def _send(self, status: int, kind: str, text: str) -> None:
            data = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host.address = f"http://127.0.0.1:{server.server_address[1]}"
    return server


def session(page: Page) -> Frame:
    """Return the frame in which a package's page is, when it has woken."""
    frame = next(one for one in page.frames if one.url.endswith(".html") and one is not page.main_frame)
    awake(frame)
    return frame


def awake(frame: Frame | Page) -> None:
    """Wait until the page's activities work."""
    frame.locator('[data-lms="count"]:not(:empty)').wait_for(state="attached")
    for sheet in frame.locator("hr-worksheet").all():
        sheet.scroll_into_view_if_needed()  # one with a heavy kind wakes when it is looked at
        sheet.locator('[data-part="tools"]:not([hidden])').wait_for(state="attached")


def calls(page: Page) -> list[list[Any]]:
    """Return every call that came to the run-time's door: its name, its values, its answer."""
    found: list[list[Any]] = page.evaluate("window.calls")
    return found
