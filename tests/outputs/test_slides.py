"""Slides: one self-contained file per module, with nothing in it for the facilitator alone."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import html
import re
from pathlib import Path

import pytest

from handrail.cache import Cache
from handrail.checking import check
from handrail.curriculum import Curriculum
from handrail.model import Level, Module, Safety, Topic, Translation
from handrail.outputs import Request
from handrail.outputs.shared.deck import MOST_WORDS, Kind, Segment, deck, segments
from handrail.outputs.slides import OUTPUT, crowded, deck_page, look
from handrail.signing.label import Label
from tests.conftest import TODAY
from tests.overlay.small import small_repository

pytestmark = pytest.mark.xdist_group("slides")  # what all look at is made once, by one worker

HOSTILE = "<img src=x onerror=alert(1)></style></script><script>alert(2)</script>"


def write(curriculum: Curriculum, folder: Path) -> dict[str, bytes]:
    """Write all decks; return what stands in each file."""
    folder.mkdir()
    OUTPUT.write(Request(curriculum, folder, folder, Cache(None)))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.html"))}


def plain(text: str) -> str:
    """Return words without tags, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def with_safety(module: Module, level: Level, *about: Topic) -> Module:
    """Return a module at another safety level."""
    return module.model_copy(update={"safety": Safety(level=level, about=list(about))})


@pytest.fixture(scope="module")
def files(curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every file of the output."""
    return write(curriculum, tmp_path_factory.mktemp("slides") / "out")


def test_each_module_with_slides_has_one_file_per_language(curriculum: Curriculum, files: dict[str, bytes]) -> None:
    """A deck is found under its module's code, in the folder of its language."""
    wanted = {
        f"{language}/{module.id}.html" for language, found in curriculum.modules.items() for module in found.values() if module.slides
    }

    assert wanted <= set(files)
    assert {f"{language}/index.html" for language in curriculum.languages} == set(files) - wanted


def test_a_deck_is_small_and_asks_nobody_for_anything(files: dict[str, bytes]) -> None:
    """A file is at most 300 KB and refers to no file and no host, but for the same deck in another language."""
    for name, data in files.items():
        text = data.decode()
        found = re.findall(r'(?:src|href|action|poster|data)\s*=\s*"([^"#]*)"', text)

        assert len(data) <= 300_000, name
        assert not re.search(r"url\((?!#)|@import|\bfetch\(|XMLHttpRequest|\bimport\(|<link\b|<iframe\b", text), name
        assert {address for address in found if not re.fullmatch(r"(\.\./[a-z]{2}/)?[a-z]+\d+\.html|", address)} == set(), name


def test_the_policy_names_exactly_the_style_and_the_script_of_the_file(files: dict[str, bytes]) -> None:
    """What the policy allows is what stands in the file, by its hash, and nothing besides."""
    for name, data in files.items():
        text = data.decode()
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
        assert policy is not None, name
        for kind in ("style", "script"):
            codes = re.findall(rf"<{kind}>(.*?)</{kind}>", text, re.DOTALL)
            hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'" for code in codes]
            assert f"{kind}-src {' '.join(hashes) or repr('none')};" in policy[1], name
        assert "default-src 'none'" in policy[1]
        assert not re.search(r"\sstyle=|\son[a-z]+=", re.sub(r"<(style|script)>.*?</\1>", "", text, flags=re.DOTALL)), name


def test_every_slide_says_that_it_is_a_draft(curriculum: Curriculum, files: dict[str, bytes]) -> None:
    """The draft label stands on each slide, and the crisis line on the first and the last of the session, and large at the end."""
    for language, found in curriculum.modules.items():
        label = str(Label(language))
        for module in found.values():
            slides = re.findall(r"<section class=\"slide.*?</section>", files[f"{language}/{module.id}.html"].decode(), re.DOTALL)
            authored = [slide for slide in slides if 'data-kind="slide"' in slide]
            session = [slide for slide in slides if 'data-kind="sheet"' not in slide]

            assert len(deck(module, curriculum.texts(language))) == len(session)
            assert slides[: len(session)] == session
            assert all(label in slide for slide in slides)
            assert 'class="crisis"' in authored[0]
            assert 'class="crisis"' in authored[-1]
            assert all("988" in slide for slide in (authored[0], authored[-1], session[-1]))


@pytest.mark.parametrize(
    ("level", "about", "kinds"),
    [
        (Level.NONE, [], [Kind.SLIDE]),
        (Level.WATCH, [Topic.WITHDRAWAL], [Kind.SLIDE, Kind.PACE]),
        (Level.HIGH, [Topic.OVERDOSE], [Kind.SLIDE, Kind.PACE]),
    ],
)
def test_the_safety_level_decides_what_follows_the_first_slide(
    curriculum: Curriculum, level: Level, about: list[Topic], kinds: list[Kind]
) -> None:
    """At level watch and high the pace comes right after the first slide; only high adds red flags at the end."""
    module = with_safety(curriculum.modules["en"]["s04"], level, *about)
    library = curriculum.texts("en")
    frames = deck(module, library)
    helps = [frame.title for frame in frames if frame.kind is Kind.HELP]

    assert kinds == [frame.kind for frame in frames][: len(kinds)]
    assert library.safety["footer"].title == helps[-1]
    assert (level is Level.HIGH) == any(title.startswith(library.safety["overdose"].title) for title in helps)


def test_a_safety_text_is_whole_and_cut_so_that_the_back_row_can_read_it(curriculum: Curriculum) -> None:
    """Several slides of one safety text hold its words once each, in their order, few enough on each."""
    library = curriculum.texts("en")
    module = with_safety(curriculum.modules["en"]["s04"], Level.HIGH, Topic.OVERDOSE)
    pieces = [frame for frame in deck(module, library) if frame.title.startswith(library.safety["overdose"].title)]

    assert library.safety["overdose"].text.split() == " ".join(frame.markdown for frame in pieces).split()
    assert all(frame.words <= MOST_WORDS for frame in pieces)


def test_slides_are_numbered_from_one_and_have_ids_of_their_own(curriculum: Curriculum) -> None:
    """Numbers run on, no id stands twice, and no id of ours could be given by an author."""
    for found in curriculum.modules.values():
        for module in found.values():
            frames = deck(module, curriculum.texts("en"))
            given = {slide.id for slide in module.slides}
            assert list(range(1, len(frames) + 1)) == [frame.number for frame in frames]
            assert len({frame.id for frame in frames}) == len(frames)
            assert all(frame.id in given or re.fullmatch(rf"({module.id}-d\d+|{module.id}-d)-\d+", frame.id) for frame in frames)


def test_two_builds_give_the_same_bytes(curriculum: Curriculum, files: dict[str, bytes], tmp_path: Path) -> None:
    """Nothing in a deck depends on the hour, the folder or the run."""
    assert files == write(curriculum, tmp_path / "again")


def test_hostile_words_are_only_words(curriculum: Curriculum) -> None:
    """What an author's file smuggled past every check cannot run in a deck."""
    module = curriculum.modules["en"]["s04"]
    slides = [slide.model_copy(update={"title": HOSTILE, "markdown": f"{HOSTILE}\n\n[x](javascript:alert(3))"}) for slide in module.slides]
    page = deck_page(curriculum, module.model_copy(update={"title": HOSTILE, "slides": slides}), "en")
    outside = re.sub(r"<script>.*?</script>\s*</body>", "", page, flags=re.DOTALL)

    assert 1 == page.count("<script>")
    assert not re.search(r"<img|<[a-z][^>]*\sonerror|javascript:", outside)
    assert 1 == page.count("</style>")


def test_an_untranslated_slide_says_so(curriculum: Curriculum) -> None:
    """A slide that stands there in English says so in the reader's language, and a voice reads it as English."""
    module = curriculum.modules["es"]["f04"]
    slides = [slide.model_copy(update={"translation": Translation.MISSING}) for slide in module.slides]
    page = deck_page(curriculum, module.model_copy(update={"slides": slides}), "es")

    assert curriculum.texts("es").labels["section_missing"] in page
    assert '<div class="body" lang="en">' in page


def test_a_crowded_slide_is_told_to_its_author(curriculum: Curriculum) -> None:
    """A slide that an old projector cannot show in readable letters is reported with its file and line; others are not."""
    module = curriculum.modules["en"]["s04"]
    full = module.slides[2].model_copy(update={"markdown": "\n\n".join(["One line of words that are too many for a wall."] * 9)})
    found = crowded(module.model_copy(update={"slides": [module.slides[0], full, *module.slides[3:]]}), curriculum, "en")

    assert [(module.path, full.line)] == [(problem.path, problem.line) for problem in found]
    assert "Cut words" in found[0].remedy


def test_a_module_without_slides_has_no_deck(curriculum: Curriculum, tmp_path: Path) -> None:
    """Safety slides alone make no deck."""
    module = curriculum.modules["en"]["s04"].model_copy(update={"slides": []})
    alone = dataclasses.replace(curriculum, modules={**curriculum.modules, "en": {"s04": module}})

    assert "en/s04.html" not in write(alone, tmp_path / "out")


def test_a_slide_holds_the_minutes_of_its_steps_and_no_word_of_them(curriculum: Curriculum, files: dict[str, bytes]) -> None:
    """The timer knows how long the guide gives a slide, in the full session and in the cut; the number is all that is there."""
    module = curriculum.modules["en"]["s04"]
    assert module.guide is not None
    text = files["en/s04.html"].decode()
    for slide in module.slides:
        steps = [step for step in module.guide.timeline if step.slide == slide.id]
        given = re.search(rf'id="{slide.id}" [^>]*data-stays="/(\d+)/(\d+)"', text)
        if steps:
            assert given is not None
            assert (sum(step.minutes for step in steps), sum(step.short for step in steps)) == (int(given[1]), int(given[2]))
        else:
            assert given is None
    assert not any(plain(step.do) in plain(text) for step in module.guide.timeline)


def test_a_slide_to_which_the_group_comes_back_has_other_minutes_then(curriculum: Curriculum) -> None:
    """Minutes of a step that goes back stand behind the slide from which it comes; steps in a row with one slide add up."""
    module, library = curriculum.modules["en"]["s12"], curriculum.texts("en")
    assert module.guide is not None
    frames = deck(module, library)
    found = segments(module.guide, frames)
    assert [Segment(13, 8, "s12-d7")] == found["s12-d3"]  # passed in step 2, at home in step 5
    assert [Segment(4, 2)] == found["s12-d4"]
    steps = [("d1", 10), ("d2", 5), ("d2", 6), (None, 9), ("d4", 3), ("d1", 7), ("d2", 1), (None, 2), ("d2", 4), ("d4", 8)]
    first = module.guide.timeline[0]
    timeline = [
        first.model_copy(update={"id": f"s12-g{number}", "slide": slide and f"s12-{slide}", "minutes": minutes, "short": 0})
        for number, (slide, minutes) in enumerate(steps, start=1)
    ]
    found = segments(module.guide.model_copy(update={"timeline": timeline}), frames)
    assert {
        "s12-d1": [Segment(10, 0), Segment(7, 0, "s12-d4")],
        "s12-d2": [Segment(11, 0), Segment(5, 0, "s12-d4")],
        "s12-d4": [Segment(11, 0)],
    } == found


def test_every_minute_of_a_guide_stands_on_one_slide_at_one_place(curriculum: Curriculum) -> None:
    """Over all modules: the minutes of the steps that name a slide are all there, once."""
    for module in curriculum.modules["en"].values():
        if module.guide:
            found = segments(module.guide, deck(module, curriculum.texts("en")))
            told = sum(stay.minutes for stays in found.values() for stay in stays)
            assert sum(step.minutes for step in module.guide.timeline if step.slide) == told, module.id
            assert all(len(stays) == len({stay.after for stay in stays}) for stays in found.values()), module.id


def test_a_code_leads_to_the_homework_where_there_is_a_site(curriculum: Curriculum) -> None:
    """The session's last slide without a drawing has it, once, with the address in words; a family's is never the course's."""
    program = curriculum.program.model_copy(
        update={"site_url": "https://skills.example.org", "keep_work_in": "lms", "lms_url": "https://lms.example.org"}
    )
    ours = dataclasses.replace(curriculum, program=program)
    for language, found in ours.modules.items():
        for module in found.values():
            page = deck_page(ours, module, language)
            [slide] = [part for part in re.findall(r"<section class=\"slide.*?</section>", page, re.DOTALL) if 'class="code"' in part]
            where = re.search(r'<p class="where">([^<]+)</p>', slide)
            assert where is not None
            assert 'data-kind="slide"' in slide
            assert 'class="figure"' not in slide
            assert ("skills.example.org" if module.is_family else "lms.example.org") in where[1]
            assert 'role="img" aria-label="' in slide


def test_check_shows_what_a_build_of_the_slides_warns_of(tmp_path: Path) -> None:
    """A crowded slide is told by ``handrail check`` with its file and line, as the build told it."""
    folder = small_repository(tmp_path)
    path = next(path for path in sorted((folder / "curriculum" / "en").rglob("*.md")) if "```slide" in path.read_text(encoding="utf-8"))
    text = path.read_text(encoding="utf-8")
    end = text.index("```", text.index("```slide") + 8)
    many = "\n\n".join(["One line of words that are too many for a wall."] * 9)
    path.write_text(f"{text[:end]}\n\n{many}\n{text[end:]}", encoding="utf-8")
    curriculum, problems = check(folder / "curriculum", Cache(None), TODAY)
    assert curriculum is not None
    crowd = look(curriculum)

    assert path.name in {Path(problem.path).name for problem in crowd}
    assert set(crowd) <= set(problems)
