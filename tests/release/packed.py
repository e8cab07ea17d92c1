"""A release as it was made, and as a clinic has it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from tests.outputs.test_press import without_pango
from tests.overlay.small import HARBOR, PRIVATE, small_repository

__all__ = ["CANARIES", "TODAY", "Packed", "pack", "river_repository", "unpacked"]

TODAY = ("--today", "2026-11-21")


KEPT = frozenset({"or2", "s04", "f04"})
"""One of the first days, a session, and a family evening that is translated."""

CANARIES = ("Wilhelmina Quince", "207-555-0188", "Naloxone hangs by the blue door.")
"""What stands in the private file, and nowhere else."""


def river_repository(folder: Path) -> Path:
    """Make a repository with a sample program of few modules, and ``programs/river`` over it. Both have a private file."""
    small_repository(folder, KEPT)
    own = folder / "programs" / "river"
    own.mkdir(parents=True)
    text = (HARBOR / "program.yml").read_text(encoding="utf-8")
    (own / "program.yml").write_text(re.sub(r"^wheel:\n(?:[ ].*\n|\n)+", "", text, flags=re.MULTILINE), encoding="utf-8")
    for place in (own, folder / "curriculum"):
        shutil.copy(PRIVATE, place / "program.private.yml")
    return folder


@dataclass(frozen=True)
class Packed:
    """A release, as it was made and as a clinic has it."""

    repository: Path
    zip: Path
    folder: Path
    """The one folder that was in the zip."""

    said: str

    def paths(self) -> list[str]:
        """Return every file below the folder."""
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())


def pack(repository: Path, into: Path, *options: str) -> Packed:
    """Run ``handrail release`` as on a computer that writes no PDFs, which would take minutes, and unpack what it wrote."""
    into.mkdir(parents=True, exist_ok=True)
    command = [str(Path(sys.executable).with_name("handrail")), "release", "--repository", str(repository), *TODAY]
    folder = repository / "build" / "release"
    if "--program" not in options:
        folder = into / "zips"
        options = (*options, "--output", str(folder))
    else:
        folder = repository / "build" / "programs" / options[options.index("--program") + 1] / "release"
    env = without_pango(into / "lib")
    done = subprocess.run([*command, *options], env=env, capture_output=True, text=True, check=False)
    said = " ".join(done.stdout.split())
    assert 0 == done.returncode, done.stdout + done.stderr
    (made,) = folder.glob("*.zip")
    return unpacked(repository, made, into, said)


def unpacked(repository: Path, made: Path, into: Path, said: str) -> Packed:
    """Unpack a release as a clinic does."""
    with zipfile.ZipFile(made) as archive:
        archive.extractall(into / "unpacked")
    (folder,) = (into / "unpacked").iterdir()
    return Packed(repository, made, folder, said)
