"""YAML: what plain words are, what is refused, and what the parser's faults are called."""

import contextlib
import gc
from collections.abc import Callable
from typing import Any

import pytest

from lckm_core.amendments import UpdateRequest
from lckm_core.fields import object_shape
from lckm_core.findings import Finding, UnreadableFileError
from lckm_core.parsing import _yaml_reader as yaml_events, parse
from lckm_core.parsing._errors import Limits
from lckm_core.procedures.template import Procedure
from tests.helpers.processor_time import takes_less_than
from tests.helpers.rows import in_one_test, some_in_every_change

FORM = object_shape(Procedure)


def finding_of(source: str, **options: Any) -> Finding:
    """Return the finding that *source* is refused with."""
    with pytest.raises(UnreadableFileError) as caught:
        parse(source, syntax="yaml", **options)
    return caught.value.finding


def at(finding: Finding) -> tuple[str, int | None, int | None]:
    """Return code, line and column."""
    return finding.code, finding.line, finding.column


class TestPlainWords:
    """Where a text stands every plain word is text; a flag is a flag where one stands and
    nowhere else.
    """

    @in_one_test(
        "word", ["2024", "17.00", "true", "tak", "2023-01-19", "0x1F", ".nan", "1e3", "on", "brak"]
    )
    @in_one_test("key", ["title", "valid_from", "fees", "appointments"])
    def test_stay_text(self, word: str, key: str) -> None:
        assert parse(f"{key}: {word}", shape=FORM).data == {key: word}

    def test_stay_text_in_lists_and_parts(self) -> None:
        source = (
            "useful_info: [1, true]\nplaces:\n- rooms: [217, 0217]\nfees:\n- rows: [{amount: "
            "17.00}]\nrelated: [{kind: 1}]"
        )
        data = parse(source, shape=FORM).data
        assert data["useful_info"] == ["1", "true"]
        assert data["places"] == [{"rooms": ["217", "0217"]}]
        assert data["fees"] == [{"rows": [{"amount": "17.00"}]}]
        assert data["related"] == [{"kind": "1"}]

    def test_stay_text_within_what_a_request_inserts(self) -> None:
        """Of a field of any shape; one that no form has is read as YAML reads it."""
        value = "{rooms: [217, 0217], fee: {amount: 17.00, mandatory: true}}"
        source = f"changes:\n- field: /places/0\n  insert: {value}\n  unknown: {value}"
        (change,) = parse(source, shape=object_shape(UpdateRequest)).data["changes"]
        fee = {"amount": "17.00", "mandatory": "true"}
        assert change["insert"] == {"rooms": ["217", "0217"], "fee": fee}
        assert change["unknown"]["fee"] == {"amount": 17.0, "mandatory": True}

    @pytest.mark.parametrize("word", ["~", "null", "Null", "NULL", ""])
    @pytest.mark.parametrize("key", ["title", "internal", "fees", "unknown"])
    def test_nothing_is_none(self, word: str, key: str) -> None:
        assert parse(f"{key}: {word}", shape=FORM).data == {key: None}

    def test_quoted_nothing_is_text(self) -> None:
        assert parse("title: ''\nunknown: 'null'", shape=FORM).data == {
            "title": "",
            "unknown": "null",
        }

    @pytest.mark.parametrize(
        ("word", "value"),
        [
            ("tak", True),
            ("TAK", True),
            ("true", True),
            ("True", True),
            ("nie", False),
            ("Nie", False),
            ("FALSE", False),
            ('"tak"', True),
            ("'Nie'", False),
            ('"true"', True),
            ('" tak "', True),
            ("yes", "yes"),
            ("1", "1"),
            ("brak", "brak"),
        ],
    )
    def test_flags(self, word: str, value: bool | str) -> None:
        assert parse(f"internal: {word}\nsteps: [{{online: {word}}}]", shape=FORM).data == {
            "internal": value,
            "steps": [{"online": value}],
        }

    @pytest.mark.parametrize(
        ("word", "value"),
        [
            ("7", 7),
            ("-7", -7),
            ("+7", 7),
            ("007", 7),
            ("0x1F", 31),
            ("0o17", 15),
            ("1.5", 1.5),
            (".5", 0.5),
            ("1.", 1.0),
            ("1e3", 1000.0),
            ("true", True),
            ("FALSE", False),
            ("9007199254740991", 2**53 - 1),
        ],
    )
    def test_core_schema_where_the_form_knows_nothing(self, word: str, value: object) -> None:
        for key in ("unknown", "steps"):
            parsed = parse(f"{key}: {word}", shape=FORM).data[key]
            assert parsed == value
            assert type(parsed) is type(value)
        assert parse(f"deadline: {{terms: [{{amount: {word}}}]}}", shape=FORM).data["deadline"][
            "terms"
        ] == [{"amount": value}]

    @pytest.mark.parametrize(
        "word",
        [
            "tak",
            "yes",
            "no",
            "on",
            "off",
            "2023-01-19",
            "12:30",
            ".nan",
            ".inf",
            "-.Inf",
            "1_000",
            "0b1",
            "1e999",
            "9007199254740992",
            "0x" + "f" * 38,
            "1" * 41,
            "1" * 5000,
            "+",
            ".",
            "--",
            "0x",
            "1.2.3",
            "tRue",
        ],
    )
    def test_other_words_are_text(self, word: str) -> None:
        assert parse(f"unknown: {word}").data == {"unknown": word}

    def test_keys_are_text_as_written(self) -> None:
        source = "2024: a\ntrue: b\n17.00: c\n'': d\n\"~\": e\n<<: {x: 1}"
        assert parse(source).data == {
            "2024": "a",
            "true": "b",
            "17.00": "c",
            "": "d",
            "~": "e",
            "<<": {"x": 1},
        }

    def test_all_styles(self) -> None:
        source = "a: |\n  x\n  y\nb: >-\n  x\n  y\nc: 'it''s'\nd: \"\\u0142\\t\"\ne: x\n  y\n"
        assert parse(source).data == {
            "a": "x\ny\n",
            "b": "x y",
            "c": "it's",
            "d": "ł\t",
            "e": "x y",
        }

    def test_a_start_mark_and_an_end_mark_are_allowed(self) -> None:
        assert parse("%YAML 1.2\n---\na: 1\n...\n").data == {"a": 1}

    def test_breaks_of_yaml_1_1_are_characters(self) -> None:
        parsed = parse("a: x\u2028y\x85z\nc: '\u2029'\nd: \ue000")
        assert parsed.data == {"a": "x\u2028y\x85z", "c": "\u2029", "d": "\ue000"}
        assert parsed.position(["d"]) == (3, 4)
        assert (
            finding_of("\na: x\u2028b: y").column == 7
        )  # no line, and so no field, begins after the separator

    @pytest.mark.parametrize("mark", ["\x85", "\u2028", "\u2029"])
    @pytest.mark.parametrize("text", ["# wzór|id: KA-01478|title: x|", "id: KA-01478|title: x"])
    def test_a_file_whose_lines_all_end_in_one_of_them(self, text: str, mark: str) -> None:
        finding = finding_of(text.replace("|", mark))
        assert at(finding) == ("LCKM-E015", 1, text.index("|") + 1)
        assert f"zamiast końców wiersza ma znak U+{ord(mark):04X}" in finding.message
        assert f"has the character U+{ord(mark):04X}" in finding.message_en


class TestAliases:
    """Aliases are allowed as long as what they stand for keeps the limits."""

    def test_repeat_and_share(self) -> None:
        data = parse("a: &x {b: 1}\nc: *x\n&k d: *k\ne: &s text\nf: *s").data
        assert data["c"] is data["a"]
        assert (data["d"], data["f"]) == ("d", "text")

    def test_an_anchor_may_be_used_again(self) -> None:
        assert parse("a: &x 1\nb: &x 2\nc: *x").data["c"] == 2

    def test_count_as_often_as_they_stand(self) -> None:
        source = "a: &x [1, 2]\nb: *x\nc: *x"  # the root, and three values three times
        assert parse(source, limits=Limits(max_nodes=10)).data["c"] == [1, 2]
        assert at(finding_of(source, limits=Limits(max_nodes=9))) == ("LCKM-E006", 3, 4)

    def test_deepen(self) -> None:
        source = "a: &x [[1]]\nb: &y [*x]\nc: [*y]"
        assert parse(source, limits=Limits(max_depth=5)).data["c"] == [[[[1]]]]
        assert at(finding_of(source, limits=Limits(max_depth=4))) == ("LCKM-E006", 3, 5)

    @pytest.mark.parametrize("source", ["a: &x [*x]", "a: &x {b: [*x]}", "a: &x 1\nb: &x [*x]"])
    def test_no_value_holds_itself(self, source: str) -> None:
        finding = finding_of(source)
        assert finding.code == "LCKM-E006"
        assert "sam stoi" in finding.message

    def test_unknown(self) -> None:
        finding = finding_of("a: *nie")
        assert at(finding) == ("LCKM-E006", 1, 4)
        assert "„&nie”" in finding.message
        assert at(finding_of("*nie")) == ("LCKM-E006", 1, 1)


class TestRefused:
    """Well-formed YAML that no procedure file may hold."""

    @pytest.mark.parametrize(
        ("source", "second"),
        [("a: 1\nb: 2\na: 3", (3, 1)), ("{b: {a: 1,\na: 1}}", (2, 1)), ("a: 1\n'a': 2", (2, 1))],
    )
    def test_duplicate_key_names_both_lines(self, source: str, second: tuple[int, int]) -> None:
        finding = finding_of(source)
        assert at(finding) == ("LCKM-E007", *second)
        assert f"w wierszu 1 i w wierszu {second[0]}" in finding.message

    @pytest.mark.parametrize(
        ("source", "column"),
        [
            ("a: !x 1", 4),
            ("a: !!str 1", 4),
            ("a: [!x 1]", 5),
            ("a: !x [1]", 4),
            ("!x a: 1", 1),
            ("!x {a: 1}", 1),
            ("!x a", 1),
            ("a: !", 4),
            ("a: !!python/object:x {}", 4),
            ("a: !<tag:x> 1", 4),
            ("a: !x!y 1", 4),
            ("a: !ł", 4),
            ("%TAG ! x\n---\na: 1", 1),
        ],
    )
    def test_tag(self, source: str, column: int) -> None:
        assert at(finding_of(source)) == ("LCKM-E008", 1, column)

    def test_several_documents(self) -> None:
        assert at(finding_of("a: 1\n---\nb: 2")) == ("LCKM-E010", 2, 1)
        assert at(finding_of("a: 1\n---\n")) == ("LCKM-E010", 2, 1)

    @pytest.mark.parametrize("source", ["", " \n\n", "# komentarz", "---", "---\n...\n", "\ufeff"])
    def test_empty(self, source: str) -> None:
        assert at(finding_of(source)) == ("LCKM-E011", None, None)

    @pytest.mark.parametrize("source", ["tekst", "- a", "[a]", "~", "''", "\n\n  7"])
    def test_root_is_no_mapping(self, source: str) -> None:
        finding = finding_of(source)
        assert finding.code == "LCKM-E012"
        assert "Po dwukropku" not in finding.message

    def test_root_with_a_missing_space(self) -> None:
        assert "Po dwukropku musi stać odstęp" in finding_of("id:KA-01478\ntitle:x").message

    @pytest.mark.parametrize(
        ("source", "what"),
        [
            ("[a]: 1", "listą"),
            ("{a: 1}: 1", "listą"),
            ("? - a\n: 1", "listą"),
            ("~: 1", "pusty"),
            ("?\n: 1", "pusty"),
            ("a: &x 1\n*x : 2", "powtórzeniem"),
        ],
    )
    def test_key_is_no_text(self, source: str, what: str) -> None:
        finding = finding_of(source)
        assert finding.code == "LCKM-E013"
        assert what in finding.message

    @pytest.mark.parametrize(
        "character", ["\0", "\x08", "\x1b", "\x7f", "\x9f", "\ufffe", "\uffff"]
    )
    def test_control_characters(self, character: str) -> None:
        finding = finding_of(f"a: 1\n😀: ł{character}")
        assert at(finding) == ("LCKM-E015", 2, 5)
        assert f"U+{ord(character):04X}" in finding.message

    def test_a_mark_inside(self) -> None:
        assert at(finding_of("a: 1\n\ufeffb: 2")) == ("LCKM-E015", 2, 1)
        assert parse("a: x\ufeffy").data == {"a": "x\ufeffy"}  # judged later, at its place

    @pytest.mark.parametrize("escape", ["\\ud800", "\\ud83d\\ude00", "\\U00110000"])
    def test_escapes_of_no_character(self, escape: str) -> None:
        assert finding_of(f'a: "{escape}"').code == "LCKM-E015"


FAULTS = [
    ("a:\n\tb: 1", 2, 1, "tabulator"),
    ("a:\n  b: 1\n\tc: 2", 3, 1, "tabulator"),
    ("a: |\n\tx", 2, 1, "tabulator"),
    ("a: @x", 1, 4, "znaku „@”"),
    ("a: `x`", 1, 4, "znaku „`”"),
    ("a: %x", 1, 4, "znaku „%”"),
    ("a: *", 1, 4, "znaku „*”"),
    ("a: **x** y", 1, 4, "znaku „*”"),
    ("a: & x", 1, 4, "znaku „&”"),
    ("a: , x", 1, 4, "znaku „,”"),
    ("a: ? x", 1, 4, "znaku „?”"),
    ("a: 1\n%x: 2", 2, 1, "znaku „%”"),
    ("%YAML 3.0\n---\na: 1", 1, 1, "znaku „%”"),
    ("a: Opłata: 17 zł", 1, 10, "Dwukropek z odstępem w środku tekstu"),
    (": 1", 1, 1, "Klucz musi być tekstem, a ten jest pusty"),
    ("x: 1\na:b\nc: 1", 2, 3, "Po dwukropku brakuje odstępu"),
    ("x:\n  a:b\n  c: 1", 2, 5, "Po dwukropku brakuje odstępu"),
    ("x:\n  a:\u00a0b\n  c: 1", 2, 5, "Po dwukropku brakuje odstępu"),
    ("a: 1\n  b: 2", 2, 4, "Wyrównaj wcięcie wiersza 2"),
    ("a: 1\nb\nc: 2", 2, 1, "W wierszu „b” brakuje dwukropka"),
    ("a:\n-b\n-c", 2, 1, "W wierszu „-b” po łączniku „-” brakuje odstępu."),
    ('a: "x\nb: y', 1, 4, "nie jest zamknięty"),
    ("a: 'x\nb: y", 1, 4, "nie jest zamknięty"),
    ('a: "x\n---\n', 1, 4, "nie jest zamknięty"),
    ('a: "x "y" z"', 1, 8, "Po zamykającym cudzysłowie"),
    ("a: 'it's'", 1, 8, "Po zamykającym cudzysłowie"),
    ('a: "C:\\dane"', 1, 7, "Podwój ukośnik"),
    ('a: "\\xZZ"', 1, 7, "Podwój ukośnik"),
    ("a: | tekst", 1, 4, "Po znaku „|” albo „>”"),
    ("a: - x", 1, 4, "Lista nie może zaczynać się"),
    ("a: [x](http://y)", 1, 7, "odsyłacz"),
    ("a: [x, y\nb: z", 1, 4, "Nawias „[”"),
    ("a: {x: 1]", 1, 4, "Nawias „{”"),
    ("a:\n    b: 1\n  c: 2", 3, 3, "Wcięcie tego wiersza"),
    ("a:\n  - x\n - y", 3, 2, "Wcięcie tego wiersza"),
    ("a: 1\n- x", 2, 1, "Wcięcie tego wiersza"),
    ("  a: 1\nb: 2", 2, 1, "Wcięcie tego wiersza"),
    ("a: 1\n... x", 2, 5, "nie jest poprawnym YAML"),
    ("a: &x &y z", 1, 7, "nie jest poprawnym YAML"),
    ("a: {\n", 2, 1, "nie jest poprawnym YAML"),
]


@in_one_test(("source", "line", "column", "words"), FAULTS)
def test_fault_is_explained(source: str, line: int, column: int, words: str) -> None:
    finding = finding_of(source)
    assert words in finding.message
    assert (finding.line, finding.column) == (line, column)


class TestWithoutLibyaml:
    """PyYAML's own parser gives the same, only later."""

    @pytest.fixture(autouse=True)
    def _pure(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(yaml_events, "_open", yaml_events._PureParser)

    def test_data_and_positions(self) -> None:
        parsed = parse("a: &x [1, 'ł😀']\nb: {c: *x}\nd: |\n  x\n", shape=FORM)
        assert parsed.data == {"a": [1, "ł😀"], "b": {"c": [1, "ł😀"]}, "d": "x\n"}
        assert parsed.position(["b", "c"]) == (2, 8)

    @in_one_test(
        "source",
        [*(fault[0] for fault in FAULTS), 'a: "\\U00110000"', "a: \x01", "a: !x 1", "a: !x!y"],
    )
    def test_faults(self, source: str) -> None:
        assert finding_of(source).message


LARGE = {
    "billion laughs": "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(
        f"{n}: &{n} [{','.join([f'*{a}'] * 9)}]\n"
        for a, n in zip("abcdefghij", "bcdefghijk", strict=True)
    ),
    "quadratic expansion": "a: &a [" + "x," * 20_000 + "]\nb: [" + "*a," * 100_000 + "]\n",
    "chain of aliases": "a0: &a0 []\n"
    + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 50_000)),
    "brackets": "a: " + "[" * 1_999_000,
    "braces": "a: " + "{" * 1_999_000,
    "dashes": "a:\n" + "- " * 999_000,
    "question marks": "? " * 999_000,
    "anchors": "a: &x\n" * 300_000,
    "tag directives": "".join(f"%TAG !{number}! x\n" for number in range(100_000)),
    "long key": "k" * 1_999_000 + ": 1",
    "digits": "a: " + "1" * 1_999_000,
    "digits within the limit": "a: " + "1" * 99_000,
    "keys": "".join(f"k{number}: 1\n" for number in range(150_000)),
    "blank": " " * 1_999_000,
    "folded lines": "a: >\n" + " x\n\n" * 490_000,
    "line separators": 'a: "' + "\u2028" * 600_000 + '"',
    "unclosed": 'a: "' + "x\n" * 990_000,
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
            parse(source, syntax="yaml")

    assert takes_less_than(1, read)


@SOME_LARGE
def test_no_more_is_read_than_the_limits_allow(
    source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = 0
    read = yaml_events._events

    def counted(text: str) -> Callable[[], Any]:
        next_event = read(text)

        def next_counted() -> Any:
            nonlocal events
            events += 1
            return next_event()

        return next_counted

    monkeypatch.setattr(yaml_events, "_events", counted)
    with contextlib.suppress(UnreadableFileError):
        parse(source, syntax="yaml")
    assert events <= 2 * Limits().max_nodes + 10


def test_the_garbage_collector_has_nothing_to_follow_in_values() -> None:
    source = "".join(f"k{number}: 1\n" for number in range(49_000))
    gc.collect()
    before = len(gc.get_objects())
    parsed = parse(source, syntax="yaml")
    gc.collect()
    assert len(gc.get_objects()) - before < 1_000
    assert parsed.position(["k48999"]) == (49_000, 9)
