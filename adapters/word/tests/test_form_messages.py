"""Findings of a Word file speak of the form's labels, in both languages, and of no YAML."""

import re

import pytest
import word_documents as documents
from printed_forms import HANDS, form

from lckm_core import to_data
from lckm_core.fields import fields_of
from lckm_core.organisation import Directory, Unit
from lckm_core.procedures import Procedure, check, parts, read
from lckm_word import read_word, template, write
from lckm_word.form_messages import in_form_words

SOUND = documents.sample("KA-01478")
FAULTY = sorted((documents.SAMPLES / "faulty").glob("*.yaml"))
_MODELS = [
    Procedure,
    *(
        one
        for one in vars(parts).values()
        if getattr(one, "__module__", "") == parts.__name__ and hasattr(one, "__attrs_attrs__")
    ),
]
KEYS = {field.key for model in _MODELS for field in fields_of(model)}
_OF_YAML = re.compile(
    r"[{}\[\]]|…:|(?:^|\s)- [a-z]|[a-z]+_[a-z]+|/[a-z_]+(?:/|\b)|YAML|lckm [a-z]+"
    r"|\b[a-z_]+: (?:tak|nie|true|false)\b"
)


def speaks_of_yaml(text):
    """Return what in a text is a key, a pointer or YAML."""
    quoted = set(re.findall(r"[„“]([^„“”]*)”", text))
    bare = re.sub(r"https?://\S+|[„“][^„“”]*”", "", text)
    words = set(re.findall(r"\(([a-z_]+)\)", text))
    return [*(quoted & KEYS), *(words & KEYS), *_OF_YAML.findall(bare)]


def broken_data():
    """Yield data with one field of a wrong type, empty, or with a wrong word or choice."""
    sound = to_data(SOUND)
    for key in sound:
        for value in (None, [], {}, "brak", "nie dotyczy", ["x"], [{}], 7):
            yield {**sound, key: value}
    for key, field, value in (
        ("deadline", "terms", [{"amount": 1, "unit": "years"}]),
        ("submission", 0, {"way": "gołębiem", "places": []}),
        ("related", 0, {"id": "1", "kind": "podobna"}),
    ):
        changed = dict(sound)
        changed[key] = {field: value} if isinstance(field, str) else [value]
        yield changed


def test_no_finding_of_any_fault_names_a_key():
    seen = set()
    for data in broken_data():
        for finding in in_form_words(check(data)):
            seen.add(finding.code)
            for lang in ("pl", "en"):
                assert not speaks_of_yaml(finding.text(lang)), finding.text(lang)
    assert len(seen) > 25


@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.stem)
def test_no_finding_of_the_faulty_samples_names_a_key(path):
    found = in_form_words(check(read(path.read_bytes()).data))
    assert found
    assert found.form == check(read(path.read_bytes()).data).form != ""
    for finding in found:
        if finding.code == "LCKM-T006":  # a key that the form does not know: no Word file has one
            continue
        for lang in ("pl", "en"):
            assert not speaks_of_yaml(finding.text(lang)), finding.text(lang)


@pytest.mark.parametrize(
    ("code", "changed", "pl", "en"),
    [
        (
            "LCKM-R006",
            {"steps": [{"name": "Złóż wniosek"}]},
            "Oznacz etapy znakiem „@” albo usuń czynności.",
            "Mark the steps with “@”, or remove the activities.",
        ),
        (
            "LCKM-R046",
            {"steps": [{"name": "Złóż wniosek", "comment": "e-mailem"}]},
            "dopisz przy etapie „@”.",
            "mark the step with “@”.",
        ),
        (
            "LCKM-R016",
            {"fees": [{"rows": [{"kind": "Opłata", "amount": "17.00"}]}]},
            "Podaj „Numer rachunku” przy opłacie albo jeden dla całej grupy.",
            "Give its number (“Numer rachunku”) with the fee, or one for the whole group.",
        ),
        (
            "LCKM-R009",
            {"useful_info": ["bez opłat"]},
            "w polu „Opłaty”: „opłata skarbowa za wydanie zaświadczenia” – 17,00 zł, … Popraw "
            "jedno z nich.",
            "in “Opłaty”: “opłata skarbowa za wydanie zaświadczenia” – 17.00 zł, … Fix one of "
            "them.",
        ),
        (
            "LCKM-R053",
            {"steps": [{"name": "Złóż wniosek", "comment": "tylko osobiście", "online": True}]},
            "nr 1: „tylko osobiście”. Popraw jedno z nich.",
            "In “Najważniejsze etapy realizacji procedury”, no. 1: “tylko osobiście”. Fix one of "
            "them.",
        ),
    ],
)
def test_a_mark_of_the_form_is_advised_as_the_form_has_it(code, changed, pl, en):
    found = in_form_words(check({**to_data(SOUND), **changed}))
    (finding,) = (one for one in found if one.code == code)
    assert finding.message.endswith(pl)
    assert finding.text("en").endswith(en)


def test_what_is_advised_in_word_is_read_as_advised():
    """A clerk who types the mark where the finding says has no finding of it any more."""
    lines = ["krok 1 – złóż wniosek", "komentarz: e-mailem"]
    before = read_word(form(HANDS[0], SOUND, {"steps": lines})).findings
    after = read_word(form(HANDS[0], SOUND, {"steps": [*lines, "@"]}))
    assert "LCKM-R046" in {one.code for one in before}
    assert "LCKM-R046" not in {one.code for one in after.findings}
    assert after.data["steps"] == [{"name": "złóż wniosek", "comment": "e-mailem", "online": True}]


def test_a_document_of_another_kind_is_sent_to_the_form_and_to_no_command():
    other = documents.edited(template(), lambda body: body.clear())
    (finding,) = (one for one in read_word(other).findings if one.code == "LCKM-W010")
    for lang in ("pl", "en"):
        assert not speaks_of_yaml(finding.text(lang)), finding.text(lang)


def test_an_empty_form_says_what_to_type_where():
    reading = read_word(template())
    by_code = {one.code: one for one in reading.findings}
    assert by_code["LCKM-P008"].message == (
        "Pole „Najważniejsze etapy realizacji procedury”: jest puste. "
        "Wpisz treść pod tym nagłówkiem."
    )
    assert by_code["LCKM-P011"].message.startswith(
        "Pole „Sposób załatwienia sprawy”: jest puste. Wpisz tekst"
    )
    assert by_code["LCKM-P016"].text("en") == (
        "Field “Opłaty”: is empty. Type the content under this heading, or “brak”."
    )


def test_of_choices_the_words_are_named():
    source = form(HANDS[0], SOUND, {"related": ["KA-00044"], "deadline": ["kiedyś"]})
    for finding in read_word(source).findings:
        assert not speaks_of_yaml(finding.text("pl")), finding.text("pl")


def test_units_are_those_of_the_directory_that_is_given():
    other = Directory(units=(Unit("Urząd Gminy Próbnej"),))
    found = {one.code for one in read_word(write(SOUND)).findings}
    elsewhere = {one.code for one in read_word(write(SOUND), directory=other).findings}
    assert elsewhere - found == {"LCKM-R023"}
