"""A fictional program, built on every road that there is: five evenings, eight weeks, Spanish first."""

from __future__ import annotations

import re
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from handrail.building import Choices, build
from handrail.outputs import names, output
from tests.conftest import TODAY

pytestmark = pytest.mark.xdist_group("harbor-house")

SECRETS = (b"Wilhelmina", b"Quince", b"555-0188", b"2075550188", b"Naloxone hangs")


@pytest.fixture
def built(harbor_house_built: Path) -> Path:
    """The folder of its builds."""
    return harbor_house_built


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file below a folder, also those inside packages."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        yield path.as_posix(), path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as package:
                yield from ((f"{path}!{name}", package.read(name)) for name in package.namelist())
        elif path.name.endswith(".tar.gz"):
            with tarfile.open(path) as archive:
                for member in archive.getmembers():
                    stream = archive.extractfile(member)
                    if stream:
                        yield f"{path}!{member.name}", stream.read()


def test_every_output_is_written_beside_the_curriculums_own(built: Path) -> None:
    """Each output has its folder (those that must be named, none), and nothing was written where the curriculum's own builds go."""
    repository = built.parents[2]
    for name in (name for name in names() if not output(name).on_request):
        folder = output(name).folder(repository, "harbor-house")
        assert folder.is_dir(), name
        assert folder.parent == built
    assert not (repository / "site").exists()
    assert {"programs", ".cache", "pages"} >= {path.name for path in (repository / "build").iterdir()}
    assert not any((repository / "build" / "pages").rglob("*.md"))


def test_private_names_stand_on_staff_paper_and_nowhere_else(built: Path) -> None:
    """Of all files of all outputs, packages opened, only the sheets that show on paper alone name who is on call."""
    found = {path for path, data in contents(built) if any(secret in data for secret in SECRETS)}
    sheets = {path.as_posix() for path in (built / "facilitator" / "private").rglob("*.html")}
    assert sheets
    assert sheets == found


def test_its_line_its_session_and_its_words_reach_every_road(built: Path) -> None:
    """Site, slides, handouts, guides and course carry the own session; its number stands where a number stands."""
    for folder in ("site/x01", "site/en/x01"):
        page = (built / folder / "index.html").read_text(encoding="utf-8")
        assert "207-555-0163" in page
        assert 'href="tel:2075550147"' in page
    for path in ("slides/es/x01.html", "handouts/es/x01-a4.html", "facilitator/es/x01.html"):
        assert "puerto" in (built / path).read_text(encoding="utf-8"), path
    course = [path for path, _data in contents(built / "course") if "x01" in path]
    assert course
    assert "harbor walk" in (built / "site/en/s17/index.html").read_text(encoding="utf-8")


def test_what_is_hidden_is_nowhere(built: Path) -> None:
    """A hidden module and a hidden section leave no page and no trace in any output; staff read the reason."""
    found = {Path(path).name for path, data in contents(built) if re.search(rb"\bs18-4\b|\bs16-1\b", data)}
    assert {"program.html"} == found
    assert not list(built.rglob("s16*"))
    staff = (built / "facilitator/en/program.html").read_text(encoding="utf-8")
    assert "since the town is small" in staff


def test_the_same_input_gives_the_same_bytes(built: Path) -> None:
    """Building the facilitator's papers once more changes no byte."""
    before = dict(contents(built / "facilitator"))
    build(built.parents[2], ["facilitator"], Choices(today=TODAY, program="harbor-house"))
    assert before == dict(contents(built / "facilitator"))
