"""What the plugin lets Tutor run in containers. Docker is a script here that writes down what it was asked."""

from __future__ import annotations

import json
import shlex
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.environments import our_wheel
from tests.tutor.conftest import Tutor

pytestmark = pytest.mark.xdist_group("tutor")

_DOCKER = """#!{python}
import json, sys
with open({target!r}, "a") as stream:
    stream.write(json.dumps(sys.argv[1:]) + "\\n")
if "json" in sys.argv:
    print("[]")  # nothing is running
"""


def _asked(tutor: Tutor, *arguments: str) -> list[tuple[str, str]]:
    """Run a command of Tutor, and return service and script for each job that it would have run."""
    target = tutor.root / "docker.jsonl"
    target.unlink(missing_ok=True)
    tutor.commands.mkdir(exist_ok=True)
    docker = tutor.commands / "docker"
    docker.write_text(_DOCKER.format(python=tutor.installed.folder / "bin" / "python", target=str(target)), encoding="utf-8")
    docker.chmod(0o755)
    tutor(*arguments)
    calls = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()] if target.is_file() else []
    return [(call[call.index("sh") - 1], call[-1]) for call in calls if "run" in call]


def _course(folder: Path, name: str = "course/course.xml") -> Path:
    (folder / "course.xml").write_text("<course/>", encoding="utf-8")
    with tarfile.open(folder / "course.tar.gz", "w:gz") as archive:
        archive.add(folder / "course.xml", name)
    return folder / "course.tar.gz"


@pytest.mark.parametrize("mode", ["local", "dev"])
def test_a_course_is_imported_by_our_own_command(tutor: Tutor, tmp_path: Path, mode: str) -> None:
    """The archive is put where the container finds it, and the command that looks at Studio's edits first is run there."""
    path = _course(tmp_path)

    ((service, script),) = _asked(tutor, mode, "do", "import-handrail-course", str(path))

    assert "cms-job" == service
    assert "./manage.py cms handrail_import " in script
    assert "--overwrite" not in script
    assert "./manage.py cms import " not in script
    mounted = tutor.root / "env" / "apps" / "openedx" / "config" / "handrail-course.tar.gz"
    assert path.read_bytes() == mounted.read_bytes()
    assert "archive=/openedx/config/handrail-course.tar.gz" in script
    assert "../apps/openedx/config:/openedx/config:ro" in tutor.read("local/docker-compose.jobs.yml")


def test_what_the_import_keeps_outlives_its_container(tutor: Tutor, tmp_path: Path) -> None:
    """The export that is taken first lies in a folder of the host."""
    ((_service, script),) = _asked(tutor, "local", "do", "import-handrail-course", str(_course(tmp_path)))
    assert "--keep /openedx/data/handrail" in script
    assert "../../data/cms-job:/openedx/data" in tutor.read("local/docker-compose.jobs.yml")


def test_edits_are_lost_only_for_a_reason(tutor: Tutor, tmp_path: Path) -> None:
    """Overwriting is an option that wants a sentence, and the sentence reaches the command as one word."""
    reason = "They were tried out on a Monday; `rm -rf` isn't run"
    ((_service, script),) = _asked(tutor, "local", "do", "import-handrail-course", "--overwrite", reason, str(_course(tmp_path)))
    assert ["--overwrite", reason] == shlex.split(script.splitlines()[-1])[-2:]
    code, said = tutor.result("local", "do", "import-handrail-course", "--overwrite", "{{ LMS_HOST }}", str(_course(tmp_path)))
    assert 0 != code
    assert "plain words" in said


def test_a_course_can_be_compared_and_left_alone(tutor: Tutor, tmp_path: Path) -> None:
    """With --check the command is asked to look, and to import nothing."""
    ((_service, script),) = _asked(tutor, "local", "do", "import-handrail-course", "--check", str(_course(tmp_path)))
    assert script.rstrip().endswith("--check")


def test_the_script_says_when_the_course_did_not_arrive(tutor: Tutor, tmp_path: Path) -> None:
    """Where Tutor mounts nothing, as in Kubernetes, the job stops with what to do instead."""
    ((_service, script),) = _asked(tutor, "local", "do", "import-handrail-course", str(_course(tmp_path)))
    done = subprocess.run(["sh", "-e", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert 1 == done.returncode
    assert "./manage.py cms handrail_import ARCHIVE" in done.stdout


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda folder: _course(folder, "data/course.xml"), "holds no course/course.xml"),
        (lambda folder: _written(folder / "course.tar.gz", b"PK\x03\x04"), "is no .tar.gz archive"),
        (lambda folder: _written(folder / "course.tar.gz", b""), "is no .tar.gz archive"),
        (lambda folder: _written(folder / "course.tar.gz", _course(folder).read_bytes()[:60]), "is no .tar.gz archive"),
    ],
    ids=["another", "zip", "empty", "cut"],
)
def test_what_is_no_course_is_refused(tutor: Tutor, tmp_path: Path, make: object, told: str) -> None:
    """A file that is no course is named, and nothing is copied or run."""
    path = make(tmp_path)  # type: ignore[operator]
    code, said = tutor.result("local", "do", "import-handrail-course", str(path))
    assert 0 != code
    assert told in said
    assert "Traceback" not in said
    assert not (tutor.root / "env" / "apps" / "openedx" / "config" / "handrail-course.tar.gz").exists()


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_completion_is_switched_on(tutor: Tutor) -> None:
    """Setting up the plugin turns completion tracking on, also where somebody had turned it off, and makes our tables."""
    scripts = _asked(tutor, "local", "do", "init", "--limit=handrail")
    assert {"lms-job"} == {service for service, _script in scripts}
    text = "\n".join(script for _service, script in scripts)
    assert "./manage.py lms waffle_switch --create completion.enable_completion_tracking on" in text.splitlines()
    assert "./manage.py lms migrate handrail_lms" in text


def test_what_jobs_call_is_in_the_wheel() -> None:
    """The image gets the command that the job runs, the migrations that it makes, and the plugin its patches."""
    names = set(zipfile.ZipFile(our_wheel()).namelist())
    assert "handrail_lms/management/commands/handrail_import.py" in names
    assert "handrail_lms/migrations/__init__.py" in names
    assert "handrail_tutor/patches/openedx-common-settings" in names
