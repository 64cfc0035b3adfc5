"""After withdrawal, and after the term, no byte of what was typed is in any store or log."""

import logging

import pytest
import resident_site

from lckm_core import build
from lckm_core.delivery import DispatchState
from lckm_core.ports import provide
from lckm_folder import FolderAdapter
from lckm_sql import SqlAdapter
from tests.helpers.photos import GPS_JPEG, JPEG

URL = "https://lckm.example.org"
TYPED = {
    "description": "Lampa nie świeci. Idalia Kanarek, tel. 601 111 222, kanarek-slowa@example.com",
    "category": "drzewo",
    "attribute_wiek_drzewa": "60",
    "street": "ul. Przykładowa 9",
    "email": "kanarek-poczta@example.com",
    "phone": "601 333 444",
    "name": "Idalia Kanarek",
    "receipt": "1",
    "address": "ul. Kanarkowa 17 m. 5",
}
WORDS = (
    "Kanarek",
    "kanarek-",
    "601 111 222",
    "601 333 444",
    "Kanarkowa",
    "Aparat Testowy",
    "plik-k",
)


class Stored:
    """Pages over a database and a folder that a test can search, neither encrypted."""

    def __init__(self, folder):
        self.folder = folder
        self.sql = SqlAdapter(url=f"sqlite:///{folder}/lckm.sqlite", encryption=False)
        files = FolderAdapter(folder / "f", attachments=folder / "files", encryption=False)
        memory = resident_site.memory()
        self.sql.notices.save_terms(next(iter(memory.notices.terms())))
        rest = provide(
            routes=memory,
            mailer=memory.mailer,
            helpdesk=memory.helpdesk,
            attachments=[files.attachments],
        )
        self.site = resident_site.site(
            memory, plugins=build(self.sql, rest), mail_receipts=True, public_url=URL
        )

    def traces(self):
        self.sql.close()
        found = b"\0".join(
            path.read_bytes() + str(path).encode()
            for path in self.folder.rglob("*")
            if path.is_file()
        )
        assert b"Lampa" in found
        return [word for word in WORDS if word.encode() in found] + ["photo"] * (JPEG in found)


@pytest.fixture
def stored(tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    return Stored(tmp_path)


def send(stored):
    visitor = stored.site.visitor(base_url=URL)
    visitor.client.headers["User-Agent"] = "Kanarek"
    sent = visitor.send(("plik-k.jpg", GPS_JPEG), **TYPED)
    return visitor, sent


def test_after_withdrawal(stored, caplog):
    visitor, (number, code) = send(stored)
    before = stored.traces()
    assert "601 333 444" in before, "the search finds what is there"
    assert "photo" in before
    assert "Aparat Testowy" not in before

    visitor.get("/sprawdz").type(number=number, code=code).press().press().press()
    assert visitor.heading == "Cofnięto zgodę"
    assert stored.traces() == []
    assert [word for word in WORDS if word in caplog.text] == []


def test_after_the_term(stored, caplog):
    _visitor, _ = send(stored)
    stored.site.clock.move(days=250)
    now = stored.site.clock.now
    assert stored.site.centre.anonymise_due(now=now) == 1
    stored.site.centre.destroy_files(now=now)

    assert stored.traces() == []
    assert [word for word in WORDS if word in caplog.text] == []


def test_a_report_that_was_not_sent_leaves_nothing_that_can_be_read(stored, caplog):
    visitor = stored.site.visitor(base_url=URL)
    visitor.to_check(("plik-k.jpg", GPS_JPEG), **TYPED)
    stored.sql.close()
    found = b"".join(path.read_bytes() for path in stored.folder.rglob("*") if path.is_file())

    assert [word for word in WORDS if word.encode() in found] == []
    assert JPEG not in found
    assert [word for word in WORDS if word in caplog.text] == []


def test_addresses_of_pages_hold_nothing_that_was_typed(stored):
    visitor, (_, code) = send(stored)
    address = str(visitor.response.url)

    assert code not in address
    assert [word for word in WORDS if word in address] == []


@pytest.mark.parametrize("is_sent", [True, False])
def test_the_outbox_keeps_no_address_of_a_receipt(stored, caplog, is_sent):
    """Neither of one that was mailed before the end, nor of one that was not."""
    visitor, (number, code) = send(stored)
    centre, clock = stored.site.centre, stored.site.clock
    receipt = f"{number}:receipt"
    if is_sent:
        centre.dispatch_due("w", clock=clock)
        assert TYPED["email"] in {one.to for one in stored.site.memory.mailer.letters.values()}
        assert stored.sql.reports.dispatch(receipt).state is DispatchState.SENT
    visitor.get("/sprawdz").type(number=number, code=code).press().press().press()
    centre.dispatch_due("w", clock=clock)
    if not is_sent:
        assert stored.sql.reports.dispatch(receipt).state is DispatchState.VOID
        assert TYPED["email"] not in str(stored.site.memory.mailer.letters)
    (line,) = stored.sql.trail.audit(subject=receipt)
    assert (line.event.verb, line.event.outcome) == ("dispatch", "sent" if is_sent else "void")
    assert stored.traces() == []
    assert [word for word in WORDS if word in caplog.text] == []
