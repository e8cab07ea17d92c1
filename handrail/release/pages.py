"""What a release says of itself: the start page, the list of what is signed, ``README.txt``.

Every page stands alone, opens by a double click, and links to nothing that is not in the release.
"""

from __future__ import annotations

import html
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup

from ..curriculum import Curriculum
from ..markdown.resolve import Surface
from ..markdown.safety_blocks import footer
from ..model import Program
from ..names import AUTONYMS
from ..outputs.shared.document import resolver, resource, seal
from ..outputs.site.work import file_name
from ..problems import Problems
from ..signing.status import TextStatus, status_of
from ..signing.text import LIBRARY
from ..templating import render

__all__ = ["About", "readme", "servers", "signed_page", "start_page"]

_START = {"en": "START-HERE.html", "es": "EMPIECE-AQUI.html"}
_SERVERS = Path(__file__).resolve().parents[2] / "docs" / "servers"


@dataclass(frozen=True)
class About:
    """What one release is."""

    name: str
    """Of the zip, and of the one folder in it."""

    program: Program
    draft: bool
    private: bool
    """Whether staff's papers name who is on call."""

    signed: int
    """So many texts are signed ..."""

    texts: int
    """... of so many."""

    left_out: list[str] = field(default_factory=list)
    """Why something is not in it."""

    def start_name(self, language: str) -> str:
        """Return the name of the start page in a language."""
        return _START[language]

    def signed_name(self, language: str) -> str:
        """Return where the list of what is signed stands, in a language."""
        return f"technician/signed{self._more(language)}.html"

    def usb_name(self, door: str, language: str) -> str:
        """Return where the file of the USB edition stands; the door is ``participants`` or ``families``."""
        own = file_name(self.program.discreet_name) if door == "participants" else door
        return f"{door}/{own}{self._more(language)}.html"

    def _more(self, language: str) -> str:
        return "" if language == self.program.languages[0] else f"-{language}"


def start_page(curriculum: Curriculum, about: About, language: str, there: Collection[str]) -> str:
    """Return the page that explains every part to the person who needs it.

    Args:
        curriculum: all of it.
        about: the release.
        language: the reader's.
        there: every other file of the release; the page leads to no other.
    """
    languages = curriculum.languages
    return _page(
        "release/start.html",
        curriculum,
        language,
        about=about,
        there=there,
        editions={
            door: [(AUTONYMS[other], about.usb_name(door, other)) for other in languages if about.usb_name(door, other) in there]
            for door in ("participants", "families")
        },
        lists=_indexes("staff/paper", languages, there),
        packets={door: _indexes(f"{door}/packets", languages, there) for door in ("participants", "families", "staff")},
        tonight=_indexes("staff/facilitator", languages, there),
        guides=_indexes("staff/paper/guides", languages, there),
        slides=_indexes("staff/slides", languages, there),
        others=[(other, AUTONYMS[other], about.start_name(other)) for other in languages if other != language],
        servers=sorted(path for path in there if path.startswith("technician/servers/")),
        paper=any("/paper/" in path and path.endswith(".pdf") for path in there),
    )


def _indexes(folder: str, languages: Sequence[str], there: Collection[str]) -> list[tuple[str, str]]:
    """Return the page of each language that leads to a folder's files, by the language's name; the first one's may stand above."""
    found = []
    for language in languages:
        above = [f"{folder}/index.html"] if language == languages[0] else []
        pages = [*above, f"{folder}/{language}/tonight.html", f"{folder}/{language}/index.html"]
        found += [(AUTONYMS[language], page) for page in pages if page in there][:1]
    return found


def signed_page(curriculum: Curriculum, about: About, language: str) -> str:
    """Return the list of all texts with who signed each, and which is a draft."""
    rows: dict[str, list[TextStatus]] = {}
    for text in status_of(curriculum, Problems(), curriculum.program.edition).texts:  # the day bears on phone lines alone
        rows.setdefault(text.text, []).append(text)
    return _page("release/signed.html", curriculum, language, about=about, rows=rows, names=AUTONYMS)


def readme(curriculum: Curriculum, about: About) -> bytes:
    """Return ``README.txt``: plain words for whoever opens the folder, as any editor of Windows shows them."""
    parts = []
    for language in curriculum.languages:
        start, crisis = about.start_name(language), _crisis(curriculum, language).striptags()
        parts.append(html.unescape(render("release/readme.md", language, about=about, start=start, crisis=crisis)))
    text = f"{'-' * 78}\n".join(parts)
    return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()


def servers() -> dict[str, bytes]:
    """Return the ready settings for web servers by their names; none where Handrail was installed without its documents."""
    return {path.name: path.read_bytes() for path in sorted(_SERVERS.glob("*"))} if _SERVERS.is_dir() else {}


def _crisis(curriculum: Curriculum, language: str) -> Markup:
    resolve = resolver(curriculum, language, Surface.PAPER)
    return Markup(footer(curriculum.texts(language), resolve))  # noqa: S704 - authored text was checked at the source


def _page(template: str, curriculum: Curriculum, language: str, **context: object) -> str:
    return seal(
        render(
            template,
            language,
            program=curriculum.program,
            label=curriculum.label(language, LIBRARY, *curriculum.spoken(language)),
            crisis=_crisis(curriculum, language),
            style=Markup(resource("print/index.css") + resource("release/start.css")),  # noqa: S704 - our own files
            **context,
        )
    )
