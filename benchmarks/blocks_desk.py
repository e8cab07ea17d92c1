"""The runtime of :mod:`blocks`: authored fields in memory, a person's in SQLite, the real edx-completion. Django is set up before."""

from __future__ import annotations

import gzip
import json
import sys
from typing import Any

from completion.services import CompletionService
from django.contrib.auth import get_user_model
from django.db import connection, models, transaction
from opaque_keys.edx.locator import CourseLocator
from waffle.models import Switch
from webob import Request
from xblock.fields import ScopeIds, UserScope
from xblock.reference.user_service import UserService, XBlockUser
from xblock.runtime import DictKeyValueStore, KeyValueStore, KvsFieldData, MemoryIdManager, NullI18nService, Runtime

COURSE = CourseLocator("Sample", "Skills", "2026")


class State(models.Model):
    """What a person's fields of one block hold, as JSON: one row, read and written by Django's models, as a platform does."""

    scope = models.CharField(max_length=40)
    person = models.CharField(max_length=40)
    block = models.CharField(max_length=255)
    held = models.TextField()

    class Meta:
        """Where it stands."""

        app_label = "bench"
        unique_together = (("scope", "person", "block"),)


def _authored(key: Any) -> bool:
    return getattr(key.scope, "user", UserScope.NONE) == UserScope.NONE  # parent and children are no scopes of people


class Rows(KeyValueStore):  # type: ignore[misc]
    """One row of JSON for each person and block, as a platform keeps it; authored fields in memory."""

    def __init__(self) -> None:
        self.authored = DictKeyValueStore()

    def _row(self, key: Any) -> tuple[str, str, str]:
        return str(key.scope.name or key.scope), str(key.user_id), str(key.block_scope_id)

    def _held(self, row: tuple[str, str, str]) -> Any:
        return State.objects.filter(**dict(zip(("scope", "person", "block"), row, strict=True))).first()

    def _values(self, key: Any) -> dict[str, Any]:
        state = self._held(self._row(key))
        return json.loads(state.held) if state else {}

    def get(self, key: Any) -> Any:
        if _authored(key):
            return self.authored.get(key)
        return self._values(key)[key.field_name]

    def has(self, key: Any) -> bool:
        if _authored(key):
            return bool(self.authored.has(key))
        return key.field_name in self._values(key)

    def set(self, key: Any, value: Any) -> None:
        self.set_many({key: value})

    def delete(self, key: Any) -> None:
        self.authored.delete(key)

    def set_many(self, changed: dict[Any, Any]) -> None:
        rows: dict[tuple[str, str, str], dict[str, Any]] = {}
        for key, value in changed.items():
            if _authored(key):
                self.authored.set(key, value)
            else:
                rows.setdefault(self._row(key), {})[key.field_name] = value
        for row, values in rows.items():
            state = self._held(row) or State(**dict(zip(("scope", "person", "block"), row, strict=True)), held="{}")
            state.held = json.dumps({**json.loads(state.held), **values})
            state.save()


class Users(UserService):  # type: ignore[misc]
    """Says who is there, with a platform's attributes."""

    def __init__(self, person: Any) -> None:
        super().__init__()
        self._person = person

    def get_current_user(self) -> Any:
        user = XBlockUser(is_current_user=True)
        user.opt_attrs.update(
            {
                "edx-platform.is_authenticated": True,
                "edx-platform.user_id": self._person.pk,
                "edx-platform.username": self._person.username,
                "edx-platform.user_is_staff": False,
                "edx-platform.anonymous_user_id": "0123456789abcdef",
            }
        )
        return user


class Ids(MemoryIdManager):  # type: ignore[misc]
    """Ids are a platform's keys."""

    def create_usage(self, def_id: Any) -> Any:
        plain = super().create_usage(def_id)
        key = COURSE.make_usage_key(self.get_block_type(def_id), plain.replace(".", "-"))
        self._usages[key] = def_id
        return key


class Desk(Runtime):  # type: ignore[misc]
    """The runtime that all blocks share, for one person, with what older blocks ask a platform's runtime for."""

    course_id = COURSE
    user_is_staff = False
    anonymous_student_id = "0123456789abcdef"

    def __init__(self, level: int) -> None:
        Switch.objects.create(name="completion.enable_completion_tracking", active=True)
        with connection.schema_editor() as editor:
            editor.create_model(State)
        self.person = get_user_model().objects.create(username="participant")
        self.level = level
        self.served: dict[str, tuple[type, str]] = {}
        self.published: list[tuple[str, Any]] = []
        self.completion = CompletionService(self.person, COURSE)
        ids = Ids()
        super().__init__(
            ids,
            ids,
            services={
                "field-data": KvsFieldData(Rows()),
                "user": Users(self.person),
                "completion": self.completion,
                "i18n": NullI18nService(),
            },
        )
        self._deprecated_per_instance_user_id = self.person.pk

    def applicable_aside_types(self, block: Any) -> list[str]:  # noqa: ARG002 - XBlock's
        """Return none. Looking for them takes longer than any block does, and nobody has any."""
        return []

    def handler_url(self, block: Any, handler_name: str, suffix: str = "", query: str = "", thirdparty: bool = False) -> str:  # noqa: ARG002 - XBlock's
        return f"/courses/{COURSE}/xblock/{block.scope_ids.usage_id}/handler/{handler_name}"

    def resource_url(self, resource: str) -> str:
        return f"/static/{resource}"

    def local_resource_url(self, block: Any, uri: str) -> str:
        self.served[f"/static/{block.scope_ids.block_type}/{uri}"] = (block.unmixed_class, uri)
        return f"/static/{block.scope_ids.block_type}/{uri}"

    def publish(self, block: Any, event_type: str, event_data: Any) -> None:
        self.published.append((event_type, event_data))
        if event_type == "completion":
            self.completion.submit_completion(block.scope_ids.usage_id, event_data["completion"])

    def get_real_user(self, _anonymous: str) -> Any:
        return self.person

    def ours(self, kind: str, content: str | None = None) -> Any:
        """Put one of our blocks there, and return its key."""
        definition = self.id_generator.create_definition(kind)
        usage = self.id_generator.create_usage(definition)
        block = self.construct_xblock(kind, ScopeIds(self.person.pk, kind, definition, usage))
        block.content = content or type(block).KIND.example
        if block.found.thing is None:
            sys.exit(f"{kind}: {block.found.problems}")
        block.save()
        return usage

    def theirs(self, olx: str) -> Any:
        """Put a block there that is written as OLX, and return its key."""
        return self.parse_xml_string(olx)

    def view(self, usage: Any) -> Any:
        """Load a block and show it."""
        return self.render(self.get_block(usage), "student_view", {})

    def save(self, usage: Any, handler: str, said: Any) -> Any:
        """Load a block and save what somebody said; one transaction, as a platform's requests are."""
        request = Request.blank("/", method="POST", content_type="application/json", body=json.dumps(said).encode())
        with transaction.atomic():
            answer = self.handle(self.get_block(usage), handler, request)
        if answer.status_code != 200:
            sys.exit(f"{usage} answered {answer.status}: {answer.text[:500]}")
        return answer

    def weigh(self, usage: Any) -> tuple[int, int]:
        """Return the compressed bytes of a first page, and of a later one, when files with an address are there already."""
        shown = self.view(usage)
        inline, linked = [shown.body_html(), json.dumps(shown.json_init_args or {})], []
        for resource in shown.resources:
            if resource.kind == "text":
                inline.append(resource.data)
            elif resource.data in self.served:
                kind, uri = self.served[resource.data]
                linked.append(kind.open_local_resource(uri).read())
            else:
                sys.exit(f"{usage} wants {resource.data}, which no block brings")
        later = len(gzip.compress("".join(inline).encode(), self.level, mtime=0))
        return later + sum(len(gzip.compress(one, self.level, mtime=0)) for one in linked), later
