"""What all blocks share: fields, views that never fall over, one handler for participants.

No field has a user scope, so a learning system keeps no row of state for these blocks: nothing that a report, a
masquerade or an export could show. Completion is all, and the platform's own service keeps it.
"""

from __future__ import annotations

import functools
import hashlib
import logging
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from web_fragments.fragment import Fragment
from xblock.completable import CompletableXBlockMixin, XBlockCompletionMode
from xblock.core import XBlock
from xblock.fields import Dict, Scope, String

from handrail.assets import BLOCK_STYLES, block_script, part_paths
from handrail.markdown.render import plain_text
from handrail.templating import render

from . import program_data, state
from .clearing import ClearMixin
from .completing import CompletionMixin
from .content import Kind, Read, html_of, prefix_of, read
from .program_data import ProgramData
from .studio import StudioMixin
from .travel import OlxMixin
from .written import BlockMark, mark_of

__all__ = ["HandrailBlock"]

log = logging.getLogger(__name__)

View = Callable[..., Fragment]
Kept = TypeVar("Kept")


def _alive(view: View) -> View:
    """Keep a view from raising: one block that raises takes its whole unit down in Open edX."""

    @functools.wraps(view)
    def guarded(self: HandrailBlock, context: Any = None) -> Fragment:
        try:
            return view(self, context)
        except Exception:  # whatever it was, the unit must live
            log.exception("%s of %s", view.__name__, self.scope_ids.usage_id)
            return self._plain()

    return guarded


class _Mode:
    """Some blocks are not counted. The platform asks the class for some things, a block for others."""

    def __get__(self, block: HandrailBlock | None, owner: type) -> str:
        excluded = block is not None and not block.is_counted
        return str(XBlockCompletionMode.EXCLUDED if excluded else XBlockCompletionMode.COMPLETABLE)


@XBlock.wants("user", "completion", "settings", "replace_urls", "studio_user_permissions")
class HandrailBlock(StudioMixin, OlxMixin, CompletionMixin, ClearMixin, CompletableXBlockMixin, XBlock):
    """A lesson, a worksheet or a check in a learning system."""

    KIND: ClassVar[Kind]

    resources_dir = "assets"  # only this folder is published to the world
    block_settings_key = "handrail"
    has_score = False
    has_author_view = True
    icon_class = "other"
    completion_mode = _Mode()

    content = String(
        display_name="Text",
        help="The authored text: Markdown for a lesson, YAML for a worksheet or a check.",
        default="",
        scope=Scope.content,
    )
    program_data = Dict(
        display_name="Program data",
        help="Phone lines and shared texts as of the day on which the course was built. XBLOCK_SETTINGS['handrail'] comes first.",
        default={},
        scope=Scope.settings,
    )
    written = String(
        display_name="Written",
        help="A mark of what the build wrote into this block: by it an edit made in Studio is recognized.",
        default="",
        scope=Scope.settings,
    )

    # What it holds. An import passes by every check of types, so nothing is taken for granted here.

    def _read(self, name: str, kind: type[Kept], empty: Kept) -> Kept:
        try:
            value = getattr(self, name)
        except Exception:  # the value is of a type that the field does not know
            return empty
        return value if isinstance(value, kind) else empty

    @property
    def authored(self) -> str:
        """The authored text."""
        return self._read("content", str, "")

    @property
    def called(self) -> str:
        """Its name on the outside."""
        return self._read("display_name", str, "")

    @property
    def built(self) -> dict[str, Any]:
        """What the build knew of the program."""
        return dict(self._read("program_data", dict, {}))

    @property
    def found(self) -> Read:
        """What came of reading the text."""
        return read(self.KIND, self.authored)

    @property
    def is_edited(self) -> bool:
        """Whether somebody changed it since the build wrote it. A block that the build did not write is nobody's edit."""
        left = self._read("written", str, "")
        return bool(left) and BlockMark.read(left) != mark_of(self.authored, self.called, self.built)

    @property
    def operator_settings(self) -> dict[str, Any]:
        """What the operator set for all blocks; empty where a platform has no such service."""
        try:
            service = self.runtime.service(self, "settings")
            bucket = service.get_settings_bucket(self, default={}) if service else {}
        except Exception:
            return {}
        return bucket if isinstance(bucket, dict) else {}

    @property
    def program(self) -> ProgramData:
        """Program data as of today. Not ``data``: Studio takes an attribute of that name for text of its own."""
        return ProgramData.of(self.built, self.operator_settings, program_data.today())

    @property
    def is_counted(self) -> bool:
        """Whether this block can be done. The family lane is not counted, nor is a safety card."""
        built = self.built
        return built.get("family") is not True and built.get("counted") is not False

    # Views

    @XBlock.supports("multi_device")
    @_alive
    def student_view(self, context: Any = None) -> Fragment:  # noqa: ARG002 - the platform passes it
        """Return the block for the person who is signed in; visitors get :meth:`public_view`."""
        try:
            user = state.signed_in(self.runtime.service(self, "user"))
        except state.RefusedError:
            return self.public_view()
        if self.found.thing is None:
            return self._plain()
        fragment = self._fragment(live=True)
        scope = self._scope(user)
        # Staff may be looking through a participant's eyes: nothing personal is read, kept or sent then.
        keep = bool(scope) and user.opt_attrs.get("edx-platform.user_is_staff") is not True
        counted = keep and self.is_counted
        fragment.add_javascript_url(self._address(block_script(self.program.language)))
        fragment.initialize_js(
            "HandrailBlock",
            {
                "state": state.word_of(self._completion() or 0.0) if counted else "none",
                "scope": scope,
                "keep": keep,
                "counted": counted,
                "parts": {name: self._address(path) for name, path in part_paths(self.program.language).items()},
            },
        )
        return fragment

    @_alive
    def public_view(self, context: Any = None) -> Fragment:  # noqa: ARG002 - the platform passes it
        """Return the block for visitors: to read and to print. Nothing is kept and nothing is sent."""
        return self._fragment(live=False)

    @_alive
    def author_view(self, context: Any = None) -> Fragment:  # noqa: ARG002 - the platform passes it
        """Return the block for its author in Studio: as visitors see it, with what is wrong with the text above it."""
        fragment = Fragment()
        fragment.add_content(render("blocks/problems.html", self._authors_language(), problems=self.found.problems, edited=self.is_edited))
        shown = self._fragment(live=False)
        fragment.add_content(shown.content)
        fragment.add_fragment_resources(shown)
        return fragment

    def student_view_data(self, context: Any = None) -> dict[str, Any]:  # noqa: ARG002 - the platform passes it
        """Return what an app may show of this block. Called while a course is published, with nobody signed in."""
        try:
            thing = self.found.thing
            return {
                "kind": self.KIND.name,
                "id": getattr(thing, "id", ""),
                "title": self.called,
                "language": self.program.language,
            }
        except Exception:
            log.exception("student_view_data of %s", self.scope_ids.usage_id)
            return {"kind": self.KIND.name}

    def index_dictionary(self) -> dict[str, Any]:
        """Return what may be searched: authored text alone."""
        try:
            found: dict[str, Any] = super().index_dictionary()
            words = self.KIND.words(self.found.thing) if self.found.thing is not None else []
            text = plain_text(" ".join(words))
            found["content"] = {**found.get("content", {}), "display_name": self.called, "text": text}
        except Exception:
            log.exception("index_dictionary of %s", self.scope_ids.usage_id)
            found = {"content": {"display_name": ""}}
        found["content_type"] = self.KIND.name.capitalize()
        return found

    def _fragment(self, *, live: bool) -> Fragment:
        if self.found.thing is None:
            return self._plain()
        html = html_of(
            self.KIND,
            self.authored,
            self.built,
            self.operator_settings,
            prefix_of(self.scope_ids.usage_id),
            program_data.today(),
            live=live,
        )
        fragment = Fragment(html)
        self._add_styles(fragment)
        return fragment

    def _plain(self) -> Fragment:
        """Return words for a reader when the text cannot be shown."""
        fragment = Fragment(render("blocks/plain.html", "en"))
        try:
            self._add_styles(fragment)
        except Exception:
            log.exception("styles of %s", self.scope_ids.usage_id)
        return fragment

    def _add_styles(self, fragment: Fragment) -> None:
        fragment.add_css_url(self._address(BLOCK_STYLES))

    def _address(self, path: str) -> str:
        """Return where the platform serves a file of the library from; it may carry a version in its name."""
        return str(self.runtime.local_resource_url(self, f"public/{path}"))

    def _scope(self, user: Any) -> str:
        """Return what keeps two participants of one device apart in the browser; empty where the platform names nobody."""
        who = user.opt_attrs.get("edx-platform.anonymous_user_id") or user.opt_attrs.get("edx-platform.user_id")
        course = getattr(self.scope_ids.usage_id, "context_key", "")
        return hashlib.sha256(f"{course}|{who}".encode()).hexdigest()[:16] if who else ""
