"""``tutor local do import-handrail-course PATH``: bring a built course into Studio."""

from __future__ import annotations

import shlex
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from tutor.exceptions import TutorError

__all__ = ["import_course"]

_NAME = "handrail-course.tar.gz"
_CONFIG = ("env", "apps", "openedx", "config")
"""A folder that Tutor mounts at ``/openedx/config``, to read, in the containers of its jobs."""

_SCRIPT = """\
archive=/openedx/config/{name}
if [ ! -f "$archive" ]; then
    echo "The course is not in this container: Tutor hands files over in its local and dev modes alone."
    echo "In Kubernetes, copy the archive into a cms pod, and run there: ./manage.py cms handrail_import ARCHIVE"
    exit 1
fi
mkdir -p /openedx/data/handrail
./manage.py cms handrail_import "$archive" {options}
"""


@click.command("import-handrail-course")
@click.option("--check", is_flag=True, help="Export the course from Studio and compare; import nothing.")
@click.option("--overwrite", metavar="REASON", default="", help="Import although edits made in Studio are lost; why, in a sentence.")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def import_course(context: Any, path: Path, *, check: bool, overwrite: str) -> Iterator[tuple[str, str]]:
    """Import a course that `handrail build course` wrote (build/course/course.tar.gz).

    An export of the course as it is in Studio is taken first, to data/cms-job/handrail. The import is refused, with a list,
    where it would lose edits made in Studio: bring them back into the curriculum with `handrail adopt`, and build again.
    """
    _check(path)
    if "{" in overwrite:
        message = "Say the reason for --overwrite in plain words: Tutor takes braces for its own."
        raise TutorError(message)
    target = Path(context.root, *_CONFIG, _NAME)
    if not target.parent.is_dir():
        message = "Tutor has no environment yet. Run `tutor config save` first."
        raise TutorError(message)
    shutil.copyfile(path, target)
    target.chmod(0o644)  # the container's user is another one
    options = ["--keep", "/openedx/data/handrail", *(["--check"] if check else []), *(["--overwrite", overwrite] if overwrite else [])]
    yield "cms", _SCRIPT.format(name=_NAME, options=shlex.join(options))


def _check(path: Path) -> None:
    """Raise ``TutorError`` unless a file looks like a course; what it holds is for the platform to judge."""
    try:
        with tarfile.open(path, "r:gz") as archive:
            if any(name.removeprefix("./") == "course/course.xml" for name in archive.getnames()):
                return
        what = "holds no course/course.xml"
    except (tarfile.TarError, EOFError, OSError) as error:
        what = f"is no .tar.gz archive ({error})"
    message = f"{path} {what}. Name the course.tar.gz that `handrail build course` wrote."
    raise TutorError(message)
