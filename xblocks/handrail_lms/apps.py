"""The Django app, and what Open edX reads of it as a plugin: where its pages are, and which signal it hears.

In the preview it is an ordinary app. Nothing here, nor in any module that is imported with it, imports the platform.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.apps import AppConfig

__all__ = ["HandrailLmsConfig"]

_LMS = "lms.djangoapp"


class HandrailLmsConfig(AppConfig):
    """Group page and retirement. In Studio the app brings its commands alone."""

    name = "handrail_lms"
    label = "handrail_lms"
    verbose_name = "Handrail"
    default_auto_field = "django.db.models.BigAutoField"

    plugin_app: ClassVar[dict[str, Any]] = {
        "url_config": {_LMS: {"namespace": "handrail_lms", "regex": r"^handrail/", "relative_path": "urls"}},
        "signals_config": {
            _LMS: {
                "relative_path": "signals",
                "receivers": [
                    {
                        "receiver_func_name": "forget_person",
                        "signal_path": "openedx.core.djangoapps.user_api.accounts.signals.USER_RETIRE_LMS_MISC",
                        "dispatch_uid": "handrail_lms.signals.forget_person",
                    }
                ],
            }
        },
    }
