"""Texts of the pages: every word in every language, and nothing left over."""

import ast
import re
from importlib.resources import files

import pytest
from jinja2 import Environment
from jinja2.ext import extract_from_ast

from lckm_core.centre import ReportState
from lckm_core.redaction import PersonalKind
from lckm_core.reports import ASKED_NAMES, Outcome
from lckm_http import Refusal, read_translations
from lckm_web._words import Words

PACKAGE = files("lckm_web")
ENTRY = re.compile(r'^msgid "(.+)"\nmsgstr "(.*)"$', re.MULTILINE)
PLACES = re.compile(r"\{\w+\}")


def of_templates():
    for path in (PACKAGE / "templates").iterdir():
        template = Environment().parse(path.read_text(encoding="utf-8"))
        for _, _, text in extract_from_ast(template, gettext_functions=["_"]):
            yield text


def of_code():
    for path in PACKAGE.iterdir():
        if path.name.endswith(".py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and node.args:
                    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                    if name in ("_", "translate") and isinstance(node.args[0], ast.Constant):
                        yield node.args[0].value


OURS = sorted({*of_templates(), *of_code(), *(kind.value for kind in PersonalKind)})
# What the library says in Polish and English is needed in the third language.
OF_OTHERS = sorted({one.message.pl for one in (*Refusal, *ReportState, *Outcome)})


def entries(language):
    path = PACKAGE / "locale" / language / "LC_MESSAGES" / "lckm_web.po"
    found = ENTRY.findall(path.read_text(encoding="utf-8"))
    return {source.replace('\\"', '"'): text.replace('\\"', '"') for source, text in found}


def test_there_are_texts():
    assert len(OURS) > 200


@pytest.mark.parametrize("language", ["en", "uk"])
def test_every_text_is_translated_and_no_translation_is_left_over(language):
    wanted = {*OURS, *(OF_OTHERS if language == "uk" else ())}
    found = entries(language)

    assert wanted - {source for source, text in found.items() if text.strip()} == set()
    assert set(found) - wanted == set()


@pytest.mark.parametrize("language", ["en", "uk"])
def test_translations_have_the_places_for_values(language):
    for source, text in entries(language).items():
        assert sorted(PLACES.findall(source)) == sorted(PLACES.findall(text)), source


def test_the_catalogues_are_read():
    assert read_translations("lckm_web", "uk")["Kod"] == "Код"
    assert read_translations("lckm_web", "pl") == {}


def test_no_word_has_to_agree_with_a_number():
    agrees = re.compile(r"\{(?:count|most)\}\s+[^\W\d]")
    texts = [*OURS, *entries("en").values(), *entries("uk").values()]
    assert [text for text in texts if agrees.search(text)] == []


def test_one_thing_has_one_word_in_each_language():
    ukrainian, english = " ".join(entries("uk").values()), " ".join(entries("en").values())
    assert re.findall(r"\w*підрозділ\w*|\bзнак(?:и|ів)\b", ukrainian, re.IGNORECASE) == []
    assert re.findall(r"\bfilms?\b|(?<!\{)\b[Rr]eceivers?\b|\b[Ss]tate\b", english) == []


@pytest.mark.parametrize(("language", "small", "large"), [
    ("pl", "2\u00a0kB", "2,1\u00a0MB"),
    ("en", "2\u00a0kB", "2.1\u00a0MB"),
    ("uk", "2\u00a0кБ", "2,1\u00a0МБ"),
])  # fmt: skip
def test_sizes_are_in_the_languages_own_letters(language, small, large):
    words = Words(language, read_translations("lckm_web", language))
    assert (words.size(2_000), words.size(2_100_000)) == (small, large)


@pytest.mark.parametrize(
    ("language", "seconds", "said"),
    [
        ("pl", 1, "za minutę"),
        ("pl", 60, "za minutę"),
        ("pl", 61, "za 2 minuty"),
        ("pl", 12 * 60, "za 12 minut"),
        ("pl", 22 * 60, "za 22 minuty"),
        ("pl", 3600 * 2, "za 120 minut"),
        ("pl", 3601 * 2, "za 3 godziny"),
        ("pl", 86_400, "za 24 godziny"),
        ("en", 59.2, "in a minute"),
        ("en", 600, "in 10 minutes"),
        ("uk", 60, "через хвилину"),
        ("uk", 21 * 60, "через 21 хвилину"),
        ("uk", 11 * 60, "через 11 хвилин"),
        ("uk", 3 * 60, "через 3 хвилини"),
        ("uk", 86_400, "через 24 години"),
    ],
)
def test_a_wait_is_told_in_words(language, seconds, said):
    words = Words(language, read_translations("lckm_web", language))
    assert words.delay_words(seconds).replace("\u00a0", " ") == said


NAMES = {
    "pesel": {"pl": "numer PESEL", "en": "PESEL number", "uk": "номер PESEL"},
    "polnoc": {"pl": "Polana Jana", "en": "Jan's Glade"},
}


@pytest.mark.parametrize(
    ("language", "label"),
    [("pl", "Numer PESEL"), ("en", "PESEL number"), ("uk", "Номер PESEL")],
)
def test_a_label_begins_with_a_capital_and_keeps_the_others(language, label):
    assert Words(language, names=NAMES).label("pesel") == label


def test_a_label_without_a_translation_is_polish_with_its_capitals():
    assert Words("en", names={"x": {"pl": "nr NIP"}}).label("x") == '<span lang="pl">Nr NIP</span>'


@pytest.mark.parametrize("names", [NAMES, {}], ids=["own", "ours"])
@pytest.mark.parametrize("language", ["pl", "en", "uk"])
def test_a_part_of_the_city_is_translated_while_it_has_its_name(language, names):
    """A slug may be given to another part: a translation of the old name would lead astray."""
    assert names or ASKED_NAMES
    words = Words(language, names=names)
    for slug, known in (names or ASKED_NAMES).items():
        name = known["pl"]
        assert words.area(slug, name) == known.get(language, name)
        assert words.area(slug, "Inna Część") == "Inna Część"


def test_a_part_that_only_its_translation_is_given_for_has_it():
    assert Words("en", names={"x": {"en": "North"}}).area("x", "Północ") == "North"
