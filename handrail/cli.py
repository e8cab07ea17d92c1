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

import click
from rich.console import Console
from rich.live import Live
from rich.markup import escape

from . import __version__
from .authoring import lock_command, new, stamp_command
from .building import Choices
from .building import build as build_outputs
from .building import clean as clean_builds
from .checking import check as check_curriculum
from .options import FOR_PARTICIPANTS, FORMAT, PROGRAM, REPOSITORY, TODAY, WAIVE, cache_of, day_of, fits, overlay_of, root_of
from .outputs import OutputError, output
from .outputs import names as output_names
from .overlay.commands import diff
from .packeting import packet_command
from .problems import CurriculumError, Problem, suggestion
from .release.commands import release_command
from .reporting import tell
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
@FOR_PARTICIPANTS
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
    fits(waive, for_participants=for_participants)
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
@FOR_PARTICIPANTS
@WAIVE
@click.option("--shared", is_flag=True, help="For the clinic's own tablets (site, scorm): pages keep nothing, and wipe themselves.")
@click.option("--compressed", is_flag=True, help="Also write the site's texts compressed, for servers that send them (docs/web-server.md).")
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
    compressed: bool,
    h5p_libraries: Path | None,
    program: str | None,
) -> None:
    """Write outputs: site, usb, slides, facilitator, handouts, course, h5p, scorm, or all of these (the default).

    pdf and packets take minutes, so they are written only when they are named.

    An existing build stays as it was unless everything went well.
    """
    root_of(repository)
    overlay_of(repository, program)
    fits(waive, for_participants=for_participants)
    known = output_names()
    chosen = [] if "all" in names else list(names)
    for name in chosen:
        if name not in known:
            raise click.UsageError(f'"{name}" is not an output. {suggestion(name, [*known, "all"])}')
    console = Console(stderr=form != "text", emoji=False)
    choices = Choices(
        today=day_of(today),
        for_participants=for_participants,
        waive=waive,
        shared=shared,
        program=program or None,
        h5p_libraries=h5p_libraries,
        compressed=compressed,
    )
    warned: list[Problem] = []
    left: list[str] = []
    try:
        # No refreshing thread: work is forked beside it.
        with Live(console=console, auto_refresh=False, transient=True) as live:
            built = build_outputs(
                repository,
                chosen,
                choices,
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
main.add_command(new)
main.add_command(packet_command)
main.add_command(stamp_command)
main.add_command(lock_command)
main.add_command(release_command)


if __name__ == "__main__":
    main()
