"""Import a course into Studio without losing what was edited there: ``./manage.py cms handrail_import course.tar.gz``.

| the course in Studio | what happens |
|---|---|
| is not there | the archive is imported |
| is as Handrail wrote it last | it is exported first, then the archive is imported |
| was edited, or was not written by Handrail | it is exported; the differences are listed; nothing is imported (exit code 1) |

The export of before stays in ``--keep``: ``handrail adopt`` reads it, and it is the way back. ``--overwrite REASON`` imports all the
same; the reason, and what was overwritten, are written down beside the exports.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import tarfile
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from handrail_xblocks.files import OlxError, digest, open_archive, open_folder
from handrail_xblocks.written import NotWrittenError, differences

__all__ = ["Command"]

log = logging.getLogger(__name__)

_SHORTEST_REASON = 10


class Command(BaseCommand):
    """Import a course that Handrail built, unless the one in Studio was edited since."""

    help = "Import a course that Handrail built; refuse, with a list, where the course was edited in Studio since the last import."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what the command takes."""
        parser.add_argument("archive", type=Path, help="build/course/course.tar.gz")
        parser.add_argument(
            "--keep", type=Path, default=Path(), help="the folder in which the export of before is kept (default: this one)"
        )
        parser.add_argument("--check", action="store_true", help="export and compare; import nothing")
        parser.add_argument("--overwrite", metavar="REASON", default="", help="import although the course was edited; why, in a sentence")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Run.

        Raises:
            CommandError: the course was edited, or something cannot be read or written; nothing was imported.
        """
        archive, keep, reason = options["archive"], options["keep"], options["overwrite"].strip()
        if options["overwrite"] and len(reason) < _SHORTEST_REASON:
            raise CommandError("Say in a sentence why the edits may be lost: --overwrite 'REASON'.")
        try:
            key = self._key(archive)
            found: list[str] = []
            export = None
            if self.exists(key):
                keep.mkdir(parents=True, exist_ok=True)
                export, found = self._exported(key, keep)
                self.stdout.write(f"The course as it was: {export}")
            if found and (options["check"] or not reason):
                raise CommandError(self._refusal(found, export))
            if options["check"]:
                self.stdout.write("Nothing was edited since Handrail wrote this course." if export else "The course is not there yet.")
                return
            if found:
                self._note(keep, key, export, reason, found)
            self._import(archive)
        except (OlxError, OSError) as error:
            raise CommandError(f"{error}\nNothing was imported.") from error
        log.info("%s was imported from %s", key, digest(archive.read_bytes()))
        self.stdout.write(f"{key} was imported.")

    # What only a platform can do

    def exists(self, key: str) -> bool:
        """Return whether Studio has the course."""
        try:
            from opaque_keys.edx.keys import CourseKey
            from xmodule.modulestore.django import modulestore
        except ImportError as error:
            raise CommandError("This runs in Studio: ./manage.py cms handrail_import ARCHIVE") from error
        return modulestore().get_course(CourseKey.from_string(key)) is not None

    def studio(self, name: str, *arguments: str) -> None:
        """Run one of Studio's own commands: ``export`` or ``import``."""
        call_command(name, *arguments)

    # The rest

    def _key(self, archive: Path) -> str:
        course = open_archive(archive).source.parse("course.xml")
        return f"course-v1:{course.get('org')}+{course.get('course')}+{course.get('url_name')}"

    def _exported(self, key: str, keep: Path) -> tuple[Path, list[str]]:
        """Return the export of the course as it is now, and what in it is not as Handrail wrote it."""
        with tempfile.TemporaryDirectory(dir=keep, prefix=".export-") as scratch:
            folder = Path(scratch) / "course"
            self.studio("export", key, str(folder))
            roots = sorted(path.parent for path in Path(scratch).rglob("course.xml"))
            if not roots:
                raise CommandError(f"Studio exported nothing for {key}. Nothing was imported.")
            stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
            export = keep / f"course-{digest(key.encode())}-{stamp}.tar.gz"
            with tarfile.open(export, "w:gz") as tar:
                tar.add(roots[0], arcname="course")
            export.chmod(0o600)
            try:
                return export, [str(found) for found in differences(open_folder(roots[0]))]
            except NotWrittenError:
                return export, ["This course was not written by Handrail: nothing says what in it is whose."]

    @staticmethod
    def _refusal(found: list[str], export: Path | None) -> str:
        lines = "\n".join(f"  {line}" for line in found)
        return (
            f"The course was edited since Handrail wrote it. Nothing was imported.\n{lines}\n"
            f"Bring the edits back where the curriculum is: handrail adopt {export}\n"
            "Then build, and import again. What cannot be brought back is lost by: --overwrite 'REASON'"
        )

    def _note(self, keep: Path, key: str, export: Path | None, reason: str, found: list[str]) -> None:
        entry = {
            "when": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            "course": key,
            "before": str(export),
            "reason": reason,
            "lost": found,
        }
        with (keep / "overwritten.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")
        log.warning("%s: %d edits are overwritten: %s", key, len(found), reason)
        self.stdout.write("\n".join([f"These edits are overwritten ({reason}):", *(f"  {line}" for line in found)]))

    def _import(self, archive: Path) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            with tarfile.open(archive, "r:gz") as tar:  # was looked at above: no name leads out
                tar.extractall(scratch, filter="data")
            root = next(path.parent for path in sorted(Path(scratch).rglob("course.xml"), key=lambda path: len(path.parts)))
            self.studio("import", str(root.parent), root.name)
