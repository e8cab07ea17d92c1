"""The page of a module inside a package, and the files that it brings along."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from markupsafe import Markup

from ...assets import script_bundle, site_files
from ...curriculum import Curriculum
from ...glossary import terms_in
from ...i18n import catalog
from ...markdown.activities import render_check, render_lesson_done, render_worksheet
from ...markdown.resolve import Resolver, Surface, cited_keys
from ...markdown.safety_blocks import footer, safety_blocks
from ...model import Check, Figure, Keep, Module, Prose, Section, Worksheet
from ...names import session_name
from ...templating import render
from ..shared.document import flow, line, notice, resolver, resource

__all__ = ["LOCATION", "PackagePages"]

LOCATION = ","
"""Stands between the ids in ``cmi.core.lesson_location``."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'; object-src 'none'"
)
_OUTSIDE = re.compile(r'<a href="(?=https?://)')


@dataclass(frozen=True)
class PackagePages:
    """The pages of a program's packages."""

    curriculum: Curriculum
    shared: bool = False
    """Whether they are for a clinic's own tablets, where nothing is kept."""

    @cached_property
    def _made(self) -> dict[tuple[str, str], dict[str, str]]:
        return {}

    def name_of(self, module: Module) -> str:
        """Return the address of a module's page in a package."""
        return f"{module.id}.html"

    def files_of(self, module: Module) -> dict[str, str]:
        """Return all files of a module: name in the package to text."""
        key = (module.language, module.id)
        if key not in self._made:
            page = {self.name_of(module): self.page(module), "license.txt": resource("scorm/license.txt")}
            self._made[key] = page | _library(module.language, shared=self.shared)
        return self._made[key]

    def page(self, module: Module) -> str:
        """Return the page of a module; its activities stand where the lesson has them."""
        curriculum, language = self.curriculum, module.language
        program, library = curriculum.program, curriculum.texts(language)
        cited = [key for key in cited_keys(module) if key in curriculum.sources]
        resolve = replace(resolver(curriculum, language, Surface.SCREEN, cited), anchor=f"{module.id}-source-")
        name = session_name(module, language)
        counted = [module.id, *(sheet.id for sheet in module.worksheets if sheet.counted)]
        html = render(
            "scorm/page.html",
            language,
            module=module,
            library=library,
            label=curriculum.label(language, module),
            program=program,
            session=name,
            title=f"{name} · {program.discreet_name}",
            files=f"assets/{language}",
            scope=program.scope,
            counted="" if module.is_family else " ".join(counted),
            shared=self.shared,
            safety=[(key, Markup(title), Markup(body)) for key, title, body in safety_blocks(module, library, resolve)],  # noqa: S704 - cleaned
            sections=[(part, notice(part.translation, library.labels), self._blocks(module, part, resolve)) for part in module.sections],
            front_notice=notice(module.front_translation, library.labels),
            inline=lambda text: _outward(line(text, resolve)),
            done=self._done(module),
            who=[] if module.is_family else self._who_sees(module, keep=True),
            sources=[(number, curriculum.sources[key]) for number, key in resolve.numbered(cited)],
            anchor=resolve.anchor,
            glossary=terms_in(module, curriculum.glossary(language)),
            footer=self._footer(language),
        )
        return html.replace("<!-- policy -->", f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">', 1)

    def _footer(self, language: str) -> Markup:
        return Markup(footer(self.curriculum.texts(language), resolver(self.curriculum, language, Surface.SCREEN)))  # noqa: S704 - cleaned

    def _done(self, module: Module) -> Markup:
        if module.is_family:
            return Markup("")
        return Markup(  # noqa: S704 - our own templates
            render_lesson_done(module.id, language=module.language, surface="screen", prefix=f"{module.id}-done", host="block")
        )

    def _blocks(self, module: Module, section: Section, resolve: Resolver) -> list[Markup]:
        found = []
        for block in section.blocks:
            match block:
                case Prose():
                    found.append(Markup('<div class="lms-prose">{}</div>').format(_outward(flow(block.markdown, resolve))))
                case Figure():
                    svg = Markup(self.curriculum.drawing(block))  # noqa: S704 - drawings were checked
                    figure = render("pages/figure.html", module.language, figure=block, svg=svg, inline=lambda text: line(text, resolve))
                    found.append(Markup(figure))  # noqa: S704 - our own templates
                case Worksheet():
                    found.append(Markup(self._worksheet(module, block)))  # noqa: S704 - our own templates
                case Check():
                    found.append(Markup(render_check(block, prefix=f"{block.id}-sheet", completion=not module.is_family, **_host(module))))  # noqa: S704 - our own templates
        return found

    def _worksheet(self, module: Module, sheet: Worksheet) -> str:
        program, language = self.curriculum.program, module.language
        labels = self.curriculum.texts(language).labels
        # As in a course: where the program keeps its words on the site, a package shows and prints, and leads there.
        site = "" if module.is_family or program.keep_work_in != "site" else program.page_of(module.id, language)
        return render_worksheet(
            sheet,
            prefix=f"{sheet.id}-sheet",
            **_host(module),
            scope=program.scope,
            completion=not module.is_family,
            not_watched=labels["not_watched"],
            who_sees=" ".join(self._who_sees(module, keep=sheet.keep is not Keep.NEVER, told=sheet.counted)),
            crisis=self._footer(language),
            mandated=labels["mandated_reporter"],
            label=str(self.curriculum.label(language, module)),
            elsewhere="site" if site else None,
            elsewhere_url=f"{site}#{sheet.id}" if site else "",
        )

    def _who_sees(self, module: Module, *, keep: bool, told: bool = True) -> list[str]:
        """Return the truth about who sees what: words, and what the learning system is told."""
        words = [self.curriculum.texts(module.language).labels["who_sees_site" if keep else "who_sees_never"]]
        if told and not module.is_family:
            _ = catalog(module.language).gettext
            words.append(_("The learning system is told that you opened this session, and which parts of it you call done."))
        return words


def _host(module: Module) -> dict[str, Any]:
    """Return how a module's activities are woken: families' by themselves, all others by the script that knows the learning system."""
    host = "device" if module.is_family else "block"
    return {"language": module.language, "surface": "screen", "module_id": module.id, "host": host}


def _outward(html: Markup) -> Markup:
    """Let links to other places open a window of their own: a learning system's frame is too small for them, and ours would be gone."""
    return Markup(_OUTSIDE.sub('<a target="_blank" rel="noopener noreferrer" href="', html))  # noqa: S704 - was cleaned


@cache
def _library(language: str, *, shared: bool) -> dict[str, str]:
    """Return the browser library as a package holds it. It is the blocks' script that knows how to tell a learning system."""
    files = dict(site_files(language, shared=shared)) | {"handrail.js": script_bundle(language, block=True, shared=shared)}
    files |= {"page.css": resource("scorm/page.css"), "scorm.js": resource("scorm/scorm.js")}
    return {f"assets/{language}/{name}": text for name, text in sorted(files.items())}
