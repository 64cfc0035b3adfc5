"""``lckm new``: a skeleton that can be read, and is clean once it is filled in."""

import re

import pytest
from click.testing import CliRunner

from lckm_cli.main import cli
from lckm_core import Procedure, check, read
from lckm_core.fields import fields_of

WORDS = {
    "fees": "brak",
    "appeal": "brak",
    "appointments": "nie dotyczy",
    "submission": "nie dotyczy",
}
KEY = re.compile(r"^(?P<lead>(?:[ #]|- )*)(?P<key>[a-z_]+):(?: |$)")
VALUES = {
    "amount": 7,
    "text": "Termin liczymy od dnia, w którym wpłynął wniosek.",
    "title": "Wydanie zaświadczenia",
    "unit": "Urząd Miasta Łodzi",
    "address": "ul. Piotrkowska 104, 90-926 Łódź",
}


def printed(*args):
    result = CliRunner().invoke(cli, ["new", *args])
    assert result.exit_code == 0, result.stderr
    return result.stdout


def uncommented(text):
    """Take the # away from every line that holds a field or an item, and from no line of prose."""
    keys = {field.key for model in _models(Procedure) for field in fields_of(model)}
    lines = []
    for line in text.splitlines():
        found = KEY.match(line)
        is_item = re.match(r'^[ #]*- ""', line)
        if "#" in line.split(":")[0] and ((found and found["key"] in keys) or is_item):
            head, mark, tail = line.partition(":") if found else (line, "", "")
            line = head.replace("# ", "") + mark + tail
        lines.append(line)
    return "\n".join(lines) + "\n"


def _models(model):
    yield model
    for field in fields_of(model):
        part = field.shape.model or (field.shape.element.model if field.shape.element else None)
        if part is not None:
            yield from _models(part)


def filled(value, key=""):
    """Put a valid value in the place of every empty one."""
    match value:
        case dict():
            return {name: filled(part, name) for name, part in value.items()}
        case list():
            return [filled(part, key) for part in value]
        case "" | 0 if not isinstance(value, bool):
            return VALUES.get(key, "Jan Przykładowy")
        case _:
            return value


def test_the_modeline_comes_first():
    assert printed().startswith(
        "# yaml-language-server: $schema=../schemas/procedure.schema.json\n"
    )


def test_the_number_given_stands_in_it():
    assert read(printed("KA-01999")).data["id"] == "KA-01999"


@pytest.mark.parametrize(
    "number", ["KA-1", "ka-01478", "KA-014789", "KA-01478\n", "01478", "KA-٠١٤٧٨"]
)
def test_a_bad_number_is_refused(number):
    result = CliRunner().invoke(cli, ["new", number])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "KA-01478" in result.stderr


ASKED_FOR = ("submission_deadline", "cell")


def test_every_required_field_is_there_and_no_other():
    wanted = [
        field.key for field in fields_of(Procedure) if field.required or field.key in ASKED_FOR
    ]
    assert list(read(printed()).data) == wanted


def test_without_a_number_it_is_said_when_there_will_be_one():
    assert "\n# id: KA-00000  # nowy opis dostaje numer, gdy się go przekaże\n" in printed()


def test_what_nearly_every_procedure_needs_is_there_to_fill_in():
    data = read(printed("KA-01999")).data
    assert data["cell"] == ""
    assert data["places"] == [{"unit": "", "address": "", "phones": [""]}]
    assert data["legal_basis"] == [{"title": "", "journal": ""}]
    assert data["deadline"]["terms"] == [{"amount": 0, "unit": "days"}]


def test_what_is_for_the_clerk_to_decide_is_asked_for():
    text = printed("KA-01999")
    asked = {one.path for one in check(read(text)).errors}
    for key, word in {
        "fees": "brak",
        "appeal": "brak",
        "appointments": "nie dotyczy",
        "submission": "nie dotyczy",
    }.items():
        assert f"/{key}" in asked
        assert f'\n{key}: ""  # do wyboru:\n# {key}: {word}\n# {key}:' in text


def test_every_finding_is_about_something_to_fill_in():
    document = read(printed("KA-01999"))
    findings = list(check(document))
    assert findings
    for finding in findings:
        value = document.data
        for part in finding.path.split("/")[1:]:
            value = value[int(part) if isinstance(value, list) else part]
        assert value in ("", 0), finding


def test_filled_in_it_lacks_only_what_some_units_need_and_with_that_it_is_clean():
    data = filled(dict(read(printed("KA-01999")).data)) | WORDS
    data["cell"] = "Wydział Spraw Obywatelskich i Komunikacji"
    data["unit"] = data["places"][0]["unit"] = VALUES["unit"]
    data["places"][0] |= {"address": VALUES["address"], "phones": ["+48 (42) 638-44-44"]}
    data["legal_basis"][0]["journal"] = "Dz. U. z 2023 r. poz. 775"
    assert [(one.code, one.path) for one in check(data)] == []


def test_each_field_is_explained_with_its_label_star_limit_and_word():
    text = " ".join(line.removeprefix("#").strip() for line in printed().splitlines())
    for field in fields_of(Procedure):
        assert field.mark.label + "*" * field.mark.starred in text
        assert not field.mark.max_chars or str(field.mark.max_chars) in text
        assert field.shape.word is None or field.shape.word.value in text


def test_it_fits_in_width():
    assert all(len(line) <= 120 for line in printed().splitlines())


def test_with_every_optional_field_it_still_reads():
    lines = uncommented(printed("KA-01999")).splitlines()
    # Where a word stands, the other form of the field follows: one of the two is to go.
    words = [
        f"{field.key}: {field.shape.word.value}"
        for field in fields_of(Procedure)
        if field.shape.word
    ]
    words += [
        f'{field.key}: ""  # do wyboru:' for field in fields_of(Procedure) if field.shape.word
    ]
    text = "\n".join(line for line in lines if line not in words)
    # The same within a part, such as the rows of a group of fees.
    text = re.sub(r'^( *)- rows: ""[^\n]*\n *rows: brak\n *rows:', r"\1- rows:", text, flags=re.M)
    data = read(text).data
    for field in fields_of(Procedure):
        assert field.key in data
    assert set(data["call_centre"]) == {"phones", "notes", "faq", "other"}
    assert set(data["steps"][0]) == {"name", "comment", "online"}
    unknown = [one for one in check(data) if one.code == "LCKM-T006"]
    assert unknown == []
