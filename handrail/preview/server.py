"""A small server for one computer: threads, HTTP/1.1, 127.0.0.1 only, no request log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

__all__ = ["make_server"]


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing: a log of addresses is a log of who read what."""


def make_server(application: Callable[..., Any], port: int) -> ThreadedWSGIServer:
    """Return a server on 127.0.0.1.

    Raises:
        OSError: the port cannot be used.
    """
    server = ThreadedWSGIServer(("127.0.0.1", port), _Quiet)
    server.set_app(application)
    return server
