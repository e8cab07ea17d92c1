"""The command line: the only place that prints and sets exit codes.

| code | means |
|---|---|
| 0 | done; there may be warnings |
| 1 | the curriculum has errors, or something could not be done; nothing good was overwritten |
| 2 | the command was called wrongly |
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.live import Live

from . import __version__, ids
from .building import build as build_outputs
from .building import clean as clean_builds
from .cache import Cache
from .checking import check as check_curriculum
from .curriculum import read
from .outputs import OutputError
from .outputs import names as output_names
from .problems import CurriculumError, Problem, Problems, suggestion
from .reporting import FORMATS, tell
from .scaffold import ScaffoldError, new_module, new_translation, stamp

__all__ = ["main"]

_REPOSITORY = click.option(
    "--repository",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    show_default=True,
    help="The folder that holds curriculum/, build/ and site/.",
)
_TODAY = click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The day that dates are held against (default: today)."
)
_FORMAT = click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="How findings are printed."
)


def _day(today: dt.datetime | None) -> dt.date:
    return today.date() if today else dt.date.today()  # noqa: DTZ011 - the author's own calendar day is meant


def _cache(repository: Path) -> Cache:
    return Cache(repository / "build" / ".cache")


def _root(repository: Path) -> Path:
    root = repository / "curriculum"
    if not root.is_dir():
        msg = f"There is no curriculum in {repository.resolve()}. Run this in Handrail's folder, or name it with --repository."
        raise click.ClickException(msg)
    return root


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handrail")
def main() -> None:
    """Handrail: authored Markdown in, a site, slides, paper and Open edX blocks out."""


@main.command()
@_REPOSITORY
@_TODAY
@_FORMAT
@click.option("--for-participants", is_flag=True, help="Refuse what must not reach a participant (old phone lines, lapsed reviews).")
@click.option("--errors-only", is_flag=True, help="Count warnings, but do not show them.")
def check(repository: Path, today: dt.datetime | None, form: str, for_participants: bool, errors_only: bool) -> None:
    """Read everything and tell what is wrong, where, and how to mend it."""
    _curriculum, problems = check_curriculum(_root(repository), _cache(repository), _day(today), for_participants=for_participants)
    tell(problems, Console(emoji=False), form, warnings=not errors_only)
    sys.exit(1 if problems.errors else 0)


@main.command()
@click.argument("names", nargs=-1, metavar="[OUTPUT]...")
@_REPOSITORY
@_TODAY
@_FORMAT
@click.option("--for-participants", is_flag=True, help="Refuse what must not reach a participant.")
@click.option("--shared", is_flag=True, help="Build the site for the clinic's own tablets: it keeps nothing, and wipes itself.")
def build(names: tuple[str, ...], repository: Path, today: dt.datetime | None, form: str, for_participants: bool, shared: bool) -> None:
    """Write outputs: site, slides, facilitator, handouts, course, or all (the default).

    An existing build stays as it was unless everything went well.
    """
    _root(repository)
    known = output_names()
    chosen = [] if "all" in names else list(names)
    for name in chosen:
        if name not in known:
            raise click.UsageError(f'"{name}" is not an output. {suggestion(name, [*known, "all"])}')
    console = Console(stderr=form != "text", emoji=False)
    warned: list[Problem] = []
    try:
        # No refreshing thread: work is forked beside it.
        with Live(console=console, auto_refresh=False, transient=True) as live:
            built = build_outputs(
                repository,
                chosen,
                today=_day(today),
                for_participants=for_participants,
                shared=shared,
                say=lambda words: _say(console, live, words),
                tell=warned.extend,
            )
    except CurriculumError as error:
        tell(error.problems, Console(emoji=False), form, warnings=False)
        console.print("[red]Nothing was written; the last good build is as it was.[/red]")
        sys.exit(1)
    except (OutputError, OSError) as error:
        raise click.ClickException(f"{error}\nNothing was written; the last good build is as it was.") from error
    for done in built:
        folder = done.folder.relative_to(repository) if done.folder.is_relative_to(repository) else done.folder
        console.print(
            f"[green]built[/green] {done.name:<12} {folder}/{done.report.entry}  {done.report.files} files, {done.seconds:.1f} s",
            highlight=False,
        )
    if warned:
        console.print(f"[yellow]{len(warned)} warnings[/yellow]: handrail check shows them.", highlight=False)


def _say(console: Console, live: Live, words: str) -> None:
    if console.is_terminal:
        live.update(words, refresh=True)
    else:
        console.print(f"... {words}", highlight=False)


@main.command()
@_REPOSITORY
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
def serve(repository: Path, port: int) -> None:
    """Serve what was built: the site at /, the preview learning system at /learn/. On this computer only."""
    try:
        from .preview import serve as serve_preview
    except ImportError as error:
        raise click.ClickException(
            f"The preview is not installed ({error.name} is missing). Run: pip install 'handrail[preview]'"
        ) from error
    site, course = repository / "site", repository / "build" / "course"
    if not (site / "index.html").is_file():
        raise click.ClickException("There is no site yet. Run: handrail build")
    try:
        serve_preview(site.resolve(), course.resolve(), (repository / "build" / "preview" / "preview.sqlite3").resolve(), port)
    except OSError as error:
        raise click.ClickException(f"Port {port} cannot be used ({error.strerror}). Try: handrail serve --port {port + 1}") from error


@main.group()
def new() -> None:
    """Write a skeleton to begin from."""


@new.command("module")
@click.argument("identifier", metavar="ID")
@click.argument("track")
@click.argument("name")
@click.argument("title")
@_REPOSITORY
@_TODAY
def new_module_command(identifier: str, track: str, name: str, title: str, repository: Path, today: dt.datetime | None) -> None:
    """A module: handrail new module s05 coping map-your-use "Map your use"."""
    curriculum, _problems = read(_root(repository), _cache(repository))
    if curriculum is not None and track not in curriculum.program.tracks:
        raise click.UsageError(f'"{track}" is not a track. {suggestion(track, curriculum.program.tracks)}')
    _print_path(lambda: new_module(_root(repository), identifier, track, name, title, _day(today)))


@new.command("translation")
@click.argument("identifier", metavar="ID")
@click.argument("language", type=click.Choice(["es"]))
@_REPOSITORY
def new_translation_command(identifier: str, language: str, repository: Path) -> None:
    """A translation: the English words in place, ready to be overwritten."""
    _print_path(lambda: new_translation(_root(repository), identifier, language))


def _print_path(write: Any) -> None:
    try:
        click.echo(f"wrote {write()}")
    except ScaffoldError as error:
        raise click.ClickException(str(error)) from error


@main.command("stamp")
@click.argument("identifier", metavar="ID")
@click.argument("language", type=click.Choice(["es"]))
@_REPOSITORY
def stamp_command(identifier: str, language: str, repository: Path) -> None:
    """Record that a translation is up to date with the English."""
    try:
        count = stamp(_root(repository), identifier, language)
    except ScaffoldError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{identifier} ({language}): {count} parts are up to date with the English.")


@main.command("lock")
@click.option("--retire", multiple=True, metavar="ID", help="Let an id go for good. Answers kept under it are lost to their owners.")
@_REPOSITORY
def lock_command(retire: tuple[str, ...], repository: Path) -> None:
    """Write the ids of all modules into curriculum/ids.lock."""
    root = _root(repository)
    curriculum, problems = read(root, _cache(repository))
    broken = [found for found in problems.errors if found.rule != "ids"]
    if curriculum is None or broken:
        tell(broken, Console(emoji=False), "text")
        raise click.ClickException("Ids are locked only when every module can be read.")
    path = root / "ids.lock"
    every = [identifier for module in curriculum.modules["en"].values() for identifier in module.ids()]
    try:
        count = ids.write(path, ids.read(path, Problems()), every, retire)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{path}: {count} new ids, {len(retire)} retired.")


@main.command("adopt")
@click.argument("export", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="EXPORT.tar.gz")
@_REPOSITORY
@click.option("--look", is_flag=True, help="Tell what would happen, and write nothing.")
def adopt_command(export: Path, repository: Path, look: bool) -> None:
    """Bring edits made in Open edX Studio back into the curriculum, from a course that was exported there."""
    from handrail_xblocks.files import OlxError
    from handrail_xblocks.written import NotWrittenError

    from .adopt import adopt

    try:
        report = adopt(_root(repository), export, write=not look)
    except (OlxError, NotWrittenError, OSError) as error:
        raise click.ClickException(f"{error}\nNothing was written.") from error
    for brought in report.brought:
        verb = "already there" if brought.already else "would go" if look else "brought back"
        click.echo(f"{verb}: {brought.where} -> {brought.path}")
    for left in report.left:
        click.echo(f"left: {left}")
    if not report.brought and not report.left:
        click.echo("Nothing was edited in Studio since Handrail wrote this course.")
    if report.left:
        click.echo(f"{len(report.left)} edits could not be brought back; they stand above, and in the export.", err=True)
        sys.exit(1)


@main.command()
@_REPOSITORY
def clean(repository: Path) -> None:
    """Remove everything that builds wrote; the preview's people stay."""
    clean_builds(repository)


if __name__ == "__main__":
    main()
