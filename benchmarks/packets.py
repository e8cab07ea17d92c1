"""What a week's packet costs: the whole command, with nothing kept from before, and again; every week of the wheel.

    python benchmarks/packets.py        a minute or two
    python benchmarks/packets.py 4 7    these weeks alone

Each runs in a folder of its own, so that the curriculum is read as on the first day. Processor time stands beside: on a busy computer
the clock says little.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

from handrail.cache import Cache  # noqa: E402 - the repository is found first
from handrail.curriculum import read_or_raise  # noqa: E402
from handrail.wheel import round_of  # noqa: E402

OTHERS = (["--size", "a4"], ["--size", "letter", "--lang", "es"], ["--size", "letter", "--large-print"])
"""The first of the weeks is printed so, too."""

WROTE = re.compile(r"(?P<pages>\d+) pages, (?P<size>\d+) KB")


def processor() -> float:
    """Return the seconds that this process's children have worked."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def row(number: int, options: list[str]) -> str:
    """Return what one packet costs."""
    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "curriculum").symlink_to(REPOSITORY / "curriculum")
        command = [sys.executable, "-m", "handrail.cli", "packet", "--week", str(number), *options, "--repository", scratch]
        seconds, worked = [], []
        for _ in range(2):
            started, before = time.perf_counter(), processor()
            said = subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True).stdout
            seconds.append(time.perf_counter() - started)
            worked.append(processor() - before)
    made = WROTE.search(" ".join(said.split()))
    pages, size = made.groups() if made else ("?", "?")
    clock = " | ".join(f"{second:.1f} s" for second in seconds)
    return f"| {number} {' '.join(options)} | {pages} | {size} | {clock} | {worked[0]:.1f} s, {worked[1]:.1f} s |"


def main() -> None:
    """Print one row for each packet."""
    curriculum = read_or_raise(REPOSITORY / "curriculum", Cache(None))
    chosen = [int(number) for number in sys.argv[1:]] or sorted(found.number for found in round_of(curriculum, "en"))
    print(f"{os.cpu_count()} cores, of which {os.getloadavg()[0]:.1f} were busy before\n")
    print("| week | pages | KB | first time | again | processor, first and again |\n|---|---|---|---|---|---|")
    for number in chosen:
        print(row(number, ["--size", "letter"]), flush=True)
    for options in OTHERS:
        print(row(chosen[0], options), flush=True)


if __name__ == "__main__":
    main()
