"""Editing in Studio: the authored text as it stands in the curriculum, judged by the compiler's own parser while it is typed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from web_fragments.fragment import Fragment
from webob import Request, Response
from xblock.core import XBlock

from handrail.problems import Problem
from handrail.templating import render

from . import olx, program_data, state
from .content import html_of, prefix_of, read

if TYPE_CHECKING:
    from .base import HandrailBlock

__all__ = ["StudioMixin"]

log = logging.getLogger(__name__)

MAX_TEXT_BYTES = 200_000
"""The longest request of an author: ten times the longest lesson."""

_MAX_NAME = 120


class StudioMixin:
    """The editor of a block and its two handlers.

    Studio calls handlers for people who are signed in to it, and saves what they changed only for course authors; a
    learning system's runtime lets nobody write authored fields. Neither is left to do it alone: both handlers ask
    Studio's own permission service, which no learning system has, and else want global staff (content libraries).
    """

    def studio_view(self: HandrailBlock, context: Any = None) -> Fragment:  # type: ignore[misc]  # noqa: ARG002
        """Return the editor."""
        try:
            fragment = Fragment(
                render(
                    "blocks/studio.html",
                    self._authors_language(),
                    kind=self.KIND.name,
                    name=self.called,
                    text=self.authored or self.KIND.example,
                    problems=self.found.problems if self.authored else [],
                    prefix=prefix_of(self.scope_ids.usage_id),
                )
            )
            self._add_styles(fragment)
            fragment.add_css_url(self.runtime.local_resource_url(self, "public/studio.css"))
            fragment.add_javascript_url(self.runtime.local_resource_url(self, "public/studio.js"))
            fragment.initialize_js("HandrailStudio", {})
        except Exception:
            log.exception("studio_view of %s", self.scope_ids.usage_id)
            return Fragment(render("blocks/plain.html", "en"))
        return fragment

    @XBlock.handler
    def studio_submit(self: HandrailBlock, request: Request, suffix: str = "") -> Response:  # type: ignore[misc]  # noqa: ARG002
        """Save name and text, or refuse both with the list of what is wrong (400). Studio alone may call it."""
        try:
            name, text, problems = self._edited(request)
        except state.RefusedError as refused:
            return state.answer({"error": refused.reason}, refused.status)
        if problems:
            return state.answer(
                {"error": "The text has problems. Nothing was saved.", "problems": [_told(found) for found in problems]}, 400
            )
        self.display_name = name
        self.content = text
        return state.answer({"result": "success"})

    @XBlock.handler
    def studio_preview(self: HandrailBlock, request: Request, suffix: str = "") -> Response:  # type: ignore[misc]  # noqa: ARG002
        """Answer what a text would look like and what is wrong with it; changes nothing. Studio alone may call it."""
        try:
            _name, text, problems = self._edited(request)
        except state.RefusedError as refused:
            return state.answer({"error": refused.reason}, refused.status)
        html = ""
        if not problems:
            try:
                html = html_of(self.KIND, text, self.built, self.operator_settings, "hrpreview", program_data.today(), live=False)
                html = self._with_files(html)
            except Exception:  # an author goes on typing; what was wrong stands in the log
                log.exception("studio_preview of %s", self.scope_ids.usage_id)
        return state.answer({"problems": [_told(found) for found in problems], "html": html})

    def _edited(self: HandrailBlock, request: Request) -> tuple[str, str, list[Problem]]:  # type: ignore[misc]
        self._author()
        found = state.read_json(request, MAX_TEXT_BYTES)
        name, text = found.get("display_name"), found.get("content")
        if set(found) != {"display_name", "content"} or not isinstance(name, str) or not isinstance(text, str):
            raise state.RefusedError(400, "Send a name and a text.")
        text, name = text.replace("\r\n", "\n").replace("\r", "\n"), " ".join(name.split())
        if olx.legal(name + text) != name + text:
            raise state.RefusedError(400, "The text holds characters that no course can keep.")
        problems = [problem for problem in read(self.KIND, text).problems if problem.severity == "error"]
        if not name or len(name) > _MAX_NAME:
            problems.insert(0, Problem(self.KIND.name, 0, "The name is empty or very long.", "Write a short, neutral name."))
        return name, text, problems

    def _with_files(self: HandrailBlock, html: str) -> str:  # type: ignore[misc]
        """Return HTML with the addresses of the course's files. The platform does so itself for views, and not for what a handler sends."""
        service = self.runtime.service(self, "replace_urls")
        return str(service.replace_urls(html)) if service is not None else html

    def _authors_language(self: HandrailBlock) -> str:  # type: ignore[misc]
        """Return the language in which the author uses Studio, as far as we speak it."""
        try:
            user = self.runtime.service(self, "user").get_current_user()
            spoken = str(user.opt_attrs["edx-platform.user_preferences"]["pref-lang"])
        except Exception:
            return "en"
        return "es" if spoken.startswith("es") else "en"

    def _author(self: HandrailBlock) -> None:  # type: ignore[misc]
        """Raise ``RefusedError`` unless the person is signed in, and may edit this block in Studio."""
        user = state.signed_in(self.runtime.service(self, "user"))
        permissions = self.runtime.service(self, "studio_user_permissions")
        if permissions is not None:
            try:
                allowed = permissions.can_write(getattr(self.scope_ids.usage_id, "context_key", None)) is True
            except Exception:  # who cannot be asked allows nothing
                allowed = False
        else:
            allowed = user.opt_attrs.get("edx-platform.user_is_global_staff") is True and self._authored_fields_open()
        if not allowed:
            raise state.RefusedError(403, "Only authors may do this, in Studio.")

    def _authored_fields_open(self: HandrailBlock) -> bool:  # type: ignore[misc]
        """Return whether this runtime has a library behind it: there, and only there, staff edit without Studio's service."""
        return getattr(getattr(self.scope_ids.usage_id, "context_key", None), "is_course", True) is False


def _told(problem: Problem) -> dict[str, Any]:
    return {"line": problem.line, "message": problem.message, "remedy": problem.remedy, "severity": str(problem.severity)}
