"""Characters that nobody sees in the comments of a file, each told with its place."""

import pytest

from lckm_core.findings import Severity
from lckm_core.parsing import parse
from lckm_core.procedures import check, read
from lckm_core.publication import PortalTerms
from lckm_core.reports import RouteTable

TABLE = """\
# Uwaga
categories:  # kategorie
  - {id: drzewo, name: "Drzewo # lub krzew"}
domains: [uml.lodz.pl]
routes:
  - name: Drzewa  # pierwsza
    categories: [drzewo]
    mailbox: drzewa@uml.lodz.pl
# koniec
"""


def found(text):
    document = read(text, name="routes.yaml", syntax="yaml", model=RouteTable)
    return [(finding.code, finding.line, finding.column) for finding in check(document)]


@pytest.fixture(params=["libyaml", "python"])
def parser(request, monkeypatch):
    """Either parser of YAML."""
    if request.param == "python":
        from lckm_core.parsing import _yaml_reader

        monkeypatch.setattr(_yaml_reader, "_open", _yaml_reader._PureParser)


@pytest.mark.parametrize("character", "\u202e\u2066\u200b\u200f\u00ad\u2060\ufffd")
@pytest.mark.parametrize(
    ("word", "place"),
    [("Uwaga", (1, 8)), ("# kategorie", (2, 25)), ("pierwsza", (6, 29)), ("koniec", (9, 9))],
)
def test_each_is_told_with_its_place(parser, character, word, place):
    assert found(TABLE.replace(word, word + character)) == [("LCKM-T008", *place)]


def test_ordinary_comments_have_none(parser):
    assert found(TABLE.replace("Uwaga", "Uwaga: „ż” — ½ 🌳 Ω")) == []


def test_what_stands_in_a_value_is_told_of_its_field_and_not_twice(parser):
    codes = [code for code, *_ in found(TABLE.replace("# lub", "#\u202e lub"))]
    assert codes == ["LCKM-T002"]


def test_it_is_a_warning_that_names_the_character_and_shows_none():
    document = read(
        TABLE.replace("Uwaga", "Uwaga\u202e"), name="r.yaml", syntax="yaml", model=RouteTable
    )
    (finding,) = check(document)
    assert finding.severity is Severity.WARNING
    assert "U+202E" in finding.text("pl")
    assert "U+202E" in finding.text("en")
    assert finding.text("pl").isprintable()
    check(document).require()


@pytest.mark.parametrize("count", [20, 21, 5000])
def test_the_twentieth_stands_for_all_that_follow(count):
    text = TABLE.replace("Uwaga", "Uwaga" + "\u202e" * count)
    findings = list(check(read(text, name="r.yaml", syntax="yaml", model=RouteTable)))
    assert len(findings) == 20
    last = findings[-1].text("pl")
    assert (f"{count - 19} ra" in last) is (count > 20)


def test_json_has_no_comments():
    assert parse('{"a": "\u202e"}', syntax="json").unseen_in_comments() == []


def test_other_forms_are_told_of_alike():
    text = "# \u202e\nversion: '1'\nvalid_from: 2027-01-01\ntext: Zasady.\n"
    document = read(text, name="t.yaml", syntax="yaml", model=PortalTerms)
    assert [finding.code for finding in check(document)] == ["LCKM-T008"]


def test_many_of_them_among_many_values_are_found_in_one_pass(monkeypatch):
    from lckm_core.parsing import _yaml_comments

    looked_at = []
    inside = _yaml_comments._is_inside
    monkeypatch.setattr(
        _yaml_comments, "_is_inside", lambda at, spans: looked_at.append(at) or inside(at, spans)
    )
    text = TABLE + "".join(f"# \u202e{number}\n" for number in range(300))
    assert len(parse(text, syntax="yaml").unseen_in_comments()) == len(looked_at) == 300
