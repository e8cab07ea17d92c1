"""The files of a course as somebody may have sent them: in a folder, or in an archive that is looked at and never unpacked.

An archive comes from a browser's downloads, and a course in it from many hands, so both are taken for hostile:

| what is sent | what happens |
|---|---|
| a path that leads out, a link, a device, a name that stands twice | refused |
| more files, or more bytes, than a course has | refused before they are read |
| XML with a document type, or not in UTF-8 | refused: entities could grow without end, or read files |
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
import tarfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from lxml import etree

__all__ = ["Archive", "OlxError", "Source", "digest", "open_archive", "open_folder"]

MOST_FILES = 50_000
MOST_BYTES = 2 * 1024**3
"""Everything in an archive together, unpacked: courses with films reach it."""

MOST_TEXT_BYTES = 5_000_000
"""One file that is read as text. The longest lesson has 30,000 bytes."""

_NAME = re.compile(r"[\w.-]+")
_SPACE = re.compile(rb"\s*")
_CHUNK = 1 << 20


class OlxError(Exception):
    """A course cannot be read; the message names the file."""


def digest(data: bytes) -> str:
    """Return a short hash of a file, or of a text's bytes."""
    return hashlib.sha256(data).hexdigest()[:12]


class Source:
    """The files of a course, wherever they are: in a folder, or in an archive that somebody sent."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        """Take a function from a file's name below the course's root to its bytes; it raises ``OSError`` or ``KeyError``."""
        self._read = read

    def data(self, name: str) -> bytes | None:
        """Return a file's bytes, None where it is missing."""
        try:
            return self._read(name)
        except (OSError, KeyError):
            return None

    def parse(self, name: str) -> etree._Element:
        """Return the root of an XML file. Nothing outside it is read, and it declares nothing of its own.

        Raises:
            OlxError: the file is missing, is not XML, or has a document type: entities could grow without end.
        """
        data = self.data(name)
        if data is None:
            msg = f"{name}: the file is missing"
            raise OlxError(msg)
        if b"\0" in data or _declares(data):
            msg = f"{name}: a document type or another encoding than UTF-8 is not read here"
            raise OlxError(msg)
        try:
            return etree.fromstring(data, _parser())
        except etree.XMLSyntaxError as error:
            msg = f"{name}: {error}"
            raise OlxError(msg) from error

    def follow(self, node: etree._Element) -> etree._Element:
        """Return the element itself, or the one in the file that it points to.

        Raises:
            OlxError: that file is missing or is not XML.
        """
        name = str(node.get("url_name") or "")
        if len(node) or (node.text or "").strip() or set(node.keys()) != {"url_name"} or not _NAME.fullmatch(name):
            return node
        return self.parse(f"{node.tag}/{name}.xml")

    def json(self, name: str) -> dict[str, Any]:
        """Return a JSON object, empty where there is none that can be read."""
        try:
            found = json.loads(self.data(name) or b"{}")
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def page(self, node: etree._Element) -> str:
        """Return the HTML of an ``html`` element: of the file beside it, else its own text."""
        file = str(node.get("filename") or node.get("url_name") or "")
        data = self.data(f"html/{file}.html") if _NAME.fullmatch(file) else None
        return (node.text or "") if data is None else data.decode("utf-8", errors="replace")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, remove_comments=True)


def _space_end(data: bytes, place: int) -> int:
    found = _SPACE.match(data, place)
    return found.end() if found else place


def _declares(data: bytes) -> bool:
    """Return whether a document type stands before the root element."""
    place = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    while True:
        place = _space_end(data, place)
        end = b"?>" if data.startswith(b"<?", place) else b"-->" if data.startswith(b"<!--", place) else b""
        if not end:
            return data.startswith(b"<!", place)
        found = data.find(end, place + 2)
        if found < 0:
            return False
        place = found + len(end)


@dataclass(frozen=True)
class Archive:
    """A course and the digests of all its files."""

    source: Source
    digests: Mapping[str, str] = field(default_factory=dict)
    """File name below the course's root to the digest of its bytes."""


def open_folder(folder: Path) -> Archive:
    """Return the course in a folder that we wrote ourselves."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    digests = {path.relative_to(folder).as_posix(): digest(path.read_bytes()) for path in paths}
    return Archive(Source(lambda name: folder.joinpath(name).read_bytes()), digests)


def open_archive(path: Path) -> Archive:
    """Return the course in a ``.tar.gz``, as Studio exports it. Nothing is written to disk.

    Raises:
        OlxError: it is no archive, holds no course, or holds what no course has.
    """
    texts: dict[str, bytes] = {}
    digests: dict[str, str] = {}
    total = 0
    try:
        with gzip.open(path) as stream, tarfile.open(fileobj=_Metered(stream), mode="r:") as tar:
            for count, member in enumerate(tar, start=1):
                name = _refuse_odd(member)
                total += member.size
                if count > MOST_FILES or total > MOST_BYTES:
                    msg = f"{path.name}: the archive holds more than any course"
                    raise OlxError(msg)
                if name in digests:
                    msg = f"{name}: the archive holds it twice"
                    raise OlxError(msg)
                file = tar.extractfile(member) if member.isfile() else None
                if file is None:
                    continue
                is_text = "static" not in name.split("/")
                if is_text and member.size > MOST_TEXT_BYTES:
                    msg = f"{name}: the file is larger than any text of a course"
                    raise OlxError(msg)
                sha, kept = hashlib.sha256(), bytearray()
                while chunk := file.read(_CHUNK):
                    sha.update(chunk)
                    if is_text:
                        kept += chunk
                digests[name] = sha.hexdigest()[:12]
                if is_text:
                    texts[name] = bytes(kept)
    except (tarfile.TarError, OSError, EOFError, zlib.error, ValueError) as error:
        msg = f"{path.name}: this is not a course as Studio exports it (.tar.gz): {error}"
        raise OlxError(msg) from error
    root = _root(digests, path)
    return Archive(
        Source(lambda name: texts[root + name]), {name[len(root) :]: value for name, value in digests.items() if name.startswith(root)}
    )


class _Metered(io.RawIOBase):
    """An unpacked stream that gives no huge piece at once: the headers of an archive are read whole, whatever size they claim."""

    def __init__(self, stream: gzip.GzipFile) -> None:
        super().__init__()
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        if size > MOST_TEXT_BYTES:
            msg = "a header is larger than any header"
            raise OSError(msg)
        return self._stream.read(min(size, MOST_TEXT_BYTES) if size >= 0 else MOST_TEXT_BYTES)

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        if place > MOST_BYTES:
            msg = "the archive holds more than any course"
            raise OSError(msg)
        return self._stream.seek(place, whence)

    def tell(self) -> int:
        return self._stream.tell()


def _refuse_odd(member: tarfile.TarInfo) -> str:
    """Return a member's name.

    Raises:
        OlxError: it leads out of the archive, or is no file and no folder.
    """
    path = PurePosixPath(member.name)
    if path.is_absolute() or ".." in path.parts or "\\" in member.name or "\0" in member.name:
        msg = f"{member.name!r}: the name leads out of the archive"
        raise OlxError(msg)
    if not (member.isfile() or member.isdir()):
        msg = f"{member.name!r}: a link or a device has no place in a course"
        raise OlxError(msg)
    return path.as_posix()


def _root(names: Mapping[str, str], path: Path) -> str:
    """Return what stands before the names of the course's files: the folder of the first ``course.xml``."""
    found = sorted((name.count("/"), name) for name in names if name == "course.xml" or name.endswith("/course.xml"))
    if not found:
        msg = f"{path.name}: no course.xml is in the archive"
        raise OlxError(msg)
    return found[0][1].removesuffix("course.xml")
