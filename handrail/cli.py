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
from rich.markup import escape

from . import __version__, ids
from .building import build as build_outputs
from .building import clean as clean_builds
from .checking import check as check_curriculum
from .curriculum import read
from .options import FORMAT, PROGRAM, REPOSITORY, TODAY, WAIVE, cache_of, day_of, overlay_of, root_of
from .outputs import OutputError, output
from .outputs import names as output_names
from .overlay import OWN_PREFIX
from .overlay.commands import diff, new_program
from .overlay.stamping import new_replacement, stamp_own
from .problems import CurriculumError, Problem, Problems, suggestion
from .reporting import tell
from .scaffold import ScaffoldError, new_module, new_translation, stamp
from .signing.commands import sign, status
from .signing.gate import WaiverError

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handrail")
def main() -> None:
    """Handrail: authored Markdown in, a site, slides, paper and Open edX blocks out."""


@main.command()
@REPOSITORY
@TODAY
@FORMAT
@click.option("--for-participants", is_flag=True, help="Refuse what must not reach a participant: unsigned texts, samples, old numbers.")
@WAIVE
@click.option("--errors-only", is_flag=True, help="Count warnings, but do not show them.")
@PROGRAM
def check(
    repository: Path,
    today: dt.datetime | None,
    form: str,
    for_participants: bool,
    waive: tuple[str, ...],
    errors_only: bool,
    program: str | None,
) -> None:
    """Read everything and tell what is wrong, where, and how to mend it."""
    _waived(waive, for_participants=for_participants)
    try:
        _curriculum, problems = check_curriculum(
            root_of(repository),
            cache_of(repository),
            day_of(today),
            for_participants=for_participants,
            waive=waive,
            overlay=overlay_of(repository, program),
        )
    except WaiverError as error:
        raise click.UsageError(str(error)) from error
    tell(problems, Console(emoji=False), form, warnings=not errors_only)
    sys.exit(1 if problems.errors else 0)


@main.command()
@click.argument("names", nargs=-1, metavar="[OUTPUT]...")
@REPOSITORY
@TODAY
@FORMAT
@click.option("--for-participants", is_flag=True, help="Refuse what must not reach a participant: unsigned texts, samples, old numbers.")
@WAIVE
@click.option("--shared", is_flag=True, help="For the clinic's own tablets (site, scorm): pages keep nothing, and wipe themselves.")
@PROGRAM
@click.option(
    "--h5p-libraries",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Put H5P libraries from this folder into the packages, for players that have none (docs/h5p.md).",
)
def build(  # noqa: PLR0913, PLR0917 - each is an option of the command
    names: tuple[str, ...],
    repository: Path,
    today: dt.datetime | None,
    form: str,
    for_participants: bool,
    waive: tuple[str, ...],
    shared: bool,
    h5p_libraries: Path | None,
    program: str | None,
) -> None:
    """Write outputs: site, slides, facilitator, handouts, course, h5p, scorm, or all (the default).

    An existing build stays as it was unless everything went well.
    """
    root_of(repository)
    overlay_of(repository, program)
    _waived(waive, for_participants=for_participants)
    known = output_names()
    chosen = [] if "all" in names else list(names)
    for name in chosen:
        if name not in known:
            raise click.UsageError(f'"{name}" is not an output. {suggestion(name, [*known, "all"])}')
    console = Console(stderr=form != "text", emoji=False)
    warned: list[Problem] = []
    left: list[str] = []
    try:
        # No refreshing thread: work is forked beside it.
        with Live(console=console, auto_refresh=False, transient=True) as live:
            built = build_outputs(
                repository,
                chosen,
                today=day_of(today),
                for_participants=for_participants,
                waive=waive,
                shared=shared,
                program=program or None,
                h5p_libraries=h5p_libraries,
                left_out=left.append,
                say=lambda words: _say(console, live, words),
                tell=warned.extend,
            )
    except CurriculumError as error:
        tell(error.problems, Console(emoji=False), form, warnings=False)
        console.print("[red]Nothing was written; the last good build is as it was.[/red]")
        sys.exit(1)
    except WaiverError as error:
        raise click.UsageError(str(error)) from error
    except (OutputError, OSError) as error:
        raise click.ClickException(f"{error}\nNothing was written; the last good build is as it was.") from error
    for done in built:
        folder = done.folder.relative_to(repository) if done.folder.is_relative_to(repository) else done.folder
        console.print(
            f"[green]built[/green] {done.name:<12} {folder}/{done.report.entry}  {done.report.files} files, {done.seconds:.1f} s"
            + (f"  {done.report.told}" if done.report.told else ""),
            highlight=False,
        )
    for words in left:
        console.print(f"[yellow]left out[/yellow] {escape(words)}", highlight=False)
    if warned:
        console.print(f"[yellow]{len(warned)} warnings[/yellow]: handrail check shows them.", highlight=False)


def _waived(waive: tuple[str, ...], *, for_participants: bool) -> None:
    if waive and not for_participants:
        raise click.UsageError("--waive goes with --for-participants; every other build shows drafts as drafts.")


def _say(console: Console, live: Live, words: str) -> None:
    if console.is_terminal:
        live.update(words, refresh=True)
    else:
        console.print(f"... {words}", highlight=False)


@main.command()
@REPOSITORY
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@PROGRAM
def serve(repository: Path, port: int, program: str | None) -> None:
    """Serve what was built: the site at /, the preview learning system at /learn/. On this computer only."""
    try:
        from .preview import serve as serve_preview
    except ImportError as error:
        raise click.ClickException(
            f"The preview is not installed ({error.name} is missing). Run: pip install 'handrail[preview]'"
        ) from error
    overlay_of(repository, program)
    site, course = (output(name).folder(repository, program) for name in ("site", "course"))
    if not (site / "index.html").is_file():
        raise click.ClickException(f"There is no site yet. Run: handrail build{f' --program {program}' if program else ''}")
    try:
        serve_preview(site.resolve(), course.resolve(), (course.parent / "preview" / "preview.sqlite3").resolve(), port)
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


def _print_path(write: Any) -> None:
    try:
        click.echo(f"wrote {write()}")
    except ScaffoldError as error:
        raise click.ClickException(str(error)) from error


@main.command("stamp")
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


@main.command("lock")
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


@main.command("adopt")
@click.argument("export", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="EXPORT.tar.gz")
@REPOSITORY
@click.option("--look", is_flag=True, help="Tell what would happen, and write nothing.")
@PROGRAM
def adopt_command(export: Path, repository: Path, look: bool, program: str | None) -> None:
    """Bring edits made in Open edX Studio back into the curriculum, from a course that was exported there."""
    from handrail_xblocks.files import OlxError
    from handrail_xblocks.written import NotWrittenError

    from .adopt import adopt

    try:
        report = adopt(root_of(repository), export, write=not look, overlay=overlay_of(repository, program))
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
@REPOSITORY
@PROGRAM
def clean(repository: Path, program: str | None) -> None:
    """Remove everything that builds wrote; the preview's people stay."""
    overlay_of(repository, program)
    clean_builds(repository, program or None)


main.add_command(sign)
main.add_command(status)
main.add_command(diff)
new.add_command(new_program)


if __name__ == "__main__":
    main()
