"""A fault of YAML in one field hides nothing of the others (zał. 2 § 9 ust. 1)."""

from pathlib import Path

import pytest
import yaml

from lckm_core import check_readable_fields, read_form
from lckm_core.findings import Findings, UnreadableFileError
from lckm_core.organisation import OFFICE, Directory, Unit
from tests.helpers.rows import in_one_test

MINIMAL = (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_text("utf-8")
KEYS = list(yaml.safe_load(MINIMAL))
FAULTS = (
    '{key}: "otwarty cudzysłów',
    "{key}: Opłata: 17 zł",
    "\t{key}: tekst",
    " {key}: tekst",
    "{key} tekst bez dwukropka",
    "{key}: [tekst, {{",
    "{key}: - tekst",
    "{key}: @tekst",
    "{key}: !tekst",
    "{key}: |tekst",
    "{key}: jeden\n{key}: dwa",
    "{key}: 'tekst' i jeszcze",
    "{key}:\n  [tekst]: jeden",
    "{key}:\n  ~: jeden",
    "{key}: te\x07kst",
)


def fields() -> dict[str, str]:
    """Return the lines of each field of the minimal description."""
    blocks: dict[str, str] = {}
    for line in MINIMAL.splitlines()[1:]:
        key = line.split(":")[0] if line[0] not in " -" else list(blocks)[-1]
        blocks[key] = f"{blocks[key]}\n{line}" if key in blocks else line
    return blocks


def found(text: str, **context: object) -> Findings:
    with pytest.raises(UnreadableFileError):
        read_form(text)
    return check_readable_fields(text, **context)  # type: ignore[arg-type]


@in_one_test("key", KEYS)
@in_one_test("fault", FAULTS)
def test_a_fault_in_one_field_is_the_only_finding_of_a_sound_file(key: str, fault: str) -> None:
    broken = fields() | {key: fault.format(key=key)}
    findings = list(found("\n".join(broken.values())))
    line = 1 + sum(text.count("\n") + 1 for text in list(broken.values())[: KEYS.index(key)])
    assert [one.code[:6] for one in findings] == ["LCKM-E"]
    assert findings[0].line in (line, line + 1, line - 1)
    assert findings[0].column


@pytest.mark.parametrize("fault", FAULTS)
def test_the_other_fields_are_checked(fault: str) -> None:
    broken = fields() | {
        "title": "title: " + "Wydanie " * 30,
        "how_to": fault.format(key="how_to"),
        "appeal": "appeal: nie dotyczy",
        "owner": "owner: {name: Wydział Kultury}",
    }
    text = "\n".join(broken.values())
    paths = {one.path for one in found(text) if one.code[:6] != "LCKM-E"}
    assert paths == {"/title", "/appeal", "/owner/name"}
    lines = text.splitlines()
    (title,) = (one for one in found(text) if one.path == "/title")
    assert lines[(title.line or 0) - 1].startswith("title: ")


def test_two_faults_are_told_with_their_places() -> None:
    broken = fields() | {"title": "title: A: b", "appeal": "appeal: @ nie", "cell": "cell: Kultura"}
    own = Directory((Unit(OFFICE, ("Wydział Kultury",)),))
    findings = list(found("\n".join(broken.values()), directory=own))
    assert [(one.code, one.path) for one in findings] == [
        ("LCKM-E009", ""),
        ("LCKM-E009", ""),
        ("LCKM-R024", "/cell"),
    ]


def test_a_missing_field_is_told_beside_a_fault_in_another() -> None:
    broken = fields() | {"title": "title: A: b"}
    del broken["appeal"]
    assert {(one.code, one.path) for one in found("\n".join(broken.values()))} == {
        ("LCKM-E009", ""),
        ("LCKM-P026", "/appeal"),
    }


def test_a_line_that_names_no_field_makes_none_missing() -> None:
    broken = fields() | {"title": "Tytuł bez dwukropka"}
    assert [one.code for one in found("\n".join(broken.values()))] == ["LCKM-E009"]


@pytest.mark.parametrize(
    "text",
    [
        "{id: KA-00001, title: [}",
        "@\n",
        "image: a: b\nservices: {}\n",
        "id: KA-00001\ntitle: " + "x" * 200_000 + "\nappeal: a: b\n",
        "id: *x\n",
    ],
)
def test_the_fault_alone_is_told_where_reading_cannot_go_on(text: str) -> None:
    assert [one.code[:6] for one in found(text)] == ["LCKM-E"]


@pytest.mark.parametrize(("fields", "told"), [(500, 10), (1_001, 1)])
def test_a_file_full_of_faults_is_given_up(fields: int, told: int) -> None:
    text = "".join(f"key{number}: a: b\n" for number in range(fields))
    assert len(found(text)) == told


def test_bytes_of_another_encoding_are_one_finding() -> None:
    findings = check_readable_fields("title: Zażółć".encode("cp1250"))
    assert [one.code for one in findings] == ["LCKM-E001"]
