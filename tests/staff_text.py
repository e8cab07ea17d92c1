"""Finding what is for staff alone in anything that participants get: pages, indexes, scripts, packages inside packages, PDFs.

Everything is brought to plain words (small letters, no tags, no escapes), and so are the sentences; a sentence is found by its
first words, then held against the rest. The time grows with the bytes that are read, however many sentences there are.
"""

from __future__ import annotations

import gzip
import html
import io
import re
import tarfile
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from handrail.curriculum import Curriculum
from handrail.editorial.reading import masked
from handrail.i18n import messages
from handrail.model import Voice

__all__ = ["LEAST", "Finder", "contents", "for_participants", "pdf_text", "private_sentences", "public_sentences", "texts_of", "words"]

LEAST = 5
"""A sentence of fewer words could be anybody's."""

_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
_UNSEEN = re.compile(r"<style\b.*?</style>", re.DOTALL)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\([nrt\"'/`\\])")
_CUT = re.compile(r"\{\{.*?\}\}|[.!?:;]+[\"'”’)]*(?=\s|$)|\n")
_HYPHEN = re.compile(r"(?<=\w)[\u00ad-]\n(?=\w)")


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).replace("\u00ad", "").lower())


def sentences(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the sentences of authored text, without its markup; what a build fills in cuts one in two."""
    cut = _CUT.sub("\n", html.unescape(text))  # placeholders go before masking takes their braces
    for line in masked(cut).splitlines():
        found = tuple(words(line))
        if len(found) >= LEAST:
            yield found


def private_sentences(curriculum: Curriculum) -> dict[tuple[str, ...], str]:
    """Return every sentence for staff alone, with where it stands: guides, notes, and the library that guides take from.

    A sentence that also stands in a text for everybody is none; a guide may ask what a lesson asks.
    """
    public = Finder(dict.fromkeys(_sentences(curriculum, staff=True), ""))
    common = {sentence for text in _public_texts(curriculum) for sentence in public.found_in(words(masked(text)))}
    return {sentence: where for sentence, where in _sentences(curriculum, staff=True).items() if sentence not in common}


def public_sentences(curriculum: Curriculum) -> dict[tuple[str, ...], str]:
    """Return every sentence for participants and families, with where it stands."""
    return _sentences(curriculum, staff=False)


def _sentences(curriculum: Curriculum, *, staff: bool) -> dict[tuple[str, ...], str]:
    return {sentence: where for where, text, private in _passages(curriculum) if private == staff for sentence in sentences(text)}


def _passages(curriculum: Curriculum) -> Iterator[tuple[str, str, bool]]:
    for found in curriculum.modules.values():
        for module in found.values():
            for passage in module.passages:
                yield f"{module.path}:{passage.line}", passage.text, passage.voice is Voice.FACILITATOR
    for path, _language, passages in curriculum.shared_passages:
        for passage in passages:
            yield f"{path}:{passage.line}", passage.text, passage.voice is Voice.FACILITATOR


def _public_texts(curriculum: Curriculum) -> Iterator[str]:
    yield from (text for _where, text, private in _passages(curriculum) if not private)
    yield from (f"{module.title} {module.id}" for found in curriculum.modules.values() for module in found.values())  # a list's line
    for language in curriculum.languages:
        known = messages("es") if language == "es" else {}
        yield from (*messages("es"), *known.values())


@dataclass
class Finder:
    """Looks for many sentences at once."""

    sentences: Mapping[tuple[str, ...], str]
    _by_start: dict[tuple[str, ...], list[tuple[str, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for sentence in self.sentences:
            self._by_start.setdefault(sentence[:LEAST], []).append(sentence)

    def found_in(self, text: list[str]) -> set[tuple[str, ...]]:
        """Return the sentences that stand in a text, given as its words."""
        known = self._by_start
        hits = [(at, start) for at, start in enumerate(zip(*(text[shift:] for shift in range(LEAST)), strict=False)) if start in known]
        return {sentence for at, start in hits for sentence in known[start] if tuple(text[at : at + len(sentence)]) == sentence}

    def leaks(self, files: Iterable[tuple[str, bytes]]) -> list[str]:
        """Return which sentence stands in which file, one line each; archives and PDFs are looked into."""
        found: dict[str, None] = {}
        for name, data in contents(files):
            for text in texts_of(name, data):
                for sentence in self.found_in(words(text)):
                    found[f"{name}: {' '.join(sentence)} ({self.sentences[sentence]})"] = None
        return list(found)


def texts_of(name: str, data: bytes) -> Iterator[str]:
    """Yield what a file says, in every way in which it could be read: as it shows, and as it is written."""
    if data[:5] == b"%PDF-":
        yield _HYPHEN.sub("", pdf_text(data))
        return
    text = data.decode("utf-8", "replace")
    if "\\" in text:
        text = _ESCAPE.sub(_unescaped, text)
    yield html.unescape(text)  # attributes, comments and code, too
    if "&" in text or "<" in text:
        yield _TAG.sub(" ", html.unescape(_TAG.sub(" ", _UNSEEN.sub(" ", text))))


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else {"n": "\n", "r": "\n", "t": " "}.get(found[3], found[3])


def pdf_text(data: bytes) -> str:
    """Return the words of a PDF: its pages, what its fields and links are called, its outline, its title."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    parts = [page.extract_text() for page in reader.pages]
    parts += [str(value) for value in (reader.metadata or {}).values()]
    for entry in (reader.get_fields() or {}).values():
        parts += [str(value) for key, value in entry.items() if key in ("/T", "/TU", "/V", "/DV")]
    parts += [str(one.title) for one in _flat(reader.outline)]
    return "\n".join(parts)


def _flat(outline: Iterable[object]) -> Iterator[object]:
    for one in outline:
        yield from _flat(one) if isinstance(one, list) else (one,)


def contents(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield files, and in place of archives what is in them, however deep."""
    for name, data in files:
        if data[:4] == b"PK\x03\x04":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                inner = [(f"{name}/{entry.filename}", archive.read(entry)) for entry in archive.infolist() if not entry.is_dir()]
            yield from contents(inner)
        elif data[:2] == b"\x1f\x8b":
            plain = gzip.decompress(data)
            try:
                with tarfile.open(fileobj=io.BytesIO(plain)) as archive:
                    members = [(f"{name}/{entry.name}", archive.extractfile(entry)) for entry in archive if entry.isfile()]
                    inner = [(path, stream.read()) for path, stream in members if stream]
            except tarfile.ReadError:
                inner = [(name.removesuffix(".gz"), plain)]
            yield from contents(inner)
        else:
            yield name, data


def for_participants(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an output that reach participants: in a course all but the units that it keeps for staff."""
    files = [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()]
    staff = _staff_units(files)
    for name, data in contents(files):
        stem = name.rpartition("/")[2].partition(".")[0]
        if stem not in staff:
            yield name, data


def _staff_units(files: list[tuple[str, bytes]]) -> set[str]:
    """Return the names of a course's units, and of their blocks, that a learning system shows to staff alone."""
    staff: set[str] = set()
    for name, data in contents(files):
        if name.endswith(".xml") and b"visible_to_staff_only" in data:
            root = etree.fromstring(data)
            if root.get("visible_to_staff_only") == "true":
                staff |= {name.rpartition("/")[2].removesuffix(".xml"), *(str(child.get("url_name")) for child in root)}
    return staff
