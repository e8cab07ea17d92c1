"""What an author calls: ``handrail new``, ``handrail stamp``, ``handrail lock``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import click
from rich.console import Console

from . import ids
from .curriculum import read
from .options import PROGRAM, REPOSITORY, TODAY, cache_of, day_of, overlay_of, root_of
from .overlay import OWN_PREFIX
from .overlay.commands import new_program
from .overlay.stamping import new_replacement, stamp_own
from .problems import Problems, suggestion
from .reporting import tell
from .scaffold import ScaffoldError, new_module, new_translation, stamp

__all__ = ["lock_command", "new", "stamp_command"]


@click.group()
def new() -> None:
    """Write a skeleton to begin from."""


@new.command("module")
@click.argument("identifier", metavar="ID")
@click.argument("track")
@click.argument("name")
@click.argument("title")
@REPOSITORY
@TODAY
@PROGRAM
def new_module_command(
    identifier: str, track: str, name: str, title: str, repository: Path, today: dt.datetime | None, program: str | None
) -> None:
    """A module: handrail new module s05 coping map-your-use "Map your use". With --program, one of its own: x01."""
    overlay = overlay_of(repository, program)
    curriculum, _problems = read(root_of(repository), cache_of(repository), overlay)
    if curriculum is not None and track not in curriculum.program.tracks:
        raise click.UsageError(f'"{track}" is not a track. {suggestion(track, curriculum.program.tracks)}')
    if identifier.startswith(OWN_PREFIX) != (overlay is not None):
        raise click.UsageError("Codes that begin with x are for a program's own modules, and for nothing else: x01, with --program NAME.")
    root = overlay / "modules" if overlay else root_of(repository)
    _print_path(lambda: new_module(root, identifier, track, name, title, day_of(today)))


@new.command("translation")
@click.argument("identifier", metavar="ID")
@click.argument("language", type=click.Choice(["es"]))
@REPOSITORY
@PROGRAM
def new_translation_command(identifier: str, language: str, repository: Path, program: str | None) -> None:
    """A translation: the English words in place, ready to be overwritten."""
    overlay = overlay_of(repository, program)
    own = overlay / "modules" if overlay else None
    root = own if own and identifier.startswith(OWN_PREFIX) else root_of(repository)
    _print_path(lambda: new_translation(root, identifier, language, own))


@new.command("replacement")
@click.argument("section", metavar="SECTION")
@click.option("--language", type=click.Choice(["en", "es"]), default="en", show_default=True)
@REPOSITORY
@PROGRAM
def new_replacement_command(section: str, language: str, repository: Path, program: str | None) -> None:
    """A section of the curriculum in a program's own words: handrail new replacement s04-3 --program NAME."""
    overlay = overlay_of(repository, program)
    if overlay is None:
        raise click.UsageError("A replaced section belongs to a program. Name it: --program NAME")
    _print_path(lambda: new_replacement(root_of(repository), overlay, section, language))


def _print_path(write: Callable[[], Path]) -> None:
    try:
        click.echo(f"wrote {write()}")
    except ScaffoldError as error:
        raise click.ClickException(str(error)) from error


@click.command("stamp")
@click.argument("identifier", metavar="ID")
@click.argument("language", type=click.Choice(["en", "es"]))
@REPOSITORY
@PROGRAM
def stamp_command(identifier: str, language: str, repository: Path, program: str | None) -> None:
    """Record that a translation is up to date with the English; with --program, that a replaced section is with the curriculum."""
    overlay = overlay_of(repository, program)
    if language == "en" and overlay is None:
        raise click.UsageError("The English is what others are held against. With --program NAME, its replaced sections are stamped.")
    try:
        if overlay is None:
            count = stamp(root_of(repository), identifier, language)
        else:
            count = stamp_own(root_of(repository), overlay, identifier, language)
    except ScaffoldError as error:
        raise click.ClickException(str(error)) from error
    what = "the English" if language != "en" else "the curriculum"
    click.echo(f"{identifier} ({language}): {count} parts are up to date with {what}.")


@click.command("lock")
@click.option("--retire", multiple=True, metavar="ID", help="Let an id go for good. Answers kept under it are lost to their owners.")
@REPOSITORY
@PROGRAM
def lock_command(retire: tuple[str, ...], repository: Path, program: str | None) -> None:
    """Write the ids of all modules into curriculum/ids.lock; with --program, those of its own modules into its own."""
    overlay = overlay_of(repository, program)
    root = root_of(repository)
    curriculum, problems = read(root, cache_of(repository), overlay)
    broken = [found for found in problems.errors if found.rule != "ids"]
    if curriculum is None or broken:
        tell(broken, Console(emoji=False), "text")
        raise click.ClickException("Ids are locked only when every module can be read.")
    path = (overlay or root) / "ids.lock"
    english = curriculum.modules["en"].values()
    every = [identifier for module in english if module.id.startswith(OWN_PREFIX) == bool(overlay) for identifier in module.ids()]
    try:
        count = ids.write(path, ids.read(path, Problems()), every, retire)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{path}: {count} new ids, {len(retire)} retired.")


new.add_command(new_program)
