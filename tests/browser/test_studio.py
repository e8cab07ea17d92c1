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


def test_an_author_sees_the_text_while_typing_and_saves(block: Any, editor: str, page: Page) -> None:
    """The preview follows the text; an error is told with its line, the last good text stays in view, and looking saves nothing."""
    text = EXAMPLES["handrail_worksheet"].replace("What helped?", "What made it easier?")
    page.goto(editor)
    box, shown, said = page.locator("textarea"), page.get_by_role("region", name="Preview"), page.locator(".hr-studio-said")
    expect(box).to_have_value(EXAMPLES["handrail_worksheet"])
    expect(shown).to_contain_text("What helped?")

    box.fill(text)
    expect(shown).to_contain_text("What made it easier?")
    box.fill(text.replace("checklist", "checklst"))
    expect(said).to_contain_text('Did you mean "checklist"?')
    expect(said).to_contain_text("Line ")
    expect(shown).to_contain_text("What made it easier?")
    expect(page.get_by_text("this is how it looked before")).to_be_visible()
    assert EXAMPLES["handrail_worksheet"] == block.content

    page.get_by_role("button", name="Save").click()
    page.wait_for_function("window.told.some((one) => one[0] === 'error')")
    assert EXAMPLES["handrail_worksheet"] == block.content

    box.fill(text)
    expect(page.get_by_text("this is how it looked before")).to_be_hidden()
    page.get_by_role("button", name="Save").click()
    page.wait_for_function("window.told.some((one) => one[0] === 'save' && one[1] === 'end')")
    assert text == block.content
    page.get_by_role("button", name="Cancel").click()
    assert [["save", "start"], ["error", ""], ["save", "start"], ["save", "end"], ["cancel", ""]] == page.evaluate("window.told")


def test_a_slow_answer_does_not_overtake_a_newer_one(editor: str, page: Page) -> None:
    """Two looks are under way; the older one comes last, and is dropped."""
    page.goto(editor)
    box, shown = page.locator("textarea"), page.get_by_role("region", name="Preview")
    expect(shown).to_contain_text("What helped?")
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    page.route("**/studio_preview", hold)

    for word in ("first", "second"):
        count = len(held)
        box.fill(EXAMPLES["handrail_worksheet"].replace("What helped?", f"The {word} one?"))
        while len(held) == count:
            page.wait_for_timeout(50)
    held[1].continue_()
    expect(shown).to_contain_text("The second one?")
    with page.expect_response("**/studio_preview"):
        held[0].continue_()
    expect(shown).to_contain_text("The second one?")
    expect(shown).not_to_contain_text("The first one?")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_editor_fits_and_can_be_reached_by_keys(editor: str, page: Page, width: int) -> None:
    """At 320 px nothing is cut off sideways; name, text, preview and buttons come in this order; a link in the preview leads nowhere."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(editor)
    expect(page.get_by_role("region", name="Preview")).to_contain_text("What helped?")

    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.get_by_role("textbox", name="Name").focus()
    names = []
    for _ in range(4):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.className.split(' ').pop()"))
    assert ["hr-studio-text", "hr-studio-shown"] == names[:2]
