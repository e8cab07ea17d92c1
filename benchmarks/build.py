"""How long a site takes, as a ratio against a plain Material for MkDocs build of the same pages, in one run.

The peer gets the pages that Handrail compiled and plain Material with the same Markdown extensions, search and menu: what is
left is what Handrail adds (reading, checking, compiling, sealing). Every figure is a process of its own, caches removed.

    make bench                     4, 50 and 1,000 modules
    python benchmarks/build.py 50  other sizes
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
RUNS = {4: 5, 50: 3, 1000: 1}

PLAIN = """\
site_name: Skills Course
docs_dir: build/pages/en
site_dir: build/plain
theme:
  name: material
  font: false
plugins: [search]
extra_css: [assets/handrail.css]
extra_javascript: [assets/handrail.js]
validation:
  nav:
    omitted_files: ignore
nav: [index.md, families.md, help.md, about.md]
markdown_extensions: [abbr, admonition, attr_list, sane_lists, tables, pymdownx.betterem]
"""


_ID = re.compile(r"^id: (\w+)$", re.MULTILINE)


def repository_of(folder: Path, count: int) -> None:
    """Write a repository with ``count`` modules made from the real ones: first these themselves, then copies under new ids.

    What names modules beside them (the wheel, the first ten days, the topics) is left out, since not all of them may be there.
    """
    for name in ("templates", "handrail"):
        (folder / name).symlink_to(REPOSITORY / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", folder)
    for name in ("pages/en", "pages/es"):
        (folder / "build" / name).mkdir(parents=True)
    source = REPOSITORY / "curriculum"
    shutil.copytree(source, folder / "curriculum", ignore=shutil.ignore_patterns("en", "es", "ids.lock"))
    shutil.copytree(source / "library", folder / "curriculum" / "library", dirs_exist_ok=True)
    program = folder / "curriculum" / "program.yml"
    text = program.read_text(encoding="utf-8").replace("languages: [en, es]", "languages: [en]")
    program.write_text(re.sub(r"^(wheel|essentials):.*\n(?:(?:[ #].*)?\n)*", "", text, flags=re.MULTILINE), encoding="utf-8")
    (folder / "curriculum" / "topics.yml").write_text("# none\n", encoding="utf-8")
    originals = sorted((source / "en").glob("*/*.md"))
    known = [_ID.search(path.read_text(encoding="utf-8"))[1] for path in originals]  # type: ignore[index]
    for begin in range(0, count, len(originals)):
        here = known[: count - begin]
        called = {old: f"{'f' if old[0] == 'f' else 's'}{begin + place}" if begin else old for place, old in enumerate(here)}
        for original, old in zip(originals, here, strict=False):
            target = folder / "curriculum" / "en" / original.parent.name / f"{original.stem}-{called[old]}.md"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_renamed(original.read_text(encoding="utf-8"), called, known, copy=begin > 0), encoding="utf-8")


def _renamed(text: str, called: dict[str, str], known: list[str], *, copy: bool) -> str:
    """Return a module under its new name, with the new names of others in it; a copy has no evening, which the real one has."""
    if copy:
        text = re.sub(r"^(week|lane): .*\n", "", text, flags=re.MULTILINE)
    elif len(called) < len(known):  # a real one that is not there
        gone = "|".join(old for old in known if old not in called)
        text = re.sub(rf"^ *prefill: ({gone})-.*\n", "", text, flags=re.MULTILINE)
    return re.sub(rf"\b({'|'.join(called)})\b", lambda found: called[found[1]], text)


def timed(folder: Path, *command: str) -> float:
    """Run a command and return its seconds."""
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    return time.perf_counter() - started


def size(count: int) -> tuple[float, float, float]:
    """Return the medians of Handrail cold, Handrail again, and the peer, in seconds."""
    cold, warm, peer = [], [], []
    bin_folder = Path(sys.executable).parent
    for _ in range(RUNS.get(count, 1)):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            repository_of(folder, count)
            build = (str(bin_folder / "handrail"), "build", "site")
            cold.append(timed(folder, *build))
            warm.append(timed(folder, *build))
            (folder / "plain.yml").write_text(PLAIN, encoding="utf-8")
            peer.append(timed(folder, str(bin_folder / "mkdocs"), "build", "--quiet", "-f", "plain.yml"))
    return statistics.median(cold), statistics.median(warm), statistics.median(peer)


def main() -> None:
    """Print one line for each size."""
    sizes = [int(word) for word in sys.argv[1:]] or list(RUNS)
    print("modules  handrail cold  handrail again  plain Material   cold/plain  again/plain  cold per module")
    for count in sizes:
        cold, warm, peer = size(count)
        ratios = f"{cold / peer:11.2f}  {warm / peer:11.2f}"
        print(f"{count:7}  {cold:11.2f} s  {warm:12.2f} s  {peer:12.2f} s  {ratios}  {cold / count * 1000:12.1f} ms")


if __name__ == "__main__":
    main()
