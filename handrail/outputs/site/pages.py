"""Plain pages for MkDocs: one per module, and the few that lead to them.

Prose is passed through unrendered; what is ours (figures, activities, safety blocks) stands as HTML inside one ``<div>`` each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from ...assets import script_bundle, strings_script, style_bundle
from ...cache import Cache, code_version, key_of
from ...curriculum import Curriculum
from ...markdown.activities import render_check, render_lesson_done, render_worksheet
from ...markdown.marked_yaml import dump
from ...markdown.render import clean, inline_html, to_html
from ...markdown.resolve import Resolver, Surface, cited_keys
from ...markdown.safety_blocks import footer, safety_blocks
from ...model import Check, Figure, Keep, Library, Module, Prose, Section, Translation, Worksheet
from ...names import session_name
from ...parallel import spread
from ...templating import render
from ..base import Request

__all__ = ["LanguagePages", "write_pages"]


def write_pages(request: Request, language: str, languages: list[str]) -> int:
    """Write all pages of a language to ``build/pages/<language>/``; return how many files changed.

    Only changed bytes are written, and what no longer belongs is removed, so that MkDocs' watcher sees real changes alone.
    """
    folder = request.work / "pages" / language
    pages = LanguagePages(request.curriculum, language, languages, request.cache)
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
    def _footer(self) -> str:
        return footer(self.library, self.resolver())

    def files(self) -> Iterable[tuple[str, str | bytes]]:
        """Yield every file of the language: its name below the folder, and what it holds."""
        for name in ("index", "families", "help", "about"):
            yield f"{name}.md", self.lead_page(name)
        version = code_version()
        keys = {
            module.id: key_of(
                "page",
                version,
                self.language,
                self.curriculum.content_hashes[self.language, module.id],
                self.curriculum.surroundings,
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
        yield "assets/handrail.css", style_bundle()
        yield "assets/handrail.js", script_bundle()
        yield "assets/strings.js", strings_script(self.language)

    def lead_page(self, name: str) -> str:
        """Return a page that leads to modules: home, families, help, about."""
        page = self.library.pages[name]
        resolve = self.resolver()
        participant = [module for module in self.modules.values() if not module.is_family]
        family = [module for module in self.modules.values() if module.is_family]
        others = [] if self.language == "en" else [m for m in self.curriculum.modules["en"].values() if m.id not in self.modules]
        html = render(
            f"pages/{name}.html",
            self.language,
            title=page.title,
            words=Markup(clean(to_html(resolve(page.text)))),  # noqa: S704 - cleaned
            weeks=_by_week(participant),
            participant=participant,
            family=family,
            others=others,
            program=self.curriculum.program,
            library=self.library,
            footer=Markup(self._footer),  # noqa: S704
            block=lambda key: Markup(clean(to_html(resolve(self.library.safety[key].text)))),  # noqa: S704 - cleaned
            inline=_inline,
            session=lambda module: session_name(module, self.language),
        )
        front: dict[str, Any] = {"title": page.title, "robots": "noindex" if name != "families" else "index", "page_id": name}
        front["alternate"] = self._alternate("" if name == "index" else f"{name}/", lambda _language: True)
        return _page(front, [_div(html)])

    def _alternate(self, address: str, there: Any) -> dict[str, str]:
        up = "../" * address.count("/") + ("" if self.language == "en" else "../")
        return {
            language: f"{up}{'' if language == 'en' else language + '/'}{address}"
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
            "alternate": self._alternate(f"{module.id}/", lambda language: module.id in self.curriculum.modules[language]),
        }
        context = {
            "module": module,
            "library": library,
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
            done = render_lesson_done(module.id, language=self.language, surface="screen", prefix=f"{module.id}-", scope=self._scope)
        parts.append(
            _div(
                render(
                    "pages/module_end.html",
                    self.language,
                    done=Markup(done),  # noqa: S704
                    sources=sources,
                    anchor=resolve.anchor,
                    footer=Markup(self._footer),  # noqa: S704
                    **context,
                )
            )
        )
        return _page(front, parts)

    @property
    def _scope(self) -> str:
        """Where a browser keeps this program's answers; a hash, since it stands in the names of databases."""
        return hashlib.sha256(self.curriculum.program.id.encode()).hexdigest()[:8]

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
                        block, language=self.language, surface="screen", prefix=f"{block.id}-", module_id=module.id, scope=self._scope
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
            scope=self._scope,
            completion=not module.is_family,
            not_watched=labels["not_watched"],
            crisis=Markup(self._footer),  # noqa: S704 - cleaned
            who_sees=labels["who_sees_never" if sheet.keep is Keep.NEVER else "who_sees_site"],
        )


def _module_page(pages: LanguagePages, identifier: str) -> str:
    return pages.module_page(pages.modules[identifier])


def _inline(text: str) -> Markup:
    return Markup(clean(inline_html(text)))  # noqa: S704 - cleaned


def _by_week(modules: list[Module]) -> list[tuple[int | None, list[Module]]]:
    weeks: dict[int | None, list[Module]] = {}
    for module in modules:
        weeks.setdefault(module.week, []).append(module)
    return list(weeks.items())


def _div(html: str) -> str:
    return f'<div class="hr">\n{html}\n</div>'


def _page(front: dict[str, Any], parts: list[str]) -> str:
    return "---\n" + dump(front) + "---\n\n" + "\n\n".join(parts) + "\n"
