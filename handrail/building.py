"""``handrail build``: check first, write beside, swap in when all went well."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .cache import Cache
from .checking import editorial_problems, placed, raised
from .curriculum import Curriculum, read
from .model import Private
from .outputs import Output, OutputError, Report, Request, output, swap_all_in
from .outputs import names as output_names
from .overlay import folder_of, read_private
from .parallel import beside
from .problems import CurriculumError, Problem, Problems
from .signing.gate import refused, with_waivers
from .together import ready_for_files_in, ready_for_folder, telling_of_room

__all__ = ["Built", "Choices", "Written", "build", "chosen", "written"]


@dataclass(frozen=True)
class Built:
    """One output that was written."""

    name: str
    folder: Path
    report: Report
    seconds: float


@dataclass(frozen=True)
class Written:
    """What was written beside the last good builds, and takes nobody's place yet."""

    curriculum: Curriculum
    outputs: list[tuple[Built, Path]]
    """Each with the folder that holds it for now."""

    problems: list[Problem]
    """The warnings."""


@dataclass(frozen=True, kw_only=True)
class Choices:
    """How outputs are to be written: what ``handrail build`` and ``handrail release`` are asked on the command line."""

    today: dt.date
    """The day that dates are held against."""

    for_participants: bool = False
    """Refuse what must not reach a participant."""

    waive: Sequence[str] = ()
    """Reasons for which unsigned or untranslated texts reach participants; each stands on its pages."""

    shared: bool = False
    """The site is for a clinic's own tablets: it keeps nothing and asks nobody."""

    program: str | None = None
    """A clinic's own, ``programs/NAME``; it is written to ``build/programs/NAME/``."""

    h5p_libraries: Path | None = None
    """A folder of H5P libraries that packages bring along."""

    compressed: bool = False
    """The site brings a compressed twin of each of its texts."""

    with_private: bool = True
    """Staff's outputs are given the names of ``program.private.yml``."""


def build(
    repository: Path,
    names: Iterable[str],
    choices: Choices,
    *,
    left_out: Callable[[str], None] = lambda _words: None,
    say: Callable[[str], None] = lambda _words: None,
    tell: Callable[[list[Problem]], None] = lambda _problems: None,
) -> list[Built]:
    """Check the curriculum and write outputs.

    Nothing of an earlier build is touched unless every output of this run was written whole.

    Args:
        repository: the folder that holds ``curriculum/``, ``build/`` and ``site/``.
        names: outputs to write; all when empty.
        choices: how they are to be written.
        left_out: is told of an output that nobody named and that cannot be written on this computer.
        say: is told what is being done.
        tell: is told the warnings.

    Raises:
        CurriculumError: the curriculum has errors; nothing was written.
        WaiverError: a reason does not fit.
        OutputError: this computer lacks what an output that was named needs.
        PlaceError: a folder cannot be written, which is told before anything is built, or a disk filled up meanwhile.
        KeyError: an output of that name does not exist.
    """
    outputs = chosen(names, left_out)
    for one in outputs:
        ready_for_folder(one.folder(repository, choices.program))
    with written(repository, outputs, choices, say=say) as found:
        swap_all_in((fresh, built.folder) for built, fresh in found.outputs)
    tell(found.problems)
    return [built for built, _ in found.outputs]


@contextmanager
def written(
    repository: Path,
    outputs: Iterable[Output],
    choices: Choices,
    *,
    say: Callable[[str], None] = lambda _words: None,
    look: Callable[[Curriculum], None] = lambda _curriculum: None,
) -> Iterator[Written]:
    """Check the curriculum and write outputs beside the last good builds; when the block ends, what was not moved is gone.

    Args:
        repository: as for :func:`build`.
        outputs: what to write, as :func:`chosen` returns it.
        choices: how it is to be written.
        say: is told what is being done.
        look: is given the curriculum before anything is made of it, and may refuse.

    Raises:
        CurriculumError: the curriculum has errors.
        WaiverError: a reason does not fit.
        PlaceError: nothing can be written below ``build/``, or its disk filled up meanwhile.
    """
    program = choices.program
    overlay = folder_of(repository, program) if program else None
    work = repository / "build" / "programs" / program if program else repository / "build"
    ready_for_files_in(work)
    work.mkdir(exist_ok=True, parents=True)
    cache = Cache(repository / "build" / ".cache")
    say("reading the curriculum")
    curriculum, problems = read(repository / "curriculum", cache, overlay)
    if curriculum is not None:
        curriculum = with_waivers(curriculum, choices.waive)
        problems.extend(placed(curriculum, refused(curriculum)) if choices.for_participants else ())
    if curriculum is None or problems.errors:
        if curriculum is not None:  # tell all that is wrong, not only what stands in the way of reading
            problems.extend(editorial_problems(curriculum, cache, choices.today))
        raise CurriculumError(raised(problems) if choices.for_participants else problems)
    look(curriculum)
    found = curriculum

    def warn(problem: Problem) -> None:
        problems.extend(placed(found, [problem]))

    fresh: list[tuple[Built, Path]] = []
    # What the editorial rules say decides whether anything is swapped in; until then they read beside the writing.
    with (
        telling_of_room(work),
        beside(_editorial, (curriculum, cache, choices.today)) as editorial,
        tempfile.TemporaryDirectory(prefix=".new-", dir=work) as scratch,
    ):
        for one in outputs:
            started = time.perf_counter()
            folder = Path(scratch) / one.name
            folder.mkdir()
            private = _private(curriculum) if one.staff_only and choices.with_private else None
            request = Request(
                curriculum,
                folder,
                work,
                cache,
                say,
                warn,
                choices.shared,
                compressed=choices.compressed,
                libraries=choices.h5p_libraries,
                private=private,
            )
            say(f"{one.name}: {one.title}")
            report = one.write(request)
            fresh.append((Built(one.name, one.folder(repository, program), report, time.perf_counter() - started), folder))
        say("checking the curriculum")
        problems.extend(editorial())
        problems = raised(problems) if choices.for_participants else problems
        if problems.errors:
            raise CurriculumError(problems)
        yield Written(curriculum, fresh, [found for found in problems if found not in problems.errors])


def _private(curriculum: Curriculum) -> Private | None:
    """Return what only staff may read: the program's own, or that beside the curriculum's ``program.yml``."""
    if curriculum.overlay:
        return curriculum.overlay.private
    return read_private(curriculum.root, curriculum.root.name, Problems())  # what is wrong with it was told when all was read


def chosen(names: Iterable[str], left_out: Callable[[str], None]) -> list[Output]:
    """Return the outputs to write: those named, else every one that this computer can write in seconds.

    Raises:
        OutputError: this computer lacks what an output that was named needs.
        KeyError: an output of that name does not exist.
    """
    named = [output(name) for name in names]
    every = named or [one for one in map(output, output_names()) if not one.on_request]
    lacking = {one.name: one.lacks() for one in every if one.lacks()}
    if named and lacking:
        raise OutputError("\n".join(lacking.values()))
    for name, words in lacking.items():
        left_out(f"{name}: {words}")
    return [one for one in every if one.name not in lacking]


def _editorial(shared: tuple[Curriculum, Cache, dt.date]) -> list[Problem]:
    return editorial_problems(*shared)


def clean(repository: Path, program: str | None = None) -> None:
    """Remove what builds wrote; the preview's databases, git's own files and other programs' builds stay."""
    folders = [repository / "build" / "programs" / program] if program else [repository / "build", repository / "site"]
    for folder in folders:
        for path in folder.iterdir() if folder.is_dir() else []:
            if path.name in (".gitignore", "preview", "programs") or (path.name == "pages" and not program):
                continue
            shutil.rmtree(path) if path.is_dir() else path.unlink()
