"""Libraries that packages bring along: a folder that is read with suspicion."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from handrail.cli import main
from handrail.curriculum import Curriculum
from handrail.outputs import OutputError
from handrail.outputs.h5p.content_types import BOOK, SEMANTICS
from handrail.outputs.h5p.libraries import Libraries

from .player import Package, judged, write

HELPER = "H5P.Helper 2.3"
COLUMN = "H5P.Column-1.18"


def unpack(folder: Path) -> Path:
    """Lay down made-up libraries of the names and versions that packages use, with a helper that all of them need."""
    for name in [*SEMANTICS, HELPER]:
        machine, _space, version = name.partition(" ")
        own = folder / name.replace(" ", "-")
        (own / "scripts").mkdir(parents=True)
        (own / "language").mkdir()
        (own / "node_modules" / "x").mkdir(parents=True)
        (own / "scripts" / "own.js").write_text(f"// {name}", encoding="utf-8")
        (own / "language" / "es.json").write_text("{}", encoding="utf-8")
        (own / "language" / "fr.json").write_text("{}", encoding="utf-8")
        (own / "node_modules" / "x" / "index.js").write_text("x", encoding="utf-8")
        (own / ".hidden.js").write_text("x", encoding="utf-8")
        (own / "run.sh").write_text("x", encoding="utf-8")
        major, minor = map(int, version.split("."))
        data = {"title": machine, "machineName": machine, "majorVersion": major, "minorVersion": minor, "patchVersion": 1, "runnable": 1}
        data["preloadedJs"] = [{"path": "scripts/own.js"}]
        if name != HELPER:
            data["preloadedDependencies"] = [{"machineName": "H5P.Helper", "majorVersion": 2, "minorVersion": 3}]
            (own / "semantics.json").write_text(json.dumps(SEMANTICS[name]), encoding="utf-8")
        (own / "library.json").write_text(json.dumps(data), encoding="utf-8")
    return folder


@pytest.fixture
def libraries(tmp_path: Path) -> Path:
    """A folder of libraries that a test may spoil."""
    return unpack(tmp_path / "libraries")


def told(folder: Path) -> str:
    """Return what is said of a folder that is refused."""
    with pytest.raises(OutputError) as refused:
        Libraries.read(folder)
    return str(refused.value)


def edit(folder: Path, change: Callable[[dict[str, Any]], None], name: str = COLUMN) -> None:
    """Change a library's ``library.json``."""
    path = folder / name / "library.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")


def packaged(curriculum: Curriculum, folder: Path, libraries: Path, **more: Any) -> Package:
    return write(curriculum, folder, only=["s04"], libraries=libraries, **more)[0][0]


def test_a_package_brings_what_it_uses_and_what_that_needs(curriculum: Curriculum, libraries: Path, tmp_path: Path) -> None:
    """Used libraries and their dependencies lie in the package and stand in its head; others, and what players do not need, do not."""
    unused = libraries / "H5P.Odd-1.0"
    shutil.copytree(libraries / "H5P.Helper-2.3", unused)
    edit(libraries, lambda data: data.update(machineName="H5P.Odd", majorVersion=1, minorVersion=0), unused.name)

    package = packaged(curriculum, tmp_path / "out", libraries)
    brought = {name for name in package.files if not name.startswith(("content/", "h5p.json"))}

    assert {BOOK.replace(" ", "-"), COLUMN, "H5P.Helper-2.3", "H5P.MultiChoice-1.16"} <= {name.split("/")[0] for name in brought}
    assert "H5P.Odd-1.0" not in {name.split("/")[0] for name in brought}
    assert {"library.json", "semantics.json", "scripts/own.js", "language/es.json"} == {
        name.partition("/")[2] for name in brought if name.startswith(f"{COLUMN}/")
    }
    assert "H5P.Helper" in [entry["machineName"] for entry in package.head["preloadedDependencies"]]
    assert {"en/s04.h5p": ""} == judged([package.path], tmp_path)
    assert package.path.read_bytes() == packaged(curriculum, tmp_path / "again", libraries).path.read_bytes()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: data.update(machineName="../../etc"), "machineName is no name"),
        (lambda data: data.update(machineName="H5P..Column"), "machineName is no name"),
        (lambda data: data.pop("minorVersion"), "minorVersion is no number"),
        (lambda data: data.update(majorVersion="1"), "majorVersion is no number"),
        (lambda data: data.update(preloadedJs=[{"path": "../../../../etc/passwd"}]), "leads out of its folder"),
        (lambda data: data.update(preloadedCss=[{"path": "/etc/passwd"}]), "leads out of its folder"),
        (lambda data: data.update(preloadedJs=[{"path": "dist/built.js"}]), "dist/built.js is missing. Build the library"),
        (lambda data: data.update(preloadedJs="scripts/own.js"), "preloadedJs is no list"),
        (lambda data: data.update(preloadedDependencies=[{"machineName": "X"}]), "preloadedDependencies is no list"),
        (lambda data: data.update(dynamicDependencies={"a": 1}), "dynamicDependencies is no list"),
    ],
)
def test_a_library_that_cannot_be_trusted_is_refused(libraries: Path, change: Callable[[dict[str, Any]], None], said: str) -> None:
    """Names, versions and paths are looked at before anything is taken."""
    edit(libraries, change)

    assert said in told(libraries)


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "cannot be read"), ("[]", "is no object"), ("[" * 100_000, "cannot be read"), ("\udcff", "cannot be read")],
    ids=["broken", "list", "deep", "bytes"],
)
def test_a_broken_file_is_told(libraries: Path, text: str, said: str) -> None:
    """A ``library.json`` that is no JSON object is an error that names it."""
    (libraries / COLUMN / "library.json").write_bytes(text.encode(errors="surrogateescape"))

    assert f"{COLUMN}/library.json {said}" in told(libraries)


def test_a_link_out_of_the_folder_is_refused(libraries: Path, tmp_path: Path) -> None:
    """A file that is a link to somewhere else is not packed."""
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (libraries / COLUMN / "secret.txt").symlink_to(tmp_path / "secret.txt")

    assert f"{COLUMN}/secret.txt leads out of the folder" in told(libraries)


def test_everything_wrong_is_told_at_once(libraries: Path) -> None:
    """One run tells all that is wrong with all libraries, and that one is there twice."""
    edit(libraries, lambda data: data.pop("patchVersion"))
    edit(libraries, lambda data: data.update(machineName="H5P.Table", majorVersion=1, minorVersion=2), "H5P.Helper-2.3")
    (libraries / "H5P.Image-1.1" / "semantics.json").write_text("{}", encoding="utf-8")
    found = told(libraries)

    assert all(
        said in found for said in ("patchVersion is no number", "H5P.Table 1.2 is here twice", "H5P.Image-1.1/semantics.json is no list")
    )


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    """A folder without libraries says what belongs there."""
    assert "No folder in it holds a library.json" in told(tmp_path)


def test_missing_and_wrong_versions_are_told_with_who_needs_them(curriculum: Curriculum, libraries: Path, tmp_path: Path) -> None:
    """All that lacks is named at once, with its version, what is there instead, and what needs it."""
    shutil.rmtree(libraries / "H5P.Helper-2.3")
    edit(libraries, lambda data: data.update(minorVersion=17))

    with pytest.raises(OutputError) as refused:
        packaged(curriculum, tmp_path / "out", libraries)

    assert "H5P.Helper 2.3 is missing. It is needed by H5P." in str(refused.value)
    assert "H5P.Column 1.18 is missing; it holds version 1.17. It is needed by the packages." in str(refused.value)


def test_a_library_that_takes_other_parameters_is_told(curriculum: Curriculum, libraries: Path, tmp_path: Path) -> None:
    """Packages are held against the semantics that the libraries bring."""
    path = libraries / COLUMN / "semantics.json"
    path.write_text(path.read_text(encoding="utf-8").replace("H5P.Image 1.1", "H5P.Image 2.0"), encoding="utf-8")

    with pytest.raises(OutputError, match=r"H5P\.Image 1\.1 is not among the libraries that may stand here"):
        packaged(curriculum, tmp_path / "out", libraries)


def test_the_command_line_tells_and_writes_nothing(repository: Path, libraries: Path) -> None:
    """``handrail build h5p --h5p-libraries DIR`` with a bad folder ends with an error, and the last build stays."""
    kept = repository / "build" / "h5p" / "en" / "s04.h5p"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"the last good build")
    (libraries / COLUMN / "scripts" / "own.js").unlink()

    done = CliRunner().invoke(
        main, ["build", "h5p", "--repository", str(repository), "--today", "2026-11-22", "--h5p-libraries", str(libraries)]
    )

    assert 1 == done.exit_code, done.output
    assert "the file scripts/own.js is missing" in " ".join(done.output.split())
    assert b"the last good build" == kept.read_bytes()
