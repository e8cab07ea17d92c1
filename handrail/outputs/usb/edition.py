"""One file of the USB edition: pages of the site, one below the other, with links between them instead of addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ...assets import site_files
from ...cache import Cache, code_version, key_of
from ...markdown.render import to_html
from ...model import Level, Module
from ...names import AUTONYMS
from ...signing.text import LIBRARY
from ...templating import render
from ...wheel import groups
from ..shared.document import resource, seal
from ..site.pages import LanguagePages
from ..site.work import WORK

__all__ = ["DOORS", "Door", "edition"]


@dataclass(frozen=True)
class Door:
    """Whom a file is for."""

    key: str
    first: str
    """The page of the site that stands first in it."""

    holds: Callable[[Module], bool]


DOORS = (
    Door("participants", "help", lambda module: not module.is_family),
    Door("families", "families", lambda module: module.is_family),
)

CONTENTS = "contents"
"""The anchor of the page that leads to the others."""

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_LINK = re.compile(r'<a (?P<before>[^>]*?)href="(?P<href>[^"]*)"(?P<after>[^>]*)>(?P<words>.*?)</a>', re.DOTALL)
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|#")
_LEAVING = re.compile(r'<details class="hr-leave-words">.*?</details>', re.DOTALL)
_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)


@dataclass(frozen=True)
class _Page:
    id: str
    title: Markup
    html: Markup
    leave: bool


def edition(pages: LanguagePages, files: Mapping[str, str], door: Door, others: Mapping[str, str]) -> str:
    """Return one file, whole and sealed.

    Args:
        pages: the site's pages of the language.
        files: what they hold, by name, as :meth:`LanguagePages.files` yields them.
        door: whom the file is for.
        others: the same file in other languages: language to file name.
    """
    modules = {key: module for key, module in pages.modules.items() if door.holds(module)}
    work = door.key == "participants" and f"{WORK}.md" in files
    names = [door.first, *([WORK] if work else []), *modules]
    keeps = work and not pages.shared
    said = {str(pages.inline(pages.library.labels["who_sees_site"])): str(pages.inline(pages.library.labels["who_sees_window"]))}
    link = _links(pages, set(names), others)
    shown = []
    for name in names:
        html = _html(files[f"{name}.md"], pages.cache)
        html = _LEAVING.sub(lambda _found: render("usb/leaving.html", pages.language), _LINK.sub(link, html))
        for site, window in said.items() if keeps else ():
            html = html.replace(site, window)
        heading = _HEADING.search(html)
        leave = name == door.first or (name in modules and (door.key == "families" or modules[name].safety.level is Level.HIGH))
        shown.append(_Page(name, Markup(heading[1] if heading else name), Markup(html), leave))  # noqa: S704 - the site's own pages
    return seal(
        render(
            "usb/edition.html",
            pages.language,
            program=pages.curriculum.program,
            library=pages.library,
            label=pages.curriculum.label(pages.language, LIBRARY, *modules.values()),
            door=door.key,
            pages=shown,
            lead={page.id: page.title for page in shown[: 1 + work]},
            groups=[
                (group, [module for module in group.modules if module.id in modules]) for group in groups(pages.curriculum, pages.language)
            ]
            if door.key == "participants"
            else [],
            family=list(modules.values()),
            inline=pages.inline,
            session=pages.session,
            scope=pages.scope,
            keeps=keeps,
            footer=Markup(pages.footer),  # noqa: S704 - cleaned
            others=[(other, AUTONYMS[other], name) for other, name in others.items()],
            style=Markup(_style(pages)),  # noqa: S704 - our own files
            scripts=[Markup(script) for script in _scripts(pages, keeps=keeps)],  # noqa: S704 - our own files
        )
    )


def _html(text: str, cache: Cache) -> str:
    """Return a page of the site as HTML. Its Markdown is made once, and again only when it has changed."""
    key = key_of("usb", code_version(), text)
    html = cache.get(key)
    if html is None:
        html = to_html(_FRONT.sub("", text))
        cache.put(key, html)
    return str(html)


def _links(pages: LanguagePages, here: set[str], others: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    """Return what turns a link between pages of the site into one inside the file; where that page is not here, its words stay."""
    site = (pages.curriculum.program.site_url or "").rstrip("/")
    folder_of = pages.curriculum.program.folder_of

    def turn(found: re.Match[str]) -> str:
        href = found["href"]
        if _OUTSIDE.match(href):
            return found[0]
        address, _, fragment = href.partition("#")
        english = pages.language != "en" and 'hreflang="en"' in found["before"] + found["after"]  # it has no text in this language
        name = address.replace("../", "").removesuffix(".md").strip("/")
        name = (name.removeprefix("en/") if english else name) or CONTENTS
        if name == "emergency":  # its steps stand in the first page of either file
            name, fragment = ("help", "help-overdose") if "help" in here else ("families", "")
        if english and "en" in others and name != CONTENTS:
            to = f"{others['en']}#{fragment or name}"
        elif not english and (name in here or name == CONTENTS):
            to = f"#{fragment or name}"
        elif site:
            to = f"{site}/{folder_of('en' if english else pages.language)}{name}/{'#' + fragment if fragment else ''}"
        else:
            return found["words"]
        return f'<a {found["before"]}href="{to}"{found["after"]}>{found["words"]}</a>'

    return turn


def _library(pages: LanguagePages, kind: str) -> str:
    """Return all scripts (".js") or styles (".css") of the browser library, what loads on demand on the site included."""
    found = [text for name, text in site_files(pages.language, shared=pages.shared) if name.endswith(kind)]
    if kind == ".js":
        found.insert(1, "window.HR.look = () => {};")  # parts that draw ask for a style sheet, and it is here already
    return "\n".join(found)


def _style(pages: LanguagePages) -> str:
    return "\n".join([resource("site/assets/site.css"), _library(pages, ".css"), resource("usb/edition.css")])


def _scripts(pages: LanguagePages, *, keeps: bool) -> list[str]:
    """Return the scripts in their order: what takes pages out of the way, what says where words live, the library, the record."""
    window = [] if pages.shared else [resource("usb/window.js")]
    record = [resource("site/assets/work.js"), resource("usb/record.js")] if keeps else []
    return [resource("usb/pages.js"), *window, _library(pages, ".js"), *record]
