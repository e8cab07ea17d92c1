"""The safety texts that a module carries, chosen by its level and by what it is about.

| level | blocks, in this order |
|---|---|
| none | none |
| watch | ``watch``, then one for each topic in ``about`` |
| high | one for each topic in ``about``, then ``watch`` |

Red flags come first where a life may hang on them. The texts are data (``library/<language>/safety.yml``); the crisis
line ``footer`` stands on every page and sheet, whatever the level.
"""

from __future__ import annotations

from ..model import Level, Library, Module, Topic
from ..problems import CurriculumError, Problem, suggestion
from .render import clean, inline_html, to_html
from .resolve import Resolver, Surface

__all__ = ["FOOTER", "block_keys", "footer", "safety_blocks"]

FOOTER = "footer"
"""The key of the crisis line."""

_WATCH = "watch"


def block_keys(module: Module, surface: Surface) -> list[str]:
    """Return the keys of a module's safety texts in the order in which a reader meets them.

    Words on violence at home are not printed: a sheet is found more easily than a closed page. Staff print them when
    someone asks.
    """
    if module.safety.level is Level.NONE:
        return []
    topics = [
        str(topic) for topic in Topic if topic in module.safety.about and not (surface is Surface.PAPER and topic is Topic.PARTNER_VIOLENCE)
    ]
    return [_WATCH, *topics] if module.safety.level is Level.WATCH else [*topics, _WATCH]


def safety_blocks(module: Module, library: Library, resolver: Resolver) -> list[tuple[str, str, str]]:
    """Return key, title and body of each safety text that a module carries, as HTML.

    Args:
        module: its ``safety`` decides.
        library: the shared texts of the reader's language.
        resolver: fills in phone lines; its surface says where the text will stand.

    Raises:
        CurriculumError: the library lacks a text that the module's safety asks for.
    """
    found = []
    for key in block_keys(module, resolver.surface):
        title, body = _text(library, key, resolver.language)
        found.append((key, clean(inline_html(resolver(title))), clean(to_html(resolver(body)))))
    return found


def footer(library: Library, resolver: Resolver) -> str:
    """Return the crisis line as HTML of one line, without a paragraph around it.

    Raises:
        CurriculumError: the library has no crisis line.
    """
    return clean(inline_html(resolver(_text(library, FOOTER, resolver.language)[1])))


def _text(library: Library, key: str, language: str) -> tuple[str, str]:
    block = library.safety.get(key)
    if block is None:
        raise CurriculumError(
            [
                Problem(
                    f"curriculum/library/{language}/safety.yml",
                    0,
                    f'The safety text "{key}" is missing.',
                    f"Write it with a title and a text. {suggestion(key, library.safety)}".strip(),
                    "safety",
                )
            ]
        )
    return block.title, block.text
