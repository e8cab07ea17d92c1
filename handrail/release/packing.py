"""From a curriculum to one zip: build beside, gather, count, pack, and only then take the old one's place."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from ..building import Built, written
from ..curriculum import Curriculum
from ..outputs import Output, OutputError, output
from ..outputs import names as output_names
from ..outputs.shared.zips import write_zip
from ..outputs.site.work import file_name
from ..problems import Problem
from ..signing.standing import State, standing_of
from ..signing.text import SHARED
from .bill import bill_of, licenses
from .layout import LONGEST, OUTPUTS, PAPER, misnamed, place
from .links import relink
from .pages import About, readme, servers, signed_page, start_page

__all__ = ["SUMS", "Release", "release"]

SUMS = "SHA256SUMS"
"""The list of every other file with its checksum, as ``sha256sum -c`` reads it."""


@dataclass(frozen=True)
class Release:
    """A zip that was written."""

    path: Path
    files: int
    size: int
    """In bytes."""

    unpacked: int
    """In bytes."""

    draft: bool
    left_out: list[str]
    """Why something is not in it: what this computer lacks."""

    built: list[Built]
    warnings: list[Problem]


def release(
    repository: Path,
    *,
    today: dt.date,
    program: str | None = None,
    folder: Path | None = None,
    for_participants: bool = False,
    waive: Iterable[str] = (),
    with_private: bool = False,
    say: Callable[[str], None] = lambda _words: None,
) -> Release:
    """Build what a clinic needs and pack it into one zip. A zip that is there stays until the new one is whole.

    Args:
        repository: the folder that holds ``curriculum/``.
        today: the day that dates are held against.
        program: a clinic's own, ``programs/NAME``.
        folder: where the zip goes; ``build/release``, or ``build/programs/NAME/release``.
        for_participants: refuse what must not reach a participant.
        waive: reasons for which texts reach participants all the same.
        with_private: whether staff's papers name who is on call; the zip's name says so.
        say: is told what is being done.

    Raises:
        CurriculumError: the curriculum has errors.
        WaiverError: a reason does not fit.
        OutputError: some computer could not unpack the names, or the outputs wrote what a release has no place for.
        OSError: the zip cannot be written.
    """
    outputs, left_out = _outputs()
    into = folder or (repository / "build" / "programs" / program if program else repository / "build") / "release"
    with written(
        repository,
        outputs,
        today=today,
        for_participants=for_participants,
        waive=waive,
        program=program,
        with_private=with_private,
        compressed=True,
        say=say,
    ) as found:
        say("packing the release")
        about = _about(found.curriculum, left_out, with_private=with_private)
        files = _files(found.outputs)
        files |= _own(found.curriculum, about, files, [one.name for one in outputs])
        files[SUMS] = _sums(files)
        named = {f"{about.name}/{path}": files[path] for path in sorted(files)}
        wrong = misnamed(named)
        if wrong:
            raise OutputError("Not every computer could unpack this release:\n" + "\n".join(wrong))
        path = into / f"{about.name}.zip"
        _write(path, named)
        built = [one for one, _folder in found.outputs]
        sizes = path.stat().st_size, sum(map(len, files.values()))
        return Release(path, len(files), *sizes, about.draft, left_out, built, found.problems)


def _outputs() -> tuple[list[Output], list[str]]:
    """Return what can be written here, and why something cannot."""
    there = [output(name) for name in OUTPUTS if name in output_names()]
    found = [one for one in there if not one.lacks()]
    lacking: dict[str, list[str]] = {}
    for one in there:
        if words := one.lacks():
            lacking.setdefault(words, []).append(one.name)
    if not any(one.name in PAPER for one in found):
        found.append(output(PAPER[1]))  # pages that a browser prints
    return found, [f"{', '.join(names)}: {words}" for words, names in lacking.items()]


def _about(curriculum: Curriculum, left_out: list[str], *, with_private: bool) -> About:
    program = curriculum.program
    texts = [(text, language) for language in curriculum.languages for text in (*SHARED, *curriculum.modules[language])]
    signed = sum(standing_of(curriculum, *text).state is State.SIGNED for text in texts)
    draft = program.sample or signed < len(texts)
    name = f"handrail-{file_name(program.discreet_name)[: LONGEST // 3]}-{program.edition.isoformat()}"
    return About(
        name + ("-draft" if draft else "") + ("-private" if with_private else ""),
        program,
        draft=draft,
        private=with_private,
        signed=signed,
        texts=len(texts),
        left_out=left_out,
    )


def _files(outputs: Iterable[tuple[Built, Path]]) -> dict[str, bytes]:
    """Return the files of all outputs by their names in the release, with links that lead there."""
    moved: dict[str, str] = {}
    sources: dict[str, Path] = {}
    for built, folder in outputs:
        for path in sorted(folder.rglob("*")):
            if path.is_symlink() or (path.is_dir() and not path.name):
                raise OutputError(f"{path.name} is a link; a release holds files alone.")
            if path.is_file() and path.name != ".gitignore":
                inner = path.relative_to(folder).as_posix()
                old = f"{built.name}/{inner}"
                moved[old] = place(built.name, inner)
                sources[old] = path
    files: dict[str, bytes] = {}
    for old, new in moved.items():
        data = sources[old].read_bytes()
        if new in files:
            raise OutputError(f"Two files would be called {new} in the release.")
        apart = old.startswith(("site/", "usb/"))  # whole in themselves; a web server resolves the addresses of the site
        files[new] = relink(data.decode("utf-8"), old, moved).encode() if old.endswith(".html") and not apart else data
    return files


def _own(curriculum: Curriculum, about: About, files: dict[str, bytes], outputs: list[str]) -> dict[str, bytes]:
    """Return the release's own files: what explains it, what it is made of, what it may be used for."""
    own: dict[str, bytes] = {f"technician/servers/{name}.txt": data for name, data in servers().items()}
    own |= {f"technician/licenses/{name}": data for name, data in licenses(curriculum, outputs).items()}
    own["technician/sbom.cdx.json"] = bill_of(curriculum, about.name, outputs)
    for language in curriculum.languages:
        own[about.signed_name(language)] = signed_page(curriculum, about, language).encode()
    there = {*files, *own}
    for language in curriculum.languages:
        own[about.start_name(language)] = start_page(curriculum, about, language, there).encode()
    own["README.txt"] = readme(curriculum, about)
    return own


def _sums(files: dict[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)).encode()


def _write(path: Path, files: dict[str, bytes]) -> None:
    """Write the zip beside its place, then its checksum, and let both take their places."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    try:
        write_zip(fresh, files)
        total = hashlib.sha256(fresh.read_bytes()).hexdigest()
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    path.with_name(f"{path.name}.sha256").write_text(f"{total}  {path.name}\n", encoding="ascii", newline="\n")
