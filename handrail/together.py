"""Writing files whole, all of them or none: a crash leaves the old ones.

And telling that a place cannot be written: before the work, or when its disk fills up meanwhile.
"""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

__all__ = ["PlaceError", "ready_for_file", "ready_for_files_in", "ready_for_folder", "taking_places", "telling_of_room", "write_together"]

_NEW = 0o644
"""The rights of a file that was not there."""

_PROBE = b"\0" * 65_536
"""What is written to see whether there is any room."""

_FULL = {errno.ENOSPC, errno.EDQUOT}


class PlaceError(OSError):
    """A place cannot be written; the message says which, why, and what to do."""


def write_together(texts: Mapping[Path, str | bytes]) -> None:
    """Write files, all or none: each new one lies beside its old one before the first is swapped.

    Args:
        texts: file to its text; the folder exists, the file need not.

    Raises:
        OSError: nothing was changed.
    """
    with taking_places(texts) as fresh:
        for path, text in texts.items():
            fresh[path].write_bytes(text.encode() if isinstance(text, str) else text)


@contextmanager
def telling_of_room(folder: Path) -> Iterator[None]:
    """Tell a disk that fills up while the block writes below a folder.

    Raises:
        PlaceError: it did.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL or isinstance(error, PlaceError):
            raise
        msg = f'No room is left on the disk of "{folder}". Make room there, then run the same command again.'
        raise PlaceError(msg) from error


@contextmanager
def taking_places(paths: Iterable[Path]) -> Iterator[dict[Path, Path]]:
    """Yield an empty file beside each place; when the block ends well all of them take their places, else none does.

    Args:
        paths: the places; their folders exist, the files need not.

    Raises:
        OSError: nothing was changed.
    """
    fresh: dict[Path, Path] = {}
    old: dict[Path, bytes | None] = {}
    try:
        for path in paths:
            _refuse_no_file(path)
            with telling_of_room(path.parent), tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as made:
                fresh[path] = Path(made.name)
        with telling_of_room(next((path.parent for path in fresh), Path())):
            yield fresh
        for path, new in fresh.items():
            new.chmod(path.stat().st_mode if path.exists() else _NEW)
        for path, new in fresh.items():
            old[path] = path.read_bytes() if path.exists() else None
            new.replace(path)
    except OSError:
        for path, data in old.items():
            if data is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(data)
        raise
    finally:  # Control-C too leaves nothing behind
        for new in fresh.values():
            new.unlink(missing_ok=True)


def ready_for_file(path: Path) -> None:
    """Make sure that a file can be written, before the work that goes into it; its folder need not be there.

    Raises:
        PlaceError: it cannot.
    """
    _refuse_no_file(path)
    ready_for_files_in(path.parent)


def ready_for_folder(folder: Path) -> None:
    """Make sure that a new folder can take the place of an old one, or of none.

    Raises:
        PlaceError: it cannot.
    """
    real = folder.resolve()  # a link to a web server's folder stays a link
    if real.exists() and not real.is_dir():
        raise PlaceError(f'"{folder}" cannot be written: a file stands where a folder goes. Move it away.')
    if real.is_mount():
        way = "Mount the folder that holds it, or make it a link to a folder on that disk"
        raise PlaceError(f'"{folder}" cannot be written: it is a disk of its own, so no new folder can take its place. {way}.')
    ready_for_files_in(real.parent)


def ready_for_files_in(folder: Path, room: int = 0) -> None:
    """Make sure that files can be written into a folder, which need not be there. Only trying tells: rights alone say too little.

    Args:
        folder: the folder.
        room: so many bytes at the least the work takes.

    Raises:
        PlaceError: they cannot.
    """
    try:
        there = next(path for path in (folder.resolve(), *folder.resolve().parents) if path.exists())
        if not there.is_dir():
            raise PlaceError(f'"{folder}" cannot be written: "{there}" is no folder. Name another place, or move the file away.')
        with tempfile.NamedTemporaryFile(dir=there, prefix=".handrail-") as probe:
            probe.write(_PROBE)
        left = shutil.disk_usage(there).free
        if left < room:
            short = f"{left / 1_000_000:.0f} MB are left on the disk of \"{folder}\", and this takes {room / 1_000_000:.0f} MB or more"
            raise PlaceError(f"{short}. Make room there, or name another place.")
    except PlaceError:
        raise
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        why = f'"{folder}" cannot be written ({getattr(error, "strerror", None) or error})'
        raise PlaceError(f"{why}. Look at its rights and at the room on the disk, or name another place.") from error


def _refuse_no_file(path: Path) -> None:
    if path.exists() and not path.is_file():
        raise PlaceError(f'"{path}" cannot be written: there is something that is no file. Name another place.')
