"""Messages as a native speaker says them, and the hints that help with frequent slips."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml

from lckm_core import check, check_readable_fields, read_form
from lckm_core.fields import fields_of
from lckm_core.findings import Finding, UnreadableFileError
from lckm_core.organisation import OFFICE
from lckm_core.procedures import Procedure, parts, rules
from lckm_core.reports import check_report_form

TEXT = (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_text("utf-8")
MINIMAL = yaml.safe_load(TEXT)


def messages(**fields: Any) -> str:
    return "\n".join(finding.message for finding in check(MINIMAL | fields))


def without(key: str) -> str:
    data = {name: value for name, value in MINIMAL.items() if name != key}
    return "\n".join(finding.message for finding in check(data))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"fees": "nie dotyczy"}, "wpisz „brak”, a nie „nie dotyczy”"),
        *(
            ({"fees": typed}, f"wpisz samo „brak”, a nie „{typed}”")
            for typed in (
                "brak opłat",
                "Brak opłaty skarbowej.",
                "nie ma opłat",
                "bezpłatnie",
                "sprawa jest bezpłatna",
                "Nie pobiera się opłat",
                "bez opłat",
                "nieodpłatnie",
                "zwolnione z opłaty skarbowej",
                "opłaty nie ma",
            )
        ),
        *(
            ({"submission": typed}, f"wpisz samo „nie dotyczy”, a nie „{typed}”")
            for typed in ("nie trzeba składać wniosku", "brak dokumentów", "nie składa się pism")
        ),
        *(
            ({"fees": typed}, f"albo „brak”, a jest tekst „{typed}”")
            for typed in (
                "17 zł",
                "opłata skarbowa",
                "bezpośrednio w kasie",
                "nie mniej niż 5 zł",
                "brak; za duplikat 10 zł",
                "według cennika",
                "brakująca część",
                "bez względu na liczbę kart: tabela",
                "nie później niż w dniu wizyty",
                "zależy od sprawy",
            )
        ),
        ({"appointments": "brak"}, "wpisz „nie dotyczy”, a nie „brak”"),
        ({"appeal": "nie dotyczy"}, "wpisz „brak”, a nie „nie dotyczy”"),
        ({"steps": "Złóż wniosek"}, "powinna tu być lista, a jest tekst"),
        ({"owner": "Anna"}, "powinien tu być zestaw pól: name, a jest tekst"),
        ({"internal": "może"}, "powinno tu być „tak” albo „nie”, a jest tekst"),
        (
            {"fees": [{"rows": [{"kind": "a", "amount": "1"}], "account": "5" * 26}]},
            "Numer rachunku ma błędną sumę kontrolną; sprawdź, czy nie przestawiono cyfr",
        ),
        (
            {"valid_from": "2026-09-01", "valid_to": "2026-08-31"},
            "Dzień „obowiązuje do” (2026-08-31) jest wcześniejszy niż „obowiązuje od” (2026-09-01)",
        ),
        ({"places": [{"unit": OFFICE}]}, "mieszkaniec uzyska informacje o sprawie"),
        ({"title": "Wydanie\u00ad karty"}, "niewidoczny znak U+00AD na 8. miejscu w polu. Usuń go"),
        (
            {"summary": "Zob. [a](ftp://x)."},
            "Odnośnik może prowadzić do strony (https), do adresu e-mail (mailto:) albo do numeru",
        ),
        (
            {"submission_deadline": [{"text": "7 dni", "way": "electronically"}]},
            "formy „elektronicznie”",
        ),
        ({"unit": "Teatr"}, "Podaj jedną z jednostek: "),
        (
            {"related": [{"id": "KA-00001", "relation": "similar"}]},
            "nie może być powiązana z samą sobą",
        ),
        (
            {"related": [{"id": "KA-00002", "relation": "similar"}] * 2},
            "Procedurę KA-00002 wskazano już wyżej",
        ),
        (
            {"submission": [{"way": "electronically", "places": ["https://epuap.gov.pl/wps/a"]}]},
            "Podaj nazwę platformy bez https://",
        ),
        (
            {"other_documents": [{"name": "Druk", "file": "https://uml.lodz.pl/druk.pdf"}]},
            "Nie podaje się linku do dokumentu; przekaż plik i wpisz jego nazwę (wzór: Dokumenty)",
        ),
        (
            {"fees": [{"rows": [{"kind": "a", "amount": "1"}]}]},
            "Podaj „Numer rachunku” (account) przy opłacie albo jeden dla całej grupy",
        ),
    ],
)
def test_what_is_said(fields: dict[str, Any], said: str) -> None:
    assert said.casefold() in messages(**fields).casefold()


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("fees", "nie ma tego pola. Podaj listę albo „brak”, np. fees:"),
        ("owner", "nie ma tego pola. Podaj zestaw pól: name, np. owner:"),
        ("title", "nie ma tego pola. Podaj tekst w jednym wierszu"),
    ],
)
def test_what_is_said_of_a_missing_field(key: str, said: str) -> None:
    assert said in without(key)


def test_a_resident_chooses_in_words() -> None:
    (finding,) = check_report_form({"description": "Dziura.", "kind": "skarga"})
    assert finding.message.endswith("wybierz: interwencja albo inna informacja.")


def of_text(old: str, new: str) -> list[Finding]:
    text = TEXT.replace(old, new)
    assert text != TEXT
    try:
        return list(check(read_form(text)))
    except UnreadableFileError:
        return list(check_readable_fields(text))


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("title: Wydanie", "title: Uwaga: wydanie", "Weź cały tekst po nazwie pola w cudzysłów"),
        ('amount: "17.00"', "amount: 17,00", "dalszy ciąg tekstu po przecinku"),
        ("{name: Wniosek}", "{name: Wniosek, podpisany}", "dalszy ciąg tekstu po przecinku"),
        ("  - name: Złóż", "\t- name: Złóż", "tabulator"),
        ("  - name: Złóż", "  – name: Złóż", "zaczyna się od łącznika i odstępu"),
        ("  - name: Złóż", "  — name: Złóż", "zaczyna się od łącznika i odstępu"),
        ("  - name: Złóż", "  • name: Złóż", "zaczyna się od łącznika i odstępu"),
        ("  - name: Złóż", "  -name: Złóż", "zaczyna się od łącznika i odstępu"),
        ("  - name: Złóż", "\u00a0\u00a0- name: Złóż", "odstęp U+00A0"),
        ("title: Wydanie", "title:Wydanie", "Po dwukropku brakuje odstępu"),
        ("title: Wydanie", "title:\u00a0Wydanie", "Po dwukropku brakuje odstępu"),
        ("KA-00001", "ka-1478", "Czy chodzi o „KA-01478”?"),
        ("KA-00001", "KA–01478", "Czy chodzi o „KA-01478”?"),
        ("KA-00001", "KA 01478", "Czy chodzi o „KA-01478”?"),
        ("KA-00001", "1478", "Czy chodzi o „KA-01478”?"),
        ("KA-00001", "\u041a\u0410-01478", "Czy chodzi o „KA-01478”?"),
        ("title: Wydanie", "tytuł: Wydanie", "Czy chodzi o: title?"),
        ("title: Wydanie", "Nazwa procedury: Wydanie", "Czy chodzi o: title?"),
        ("how_to:", "Sposób załatwienia sprawy:", "Czy chodzi o: how_to?"),
        ('amount: "17.00"', 'kwota: "17.00"', "Czy chodzi o: amount?"),
        ("- name: Złóż", "- nazwa: Złóż", "Czy chodzi o: name?"),
        ("amount: 7,", 'amount: "7",', "Wpisz 7 bez cudzysłowu"),
        ('amount: "17.00"', "amount: „17.00”", "Wpisz 17.00 bez cudzysłowu"),
        ("unit: days", "unit: „dni”", "Wpisz days bez cudzysłowu"),
    ],
)
def test_the_hint_that_helps(old: str, new: str, hint: str) -> None:
    found = of_text(old, new)
    assert any(hint in finding.message for finding in found), [one.message for one in found]
    (finding,) = (one for one in found if hint in one.message)
    assert finding.line
    assert finding.column


@pytest.mark.parametrize("number", ["KA-123456", "KA-", "KA-O1478", "x" * 10_000])
def test_a_number_that_is_none_gets_no_suggestion(number: str) -> None:
    assert "Czy chodzi" not in messages(id=number)


MODELS = [
    Procedure,
    *(
        model
        for model in vars(parts).values()
        if getattr(model, "__module__", "") == parts.__name__ and attrs.has(model)
    ),
]
KEYS = {field.key for model in MODELS for field in fields_of(model)}
RULES = sorted(Path(rules.__file__).parent.glob("*.py"))


def polish_texts(source: str) -> Iterator[str]:
    """Yield the Polish text of each message that a module makes."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Message" and node.args:
            yield "".join(
                str(piece.value) if isinstance(piece, ast.Constant) else ""
                for piece in ast.walk(node.args[0])
            )


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_names_a_field_by_its_label_and_its_key_behind_that(path: Path) -> None:
    """Readers of a Word file and of a page see labels; what is right behind one is left out."""
    for text in polish_texts(path.read_text("utf-8")):
        quoted = set(re.findall(r"„([a-z_]+)(?:: \w+)?”", text)) & KEYS
        alone = set(re.findall(r"(?<!”) \(([a-z_]+)(?:: \w+)?\)", text)) & KEYS
        assert not quoted | alone, text
