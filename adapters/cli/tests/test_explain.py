"""``lckm explain``: codes, provisions and fields in both languages, and near words."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from lckm_cli import command_registry as contributed
from lckm_cli.main import cli
from lckm_core import FORMS, Procedure, kinds
from lckm_core.fields import fields_of
from lckm_core.findings import FindingKind
from lckm_core.law import provisions
from tests.helpers.rows import some_in_every_change

ADAPTERS = Path(__file__).parents[2]


def run(*args):
    return CliRunner().invoke(cli, ["explain", *args])


def explained(*args):
    result = run(*args)
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_every_code_says_what_it_stands_for_and_on_what_it_rests(lang):
    for kind in kinds():
        text = explained(kind.code, "--lang", lang)
        assert text.startswith(f"{kind.code}: {kind.about.text(lang)}\n")
        assert kind.cites in text


def declared_by_adapters():
    """Return every kind of finding in a module ``finding_kinds`` of any adapter here, by code."""
    found = {}
    for path in sorted(ADAPTERS.glob("*/src/**/finding_kinds.py")):
        source = next(parent for parent in path.parents if parent.name == "src")
        module = import_module(".".join(path.relative_to(source).with_suffix("").parts))
        found |= {one.code: one for one in vars(module).values() if isinstance(one, FindingKind)}
    return found


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_every_code_of_every_adapter_does_so_too(lang):
    declared = declared_by_adapters()
    assert {"LCKM-F101", "LCKM-I001", "LCKM-W001"} <= declared.keys()
    for code, kind in declared.items():
        text = explained(code, "--lang", lang)
        assert text.startswith(f"{code}: {kind.about.text(lang)}\n")
        assert kind.cites in text


def test_every_code_that_a_page_of_an_adapter_names_is_explained():
    named = {
        code
        for path in ADAPTERS.glob("*/README.md")
        for code in re.findall(r"LCKM-[A-Z]+\d{3}", path.read_text())
    }
    assert len(named) > 40
    assert [code for code in sorted(named) if run(code).exit_code] == []


def test_a_provision_lists_the_codes_of_adapters_among_its_own():
    assert "LCKM-F104 PDF bez znaczników struktury" in explained("zał. 2 § 9 ust. 4")


def test_a_code_without_its_first_part_is_the_library_s():
    assert explained("w001") == explained("LCKM-W001")


@pytest.mark.parametrize(
    "lang", some_in_every_change(["pl", "en"], 1, reason="in another language")
)
def test_every_provision_says_what_it_asks(lang):
    for row in provisions():
        text = explained(row.id, "--lang", lang)
        assert text.startswith(f"{row.id}\n")
        assert row.asks.text(lang) in text
        if row.not_for_software:
            assert row.not_for_software.text(lang) in text


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_every_field_of_a_procedure_is_found_by_its_key(lang):
    for field in fields_of(Procedure):
        assert f"{field.key}: {field.mark.label}" in explained(field.key, "--lang", lang)


def test_every_field_of_the_other_forms_is_found_or_a_procedure_has_one_of_that_key():
    keys = {field.key for field in fields_of(Procedure)}
    for field in (
        field for form in FORMS.values() for field in fields_of(form) if field.key not in keys
    ):
        assert f"{field.key}: {field.mark.label}" in explained(field.key)


def test_severity_is_said_in_words():
    assert "błąd" in explained("LCKM-P001")
    assert "ostrzeżenie" in explained("LCKM-R007")
    assert "warning" in explained("LCKM-R007", "--lang", "en")


def test_a_liftable_code_says_so_and_another_says_not():
    assert "uzgodnione odstąpienie" in explained("LCKM-F002")
    assert "nie można od niej odstąpić" in explained("LCKM-F004")


@pytest.mark.parametrize("spelling", ["lckm-p001", "P001", "p001"])
def test_a_code_may_be_spelled_shorter(spelling):
    assert explained(spelling) == explained("LCKM-P001")


def test_a_provision_may_be_named_by_its_end_in_any_spacing_and_without_quotes():
    assert explained("§ 6 ust. 5") == explained("zał. 2 § 6 ust. 5")
    assert explained("§6 ust.5") == explained("§ 6 ust. 5")
    assert explained("§", "6", "ust.", "5") == explained("§ 6 ust. 5")
    assert explained(" § 6\u00a0 ust.\t5 ") == explained("§ 6 ust. 5")


def test_a_label_may_be_named_in_any_spacing():
    assert explained(" Nazwa \u00a0procedury ") == explained("Nazwa procedury")


def test_several_provisions_are_all_told():
    text = explained("zał. 2 § 9")
    assert [line for line in text.splitlines() if line.startswith("zał.")] == [
        f"zał. 2 § 9 ust. {n}" for n in (1, 2, 3, 4)
    ]


def test_a_provision_names_its_field_its_findings_and_its_code():
    text = explained("wzór: Opłaty")
    assert "fees" in text
    assert all(kind.code in text for kind in kinds() if kind.cites == "wzór: Opłaty")
    assert "lckm_core.amendments._apply.amend" in explained("zał. 2 § 9 ust. 2")


def test_a_provision_that_an_adapter_serves_says_which():
    line = next(line for line in explained("zał. 2 § 9 ust. 4").splitlines() if "Dodatek" in line)
    assert line.split()[-1] == "attachments"


def test_a_provision_left_to_adapters_says_that_none_is_installed(monkeypatch):
    monkeypatch.setattr("lckm_cli.command_registry.metadata.entry_points", lambda group: ())
    contributed._plugins.cache_clear()
    try:
        line = next(
            line for line in explained("zał. 2 § 9 ust. 4").splitlines() if "Dodatek" in line
        )
    finally:
        contributed._plugins.cache_clear()
    assert line.endswith("żaden z zainstalowanych")


def test_a_field_shows_its_limit_star_word_and_code():
    title, notes, fees = explained("title"), explained("call_centre.notes"), explained("fees")
    assert "160" in title
    assert "LCKM-P001" in title
    assert "tylko dla pracowników" in notes
    assert "„brak”" in fees


def test_a_part_of_a_field_is_found_by_its_path():
    text = explained("steps.name")
    assert text.startswith("steps.name: Nazwa etapu")
    assert "40" in text


def test_a_label_is_enough():
    assert "title" in explained("Nazwa procedury")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("LCKM-P01", "LCKM-P01"),
        ("titel", "title"),
        ("steps.nam", "steps.name"),
        ("§ 6 ust. 99", "§ 6 ust."),
    ],
)
def test_an_unknown_word_gets_what_is_near(words, meant):
    result = run(words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert meant in result.stderr.partition("”")[2]


def test_a_word_near_to_nothing_gets_examples():
    result = run("qqqqqqqqqqqqqqqqqqqqqqqq")
    assert result.exit_code == 2
    assert "LCKM-P001" in result.stderr


@pytest.mark.parametrize("words", ["", "   "])
def test_nothing_to_explain_is_refused(words):
    assert run(words).exit_code == 2


def test_a_bare_paragraph_names_those_it_may_mean_as_well():
    text = explained("§ 1")
    assert text.startswith("zał. 2 § 1\n")
    assert text.endswith("Może też chodzić o: zarz. § 1 ust. 1, zarz. § 1 ust. 2\n")
    assert "as well" not in explained("§ 6 ust. 5", "--lang", "en")


def test_why_a_provision_is_not_for_software_is_said_in_polish():
    assert "Poza programem: Podaje zakres załącznika" in explained("zał. 2 § 1")


def test_an_interpretation_is_found_by_its_number():
    for number, path in ((4, "0004-counting-characters"), (12, "0012-legacy-content")):
        text = explained(f"I{number}")
        assert text.startswith(f"I{number}. ")
        assert f"docs/interpretations/{path}.md" in text
