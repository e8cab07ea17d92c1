"""What all blocks share: fields, views that never fall over, one handler for participants.

No field has a user scope, so a learning system keeps no row of state for these blocks: nothing that a report, a
masquerade or an export could show. Completion is all, and the platform's own service keeps it.
"""

from __future__ import annotations

import functools
import hashlib
import logging
from collections.abc import Callable
from typing import Any, ClassVar

from web_fragments.fragment import Fragment
from webob import Request, Response
from xblock.completable import CompletableXBlockMixin, XBlockCompletionMode
from xblock.core import XBlock
from xblock.fields import Dict, Scope, String

from handrail.assets import block_scripts, part_paths, strings_path, styles
from handrail.markdown.render import plain_text
from handrail.templating import render

from . import olx, program_data, state
from .content import Kind, Read, html_of, prefix_of, read
from .program_data import ProgramData
from .studio import StudioMixin

__all__ = ["HandrailBlock"]

log = logging.getLogger(__name__)

View = Callable[..., Fragment]


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


@XBlock.wants("user", "completion", "settings", "studio_user_permissions")
class HandrailBlock(StudioMixin, CompletableXBlockMixin, XBlock):
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

    # What it holds

    @property
    def found(self) -> Read:
        """What came of reading the text."""
        return read(self.KIND, self.content or "")

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
        return ProgramData.of(self.program_data, self.operator_settings, program_data.today())

    @property
    def is_counted(self) -> bool:
        """Whether this block can be done. The family lane is not counted, nor is a safety card."""
        built = self.program_data if isinstance(self.program_data, dict) else {}
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
        for path in self._scripts():
            fragment.add_javascript_url(self._address(path))
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
        fragment.add_content(render("blocks/problems.html", self.program.language, problems=self.found.problems))
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
                "title": self.display_name or "",
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
            found["content"] = {**found.get("content", {}), "display_name": self.display_name or "", "text": text}
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
            self.content,
            dict(self.program_data or {}),
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
        for path in [*styles(), "block.css"]:
            fragment.add_css_url(self._address(path))

    def _scripts(self) -> list[str]:
        strings = strings_path(self.program.language)
        return [*([strings] if strings else []), *block_scripts()]

    def _address(self, path: str) -> str:
        """Return where the platform serves a file of the library from; it may carry a version in its name."""
        return str(self.runtime.local_resource_url(self, f"public/{path}"))

    def _scope(self, user: Any) -> str:
        """Return what keeps two participants of one device apart in the browser; empty where the platform names nobody."""
        who = user.opt_attrs.get("edx-platform.anonymous_user_id") or user.opt_attrs.get("edx-platform.user_id")
        course = getattr(self.scope_ids.usage_id, "context_key", "")
        return hashlib.sha256(f"{course}|{who}".encode()).hexdigest()[:16] if who else ""

    # Completion

    def _completion(self) -> float | None:
        """Return the present completion, None where the platform cannot tell."""
        try:
            service = self.runtime.service(self, "completion")
            if service is None:
                return None
            usage = self.scope_ids.usage_id
            return float(service.get_completions([usage]).get(usage, 0.0))
        except Exception:
            log.exception("completion of %s", self.scope_ids.usage_id)
            return None

    @XBlock.handler
    def set_state(self, request: Request, suffix: str = "") -> Response:  # noqa: ARG002 - the platform passes it
        """Record that the signed-in person started, finished or undid this block, and answer with what stands now.

        A value rises unless the request says undo. Where nobody can tell what stands now, "started" might lower it and is
        refused; "done" and "undone" mean the same whatever stood there. Nothing else can be told: see :mod:`handrail_xblocks.state`.
        """
        try:
            state.signed_in(self.runtime.service(self, "user"))
            said = state.read_state(request)
            if not self.is_counted:
                raise state.RefusedError(409, "This block is not counted.")
            present = self._completion()
            if present is None and said == "started":
                raise state.RefusedError(503, "What stands now cannot be read. Try again later.")
        except state.RefusedError as refused:
            return state.answer({"error": refused.reason}, refused.status)
        asked = state.VALUES[said]
        if present is None or asked > present or (said == "undone" and present > 0):
            self.emit_completion(asked)
            present = asked
        return state.answer({"state": state.word_of(present)})

    # OLX

    @classmethod
    def parse_xml(cls, node: Any, runtime: Any, keys: Any) -> HandrailBlock:
        """Return a block from its OLX; what no field answers to is passed over."""
        block: HandrailBlock = runtime.construct_xblock_from_class(cls, keys)
        for name, text in olx.fields_of(node).items():
            known = block.fields.get(name)
            if known is None or known.scope not in (Scope.content, Scope.settings):
                continue
            try:
                value = None if text is None else known.from_string(text)
                setattr(block, name, value)
            except Exception:
                log.warning("%s: the attribute %s was not understood", keys.usage_id, name)
        return block

    def add_xml_to_node(self, node: Any) -> None:
        """Write this block as OLX."""
        attributes = {}
        for name, known in self.fields.items():
            authored = known.scope in (Scope.content, Scope.settings) and name not in ("content", "program_data")
            if authored and (known.is_set_on(self) or known.force_export):
                value = known.read_from(self)
                if value is not None:
                    attributes[name] = known.to_string(value)
        olx.fill(
            node, self.scope_ids.block_type, content=self.content or "", program_data=dict(self.program_data or {}), attributes=attributes
        )
