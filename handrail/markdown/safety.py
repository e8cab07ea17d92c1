"""What authored Markdown may not hold: raw HTML, attributes that run, addresses that are not plain, unknown placeholders.

The same Markdown is rendered by MkDocs and by blocks in an LMS, so what could run anywhere is refused at the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problems import Problems

__all__ = ["check_prose", "is_plain_address"]

_HTML = re.compile(r"<(?=[a-zA-Z/!?])(?!https?://)[^>\n]*>?")
_LINK = re.compile(r"\]\(\s*<?(?P<address>[^)\s>]*)")
_IMAGE = re.compile(r"!\[")
_FIGURE = re.compile(r"!\[[^\[\]]*\]\(#[a-z0-9-]+\)")
_DEFINITION = re.compile(r"^[\s>*+\d.-]*\[[^\]\n]+\]:", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:?\s*[^{}\n]*=[^{}\n]*\}")
_PLACEHOLDER = re.compile(r"\{\{(?P<inside>.*?)\}\}|\{%.*?%\}|\{\{")
_REFERS = re.compile(r"\{\{.*?\}\}|\[[^\]]*\]\([^)]*\)|\[\^[^\]]*\]")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9./_~%?=+,:;@#-]+|[a-z]{1,3}\d{1,3}|#[a-z0-9-]+")


def is_plain_address(address: str) -> bool:
    """Return whether a link's address is a web page, a module's id or an anchor, and nothing that could run."""
    return bool(_ADDRESS.fullmatch(address))


def check_prose(text: str, line: int, path: str, problems: Problems, *, figures: bool = False, references: bool = True) -> None:
    """Add a problem for everything in a piece of Markdown that is refused.

    Args:
        text: Markdown.
        line: the line of the file on which it begins.
        path: the file.
        problems: findings are added here.
        figures: whether ``![](#s04-f1)`` is allowed (slides).
        references: whether links, sources and phone lines are allowed; a question on a form has none.
    """
    if not any(char in text for char in "<[{"):
        return
    # Nothing is spared for standing between backticks: a curriculum needs no code, and escapes there can be made to lie.
    plain = _FIGURE.sub(lambda figure: " " * len(figure.group()), text) if figures else text
    for find in (_markup, _links if references else _references):
        for at, message, remedy in find(plain):
            problems.add(path, line + text.count("\n", 0, at), message, remedy)


def _markup(plain: str) -> Iterator[tuple[int, str, str]]:
    for found in _HTML.finditer(plain):
        yield found.start(), f'Raw HTML is not used here: "{found.group()[:40]}".', "Write Markdown; for a smaller-than sign write words."
    for found in _ATTRIBUTES.finditer(plain):
        yield found.start(), f'Attributes are not used here: "{found.group()[:40]}".', "Only {#id .role} behind a heading is known."
    for found in _DEFINITION.finditer(plain):
        remedy = "Write [words](address); sources come from sources.yml."
        yield found.start(), "Definitions of links and notes are not used here.", remedy
    for found in _IMAGE.finditer(plain):
        yield found.start(), "Images are not used here.", "Use a figure block; on a slide ![](#s04-f1)."


def _links(plain: str) -> Iterator[tuple[int, str, str]]:
    for found in _LINK.finditer(plain):
        address = found["address"]
        if not is_plain_address(address):
            remedy = "Write https://..., or the id of a module such as s04."
            yield found.start(), f'The address "{address[:60]}" is not known.', remedy
    for found in _PLACEHOLDER.finditer(plain):
        inside = (found["inside"] or "").strip()
        if not re.fullmatch(r"line\.[a-z0-9-]+", inside):
            remedy = "Write {{ line.NAME }} with a name from program.yml."
            yield found.start(), f'The placeholder "{found.group()[:40]}" is not known.', remedy


def _references(plain: str) -> Iterator[tuple[int, str, str]]:
    for found in _REFERS.finditer(plain):
        remedy = "Write plain words; links and phone lines stand in the lesson."
        yield found.start(), f'A form refers to nothing: "{found.group()[:40]}".', remedy
