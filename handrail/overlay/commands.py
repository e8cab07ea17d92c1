"""``handrail diff`` and ``handrail new program``."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import click
from rich.console import Console

from ..building import Choices, build
from ..curriculum import read
from ..model import Module
from ..options import PROGRAM, REPOSITORY, TODAY, cache_of, day_of, overlay_of, root_of
from ..outputs import OutputError
from ..problems import CurriculumError
from ..reporting import tell
from .folder import OverlayError, folder_of
from .seen import FILE, Changes, changes, read_seen, state_of, write_seen
from .setup import Answers, write_program
from .talk import ask_all

__all__ = ["diff", "new_program"]


@click.command()
@REPOSITORY
@PROGRAM
@click.option("--seen", is_flag=True, help="Record that you have looked at the curriculum as it is now.")
def diff(repository: Path, program: str | None, seen: bool) -> None:
    """Show what an upgrade changed for a program: texts, replaced sections, sign-offs. It finds; it does not fail."""
    overlay = overlay_of(repository, program)
    if overlay is None:
        raise click.UsageError("Changes are counted from a program's point of view. Name it: --program NAME")
    root, cache = root_of(repository), cache_of(repository)
    base, base_problems = read(root, cache)
    own, problems = read(root, cache, overlay)
    if base is None or own is None:
        tell([*(base_problems if base is None else problems)], Console(emoji=False), "text", warnings=False)
        raise click.ClickException("The curriculum and the program are compared when both can be read.")
    path = overlay / FILE
    if seen:
        try:
            write_seen(path, state_of(base))
        except OSError as error:
            raise click.ClickException(f"{path} cannot be written ({error.strerror}).") from error
        click.echo(f"{path}: the curriculum as it is now counts as seen.")
        return
    _show(changes(base, own, problems, read_seen(path)), own.modules["en"], f"handrail diff --seen --program {overlay.name}")


def _show(found: Changes, modules: Mapping[str, Module], record: str) -> None:
    if not found.recorded:
        click.echo(f"Nobody has recorded yet what this program has seen. When you have looked: {record}")
    sections: list[tuple[str, Iterable[str]]] = [
        ("Changed texts in modules that you use", (f"{key} {modules[key].title}: {', '.join(told)}" for key, told in found.texts.items())),
        ("Shared texts and program data that changed", found.shared),
        ("Replaced and hidden parts that need a look", map(str, found.stale)),
        ("New modules", (f"{key} {modules[key].title if key in modules else '(hidden)'}" for key in found.new)),
        ("Modules that are gone", found.gone),
        ("Sign-offs that have lapsed", found.lapsed),
    ]
    for title, rows in sections:
        listed = list(rows)
        if listed:
            click.echo(f"\n{title} ({len(listed)})")
            for row in listed:
                click.echo(f"  {row}")
    if not found:
        click.echo("Nothing has changed since somebody last looked.")
    elif found.recorded:
        click.echo(f"\nWhen you have looked at all of it: {record}")


@click.command("program")
@click.argument("name", metavar="NAME")
@REPOSITORY
@TODAY
@click.option("--yes", is_flag=True, help="Ask nothing: keep earlier answers, and take the samples for the rest.")
@click.option("--no-build", is_flag=True, help="Do not build when done.")
def new_program(name: str, repository: Path, today: dt.datetime | None, yes: bool, no_build: bool) -> None:
    """A clinic's own program: handrail new program harbor-house. Asks what it needs; run it again to change an answer."""
    root, day = root_of(repository), day_of(today)
    try:
        folder = folder_of(repository, name)
        answers = Answers.begin(root, folder, day)
    except OverlayError as error:
        raise click.UsageError(str(error)) from error
    if not yes and sys.stdin.isatty():
        try:
            ask_all(answers, name)
        except (click.Abort, EOFError, KeyboardInterrupt):
            click.echo("\nStopped; nothing was written.")
            sys.exit(1)
    try:
        written = write_program(answers, folder, root)
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be written ({error.strerror}). Nothing was changed.") from error
    for path in written:
        click.echo(f"wrote {path}")
    left = answers.samples()
    if left:
        click.echo(f"Still samples, and never shown to participants as if they were real: {', '.join(left)}")
    if not no_build:
        _build(repository, name, day)
    click.echo(f"Look into {folder / 'program.yml'}; run this again to change an answer. What to do next: handrail status --program {name}")


def _build(repository: Path, name: str, day: dt.date) -> None:
    click.echo("Building the site and the papers; this takes a moment.")
    try:
        built = build(repository, ["site", "facilitator", "handouts"], Choices(today=day, program=name))
    except CurriculumError as error:
        tell(error.problems, Console(emoji=False), "text", warnings=False)
        raise click.ClickException(f"Nothing was built. When it is mended: handrail build --program {name}") from error
    except (OutputError, OSError) as error:
        raise click.ClickException(f"{error}\nNothing was built.") from error
    for done in built:
        click.echo(f"built {done.name}: open {done.folder / done.report.entry}")
    click.echo(f"To look at it as people will: handrail serve --program {name}")
