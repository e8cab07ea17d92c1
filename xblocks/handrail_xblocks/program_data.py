"""What a block knows of the program: phone lines with their dates, shared texts, where the course has its modules.

It comes from the field ``program_data``, which the build wrote. An operator may set ``lines``, ``labels``, ``safety`` and ``edition``
in ``XBLOCK_SETTINGS["handrail"]``, for all blocks; other keys there say what a block is, and are passed over. Whatever does not fit
is passed over too, never raised: a wrong setting may not take a unit down.

| key | holds |
|---|---|
| ``name``, ``sample``, ``edition`` | the program, and the day on which its data was put together |
| ``language``, ``family`` | of the text in this block; family blocks are not counted |
| ``counted`` | false for a sheet that is there to be had, not to be done |
| ``lines`` | phone lines by name |
| ``labels``, ``safety`` | shared texts: interface labels; titled safety texts as Markdown |
| ``sources`` | what the lesson cites |
| ``work_url`` | the module's page on the program's site, when sheets are filled in there; else they are filled in here |
| ``modules`` | ids of modules that the course has, for links |
| ``signed`` | who checked exactly this block's text, see :mod:`handrail_xblocks.signed` |
| ``figures`` | figure id to its address below ``/static/`` |
| ``translations`` | section id to ``missing`` or ``stale``, where a text is not in the reader's language or older than the English |
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from handrail.model import Line, Source, TextBlock

__all__ = ["ProgramData", "said", "today"]

_OF_OPERATORS = ("lines", "labels", "safety", "edition")
"""What ``XBLOCK_SETTINGS`` may say. All else belongs to one block, or would contradict what it is."""

_LINES = {
    "emergency": Line(name="Emergency", number="911"),
    "crisis": Line(name="Suicide and Crisis Lifeline", number="988", text="988"),
}

Model = TypeVar("Model", bound=BaseModel)


def today() -> dt.date:
    """Return the day by which phone numbers are judged."""
    return dt.datetime.now(dt.UTC).date()


@dataclass(frozen=True)
class ProgramData:
    """Program data as a block uses it."""

    language: str = "en"
    family: bool = False
    sample: bool = False
    counted: bool = True
    stale: bool = False
    """The phone numbers are too old to be shown; only 911 and 988 are."""

    lines: Mapping[str, Line] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    safety: Mapping[str, TextBlock] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    modules: frozenset[str] = frozenset()
    work_url: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)
    translations: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, built: object, settings: object, day: dt.date) -> ProgramData:
        """Return program data from what the build wrote and what the operator set; the operator's four keys win.

        Args:
            built: the field ``program_data``.
            settings: the operator's bucket of ``XBLOCK_SETTINGS``.
            day: the day of rendering.
        """
        data = said(built, settings)
        language = data.get("language")
        lines = {**_LINES, **_models(Line, data.get("lines"))}
        edition = _date(data.get("edition"))
        stale = any(line.is_stale(day, edition) for line in lines.values())
        if stale:
            lines = {name: Line(name=line.name, names=line.names) if line.ages else line for name, line in lines.items()}
        return cls(
            language=language if isinstance(language, str) and language in {"en", "es"} else "en",
            family=data.get("family") is True,
            sample=data.get("sample") is True,
            counted=data.get("counted") is not False and data.get("family") is not True,
            stale=stale,
            lines=lines,
            labels=_strings(data.get("labels")),
            safety=_models(TextBlock, data.get("safety")),
            sources=_models(Source, data.get("sources")),
            work_url=_address(data.get("work_url")),
            modules=frozenset(_strings_in(data.get("modules"))),
            figures={name: path for name, path in _strings(data.get("figures")).items() if path.startswith("/static/")},
            translations={name: state for name, state in _strings(data.get("translations")).items() if state in ("missing", "stale")},
        )


def said(built: object, settings: object) -> dict[str, Any]:
    """Return what the build wrote, with the operator's four keys over it; nothing in it was looked at yet."""
    own = _mapping(settings)
    return {**_mapping(built), **{key: own[key] for key in _OF_OPERATORS if key in own}}


def _mapping(value: object) -> dict[str, Any]:
    return {key: item for key, item in value.items() if isinstance(key, str)} if isinstance(value, Mapping) else {}


def _strings(value: object) -> dict[str, str]:
    return {key: item for key, item in _mapping(value).items() if isinstance(item, str)}


def _strings_in(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list | tuple) else []


def _address(value: object) -> str:
    return value if isinstance(value, str) and re.fullmatch(r"https?://[^\s\"'<>]+", value) else ""


def _models(model: type[Model], value: object) -> dict[str, Model]:
    found = {}
    for name, item in _mapping(value).items():
        try:
            found[name] = model.model_validate(item)
        except ValidationError:
            continue
    return found


def _date(value: object) -> dt.date | None:
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
