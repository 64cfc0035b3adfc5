"""docs/a-procedure.md is true: its commands, run day by day on either database, print what is
shown.
"""

import re
from datetime import UTC, datetime

import attrs
import pytest
from an_office import ROOT, SAMPLES
from commands_shown import blocks, hold, run_all

from lckm_cli.settings import Session
from lckm_core import compare, read
from lckm_editorial import command_session as opening

PAGE = ROOT / "docs" / "a-procedure.md"
TEXT = PAGE.read_text(encoding="utf-8")


def whole():
    """The text as it should be."""
    sample = read((SAMPLES / "procedures" / "KA-01238.yaml").read_bytes()).procedure()
    return attrs.evolve(
        sample,
        related=(),
        other_documents=(),
        valid_from=datetime(2027, 1, 1).date(),
        valid_to=datetime(2027, 6, 30).date(),
    )


def hand_in(folder):
    """Write the Word files that the head hands in."""
    from lckm_word import redline, write

    good = whole()
    long_name = attrs.evolve(
        good.steps[0], name="Zgłoś dzikie wysypisko, gdziekolwiek się znajduje"
    )
    (folder / "opis.docx").write_bytes(
        write(attrs.evolve(good, steps=(long_name, *good.steps[1:])))
    )
    (folder / "opis-poprawiony.docx").write_bytes(write(good))
    corrected = read(to_corrected(good)).procedure()
    amended = attrs.evolve(corrected, title="Zgłoszenie i usunięcie dzikiego wysypiska")
    at = datetime(2027, 3, 12, 9, tzinfo=UTC)
    (folder / "wniosek.docx").write_bytes(
        redline(corrected, compare(corrected, amended), author="Anna Zielińska", at=at)
    )


def to_corrected(procedure):
    """Return the text as the section corrects it on the page."""
    from lckm_core import to_yaml

    return (
        to_yaml(procedure)
        .replace("11 dni roboczych", "8 dni roboczych")
        .replace("amount: 11", "amount: 8")
    )


@pytest.fixture
def day(monkeypatch):
    """Set the clock to ten o'clock of a day, also in processes of their own: what they print
    must not depend on it.
    """

    def set_(words):
        moment = datetime.strptime(words, "%d %B %Y").replace(hour=9, tzinfo=UTC)
        monkeypatch.setattr(opening, "utcnow", lambda: moment)
        monkeypatch.setattr(Session, "now", lambda _: moment)

    return set_


@pytest.mark.parametrize(
    "url",
    [
        pytest.param(
            "sqlite",
            marks=pytest.mark.slow(
                reason="the whole page; each of its commands is called in test_procedure.py"
            ),
        ),
        pytest.param(
            "postgresql",
            marks=pytest.mark.slow(
                reason="the same commands once more; the page in SQLite and the contract of the "
                "stores in PostgreSQL stand for it",
                weekly=True,
            ),
        ),
    ],
    indirect=True,
)
def test_every_command_prints_what_is_shown(tmp_path, url, run, day, monkeypatch):
    """With WRITE_DOCS=1 the page is given what its commands print now."""
    pytest.importorskip("lckm_word", reason="lckm-word is not installed")
    pytest.importorskip("lckm_bip", reason="lckm-bip is not installed")
    monkeypatch.chdir(tmp_path)
    for name in ("LCKM_SETTINGS", "LCKM_LANG", "LCKM_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)
    (settings,), (directory,) = blocks(TEXT, "toml"), blocks(TEXT, "yaml")
    (tmp_path / "lckm.toml").write_text(
        settings.replace("sqlite:///lckm.sqlite", url), encoding="utf-8"
    )
    (tmp_path / "directory.yaml").write_text(directory, encoding="utf-8")
    hand_in(tmp_path)
    assert run("migrate").exit_code == 0
    before, *sections = re.split(r"^(?=## )", TEXT, flags=re.MULTILINE)
    found = [before]
    for section in sections:
        day(section[3:].partition(":")[0])
        found.append(run_all(section, run, tmp_path))
    hold(PAGE, TEXT, "".join(found))
