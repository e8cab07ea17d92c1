"""From plain data to a model, with pydantic's findings turned into sentences at the right line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ..model.fields import KINDS
from ..problems import Problems, suggestion
from .marked_yaml import Loc, Marked

__all__ = ["validate"]

Model = TypeVar("Model", bound=BaseModel)

_SHAPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "list_type": "a list",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
    "date_parsing": "a date like 2026-11-21",
    "date_from_datetime_parsing": "a date like 2026-11-21",
    "date_type": "a date like 2026-11-21",
}
_PATTERNS = {
    "id": "a neutral code such as s04-w1",
    "review_by": "a month such as 2027-11",
    "as_of": "a month such as 2026-11",
    "number": "a phone number such as 1-800-222-1222 or 988",
    "prefill": "a field of a sheet such as s06-w1.people",
    "url": "an address that begins with https://",
    "site_url": "an address such as https://skills.example.org, without ?, # or a name and password",
    "lms_url": "an address such as https://courses.example.org, without a name and password",
}


def validate(
    model: type[Model], marked: Marked, path: str, problems: Problems, *, what: str, extra: Mapping[str, Any] | None = None
) -> Model | None:
    """Build a model from marked data.

    Args:
        model: the class to build.
        marked: the data with its lines.
        path: the file, for problems.
        problems: everything that does not fit is added here, all at once.
        what: what the data is, such as ``worksheet``.
        extra: values that come from elsewhere (the body of a module, its path).

    Returns:
        The model, or None when something does not fit.
    """
    try:
        return model.model_validate({**marked.data, **(extra or {})})
    except ValidationError as error:
        for found in error.errors(include_url=False):
            _tell(found, model, marked, path, problems, what)  # type: ignore[arg-type]
        return None


def _tell(found: dict[str, Any], model: type[BaseModel], marked: Marked, path: str, problems: Problems, what: str) -> None:
    loc = _real_loc(found["loc"], marked)
    line = marked.line_of(loc)
    key = str(loc[-1]) if loc else what
    place = f"{what}{_spoken(loc[:-1], marked)}"
    remedy = ""
    context = found.get("ctx", {})
    match found["type"]:
        case "extra_forbidden":
            message = f'The key "{key}" is not known in {place}.'
            remedy = suggestion(key, _known_keys(model, found["loc"], marked))
        case "missing":
            message = f'The key "{key}" is missing in {place}.'
            remedy = f'Add a line "{key}: ...".'
        case "union_tag_invalid":
            message = f'The kind "{context["tag"]}" is not known in {what}{_spoken(loc, marked)}.'
            remedy = suggestion(context["tag"], KINDS)
            line = marked.line_of((*loc, "kind"))
        case "union_tag_not_found":
            message = f"The kind is missing in {what}{_spoken(loc, marked)}."
            remedy = f'Add a line "kind: ...". {suggestion("", KINDS)}'
        case "literal_error" | "enum":
            message = f'"{found["input"]}" is not a value for "{key}" in {place}.'
            remedy = suggestion(found["input"], _quoted(context.get("expected", "")))
        case "string_pattern_mismatch":
            message = f'"{found["input"]}" does not fit "{key}" in {place}.'
            remedy = f"It is {_PATTERNS.get(key, 'small letters, digits and dashes')}."
        case "string_too_short":
            message = f'"{key}" is empty in {place}.'
            remedy = "Write the text, or remove the key."
        case "value_error":
            message = str(context.get("error", found["msg"]))
            line = marked.line_of((*loc, *getattr(context.get("error"), "loc", ())))
        case kind if kind in _SHAPES:
            message = f'"{key}" in {place} is not {_SHAPES[kind]}.'
            remedy = f"Write {_SHAPES[kind]}."
        case _:
            message = f'"{key}" in {place}: {found["msg"]}.'
    problems.add(path, line, message, remedy)


def _real_loc(loc: Loc, marked: Marked) -> Loc:
    """Drop what pydantic adds to a location (the kind of a field), so that it is a path into the data."""
    real: list[str | int] = []
    here: Any = marked.data
    for index, part in enumerate(loc):
        last = index == len(loc) - 1
        if isinstance(here, dict) and (part in here or last):
            here = here.get(part)
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
        elif part in KINDS or part == "[key]":
            continue
        real.append(part)
    return tuple(real)


def _spoken(loc: Loc, marked: Marked) -> str:
    """Return `` > field before > option moved``-like words for a location: the ids of lists' items, else their number."""
    words: list[str] = []
    here: Any = marked.data
    for part in loc:
        if isinstance(here, dict):
            here = here.get(str(part))
            words.append(str(part))
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
            name = here.get("id") if isinstance(here, dict) else None
            words[-1:] = [f"{words[-1].removesuffix('s') if words else 'item'} {name or part + 1}"]
    return "".join(f" > {word}" for word in words)


def _quoted(expected: str) -> list[str]:
    return [word.strip(" '") for part in expected.split(",") for word in part.split(" or ")]


def _known_keys(model: type[BaseModel], loc: Loc, marked: Marked) -> list[str]:
    """Return the keys that are known where an unknown one was found."""
    here: Any = model
    data: Any = marked.data
    for part in loc[:-1]:
        if part in KINDS and not (isinstance(data, dict) and part in data):  # pydantic names the kind in the place
            here = KINDS[str(part)]
            continue
        if isinstance(part, str) and isinstance(data, dict):
            data = data.get(part)
        elif isinstance(part, int) and isinstance(data, list):
            data = data[part]
        here = _inner(here, part)
        if here is None:
            return []
    if not isinstance(here, type) or not issubclass(here, BaseModel):
        return []
    return [field.alias or name for name, field in here.model_fields.items() if name not in ("line", "source", "passages")]


def _inner(model: Any, part: str | int) -> Any:
    """Return the model class inside a field's annotation, as far as it can be told."""
    import typing

    annotation = model
    if isinstance(part, str) and isinstance(model, type) and issubclass(model, BaseModel) and part in model.model_fields:
        annotation = model.model_fields[part].annotation
    pending = [annotation]
    while pending:
        item = pending.pop()
        if isinstance(item, type) and issubclass(item, BaseModel):
            return item
        pending += typing.get_args(item)
    return None
