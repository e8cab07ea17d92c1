"""H5P packages: a module as one file for Moodle, WordPress, Lumi and whatever else plays H5P.

``build/h5p/en/s04.h5p``, one for each module and language, named by their codes.

| file | does |
|---|---|
| :mod:`.book` | a module to the pages of an Interactive Book |
| :mod:`.text` | our HTML to the little that H5P lets through |
| :mod:`.questions`, :mod:`.words` | questions, and what the player's buttons say |
| :mod:`.pictures` | drawings to PNG |
| :mod:`.content_types`, :mod:`.semantics` | the libraries with their versions and fields, and holding parameters against them |
| :mod:`.libraries` | libraries that are brought along, for players that have none |
| :mod:`.package` | the file itself |
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ...cache import Cache
from ...curriculum import Curriculum
from ...model import Module
from ...names import session_name
from ...parallel import spread
from ..base import Output, Report, Request
from ..shared.index import Entry, index_page
from .book import book, picture_path
from .libraries import Libraries
from .package import described, pack
from .pictures import Picture, missing, pictures

__all__ = ["OUTPUT"]


@dataclass(frozen=True)
class _Shared:
    """What all packages are made from."""

    curriculum: Curriculum
    folder: Path
    drawings: dict[tuple[str, str], dict[str, Picture]]
    """Language and module to its pictures by their figures' ids."""

    libraries: Libraries | None


def write(request: Request) -> Report:
    """Write a package for each module and language, and a page that lists them with their sizes.

    Raises:
        OutputError: the libraries to bring along do not fit.
    """
    curriculum = request.curriculum
    libraries = Libraries.read(request.libraries) if request.libraries else None
    jobs = [(language, module) for language in curriculum.languages for module in curriculum.modules[language].values()]
    request.say("h5p: drawings")
    drawn = _drawings(curriculum, jobs, request.cache)
    for language in curriculum.languages:
        (request.folder / language).mkdir(parents=True)
    sizes = spread(_package, jobs, _Shared(curriculum, request.folder, drawn, libraries))
    for language in curriculum.languages:
        entries = [
            Entry(module.id, module.title, f"{module.id}.h5p", [(f"{max(1, round(size / 1000))} kB", f"{module.id}.h5p")])
            for (tongue, module), size in zip(jobs, sizes, strict=True)
            if tongue == language
        ]
        page = index_page(curriculum, language, "h5p", entries)
        (request.folder / language / "index.html").write_text(page, encoding="utf-8")
    told = f"{sum(sizes) // 1000:,} kB, the largest {max(sizes, default=0) // 1000:,} kB"
    return Report(len(jobs) + len(curriculum.languages), f"{curriculum.languages[0]}/index.html", told)


def lacks() -> str:
    """Return what stands in the way of writing packages on this computer, and how to mend it; empty when nothing does."""
    found = missing()
    return f"H5P packages need {', '.join(found)} to draw pictures. Run: pip install 'handrail[h5p]'" if found else ""


OUTPUT = Output("h5p", "H5P packages for other learning systems", write, "build/h5p", lacks=lacks)


def _drawings(curriculum: Curriculum, jobs: list[tuple[str, Module]], cache: Cache) -> dict[tuple[str, str], dict[str, Picture]]:
    """Return the pictures of all modules. Each drawing is read once, so an author may go on drawing meanwhile."""
    svgs = {
        (language, module.id): {figure.id: curriculum.drawing(figure, standalone=True) for figure in module.figures}
        for language, module in jobs
    }
    rendered = pictures((svg for found in svgs.values() for svg in found.values()), cache)
    return {key: {identifier: rendered[svg] for identifier, svg in found.items()} for key, found in svgs.items()}


def _package(shared: _Shared, job: tuple[str, Module]) -> int:
    """Write a module's package; return its size in bytes."""
    language, module = job
    found = shared.drawings[language, module.id]
    params = book(shared.curriculum, module, language, found)
    head = described(
        session_name(module, language),
        language,
        params,
        authorComments=str(shared.curriculum.label(language, module)),
    )
    files = {f"content/{picture_path(identifier)}": picture.data for identifier, picture in found.items()}
    if shared.libraries:
        head, brought = shared.libraries.bring(head, params, map(picture_path, found))
        files |= brought
    return pack(shared.folder / language / f"{module.id}.h5p", head, params, files)
