"""``python -m handrail.preview SITE COURSE DATABASE PORT``: the preview as a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from . import serve

if __name__ == "__main__":
    site, course, database, port = sys.argv[1:]
    serve(Path(site).resolve(), Path(course).resolve(), Path(database).resolve(), int(port))
