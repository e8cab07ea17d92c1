"""What a week's packet costs: with nothing pressed before, and again; every week of the wheel.

    python benchmarks/packets.py        a minute or two
    python benchmarks/packets.py 4 7    these weeks alone

Reading the curriculum is counted apart: the command does it once. Processor time stands beside: on a busy computer the clock says little.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPOSITORY))

from handrail.cache import Cache  # noqa: E402 - the repository is found first
from handrail.curriculum import read_or_raise  # noqa: E402
from handrail.outputs.shared.packets import make, week  # noqa: E402
from handrail.wheel import round_of  # noqa: E402


def processor() -> float:
    """Return the seconds that this process and its children have worked."""
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def main() -> None:
    """Print one row for each week."""
    started = time.perf_counter()
    curriculum = read_or_raise(REPOSITORY / "curriculum", Cache(None))
    print(f"reading the curriculum: {time.perf_counter() - started:.1f} s\n")
    chosen = [int(number) for number in sys.argv[1:]] or sorted(found.number for found in round_of(curriculum, "en"))
    print("| week | pages | KB | first time | again | processor, first and again |\n|---|---|---|---|---|---|")
    for number in chosen:
        with tempfile.TemporaryDirectory() as scratch:
            cache = Cache(Path(scratch))
            seconds, worked = [], []
            for _ in range(2):
                started, before = time.perf_counter(), processor()
                made = make(curriculum, week(curriculum, "en", number), "letter", cache)
                seconds.append(time.perf_counter() - started)
                worked.append(processor() - before)
        clock = " | ".join(f"{second:.1f} s" for second in seconds)
        print(f"| {number} | {made.pages} | {len(made.data) // 1000} | {clock} | {worked[0]:.1f} s, {worked[1]:.1f} s |")


if __name__ == "__main__":
    main()
