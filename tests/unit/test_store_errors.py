"""A host catches one class for whatever keeps a store from working, whichever adapter it is."""

import pickle

import pytest

import lckm_folder
import lckm_s3
import lckm_sql
from lckm_core.errors import ErasureDeferredError, LckmError, StoreUnavailableError
from lckm_search.errors import IndexUnavailableError
from lckm_sql.failure_kinds import FailureKind

ERRORS = [
    lckm_sql.StoreUnavailableError("OperationalError", where="db.example.org/city"),
    lckm_sql.OlderSchemaError("0001", "0004"),
    lckm_sql.NewerSchemaError("9999", "0004"),
    lckm_sql.OtherTablesError("db.example.org/city", ("report",), False),
    lckm_sql.OtherSchemaError("db.example.org/city", "a", "b"),
    lckm_sql.BrokenRowsError(("dispatch ZG-1",)),
    lckm_sql.NoDirectoryError(),
    lckm_sql.KeyMissingError("2026-10-01"),
    lckm_sql.UnknownPartitionsError("/data/r.sqlite-months"),
    lckm_folder.FolderUnavailableError(28, "No space left on device", "/data/files"),
    lckm_folder.UnfinishedError(28, "No space left on device", "/data/files"),
    lckm_s3.S3Error("s3:PutObject", "NoReply"),
    IndexUnavailableError("OperationalError"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda one: type(one).__name__)
def test_it_is_caught_by_the_base_and_says_what_to_do(error):
    assert isinstance(error, StoreUnavailableError)
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), copy.text("pl"), copy.text("en")) == (
        type(error),
        error.text("pl"),
        error.text("en"),
    )
    assert error.text("pl") != error.text("en")


def test_only_a_database_that_another_program_holds_is_held():
    held = lckm_sql.StoreUnavailableError("LockNotAvailable", FailureKind.HELD)
    assert [one for one in [*ERRORS, StoreUnavailableError(), held] if one.is_held] == [held]


@pytest.mark.parametrize(
    "error",
    [lckm_sql.UnreadableRowError, lckm_sql.DamagedFileError, ErasureDeferredError],
)
def test_damage_and_what_was_done_are_not_worth_repeating(error):
    assert issubclass(error, LckmError)
    assert not issubclass(error, StoreUnavailableError)


def test_what_the_disk_refuses_of_a_resident_s_file_is_one_of_them(tmp_path, monkeypatch):
    files = lckm_folder.FolderAttachments(tmp_path / "files")

    def full(*arguments, **named):
        raise OSError(28, "No space left on device", "x")

    monkeypatch.setattr(lckm_folder.Folder, "write", full)
    with pytest.raises(StoreUnavailableError) as error:
        files.keep("ZG-1-1", b"data")
    assert error.value.errno == 28
    with pytest.raises(OSError, match="No space left"):
        files.keep("ZG-1-1", b"data")
