"""``ids.lock``: every id ever published. Learner data hangs on ids, so none may disappear unnoticed.

One id a line; ``s04-w1.before`` is the field ``before`` of the worksheet ``s04-w1``. A line that begins with ``retired`` was
let go on purpose and is never used again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from .problems import Problems, Severity

__all__ = ["Lock", "check", "read", "write"]

_HEAD = """\
# Every id ever published. Written by `handrail lock`; learner data hangs on these, so no line is removed by hand.
"""


@dataclass(slots=True)
class Lock:
    """The ids of a lock file and the lines they stand on."""

    used: dict[str, int] = field(default_factory=dict)
    retired: dict[str, int] = field(default_factory=dict)


def read(path: Path, problems: Problems) -> Lock:
    """Read a lock file; one that is not there locks nothing."""
    lock = Lock()
    if not path.is_file():
        return lock
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if len(words) == 2 and words[0] == "retired":
            lock.retired[words[1]] = number
        elif len(words) == 1 and words[0].isascii():
            lock.used[words[0]] = number
        else:
            problems.add(path, number, f'"{line[:60]}" is not an id.', "Take the file from version control, then run: handrail lock")
    return lock


def check(lock: Lock, path: str, ids: Iterable[str], unread: Iterable[str], problems: Problems) -> None:
    """Add a problem for each id that disappeared or came back, and a warning for new ones.

    Args:
        lock: the lock file.
        path: its name, for problems.
        ids: every id of the curriculum as it is now.
        unread: modules whose files could not be read; nothing is said about their ids.
        problems: findings are added here.
    """
    now = set(ids)
    skipped = tuple(f"{module}{end}" for module in unread for end in ("-", "."))
    gone: dict[str, list[str]] = {}
    for identifier in lock.used:
        if identifier not in now and not identifier.startswith(skipped) and identifier not in set(unread):
            gone.setdefault(identifier.partition("-")[0], []).append(identifier)
    for first, *more in gone.values():
        others = f" (and {len(more)} more of its module)" if more else ""
        problems.add(
            path,
            lock.used[first],
            f'The id "{first}"{others} has disappeared; answers that people kept hang on it.',
            f"Bring it back, or let it go for good: handrail lock --retire {first}",
            rule="ids",
        )
    for identifier in sorted(now & set(lock.retired)):
        problems.add(path, lock.retired[identifier], f'The id "{identifier}" was retired and is used again.', "Take a new id.", rule="ids")
    new = sorted(now - set(lock.used) - set(lock.retired))
    if new:
        shown = ", ".join(new[:3]) + (", ..." if len(new) > 3 else "")
        problems.add(
            path,
            0,
            f"{len(new)} new ids are not locked yet ({shown}).",
            "When they are final, run: handrail lock",
            rule="ids",
            severity=Severity.WARNING,
        )


def write(path: Path, lock: Lock, ids: Iterable[str], retire: Iterable[str] = ()) -> int:
    """Write the lock with all ids of now; return how many are new.

    Raises:
        ValueError: an id to retire is not locked, or still stands in the curriculum.
    """
    now, gone = set(ids), set(retire)
    for identifier in sorted(gone):
        if identifier not in lock.used:
            msg = f'"{identifier}" is not in {path.name}.'
            raise ValueError(msg)
        if identifier in now:
            msg = f'"{identifier}" still stands in the curriculum; remove it there first.'
            raise ValueError(msg)
    back = sorted(now & set(lock.retired))
    if back:
        msg = f'"{back[0]}" was retired; give the new thing a new id.'
        raise ValueError(msg)
    used = (set(lock.used) | now) - gone
    retired = set(lock.retired) | gone
    lines = [*sorted(used, key=_by_part), *(f"retired {identifier}" for identifier in sorted(retired, key=_by_part))]
    path.write_text(_HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(now - set(lock.used))


def _by_part(identifier: str) -> list[str]:
    return identifier.replace("-", ".").split(".")
