"""The pages that lead to modules, and those that explain: home, families, help, about, the word list, all sources."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from ...markdown.render import clean, to_html
from ...markdown.resolve import Surface, cited_keys, line_markup
from ...model import Module, Source, TextBlock
from ...signing.text import LIBRARY
from ...templating import render
from ...wheel import Group, groups, round_of

if TYPE_CHECKING:
    from .pages import LanguagePages

__all__ = ["LEAD_PAGES", "LEFT_FAST", "SCRIPTS", "lead_page"]

LEAD_PAGES = ("index", "families", "help", "about", "words", "sources", "topics", "search", "offline")
"""Their addresses, and their keys in the library's pages."""

SCRIPTS = {"index": ["assets/today.js"], "search": ["assets/search.js"], "offline": ["packs.js", "assets/offline.js"]}
"""Scripts of their own, which no other page loads."""

LEFT_FAST = {"families", "help"}
"""Those that carry the button to leave in an instant."""


def lead_page(pages: LanguagePages, name: str) -> tuple[str, str]:
    """Return the title and the HTML of one of :data:`LEAD_PAGES`."""
    page = pages.library.pages[name]
    resolve = pages.resolver()
    english = pages.curriculum.modules["en"].values()
    html = render(
        f"pages/{name}.html",
        pages.language,
        title=page.title,
        words=_html(resolve(page.text)),
        groups=_groups(pages),
        family=[module for module in pages.modules.values() if module.is_family],
        english=pages.language_root(""),
        others=[] if pages.language == "en" else [module for module in english if module.id not in pages.modules],
        glossary=sorted(pages.curriculum.glossary(pages.language).items(), key=lambda item: item[0].lower()) if name == "words" else [],
        bibliography=_bibliography(pages) if name == "sources" else [],
        tools=_answers(pages, pages.library.right_now) if name in ("index", "help") else [],
        questions=_answers(pages, pages.library.families) if name == "families" else [],
        tracks=_tracks(pages) if name == "topics" else [],
        round=_round(pages) if name == "index" else {},
        scope=pages.scope,
        program=pages.curriculum.program,
        library=pages.library,
        label=pages.curriculum.label(pages.language, LIBRARY, *_listed(name, pages)),
        footer=Markup(pages.footer),  # noqa: S704 - cleaned
        block=lambda key: _html(resolve(pages.library.safety[key].text)),
        inline=pages.inline,
        phone=lambda one: Markup(line_markup(one, pages.language, Surface.SCREEN, sample=pages.curriculum.program.sample)),  # noqa: S704 - escaped
        session=pages.session,
    )
    return page.title, html


def _listed(name: str, pages: LanguagePages) -> list[Module]:
    """Return the modules whose words (titles, messages, works cited) stand on a page: it is signed when they are, too."""
    modules = list(pages.modules.values())
    if name in ("topics", "sources"):
        return modules
    return [module for module in modules if name == ("families" if module.is_family else "index")]


def _html(markdown: str) -> Markup:
    return Markup(clean(to_html(markdown)))  # noqa: S704 - cleaned


def _groups(pages: LanguagePages) -> list[tuple[Group, list[Module]]]:
    """Return the sessions that have a text in this language, as the program's wheel groups them."""
    found = [
        (group, [module for module in group.modules if module.id in pages.modules]) for group in groups(pages.curriculum, pages.language)
    ]
    return [(group, modules) for group, modules in found if modules]


def _tracks(pages: LanguagePages) -> list[tuple[str, str, list[Module]]]:
    """Return the topics with their modules, also those that touch a topic on the way."""
    named = pages.curriculum.program.tracks.items()
    found = [
        (key, track.name_in(pages.language), [one for one in pages.modules.values() if key == one.track or key in one.also])
        for key, track in named
    ]
    return [(key, name, modules) for key, name, modules in found if modules]


def _round(pages: LanguagePages) -> dict[str, str]:
    """Return what the home page needs to know tonight's session by itself: the round's first day, its days and its sessions."""
    program = pages.curriculum.program
    weeks = round_of(pages.curriculum, pages.language)
    if program.wheel.began is None or not weeks:
        return {}
    sessions = [[evening.module.id if evening.module else "" for evening in week.evenings] for week in weeks]
    return {"began": program.wheel.began.isoformat(), "days": " ".join(program.schedule.days), "sessions": json.dumps(sessions)}


def _answers(pages: LanguagePages, texts: Mapping[str, TextBlock]) -> list[tuple[str, dict[str, Any]]]:
    """Return shared texts as HTML, with links to the modules that say more."""
    resolve = replace(pages.resolver(), module_url=lambda identifier: f"../{identifier}/" if identifier in pages.modules else None)
    return [(key, {"title": one.title, "html": _html(resolve(one.text))}) for key, one in texts.items()]


def _bibliography(pages: LanguagePages) -> list[tuple[Source, list[Module]]]:
    """Return every work that this language's modules cite, with the modules."""
    citing: dict[str, list[Module]] = {}
    for module in pages.modules.values():
        for key in cited_keys(module):
            citing.setdefault(key, []).append(module)
    return [(source, citing[key]) for key, source in pages.curriculum.sources.items() if key in citing]
