"""The preview: the built site, and a small learning system for demo people that runs the real XBlocks.

| address | what |
|---|---|
| ``/`` | the site, as it was built |
| ``/learn/`` | the course: choose a demo person, read, fill in, say that you are done; a page for the demo facilitator |

It runs the XBlock runtime and ``edx-completion`` on Django and SQLite, listens on this computer alone, and is made for
looking, not for participants: a clinic with participants runs Open edX.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler

__all__ = ["application", "serve"]


def _tell(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def application(site: Path, course: Path, database: Path) -> WSGIHandler:
    """Return the preview as a WSGI application; its database is made or brought up to date first.

    Django's settings belong to the whole process, so one process serves one database.

    Args:
        site: the folder of the built site.
        course: the folder of the built course (``build/course``).
        database: the SQLite file; what people did survives a restart in it.
    """
    from .settings import configure

    configure(site, course, database)
    from django.core.handlers.wsgi import WSGIHandler

    from .people import prepare

    prepare()
    return WSGIHandler()


def serve(site: Path, course: Path, database: Path, port: int, say: Callable[[str], object] = _tell) -> None:
    """Serve the preview on 127.0.0.1 until it is interrupted.

    Args:
        site: the folder of the built site.
        course: the folder of the built course.
        database: the SQLite file.
        port: the port; 0 takes a free one.
        say: is told the address, once.

    Raises:
        OSError: the port cannot be used.
    """
    from .server import make_server

    server = make_server(application(site, course, database), port)
    from .shelf import shelf

    shelf().course()  # read before the first person waits for it
    say(f"http://127.0.0.1:{server.server_port}/  (learning system: http://127.0.0.1:{server.server_port}/learn/)")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
