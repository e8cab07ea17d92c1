"""``handrail packet``: what a program prints, as one PDF."""

from __future__ import annotations

import gc
from pathlib import Path

import click
from rich.console import Console

from .curriculum import Curriculum, read
from .options import PROGRAM, REPOSITORY, cache_of, overlay_of, root_of
from .outputs.shared.handout import PAPERS, Paper
from .outputs.shared.packets import Audience, Packet, PacketError, catch_up, essentials, families, make, session, week
from .outputs.shared.press import PressError, lacking
from .reporting import tell
from .together import PlaceError, ready_for_file, write_together

__all__ = ["packet_command"]


@click.command("packet")
@REPOSITORY
@PROGRAM
@click.option("--week", "number", type=int, metavar="N", help="The week of the wheel.")
@click.option("--session", "one", metavar="ID", help="One session, such as s04.")
@click.option("--catch-up", "missed", metavar="ID", help="For somebody who missed a session, such as s04.")
@click.option("--essentials", "first", is_flag=True, help="The first ten days.")
@click.option("--lane", type=click.Choice(["A", "B", "C", "all"]), default="all", show_default=True, help="With --week: one evening of it.")
@click.option(
    "--audience",
    type=click.Choice([str(one) for one in Audience]),
    default=str(Audience.PARTICIPANTS),
    show_default=True,
    help="With --week: the sessions, or the families' evening.",
)
@click.option("--lang", "language", metavar="CODE", help="en or es (default: the first of the program's languages).")
@click.option("--size", "paper", type=click.Choice(list(PAPERS)), default="a4", show_default=True, help="The size of the paper.")
@click.option("--large-print", "large", is_flag=True, help="Letters of 18 points and more.")
@click.option("--grayscale", is_flag=True, help="No color at all. It is always so: the option is there for those who want to be sure.")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Where to write it (default: build/packet-NAME.pdf)."
)
def packet_command(  # noqa: PLR0913, PLR0917 - each is an option of the command
    repository: Path,
    program: str | None,
    number: int | None,
    one: str | None,
    missed: str | None,
    first: bool,
    lane: str,
    audience: str,
    language: str | None,
    paper: Paper,
    large: bool,
    grayscale: bool,  # noqa: ARG001
    output: Path | None,
) -> None:
    """What a program prints, as one PDF: a week, a session, the first ten days, or what somebody missed.

    handrail packet --week 4 --size letter
    """
    if 1 != sum((number is not None, one is not None, missed is not None, first)):
        raise click.UsageError("Name one of these: --week N, --session ID, --catch-up ID, --essentials.")
    if number is None and (lane != "all" or audience != Audience.PARTICIPANTS):
        raise click.UsageError("--lane and --audience go with --week.")
    if audience == Audience.FAMILY and lane != "all":
        raise click.UsageError("Families have one evening a week, and no lanes.")
    root, overlay = root_of(repository), overlay_of(repository, program)
    if words := lacking():
        raise click.ClickException(f"{words}\nNothing was written.")
    curriculum, problems = read(root, cache_of(repository), overlay)
    if curriculum is None or problems.errors:
        tell(problems.errors, Console(emoji=False), "text", warnings=False)
        raise click.ClickException("Nothing was written: a packet is made of a curriculum without errors.")
    gc.freeze()  # what was read stays until the command ends: it need not be looked through for what could go
    language = language or curriculum.languages[0]  # the one that opens its site
    try:
        packet = _asked(curriculum, language, number, lane, audience, one, missed)
    except PacketError as error:
        raise click.UsageError(str(error)) from error
    folder = repository / "build" / "programs" / program if program else repository / "build"
    target = output or folder / f"packet-{packet.name}-{language}-{paper}{'-large' if large else ''}.pdf"
    try:
        ready_for_file(target)  # before the pressing, which may take a minute
        made = make(curriculum, packet, paper, cache_of(repository), large=large)
    except (PlaceError, PressError) as error:
        raise click.ClickException(f"{error}\nNothing was written.") from error
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_together({target: made.data})
    except OSError as error:
        raise click.ClickException(f"{target} cannot be written ({error.strerror or error}). What was there is as it was.") from error
    click.echo(f"wrote {target}: {made.packet.title}, {made.pages} pages, {len(made.data) // 1024} KB")
    for module in packet.foreign:
        click.echo(f"{module.id} has no text in {language} yet: it is printed in English, and the cover says so.", err=True)


def _asked(
    curriculum: Curriculum, language: str, number: int | None, lane: str, audience: str, one: str | None, missed: str | None
) -> Packet:
    if number is not None:
        return families(curriculum, language, number) if audience == Audience.FAMILY else week(curriculum, language, number, lane)
    if one is not None:
        return session(curriculum, language, one)
    return catch_up(curriculum, language, missed) if missed is not None else essentials(curriculum, language)
