"""What stands beside the course's tree: policies, the picture, the pages about it, drawings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from handrail_xblocks import written
from handrail_xblocks.files import open_folder
from handrail_xblocks.olx import BLOCK_TYPES

from ...curriculum import Curriculum
from ...i18n import catalog
from ...templating import render
from .data import base_data
from .picture import course_picture
from .structure import course_label

__all__ = ["write_files", "write_program"]

_PICTURE = "course-picture.png"
_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}


def write_files(curriculum: Curriculum, folder: Path, drawings: dict[str, str]) -> None:
    """Write everything of the course but its tree, which is there already: what was written is recorded last.

    Args:
        curriculum: names the course.
        folder: the course's folder.
        drawings: file name to SVG.
    """
    course = curriculum.program.course
    static = {name: text.encode() for name, text in drawings.items()}
    static[_PICTURE] = course_picture()
    for name, data in static.items():
        _put(folder / "static" / name, data)
    _json(folder / "policies" / "assets.json", {name: _asset(name) for name in sorted(static)})
    language = curriculum.languages[0]
    label = course_label(curriculum)
    for name, template in (("overview", "course/overview.html"), ("short_description", "course/short.html")):
        _put(folder / "about" / f"{name}.html", render(template, language, name=curriculum.program.discreet_name, label=label).encode())
    _put(folder / "info" / "handouts.html", b"<ol></ol>\n")
    _put(folder / "info" / "updates.html", b"<ol></ol>\n")
    _put(folder / "assets" / "assets.xml", b"<assets/>\n")
    policy = _policy(curriculum)
    mark = written.record(open_folder(folder), policy, _GRADING)
    own = policy["other_course_settings"]["handrail"]
    policy = {**policy, "other_course_settings": {"handrail": {**own, "written": mark}}}
    _json(folder / "policies" / course.run / "policy.json", {f"course/{course.run}": policy})
    _json(folder / "policies" / course.run / "grading_policy.json", _GRADING)


def write_program(curriculum: Curriculum, path: Path) -> None:
    """Write the phone lines as an operator may set them for all blocks; shared texts have a language and stay out."""
    data = base_data(curriculum, curriculum.languages[0])
    _json(path, {"edition": data["edition"], "lines": data["lines"]})


_GRADING = {
    # Nothing here is graded. The platform wants one entry, so that a course without any work has a grade of zero out of zero.
    "GRADER": [{"type": "Not graded", "short_label": "NG", "min_count": 1, "drop_count": 0, "weight": 1.0}],
    "GRADE_CUTOFFS": {"Pass": 0.5},
}


def _policy(curriculum: Curriculum) -> dict[str, Any]:
    """Return the course's settings. What would let participants see each other, or the world see the course, is off."""
    program, texts = curriculum.program, curriculum.texts(curriculum.languages[0])
    _ = catalog(curriculum.languages[0]).gettext
    return {
        "display_name": program.discreet_name,
        "language": curriculum.languages[0],
        "start": f"{program.course.start.isoformat()}T00:00:00Z",
        "end": f"{program.course.end.isoformat()}T00:00:00Z",
        "self_paced": True,
        "advanced_modules": list(BLOCK_TYPES),
        "course_image": _PICTURE,
        "catalog_visibility": "none",
        "invitation_only": True,
        "mobile_available": False,
        "hide_progress_tab": True,
        "show_calculator": False,
        "edxnotes": False,
        "allow_public_wiki_access": False,
        "disable_progress_graph": True,
        "cert_html_view_enabled": False,
        # The platform keeps what stands here with the course; pages about a group read it.
        "other_course_settings": {
            "handrail": {
                "edition": program.edition.isoformat(),
                "labels": {key: texts.labels[key].strip() for key in ("roster_notice",) if key in texts.labels},
            }
        },
        "tabs": [
            {"type": "courseware", "name": _("Course"), "course_staff_only": False},
            {"type": "progress", "name": _("Progress"), "course_staff_only": False, "is_hidden": True},
            {"type": "discussion", "name": _("Discussion"), "course_staff_only": False, "is_hidden": True},
            {"type": "wiki", "name": _("Wiki"), "course_staff_only": False, "is_hidden": True},
        ],
    }


def _asset(name: str) -> dict[str, Any]:
    kind = _TYPES[Path(name).suffix]
    return {"contentType": kind, "displayname": name, "filename": name, "import_path": None, "locked": False, "thumbnail_location": None}


def _json(path: Path, data: Any) -> None:
    _put(path, (json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode())


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
