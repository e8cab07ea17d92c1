"""What Handrail adds to Tutor. Each file in ``patches/`` is put where its name says.

| setting | default | |
|---|---|---|
| ``HANDRAIL_VERSION`` | this version | |
| ``HANDRAIL_REQUIREMENT`` | ``handrail=={{ HANDRAIL_VERSION }}`` | what pip installs in the image; empty when a folder is mounted instead |
| ``HANDRAIL_PROGRAM_DATA`` | none | absolute path of the ``program.json`` that ``handrail build course`` writes |
| ``HANDRAIL_PRIVATE_PLATFORM`` | ``true`` | participants do not see each other, and the world does not see the course |
| ``HANDRAIL_TRACKING_LOG`` | ``true`` | whether the platform writes its tracking log |
| ``HANDRAIL_OWN_HOSTS_ONLY`` | ``false`` | tell browsers to load the platform's pages from the platform's hosts alone |
"""

from __future__ import annotations

import shlex
from importlib.metadata import version
from importlib.resources import files

from tutor import hooks

from .job import import_course
from .program import program_settings

_INIT = """\
./manage.py lms migrate handrail_lms
./manage.py lms waffle_switch --create completion.enable_completion_tracking on
"""
"""Tutor turns completion on for new platforms, and leaves one alone where somebody turned it off: then nothing would be counted."""

hooks.Filters.CONFIG_DEFAULTS.add_items(
    [
        ("HANDRAIL_VERSION", version("handrail")),
        ("HANDRAIL_REQUIREMENT", "handrail=={{ HANDRAIL_VERSION }}"),
        ("HANDRAIL_PROGRAM_DATA", ""),
        ("HANDRAIL_PRIVATE_PLATFORM", True),
        ("HANDRAIL_TRACKING_LOG", True),
        ("HANDRAIL_OWN_HOSTS_ONLY", False),
    ]
)
hooks.Filters.ENV_TEMPLATE_FILTERS.add_items([("handrail_program", program_settings), ("handrail_quoted", shlex.quote)])
# After other plugins: one that turns discussions on, say, would otherwise have the last word.
for patch in sorted((files(__package__) / "patches").iterdir(), key=lambda path: path.name):
    hooks.Filters.ENV_PATCHES.add_item((patch.name, patch.read_text(encoding="utf-8")), priority=hooks.priorities.LOW)
hooks.Filters.CLI_DO_INIT_TASKS.add_item(("lms", _INIT))
hooks.Filters.CLI_DO_COMMANDS.add_item(import_course)
hooks.Filters.MOUNTED_DIRECTORIES.add_item(("openedx", "handrail"))
