"""Pages without internet: which files make a pack, how large it is, and the worker that keeps it for those who ask.

Packs are the weeks of the program's round, the first days, and the families' pages, each per language; ``core`` comes with each of them.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from ...curriculum import Curriculum
from ...wheel import groups
from ..shared.document import resource

__all__ = ["manifest", "write_offline"]

_CORE_PAGES = ("", "help/", "emergency/", "leave/", "topics/", "search/", "offline/", "work/", "words/")


def write_offline(folder: Path, curriculum: Curriculum, languages: Sequence[str], *, shared: bool) -> None:
    """Write the worker and each language's list of packs into a site that is otherwise whole.

    Args:
        folder: the site's root.
        curriculum: its wheel says what a week holds.
        languages: those of the site.
        shared: the site is for a clinic's own tablets, which keep nothing: no worker is written.
    """
    packs: dict[str, dict[str, object]] = {}
    for language in languages:
        up = curriculum.program.folder_of(language)
        here = folder / up
        found = {name: _files(here, pages) for name, pages in _packs(curriculum, language).items()}
        core = [f"assets/{path.relative_to(here / 'assets').as_posix()}" for path in sorted((here / "assets").rglob("*")) if path.is_file()]
        found["core"] += core
        taken = set(found["core"])
        sizes = {}
        for name, files in found.items():
            own = files if name == "core" else [file for file in files if file not in taken]
            if not own:
                continue
            digest = hashlib.sha256(b"".join(_bytes(here, file) for file in own)).hexdigest()[:12]
            packs[f"{language}:{name}"] = {"hash": digest, "files": [up + file for file in own]}
            sizes[name] = round(sum(len(gzip.compress(_bytes(here, file), 6, mtime=0)) for file in own) / 1000)
        # After the packs were counted: the list of sizes is not part of what it counts.
        data = json.dumps({"sizes": {} if shared else sizes, "root": "../.." if up else ".."}, sort_keys=True)
        (here / "packs.js").write_text(f"window.HandrailPacks = {data};\n", encoding="utf-8")
        if not shared:
            core_pack = packs[f"{language}:core"]
            core_pack["files"] = [*core_pack["files"], f"{up}packs.js"]  # type: ignore[misc]
    if shared:
        return
    below = [up for up in map(curriculum.program.folder_of, languages) if up]
    build = json.dumps({"folders": below, "packs": packs}, sort_keys=True, indent=0)
    (folder / "worker.js").write_text(f"self.HandrailBuild = {build};\n{resource('pages/worker.js')}", encoding="utf-8")


def _packs(curriculum: Curriculum, language: str) -> dict[str, list[str]]:
    spoken = curriculum.modules[language]
    packs = {"core": list(_CORE_PAGES)}
    for group in groups(curriculum, language):
        packs[group.key] = [f"{module.id}/" for module in group.modules if module.id in spoken]
    packs["families"] = ["families/", *(f"{module.id}/" for module in spoken.values() if module.is_family)]
    return {name: pages for name, pages in packs.items() if pages}


def _files(here: Path, pages: Iterable[str]) -> list[str]:
    return [page for page in pages if (here / page / "index.html").is_file()]


def _bytes(here: Path, file: str) -> bytes:
    path = here / file
    return (path / "index.html" if path.is_dir() else path).read_bytes()


def manifest(curriculum: Curriculum, language: str) -> str:
    """Return the web app's manifest: a neutral name and icon, for those who install the pages from "Without internet"."""
    name = curriculum.program.discreet_name
    return json.dumps(
        {
            "name": name,
            "short_name": name[:12].strip(),
            "lang": language,
            "start_url": "./",
            "scope": "./",
            "display": "minimal-ui",
            "background_color": "#ffffff",
            "theme_color": "#0b5a69",
            "icons": [{"src": "assets/icon.svg", "sizes": "any", "type": "image/svg+xml"}],
        },
        ensure_ascii=False,
        indent=1,
    )
