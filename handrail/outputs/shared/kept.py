"""Long work, done once for each different piece, on all cores, and kept for as long as nothing of it changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from ...cache import Cache
from ...parallel import one_by_one

__all__ = ["each_once"]

Shared = TypeVar("Shared")
Job = TypeVar("Job")
Result = TypeVar("Result")


def each_once(
    work: Callable[[Shared, Job], Result],
    jobs: Sequence[Job],
    shared: Shared,
    keys: Sequence[str],
    cache: Cache,
    *,
    before: Callable[[Sequence[Job]], None] = lambda _left: None,
    done: Callable[[int, int], None] = lambda _count, _of: None,
) -> list[Result]:
    """Return ``work(shared, job)`` for each job, in order. What is done is kept at once: whoever stops the work loses one piece.

    Args:
        work: a function of a module, for :func:`handrail.parallel.one_by_one`.
        jobs: what differs from call to call.
        shared: what all calls look at.
        keys: for each job, a key for all that its result depends on; jobs with the same key are done once.
        cache: what was done before is taken from here.
        before: is told what is left to do, before it is begun: what it makes, all processes that do the work have.
        done: is told how many pieces are done, and of how many that were not kept.
    """
    found = {key: cache.get(key) for key in dict.fromkeys(keys)}
    missing = {key: job for key, job in zip(keys, jobs, strict=True) if found[key] is None}
    left = list(missing.values())
    if left:
        before(left)
    fresh = one_by_one(work, left, shared)
    for count, (key, result) in enumerate(zip(missing, fresh, strict=True), start=1):
        found[key] = result
        cache.put(key, result)
        done(count, len(missing))
    return [found[key] for key in keys]
