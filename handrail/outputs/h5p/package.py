"""A ``.h5p`` file: a zip with ``h5p.json``, ``content/content.json`` and pictures, and libraries where they are brought along.

The same content gives the same bytes: no times, one order, one way of writing JSON.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...i18n import catalog
from ..shared.zips import write_zip
from .content_types import BOOK, TITLES

__all__ = ["content", "described", "license_words", "pack"]

_LICENSE = {"license": "CC BY", "licenseVersion": "4.0"}
"""The curriculum's; H5P writes licenses so."""

_OURS = uuid.UUID("5b0f6f0c-6a53-5e6e-9f43-3f0d9a6f7a11")
"""The space in which our ids become H5P's."""

_NAME = re.compile(r"(?P<name>\S+) (?P<major>\d+)\.(?P<minor>\d+)")


def content(library: str, identifier: str, title: str, params: dict[str, Any]) -> dict[str, Any]:
    """Return a content inside another one.

    Args:
        library: its library with its version.
        identifier: our own, unique in the package: the same content has the same id in every build.
        title: what a host may be told it is called: it says nothing of a topic where a host is told.
        params: what the library takes.
    """
    metadata = {"contentType": TITLES[library], **_LICENSE, "title": title, "authors": [], "changes": []}
    return {"library": library, "params": params, "subContentId": str(uuid.uuid5(_OURS, identifier)), "metadata": metadata}


def license_words(language: str) -> str:
    """Return what a reader is told of the license."""
    return catalog(language).gettext("Words and drawings: Handrail, under the license Creative Commons Attribution 4.0 (CC BY 4.0).")


def described(title: str, language: str, params: Mapping[str, Any], **more: str) -> dict[str, Any]:
    """Return ``h5p.json``: what a host shows in its lists, and the libraries that it needs.

    Args:
        title: stands in lists, logs and reports.
        language: the reader's.
        params: the parameters; every library that they use is named.
        more: further words, such as ``authorComments``.
    """
    dependencies = [_dependency(library) for library in sorted({BOOK, *_used(params)})]
    return {
        "title": title,
        "language": language,
        "mainLibrary": _dependency(BOOK)["machineName"],
        "embedTypes": ["iframe"],
        **_LICENSE,
        "defaultLanguage": language,
        "authors": [{"name": "Handrail", "role": "Author"}],
        "changes": [],
        "licenseExtras": license_words(language),
        **more,
        "preloadedDependencies": dependencies,
    }


def pack(target: Path, head: Mapping[str, Any], params: Mapping[str, Any], files: Mapping[str, bytes]) -> int:
    """Write a package.

    Args:
        target: the ``.h5p`` file.
        head: ``h5p.json``.
        params: ``content/content.json``.
        files: further files, by their path in the package: pictures, libraries.

    Returns:
        Its size in bytes.
    """
    whole = {"h5p.json": _json(head), "content/content.json": _json(params)}
    whole |= {name: files[name] for name in sorted(files)}
    write_zip(target, whole)
    return target.stat().st_size


def _json(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _used(value: Any) -> set[str]:
    if isinstance(value, Mapping):
        own = {str(value["library"])} if "library" in value and "params" in value else set[str]()
        return own.union(*(_used(part) for part in value.values()))
    return set[str]().union(*(_used(part) for part in value)) if isinstance(value, list) else set()


def _dependency(library: str) -> dict[str, Any]:
    found = _NAME.fullmatch(library)
    assert found, library
    return {"machineName": found["name"], "majorVersion": int(found["major"]), "minorVersion": int(found["minor"])}
