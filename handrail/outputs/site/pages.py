"""Plain pages for MkDocs: one per module, and the few that lead to them.

Prose is passed through unrendered; what is ours (figures, activities, safety blocks) stands as HTML inside one ``<div>`` each.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from ...assets import site_files
from ...cache import Cache, code_version, key_of
from ...curriculum import Curriculum
from ...glossary import terms_in
from ...markdown.activities import render_check, render_lesson_done, render_worksheet
from ...markdown.marked_yaml import dump
from ...markdown.render import clean, inline_html
from ...markdown.resolve import Resolver, Surface, cited_keys
from ...markdown.safety_blocks import footer, safety_blocks
from ...model import Check, Figure, Keep, Level, Library, Module, Prose, Section, Translation, Worksheet
from ...names import session_name
from ...parallel import spread
from ...templating import render
from ..base import Request
from .emergency import emergency_page, leave_page
from .lead import LEAD_PAGES, LEFT_FAST, SCRIPTS, lead_page
from .offline import manifest
from .search import search_index
from .work import WORK, work_page

__all__ = ["LanguagePages", "write_pages"]


def write_pages(request: Request, language: str, languages: list[str]) -> int:
    """Write all pages of a language to ``build/pages/<language>/``; return how many files changed.

    Only changed bytes are written, and what no longer belongs is removed, so that MkDocs' watcher sees real changes alone.
    """
    folder = request.work / "pages" / language
    pages = LanguagePages(request.curriculum, language, languages, request.cache, request.shared)
    wanted = dict(pages.files())
    changed = 0
    for name, text in wanted.items():
        path = folder / name
        data = text.encode() if isinstance(text, str) else text
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            changed += 1
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path.name != ".gitignore" and path.relative_to(folder).as_posix() not in wanted:
            path.unlink()
            changed += 1
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    return changed


@dataclass(frozen=True)
class LanguagePages:
    """The pages of one language."""

    curriculum: Curriculum
    language: str
    languages: list[str]
    cache: Cache
    shared: bool = False
    """Whether they are for a clinic's own tablets, where nothing is kept."""

    @cached_property
    def modules(self) -> dict[str, Module]:
        """The modules of this language, in the order of the wheel."""
        return self.curriculum.modules[self.language]

    @cached_property
    def library(self) -> Library:
        """The shared texts of this language."""
        return self.curriculum.texts(self.language)

    def resolver(self, module: Module | None = None) -> Resolver:
        """Return what fills in the references of a page's prose."""
        keys = cited_keys(module) if module else []
        return Resolver(
            lines=self.curriculum.program.lines,
            language=self.language,
            surface=Surface.SCREEN,
            sample=self.curriculum.program.sample,
            module_url=lambda identifier: f"{identifier}.md" if identifier in self.modules else None,
            source_numbers={key: number for number, key in enumerate(keys, start=1)},
            anchor=f"{module.id}-source-" if module else "",
        )

    @cached_property
    def _safety_kept(self) -> dict[tuple[str, ...], list[tuple[str, Markup, Markup]]]:
        return {}

    def _safety(self, module: Module) -> list[tuple[str, Markup, Markup]]:
        """Return a module's safety texts; modules with the same safety show the same, so each is rendered once."""
        key = (str(module.safety.level), *map(str, module.safety.about))
        if key not in self._safety_kept:
            blocks = safety_blocks(module, self.library, self.resolver())
            self._safety_kept[key] = [(name, Markup(title), Markup(body)) for name, title, body in blocks]  # noqa: S704 - cleaned
        return self._safety_kept[key]

    @cached_property
    def footer(self) -> str:
        """The crisis line that ends every page."""
        return footer(self.library, self.resolver())

    def files(self) -> Iterable[tuple[str, str | bytes]]:
        """Yield every file of the language: its name below the folder, and what it holds."""
        for name in LEAD_PAGES:
            yield f"{name}.md", self._lead_page(name)
        if self._has_work:
            yield f"{WORK}.md", self._work_page()
        yield "emergency/index.html", emergency_page(self.curriculum, self.language, self.languages)
        yield "leave/index.html", leave_page()
        version = f"{code_version()} {self.shared}"
        keys = {
            module.id: key_of(
                "page",
                version,
                self.language,
                self.curriculum.content_hashes[self.language, module.id],
                self.curriculum.surroundings,
                str(self.curriculum.label(self.language, module)),
                *self.curriculum.drawings_of(module),
            )
            for module in self.modules.values()
        }
        kept = {identifier: self.cache.get(key) for identifier, key in keys.items()}
        todo = [identifier for identifier, page in kept.items() if page is None]
        for identifier, page in zip(todo, spread(_module_page, todo, self), strict=True):
            self.cache.put(keys[identifier], page)
            kept[identifier] = page
        for identifier, page in kept.items():
            yield f"{identifier}.md", page
        for name, text in site_files(self.language, shared=self.shared):
            yield f"assets/{name}", text
        yield "assets/passages.js", search_index(self)
        yield "app.webmanifest", manifest(self.curriculum, self.language)

    def _lead_page(self, name: str) -> str:
        title, html = lead_page(self, name)
        front: dict[str, Any] = {"title": title, "robots": "noindex" if name != "families" else "index", "page_id": name}
        front["alternate"] = self._alternate("" if name == "index" else f"{name}/", lambda _language: True)
        front |= self._work_link(there=name == "index")
        front |= {"scripts": SCRIPTS[name]} if name in SCRIPTS else {}
        if name == "offline":
            front["manifest"] = True
        if name in LEFT_FAST:
            front["leave"] = True
        return _page(front, [_div(html)])

    def _work_page(self) -> str:
        title, html = work_page(self)
        front: dict[str, Any] = {"title": title, "robots": "noindex", "page_id": WORK, "scripts": ["assets/work.js"]}
        front["alternate"] = self._alternate(f"{WORK}/", lambda _language: True)
        return _page(front | self._work_link(there=True), [_div(html)])

    def _in_course(self, module: Module) -> bool:
        """Return whether a module's sheets are filled in in the course, and only read here."""
        return self.curriculum.program.keep_work_in == "lms" and not module.is_family

    @property
    def _has_work(self) -> bool:
        return not self.shared and self.curriculum.program.keep_work_in == "site"

    def _work_link(self, *, there: bool) -> dict[str, Any]:
        """Return what puts "My work" into the bar of a participant's page."""
        return {"work": f"{WORK}/"} if there and self._has_work else {}

    def inline(self, text: str) -> Markup:
        """Return one line of authored text as HTML."""
        return _inline(text)

    def session(self, module: Module) -> str:
        """Return what a session is called on the outside."""
        return session_name(module, self.language)

    def language_root(self, address: str, language: str = "en") -> str:
        """Return the way from a page of this language to where another language begins: ``../../`` or ``../en/``."""
        folder_of = self.curriculum.program.folder_of
        return "../" * (address.count("/") + folder_of(self.language).count("/")) + folder_of(language)

    def _alternate(self, address: str, there: Any) -> dict[str, str]:
        return {
            language: f"{self.language_root(address, language)}{address}"
            for language in self.languages
            if language != self.language and there(language)
        }

    def module_page(self, module: Module) -> str:
        """Return the page of a module."""
        program, library = self.curriculum.program, self.library
        resolve = self.resolver(module)
        front: dict[str, Any] = {
            "title": module.title if module.is_family else session_name(module, self.language),
            "robots": "index" if module.is_family else "noindex",
            "page_id": module.id,
            "door": "family" if module.is_family else "participant",
            "leave": module.is_family or module.safety.level is Level.HIGH,
            "alternate": self._alternate(f"{module.id}/", lambda language: module.id in self.curriculum.modules[language]),
        }
        front |= self._work_link(there=not module.is_family)
        context = {
            "module": module,
            "library": library,
            "label": self.curriculum.label(self.language, module),
            "program": program,
            "session": session_name(module, self.language),
            "inline": lambda text: _inline(resolve(text)),
        }
        parts = [
            _div(
                render(
                    "pages/module_top.html",
                    self.language,
                    safety=self._safety(module),
                    **context,
                )
            )
        ]
        for section in module.sections:
            parts += self._section(module, section, resolve)
        sources = [
            (number, self.curriculum.sources[key]) for number, key in resolve.numbered(cited_keys(module)) if key in self.curriculum.sources
        ]
        done = ""
        if not module.is_family:
            done = render_lesson_done(module.id, language=self.language, surface="screen", prefix=f"{module.id}-", scope=self.scope)
        parts.append(
            _div(
                render(
                    "pages/module_end.html",
                    self.language,
                    done=Markup(done),  # noqa: S704
                    sources=sources,
                    glossary=terms_in(module, self.curriculum.glossary(self.language)),
                    anchor=resolve.anchor,
                    footer=Markup(self.footer),  # noqa: S704
                    **context,
                )
            )
        )
        return _page(front, parts)

    @property
    def scope(self) -> str:
        """Where a browser keeps this program's answers."""
        return self.curriculum.program.scope

    def _section(self, module: Module, section: Section, resolve: Resolver) -> list[str]:
        role = f" .hr-{section.role}" if section.role else ""
        parts = [f"## {section.title} {{#{section.id}{role}}}"]
        if section.translation in (Translation.MISSING, Translation.STALE):
            key = "section_missing" if section.translation is Translation.MISSING else "section_stale"
            parts.append(_div(f'<p class="hr-translation">{_inline(self.library.labels[key])}</p>'))
        for block in section.blocks:
            match block:
                case Prose():
                    parts.append(resolve(block.markdown.strip()))
                case Figure():
                    svg = self.curriculum.drawing(block)
                    parts.append(_div(render("pages/figure.html", self.language, figure=block, svg=Markup(svg), inline=_inline)))  # noqa: S704
                case Worksheet():
                    parts.append(_div(self._worksheet(module, block)))
                case Check():
                    html = render_check(
                        block, language=self.language, surface="screen", prefix=f"{block.id}-", module_id=module.id, scope=self.scope
                    )
                    parts.append(_div(html))
        return parts

    def _worksheet(self, module: Module, sheet: Worksheet) -> str:
        labels = self.library.labels
        return render_worksheet(
            sheet,
            language=self.language,
            surface="screen",
            prefix=f"{sheet.id}-",
            module_id=module.id,
            scope=self.scope,
            completion=not module.is_family and not self._in_course(module),
            elsewhere="course" if self._in_course(module) else None,
            elsewhere_url=self.curriculum.program.course_page_of(module.id),
            not_watched=labels["not_watched"],
            crisis=Markup(self.footer),  # noqa: S704 - cleaned
            who_sees=labels["who_sees_never" if sheet.keep is Keep.NEVER else "who_sees_site"],
            mandated=labels["mandated_reporter"],
            label=str(self.curriculum.label(self.language, module)),
        )


def _module_page(pages: LanguagePages, identifier: str) -> str:
    return pages.module_page(pages.modules[identifier])


def _inline(text: str) -> Markup:
    return Markup(clean(inline_html(text)))  # noqa: S704 - cleaned


def _div(html: str) -> str:
    return f'<div class="hr">\n{html}\n</div>'


def _page(front: dict[str, Any], parts: list[str]) -> str:
    return "---\n" + dump(front) + "---\n\n" + "\n\n".join(parts) + "\n"
