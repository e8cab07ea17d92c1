"""How sign-offs look in a terminal: plain words, so that they read at 80 columns, without color, and aloud."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from .act import Sheet
from .gate import changes
from .status import Status, TextStatus

__all__ = ["show_sheets", "show_status"]

_COLORS = {"signed": "green", "lapsed": "red", "unsigned": "yellow", "fine": "green", "old": "red"}


def show_sheets(console: Console, table: Iterable[Sheet]) -> None:
    """Print exactly what would be signed."""
    for sheet in table:
        console.print(f"\n[bold]{sheet.key.text}[/bold] ({sheet.key.language})  {escape(sheet.title)}")
        console.print(f"  {sheet.words} words; {sheet.covers}")
        console.print(f"  text {sheet.hash[:8]}")
        if sheet.english:
            console.print(f"  [yellow]still in English: {', '.join(sheet.english)}[/yellow]")
        if sheet.before:
            console.print(f"  takes the place of: {escape(sheet.before)}")
    console.print()


def show_status(console: Console, status: Status) -> None:
    """Print where a program stands, and last what to do next."""
    if status.name:
        console.print(f"[bold]{escape(status.name)}[/bold]: {_sum(status)}\n")
    if status.texts:
        console.print(_texts(status))
    told = [line for line in status.lines if line.state != "fine"]
    if told:
        rows = _table("phone line", "number", "state", "looked at")
        for line in told:
            rows.add_row(escape(line.key), line.number or "(none)", _colored(line.state), line.looked_at)
        console.print(rows)
    elif status.lines:
        console.print(f"Phone lines: all {len(status.lines)} were looked at in time.\n")
    for sample in status.samples:
        console.print(f"[yellow]sample[/yellow]: {escape(sample)}")
    console.print("\n[bold]Next[/bold]" if not status.ready else "\n[bold green]Ready[/bold green]")
    for number, step in enumerate(status.next, 1):
        console.print(f"{number}. {escape(step.what)}")
        console.print(f"   [cyan]{escape(step.how)}[/cyan]", soft_wrap=True)


def _sum(status: Status) -> str:
    words = [f"{status.count(state)} {state}" for state in ("signed", "lapsed", "unsigned", "no text") if status.count(state)]
    words += [f"{status.errors} errors"] if status.errors else []
    return ", ".join(words) or "nothing to sign"


def _texts(status: Status) -> Table:
    languages = list(dict.fromkeys(text.language for text in status.texts))
    rows = _table("text", "title", *languages)
    rows.columns[1].max_width = 32
    by_text: dict[str, list[TextStatus]] = {}
    for text in status.texts:
        by_text.setdefault(text.text, []).append(text)
    for name, texts in by_text.items():
        mark = " !" if texts[0].first else ""
        rows.add_row(f"{name}{mark}", escape(texts[0].title), *(_state(text) for text in texts))
    rows.caption = "! is read first: life may hang on it."
    rows.caption_justify = "left"
    return rows


def _state(text: TextStatus) -> str:
    words = [_colored(text.state)]
    if text.state == "signed":
        words = [f"{_colored('signed')} {text.date}", escape(text.by)]
    elif text.state == "lapsed":
        words.append(changes(text.changed, 2))
    words += [f"{len(text.missing)} in English"] if text.missing else []
    words += [f"{len(text.stale)} older than English"] if text.stale else []
    return "; ".join(words + [escape(one) for one in text.also])


def _colored(state: str) -> str:
    return f"[{_COLORS[state]}]{state}[/{_COLORS[state]}]" if state in _COLORS else state


def _table(*heads: str) -> Table:
    rows = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    for head in heads:
        rows.add_column(head)
    return rows
