"""Files: of the site, of the course, of blocks, of the preview itself. None touches the database."""

from __future__ import annotations

import hashlib
import mimetypes
from importlib.resources import files
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponsePermanentRedirect
from django.utils.http import parse_etags, quote_etag
from django.views.decorators.http import require_safe
from xblock.core import XBlock
from xblock.exceptions import DisallowedFileError
from xblock.plugin import PluginMissingError

from handrail_xblocks.olx import BLOCK_TYPES

from .shelf import shelf

__all__ = ["block_file", "course_file", "own_file", "site_file"]

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".gz": "application/gzip",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_OWN = ("preview.css", "preview.js")


@transaction.non_atomic_requests
@require_safe
def site_file(request: HttpRequest, name: str) -> HttpResponse:
    """Return a file of the site; a folder shows its index, and what is not there the site's own page for that."""
    root = Path(settings.PREVIEW_SITE)
    path = _below(root, name)
    if path is not None and path.is_dir():
        if name and not name.endswith("/"):
            return HttpResponsePermanentRedirect(f"/{name}/")
        path = path / "index.html"
    if path is not None and path.is_file():
        return _answer(request, path.read_bytes(), path.suffix)
    lost = root / "404.html"
    return HttpResponseNotFound(lost.read_bytes() if lost.is_file() else b"Not found", content_type=_TYPES[".html"])


@transaction.non_atomic_requests
@require_safe
def course_file(request: HttpRequest, name: str) -> HttpResponse:
    """Return a file of the course's ``static`` folder."""
    course = shelf().course()
    path = _below(course.folder / "static", name) if course else None
    if path is None or not path.is_file():
        return HttpResponseNotFound("Not found", content_type=_TYPES[".txt"])
    return _answer(request, path.read_bytes(), path.suffix)


@transaction.non_atomic_requests
@require_safe
def own_file(request: HttpRequest, name: str) -> HttpResponse:
    """Return the preview's own style sheet or script."""
    if name not in _OWN:
        return HttpResponseNotFound("Not found", content_type=_TYPES[".txt"])
    return _answer(request, (files("handrail.templates") / "preview" / name).read_bytes(), Path(name).suffix)


@transaction.non_atomic_requests
@require_safe
def block_file(request: HttpRequest, block_type: str, uri: str) -> HttpResponse:
    """Return a file that a block publishes, through the block's own door for files."""
    try:
        if block_type not in BLOCK_TYPES:
            raise PluginMissingError(block_type)
        with XBlock.load_class(block_type).open_local_resource(uri) as stream:
            return _answer(request, stream.read(), Path(uri).suffix)
    except (PluginMissingError, DisallowedFileError, OSError, ValueError):
        return HttpResponseNotFound("Not found", content_type=_TYPES[".txt"])


def _below(root: Path, name: str) -> Path | None:
    """Return a path below a folder, or None for one that would leave it, by dots or by a link."""
    if "\0" in name or "\\" in name:
        return None
    root = root.resolve()
    path = (root / name.lstrip("/")).resolve()
    hidden = any(part.startswith(".") for part in path.relative_to(root).parts) if path.is_relative_to(root) else True
    return None if hidden else path


def _answer(request: HttpRequest, data: bytes, suffix: str) -> HttpResponse:
    """Return a file, or that the browser's copy is still good."""
    tag = quote_etag(hashlib.sha256(data).hexdigest()[:20])
    known = parse_etags(request.headers.get("If-None-Match", ""))
    kind = _TYPES.get(suffix) or mimetypes.guess_type(f"x{suffix}")[0] or "application/octet-stream"
    response = HttpResponse(status=304) if tag in known else HttpResponse(data, content_type=kind)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "no-cache"  # kept by the browser, asked for again: a rebuild shows at once
    return response
