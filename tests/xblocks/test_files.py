"""Archives that somebody sent: what is no course is refused, and nothing is ever unpacked to disk."""

from __future__ import annotations

import gzip
import io
import tarfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail_xblocks import files
from handrail_xblocks.files import OlxError, Source, open_archive

COURSE = ("course/course.xml", b'<course url_name="2026" org="S" course="S"/>')


def _archive(path: Path, *members: tuple[str, bytes] | tarfile.TarInfo) -> Path:
    with tarfile.open(path, "w:gz") as tar:
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                tar.addfile(member)
                continue
            entry = tarfile.TarInfo(member[0])
            entry.size = len(member[1])
            tar.addfile(entry, io.BytesIO(member[1]))
    return path


def _special(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, target
    return entry


HOSTILE = {
    "leads out": [COURSE, ("course/../../evil", b"x")],
    "absolute": [COURSE, ("/etc/evil", b"x")],
    "backslash": [COURSE, ("course\\..\\evil", b"x")],
    "symlink": [COURSE, _special("course/a", tarfile.SYMTYPE, "/etc/passwd")],
    "hard link": [COURSE, _special("course/a", tarfile.LNKTYPE, "course/course.xml")],
    "device": [COURSE, _special("course/a", tarfile.CHRTYPE)],
    "pipe": [COURSE, _special("course/a", tarfile.FIFOTYPE)],
    "twice": [COURSE, COURSE],
    "no course": [("course/other.xml", b"<a/>")],
    "nothing": [],
}


@pytest.mark.parametrize("members", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_no_course_holds_is_refused(tmp_path: Path, members: list[tuple[str, bytes] | tarfile.TarInfo]) -> None:
    """Paths that lead out, links, devices, doubles: refused by name, and no file appears anywhere."""
    path = _archive(tmp_path / "a.tar.gz", *members)

    with pytest.raises(OlxError):
        open_archive(path)
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"\x1f\x8b\x08\x00garbage", gzip.compress(b"x" * 2000)], ids=["empty", "zip", "torn", "no tar"]
)
def test_what_is_no_archive_is_refused(tmp_path: Path, data: bytes) -> None:
    """A file of another kind gets a sentence, not a traceback."""
    (tmp_path / "a.tar.gz").write_bytes(data)

    with pytest.raises(OlxError, match=r"a\.tar\.gz"):
        open_archive(tmp_path / "a.tar.gz")


def test_a_torn_archive_is_refused(tmp_path: Path) -> None:
    """A download that broke off is not half a course."""
    whole = _archive(tmp_path / "whole.tar.gz", COURSE, ("course/static/a", bytes(range(256)) * 400)).read_bytes()
    (tmp_path / "torn.tar.gz").write_bytes(whole[: len(whole) // 2])

    with pytest.raises(OlxError):
        open_archive(tmp_path / "torn.tar.gz")


def test_bombs_are_refused_before_they_grow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many bytes, too many files, a text or a header of any size: refused by what they claim."""
    monkeypatch.setattr(files, "MOST_TEXT_BYTES", 100_000)
    monkeypatch.setattr(files, "MOST_BYTES", 1_000_000)
    with pytest.raises(OlxError, match="larger than any text"):
        open_archive(_archive(tmp_path / "text.tar.gz", COURSE, ("course/html/a.html", b"0" * 100_001)))
    with pytest.raises(OlxError, match="more than any course"):
        open_archive(_archive(tmp_path / "bytes.tar.gz", COURSE, ("course/static/a", b"0" * 1_000_001)))
    header = tarfile.TarInfo("course/" + "n" * 200_000)
    with pytest.raises(OlxError, match="header"):
        open_archive(_archive(tmp_path / "header.tar.gz", COURSE, header))
    monkeypatch.setattr(files, "MOST_FILES", 5)
    with pytest.raises(OlxError, match="more than any course"):
        open_archive(_archive(tmp_path / "many.tar.gz", COURSE, *((f"course/{number}", b"") for number in range(9))))


ENTITY = b'<?xml version="1.0"?>\n<!-- x --><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY b "bbbb">]><a t="&b;">&e;</a>'


@pytest.mark.parametrize(
    "data",
    [ENTITY, b"\xef\xbb\xbf " + ENTITY[22:], "<a/>".encode("utf-16"), b"<a>", b"", b"<?xml" * 10, b"<?x?>" * 10_000 + b"<!DOCTYPE a><a/>"],
    ids=["entity", "mark before it", "utf-16", "torn", "empty", "never closed", "long prolog"],
)
def test_xml_that_declares_anything_is_refused(data: bytes) -> None:
    """No document type, no other encoding: an entity can read files, or grow without end."""
    with pytest.raises(OlxError, match=r"a\.xml"):
        Source(lambda _name: data).parse("a.xml")


def test_words_that_look_like_a_declaration_are_words() -> None:
    """A lesson may speak of ``<!DOCTYPE``: inside the root it is text."""
    assert "<!DOCTYPE x>" == Source(lambda _name: b"<a><![CDATA[<!DOCTYPE x>]]></a>").parse("a.xml").text


@given(st.binary(max_size=200))
def test_any_bytes_are_xml_or_refused(data: bytes) -> None:
    """Whatever stands in a file, it is read or refused."""
    try:
        said = Source(lambda _name: data).parse("a.xml").tag
    except OlxError as error:
        said = str(error)
    assert said
