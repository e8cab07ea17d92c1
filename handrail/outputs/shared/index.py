"""Writing the files of an output that has some for each module (slides, guides, handouts), and the page that leads to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from ...curriculum import Curriculum
from ...markdown.resolve import Surface
from ...markdown.safety_blocks import footer
from ...model import Module
from ...signing.text import LIBRARY
from ...templating import render
from ..base import Report, Request
from .document import resolver, resource, seal

__all__ = ["Document", "Entry", "index_page", "write_documents"]


@dataclass(frozen=True)
class Document:
    """One file of one module."""

    name: str
    """Its name in the folder of its language."""

    html: str
    words: str = ""
    """What sets it apart where a module has several, such as a paper size."""


@dataclass(frozen=True)
class Entry:
    """One module in the list."""

    id: str
    title: str
    href: str
    more: Sequence[tuple[str, str]] = field(default_factory=tuple)
    """Further files: words and address."""


def write_documents(
    request: Request,
    what: str,
    documents: Callable[[Module, str], list[Document]],
    beside: Callable[[str], list[Document]] = lambda _language: [],
) -> Report:
    """Write the documents of every module in every language, and the pages that lead to them.

    Args:
        request: the build.
        what: ``slides``, ``facilitator`` or ``handouts``.
        documents: returns a module's documents in a language; none for a module that has none.
        beside: returns what belongs to no module in a language; their words stand in the list of files.
    """
    curriculum = request.curriculum
    files = 0
    for language in curriculum.languages:
        folder = request.folder / language
        folder.mkdir(parents=True)
        entries = []
        for module in curriculum.modules[language].values():
            written = documents(module, language)
            for document in written:
                (folder / document.name).write_text(document.html, encoding="utf-8")
            if written:
                more = [(document.words, document.name) for document in written if document.words]
                entries.append(Entry(module.id, module.title, written[0].name, more))
            files += len(written)
        others = beside(language)
        for document in others:
            (folder / document.name).write_text(document.html, encoding="utf-8")
        (folder / "index.html").write_text(index_page(curriculum, language, what, entries, others), encoding="utf-8")
        files += len(others) + 1
    return Report(files, f"{curriculum.languages[0]}/index.html")


def index_page(curriculum: Curriculum, language: str, what: str, entries: Sequence[Entry], others: Sequence[Document] = ()) -> str:
    """Return the page that leads to an output's files.

    Args:
        curriculum: its program's name and lines are used.
        language: the reader's.
        what: ``slides``, ``facilitator`` or ``handouts``.
        entries: the modules, in their order.
        others: files that belong to no module.
    """
    library = curriculum.texts(language)
    resolve = resolver(curriculum, language, Surface.PAPER)
    return seal(
        render(
            "print/index.html",
            language,
            what=what,
            entries=entries,
            others=others,
            program=curriculum.program,
            label=curriculum.label(language, LIBRARY, *(curriculum.modules[language][entry.id] for entry in entries)),
            crisis=Markup(footer(library, resolve)),  # noqa: S704 - authored text was checked at the source
            style=Markup(resource("print/index.css")),  # noqa: S704 - our own file
        )
    )
