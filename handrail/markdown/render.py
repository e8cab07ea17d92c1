"""Markdown to HTML: one set of extensions for every output.

The site's prose is rendered by MkDocs with the same set (``mkdocs.yml`` repeats it; a test holds the two together);
slides, paper and blocks are rendered here.
"""

from __future__ import annotations

import html
import re
import threading
from typing import Any

import nh3
from markdown import Markdown

__all__ = ["EXTENSIONS", "clean", "inline_html", "plain_text", "to_html"]

EXTENSIONS: dict[str, dict[str, Any]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "sane_lists": {},
    "tables": {},
    "pymdownx.betterem": {},
}
"""Every extension that authored prose may rely on, with its options. MkDocs adds ``toc`` and ``fenced_code`` by itself."""

_MARKED = re.compile(r"[*_`\[\]<>\\{}&]|https?:|^\s*(?:[#>+-]|\d+[.)])")
"""What may mean something to Markdown in one line."""

_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "code", "div", "em", "h2", "h3", "h4", "hr", "i", "li", "ol", "p", "span",
    "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"class", "id"},
    "a": {"href", "title", "aria-label"},
    "abbr": {"title"},
    "ol": {"start"},
    "span": {"role", "aria-label"},
    "td": {"style"},
    "th": {"style", "scope"},
}


class _Own(threading.local):
    """A parser for each thread: it keeps state while it works, and LMS servers have many threads."""

    def __init__(self) -> None:
        self.markdown = Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSIONS, output_format="html")


_own = _Own()


def to_html(markdown: str) -> str:
    """Return HTML of a piece of Markdown. The text was checked before (``safety.check_prose``); blocks clean it again."""
    return _own.markdown.reset().convert(markdown)


def inline_html(text: str) -> str:
    """Return HTML of one line of Markdown, without the paragraph around it."""
    if not _MARKED.search(text):  # most lines are plain words, and Markdown would cost a build its speed
        return html.escape(" ".join(text.split()), quote=False)
    found = to_html(" ".join(text.split()))
    return found.removeprefix("<p>").removesuffix("</p>") if found.count("<p>") == 1 and found.startswith("<p>") else found


def clean(dirty: str) -> str:
    """Return HTML with nothing in it that could run: what Studio's authors wrote goes through here."""
    return nh3.clean(
        dirty,
        tags=_TAGS,
        attributes={key: set(names) for key, names in _ATTRIBUTES.items()},
        url_schemes={"http", "https", "tel", "sms"},
        filter_style_properties={"text-align"},
        link_rel="noopener noreferrer",
    )


_MARKS = [
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[\^[^\]]+\]"), ""),
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\{#[^}]*\}"), ""),
    (re.compile(r"^\s{0,3}(?:#{1,6}|[-*+]|\d+[.)]|>)\s+", re.MULTILINE), ""),
    (re.compile(r"^\s*!!!\s+\w+(?:\s+\"([^\"]*)\")?", re.MULTILINE), r"\1"),
    (re.compile(r"(\*\*|__|\*|`)"), ""),
]


def plain_text(markdown: str) -> str:
    """Return Markdown as plain words, for titles, descriptions and search."""
    text = markdown
    for pattern, words in _MARKS:
        text = pattern.sub(words, text)
    return " ".join(text.split())
