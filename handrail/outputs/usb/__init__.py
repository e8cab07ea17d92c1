"""The USB edition: the site's pages in one file, for a stick and a computer without a network.

A page that is opened from a file can fetch nothing, and in some browsers every other file on the computer reads what it stores.
So one file holds all of it (styles, scripts, drawings inside), answers live in the window alone, and the record is a file that a
person saves, encrypted, and opens again. Participants and families have a file each: who holds one does not hold the other.

It is made of the site's own pages; nothing is written twice. (The one output that knows another: see docs/decisions/0024.)
"""

from __future__ import annotations

from ..base import Output, Report, Request
from ..site.pages import LanguagePages
from ..site.work import file_name
from .edition import DOORS, edition

__all__ = ["OUTPUT"]


def write(request: Request) -> Report:
    """Write one file for each door and language."""
    curriculum = request.curriculum
    names = {}
    for language in curriculum.languages:
        more = "" if language == curriculum.languages[0] else f"-{language}"
        names["participants", language] = f"{file_name(curriculum.program.discreet_name)}{more}.html"
        names["families", language] = f"families{more}.html"
    for language in curriculum.languages:
        pages = LanguagePages(curriculum, language, curriculum.languages, request.cache, request.shared)
        files = {file: text for file, text in pages.files() if isinstance(text, str)}
        for door in DOORS:
            request.say(f"writing the USB edition ({language}, {door.key})")
            others = {other: names[door.key, other] for other in curriculum.languages if other != language}
            (request.folder / names[door.key, language]).write_text(edition(pages, files, door, others), encoding="utf-8")
    return Report(len(names), names[DOORS[0].key, curriculum.languages[0]])


OUTPUT = Output("usb", "the USB edition: one file each for participants and families", write, "build/usb")
