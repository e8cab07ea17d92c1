"""The side towards Open edX: its own names and columns, real queries, two courses with a facilitator each."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from tests.lms.conftest import KEY, Browse, Crowd, codes, done, person, send
from tests.lms.platform import platform
from tests.preview.conftest import values

OTHER = "course-v1:Other+Course+1"


@pytest.fixture
def clinic(browse: Browse, crowd: Crowd, monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    """Two courses on a platform; Robin is staff of one, Alex of the other. The pages of this process run on it."""
    from django.contrib.auth import get_user_model
    from opaque_keys.edx.keys import CourseKey

    from handrail.preview.shelf import shelf
    from handrail_lms import host

    here, there = CourseKey.from_string(KEY), CourseKey.from_string(OTHER)
    loaded = shelf().course()
    assert loaded is not None
    alex = get_user_model().objects.create(username="extra-alex")
    robin = person("staff")
    blocks = {key.make_usage_key("handrail_progress", "progress"): loaded.progress for key in (here, there)}
    known = platform(monkeypatch, blocks, {(robin.pk, KEY), (alex.pk, OTHER)})
    models = list(vars(known).values())
    for model in reversed(models):
        model.objects.all().delete()
    ana, marcus, priya, sam = (person(key) for key in ("p1", "p2", "p3", "p4"))
    for user, name in ((ana, "Ana Alvarez"), (marcus, ""), (priya, "Priya Rao"), (sam, "Sam Stone"), (robin, "Robin Reed")):
        known.UserProfile.objects.create(user=user, name=name)
        known.CourseEnrollment.objects.create(user=user, course_id=here, is_active=user != sam)
    known.CourseEnrollment.objects.create(user=sam, course_id=there)
    known.CourseAccessRole.objects.create(user=priya, course_id=here, role="beta_testers")
    one = known.CourseUserGroup.objects.create(name="G-7Q", course_id=here, group_type="cohort")
    known.CourseUserGroup.objects.create(name="G-9X", course_id=there, group_type="cohort")
    known.CourseUserGroup.objects.create(name="no cohort", course_id=here, group_type="else")
    for user in (ana, robin):
        known.CohortMembership.objects.create(course_user_group=one, user=user, course_id=here)
    side = import_side()
    monkeypatch.setattr(host, "_made", lambda _path: side)
    yield SimpleNamespace(side=side, here=here, there=there, robin=robin, alex=alex, cohort=one.pk)
    for model in reversed(models):
        model.objects.all().delete()


def import_side() -> Any:
    """Return the platform's side, as the rule makes it."""
    from handrail_lms.openedx import OpenEdx

    return OpenEdx()


def _shown(people: Any) -> list[str]:
    return list(people.order_by("shown", "pk").values_list("shown", flat=True))


def test_who_takes_part(clinic: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is enrolled and active, without facilitators and others with a role in the course; by the profile's name."""
    assert ["Ana Alvarez", "p2"] == _shown(clinic.side.people(clinic.here, None))
    assert ["Ana Alvarez"] == _shown(clinic.side.people(clinic.here, clinic.cohort))
    assert ["Sam Stone"] == _shown(clinic.side.people(clinic.there, None))
    assert [] == _shown(clinic.side.people(clinic.there, clinic.cohort))


def test_names_can_be_user_names(clinic: SimpleNamespace) -> None:
    """A clinic that gives neutral user names shows those."""
    from django.test import override_settings

    with override_settings(HANDRAIL_NAMES="username"):
        assert ["p1", "p2"] == _shown(clinic.side.people(clinic.here, None))


def test_groups_are_the_courses_own(clinic: SimpleNamespace) -> None:
    """Cohorts of this course, no other groups; one's own by membership."""
    assert ["G-7Q"] == [cohort.name for cohort in clinic.side.cohorts(clinic.here)]
    assert clinic.cohort == clinic.side.own_cohort(clinic.robin, clinic.here)
    assert clinic.side.own_cohort(clinic.alex, clinic.here) is None


def test_a_course_without_the_block_has_no_page(clinic: SimpleNamespace) -> None:
    """Another vendor's course is not ours."""
    from opaque_keys.edx.keys import CourseKey

    assert clinic.side.course(CourseKey.from_string("course-v1:No+Such+1")) is None
    course = clinic.side.course(clinic.here)
    assert ("Skills Course", "en") == (course.name, course.language)
    assert f"/courses/{KEY}/jump_to_id/s04" == clinic.side.session_url(clinic.here, "s04")


def test_staff_of_another_course_is_staff_of_that_one(clinic: SimpleNamespace, browse: Browse) -> None:
    """Alex sees the people of the own course; Robin's course does not exist for Alex, and the other way round."""
    from django.test import Client

    robin, alex = browse("staff"), Client(SERVER_NAME="127.0.0.1")
    alex.force_login(clinic.alex)
    for client, own, other in ((robin, KEY, OTHER), (alex, OTHER, KEY)):
        assert 200 == client.get(f"/learn/handrail/{own}/group/").status_code
        for name in ("", "sheet", "acts"):
            assert 404 == client.get(f"/learn/handrail/{other}/group/{name}").status_code
    assert "Sam Stone" in alex.get(f"/learn/handrail/{OTHER}/group/").content.decode()
    assert "Ana Alvarez" not in alex.get(f"/learn/handrail/{OTHER}/group/").content.decode()


def test_staff_mark_people_of_their_own_course_alone(clinic: SimpleNamespace, browse: Browse) -> None:
    """Who is enrolled elsewhere cannot be marked, also not by a code of this course that somebody computed."""
    from handrail_lms.people import code_of

    robin = browse("staff")
    page = robin.get(f"/learn/handrail/{KEY}/group/?show=s04&cohort=all").content.decode()
    known = codes(page)
    assert {"Ana Alvarez", "p2"} == set(known)
    done(person("p1"), "s04-w1", value=0.5)

    ours = send(robin, "mark", {"show": "s04", "person": [known["Ana Alvarez"]], "part": ["s04-w1"]})
    theirs = send(robin, "mark", {"show": "s04", "person": [code_of(KEY, person("p4").pk)], "part": ["s04-w1"]})

    assert (303, 409) == (ours.status_code, theirs.status_code)
    assert ({"s04-w1": 1.0}, {}) == (values("p1"), values("p4"))
