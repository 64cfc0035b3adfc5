"""The mail server of lckm demo: one machine, known mailboxes, each message in its folder and
nowhere else.
"""

import gc
import logging
import smtplib
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from lckm_demo.logs import LEVELS, logged
from lckm_demo.mailboxes import HOST, serving
from lckm_testing import PersonalDataCanary

TO = "zgloszenia@zdit.uml.lodz.pl"


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    with serving(tmp_path / "mail", [TO]) as port:
        yield port


def message(id: str | None, text: str = "treść") -> bytes:
    head = f"Message-ID: {id}\r\n" if id is not None else ""
    return f"{head}Subject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n".encode()


def send(port: int, mail: bytes, to: str = TO) -> None:
    with smtplib.SMTP(HOST, port, local_hostname="localhost") as client:
        client.sendmail("lckm@lckm.invalid", to, mail)


def test_a_message_is_in_its_mailbox_as_it_was_sent(port: int, tmp_path: Path) -> None:
    mail = message("<ZG-1.0a@lckm.invalid>", "Dziura.\r\n.\r\n..kropki")
    send(port, mail, TO.upper())
    (path,) = (tmp_path / "mail").rglob("*.eml")
    assert path.relative_to(tmp_path / "mail").as_posix() == f"{TO}/ZG-1.0a.eml"
    assert path.read_bytes() == mail


def test_a_repeat_is_a_file_of_its_own(port: int, tmp_path: Path) -> None:
    for _ in range(3):
        send(port, message("<ZG-1.0a@lckm.invalid>"))
    names = sorted(path.name for path in (tmp_path / "mail" / TO).iterdir())
    assert names == ["ZG-1.0a.2.eml", "ZG-1.0a.3.eml", "ZG-1.0a.eml"]


@pytest.mark.parametrize("id", ["<../../../evil@x>", "</etc/passwd@x>", "<@x>", "x" * 900, None])
def test_no_message_chooses_where_it_lies(port: int, tmp_path: Path, id: str | None) -> None:
    before = set(tmp_path.rglob("*"))
    send(port, message(id))
    made = {path for path in set(tmp_path.rglob("*")) - before if path.is_file()}
    assert {path.parent for path in made} == {tmp_path / "mail" / TO}
    assert len(made) == 1


@pytest.mark.parametrize("to", ["kto@inny.example", f"x{TO}", "../evil@zdit.uml.lodz.pl"])
def test_an_address_without_a_mailbox_is_refused(port: int, tmp_path: Path, to: str) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        send(port, message("<ZG-1@x>"), to)
    assert [code for code, _ in refused.value.recipients.values()] == [550]
    assert not list(tmp_path.rglob("*.eml"))


def test_it_listens_on_this_machine_alone_and_then_no_more(tmp_path: Path) -> None:
    threads = set(threading.enumerate())
    with serving(tmp_path, [TO]) as port, serving(tmp_path, [TO]) as other:
        assert port != other
        assert HOST == "127.0.0.1"
        stays = socket.create_connection((HOST, port))
        assert stays.recv(4) == b"220 ", "the server has it, and not only the queue before it"
    with stays:
        assert set(threading.enumerate()) <= threads
        for closed in (port, other):
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection((HOST, closed), timeout=5)


def test_nothing_of_a_message_stays_in_memory_or_in_the_log(tmp_path: Path) -> None:
    """The canary is made anew for the search, for else what is looked for would be found as
    well.
    """
    seed = "in the mail server's memory"
    with logged(tmp_path / "log.txt"), serving(tmp_path / "mail", [TO]) as port:
        send(port, message("<ZG-1@x>", PersonalDataCanary(seed).description()))
        gc.collect()
        sought = PersonalDataCanary(seed).email.encode()
        assert not [one for one in held(sought) if one is not sought]
        # In a list: what only a local variable refers to, the collector knows nothing of.
        kept = [(tmp_path / "mail" / TO / "ZG-1.eml").read_bytes()]
        assert [one for one in held(sought) if one is kept[0]], "what is in memory is found"
    canary = PersonalDataCanary(seed)
    assert canary.search(tmp_path / "mail")
    assert "recip" in (tmp_path / "log.txt").read_text(encoding="utf-8")
    assert canary.search(tmp_path / "log.txt") == ()


def held(sought: bytes) -> Iterator[bytes | bytearray]:
    """Yield what holds these bytes of all that any object refers to."""
    seen: set[int] = set()
    for thing in gc.get_objects():
        for one in gc.get_referents(thing):
            if id(one) not in seen:
                seen.add(id(one))
                # What only says that it is a str may run any code when it is asked.
                if issubclass(type(one), str) and sought.decode() in one:
                    yield one.encode()
                elif issubclass(type(one), bytes | bytearray) and sought in one:
                    yield one


def test_afterwards_the_loggers_are_as_they_were(tmp_path: Path) -> None:
    before = {
        name: (logging.getLogger(name).level, list(logging.getLogger(name).handlers))
        for name in LEVELS
    }
    with suppress(KeyboardInterrupt), logged(tmp_path / "log.txt"):
        logging.getLogger("lckm_sql").debug("told")
        raise KeyboardInterrupt
    logging.getLogger("lckm_sql").error("not told")
    assert (tmp_path / "log.txt").read_text(encoding="utf-8") == "lckm_sql DEBUG told\n"
    assert before == {
        name: (logging.getLogger(name).level, list(logging.getLogger(name).handlers))
        for name in LEVELS
    }
