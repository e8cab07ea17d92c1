"""One document that stands alone: styles and script inline, a policy that names them by their hashes, no other host.

| helper | for |
|---|---|
| ``resource`` | the text of a template folder's style or script |
| ``seal`` | the content security policy of a finished page |
| ``resolver`` | what fills in phone lines, links and sources |
| ``flow`` / ``line`` | authored Markdown to HTML that the policy allows |
| ``outside_name`` | what a module is called where a stranger may read it |
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from ...curriculum import Curriculum
from ...markdown.render import clean, inline_html, to_html
from ...markdown.resolve import Resolver, Surface
from ...model import Module, Translation
from ...names import session_name

__all__ = ["flow", "line", "notice", "outside_name", "resolver", "resource", "seal"]

_STYLE = re.compile(r"<style>(?P<code>.*?)</style>", re.DOTALL)
_SCRIPT = re.compile(r"<script>(?P<code>.*?)</script>", re.DOTALL)
_CITED_TWICE = '</sup><sup class="hr-cite">'
_CITED = re.compile(r'(?P<word>[^\s<>]+)(?P<number><sup class="hr-cite">[^<]*</sup>)')
_ALIGNED = re.compile(r' style="text-align: (left|right|center);"')
_POLICY_HERE = "<!-- policy -->"
_NO_ICON = '<link rel="icon" href="data:,">'
"""An empty icon: without it a browser asks the server for one."""


@cache
def resource(name: str) -> str:
    """Return the text of a file below ``templates/``, such as ``slides/deck.css``.

    Raises:
        FileNotFoundError: there is no such file.
    """
    return files("handrail.templates").joinpath(*name.split("/")).read_text(encoding="utf-8")


def seal(html: str) -> str:
    """Put a policy into a page (at ``<!-- policy -->``): its own inline styles and scripts run, and nothing else does."""
    styles = " ".join(_hash(found["code"]) for found in _STYLE.finditer(html)) or "'none'"
    scripts = " ".join(_hash(found["code"]) for found in _SCRIPT.finditer(html)) or "'none'"
    icon = " img-src data:;" if _NO_ICON in html else ""
    policy = f"default-src 'none';{icon} style-src {styles}; script-src {scripts}; form-action 'none'; base-uri 'none'"
    tags = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return html.replace(_POLICY_HERE, tags, 1)


def _hash(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def resolver(curriculum: Curriculum, language: str, surface: Surface, cited: Iterable[str] = ()) -> Resolver:
    """Return what fills in the references of authored text on a surface without links.

    Args:
        curriculum: its program's lines are used.
        language: the reader's.
        surface: paper or slide.
        cited: sources in the order of their numbers.
    """
    return Resolver(
        lines=curriculum.program.lines,
        language=language,
        surface=surface,
        sample=curriculum.program.sample,
        source_numbers={key: number for number, key in enumerate(cited, start=1)},
    )


def flow(markdown: str, resolve: Resolver) -> Markup:
    """Return authored Markdown as HTML.

    Alignment in tables becomes a class, since the policy allows no inline style; sources that are cited together are set apart.
    """
    html = _ALIGNED.sub(r' class="hr-\1"', to_html(resolve(markdown))).replace(_CITED_TWICE, ", ")
    if resolve.surface is Surface.PAPER:  # what presses PDFs would begin a line with the number of a source
        html = _CITED.sub(r'<span class="hr-kept">\g<word>\g<number></span>', html)
    return Markup(clean(html))  # noqa: S704 - cleaned


def line(text: str, resolve: Resolver) -> Markup:
    """Return one line of authored Markdown as HTML, without a paragraph around it."""
    return Markup(clean(inline_html(resolve(text))))  # noqa: S704 - cleaned


def outside_name(module: Module, language: str) -> str:
    """Return what a module is called where a stranger may read it: "Session 4" says nothing. Families' titles are plain."""
    return module.title if module.is_family else session_name(module, language)


def notice(state: Translation, labels: dict[str, str]) -> str:
    """Return what a reader is told about a part that is not, or no longer, translated; empty when all is well."""
    if state is Translation.MISSING:
        return labels["section_missing"]
    return labels["section_stale"] if state is Translation.STALE else ""
