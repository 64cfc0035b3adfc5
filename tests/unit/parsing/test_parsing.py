"""Files as a whole: encoding, limits, syntax, positions, and every rejected file (zał. 2 § 9
ust. 1).
"""

import runpy
from pathlib import Path

import pytest

from lckm_core.findings import Severity, UnreadableFileError, kinds
from lckm_core.parsing import parse
from lckm_core.parsing._errors import Limits
from tests.helpers.rows import in_one_test

FILES = Path(__file__).parents[2] / "files"
REJECTED = sorted((FILES / "rejected").glob("LCKM-E*"))
POLISH = "title: Zażółć gęślą jaźń\n"


def refused(source: str | bytes, **options: object) -> UnreadableFileError:
    """Return the exception that *source* is refused with."""
    with pytest.raises(UnreadableFileError) as caught:
        parse(source, **options)  # type: ignore[arg-type]
    return caught.value


class TestRejectedFiles:
    """Each file that cannot be read has one code, and says in both languages what to do."""

    @in_one_test("path", REJECTED, ids=lambda path: path.name)
    def test_gives_the_code_of_its_name(self, path: Path) -> None:
        error = refused(path.read_bytes(), name=path.name)
        assert error.finding.code == path.name[:9]
        assert error.finding.cites == "zał. 2 § 9 ust. 1"
        assert error.finding.severity is Severity.ERROR
        assert error.text("pl").startswith(path.name)
        assert error.text("en") != error.text("pl")

    def test_one_byte_more_than_the_limit(self) -> None:
        large_file = runpy.run_path(str(FILES / "make_large.py"))["large_file"]
        assert parse(large_file(2_000_000)).data == {"id": "KA-01478"}
        assert refused(large_file()).finding.code == "LCKM-E002"

    def test_every_code_has_a_file(self) -> None:
        declared = {kind.code for kind in kinds() if kind.code.startswith("LCKM-E0")}
        shown = {path.name[:9] for path in REJECTED} | {"LCKM-E002"}
        assert shown >= {code for code in declared if code <= "LCKM-E015"}


class TestEncoding:
    """UTF-8, its mark forgiven; whatever else it may be is named."""

    def test_utf8_with_and_without_mark(self) -> None:
        assert (
            parse(POLISH.encode("utf-8-sig")).data
            == parse(POLISH.encode()).data
            == parse("\ufeff" + POLISH).data
        )

    def test_mark_moves_no_column(self) -> None:
        assert parse(POLISH.encode("utf-8-sig")).position(["title"]) == (1, 8)
        assert parse(b'\xef\xbb\xbf{"a": 1}').position(["a"]) == (1, 7)

    @pytest.mark.parametrize(
        ("codec", "name"),
        [
            ("cp1250", "Windows-1250"),
            ("iso8859-2", "ISO-8859-2"),
            ("utf-16", "UTF-16"),
            ("utf-16-le", "UTF-16"),
            ("utf-16-be", "UTF-16"),
            ("utf-32", "UTF-32"),
            ("utf-32-le", "UTF-32"),
            ("utf-32-be", "UTF-32"),
        ],
    )
    def test_names_the_encoding(self, codec: str, name: str) -> None:
        error = refused(POLISH.encode(codec))
        assert f"jako {name}" in error.finding.message
        assert "zapisz plik jako UTF-8" in error.finding.message
        assert f"as {name}" in error.finding.message_en

    def test_zeros_alone_are_no_encoding(self) -> None:
        finding = refused(bytes(1000)).finding
        assert "plik binarny" in finding.message
        assert "UTF" not in finding.message.partition("Przepisz")[0]

    def test_utf16_without_zeros(self) -> None:
        assert "UTF-16" in refused(b"\xff\xfe" + "ąęł".encode("utf-16-le")).finding.message

    def test_one_bad_byte_is_shown_where_it_stands(self) -> None:
        finding = refused("id: KA-01478\r\ntitle: żółć ".encode() + b"\xb9").finding
        assert (finding.line, finding.column) == (2, 13)
        assert "0xB9" in finding.message

    def test_other_languages_are_not_called_polish(self) -> None:
        assert "0xFC" in refused("title: über Öl".encode("latin-1")).finding.message

    @pytest.mark.parametrize(
        ("head", "what"),
        [
            (b"PK\x03\x04", "DOCX"),
            (b"\xd0\xcf\x11\xe0", "DOC"),
            (b"%PDF-1.7", "PDF"),
            (b"\xef\xbb\xbf\r\n%PDF-1.7", "PDF"),
            (b"{\\rtf1", "RTF"),
            (b"\x89PNG\r\n", "obraz"),
            (b"\xff\xd8\xff\xe0", "obraz"),
            (b"\x1f\x8b\x08", "archiwum"),
            (b"7z\xbc\xaf\x27\x1c", "archiwum"),
        ],
    )
    @pytest.mark.parametrize("syntax", ["yaml", "json"])
    def test_documents_are_named(self, head: bytes, what: str, syntax: str) -> None:
        finding = refused(head + b"\0\1\2", syntax=syntax).finding
        assert finding.code == "LCKM-E001"
        assert finding.message.startswith("To nie jest plik tekstowy, lecz")
        assert what in finding.message
        assert finding.line is None

    @pytest.mark.parametrize(
        "data",
        [
            bytes(range(256)),
            b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0",
            b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff",
            b"SQLite format 3\0\x10\0\1\1\0\x40",
        ],
    )
    def test_any_other_binary_file_is_told_from_a_wrong_encoding(self, data: bytes) -> None:
        finding = refused(data).finding
        assert (finding.code, finding.line) == ("LCKM-E001", None)
        assert "plik binarny" in finding.message
        assert "binary file" in finding.message_en

    @pytest.mark.parametrize("letter", [b"\xb9", b"\xc4\x85"])
    def test_a_few_stray_controls_do_not_make_text_binary(self, letter: bytes) -> None:
        assert (
            "plik binarny"
            not in refused(b"title: Wydanie " + letter + b" \x01\x02\0 decyzji\n").finding.message
        )

    def test_stray_nul_is_a_character(self) -> None:
        finding = refused(b"title: Opis\0procedury\n").finding
        assert (finding.code, finding.line, finding.column) == ("LCKM-E015", 1, 12)
        assert "U+0000" in finding.message

    @pytest.mark.parametrize("syntax", ["yaml", "json"])
    def test_unpaired_surrogate_in_text(self, syntax: str) -> None:
        finding = refused('{"a":\n "x\ud800"}', syntax=syntax).finding
        assert (finding.code, finding.line, finding.column) == ("LCKM-E015", 2, 4)
        assert "U+D800" in finding.message


class TestLimits:
    """Each limit is inclusive, and named in its message."""

    def test_bytes_are_counted_in_utf8(self) -> None:
        text = "a: łł"
        assert parse(text, limits=Limits(max_bytes=7)).data == {"a": "łł"}
        for source in (text, text.encode()):
            finding = refused(source, limits=Limits(max_bytes=6)).finding
            assert finding.code == "LCKM-E002"
            assert "bajtów: 7, dozwolone: 6" in finding.message

    @pytest.mark.parametrize("source", ["a: [[1]]", '{"a": [[1]]}'])
    def test_depth(self, source: str) -> None:
        assert parse(source, limits=Limits(max_depth=3)).data == {"a": [[1]]}
        finding = refused(source, limits=Limits(max_depth=2)).finding
        assert finding.code == "LCKM-E003"
        assert finding.column == source.rindex("[") + 1

    @pytest.mark.parametrize(
        "source", ["{a: 1, b: [2, 3]}", '{"a": 1, "b": [2, 3]}', "{a: 1, b: [2, {}]}"]
    )
    def test_nodes(self, source: str) -> None:
        assert len(parse(source, limits=Limits(max_nodes=5)).data) == 2
        finding = refused(source, limits=Limits(max_nodes=4)).finding
        assert finding.code == "LCKM-E004"
        assert "dozwolone: 4" in finding.message

    @pytest.mark.parametrize(
        "source", ["{a: łłłł}", '{"a": "łłłł"}', "{łłłł: a}", '{"łłłł": "a"}', "{a: [łłłł]}"]
    )
    def test_scalar(self, source: str) -> None:
        assert parse(source, limits=Limits(max_scalar=4)).data
        finding = refused(source, limits=Limits(max_scalar=3)).finding
        assert finding.code == "LCKM-E005"
        assert "znaków: 4, dozwolone: 3" in finding.message


class TestSyntax:
    """The caller says the syntax, or the name does, or the first character."""

    YAML_ONLY = "{a: 1}"

    def test_the_name_decides(self) -> None:
        for name in ("x.yaml", "X.YML", "x", ""):
            assert parse(self.YAML_ONLY, name=name).syntax == "yaml"
        assert refused(self.YAML_ONLY, name="x.JSON").finding.code == "LCKM-E009"

    def test_the_caller_decides_before_the_name(self) -> None:
        assert parse(self.YAML_ONLY, name="x.json", syntax="yaml").data == {"a": 1}
        assert refused(self.YAML_ONLY, name="x.yaml", syntax="json").name == "x.yaml"

    def test_a_bracket_means_json_first(self) -> None:
        assert parse(' {"a": 1}').syntax == "json"
        assert parse("a: 1").syntax == "yaml"

    def test_the_better_fault_is_told(self) -> None:
        assert "cudzysłowy" in refused("{'a': 1, b: 2]").finding.message  # faulty in both: JSON's
        assert refused("{a: 1, a: 2}").finding.code == "LCKM-E007"  # good YAML but for that
        assert refused('{"a": 1, "a": 2}').finding.code == "LCKM-E007"


class TestPositions:
    """Lines and columns count from 1, columns in code points."""

    YAML = 'a: ł😀: x\nsteps:\n  - name: "😀😀"\n    ł😀: &x [1]\nlast: *x\n'.replace("ł😀: x", "x")
    JSON = '{"ł😀": "😀", "b": [1,\r\n  {"c": null}]}'

    def test_yaml(self) -> None:
        parsed = parse(self.YAML)
        assert parsed.position([]) == (1, 1)
        assert parsed.position(["steps"]) == (3, 3)
        assert parsed.position(["steps"], key=True) == (2, 1)
        assert parsed.position(["steps", 0, "name"]) == (3, 11)
        assert parsed.position(["steps", 0, "ł😀"], key=True) == (4, 5)
        assert parsed.position(["steps", 0, "ł😀"]) == (4, 9)
        assert parsed.position(["steps", 0], key=True) == parsed.position(["steps", 0]) == (3, 5)

    def test_an_alias_stands_where_it_is_and_its_parts_where_they_are_written(self) -> None:
        parsed = parse(self.YAML)
        assert parsed.position(["last"]) == (5, 7)
        assert parsed.position(["last", 0]) == parsed.position(["steps", 0, "ł😀", 0]) == (4, 13)

    def test_json(self) -> None:
        parsed = parse(self.JSON)
        assert parsed.position([]) == (1, 1)
        assert parsed.position(["ł😀"]) == (1, 8)
        assert parsed.position(["b"], key=True) == (1, 13)
        assert parsed.position(["b", 0]) == (1, 19)
        assert parsed.position(["b", 1, "c"]) == (2, 9)

    @pytest.mark.parametrize("source", [YAML, '{"steps": [{"name": "x"}]}'])
    @pytest.mark.parametrize(
        "path",
        [
            ["none"],
            ["steps", 1],
            ["steps", -1],
            ["steps", "0"],
            ["steps", 0, "name", 0],
            [0],
            ["steps", 0, "name", "x"],
        ],
    )
    def test_nothing_stands_there(self, source: str, path: list[str | int]) -> None:
        assert parse(source).position(path) is None
