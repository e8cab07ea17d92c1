"""The site: Handrail compiles plain pages, MkDocs themes them, Handrail seals them.

1. ``pages`` writes Markdown pages (activities as HTML) to ``build/pages/<language>/``, changed bytes only.
2. ``theme`` runs MkDocs once per language, English first, since its build empties its folder.
3. ``slim`` leaves each page one style sheet with what it uses, and none of the theme's scripts.
4. ``seal`` gives every page a content security policy with the hashes of its own inline scripts.
5. ``offline`` lists what a device may keep, and writes the worker that keeps it.
6. ``packed`` writes compressed twins, where they are asked for.
"""

from __future__ import annotations

from ..base import Output, Report, Request
from .offline import write_offline
from .packed import pack
from .pages import write_pages
from .seal import seal
from .slim import slim
from .theme import run_mkdocs

__all__ = ["OUTPUT"]


def write(request: Request) -> Report:
    """Build the site of every language of the program."""
    languages = request.curriculum.languages  # the first fills the root, and empties it first
    program = request.curriculum.program
    for language in languages:
        request.say(f"writing pages ({language})")
        write_pages(request, language, languages)
    for language in languages:
        request.say(f"theming with MkDocs ({language})")
        folder = request.folder / program.folder_of(language)
        run_mkdocs(language, folder, request.curriculum, pages=request.work / "pages")
        slim(folder)
    request.say("sealing pages")
    count = seal(request.folder)
    write_offline(request.folder, request.curriculum, languages, shared=request.shared)
    if request.compressed:
        request.say("compressing")
        count += pack(request.folder)
    return Report(count, "index.html")


OUTPUT = Output("site", "the website (MkDocs Material)", write, "site")
