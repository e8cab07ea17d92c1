"""Our blocks beside three others from PyPI, in one process, with one runtime and one SQLite database.

| | the exercise |
|---|---|
| handrail_worksheet | one question with three options, one question for free text |
| problem-builder | the same: ``pb-mcq`` with three choices, ``pb-answer`` |
| handrail_check | our check: three questions of two options |
| poll | one question of three options |
| freetextresponse | one question for free text |

What is measured, for somebody who comes back to a page and saves again: processor time of ``student_view`` and of the handler that
saves, both with the block loaded anew, as a platform does; bytes of a page's HTML and of all that the block adds to it, each part
compressed as a server would send it; what a save writes. A platform writes more for a grade that a block publishes: not counted.

    make bench
    python benchmarks/blocks.py 300    another number of rounds
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[1]
PEERS = ("xblock-problem-builder==5.2.1", "xblock-poll==1.16.1", "xblock-free-text-response==4.1.0")
ROUNDS = 200
LEVEL = 6  # of compression: what servers use

SHEET = """\
id: s99-w1
title: After a craving
intro: What you learned from it.
fields:
  - id: helped
    ask: What helped?
    kind: choice
    required: true
    options:
      moved: I moved
      called: I called someone
      waited: I waited
  - id: next
    ask: What will you do next time?
    kind: long-text
"""
BUILDER = """\
<problem-builder>
  <pb-mcq name="helped" question="What helped?" correct_choices='["moved", "called", "waited"]'>
    <pb-choice value="moved">I moved</pb-choice>
    <pb-choice value="called">I called someone</pb-choice>
    <pb-choice value="waited">I waited</pb-choice>
  </pb-mcq>
  <pb-answer name="next" question="What will you do next time?"/>
</problem-builder>
"""
POLL = """\
<poll question="What helped?" answers='[["moved", {"label": "I moved", "img": "", "img_alt": ""}],
  ["called", {"label": "I called someone", "img": "", "img_alt": ""}], ["waited", {"label": "I waited", "img": "", "img_alt": ""}]]'
  private_results="true" max_submissions="0"/>
"""
FREE = '<freetextresponse display_name="Next time" prompt="What will you do next time?" max_attempts="0"/>'
TEXT = "I will call Sam, and walk round the block until it is over."


def outside() -> None:
    """Make an environment with ours and theirs, and run the rest in it."""
    sys.path.insert(0, str(REPOSITORY))
    from tests.environments import environment, python_of

    python = python_of("3.11")
    if python is None:
        sys.exit("The others are measured with Python 3.11, and there is none here.")
    installed = environment("peers", python, ["XBlock==6.1.*", *PEERS], extras="preview")
    print(installed.run("python", __file__, "--inside", *sys.argv[1:], cwd=REPOSITORY / "benchmarks", timeout=3600).stdout, end="")


def inside(rounds: int) -> None:
    """Measure, and print a line for each block."""
    desk = make_desk()
    blocks = {
        "handrail_worksheet": (desk.ours("handrail_worksheet", SHEET), "set_state", lambda _n: {"state": "done"}),
        "problem-builder": (desk.theirs(BUILDER), "submit", lambda n: {"helped": {"value": "moved"}, "next": {"value": f"{TEXT} {n}"}}),
        "handrail_check": (desk.ours("handrail_check"), "set_state", lambda _n: {"state": "done"}),
        "poll": (desk.theirs(POLL), "vote", lambda n: {"choice": ("moved", "called", "waited")[n % 3]}),
        "freetextresponse": (desk.theirs(FREE), "submit", lambda n: {"student_answer": f"{TEXT} {n}"}),
        "handrail_lesson": (desk.ours("handrail_lesson"), "set_state", lambda _n: {"state": "done"}),
    }
    views: dict[str, list[float]] = {name: [] for name in blocks}
    saves: dict[str, list[float]] = {name: [] for name in blocks}
    first: dict[str, int] = {}
    for number in range(-5, rounds):  # the first ones warm up; all take turns, so that a busy machine is busy for all
        for name, (usage, handler, said) in blocks.items():
            view, save = timed(lambda: desk.view(usage)), timed(lambda: desk.save(usage, handler, said(number)))  # noqa: B023 - called at once
            if number == -5:
                first[name] = save[1]
            if number >= 0:
                views[name].append(view[0])
                saves[name].append(save[0])
    print(f"{'':20} student_view     save  page      later pages  writes of     published")
    print(f"{'':20}          ms       ms  bytes gz  bytes gz     first, later")
    for name, (usage, handler, said) in blocks.items():
        page, later = desk.weigh(usage)
        desk.published.clear()
        writes = timed(lambda: desk.save(usage, handler, said(rounds)))[1]  # noqa: B023 - called at once
        told = ", ".join(sorted({kind for kind, _data in desk.published})) or "nothing"
        print(
            f"{name:20} {statistics.median(views[name]) * 1000:12.2f} {statistics.median(saves[name]) * 1000:8.2f}  {page:8}  {later:11}"
            f"  {first[name]:5}, {writes:5}   {told}"
        )


def timed(act: Callable[[], Any]) -> tuple[float, int]:
    """Return seconds of processor time, and how many rows were inserted, changed or deleted."""
    from django.db import connection

    count = 0

    def counting(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal count
        count += sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE", "REPLACE"))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(counting):
        started = time.process_time()
        act()
        return time.process_time() - started, count


def make_desk() -> Any:
    """Set Django up with a database in memory, and return the runtime that all blocks share."""
    import django
    from django.conf import settings

    settings.configure(
        SECRET_KEY="bench",
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "waffle",
            "eventtracking.django.apps.EventTrackingConfig",
            "completion",
            "problem_builder",
            "poll",
            "freetextresponse",
        ],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        EVENT_TRACKING_ENABLED=True,
        EVENT_TRACKING_BACKENDS={},
        EVENT_TRACKING_PROCESSORS=[],
        FEATURES={},
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    django.setup()
    from django.core.management import call_command

    call_command("migrate", run_syncdb=True, verbosity=0)
    from blocks_desk import Desk

    return Desk(LEVEL)


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--inside"]
    if "--inside" in sys.argv:
        inside(int(words[0]) if words else ROUNDS)
    else:
        outside()
