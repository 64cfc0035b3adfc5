"""JSON: what the standard library reads, what it is too kind to, and what its faults are called."""

import contextlib
from typing import Any

import pytest

from lckm_core.fields import object_shape
from lckm_core.findings import Finding, UnreadableFileError
from lckm_core.parsing import parse
from lckm_core.parsing._errors import Limits
from lckm_core.procedures.template import Procedure
from tests.helpers.processor_time import takes_less_than
from tests.helpers.rows import some_in_every_change

FORM = object_shape(Procedure)


def finding_of(source: str, **options: Any) -> Finding:
    """Return the finding that *source* is refused with."""
    with pytest.raises(UnreadableFileError) as caught:
        parse(source, syntax="json", **options)
    return caught.value.finding


def at(finding: Finding) -> tuple[str, int | None, int | None]:
    """Return code, line and column."""
    return finding.code, finding.line, finding.column


class TestValues:
    """Values are what JSON says; only a flag may be spelled „tak” or „nie”."""

    def test_as_json_has_them(self) -> None:
        source = (
            '{"title": 7, "a": [1.5, -2, 1e3, true, false, null, "tak", {}, []], "valid_from": '
            '"2023-01-19"}'
        )
        assert parse(source, shape=FORM).data == {
            "title": 7,
            "a": [1.5, -2, 1000.0, True, False, None, "tak", {}, []],
            "valid_from": "2023-01-19",
        }

    @pytest.mark.parametrize(
        ("word", "value"), [("tak", True), ("NIE", False), ("true", True), ("brak", "brak")]
    )
    @pytest.mark.parametrize(
        "limits", [Limits(), Limits(max_scalar=40)]
    )  # the quick way, and the scanner's
    def test_flags(self, word: str, value: bool | str, limits: Limits) -> None:
        source = f'{{"internal": "{word}", "steps": [{{"online": "{word}"}}], "in_edms": true}}'
        data = parse(source, shape=FORM, limits=limits).data
        assert data == {"internal": value, "steps": [{"online": value}], "in_edms": True}

    def test_the_scanner_reads_the_same(self) -> None:
        source = (
            ' {"a\\n": "\\u0142\\ud83d\\ude00 \\"x\\"", "b" : [ 1 , -2.5e-1 , true , null , { } , '
            "[ "
            '] ] , "\\ud800": "\x7f"}\n'
        )
        quick, scanned = (
            parse(source, syntax="json"),
            parse(source, syntax="json", limits=Limits(max_scalar=30)),
        )
        assert quick.data == scanned.data
        assert quick.data["a\n"] == 'ł😀 "x"'
        assert quick.position(["b", 1]) == (1, source.index("-2.5") + 1)


class TestRefused:
    """What is well-formed, or nearly, and yet refused."""

    def test_duplicate_key_names_both_lines(self) -> None:
        finding = finding_of('{"a": 1,\n"b": {"a": 1},\n\n "\\u0061": 2}')
        assert at(finding) == ("LCKM-E007", 4, 2)
        assert "w wierszu 1 i w wierszu 4" in finding.message

    @pytest.mark.parametrize(
        "number",
        [
            "NaN",
            "Infinity",
            "-Infinity",
            "1e999",
            "-1e999",
            "9007199254740992",
            "1" * 26,
            "1" * 9999,
        ],
    )
    def test_numbers_out_of_range(self, number: str) -> None:
        assert at(finding_of(f'{{"a": {number}}}')) == ("LCKM-E014", 1, 7)

    def test_the_largest_number(self) -> None:
        assert parse('{"a": [9007199254740991, -9007199254740991]}').data == {
            "a": [2**53 - 1, 1 - 2**53]
        }

    @pytest.mark.parametrize("source", ["", " \n\t "])
    def test_empty(self, source: str) -> None:
        assert at(finding_of(source)) == ("LCKM-E011", None, None)

    @pytest.mark.parametrize("source", ["[]", '"a"', "1", "null"])
    def test_root_is_no_mapping(self, source: str) -> None:
        assert at(finding_of(source)) == ("LCKM-E012", 1, 1)

    @pytest.mark.parametrize(
        ("source", "column", "name"),
        [
            ('{"a": "\x01"}', 8, "U+0001"),
            ('{"a":\u00a01}', 6, "U+00A0"),
            ('{"a"\x00: 1}', 5, "U+0000"),
        ],
    )
    def test_characters(self, source: str, column: int, name: str) -> None:
        finding = finding_of(source)
        assert at(finding) == ("LCKM-E015", 1, column)
        assert name in finding.message


FAULTS = [
    ('{"a": 1,}', 9, "zbędny przecinek"),
    ('{"a": [1, ]}', 11, "zbędny przecinek"),
    ('{"a" 1}', 6, "brakuje dwukropka"),
    ('{"a": 1 "b": 2}', 9, "brakuje przecinka"),
    ('{"a": [1}', 9, "brakuje przecinka"),
    ('{"a": [1 2]}', 10, "brakuje przecinka"),
    ("{a: 1}", 2, "nazwa pola w cudzysłowie"),
    ("{'a': 1}", 2, "proste cudzysłowy"),
    ('{"a": „x”}', 7, "proste cudzysłowy"),
    ('{"a": 1} // x', 10, "nie ma komentarzy"),
    ('{"a": 1, # x', 10, "nie ma komentarzy"),
    ('{"a": 1} {"b": 2}', 10, "stoi jeszcze tekst"),
    ('{"a": 1', 8, "urywa się"),
    ('{"a":', 6, "urywa się"),
    ("{", 2, "urywa się"),
    ('{"a": ["x', 8, "nie jest zamknięty"),
    ('{"a": True}', 7, "„true” małymi literami"),
    ('{"a": None}', 7, "„null” małymi literami"),
    ('{"a": tak}', 7, "„tak” nie jest wartością"),
    ('{"a": 2023-01-19}', 7, "„2023-01-19” nie jest wartością"),
    ('{"a": 007}', 7, "„007” nie jest wartością"),
    ('{"a": 1.}', 7, "„1.” nie jest wartością"),
    ('{"a": +1}', 7, "„+1” nie jest wartością"),
    ('{"a": -}', 7, "„-” nie jest wartością"),
    ('{"a": , "b": 1}', 7, "brakuje wartości"),
    ('{"a": }', 7, "brakuje wartości"),
    ('{"a": "C:\\dane"}', 10, "Podwój go"),
    ('{"a": "\\u12"}', 9, "Podwój go"),
    ('{"a": "x\ny"}', 9, "złamania wiersza"),
    ('{"a": "x\ty"}', 9, "Zapisz je jako \\t"),
]


@pytest.mark.parametrize(("source", "column", "words"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_fault_is_explained(source: str, column: int, words: str) -> None:
    finding = finding_of(source)
    assert words in finding.message
    assert at(finding) == ("LCKM-E009", 1, column)


LARGE = {
    "brackets": '{"a": ' + "[" * 1_999_000,
    "braces": '{"a":' * 390_000,
    "empty lists": '{"a": [' + "[]," * 660_000 + "1]}",
    "numbers": '{"a": [' + "1," * 990_000 + "1]}",
    "digits": '{"a": ' + "1" * 1_999_000 + "}",
    "fraction": '{"a": 0.' + "1" * 1_999_000 + "}",
    "exponent": '{"a": 1e' + "1" * 1_999_000 + "}",
    "word": '{"a": ' + "x" * 1_999_000 + "}",
    "long text": '{"a": "' + "x" * 1_999_000 + '"}',
    "backslashes": '{"a": "' + "\\\\" * 990_000 + '"}',
    "a late fault": '{"a": [' + "1," * 40_000 + "x" + " \n" * 950_000,
    "a late duplicate": "{" + ",".join(f'"k{number}":1' for number in range(49_000)) + ', "k1": 2}',
    "blank": "{" + " " * 1_999_000,
}


SOME_LARGE = pytest.mark.parametrize(
    "source",
    some_in_every_change(
        LARGE.values(), *range(0, len(LARGE), 2), reason="another large file; every other stays"
    ),
    ids=LARGE.keys(),
)


@pytest.mark.usefixtures("small_heap")
@SOME_LARGE
def test_nothing_takes_longer_than_a_second(source: str) -> None:
    def read() -> None:
        with contextlib.suppress(UnreadableFileError):
            parse(source, syntax="json").position(["a"])

    assert takes_less_than(1, read)
