"""Packages for learning systems that know SCORM 1.2: one per module and language, and one with all sessions.

| in ``build/scorm/<language>/`` | is |
|---|---|
| ``s04.zip`` | one session: lesson, worksheets and check on one page (one SCO) |
| ``f04.zip`` | one evening for families: a plain page that talks to nobody (an asset), where the program wants families in courses |
| ``course.zip`` | all sessions in the order of the wheel, a SCO each; families' evenings at the end |
| ``index.html`` | a list of them, for whoever uploads them |

What goes out is in ``templates/scorm/scorm.js``: ``lesson_status`` (incomplete, completed) and ``lesson_location`` (ids of what is done).
"""

from __future__ import annotations

from collections.abc import Sequence

from ... import wheel
from ...curriculum import Curriculum
from ...i18n import catalog
from ...model import Module
from ...names import AUTONYMS, session_name
from ..base import Output, OutputError, Report, Request
from ..shared.index import Document, index_page
from ..shared.index import Entry as Listed
from ..shared.zips import write_zip
from .manifest import MANIFEST, Entry, Group, manifest, package_id
from .pages import LOCATION, PackagePages

__all__ = ["OUTPUT"]

_MOST = 255
"""Letters that a learning system keeps of ``lesson_location``."""


def write(request: Request) -> Report:
    """Write the packages of every language, and the pages that lead to them."""
    curriculum = request.curriculum
    count = 0
    for language in curriculum.languages:
        request.say(f"packing ({language})")
        folder = request.folder / language
        folder.mkdir(parents=True)
        packages = _Packages(curriculum, language, shared=request.shared)
        listed = []
        for module in packages.own():
            write_zip(folder / f"{module.id}.zip", packages.of_module(module))
            listed.append(Listed(module.id, module.title, f"{module.id}.zip"))
        write_zip(folder / "course.zip", packages.of_all())
        words = catalog(language).gettext("All sessions in one package")
        page = index_page(curriculum, language, "scorm", listed, [Document("course.zip", "", words)])
        (folder / "index.html").write_text(page, encoding="utf-8")
        count += len(listed) + 2
    return Report(count, f"{curriculum.languages[0]}/index.html")


OUTPUT = Output("scorm", "Packages for other learning systems (SCORM 1.2)", write, "build/scorm")


class _Packages:
    """The packages of one language, as files."""

    def __init__(self, curriculum: Curriculum, language: str, *, shared: bool) -> None:
        self.curriculum, self.language = curriculum, language
        self.pages = PackagePages(curriculum, shared)

    def own(self) -> list[Module]:
        """Return the modules that are packed one by one: those with a text in this language."""
        families = self.curriculum.program.course.family_modules
        return [module for module in self.curriculum.modules[self.language].values() if families or not module.is_family]

    def of_module(self, module: Module) -> dict[str, str]:
        """Return the files of one module's package."""
        title = f"{self.curriculum.program.discreet_name} · {session_name(module, self.language)}"
        return self._package(module.id, title, [Group("", "", [self._entry(module)])], [module])

    def of_all(self) -> dict[str, str]:
        """Return the files of the package that holds every session; one without a text in this language stands in English."""
        found = wheel.groups(self.curriculum, self.language)
        groups = [Group(group.key, group.name, [self._entry(module) for module in group.modules]) for group in found]
        modules = [module for group in found for module in group.modules]
        families = [module for module in self.own() if module.is_family]
        if families:
            words = catalog(self.language).gettext("For families and friends")
            groups.append(Group("families", words, [self._entry(module) for module in families]))
        return self._package("course", self.curriculum.program.discreet_name, groups, [*modules, *families])

    def _entry(self, module: Module) -> Entry:
        title = session_name(module, self.language)
        if module.language != self.language:
            title += f" ({AUTONYMS[module.language]})"
        return Entry(module.id, title, self.pages.name_of(module), list(self.pages.files_of(module)), not module.is_family)

    def _package(self, name: str, title: str, groups: Sequence[Group], modules: Sequence[Module]) -> dict[str, str]:
        for module in modules:
            _refuse_long(module)
        edition = self.curriculum.program.edition.isoformat()
        files = {MANIFEST: manifest(package_id(self.curriculum, name, self.language), edition, title, groups)}
        for module in modules:
            files |= self.pages.files_of(module)
        return files


def _refuse_long(module: Module) -> None:
    """Refuse a module whose done parts would not fit into what a learning system keeps.

    Raises:
        OutputError: they would not.
    """
    told = LOCATION.join([module.id, *(activity.id for activity in module.activities)])
    if len(told) > _MOST:
        msg = f"{module.id} has too many activities for a SCORM package: their ids have {len(told)} letters, {_MOST} are kept. Split it."
        raise OutputError(msg)
