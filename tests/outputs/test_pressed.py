"""Pressing many pages: what was pressed is kept, also when the work is stopped, and it is told how far it is."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from handrail.cache import Cache
from handrail.outputs.shared.bind import pages_in, spills
from handrail.outputs.shared.press import PressError, press, ready
from handrail.outputs.shared.pressed import press_all

EDITION = dt.date(2026, 11, 21)


def page(number: int, body: str = "") -> str:
    """Return a page that differs from every other."""
    return f'<!doctype html><html lang="en"><head><title>{number}</title></head><body><p>{number}</p>{body}</body></html>'


def test_what_was_pressed_before_a_stop_is_not_pressed_again(tmp_path: Path) -> None:
    """A page that cannot be pressed stops the work; the pages before it are there for the next time."""
    cache = Cache(tmp_path)
    with pytest.raises(PressError, match="brings all it needs"):
        press_all([page(1), page(2), page(3, '<img src="http://example.org/x.png" alt="x">')], EDITION, cache)
    kept = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    assert len(kept) == 2
    assert [data[:5] for data in press_all([page(1), page(2)], EDITION, cache)] == [b"%PDF-"] * 2
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == kept


def test_it_is_told_how_far_the_work_is() -> None:
    """Whoever waits for minutes is told; a page that stands in the list twice counts once."""
    told: list[str] = []
    pages = [page(number) for number in range(60)]
    assert len(press_all([*pages, *pages], EDITION, Cache(None), say=told.append)) == 120
    assert told == ["50 of 60 sheets pressed"]


def styled(number: int, body: str, style: str = "") -> str:
    """Return a page with a foot that runs along, as ours have."""
    foot = ".foot { position: running(foot) } @page { size: a4; margin: 15mm; @bottom-left { content: element(foot) } }"
    return page(number, f'<div class="foot">Call 988</div>{body}').replace("</head>", f"<style>{foot}{style}</style></head>")


LINES = "".join(f"<p>Line {number}</p>" for number in range(40))
DRAWING = '<svg width="200" height="500" viewBox="0 0 200 500"><rect width="200" height="500"/></svg>'


@pytest.mark.parametrize(
    ("body", "pages", "low", "high"),
    [
        ("<p>One line</p>", 1, 0.05, 0.2),
        (LINES, 2, 0.1, 0.9),
        (f'{LINES}<p style="break-before: page">Alone</p>', 3, 0.05, 0.2),
        (f'<p>First</p><div style="break-before: page">{DRAWING}</div>', 2, 0.4, 0.6),
        ('<p>First</p><div style="break-before: page"> </div>', 2, 0, 0),
    ],
    ids=["a line", "lines", "a line alone", "a drawing", "nothing but the foot"],
)
def test_a_pressed_page_knows_how_many_it_has_and_how_far_the_last_is_printed(
    body: str, pages: int, low: float, high: float, tmp_path: Path
) -> None:
    """As a reader of PDFs counts them and finds the lowest line, the foot left out; also when it comes from the cache."""
    cache = Cache(tmp_path)
    html = styled(1, body)
    for data in (press_all([html], EDITION, cache)[0], press_all([html], EDITION, cache)[0], press(html, EDITION)):
        last = PdfReader(io.BytesIO(bytes(data))).pages[-1]
        lines: list[float] = []

        def note(text: str, outer: list[float], inner: list[float], _font: Any, _size: float, lines: list[float] = lines) -> None:
            if text.strip() and "988" not in text:
                lines.append(inner[4] * outer[1] + inner[5] * outer[3] + outer[5])

        last.extract_text(visitor_text=note)
        assert pages == pages_in(data) == len(PdfReader(io.BytesIO(bytes(data))).pages)
        assert low <= data.depth <= high
        assert not lines or abs(data.depth - (1 - min(lines) / float(last.mediabox.height))) < 0.01
        assert spills(data) is (pages > 1 and 0 < high <= 0.2)


def test_a_pdf_that_is_not_ours_is_counted_too() -> None:
    """A bound packet, or a file from elsewhere, knows nothing of itself."""
    assert 3 == pages_in(bytes(press(styled(1, f'{LINES}<p style="break-before: page">Alone</p>'), EDITION)))


def test_a_style_that_pages_share_is_read_once_and_before_they_are_pressed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers are forked when it is done; a style that one page has alone is left to the one who presses it."""
    import weasyprint

    read: list[str] = []
    plain = weasyprint.CSS

    def seen(*rest: Any, string: str, **named: Any) -> Any:
        read.append(string)
        return plain(*rest, string=string, **named)

    monkeypatch.setattr(weasyprint, "CSS", seen)
    pages = [styled(number, "", "p { margin: 3.25mm }") for number in range(3)] + [styled(3, "", "p { margin: 3.5mm }")]
    ready(pages)
    assert 1 == len(read)
    press_all(pages, EDITION, Cache(None))
    ready(pages)
    assert 1 == len([style for style in read if "3.25mm" in style])


def test_what_is_kept_is_neither_laid_out_nor_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time a page is asked for, nothing is laid out, no style is read, and no PDF is opened."""
    cache, pages = Cache(tmp_path), [styled(number, LINES) for number in range(3)]
    first = press_all(pages, EDITION, cache)

    def never(*_rest: Any, **_named: Any) -> None:
        pytest.fail("it was done again")

    for name in ("weasyprint.HTML.render", "weasyprint.CSS", "pypdf.PdfReader.__init__"):
        monkeypatch.setattr(name, never)
    again = press_all(pages, EDITION, cache)

    assert first == again
    assert [(2, False)] * 3 == [(pages_in(data), spills(data)) for data in again]
