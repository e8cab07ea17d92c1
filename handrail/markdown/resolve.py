"""Filling in what authored prose refers to: phone lines, other modules, sources.

| written | on a screen | on paper and slides |
|---|---|---|
| ``{{ line.poison-help }}`` | name and a number to tap | name and number |
| ``[words](s29)`` | a link, or plain words where the module does not exist | plain words |
| ``[^carroll-1998]`` | a small number that leads to the source | a small number; nothing on slides |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from markupsafe import escape

from ..i18n import catalog
from ..model import Line, Module, Prose

__all__ = ["Resolver", "Surface", "cited_keys", "line_markup", "pen_line"]

_LINE = re.compile(r"\{\{\s*line\.([a-z0-9-]+)\s*\}\}")
_CITATION = re.compile(r"[ \t]*\[\^([a-z0-9-]+)\]")
_MODULE_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([a-z]{1,3}\d{1,3})\)")
_SHORT_NUMBER = 4
"""911 and 988 say what they are; longer numbers need their line's name."""


class Surface(Enum):
    """Where text will stand."""

    SCREEN = "screen"
    PAPER = "paper"
    SLIDE = "slide"
    PACKAGE = "package"
    """A page inside another system's player, which keeps web addresses and breaks phone links."""


def cited_keys(module: Module) -> list[str]:
    """Return the sources that a module's lesson cites, in the order in which a reader meets them."""
    found: dict[str, None] = {}
    for block in module.blocks():
        if isinstance(block, Prose):
            found.update(dict.fromkeys(_CITATION.findall(block.markdown)))
    return list(found)


def pen_line(language: str) -> str:
    """Return the blank that stands for a number that the program has not set yet."""
    words = escape(catalog(language).gettext("number to be written in"))
    return f'<span class="hr-pen" role="img" aria-label="{words}">______________</span>'


def line_markup(line: Line, language: str, surface: Surface, *, sample: bool, named: bool = True) -> str:
    """Return a phone line as HTML inside a sentence.

    A number that is not set, or that belongs to a sample, is a blank line for a pen plus 988 and never a link
    (design rule 9).
    """
    _ = catalog(language).gettext
    name = "" if not named or 0 < len(line.number) < _SHORT_NUMBER else f"{escape(line.name_in(language))} "
    if not line.number or (sample and line.local):
        instead = escape(_("or 988"))
        if surface is Surface.SLIDE:
            return f'{name}{pen_line(language)} <span class="hr-kept">({instead})</span>'
        blank = f"{name}{pen_line(language)} ({instead})"
        return f'<span class="hr-by-hand">{blank}</span>' if surface is Surface.PAPER else blank  # there it is written on: in one piece
    number, key = escape(line.number), dict(line.press).get(language, "")  # type: ignore[call-overload]
    press = escape(_("press"))
    told = f" ({press} {escape(key)})" if key else ""
    if surface is not Surface.SCREEN:
        return f'{name}<strong class="hr-number">{number}</strong>{told}'
    return f'{name}<a class="hr-number" href="{line.href}">{number}</a>{told}'


@dataclass(frozen=True)
class Resolver:
    """Knows what prose may refer to, for one language and one surface."""

    lines: Mapping[str, Line]
    language: str = "en"
    surface: Surface = Surface.SCREEN
    sample: bool = False
    module_url: Callable[[str], str | None] = field(default=lambda _identifier: None)
    """Module id to the address of its page as seen from this page, or None where it has none."""

    source_numbers: Mapping[str, int] = field(default_factory=dict)
    """Source key to its number in the list at the end of the page."""

    anchor: str = ""
    """Where the list of sources stands: the prefix of its entries' ids."""

    def __call__(self, markdown: str) -> str:
        """Return Markdown with everything filled in."""
        if "{{" in markdown:
            markdown = _LINE.sub(self._line, markdown)
        if "](" in markdown:
            markdown = _MODULE_LINK.sub(self._module, markdown)
        if "[^" in markdown:
            markdown = _CITATION.sub(self._citation, markdown)
        return markdown

    def numbered(self, keys: Iterable[str]) -> list[tuple[int, str]]:
        """Return the cited sources with their numbers, in order."""
        return sorted((self.source_numbers[key], key) for key in keys if key in self.source_numbers)

    def _line(self, found: re.Match[str]) -> str:
        line = self.lines.get(found[1])
        if line is None:
            return pen_line(self.language)
        return line_markup(line, self.language, self.surface, sample=self.sample)

    def _module(self, found: re.Match[str]) -> str:
        url = self.module_url(found[2]) if self.surface in (Surface.SCREEN, Surface.PACKAGE) else None
        if self.surface is Surface.PAPER:  # nothing to press there: the code says which sheet to ask for
            return f"{found[1]} ({found[2]})"
        return f"[{found[1]}]({url})" if url else found[1]

    def _citation(self, found: re.Match[str]) -> str:
        number = self.source_numbers.get(found[1])
        if number is None or self.surface is Surface.SLIDE:
            return ""
        if self.surface in (Surface.PAPER, Surface.PACKAGE):
            return f'<sup class="hr-cite">{number}</sup>'
        words = escape(catalog(self.language).gettext("Source"))
        return f'<sup class="hr-cite"><a href="#{self.anchor}{number}" aria-label="{words} {number}">{number}</a></sup>'
