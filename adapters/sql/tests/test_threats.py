"""What is in the hands of whoever takes a file, reads a folder, or listens on the network:
docs/threat-model.md names these.
"""

import base64
import os
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from lckm_sql import IntegrityFindingKind, SqlAdapter, StoreUnavailableError
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples

CANARY = PersonalDataCanary("threats")
KEY = base64.b64encode(bytes(range(32))).decode()
NOON = samples.NOON


@pytest.fixture(autouse=True)
def careless() -> Iterator[None]:
    """A user whose mask keeps nothing from others."""
    before = os.umask(0)
    yield
    os.umask(before)


def filled(folder: Path, *keys: str) -> SqlAdapter:
    folder.mkdir(exist_ok=True)
    adapter = SqlAdapter(url=f"sqlite:///{folder}/r.sqlite", keys=keys, encryption=bool(keys))
    adapter.reports.add(samples.full_report(CANARY, "Z"), samples.opened("Z"))
    return adapter


def readable(folder: Path) -> list[Path]:
    """Return the files that another user of the machine can read."""
    found: list[Path] = []
    for path in folder.iterdir():
        if path.is_dir():
            found += readable(path) if path.stat().st_mode & 0o005 == 0o005 else []
        elif path.stat().st_mode & 0o004:
            found.append(path)
    return found


def open_to_others(folder: Path) -> bytes:
    return b"\0".join(path.read_bytes() for path in readable(folder))


def test_another_user_of_the_machine_reads_no_personal_part(tmp_path: Path) -> None:
    """Not in the database, nor in a backup, nor after one was put back."""
    folder = tmp_path / "data"
    adapter = filled(folder)
    assert CANARY.search(folder), "it is there, for its owner"
    assert CANARY.search(open_to_others(folder)) == ()
    adapter.backup(tmp_path / "copy")
    assert CANARY.search(tmp_path / "copy")
    assert (tmp_path / "copy").stat().st_mode & 0o077 == 0
    adapter.restore(tmp_path / "copy", now=NOON + timedelta(days=1))
    assert CANARY.search(folder)
    assert CANARY.search(open_to_others(folder)) == ()
    adapter.close()


def modes(folder: Path) -> dict[str, int]:
    """Return who may use the folder and all in it."""
    return {
        str(path.relative_to(folder)): path.stat().st_mode & 0o777
        for path in [folder, *folder.rglob("*")]
    }


def test_files_and_folders_that_are_made_are_their_owners_alone(tmp_path: Path) -> None:
    """Also what lies beside while it is in use, folders on the way, and what comes back from a
    copy that others could read.
    """
    data, copy = tmp_path / "new" / "data", tmp_path / "copies" / "monday"
    adapter = SqlAdapter(url=f"sqlite:///{data}/r.sqlite")
    adapter.migrate()
    adapter.reports.add(samples.full_report(CANARY, "Z"), samples.opened("Z"))
    adapter.backup(copy)
    made = {**modes(tmp_path / "new"), **modes(tmp_path / "copies")}
    assert {"data/r.sqlite-wal", "data/r.sqlite-shm", "monday/reports.sqlite"} <= set(made), (
        "and it is in use"
    )
    files = {name for name in made if "sqlite" in name and not name.endswith(("-months", "-keys"))}
    files |= {name for name in made if name.endswith("/lckm-months")}
    files.add("monday/manifest.json")
    assert {made[name] for name in files} == {0o600}
    assert {mode for name, mode in made.items() if name not in files} == {0o700}
    for path in [copy, *copy.rglob("*")]:
        path.chmod(0o777)
    adapter.restore(copy, now=NOON + timedelta(days=1))
    assert {mode & 0o077 for mode in modes(data).values()} == {0}
    adapter.close()


def test_a_mode_that_an_operator_chose_stays_and_is_told_when_it_is_everybodys(
    tmp_path: Path,
) -> None:
    adapter = filled(tmp_path / "data")
    file, months = tmp_path / "data" / "r.sqlite", tmp_path / "data" / "r.sqlite-months"
    (partition,) = months.glob("*.sqlite")
    adapter.close()
    for mode, told in ((0o640, []), (0o644, [file, partition])):
        file.chmod(mode)
        partition.chmod(mode)
        adapter.reports.add(samples.full_report(CANARY, str(mode)), samples.opened(str(mode)))
        assert {path.stat().st_mode & 0o777 for path in (file, partition)} == {mode}
        faults = [
            fault
            for fault in adapter.reports.verify(now=NOON)
            if fault.kind is IntegrityFindingKind.OPEN_TO_ALL
        ]
        beside = [path for path in tmp_path.rglob("*-wal") if told] + [
            path for path in tmp_path.rglob("*-shm") if told
        ]
        assert {fault.subject for fault in faults} == {str(path) for path in [*told, *beside]}
        assert all("chmod o-rwx" in str(fault.message) for fault in faults)
        adapter.close()


def test_the_file_of_what_stays_holds_no_person(tmp_path: Path) -> None:
    """So a copy of it alone, without the folder of the months, tells of nobody, also before the
    term.
    """
    adapter = filled(tmp_path / "data")
    paths = [path for path in (tmp_path / "data").glob("r.sqlite*") if path.is_file()]
    assert paths
    assert [path.name for path in paths if CANARY.search(path)] == []
    adapter.close()


def test_a_stolen_backup_is_as_shut_as_the_database(tmp_path: Path) -> None:
    plain, sealed = filled(tmp_path / "plain"), filled(tmp_path / "sealed", KEY)
    for adapter, name in ((plain, "plain copy"), (sealed, "sealed copy")):
        adapter.backup(tmp_path / name)
        adapter.close()
    assert CANARY.search(tmp_path / "plain copy"), "the search would find it"
    assert CANARY.search(tmp_path / "sealed copy") == ()


@pytest.mark.slow(reason="a server of its own; what its URL asks for is tried in every change")
def test_a_server_that_does_not_encrypt_gets_nothing_when_encryption_is_asked_for(
    postgresql: str,
) -> None:
    """The tests' own does not."""
    adapter = SqlAdapter(url=f"{postgresql}&sslmode=require", timeout=2)
    with pytest.raises(StoreUnavailableError):
        adapter.reports.add(samples.full_report(CANARY, "Z"), samples.opened("Z"))
    adapter.close()
    plain = SqlAdapter(url=postgresql)
    assert plain.reports.get("Z") is None
    plain.close()


def test_a_server_on_another_machine_gets_nothing_unless_it_encrypts(postgresql: str) -> None:
    """Unless the URL says otherwise; which machine it is on is told by its name."""
    elsewhere = f"{postgresql}&hostaddr=127.0.0.1".replace("@127.0.0.1:", "@db.example.org:")
    adapter = SqlAdapter(url=elsewhere, timeout=2)
    with pytest.raises(StoreUnavailableError):
        adapter.reports.add(samples.full_report(CANARY, "Z"), samples.opened("Z"))
    adapter.close()
    said = SqlAdapter(url=f"{elsewhere}&sslmode=disable")
    assert said.reports.get("Z") is None
    said.close()


def test_a_stolen_draft_tells_nothing(tmp_path: Path) -> None:
    """Neither the row nor the files hold the key: only the page of the resident does."""
    token = os.urandom(32)
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"draft").derive(token)
    nonce = os.urandom(12)
    sealed = nonce + AESGCM(key).encrypt(nonce, CANARY.words.encode(), None)
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite", encryption=False)
    adapter.drafts.save(sha256(token).hexdigest(), sealed, until=NOON + timedelta(hours=2))
    adapter.close()
    stored = b"\0".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert sealed in stored, "it is there"
    assert CANARY.search(stored) == ()
    assert token not in stored
    assert token.hex().encode() not in stored
