"""The file of streets is read when it changes and then alone; without it there is no list."""

import os
from pathlib import Path

import pytest

from lckm_core.streets import MOST_BYTES
from lckm_intake import StreetFile

HEAD = "nazwa;dzielnica\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ulice.csv"


def read(file: StreetFile) -> list[str] | None:
    streets = file.streets()
    return None if streets is None else [street.name for street in streets]


def test_it_is_read_again_whenever_it_changes(path: Path) -> None:
    file = StreetFile(path)
    assert (read(file), len(file.remarks)) == (None, 1)
    assert "nie ma pliku" in file.remarks[0].pl
    for number, names in enumerate((["Zielona"], ["Zielona", "Polna"], ["Ładna"])):
        path.write_text(HEAD + "".join(f"{name};\n" for name in names), encoding="utf-8")
        os.utime(path, ns=(number, number))
        assert (read(file), list(file.remarks)) == (names, [])
    path.unlink()
    assert read(file) is None


def test_a_change_within_one_tick_of_the_clock_is_seen(path: Path) -> None:
    """Of another length, or in a file put in its place, as ``lckm streets load`` does."""
    file, kept = StreetFile(path), []
    for number, name in enumerate(("Zielona", "Polna", "Ładna", "Wolna")):
        new = path.with_suffix(f".{number}")
        new.write_text(f"{HEAD}{name};\n", encoding="utf-8")
        kept.append(new.open("rb"))  # so that its place on the disk is not given again
        os.utime(new, ns=(1, 1))
        new.replace(path)
        assert read(file) == [name]
    for one in kept:
        one.close()
    with path.open("a", encoding="utf-8") as same:
        same.write("Zielona;\n")
    os.utime(path, ns=(1, 1))
    assert read(file) == ["Wolna", "Zielona"]


def test_what_is_unchanged_is_not_read_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_text(f"{HEAD}Zielona;\n", encoding="utf-8")
    file, readings = StreetFile(path), []
    read_bytes = Path.read_bytes

    def noted(self: Path) -> bytes:
        readings.append(self)
        return read_bytes(self)

    monkeypatch.setattr(Path, "read_bytes", noted)
    assert [read(file) for _ in range(3)] == [["Zielona"]] * 3
    assert readings == [path]


@pytest.mark.parametrize(
    "content",
    [b"nazwa;dzielnica\n;x\n", b"", b"nazwa\n" + b"A" * MOST_BYTES],
    ids=["faulty", "empty", "too large"],
)
def test_one_that_cannot_be_used_gives_no_list_and_a_remark(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    file = StreetFile(path)
    assert read(file) is None
    (remark,) = file.remarks
    assert "nie da się użyć" in remark.pl
    assert str(path) in remark.pl
    assert str(path) in remark.en


def test_a_face_without_a_list_has_nothing_to_say() -> None:
    assert (StreetFile(None).streets(), list(StreetFile(None).remarks)) == (None, [])
