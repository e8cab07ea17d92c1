"""``handrail release``."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape

from ..building import Choices
from ..options import FOR_PARTICIPANTS, PROGRAM, REPOSITORY, TODAY, WAIVE, day_of, fits, overlay_of, root_of
from ..outputs import OutputError
from ..problems import CurriculumError
from ..reporting import tell
from ..signing.gate import WaiverError
from .packing import release

__all__ = ["release_command"]

_KEPT = "Nothing was written; the last good release is as it was."


@click.command("release")
@REPOSITORY
@TODAY
@PROGRAM
@FOR_PARTICIPANTS
@WAIVE
@click.option("--with-private", is_flag=True, help="Let staff's papers name who is on call (program.private.yml). The zip is called so.")
@click.option(
    "--output",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where the zip goes (default: build/release, or build/programs/NAME/release).",
)
def release_command(
    repository: Path,
    today: dt.datetime | None,
    program: str | None,
    for_participants: bool,
    waive: tuple[str, ...],
    with_private: bool,
    folder: Path | None,
) -> None:
    """Build what a clinic needs and pack it into one zip, which needs neither Python nor a network.

    An existing zip stays as it was unless everything went well.
    """
    root_of(repository)
    overlay_of(repository, program)
    fits(waive, for_participants=for_participants)
    console = Console(emoji=False)
    try:
        done = release(
            repository,
            Choices(
                today=day_of(today),
                for_participants=for_participants,
                waive=waive,
                program=program or None,
                with_private=with_private,
            ),
            folder=folder,
            say=lambda words: console.print(f"... {escape(words)}", highlight=False),
        )
    except CurriculumError as error:
        tell(error.problems, console, warnings=False)
        console.print(f"[red]{_KEPT}[/red]")
        sys.exit(1)
    except WaiverError as error:
        raise click.UsageError(str(error)) from error
    except (OutputError, OSError) as error:
        raise click.ClickException(f"{error}\n{_KEPT}") from error
    shown = done.path.relative_to(repository) if done.path.is_relative_to(repository) else done.path
    console.print(f"[green]packed[/green] {escape(str(shown))}", highlight=False, soft_wrap=True)
    console.print(f"       {done.files} files, {_megabytes(done.size)}; unpacked {_megabytes(done.unpacked)}", highlight=False)
    if done.draft:
        told = "its name, its start page and every page of the curriculum in it say so."
        console.print(f"       [yellow]draft[/yellow]: {told}", highlight=False)
    for words in done.left_out:
        console.print(f"[yellow]left out[/yellow] {escape(words)}", highlight=False, soft_wrap=True)
    if done.warnings:
        console.print(f"[yellow]{len(done.warnings)} warnings[/yellow]: handrail check shows them.", highlight=False)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
