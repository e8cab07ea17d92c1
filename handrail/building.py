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
from .checking import editorial_problems, raised
from .curriculum import Curriculum, read
from .outputs import Report, Request, output, swap_in
from .outputs import names as output_names
from .parallel import beside
from .problems import CurriculumError, Problem

__all__ = ["Built", "build"]


@dataclass(frozen=True)
class Built:
    """One output that was written."""

    name: str
    folder: Path
    report: Report
    seconds: float


def build(
    repository: Path,
    names: Iterable[str],
    *,
    today: dt.date,
    for_participants: bool = False,
    shared: bool = False,
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
        shared: the site is for a clinic's own tablets: it keeps nothing and asks nobody.
        say: is told what is being done.
        tell: is told the warnings.

    Raises:
        CurriculumError: the curriculum has errors; nothing was written.
        KeyError: an output of that name does not exist.
    """
    chosen = [output(name) for name in (list(names) or output_names())]
    work = repository / "build"
    work.mkdir(exist_ok=True)
    cache = Cache(work / ".cache")
    say("reading the curriculum")
    curriculum, problems = read(repository / "curriculum", cache)
    if curriculum is None or problems.errors:
        if curriculum is not None:  # tell all that is wrong, not only what stands in the way of reading
            problems.extend(editorial_problems(curriculum, cache, today))
        raise CurriculumError(problems)
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
            request = Request(curriculum, fresh, work, cache, say, lambda problem: problems.extend([problem]), shared)
            say(f"{one.name}: {one.title}")
            report = one.write(request)
            written.append((Built(one.name, repository / one.target, report, time.perf_counter() - started), fresh))
        say("checking the curriculum")
        problems.extend(editorial())
        problems = raised(problems) if for_participants else problems
        if problems.errors:
            raise CurriculumError(problems)
        for built, fresh in written:
            swap_in(fresh, built.folder)
    tell([found for found in problems if found not in problems.errors])
    return [built for built, _ in written]


def _editorial(shared: tuple[Curriculum, Cache, dt.date]) -> list[Problem]:
    return editorial_problems(*shared)


def clean(repository: Path) -> None:
    """Remove what builds wrote; the preview's database and git's own files stay."""
    for folder in (repository / "build", repository / "site"):
        for path in folder.iterdir() if folder.is_dir() else []:
            if path.name in (".gitignore", "preview", "pages"):
                continue
            shutil.rmtree(path) if path.is_dir() else path.unlink()
