"""What the plugin makes of an Open edX platform, read in the environment that the real Tutor renders."""

from __future__ import annotations

import ast
import datetime as dt
import json
import logging
import logging.config
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from handrail.curriculum import Curriculum
from handrail.outputs.course.files import write_program
from handrail_xblocks.program_data import ProgramData
from tests.environments import REPOSITORY
from tests.tutor.conftest import Tutor

pytestmark = pytest.mark.xdist_group("tutor")

LINES = {"night": {"name": 'Night line\'s "desk"', "number": "555-201-0100", "as_of": "2026-11-01", "local": True}}
EDITION = {"edition": "2026-11-01", "lines": LINES}
SERVICES = ("lms", "cms")


def _platform(tutor: Tutor, service: str) -> dict[str, Any]:
    """Return what our lines make of the settings that the platform has before them."""
    before: dict[str, Any] = {
        "FEATURES": {},
        "XBLOCK_SETTINGS": {"VideoBlock": {"licensing_enabled": True}},
        "SOCIAL_SHARING_SETTINGS": {"CUSTOM_COURSE_URLS": False, "DASHBOARD_FACEBOOK": True, "CERTIFICATE_TWITTER": True},
        "ACCOUNT_VISIBILITY_CONFIGURATION": {
            "default_visibility": "all_users",
            "public_fields": ["account_privacy", "profile_image", "username"],
            "bulk_shareable_fields": ["username", "bio", "country"],
            "custom_shareable_fields": ["username", "bio", "name"],
            "admin_fields": ["username", "email"],
        },
        "LMS_ROOT_URL": "https://learn.example.org",
        "LOGGING": {
            "version": 1,
            "disable_existing_loggers": False,
            "handlers": {"memory": {"class": "logging.StreamHandler"}},
            "loggers": {"tracking": {"handlers": ["memory"], "level": "DEBUG", "propagate": False}},
        },
    }
    ours = re.findall(r"^##### Handrail$.*?^##### End of Handrail$", tutor.settings(service), re.MULTILINE | re.DOTALL)
    assert ours
    for part in ours:
        exec(compile(part, service, "exec"), before)
    return before


def test_the_plugin_names_itself(rendered: Tutor) -> None:
    """Tutor lists the plugin with the version of the package, and its settings stand under one prefix."""
    listed = next(line for line in rendered("plugins", "list").splitlines() if line.startswith("handrail"))
    assert "enabled" in listed
    assert version("handrail") in listed
    assert f"handrail=={version('handrail')}" == rendered("config", "printvalue", "HANDRAIL_REQUIREMENT").splitlines()[-1]


def test_the_image_installs_the_blocks(rendered: Tutor) -> None:
    """One line of the image's recipe installs this version with Tutor's own pip, after the platform's requirements."""
    recipe = rendered.dockerfile
    (line,) = re.findall(r"^RUN --mount=type=cache,\S+ \\\n +\$PIP_COMMAND install (\S*handrail\S*)$", recipe, re.MULTILINE)
    assert f"handrail=={version('handrail')}" == line.strip("'")
    assert recipe.index("requirements/edx/base.txt") < recipe.index("install handrail") < recipe.index("AS production")


def test_another_requirement_is_taken_whole(tutor: Tutor) -> None:
    """An address with characters of a shell reaches pip as one word."""
    tutor.save(REQUIREMENT="handrail @ https://example.org/handrail-0.1.0-py3-none-any.whl#sha256=a&b")
    assert "$PIP_COMMAND install 'handrail @ https://example.org/handrail-0.1.0-py3-none-any.whl#sha256=a&b'\n" in tutor.dockerfile


def test_a_mounted_folder_takes_the_place_of_a_package(tutor: Tutor, tmp_path: Path) -> None:
    """Whoever works on Handrail mounts the repository, and the image installs that one."""
    repository = tmp_path / "handrail"
    repository.mkdir()
    tutor("mounts", "add", str(repository))
    tutor.save(REQUIREMENT="")
    assert 'install -e "/mnt/handrail"' in tutor.dockerfile
    assert "install handrail" not in tutor.dockerfile
    assert "install ''" not in tutor.dockerfile


@pytest.mark.parametrize("changed", [{}, {"PRIVATE_PLATFORM": "false"}, {"TRACKING_LOG": "false"}, {"OWN_HOSTS_ONLY": "true"}])
def test_settings_are_python(tutor: Tutor, changed: dict[str, str]) -> None:
    """Whatever is set, every settings file of the platform can be compiled."""
    tutor.save(**changed)
    files = sorted((tutor.root / "env" / "apps" / "openedx" / "settings").rglob("*.py"))
    assert len(files) >= 6
    for path in files:
        ast.parse(path.read_text(encoding="utf-8"), str(path))


@pytest.mark.parametrize("service", SERVICES)
def test_participants_do_not_see_each_other(rendered: Tutor, service: str) -> None:
    """Discussions, wiki, notes, teams, badges and sharing are off in both services, under both names that a platform reads."""
    found = _platform(rendered, service)
    for name in ("ENABLE_DISCUSSION_SERVICE", "ENABLE_DISCUSSION_HOME_PANEL", "ENABLE_EDXNOTES", "ENABLE_TEAMS", "BADGES_ENABLED"):
        assert (False, False) == (found[name], found["FEATURES"][name]), name
    assert found["WIKI_ENABLED"] is False
    assert {False} == set(found["SOCIAL_SHARING_SETTINGS"].values())


def test_a_profile_shows_a_name_for_signing_in_and_no_more(rendered: Tutor) -> None:
    """Profiles are private, and an owner who opens one shows no further field to other participants; staff see theirs."""
    shown = _platform(rendered, "lms")["ACCOUNT_VISIBILITY_CONFIGURATION"]
    assert "private" == shown["default_visibility"]
    for name in ("public_fields", "bulk_shareable_fields", "custom_shareable_fields"):
        assert ["account_privacy", "username"] == shown[name]
    assert ["username", "email"] == shown["admin_fields"]


def test_the_world_does_not_see_the_course(rendered: Tutor) -> None:
    """No catalog, no search and no page about a course that is not listed; a new course is not listed."""
    found = _platform(rendered, "lms")
    assert "none" == found["DEFAULT_COURSE_VISIBILITY_IN_CATALOG"]
    assert ("see_in_catalog", "see_about_page") == (
        found["COURSE_CATALOG_VISIBILITY_PERMISSION"],
        found["COURSE_ABOUT_VISIBILITY_PERMISSION"],
    )
    for name in ("COURSES_ARE_BROWSABLE", "ENABLE_COURSE_DISCOVERY", "SEARCH_SKIP_SHOW_IN_CATALOG_FILTERING"):
        assert found[name] is False, name


def test_third_parties_that_settings_know_are_off(rendered: Tutor) -> None:
    """No tracker has a key, the footer's logo is the platform's own, and nothing is reported about the platform."""
    found = _platform(rendered, "lms")
    for name in ("GOOGLE_ANALYTICS_4_ID", "GOOGLE_ANALYTICS_TRACKING_ID", "LMS_SEGMENT_KEY", "HOTJAR_SITE_ID", "BRANCH_IO_KEY"):
        assert found[name] is None, name
    assert found["FOOTER_OPENEDX_LOGO_IMAGE"].startswith("https://learn.example.org/")
    assert found["SURVEY_REPORT_ENABLE"] is False
    assert "CSP_STATIC_ENFORCE" not in found


def test_browsers_can_be_told_to_ask_nobody_else(tutor: Tutor) -> None:
    """With the setting, pages carry a policy that names the platform's own hosts and no other."""
    tutor("config", "save", "--set", "LMS_HOST=learn.example.org", "--set", "CMS_HOST=studio.example.org")
    tutor.save(OWN_HOSTS_ONLY="true")
    policy = _platform(tutor, "lms")["CSP_STATIC_ENFORCE"]
    hosts = {word for word in policy.replace(";", " ").split() if "." in word}
    assert {"learn.example.org", "*.learn.example.org", "studio.example.org"} == hosts


def test_a_shared_platform_is_left_as_it_is(tutor: Tutor) -> None:
    """An operator with other courses keeps discussions and catalog; the blocks' settings stay."""
    tutor.save(PRIVATE_PLATFORM="false")
    found = _platform(tutor, "lms")
    assert "WIKI_ENABLED" not in found
    assert "all_users" == found["ACCOUNT_VISIBILITY_CONFIGURATION"]["default_visibility"]
    assert "handrail" in found["XBLOCK_SETTINGS"]


def test_other_plugins_do_not_have_the_last_word(tutor: Tutor) -> None:
    """A plugin that is loaded after ours and turns discussions on is overruled."""
    tutor.plugins.mkdir()
    (tutor.plugins / "zforum.py").write_text(
        'from tutor import hooks\nhooks.Filters.ENV_PATCHES.add_item(("openedx-common-settings", "ENABLE_DISCUSSION_SERVICE = True"))\n',
        encoding="utf-8",
    )
    tutor("plugins", "enable", "zforum")
    tutor.save()
    said = re.findall(r"ENABLE_DISCUSSION_SERVICE = .*(True|False)$", tutor.settings("lms"), re.MULTILINE)
    assert "True" in said
    assert "False" == said[-1]


@pytest.mark.parametrize("service", SERVICES)
def test_phone_lines_reach_the_blocks(tutor: Tutor, tmp_path: Path, service: str) -> None:
    """What stands in the program's file is what a block shows, and other blocks keep their settings."""
    path = tmp_path / "program.json"
    path.write_text(json.dumps(EDITION), encoding="utf-8")
    tutor.save(PROGRAM_DATA=str(path))

    settings = _platform(tutor, service)["XBLOCK_SETTINGS"]

    assert {"licensing_enabled": True} == settings["VideoBlock"]
    data = ProgramData.of({}, settings["handrail"], dt.date(2026, 11, 21))
    assert ('Night line\'s "desk"', "555-201-0100") == (data.lines["night"].name, data.lines["night"].number)


def test_what_a_build_writes_is_taken(rendered: Tutor, curriculum: Curriculum, tmp_path: Path) -> None:
    """The file that stands beside a built course is read without a word, and holds its phone lines."""
    path = tmp_path / "program.json"
    write_program(curriculum, path)
    said = rendered.installed.run("python", "-c", _READ_ALL, str(path), cwd=tmp_path).stdout
    assert said.startswith(f"taken {path} ")
    found = ast.literal_eval(said.removeprefix(f"taken {path} "))
    assert set(curriculum.program.lines) == set(found["lines"])
    assert curriculum.program.edition.isoformat() == found["edition"]


def test_without_a_file_blocks_keep_what_the_course_brought(rendered: Tutor) -> None:
    """No setting overrules the course's own phone lines."""
    assert {} == _platform(rendered, "lms")["XBLOCK_SETTINGS"]["handrail"]


BROKEN = {
    "half": (b"{", "is not JSON"),
    "list": (b"[]", "holds no JSON object"),
    "twice": (b'{"lines": {}, "lines": {}}', "a key stands twice"),
    "nan": (b'{"lines": NaN}', "NaN is no number"),
    "unknown": (b'{"lines": {}, "name": "x", "family": true}', "has keys that no block reads: family, name"),
    "encoding": (b"\xff\xfe{", "is not JSON"),
    "deep": (b'{"lines": ' + b"[" * 20000, "is not JSON"),
}

_READ_ALL = """
import sys
from handrail_tutor.program import program_settings
from tutor.exceptions import TutorError
for path in sys.argv[1:]:
    try:
        print("taken", path, program_settings(path))
    except TutorError as error:
        print(error)
"""


def test_broken_files_are_named(rendered: Tutor, tmp_path: Path) -> None:
    """Each file that is no program data is named, with what is wrong."""
    for name, (data, _told) in BROKEN.items():
        (tmp_path / f"{name}.json").write_bytes(data)
    paths = [str(tmp_path / f"{name}.json") for name in BROKEN]
    lines = rendered.installed.run("python", "-c", _READ_ALL, *paths, cwd=tmp_path).stdout.splitlines()
    assert len(BROKEN) == len(lines)
    for path, line, (_data, told) in zip(paths, lines, BROKEN.values(), strict=True):
        assert line.startswith(f"HANDRAIL_PROGRAM_DATA: {path} "), line
        assert told in line


def test_a_missing_file_stops_the_rendering(tutor: Tutor, tmp_path: Path) -> None:
    """The command ends with the file's name, what is wrong and what to do, and with no traceback."""
    code, said = tutor.result("config", "save", "--set", f"HANDRAIL_PROGRAM_DATA={tmp_path / 'program.json'}")
    assert 0 != code
    assert f"HANDRAIL_PROGRAM_DATA: {tmp_path / 'program.json'} cannot be read: No such file or directory" in said
    assert "name its program.json" in said
    assert "Traceback" not in said


def test_a_path_is_whole(tutor: Tutor) -> None:
    """A path that depends on where Tutor is run is refused."""
    code, said = tutor.result("config", "save", "--set", "HANDRAIL_PROGRAM_DATA=program.json")
    assert 0 != code
    assert "program.json is not an absolute path" in said


def test_administrators_read_of_every_setting() -> None:
    """The page for administrators names each setting of the plugin; the one more is the group page's."""
    there = set(re.findall(r'\("(HANDRAIL_\w+)"', (REPOSITORY / "xblocks" / "handrail_tutor" / "plugin.py").read_text(encoding="utf-8")))
    told = set(re.findall(r"HANDRAIL_\w+", (REPOSITORY / "docs" / "open-edx-administrator.md").read_text(encoding="utf-8")))
    assert {"HANDRAIL_NAMES"} == told - there
    assert {"HANDRAIL_VERSION"} == there - told


@pytest.mark.parametrize(("kept", "count"), [("true", 1), ("false", 0)])
def test_the_tracking_log_can_be_silent(tutor: Tutor, capfd: pytest.CaptureFixture[str], kept: str, count: int) -> None:
    """With the setting, what the platform tracks is written nowhere."""
    tutor.save(TRACKING_LOG=kept)
    logger = logging.getLogger("tracking")
    before = (logger.handlers[:], logger.propagate, logger.level)
    try:
        logging.config.dictConfig(_platform(tutor, "lms")["LOGGING"])
        logger.info('{"username": "canary"}')
    finally:
        logger.handlers, logger.propagate, logger.level = before[0], before[1], before[2]
    assert count == capfd.readouterr().err.count("canary")
