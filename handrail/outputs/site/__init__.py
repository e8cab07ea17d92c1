"""The site: Handrail compiles plain pages, MkDocs themes them, Handrail seals them.

1. ``pages`` writes Markdown pages (activities as HTML) to ``build/pages/<language>/``, changed bytes only.
2. ``theme`` runs MkDocs once per language, English first, since its build empties its folder.
3. ``seal`` gives every page a content security policy with the hashes of its own inline scripts.
"""

from __future__ import annotations

from ..base import Output, Report, Request
from .pages import write_pages
from .seal import seal
from .theme import run_mkdocs

__all__ = ["OUTPUT"]


def write(request: Request) -> Report:
    """Build the site of every language of the program."""
    languages = sorted(request.curriculum.languages, key=lambda language: language != "en")  # English fills the root, and empties it first
    for language in languages:
        request.say(f"writing pages ({language})")
        write_pages(request, language, languages)
    for language in languages:
        request.say(f"theming with MkDocs ({language})")
        run_mkdocs(language, request.folder if language == "en" else request.folder / language, request.curriculum)
    request.say("sealing pages")
    count = seal(request.folder)
    return Report(count, "index.html")


OUTPUT = Output("site", "the website (MkDocs Material)", write, "site")
