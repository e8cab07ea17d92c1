"""The one Jinja2 environment: escaping on, unknown names refused, templates from the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from .i18n import catalog

__all__ = ["environment", "render"]


def _load(name: str) -> str | None:
    if ".." in name.split("/"):
        return None
    resource = files("handrail.templates").joinpath(*name.split("/"))
    return resource.read_text(encoding="utf-8") if resource.is_file() else None


@cache
def environment(language: str) -> Environment:
    """Return the environment whose ``_()`` speaks a language."""
    env = Environment(
        loader=FunctionLoader(_load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_translations(catalog(language), newstyle=True)  # type: ignore[attr-defined]
    env.globals["language"] = language
    return env


def render(template: str, language: str, **context: Any) -> str:
    """Render a template of ``handrail.templates`` in a language.

    Raises:
        jinja2.UndefinedError: the context lacks a name that the template uses.
    """
    return environment(language).get_template(template).render(**context)
