"""``handrail build``: check first, write beside, swap in when all went well."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from .cache import Cache
from .checking import editorial_problems, placed, raised
from .curriculum import Curriculum, read
from .outputs import Output, OutputError, Report, Request, output, swap_in
from .outputs import names as output_names
from .overlay import folder_of
from .parallel import beside
from .problems import CurriculumError, Problem
from .signing.gate import refused, with_waivers

__all__ = ["Built", "build"]


@dataclass(frozen=True)
class Built:
    """One output that was written."""

    name: str
    folder: Path
    report: Report
    seconds: float


def build(  # noqa: PLR0913 - each is an option of the command
    repository: Path,
    names: Iterable[str],
    *,
    today: dt.date,
    for_participants: bool = False,
    waive: Iterable[str] = (),
    shared: bool = False,
    program: str | None = None,
    h5p_libraries: Path | None = None,
    left_out: Callable[[str], None] = lambda _words: None,
    say: Callable[[str], None] = lambda _words: None,
    tell: Callable[[list[Problem]], None] = lambda _problems: None,
) -> list[Built]:
    """Check the curriculum and write outputs.

    Nothing of an earlier build is touched unless every output of this run was written whole.

    Args:
        repository: the folder that holds ``curriculum/``, ``build/`` and ``site/``.
        names: outputs to write; all when empty.
        today: the day that dates are held against.
        for_participants: refuse what must not reach a participant.
        waive: reasons for which unsigned or untranslated texts reach participants; each stands on its pages.
        shared: the site is for a clinic's own tablets: it keeps nothing and asks nobody.
        program: a clinic's own, ``programs/NAME``; it is written to ``build/programs/NAME/``.
        h5p_libraries: a folder of H5P libraries that packages bring along.
        left_out: is told of an output that nobody named and that cannot be written on this computer.
        say: is told what is being done.
        tell: is told the warnings.

    Raises:
        CurriculumError: the curriculum has errors; nothing was written.
        WaiverError: a reason does not fit.
        OutputError: this computer lacks what an output that was named needs.
        KeyError: an output of that name does not exist.
    """
    chosen = _chosen(names, left_out)
    overlay = folder_of(repository, program) if program else None
    work = repository / "build" / "programs" / program if program else repository / "build"
    work.mkdir(exist_ok=True, parents=True)
    cache = Cache(repository / "build" / ".cache")
    say("reading the curriculum")
    curriculum, problems = read(repository / "curriculum", cache, overlay)
    if curriculum is not None:
        curriculum = with_waivers(curriculum, waive)
        problems.extend(placed(curriculum, refused(curriculum)) if for_participants else ())
    if curriculum is None or problems.errors:
        if curriculum is not None:  # tell all that is wrong, not only what stands in the way of reading
            problems.extend(editorial_problems(curriculum, cache, today))
        raise CurriculumError(raised(problems) if for_participants else problems)
    found = curriculum

    def warn(problem: Problem) -> None:
        problems.extend(placed(found, [problem]))

    written: list[tuple[Built, Path]] = []
    # What the editorial rules say decides whether anything is swapped in; until then they read beside the writing.
    with (
        beside(_editorial, (curriculum, cache, today)) as editorial,
        tempfile.TemporaryDirectory(prefix=".new-", dir=work) as scratch,
    ):
        for one in chosen:
            started = time.perf_counter()
            fresh = Path(scratch) / one.name
            fresh.mkdir()
            private = curriculum.overlay.private if curriculum.overlay and one.staff_only else None
            request = Request(curriculum, fresh, work, cache, say, warn, shared, libraries=h5p_libraries, private=private)
            say(f"{one.name}: {one.title}")
            report = one.write(request)
            written.append((Built(one.name, one.folder(repository, program), report, time.perf_counter() - started), fresh))
        say("checking the curriculum")
        problems.extend(editorial())
        problems = raised(problems) if for_participants else problems
        if problems.errors:
            raise CurriculumError(problems)
        for built, fresh in written:
            swap_in(fresh, built.folder)
    tell([found for found in problems if found not in problems.errors])
    return [built for built, _ in written]


def _chosen(names: Iterable[str], left_out: Callable[[str], None]) -> list[Output]:
    """Return the outputs to write: those named, else every one that this computer can write."""
    named = [output(name) for name in names]
    lacking = {one.name: one.lacks() for one in named or map(output, output_names()) if one.lacks()}
    if named and lacking:
        raise OutputError("\n".join(lacking.values()))
    for name, words in lacking.items():
        left_out(f"{name}: {words}")
    return named or [output(name) for name in output_names() if name not in lacking]


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
