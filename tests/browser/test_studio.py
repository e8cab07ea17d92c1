"""The editor of a block in a real Chromium, over the block's real handlers; only Studio's own page around it is ours."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from playwright.sync_api import Page, expect
from webob import Request, Response

from tests.xblocks.desk import EXAMPLES, make
from tests.xblocks.test_studio import MAY

PAGE = """<!doctype html><html lang="en"><title>Studio</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/public/studio.css"><div id="editor">{body}</div>
<script src="/public/studio.js"></script>
<script>
window.told = [];
const runtime = {{ notify: (name, data) => window.told.push([name, data.state || ""]), handlerUrl: (element, name) => "/" + name }};
HandrailStudio(runtime, {element});
</script></html>"""


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def block() -> Any:
    """A worksheet that its author may edit."""
    return make("handrail_worksheet", services={"studio_user_permissions": MAY})


@pytest.fixture(params=["document.getElementById('editor')", "[document.getElementById('editor')]"], ids=["bare", "wrapped"])
def editor(block: Any, request: pytest.FixtureRequest) -> Iterator[str]:
    """A page with the editor; Studio gives the element bare or wrapped."""

    def answer(environ: Any, start: Any) -> Any:
        asked = Request(environ)
        if asked.path.startswith("/public/"):
            with block.unmixed_class.open_local_resource(asked.path[1:]) as stream:
                kind = "text/css" if asked.path.endswith("css") else "text/javascript"
                return Response(stream.read(), content_type=kind, charset="utf-8")(environ, start)
        if asked.method == "POST":
            return block.runtime.handle(block, asked.path[1:], asked)(environ, start)
        page = PAGE.format(body=block.studio_view({}).content, element=request.param)
        return Response(page, content_type="text/html", charset="utf-8")(environ, start)

    with make_server("127.0.0.1", 0, answer, handler_class=_Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_an_author_edits_looks_and_saves(block: Any, editor: str, page: Page) -> None:
    """A typing error is told with its line and nothing is saved; the mended text is shown, then saved."""
    text = EXAMPLES["handrail_worksheet"].replace("What helped?", "What made it easier?")
    page.goto(editor)
    box = page.locator("textarea")
    expect(box).to_have_value(EXAMPLES["handrail_worksheet"])

    box.fill(text.replace("checklist", "checklst"))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text('Did you mean "checklist"?')
    assert EXAMPLES["handrail_worksheet"] == block.content

    box.fill(text)
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("region", name="Preview")).to_contain_text("What made it easier?")
    page.get_by_role("button", name="Save").click()
    page.wait_for_function("window.told.some((one) => one[0] === 'save' && one[1] === 'end')")
    assert text == block.content
    page.get_by_role("button", name="Cancel").click()
    assert [["save", "start"], ["error", ""], ["save", "start"], ["save", "end"], ["cancel", ""]] == page.evaluate("window.told")
