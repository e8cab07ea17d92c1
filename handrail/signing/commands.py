"""``handrail sign`` and ``handrail status``."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

import click
from rich.console import Console

from ..checking import check
from ..options import PROGRAM, REPOSITORY, TODAY, cache_of, day_of, overlay_of, root_of
from ..problems import Problems
from ..reporting import tell
from .act import SigningError, named_person, record, sheets, take_back
from .book import FILE, Role
from .show import show_sheets, show_status
from .status import as_json, status_of

__all__ = ["sign", "status"]


@click.command()
@click.argument("texts", nargs=-1, required=True, metavar="MODULE...")
@REPOSITORY
@TODAY
@click.option("--name", default="", metavar="NAME", help="Who has read it, as it will stand on every page.")
@click.option("--credential", default="", metavar="LICENSE", help="The license or degree, such as LCSW.")
@click.option("--language", default="en", show_default=True, help="The language of the text; each has a sign-off of its own.")
@click.option(
    "--role",
    type=click.Choice([str(role) for role in Role]),
    default="clinician",
    show_default=True,
    help='As what. Only a clinician lifts "Draft".',
)
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The day on which it was read (default: today).")
@click.option("--yes", is_flag=True, help="Sign without being asked once more.")
@click.option("--remove", is_flag=True, help="Take a signature back.")
@PROGRAM
def sign(  # noqa: PLR0913 - each is an option of the command
    *,
    texts: tuple[str, ...],
    repository: Path,
    today: dt.datetime | None,
    name: str,
    credential: str,
    language: str,
    role: str,
    date: dt.datetime | None,
    yes: bool,
    remove: bool,
    program: str | None,
) -> None:
    """Sign exactly the text that a module has today: handrail sign s04 --name "..." --credential "...".

    MODULE is a module's id; "library" is what pages share, "emergency" the overdose steps. The signature lapses when a word changes.
    """
    console = Console(emoji=False, highlight=False)
    day = day_of(today)
    read_on = day_of(date) if date else day
    root = root_of(repository)
    try:
        who = ("", "") if remove else named_person(name, credential, read_on, day)
    except SigningError as error:
        raise click.ClickException(f"{error}\nNothing was signed.") from error
    curriculum, problems = check(root, cache_of(repository), day, overlay=overlay_of(repository, program))
    broken = [found for found in problems.errors if found.path.endswith(FILE)]
    if curriculum is None or broken:
        tell(broken or problems.errors, console)
        raise click.ClickException("Nothing was signed; these come first.")
    try:
        if remove:
            for key, gone in take_back(curriculum, texts, language, Role(role)):
                console.print(
                    f"removed: {key.text} ({key.language}), {key.role}: {gone.name}, {gone.credential}, {gone.date}", markup=False
                )
            return
        table = sheets(curriculum, Problems(problems), texts, language, Role(role))
        show_sheets(console, table)
        words = f"Sign as {who[0]}, {who[1]} ({role}), for {curriculum.program.name}, {read_on}?"
        _confirm(words, yes=yes)
        record(curriculum, table, *who, read_on)
    except SigningError as error:
        raise click.ClickException(f"{error}\nNothing was signed.") from error
    except OSError as error:
        raise click.ClickException(f"{FILE} cannot be written ({error}). It is as it was.") from error
    for sheet in table:
        console.print(f"signed: {sheet.key.text} ({language}) by {who[0]}, {who[1]}", markup=False)
    if Role(role) is not Role.CLINICIAN:
        console.print('Kept. The pages still say "Draft": a clinician signs for them.')


def in_terminal() -> bool:
    """Return whether somebody sits there who can be asked."""
    return sys.stdin.isatty()


def _confirm(question: str, *, yes: bool) -> None:
    if yes:
        click.echo(question.replace("Sign as", "Signing as").replace("?", "."))
        return
    if not in_terminal():
        msg = "Nobody is here to be asked. Say --yes when the person who is named has read these texts."
        raise SigningError(msg)
    if not click.confirm(f"{question} This says that you have read every word of it."):
        msg = "You said no."
        raise SigningError(msg)


@click.command()
@REPOSITORY
@TODAY
@click.option("--json", "as_data", is_flag=True, help="As JSON, for a program.")
@PROGRAM
def status(repository: Path, today: dt.datetime | None, as_data: bool, program: str | None) -> None:
    """Show what is ready, unsigned, lapsed, old, untranslated, and what to do next."""
    console = Console(emoji=False, highlight=False)
    day = day_of(today)
    curriculum, problems = check(root_of(repository), cache_of(repository), day, overlay=overlay_of(repository, program))
    found = status_of(curriculum, problems, day)
    if as_data:
        click.echo(json.dumps(as_json(found), ensure_ascii=False, indent=1))
    else:
        show_status(console, found)
