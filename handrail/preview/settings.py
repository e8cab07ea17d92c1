"""Django's settings for the preview, made in code: they depend on where the site, the course and the database are."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

__all__ = ["MAX_BODY", "configure"]

MAX_BODY = 4096
"""The longest request body in bytes; the longest one that fits is a form with fifty people's codes and a token."""


def configure(site: Path, course: Path, database: Path) -> None:
    """Set Django up.

    Raises:
        RuntimeError: this process serves another database already.
    """
    import logging

    import django
    from django.conf import settings

    for name in ("django.request", "django.security.csrf"):
        logging.getLogger(name).setLevel(logging.ERROR)  # a line per refused request would be a log of who asked for what

    if settings.configured:
        if Path(settings.DATABASES["default"]["NAME"]) != database:
            msg = "This process has a preview with another database already."
            raise RuntimeError(msg)
        settings.PREVIEW_SITE, settings.PREVIEW_COURSE = site, course
        return
    database.parent.mkdir(parents=True, exist_ok=True)
    settings.configure(
        DEBUG=False,
        SECRET_KEY=_secret(database.with_name("secret")),
        ALLOWED_HOSTS=["127.0.0.1", "localhost"],
        ROOT_URLCONF="handrail.preview.urls",
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django.contrib.sessions",
            "waffle",
            "eventtracking.django.apps.EventTrackingConfig",
            "completion",
            "handrail_lms",
        ],
        MIDDLEWARE=[
            "handrail.preview.middleware.guard",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": database,
                "ATOMIC_REQUESTS": True,
                "OPTIONS": {
                    # Requests that write take their turn from the start, so that a value that was read is still true when it is written.
                    "transaction_mode": "IMMEDIATE",
                    "timeout": 30,
                    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
                },
            }
        },
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        USE_I18N=False,
        DATA_UPLOAD_MAX_MEMORY_SIZE=MAX_BODY,
        DATA_UPLOAD_MAX_NUMBER_FIELDS=100,
        SESSION_COOKIE_NAME="preview",
        SESSION_COOKIE_SAMESITE="Strict",
        CSRF_COOKIE_SAMESITE="Strict",
        CSRF_FAILURE_VIEW="handrail.preview.views.refused",
        EVENT_TRACKING_ENABLED=True,
        EVENT_TRACKING_BACKENDS={},  # completion tells the tracker; nobody listens here
        EVENT_TRACKING_PROCESSORS=[],
        LOGGING_CONFIG=None,  # what the caller set up stays
        LOGIN_URL="/learn/",
        HANDRAIL_HOST="handrail.preview.host.PreviewHost",
        PREVIEW_SITE=site,
        PREVIEW_COURSE=course,
    )
    django.setup()


def _secret(path: Path) -> str:
    """Return the key of this preview's cookies, made on the first run and readable by its owner alone."""
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="utf-8").strip()
