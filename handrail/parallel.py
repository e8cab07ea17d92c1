"""Work on more than one core, where that earns what it costs.

Workers are forked, so they see the curriculum without its being copied; where forking is not safe the work is done in line.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

__all__ = ["beside", "one_by_one", "spread"]

Shared = TypeVar("Shared")
Job = TypeVar("Job")
Result = TypeVar("Result")

_ENOUGH = 24
"""From this many jobs on, further processes earn the time that they take to start."""

_shared: Any = None
"""What all jobs of a worker share; set when the worker starts."""


def _cores() -> int:
    return (os.cpu_count() or 1) if sys.platform == "linux" else 1


def _begin(shared: Any) -> None:
    global _shared
    _shared = shared
    gc.freeze()  # what was there before stays: looking through it again and again takes a tenth of the time


def _call(call: tuple[Callable[[Any, Any], Any], Any]) -> Any:
    work, job = call
    return work(_shared, job)


def spread(work: Callable[[Shared, Job], Result], jobs: Sequence[Job], shared: Shared) -> list[Result]:
    """Return ``work(shared, job)`` for each job, in order; on all cores when there are enough jobs.

    Args:
        work: a function of a module; it and its results must be picklable.
        jobs: what differs from call to call.
        shared: what all calls look at.
    """
    if len(jobs) < _ENOUGH:
        return [work(shared, job) for job in jobs]
    return list(_spread(work, jobs, shared, max(1, len(jobs) // (8 * _cores()))))


def one_by_one(work: Callable[[Shared, Job], Result], jobs: Sequence[Job], shared: Shared) -> Iterator[Result]:
    """Yield what :func:`spread` returns, each as soon as it and those before it are done: for jobs that take a second or more."""
    if len(jobs) < 2:
        yield from (work(shared, job) for job in jobs)
    else:
        yield from _spread(work, jobs, shared, 1)


def _spread(work: Callable[[Shared, Job], Result], jobs: Sequence[Job], shared: Shared, chunk: int) -> Iterator[Result]:
    if _cores() == 1:
        yield from (work(shared, job) for job in jobs)
        return
    with ProcessPoolExecutor(_cores(), multiprocessing.get_context("fork"), _begin, (shared,)) as pool:
        yield from pool.map(_call, [(work, job) for job in jobs], chunksize=chunk)


@contextmanager
def beside(work: Callable[[Shared], Result], shared: Shared) -> Iterator[Callable[[], Result]]:
    """Do one long piece of work beside the body of the ``with``; the body calls what it gets, to wait for the result.

    Exceptions of the work are raised there.
    """
    if _cores() == 1:
        yield lambda: work(shared)
        return
    pool = ProcessPoolExecutor(1, multiprocessing.get_context("fork"), _begin, (shared,))
    try:
        future: Future[Result] = pool.submit(_alone, work)
        yield future.result
    finally:
        # Waiting matters: a pool that is still closing when the program ends may find its pipes gone ("Bad file descriptor").
        pool.shutdown(wait=True, cancel_futures=True)


def _alone(work: Callable[[Any], Any]) -> Any:
    return work(_shared)
