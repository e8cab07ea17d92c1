"""HTML to PDF, by WeasyPrint: tagged, with a language and a title, in one embedded font, and the same bytes for the same page.

| | |
|---|---|
| ``press`` | one of our pages as a PDF |
| ``lay_out`` | the same before it is drawn: how many pages it takes, and whether it fits |
| ``ready`` | read what pages share, before workers are forked that would each read it again |
| ``lacking`` | what this computer does not have for it, and what to install; empty when nothing is missing |

WeasyPrint is imported on the first use, since it loads libraries of the system (Pango, HarfBuzz, Fontconfig) that a computer may not
have. It can read no file and ask no host, and knows no font but ours: what else a computer has installed changes no byte.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import io
import os
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import as_file, files
from typing import Any

from ..base import OutputError
from .columns import quick_columns
from .finish import finish
from .printed import Printed, depth_of

__all__ = ["LaidOut", "PressError", "lacking", "lay_out", "press", "ready"]

_LEAST = 70
"""The first WeasyPrint that ties the fields of a form into the tags."""

_STYLES = 64
"""So many styles are kept."""

_ZOOM = re.compile(r"(?:@page\{[^{}]*\} )?/\* handrail-zoom: (?P<zoom>[\d.]+) \*/(?: :root\{[^{}]*\})?")

_STYLE = re.compile(r"<style>(?P<code>.*?)</style>", re.DOTALL)
_SPACED = re.compile(r" <(?P<tag>strong|em|b|i)>")
"""A space before words that are set apart. WeasyPrint counts it where a line ends there, and moves the word before it down."""

_AFTER = re.compile(r"\s+(?=</(?:p|li|td|h[1-6])>)")
"""White space at the end of a paragraph. WeasyPrint counts it where the last line is full."""

_BOXED = re.compile(r' (?=<(?:span|strong|b) class="hr-(?:kept|number|by-hand)")')
"""A space before what is kept in one piece. WeasyPrint counts it, too, and then leaves the first word of that line alone."""

_START = re.compile(r'(?P<list><ol\b[^>]*) start="(?P<first>-?\d+)"')
"""The number that a list begins with. WeasyPrint does not look at it."""

_NAMED = re.compile(r"library '(?P<name>[^']+)'")

_INSTALL = (
    "Install Pango and HarfBuzz. Debian, Ubuntu: sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. "
    "macOS: brew install pango. "
    "Windows: install MSYS2 (https://www.msys2.org), then run in its terminal: pacman -S mingw-w64-ucrt-x86_64-pango"
)


class PressError(OutputError):
    """A page cannot become a PDF; the message says why."""


@cache
def lacking() -> str:
    """Return what stands in the way of writing PDFs on this computer, and how to mend it; empty when nothing does."""
    try:
        found = int(version("weasyprint").split(".")[0])
    except PackageNotFoundError:
        found = 0
    if found < _LEAST:
        return f"PDFs need WeasyPrint {_LEAST} or later. Run: pip install 'handrail[pdf]'"
    try:
        with _our_fonts_alone(), contextlib.redirect_stdout(io.StringIO()):  # WeasyPrint prints where to read on
            from weasyprint.text.ffi import harfbuzz_subset
    except OSError as error:
        name = _NAMED.search(str(error))
        return f"PDFs need system libraries that this computer does not have ({name['name'] if name else error}). {_INSTALL}"
    if harfbuzz_subset is None:
        return f"PDFs need a system library that this computer does not have (libharfbuzz-subset). {_INSTALL}"
    return ""


def press(html: str, edition: dt.date, *, grayscale: bool = True) -> Printed:
    """Return one of our pages as a PDF.

    The foot of the pages is what the page's style makes a running element (``position: running(foot)``, put into a margin box by
    ``@page``): a screen reader meets it once, on the first page; on the others it is decoration. ``<form>`` with fields that have
    ``appearance: auto`` becomes a fillable form; a field's ``<label for>`` or ``title`` is what it is called. With
    ``/* handrail-zoom: 1.5 */`` in its style all comes out so many times larger, the sheet of paper too.

    Args:
        html: a whole page; ``<html lang>`` and ``<title>`` are the PDF's.
        edition: the program's edition; the PDF is dated so.
        grayscale: whether every color becomes its gray, so that no printer touches its color ink.

    Raises:
        PressError: the page has no language or title, or asks for a file or an address.
    """
    return lay_out(html).pdf(edition, grayscale=grayscale)


@dataclass(frozen=True)
class LaidOut:
    """A page that is laid out, to see whether it fits; it is not drawn yet."""

    html: str
    document: Any
    pages: int
    depth: float

    def pdf(self, edition: dt.date, *, grayscale: bool = True) -> Printed:
        """Return it as a PDF; the arguments are those of :func:`press`."""
        about = self.document.metadata
        about.created = about.modified = edition.isoformat()
        about.generator = "Handrail"
        zoom = _ZOOM.search(self.html.partition("</head>")[0])
        data = self.document.write_pdf(
            zoom=float(zoom["zoom"]) if zoom else 1,
            pdf_variant="pdf/ua-1",
            pdf_identifier=hashlib.sha256(self.html.encode()).hexdigest()[:32].encode(),
            finisher=lambda _document, pdf: finish(pdf, grayscale=grayscale),
        )
        return Printed(data, self.pages, self.depth)


def lay_out(html: str) -> LaidOut:
    """Return one of our pages laid out; arguments and errors are those of :func:`press`."""
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    tools = _tools()
    head, end, body = html.partition("</head>")
    styles = [tools.style(code) for code in _styles(head)]
    try:
        page = HTML(string=_STYLE.sub("", head) + end + _as_shown(body), url_fetcher=tools.fetcher)
        with quick_columns():
            document = page.render(font_config=tools.fonts, stylesheets=styles)
    except FatalURLFetchingError as error:
        raise PressError(f"A page that is pressed brings all it needs with it: {error}.") from error
    if not document.metadata.lang or not document.metadata.title:
        raise PressError("A page needs <html lang> and <title> to become a PDF that a screen reader can announce.")
    return LaidOut(html, document, len(document.pages), depth_of(document.pages[-1]))


def ready(pages: Iterable[str]) -> None:
    """Load what presses, and read the styles that several pages share: a process that is forked from this one has them.

    Args:
        pages: those that will be pressed.

    Raises:
        PressError: this computer cannot write PDFs.
    """
    tools = _tools()
    shared = Counter(code for page in pages for code in _styles(page.partition("</head>")[0]))
    for code, count in shared.most_common(_STYLES):
        if count > 1:
            tools.style(code)


def _styles(head: str) -> Iterator[str]:
    """Yield a page's styles in their order. What makes it larger or smaller is one of its own: all sizes share the others."""
    for found in _STYLE.finditer(head):
        code, size = found["code"], _ZOOM.search(found["code"])
        yield from (code[: size.start()], size[0], code[size.end() :]) if size else (code,)


def _as_shown(body: str) -> str:
    """Return a page's body with what WeasyPrint needs to break lines and count lists as a browser does."""
    body = _BOXED.sub("<span> </span>", _AFTER.sub("", _SPACED.sub(r"<\g<tag>> ", body)))
    return _START.sub(lambda found: f'{found["list"]} style="counter-reset:list-item {int(found["first"]) - 1}"', body)


class _Tools:
    """What every page is pressed with: fonts are read once, and so is a style that many pages share."""

    def __init__(self) -> None:
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import FatalURLFetchingError, URLFetcher

        class Refuse(URLFetcher):  # type: ignore[misc]
            """Fetches nothing: not a file, not an address."""

            def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 - WeasyPrint's signature
                raise FatalURLFetchingError(f'it asks for "{url[:80]}"')

        self.fetcher = Refuse(fail_on_errors=True)
        with _our_fonts_alone():
            self.fonts = FontConfiguration()
        self.style = lru_cache(maxsize=_STYLES)(self._style)

    def _style(self, code: str) -> Any:
        from weasyprint import CSS

        return CSS(string=code, font_config=self.fonts, url_fetcher=self.fetcher)


@cache
def _tools() -> _Tools:
    if words := lacking():
        raise PressError(words)
    return _Tools()


@contextlib.contextmanager
def _our_fonts_alone() -> Iterator[None]:
    """Let Fontconfig know of the fonts in ``templates/print/font`` and of no other."""
    before = os.environ.get("FONTCONFIG_FILE")
    with as_file(files("handrail.templates").joinpath("print", "font")) as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        os.environ["FONTCONFIG_FILE"] = str(folder / "fonts.conf")
        try:
            yield
        finally:
            os.environ.pop("FONTCONFIG_FILE") if before is None else os.environ.update(FONTCONFIG_FILE=before)
