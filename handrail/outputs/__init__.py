"""Outputs: one file or folder per output, found here by itself.

To add an output, add ``handrail/outputs/<name>.py`` (or a package) with ``OUTPUT = Output(...)``. Outputs never know each other.
"""

from __future__ import annotations

import importlib
import pkgutil

from .base import Output, OutputError, Report, Request, swap_in

__all__ = ["Output", "OutputError", "Report", "Request", "outputs", "swap_in"]


def outputs() -> dict[str, Output]:
    """Return every output by name; each is imported only now, since some need more than others."""
    found: dict[str, Output] = {}
    for entry in sorted(pkgutil.iter_modules(__path__), key=lambda item: item.name):
        output = getattr(importlib.import_module(f"{__name__}.{entry.name}"), "OUTPUT", None)
        if isinstance(output, Output):
            found[output.name] = output
    return found
