"""Search that needs no server and no network: one list of all passages, which a page loads when somebody searches.

The list is a script and not JSON, so that it also loads from a folder. It holds what participants and families may read, and nothing else.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

from ...markdown.render import inline_html, to_html
from ...model import Module

if TYPE_CHECKING:
    from .pages import LanguagePages

__all__ = ["search_index"]

_TAG = re.compile(r"<[^>]+>")


def search_index(pages: LanguagePages) -> str:
    """Return the script that gives the passages of a language to the search page.

    An entry is ``[address, page, passage, text]``; a module's first entry stands for the whole page.
    """
    entries: list[tuple[str, str, str, str]] = []
    for module in pages.modules.values():
        entries += _entries(module, pages)
    for key, tool in pages.library.right_now.items():
        entries.append((f"help/#now-{key}", pages.library.pages["help"].title, tool.title, _plain(tool.text, pages)))
    for key, answer in pages.library.families.items():
        entries.append((f"families/#ask-{key}", pages.library.pages["families"].title, answer.title, _plain(answer.text, pages)))
    for key in ("withdrawal", "child", "partner-violence"):
        block = pages.library.safety[key]
        entries.append((f"help/#help-{key}", pages.library.pages["help"].title, _line(block.title), _plain(block.text, pages)))
    block = pages.library.safety["overdose"]
    entries.append(("emergency/", _line(block.title), "", _plain(block.text, pages)))
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    return f"window.HandrailPassages = [\n{lines}\n];\n"


def _entries(module: Module, pages: LanguagePages) -> list[tuple[str, str, str, str]]:
    name = module.title
    found = [(f"{module.id}/", name, "", f"{_line(module.message)} {_line(module.short)}")]
    found += [(f"{module.id}/#{section.id}", name, _line(section.title), _plain(section.prose(), pages)) for section in module.sections]
    found += [(f"{module.id}/#{sheet.id}", name, _line(sheet.title), _line(sheet.intro or "")) for sheet in module.worksheets]
    return found


def _plain(markdown: str, pages: LanguagePages) -> str:
    """Return Markdown as plain words, its references filled in."""
    text = html.unescape(_TAG.sub(" ", to_html(pages.resolver()(re.sub(r"\[\^[^\]]+\]", "", markdown)))))
    return re.sub(r"\s+([.,;:?!])", r"\1", " ".join(text.split()))


def _line(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", inline_html(text))).split())
