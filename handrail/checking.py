"""``handrail check``: the format's findings and the editorial rules' findings, each module looked at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from . import editorial
from .cache import Cache, code_version, key_of
from .curriculum import Curriculum, read
from .model import Module
from .outputs import slides
from .parallel import spread
from .problems import Problem, Problems, Severity
from .signing.gate import refused, with_waivers

__all__ = ["check", "editorial_problems", "placed", "raised"]


def check(
    root: Path, cache: Cache, today: dt.date, *, for_participants: bool = False, waive: Iterable[str] = (), overlay: Path | None = None
) -> tuple[Curriculum | None, Problems]:
    """Read a curriculum and return it with everything that is wrong with it.

    Args:
        root: the folder of the curriculum.
        cache: what was read and checked before is taken from here.
        today: the day that dates are held against.
        for_participants: whether findings that must not reach a participant count as errors.
        waive: reasons for which unsigned or untranslated texts reach participants.
        overlay: ``programs/NAME``: what a clinic changed.

    Raises:
        WaiverError: a reason does not fit.
    """
    curriculum, problems = read(root, cache, overlay)
    if curriculum is not None:
        problems.extend(editorial_problems(curriculum, cache, today))
        problems.extend(placed(curriculum, slides.look(curriculum)))  # what a build of the slides warns of
        curriculum = with_waivers(curriculum, waive)
        problems.extend(placed(curriculum, refused(curriculum)) if for_participants else ())
    return curriculum, raised(problems) if for_participants else problems


def editorial_problems(curriculum: Curriculum, cache: Cache, today: dt.date) -> list[Problem]:
    """Return what the editorial rules say of every module, the shared texts and the program."""
    found = list(editorial.check_program(curriculum, today))
    versions = {language: key_of(code_version(), editorial.inputs_version(curriculum, language, today)) for language in curriculum.modules}
    for path, language, passages in curriculum.shared_passages:
        key = key_of("shared", versions[language], path, repr(passages))
        kept = cache.get(key)
        if kept is None:
            kept = editorial.check_text(passages, path, language, curriculum, today)
            cache.put(key, kept)
        found += kept
    todo: list[tuple[str, tuple[str, str]]] = []
    for language, modules in curriculum.modules.items():
        version = versions[language]
        for identifier, module in modules.items():
            key = key_of("editorial", version, curriculum.content_hashes[language, identifier], module.path)
            kept = cache.get(key)
            if kept is None:
                todo.append((key, (language, identifier)))
            else:
                found += kept
        found += editorial.check_repeats({module.path: _paragraphs(cache, module, versions[language]) for module in modules.values()})
    checked = spread(_check_one, [job for _, job in todo], (curriculum, today))
    for (key, _job), problems in zip(todo, checked, strict=True):
        cache.put(key, problems)
        found += problems
    return placed(curriculum, found)


def placed(curriculum: Curriculum, problems: Iterable[Problem]) -> list[Problem]:
    """Return findings with the files of the program's overlay where they mean those. Done once for each finding."""
    return curriculum.overlay.placed(problems) if curriculum.overlay else list(problems)


def _paragraphs(cache: Cache, module: Module, version: str) -> list[editorial.Paragraph]:
    key = key_of("paragraphs", version, module.path, *sorted(module.fingerprints.values()))
    kept: list[editorial.Paragraph] | None = cache.get(key)
    if kept is None:
        kept = editorial.paragraphs_of(module)
        cache.put(key, kept)
    return kept


def raised(problems: Problems) -> Problems:
    """Return the findings with those that must not reach a participant as errors."""
    return Problems(
        Problem(found.path, found.line, found.message, found.remedy, found.rule, Severity.ERROR)
        if found.rule in editorial.ERRORS_FOR_PARTICIPANTS
        else found
        for found in problems
    )


def _check_one(shared: tuple[Curriculum, dt.date], job: tuple[str, str]) -> list[Problem]:
    curriculum, today = shared
    language, identifier = job
    return editorial.check_module(curriculum.modules[language][identifier], curriculum, today)
