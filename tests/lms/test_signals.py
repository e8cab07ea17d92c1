"""Forgetting: an account that is retired, and one block of one person. With the plugin machinery that Open edX itself uses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lms.conftest import KEY, Browse, Crowd, done, person
from tests.lms.platform import install
from tests.preview.conftest import values

RETIRE = "openedx.core.djangoapps.user_api.accounts.signals"


@pytest.fixture
def only_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """The platform's registry without the plugins of others: edx-completion's own need the whole platform."""
    from handrail_lms.apps import HandrailLmsConfig

    monkeypatch.setattr("edx_django_utils.plugins.registry.get_plugin_app_configs", lambda _project: [HandrailLmsConfig])


def test_a_retired_account_leaves_no_row(browse: Browse, crowd: Crowd, only_ours: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The platform's signal reaches us through its own plugin registry; one person's rows go, all others stay."""
    from completion.models import BlockCompletion
    from django.dispatch import Signal
    from edx_django_utils.plugins import connect_plugin_receivers
    from opaque_keys.edx.keys import CourseKey

    signal = Signal()
    install(monkeypatch, RETIRE, USER_RETIRE_LMS_MISC=signal)
    connect_plugin_receivers("lms.djangoapp")
    sam = person("p4")
    done(sam, "s04-lesson", "s04-w1", "s04-c1")
    done(person("p1"), "s04-lesson")
    elsewhere = CourseKey.from_string("course-v1:Other+Course+1")
    for kind in ("handrail_lesson", "problem"):
        usage = elsewhere.make_usage_key(kind, "x")
        BlockCompletion.objects.create(user=sam, context_key=elsewhere, block_key=usage, block_type=kind, completion=1.0)

    for _again in range(2):
        signal.send(sender=object, user=sam, retired_username="retired__user_x")

    assert {"x": 1.0} == values("p4"), "what is not ours is the platform's to delete"
    assert {"s04-lesson": 1.0} == values("p1")


def test_a_row_of_state_would_go_too(browse: Browse, crowd: Crowd, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our blocks write none; should another version have left one, it is deleted by its type."""
    from handrail_lms.signals import forget_person

    asked: list[dict[str, Any]] = []

    class Rows:
        def filter(self, **query: Any) -> Rows:
            asked.append(query)
            return self

        def delete(self) -> None:
            asked.append({})

    install(monkeypatch, "lms.djangoapps.courseware.models", StudentModule=type("StudentModule", (), {"objects": Rows()}))

    forget_person(None, user=person("p4"))

    assert person("p4") == asked[0]["student"]
    assert {"handrail_lesson", "handrail_worksheet", "handrail_check"} <= set(asked[0]["module_type__in"])
    assert {} == asked[1]


def test_a_retired_facilitator_stays_in_the_list_of_acts(browse: Browse, crowd: Crowd) -> None:
    """What a facilitator did is not the person's own data to lose: the line points to the account under its new name."""
    from handrail_lms.models import Act
    from handrail_lms.signals import forget_person

    Act.objects.create(course_key=KEY, actor=person("staff"), what=Act.What.LIST, about="all", people=4)

    forget_person(None, user=person("staff"))

    assert person("staff") == Act.objects.get().actor


def test_staff_delete_what_one_block_knows_of_one_person(browse: Browse, crowd: Crowd, monkeypatch: pytest.MonkeyPatch) -> None:
    """The instructor's tool calls the block with an anonymous id; that row goes, no other."""
    from tests.xblocks.desk import make

    sam = person("p4")
    done(sam, "s04-w1", "s04-w2")
    done(person("p1"), "s04-w1")
    install(monkeypatch, "common.djangoapps.student.models", user_by_anonymous_id=lambda found: sam if found == "anonymous-sam" else None)
    block = make("handrail_worksheet", name="s04-w1")
    item = f"block-v1:{KEY.partition(':')[2]}+type@handrail_worksheet+block@s04-w1"
    told = {"course_id": KEY, "item_id": item, "requesting_user_id": "staff"}

    block.clear_student_state(user_id="nobody", **told)
    assert {"s04-w1": 1.0, "s04-w2": 1.0} == values("p4")
    block.clear_student_state(user_id="anonymous-sam", **told)

    assert {"s04-w2": 1.0} == values("p4")
    assert {"s04-w1": 1.0} == values("p1")


def test_without_a_platform_nothing_is_cleared(browse: Browse, crowd: Crowd) -> None:
    """A workbench knows no anonymous ids: the call says so in the log and raises nothing."""
    from tests.xblocks.desk import make

    done(person("p4"), "s04-w1")
    make("handrail_worksheet", name="s04-w1").clear_student_state(
        user_id="x", course_id=KEY, item_id="block-v1:a+b+c+type@handrail_worksheet+block@s04-w1", requesting_user_id="y"
    )

    assert {"s04-w1": 1.0} == values("p4")


def test_the_platform_finds_the_app(preview_app: Any) -> None:
    """Both services load the app by its entry points."""
    from edx_django_utils.plugins import get_plugin_apps

    assert "handrail_lms.apps.HandrailLmsConfig" in get_plugin_apps("lms.djangoapp")
    assert "handrail_lms.apps.HandrailLmsConfig" in get_plugin_apps("cms.djangoapp")


def test_the_addresses_are_the_lms_s_alone(preview_app: Any, only_ours: None) -> None:
    """They stand below /handrail/ under their own name; Studio has none."""
    from edx_django_utils.plugins import get_plugin_url_patterns

    ours = [pattern for pattern in get_plugin_url_patterns("lms.djangoapp") if pattern.namespace == "handrail_lms"]
    assert 1 == len(ours)
    assert ours[0].resolve("handrail/course-v1:A+B+1/group/").url_name == "group"
    assert not [pattern for pattern in get_plugin_url_patterns("cms.djangoapp") if getattr(pattern, "namespace", "") == "handrail_lms"]


def test_the_migration_is_whole(preview_app: Any) -> None:
    """The models say nothing that the migration does not."""
    from django.core.management import call_command

    call_command("makemigrations", "handrail_lms", check=True, dry_run=True, verbosity=0)
