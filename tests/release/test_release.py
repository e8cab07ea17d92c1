"""The release: one zip with what a clinic needs, and nothing that it must not have."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from handrail.cache import Cache
from handrail.curriculum import read_or_raise
from handrail.outputs import names as output_names
from handrail.release.bill import bill_of, licenses
from handrail.release.layout import LONGEST, misnamed, place
from handrail.release.links import relink
from tests.overlay.small import run
from tests.release.packed import CANARIES, TODAY, Packed, pack
from tests.staff_text import Finder, private_sentences, texts_of, words

pytestmark = pytest.mark.xdist_group("release")

NAME = "handrail-skills-course-2026-11-21-draft"
FAMILIES = {"f04", "x01", "families.html", "families-es.html"}
FOR_STAFF = ("staff/", "technician/", "START-HERE.html", "EMPIECE-AQUI.html", "README.txt", "SHA256SUMS")


def test_every_part_stands_in_its_place(packed: Packed) -> None:
    """Site, both editions, slides, guides, paper, and what explains them are in the one folder of the zip."""
    paths = packed.paths()
    wanted = {
        "START-HERE.html", "EMPIECE-AQUI.html", "README.txt", "SHA256SUMS", "site/index.html", "site/worker.js",
        "participants/skills-course.html", "participants/skills-course-es.html", "families/families.html", "families/families-es.html",
        "staff/slides/en/s04.html", "staff/facilitator/en/s04.html", "technician/sbom.cdx.json", "technician/signed.html",
        "technician/servers/nginx.conf.txt", "technician/licenses/software-apache-2.0.txt", "technician/licenses/theme-mit.txt",
    }  # fmt: skip

    assert NAME == packed.folder.name == packed.zip.stem
    assert wanted <= set(paths)
    assert not [path for path in paths if path.startswith("participants/") and "/f04" in path]
    assert not [path for path in paths if path.endswith((".py", ".yml", ".md", ".gitignore"))]


def test_the_checksums_hold(packed: Packed) -> None:
    """Every file but the list itself stands in it once, with its checksum; the zip has one beside it."""
    lines = (packed.folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {path: digest for digest, path in (line.split("  ", 1) for line in lines)}
    outer, name = packed.zip.with_name(f"{packed.zip.name}.sha256").read_text(encoding="utf-8").split()

    assert {
        path: hashlib.sha256((packed.folder / path).read_bytes()).hexdigest() for path in packed.paths() if path != "SHA256SUMS"
    } == listed
    assert len(lines) == len(listed)
    assert (packed.zip.name, hashlib.sha256(packed.zip.read_bytes()).hexdigest()) == (name, outer)


def test_any_computer_can_unpack_it(packed: Packed) -> None:
    """Names are short and plain, none differs from another in capitals alone, and there is no link and no time in the zip."""
    with zipfile.ZipFile(packed.zip) as archive:
        entries = archive.infolist()

    assert [] == misnamed(entry.filename for entry in entries)
    assert max(len(entry.filename) for entry in entries) <= LONGEST
    assert {0o644} == {entry.external_attr >> 16 for entry in entries}
    assert {(1980, 1, 1, 0, 0, 0)} == {entry.date_time for entry in entries}
    assert {f"{NAME}"} == {entry.filename.split("/")[0] for entry in entries}


@pytest.mark.parametrize(
    "name", ["a" * (LONGEST + 1), "a/con.html", "a/b?.html", "a\\b", "../b", "a//b", "a/b.", "aux", "a/ñ.html", "a/b ", "x:y", "a\n"]
)
def test_a_name_that_some_computer_refuses_is_told(name: str) -> None:
    """What Windows, a Mac or an old unpacker stumbles over is named."""
    assert name in misnamed([name])[0]


def test_names_that_differ_in_capitals_alone_are_told() -> None:
    """On Windows and most Macs the one would overwrite the other."""
    assert 2 == len(misnamed(["a/B.html", "a/b.html", "a/c.html"]))


def test_a_draft_says_so_everywhere(packed: Packed) -> None:
    """The file, the folder, the start page, README.txt and every page say that it is a draft."""
    assert packed.folder.name.endswith("-draft")
    assert "DRAFT" in (packed.folder / "README.txt").read_text(encoding="utf-8-sig")
    assert "draft" in packed.said
    for path in packed.folder.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        said = "No clinician has signed" in text or "profesional clínico" in text
        assert said or path.name == "404.html" or path.parent.name == "leave", path  # these hold no authored word


def test_the_outside_is_discreet(packed: Packed) -> None:
    """No name of a folder or file, and no title at the top, says what kind of program it is."""
    outside = " ".join([packed.zip.name, *packed.paths()]).lower()
    titles = " ".join(
        found[1].lower()
        for name in ("START-HERE.html", "EMPIECE-AQUI.html")
        if (found := re.search(r"<title>(.*?)</title>", (packed.folder / name).read_text(encoding="utf-8")))
    )

    for word in ("addict", "recovery", "rehab", "treatment", "adicc", "tratamiento", "overdose", "sobredosis"):
        assert word not in outside
        assert word not in titles


def test_readme_opens_in_any_editor_of_windows(packed: Packed) -> None:
    """It has its mark of UTF-8 and Windows' line ends, lines that fit a small window, and both languages."""
    data = (packed.folder / "README.txt").read_bytes()
    text = data.decode("utf-8-sig")

    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") > 10
    assert "START-HERE.html" in text
    assert "Extraer todo" in text
    assert not re.search(r"[<>&]", text)


def test_the_same_input_gives_the_same_zip(packed: Packed, tmp_path: Path) -> None:
    """Nothing of the day, the hour, the folder or the run is in it."""
    again = pack(packed.repository, tmp_path, "--today", "2026-12-24")

    differing = [path for path in packed.paths() if (packed.folder / path).read_bytes() != (again.folder / path).read_bytes()]
    assert [] == differing
    assert packed.zip.read_bytes() == again.zip.read_bytes()


def test_a_list_says_what_is_signed(packed: Packed) -> None:
    """Each text stands in a row, in both languages of the list, and what is unsigned is called a draft."""
    page = (packed.folder / "technician" / "signed.html").read_text(encoding="utf-8")
    spanish = (packed.folder / "technician" / "signed-es.html").read_text(encoding="utf-8")

    assert {"emergency", "library", "s04", "or2", "f04"} <= {
        row.removesuffix(" !") for row in re.findall(r'<th scope="row">(.*?)</th>', page)
    }
    assert page.count("<td>Draft</td>") >= 5
    assert spanish.count("<td>Borrador</td>") == page.count("<td>Draft</td>")


def test_the_bill_tells_what_is_shipped_and_what_made_it(packed: Packed) -> None:
    """It is valid CycloneDX 1.6; what readers get is required, what built it is excluded, each with its version and license."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    text = (packed.folder / "technician" / "sbom.cdx.json").read_text(encoding="utf-8")
    bill = json.loads(text)
    by_scope: dict[str, dict[str, dict[str, object]]] = {"required": {}, "excluded": {}}
    for one in bill["components"]:
        by_scope[one["scope"]][one["name"]] = one

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert {"handrail-curriculum", "handrail-browser-library", "mkdocs-material"} <= set(by_scope["required"])
    assert {"handrail", "python", "mkdocs", "jinja2", "xblock"} <= set(by_scope["excluded"])
    assert all("licenses" in one and one["version"] for one in bill["components"])
    assert all("purl" in one for one in by_scope["excluded"].values())
    assert str(Path.home()) not in text


@pytest.mark.parametrize("output", ["pdf", "packets"])
def test_the_bill_tells_what_pdfs_were_made_with(packed: Packed, output: str) -> None:
    """Where there are PDFs, what pressed and what bound them is in the bill, and the font in them, with its license."""
    curriculum = read_or_raise(packed.repository / "curriculum", Cache(None))
    made = {one["name"]: one["scope"] for one in json.loads(bill_of(curriculum, NAME, [output]))["components"]}

    assert {"weasyprint": "excluded", "pypdf": "excluded", "handrail-sans": "required"}.items() <= made.items()
    assert "font-ofl-1.1.txt" in licenses(curriculum, [output])


def test_no_name_of_staff_is_in_it_unless_asked_for(packed: Packed) -> None:
    """What stands in program.private.yml is in no file of a release that was not asked for it."""
    assert [] == _holding(packed)


def test_no_word_for_staff_is_where_participants_look(packed: Packed) -> None:
    """No sentence of a guide, a note or the facilitators' library is in participants/, families/ or site/; staff/ holds most of them."""
    finder = Finder(private_sentences(read_or_raise(packed.repository / "curriculum", Cache(None))))
    files = {path: (packed.folder / path).read_bytes() for path in packed.paths()}
    guides = {sentence for path in files if path.startswith("staff/facilitator/en/") for sentence in _found(finder, path, files[path])}

    assert [] == finder.leaks((path, data) for path, data in files.items() if path.startswith(("participants/", "families/", "site/")))
    assert len(guides) > 200


def _found(finder: Finder, path: str, data: bytes) -> set[tuple[str, ...]]:
    return {sentence for text in texts_of(path, data) for sentence in finder.found_in(words(text))}


def test_a_program_s_release_can_name_who_is_on_call(packed: Packed, tmp_path: Path) -> None:
    """Asked for, names are in staff/ alone, and the zip is called so, and stands with the program's builds."""
    private = pack(packed.repository, tmp_path, "--program", "river", "--with-private")
    named = _holding(private)

    assert "handrail-evening-course-2026-11-21-draft-private" == private.zip.stem
    assert named
    assert [] == [path for path in named if not path.startswith("staff/")]
    assert "PRIVADO" in (private.folder / "README.txt").read_text(encoding="utf-8-sig").partition("START-HERE")[0]
    assert "nombra a quienes están de guardia" in (private.folder / "EMPIECE-AQUI.html").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="how a library is hidden is Linux's way")
def test_what_cannot_be_written_here_is_left_out_and_said(packed: Packed) -> None:
    """Without the libraries for PDFs the console and the start page say what lacks, and there are pages to print instead."""
    start = (packed.folder / "START-HERE.html").read_text(encoding="utf-8")

    for told in (packed.said, start):
        assert "system libraries that this computer does not have" in told
        assert 1 == told.count("apt install")
    assert "families/paper/es/f04-a4.html" in packed.paths()
    assert "staff/paper/en/index.html" in start
    assert not [path for path in packed.paths() if path.endswith(".pdf")]


def _holding(packed: Packed) -> list[str]:
    """Return the files in which something of the private file stands."""
    found = []
    for path in packed.paths():
        text = (packed.folder / path).read_text(encoding="utf-8", errors="replace")
        found += [path] if any(canary in text for canary in CANARIES) else []
    return found


def test_a_failed_build_leaves_the_old_zip(repository: Path, tmp_path: Path) -> None:
    """An error in the curriculum is told with its file and line, and the zip that is there stays as it was."""
    folder = tmp_path / "zips"
    folder.mkdir()
    old = folder / f"{NAME}.zip"
    old.write_bytes(b"the last good one")
    module = repository / "curriculum" / "en" / "coping" / "ride-out-a-craving.md"
    module.write_text(module.read_text(encoding="utf-8").replace("track: coping", "track: swimming"), encoding="utf-8")

    code, said = run(repository, "release", "--output", str(folder), *TODAY)

    assert 1 == code
    assert "ride-out-a-craving.md" in said
    assert "the last good release is as it was" in said
    assert b"the last good one" == old.read_bytes()
    assert [old] == list(folder.iterdir())


def test_unsigned_texts_are_not_released_for_participants(repository: Path, tmp_path: Path) -> None:
    """With --for-participants a sample or an unsigned text is refused, and nothing is written."""
    code, said = run(repository, "release", "--for-participants", "--output", str(tmp_path / "zips"), *TODAY)

    assert 1 == code
    assert "sign" in said
    assert not (tmp_path / "zips").exists()


def test_what_does_not_fit_together_is_refused(repository: Path) -> None:
    """A reason without --for-participants, and a program that is not there, are told as wrong calls."""
    assert 2 == run(repository, "release", "--waive", "We are in a hurry.")[0]
    assert 2 == run(repository, "release", "--program", "no-such-house")[0]


def test_links_between_outputs_lead_where_pages_went() -> None:
    """A link follows its target; of a link to what is not there the words stay; addresses, anchors and code are left alone."""
    moved = {"facilitator/en/s04.html": "staff/facilitator/en/s04.html", "pdf/en/s04.pdf": "participants/paper/en/s04.pdf"}
    page = (
        '<script>"<a href=\\"../../pdf/en/s04.pdf\\">x</a>"</script><a class="a" href="../../pdf/en/s04.pdf#page=2">one</a>'
        '<a href="gone.html">two</a><a href="#s04-2">three</a><a href="tel:988">four</a>'
    )

    assert page.replace("../../pdf/en/s04.pdf#", "../../../participants/paper/en/s04.pdf#").replace(
        '<a href="gone.html">two</a>', "two"
    ) == relink(page, "facilitator/en/s04.html", moved)


def test_each_output_is_for_somebody() -> None:
    """What staff alone may have ends in staff/, families' things apart from participants', and learning systems' packages nowhere."""
    assert "staff/slides/en/s04.html" == place("slides", "en/s04.html", FAMILIES)
    assert "participants/skills-course.html" == place("usb", "skills-course.html", FAMILIES)
    assert "families/families-es.html" == place("usb", "families-es.html", FAMILIES)
    assert "staff/paper/guides/en/s04.pdf" == place("pdf", "staff/en/s04.pdf", FAMILIES)
    assert "staff/paper/index.html" == place("pdf", "index.html", FAMILIES)
    assert "families/paper/en/f04-a4.pdf" == place("pdf", "en/f04-a4.pdf", FAMILIES)
    assert "participants/paper/en/s04-a4.pdf" == place("pdf", "en/s04-a4.pdf", FAMILIES)
    assert "families/packets/en/week-4-a4.pdf" == place("packets", "families/en/week-4-a4.pdf", FAMILIES)
    assert "staff/packets/en/tally-a4.pdf" == place("packets", "staff/en/tally-a4.pdf", FAMILIES)
    assert "families/paper/en/x01-large-a4.pdf" == place("pdf", "en/x01-large-a4.pdf", FAMILIES)
    assert "participants/family-skills.html" == place("usb", "family-skills.html", FAMILIES)
    assert {"course", "h5p", "scorm"} < set(output_names())
    for name, path in [("course", "course.tar.gz"), ("h5p", "en/s04.h5p"), ("scorm", "en/s04.zip"), ("packets", "elsewhere/a.pdf")]:
        with pytest.raises(KeyError):
            place(name, path, FAMILIES)


def test_a_programs_own_evening_and_its_name_lead_nobody_astray(repository: Path, tmp_path: Path) -> None:
    """A family evening of a program's own lies with the families; a discreet name that begins like theirs, however long, does not."""
    shutil.rmtree(repository / "build" / "programs", ignore_errors=True)  # another test's release of the same program
    own = repository / "programs" / "river"
    text = (own / "program.yml").read_text(encoding="utf-8")
    name = "Family and Friends Evening Skills Course"
    (own / "program.yml").write_text(re.sub(r"^discreet_name: .*", f"discreet_name: {name}", text, flags=re.MULTILINE), encoding="utf-8")
    (own / "modules" / "en" / "family").mkdir(parents=True)
    evening = (repository / "curriculum/en/family/overdose-and-home-safety.md").read_text(encoding="utf-8")
    evening = re.sub(r"^```figure\n.*?^```\n", "", evening, flags=re.MULTILINE | re.DOTALL)
    evening = re.sub(r"!\[[^]]*\]\(#f04-f\d+\)", "words", evening).replace("f04", "x01")
    (own / "modules" / "en" / "family" / "own.md").write_text(evening, encoding="utf-8")
    made = pack(repository, tmp_path, "--program", "river", "--with-private")
    paths = made.paths()

    assert "participants/family-and-friends-evening-skills-course.html" in paths
    assert "family-and-friends-evening-skills-course.html" in (made.folder / "START-HERE.html").read_text(encoding="utf-8")
    assert "families/paper/en/x01-a4.html" in paths
    assert [] == [path for path in paths if path.startswith("participants/") and "x01-" in path]
    assert [made.zip.name, f"{made.zip.name}.sha256"] == sorted(path.name for path in made.zip.parent.iterdir())
