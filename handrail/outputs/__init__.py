"""Outputs: one file or folder per output, found here by itself.

To add an output, add ``handrail/outputs/<name>.py`` (or a package) with ``OUTPUT = Output(...)``. Outputs never know each other.
"""

from __future__ import annotations

import importlib
import pkgutil

from .base import Output, OutputError, Report, Request, swap_all_in

__all__ = ["Output", "OutputError", "Report", "Request", "names", "output", "swap_all_in"]


def names() -> list[str]:
    """Return the names of all outputs; an output is called like its file."""
    return sorted(entry.name for entry in pkgutil.iter_modules(__path__) if entry.name not in ("base", "shared"))


def output(name: str) -> Output:
    """Return an output. It is imported only now, since some need more than others.

    Raises:
        KeyError: there is no output of that name.
    """
    if name not in names():
        raise KeyError(name)
    found: Output = importlib.import_module(f"{__name__}.{name}").OUTPUT
    return found
