"""Material whose store fails when it comes: what the terminal says, and the trail."""

import errno
import json

import pytest
import yaml
from an_office import HEAD, STAFF

from lckm_core.errors import StoreUnavailableError
from lckm_sql.notices import SqlNotices
from lckm_sql.procedures import SqlProcedures

NUMBER = "KA-01238"
CAME = ("--reference", "WGK.5.2026", "--asked-by", HEAD, "--as", STAFF)
TEXT = {
    "title": "Zmiana godzin obsługi",
    "text": "W Wigilię do 12.",
    "unit": "Urząd Miasta Łodzi",
    "cell": "Wydział Gospodarki Komunalnej",
    "requested_by": {"name": HEAD},
}


FAILURES = {
    "the store is away": (StoreUnavailableError(), "Magazyn danych jest niedostępny"),
    "the disk is full": (OSError(errno.ENOSPC, "no space"), "Na dysku nie ma miejsca"),
    "the disk fails": (OSError(errno.EIO, "input/output error"), "Dysk albo sieć zawiodły"),
    "the folder is read-only": (PermissionError(errno.EACCES, "denied"), "praw"),
}


@pytest.mark.parametrize(("failure", "reason"), FAILURES.values(), ids=FAILURES)
@pytest.mark.parametrize(
    ("kind", "store", "save"),
    [
        ("procedure", SqlProcedures, "save"),
        ("announcement", SqlNotices, "save_announcements"),
    ],
)
def test_what_to_do_is_said_and_the_trail_has_it(
    office, run, monkeypatch, kind, store, save, failure, reason
):
    def fail(*_):
        raise failure

    file = office.procedure(NUMBER)
    if kind == "announcement":
        file = office.folder / "informacja.yaml"
        file.write_text(yaml.safe_dump(TEXT, allow_unicode=True), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(store, save, fail)
        done = run(kind, "take-in", file, *CAME)
    assert done.exit_code == 2
    assert "nieprzyjęta, bo magazyn zawiódł" in done.output
    assert "ten sam plik drugi raz niczego nie zmienia" in done.output
    assert reason in done.output
    assert "W Wigilię" not in done.output
    (event,) = json.loads(run("audit", "--format", "json").output)
    assert (event["verb"], event["outcome"]) == ("hand_in_failed", "nothing stored")
    assert event["by"] == STAFF
    assert run(kind, "take-in", file, *CAME).exit_code == 0
