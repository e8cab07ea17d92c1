"""Real blocks, the real completion package, a course that is built anew: what stays with a participant, and what never gets anywhere."""

from __future__ import annotations

import json
import logging
import shutil
from pathlib import Path
from typing import Any

import pytest
from eventtracking import tracker
from webob import Request

from handrail.curriculum import Curriculum
from handrail.outputs.base import Request as BuildRequest
from handrail.outputs.course import OUTPUT
from handrail.preview.course import load
from tests.preview.conftest import Browse, values
from tests.xblocks.test_handlers import CANARY, DOORS, _hostile

TYPED = ("s04-lesson", "s04-w1", "s04-c1")


def _ana() -> Any:
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get(username="p1")


def _runtime(course: Any) -> Any:
    from handrail.preview.runtime import PreviewRuntime  # Django must be set up first

    return PreviewRuntime(course, _ana())


def _tell(course: Any, block: str, said: str) -> int:
    runtime = _runtime(course)
    request = Request.blank("/", method="POST", content_type="application/json", body=json.dumps({"state": said}).encode())
    return int(runtime.handle(runtime.get_block(course.usages[block]), "set_state", request).status_code)


def _shown(course: Any, block: str) -> str:
    runtime = _runtime(course)
    return str(runtime.get_block(course.usages[block]).student_view({}).json_init_args["state"])


def _edited(curriculum: Curriculum) -> Curriculum:
    """The next edition: other words, a section more, the session in another week, another family lane, another day."""
    english = dict(curriculum.modules["en"])
    module = english["s04"]
    sections = [module.sections[-1], *module.sections[:-1]]
    english["s04"] = module.model_copy(update={"title": "Other words", "sections": sections, "week": 9, "lane": "C"})
    program = curriculum.program.model_copy(update={"course": curriculum.program.course.model_copy(update={"family_modules": False})})
    order = dict(sorted(english.items(), reverse=True))
    return Curriculum(**{**vars(curriculum), "modules": {**curriculum.modules, "en": order}, "program": program})


@pytest.mark.usefixtures("browse")
def test_completion_outlives_a_new_edition(curriculum: Curriculum, course_folder: Path, tmp_path: Path, browse: Browse) -> None:
    """The same usage keys before and after, so every participant's rows stand under them: done stays done, started stays started."""
    browse("p1")
    before = load(course_folder / "course")
    assert [200, 200, 200] == [_tell(before, *said) for said in (("s04-lesson", "done"), ("s04-w1", "started"), ("s04-c1", "done"))]
    rows = values("p1")

    OUTPUT.write(BuildRequest(_edited(curriculum), tmp_path, tmp_path, None))  # type: ignore[arg-type] - the course keeps nothing
    after = load(tmp_path / "course")

    assert "Other words" in str(_runtime(after).get_block(after.usages["s04-lesson"]).student_view({}).content)
    kept = {name: usage for name, usage in before.usages.items() if not name.startswith("f")}
    assert kept == {name: usage for name, usage in after.usages.items() if name in kept}
    assert rows == values("p1") == {"s04-lesson": 1.0, "s04-w1": 0.5, "s04-c1": 1.0}
    assert ["done", "started", "done"] == [_shown(after, name) for name in TYPED]


class _Backend:
    """Writes down what the platform would write into its tracking log."""

    def __init__(self) -> None:
        self.events: list[Any] = []

    def send(self, event: Any) -> None:
        self.events.append(event)


@pytest.fixture
def tracked() -> Any:
    """The tracking events of a test."""
    backend, usual = _Backend(), tracker.get_tracker()
    tracker.register_tracker(tracker.Tracker(backends={"memory": backend}))
    yield backend.events
    tracker.register_tracker(usual)


def _database() -> bytes:
    from django.conf import settings
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = Path(settings.DATABASES["default"]["NAME"])
    return b"".join(found.read_bytes() for found in path.parent.glob(f"{path.name}*"))


def test_a_typed_word_gets_nowhere(course_folder: Path, browse: Browse, tracked: list[Any], caplog: pytest.LogCaptureFixture) -> None:
    """Sent in every way that a handler refuses, a word is in no table, no log and no tracking event; a done is, and nothing beside it."""
    browse("p1")
    caplog.set_level(logging.DEBUG)
    course = load(course_folder / "course")
    runtime = _runtime(course)
    for name in (*TYPED, "progress"):
        for handler, door in DOORS.items():
            for _name, body, how in _hostile(door):
                request = Request.blank(f"/?{CANARY}", body=body, **{"method": "POST", "content_type": "application/json", **how})
                assert 400 <= runtime.handle(runtime.get_block(course.usages[name]), handler, request).status_code < 500
    assert [] == tracked
    assert {} == values("p1")

    assert 200 == _tell(course, "s04-w1", "done")

    assert [("edx.completion.block_completion.changed", 1.0)] == [(event["name"], event["data"]["completion"]) for event in tracked]
    own = {"user_id", "course_id", "context_key", "block_id", "block_type", "completion", "is_new", "created", "modified"}
    assert own >= set(tracked[0]["data"])
    assert CANARY not in json.dumps(tracked, default=str)
    assert CANARY not in caplog.text
    assert CANARY.encode() not in _database()


def test_a_switch_that_is_off_is_told(course_folder: Path, browse: Browse) -> None:
    """An operator who has not switched completion on: 409, and no row; nobody reads "done" that was not kept."""
    from completion.waffle import ENABLE_COMPLETION_TRACKING_SWITCH
    from edx_toggles.toggles.testutils import override_waffle_switch

    browse("p1")
    course = load(course_folder / "course")

    with override_waffle_switch(ENABLE_COMPLETION_TRACKING_SWITCH, active=False):
        assert 409 == _tell(course, "s04-w1", "done")
    assert {} == values("p1")


def test_a_damaged_next_edition_leaves_the_last(course_folder: Path, tmp_path: Path) -> None:
    """A course of which one file is torn is not read at all."""
    from handrail_xblocks.olx import OlxError

    shutil.copytree(course_folder / "course", tmp_path / "course")
    (tmp_path / "course" / "vertical" / "s04-do.xml").write_text("<torn", encoding="utf-8")

    with pytest.raises(OlxError, match="s04-do"):
        load(tmp_path / "course")
