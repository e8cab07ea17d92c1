"""The XBlock runtime of the preview: real keys, real services, authored fields from memory, no place for user fields."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any
from urllib.parse import quote

from completion.services import CompletionService
from markupsafe import Markup
from opaque_keys.edx.keys import UsageKey
from web_fragments.fragment import Fragment
from xblock.core import XBlock
from xblock.exceptions import InvalidScopeError, NoSuchUsage
from xblock.field_data import FieldData, ReadOnlyFieldData, SplitFieldData
from xblock.fields import Scope, ScopeIds
from xblock.reference.user_service import UserService, XBlockUser
from xblock.runtime import IdReader, Runtime

from .course import LoadedCourse

__all__ = ["PreviewRuntime", "rewrite"]

_STATIC = re.compile(r"""(?P<before>["'(])/static/(?P<name>[\w.-]+)""")
_JUMP = re.compile(r"""(?P<before>["'])/jump_to_id/(?P<name>[\w.-]+)""")


def rewrite(html: str) -> str:
    """Return HTML with the addresses that Open edX rewrites leading to the preview's own."""
    html = _STATIC.sub(r"\g<before>/learn/static/\g<name>", html)
    return _JUMP.sub(r"\g<before>/learn/jump/\g<name>/", html)


class _NoUserState(FieldData):  # type: ignore[misc]
    """User-scoped fields have no place here: they read as their default, and writing one is an error."""

    def get(self, block: Any, name: str) -> Any:  # noqa: ARG002 - XBlock's signature, here and below
        raise KeyError(name)

    def set(self, block: Any, name: str, value: Any) -> None:  # noqa: ARG002
        msg = f"{type(block).__name__}.{name} has a user scope; completion is all that is kept"
        raise InvalidScopeError(msg)

    def delete(self, block: Any, name: str) -> None:  # noqa: ARG002
        raise KeyError(name)

    def has(self, block: Any, name: str) -> bool:  # noqa: ARG002
        return False


class _Ids(IdReader):
    """A definition and its usage are one and the same here: a usage key."""

    def get_definition_id(self, usage_id: Any) -> Any:
        return usage_id

    def get_block_type(self, def_id: Any) -> str:
        return str(def_id.block_type)

    def get_usage_id_from_aside(self, aside_id: Any) -> Any:
        raise NotImplementedError

    def get_definition_id_from_aside(self, aside_id: Any) -> Any:
        raise NotImplementedError

    def get_aside_type_from_usage(self, aside_id: Any) -> str:
        raise NotImplementedError

    def get_aside_type_from_definition(self, aside_id: Any) -> str:
        raise NotImplementedError


class _Users(UserService):
    """Tells blocks who is there, with the attributes that Open edX gives and as little as possible in them."""

    def __init__(self, user: Any, course: LoadedCourse) -> None:
        super().__init__()
        signed_in = bool(user.is_authenticated)
        self._user = XBlockUser(is_current_user=True)
        self._user.opt_attrs.update(
            {
                "edx-platform.is_authenticated": signed_in,
                "edx-platform.user_id": user.pk,
                "edx-platform.user_is_staff": signed_in and user.is_staff,
                "edx-platform.user_is_global_staff": signed_in and user.is_staff,
                "edx-platform.anonymous_user_id": _pseudonym(user, course) if signed_in else None,
            }
        )

    def get_current_user(self) -> XBlockUser:
        return self._user


class _Settings:
    """The operator's settings for blocks: none here."""

    def get_settings_bucket(self, _block: XBlock, default: Any = None) -> Any:
        """Return the settings of a block's bucket."""
        return default if default is not None else {}


def _pseudonym(user: Any, course: LoadedCourse) -> str:
    """Return an id of a person that differs from course to course, as Open edX's does."""
    from django.conf import settings

    return hashlib.sha256(f"{settings.SECRET_KEY}|{user.pk}|{course.key}".encode()).hexdigest()[:32]


class PreviewRuntime(Runtime):
    """Runs the blocks of a course for one person during one request."""

    def __init__(self, course: LoadedCourse, user: Any) -> None:
        self.course, self.person = course, user
        authored, nowhere = ReadOnlyFieldData(course.authored), _NoUserState()
        self.completion = CompletionService(user, course.key) if user.is_authenticated else None
        fields = SplitFieldData(
            {
                Scope.content: authored,
                Scope.settings: authored,
                Scope.parent: authored,
                Scope.children: authored,
                Scope.user_state: nowhere,
                Scope.user_state_summary: nowhere,
                Scope.preferences: nowhere,
                Scope.user_info: nowhere,
            }
        )
        super().__init__(
            id_reader=_Ids(),
            id_generator=None,
            services={"field-data": fields, "user": _Users(user, course), "completion": self.completion, "settings": _Settings()},
        )

    def get_block(self, usage_id: UsageKey, for_parent: Any = None) -> XBlock:
        """Return a block of the course.

        Raises:
            NoSuchUsage: the course has no such block.
        """
        if self.course.usages.get(usage_id.block_id) != usage_id:
            raise NoSuchUsage(repr(usage_id))
        return self.construct_xblock(
            usage_id.block_type, ScopeIds(self.person.pk, usage_id.block_type, usage_id, usage_id), for_parent=for_parent
        )

    def applicable_aside_types(self, block: XBlock) -> list[str]:  # noqa: ARG002 - the runtime passes it
        """Return none: nothing is put beside a block here."""
        return []

    def handler_url(self, block: XBlock, handler_name: str, suffix: str = "", query: str = "", thirdparty: bool = False) -> str:  # noqa: ARG002 - XBlock's signature
        """Return the address of a handler."""
        usage = quote(str(block.scope_ids.usage_id), safe="")
        return f"/learn/handler/{usage}/{handler_name}" + (f"/{suffix}" if suffix else "") + (f"?{query}" if query else "")

    def resource_url(self, resource: str) -> str:
        """Return the address of a file of the preview itself."""
        return f"/learn/assets/{resource}"

    def local_resource_url(self, block: XBlock, uri: str) -> str:
        """Return the address of a file that a block brings along."""
        return f"/learn/resource/{block.scope_ids.block_type}/{uri}"

    def publish(self, block: XBlock, event_type: str, event_data: dict[str, Any]) -> None:
        """Keep a completion; every other event goes nowhere.

        Raises:
            ValueError: the completion is not a number from 0 to 1.
        """
        if event_type != "completion" or self.completion is None or not self.completion.completion_tracking_enabled():
            return
        value = float(event_data["completion"])
        if not 0.0 <= value <= 1.0:
            msg = f"{value} is no completion"
            raise ValueError(msg)
        self.completion.submit_completion(block.scope_ids.usage_id, value)

    def wrap_xblock(self, block: XBlock, view: str, frag: Fragment, context: Any) -> Fragment:  # noqa: ARG002 - XBlock's signature
        """Return a block's HTML inside an element that says how its script begins; nothing inline, everything escaped."""
        data = {"usage": str(block.scope_ids.usage_id), "block-type": block.scope_ids.block_type}
        if frag.js_init_fn:
            data["init"] = frag.js_init_fn
            data["args"] = json.dumps(frag.json_init_args or {})
            data["handlers"] = self.handler_url(block, "")
        attributes = Markup("").join(Markup(' data-{}="{}"').format(name, value) for name, value in data.items())
        wrapped = Fragment(Markup('<div class="xblock xblock-{}"{}>{}</div>').format(view, attributes, Markup(rewrite(frag.body_html()))))  # noqa: S704 - the block's own HTML
        wrapped.add_fragment_resources(frag)
        return wrapped
