"""What the commands share: their common options, the folder they work in, the day they count by."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from .cache import Cache
from .overlay import OverlayError, locate
from .reporting import FORMATS

__all__ = [
    "FORMAT",
    "FOR_PARTICIPANTS",
    "PROGRAM",
    "REPOSITORY",
    "TODAY",
    "WAIVE",
    "cache_of",
    "day_of",
    "fits",
    "overlay_of",
    "root_of",
]

REPOSITORY = click.option(
    "--repository",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    show_default=True,
    help="The folder that holds curriculum/, build/ and site/.",
)
TODAY = click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The day that dates are held against (default: today)."
)
FORMAT = click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="How findings are printed."
)
FOR_PARTICIPANTS = click.option(
    "--for-participants", is_flag=True, help="Refuse what must not reach a participant: unsigned texts, samples, old numbers."
)
WAIVE = click.option(
    "--waive",
    multiple=True,
    metavar="REASON",
    help="With --for-participants: why unsigned pages are shown; it stands on them. For one module: s04=REASON; for Spanish: es=REASON.",
)
PROGRAM = click.option(
    "--program",
    envvar="HANDRAIL_PROGRAM",
    metavar="NAME",
    default=None,
    help="A clinic's own program: programs/NAME is laid over the curriculum (or set HANDRAIL_PROGRAM).",
)


def fits(waive: tuple[str, ...], *, for_participants: bool) -> None:
    """Refuse reasons for waiving where nothing would be refused.

    Raises:
        click.UsageError: there are reasons, and the command is not for participants.
    """
    if waive and not for_participants:
        raise click.UsageError("--waive goes with --for-participants; without it drafts are shown as drafts.")


def overlay_of(repository: Path, program: str | None) -> Path | None:
    """Return the folder of the program that a command was called for; None without one.

    Raises:
        click.UsageError: there is no such program.
    """
    if not program:
        return None
    try:
        return locate(repository, program)
    except OverlayError as error:
        raise click.UsageError(str(error)) from error


def day_of(today: dt.datetime | None) -> dt.date:
    """Return the day that dates are held against."""
    return today.date() if today else dt.date.today()  # noqa: DTZ011 - the author's own calendar day is meant


def cache_of(repository: Path) -> Cache:
    """Return what earlier runs kept."""
    return Cache(repository / "build" / ".cache")


def root_of(repository: Path) -> Path:
    """Return the curriculum's folder.

    Raises:
        click.ClickException: there is none.
    """
    root = repository / "curriculum"
    if not root.is_dir():
        msg = f"There is no curriculum in {repository.resolve()}. Run this in Handrail's folder, or name it with --repository."
        raise click.ClickException(msg)
    return root
