"""Pages made from the real templates and the real library, with no theme around them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from handrail import assets
from handrail.markdown import parse_check, parse_worksheet
from handrail.markdown.activities import render_check, render_lesson_done, render_worksheet
from handrail.model import Check, Worksheet
from handrail.outputs.shared.document import resource
from handrail.problems import Problems

FIXTURES = Path(__file__).parents[2] / "fixtures"
MakePage = Callable[..., str]

SHEET_TEXT = {
    "not_watched": "No one is watching these answers. In danger? Call 911 or 988.",
    "who_sees": "We send what you write to no one. Anyone who can open this device may read it.",
    "crisis": "Need to talk, any hour? Call or text 988.",
}


def ten_kinds(**change: object) -> Worksheet:
    """Return the worksheet with all ten kinds."""
    sheet = parse_worksheet((FIXTURES / "every-kind.yml").read_text(encoding="utf-8"), "every-kind.yml", Problems())
    assert sheet is not None
    return sheet.model_copy(update=change)


def three_questions() -> Check:
    """Return a check."""
    check = parse_check((FIXTURES / "three-questions.yml").read_text(encoding="utf-8"), "three-questions.yml", Problems())
    assert check is not None
    return check


def document(body: str, *, language: str = "en", dark: bool = False, host_css: str = "", head: str = "", tail: str = "") -> str:
    """Return a plain page around some activities."""
    scheme = ' data-md-color-scheme="slate"' if dark else ""
    work = '<script src="work.js"></script>' if "<hr-work " in body else ""  # on the site, a script of that page alone
    return f"""<!doctype html>
<html lang="{language}"{scheme}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Session 4</title><link rel="icon" href="data:,">{head}
<style>
body {{ margin: 0 auto; padding: 16px; max-width: 800px; font: 16px/1.5 sans-serif; background: var(--hr-paper); color: var(--hr-ink) }}
{host_css}</style>
<link rel="stylesheet" href="handrail.css"></head>
<body><main><h1>Session 4</h1><h2>Try it</h2>{body}</main><script src="handrail.js"></script>{work}{tail}</body></html>"""


def write_library(folder: Path, language: str = "en") -> None:
    """Write the library's scripts and styles into a folder, and what an LMS and a clinic's tablet have besides."""
    files = dict(assets.site_files(language))
    files["handrail.js"] = assets.script_bundle(language, block=True)
    files["tablet.js"] = assets.built(f"{language}/tablet.js")
    files["paper.css"] = assets.read(assets.PAPER_STYLES)
    files["work.js"] = resource("site/assets/work.js")
    (folder / "more" / "fields").mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture
def make_page(tmp_path: Path, serve: Callable[[Path], str]) -> MakePage:
    """Return a function that writes a page with one worksheet (or what it is given) and returns its address."""

    def make(
        body: str | None = None,
        *,
        sheet: Worksheet | None = None,
        name: str = "index.html",
        language: str = "en",
        dark: bool = False,
        host_css: str = "",
        head: str = "",
        tail: str = "",
    ) -> str:
        if body is None:
            body = render_worksheet(sheet or ten_kinds(), language=language, surface="screen", prefix="a", module_id="s90", **SHEET_TEXT)
        write_library(tmp_path, language)
        page = document(body, language=language, dark=dark, host_css=host_css, head=head, tail=tail)
        (tmp_path / name).write_text(page, encoding="utf-8")
        return f"{serve(tmp_path)}/{name}"

    return make


@pytest.fixture
def everything() -> str:
    """Return a worksheet of all ten kinds, a check and the end of a lesson, as the body of a page."""
    parts = [
        render_worksheet(ten_kinds(), language="en", surface="screen", prefix="a", module_id="s90", **SHEET_TEXT),
        render_check(three_questions(), language="en", surface="screen", prefix="b", module_id="s90"),
        render_lesson_done("s90", language="en", surface="screen", prefix="c"),
    ]
    return "\n".join(parts)
