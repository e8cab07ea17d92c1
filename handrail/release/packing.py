"""From a curriculum to one zip: build beside, gather, count, pack, and only then take the old one's place."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ..building import Built, Choices, written
from ..curriculum import Curriculum
from ..outputs import Output, OutputError, output
from ..outputs import names as output_names
from ..outputs.shared.zips import write_zip
from ..outputs.site.work import file_name
from ..problems import Problem
from ..signing.standing import State, standing_of
from ..signing.text import SHARED
from ..together import ready_for_file, ready_for_files_in, taking_places
from .bill import bill_of, licenses
from .layout import LONGEST, OUTPUTS, PAPER, misnamed, place
from .links import relink
from .pages import About, readme, servers, signed_page, start_page

__all__ = ["SUMS", "Release", "release"]

SUMS = "SHA256SUMS"
"""The list of every other file with its checksum, as ``sha256sum -c`` reads it."""

_ROOM, _ROOM_PRESSED = 500_000, 1_000_000
"""So many bytes each text takes on the disk while a release is made, as pages and as PDFs; the real curriculum takes more."""


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
    choices: Choices,
    *,
    folder: Path | None = None,
    say: Callable[[str], None] = lambda _words: None,
) -> Release:
    """Build what a clinic needs and pack it into one zip. A zip that is there stays until the new one is whole.

    Args:
        repository: the folder that holds ``curriculum/``.
        choices: how it is to be written. With ``with_private`` staff's papers name who is on call, and the zip's name says so.
        folder: where the zip goes; ``build/release``, or ``build/programs/NAME/release``.
        say: is told what is being done.

    Raises:
        CurriculumError: the curriculum has errors.
        WaiverError: a reason does not fit.
        OutputError: some computer could not unpack the names, or the outputs wrote what a release has no place for.
        OSError: the zip cannot be written; what can be known of that is told before anything is built.
    """
    outputs, left_out = _outputs()
    into = folder or (repository / "build" / "programs" / choices.program if choices.program else repository / "build") / "release"

    def look(curriculum: Curriculum) -> None:
        """Refuse a place that cannot be written or is too small, before the minutes that a release takes."""
        about = _about(curriculum, left_out, with_private=choices.with_private)
        path = into / f"{about.name}.zip"
        room = about.texts * (_ROOM if left_out else _ROOM_PRESSED)
        ready_for_files_in(repository / "build", room)
        for one in (path, _sums_beside(path)):
            ready_for_file(one)

    with written(repository, outputs, replace(choices, compressed=True), say=say, look=look) as found:
        say("packing the release")
        about = _about(found.curriculum, left_out, with_private=choices.with_private)
        files = _files(found.outputs, _families(found.curriculum, about))
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
    name = f"handrail-{file_name(program.discreet_name)[: LONGEST // 6].rstrip('-')}-{program.edition.isoformat()}"
    return About(
        name + ("-draft" if draft else "") + ("-private" if with_private else ""),
        program,
        draft=draft,
        private=with_private,
        signed=signed,
        texts=len(texts),
        left_out=left_out,
    )


def _families(curriculum: Curriculum, about: About) -> set[str]:
    """Return by what the files that families get are known: their modules' ids, their names in the USB edition."""
    modules = {key for found in curriculum.modules.values() for key, module in found.items() if module.is_family}
    return modules | {about.usb_name("families", language).removeprefix("families/") for language in curriculum.languages}


def _files(outputs: Iterable[tuple[Built, Path]], families: Collection[str]) -> dict[str, bytes]:
    """Return the files of all outputs by their names in the release, with links that lead there."""
    moved: dict[str, str] = {}
    sources: dict[str, Path] = {}
    for built, folder in outputs:
        for path in sorted(folder.rglob("*")):
            if path.is_symlink():
                raise OutputError(f"{path.name} is a link; a release holds files alone.")
            if path.is_file() and path.name != ".gitignore":
                inner = path.relative_to(folder).as_posix()
                old = f"{built.name}/{inner}"
                moved[old] = place(built.name, inner, families)
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
    """Write the zip and its checksum, both or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    sums = _sums_beside(path)
    with taking_places((path, sums)) as fresh:
        write_zip(fresh[path], files)
        total = hashlib.sha256(fresh[path].read_bytes()).hexdigest()
        fresh[sums].write_text(f"{total}  {path.name}\n", encoding="ascii", newline="\n")


def _sums_beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.sha256")
