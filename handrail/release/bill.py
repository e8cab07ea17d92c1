"""The bill of materials: what a release brings to a clinic's computers, and what it was made with. CycloneDX 1.6, as JSON.

| component | scope |
|---|---|
| the curriculum, the browser library, the theme's styles, the font in PDFs | required: a reader's browser or printer gets it |
| Python, and every package that the build loaded or could load | excluded: it made the release and is not in it |

No time of the clock, no name of a computer and no path stands in it: the same environment writes the same bytes.
"""

from __future__ import annotations

import json
import platform
import uuid
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.resources import files
from pathlib import Path
from typing import Any

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .. import __version__
from ..curriculum import Curriculum

__all__ = ["bill_of", "licenses"]

_SOURCE = Path(__file__).resolve().parents[2]
_FONT_LICENSE = ("print", "font", "LICENSE.md")
_THEME = "mkdocs-material"

_PDF = {"pdf", "packets"}
"""Outputs that are PDFs, with our font inside."""

_PRESS = ("weasyprint", "pypdf")
"""What they need beyond the packages that every build needs; named here, since an older installation does not know its own extra."""

_CLASSIFIED = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
_WRITTEN = {"Apache 2.0": "Apache-2.0", "BSD": "BSD-3-Clause", "AGPL 3.0": "AGPL-3.0-only"}
"""What some call a license that has a name in SPDX."""

Json = dict[str, Any]


def bill_of(curriculum: Curriculum, name: str, outputs: Iterable[str]) -> bytes:
    """Return the bill of a release.

    Args:
        curriculum: its program's edition is the release's version and day.
        name: of the release.
        outputs: the outputs in it.
    """
    edition, outputs = curriculum.program.edition.isoformat(), list(outputs)
    shipped = list(_shipped(edition, outputs))
    made = [_python(), *(_package(found) for found in _used(outputs))]
    root = {"type": "application", "bom-ref": "release", "name": name, "version": edition}
    bill: Json = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": f"{edition}T00:00:00Z",
            "tools": {"components": [{"type": "application", "name": "handrail", "version": __version__}]},
            "component": root,
        },
        "components": [*shipped, *made],
        "dependencies": [{"ref": "release", "dependsOn": [one["bom-ref"] for one in shipped]}],
    }
    bill["serialNumber"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(bill, sort_keys=True))}"
    return (json.dumps(bill, indent=2, ensure_ascii=False) + "\n").encode()


def licenses(curriculum: Curriculum, outputs: Iterable[str]) -> dict[str, bytes]:
    """Return the licenses of everything that is in a release, by file name."""
    found = {
        "software-apache-2.0.txt": _own_license(),
        "theme-mit.txt": _license_of(_THEME),
        "curriculum-cc-by-4.0.txt": _bytes(curriculum.root / "LICENSE"),
        "font-ofl-1.1.txt": _font_license() if _PDF & set(outputs) else b"",
    }
    return {name: text for name, text in found.items() if text}


def _shipped(edition: str, outputs: list[str]) -> Iterator[Json]:
    yield _shown("data", "handrail-curriculum", edition, "CC-BY-4.0", "words and drawings in every file")
    yield _shown("library", "handrail-browser-library", __version__, "Apache-2.0", "site/assets, participants, families, staff")
    if "site" in outputs:
        version = distribution(_THEME).version
        where = "site: the layout of pages, and the styles that they use, made smaller"
        yield _shown("library", _THEME, version, "MIT", where, f"pkg:pypi/{_THEME}@{version}")
    if _PDF & set(outputs) and _font_license():
        yield _shown("file", "handrail-sans", __version__, "OFL-1.1", "embedded in every PDF")


def _shown(kind: str, name: str, version: str, spdx: str, where: str, purl: str = "") -> Json:
    found: Json = {"type": kind, "bom-ref": f"shipped:{name}", "name": name, "version": version, "scope": "required"}
    found["licenses"] = [{"license": {"id": spdx}}]
    if purl:
        found["purl"] = purl
    found["properties"] = [{"name": "handrail:where", "value": where}]
    return found


def _python() -> Json:
    version = platform.python_version()
    return {
        "type": "platform",
        "bom-ref": f"pkg:generic/python@{version}",
        "name": "python",
        "version": version,
        "scope": "excluded",
        "licenses": [{"license": {"id": "PSF-2.0"}}],
        "purl": f"pkg:generic/python@{version}",
    }


def _package(found: Distribution) -> Json:
    name = canonicalize_name(found.metadata["Name"])
    purl = f"pkg:{'generic' if name == 'handrail' else 'pypi'}/{name}@{found.version}"
    package: Json = {"type": "library", "bom-ref": purl, "name": name, "version": found.version, "scope": "excluded"}
    if told := _license_told(found):
        package["licenses"] = [told]
    return {**package, "purl": purl}


def _license_told(found: Distribution) -> Json | None:
    """Return the license that a package names, as an SPDX identifier where it can be told."""
    about: Json = dict(found.metadata.json)  # a plain dictionary with small keys
    written = str(about.get("license", "")).strip().partition("\n")[0]
    for words in (about.get("license_expression"), _WRITTEN.get(written, written)):
        try:
            spdx = canonicalize_license_expression(words or "-")
        except InvalidLicenseExpression:
            continue
        return {"expression": spdx} if " " in spdx else {"license": {"id": spdx}}
    classified = [line.rsplit(" :: ", 1)[-1] for line in about.get("classifier", ()) if line.startswith("License :: ")]
    known = [_CLASSIFIED[name] for name in classified if name in _CLASSIFIED]
    if known:
        return {"expression": " OR ".join(known)} if len(known) > 1 else {"license": {"id": known[0]}}
    named = next(iter(classified), written)
    return {"license": {"name": named[:100]}} if named else None


def _used(outputs: Iterable[str]) -> list[Distribution]:
    """Return what a build of these outputs takes from the environment: our own requirements, and theirs."""
    found: dict[str, Distribution] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    todo: list[tuple[str, frozenset[str]]] = [("handrail", frozenset({"build"}))]
    todo += [(name, frozenset()) for name in _PRESS if _PDF & set(outputs)]
    while todo:
        name, wanted = todo.pop()
        if (name, wanted) in seen:
            continue
        seen.add((name, wanted))
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:  # what is not there was not used
            continue
        for line in found[name].requires or ():
            needs = Requirement(line)
            if needs.marker is None or any(needs.marker.evaluate({"extra": extra}) for extra in ("", *wanted)):
                todo.append((canonicalize_name(needs.name), frozenset(needs.extras)))
    return [found[name] for name in sorted(found)]


def _own_license() -> bytes:
    return _bytes(_SOURCE / "LICENSE") or _license_of("handrail")


def _font_license() -> bytes:
    found = files("handrail.templates").joinpath(*_FONT_LICENSE)
    return found.read_bytes() if found.is_file() else b""


def _license_of(package: str) -> bytes:
    return (distribution(package).read_text("licenses/LICENSE") or "").encode()


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
