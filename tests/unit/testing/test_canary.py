"""The canary finds its data however they were written down, and says nothing where they are
not; it never says them.
"""

import base64
import gzip
import html
import io
import json
import quopri
import zipfile
from email.header import Header
from email.message import EmailMessage
from urllib.parse import quote, quote_plus, urlencode

import pytest
from hypothesis import example, given, strategies as st

from lckm_core.redaction import strike
from lckm_testing import PersonalDataCanary
from tests.helpers.rows import in_one_test

CANARY = PersonalDataCanary("one")
OTHER = PersonalDataCanary("another")


def zipped(content, name="a.txt", *, before=()):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for other in before:
            archive.writestr(other, b"")
        archive.writestr(name, content)
    return made.getvalue()


def in_base64(offset, encode=base64.b64encode, encoding="utf-8"):
    return lambda text: encode(b"x" * offset + text.encode(encoding) + b" tail")


def as_mail(text):
    mail = EmailMessage()
    mail["Subject"] = "sprawa"
    mail.set_content(f"{'x' * 70} {text}\n", cte="quoted-printable")
    return mail.as_bytes()


WAYS = {
    "utf-8": lambda text: text.encode(),
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "utf-16-be, odd offset": lambda text: b"x" + text.encode("utf-16-be"),
    "capital letters": lambda text: text.upper().encode(),
    "small letters": lambda text: text.lower().encode(),
    "percent": lambda text: b"?q=" + quote(text, safe="").encode(),
    "plus": lambda text: b"?q=" + quote_plus(text).encode(),
    "form": lambda text: urlencode({"a": text}).encode(),
    "quoted-printable": lambda text: quopri.encodestring(text.encode()),
    "quoted-printable, wrapped": as_mail,
    "encoded word": lambda text: str(Header(text, "utf-8", maxlinelen=10_000).encode()).encode(),
    "encoded word, q": lambda text: quopri.encodestring(text.encode(), header=True).join(
        [b"=?utf-8?q?", b"?="]
    ),
    "base64 at 0": in_base64(0),
    "base64 at 1": in_base64(1),
    "base64 at 2": in_base64(2),
    "base64 for addresses at 0": in_base64(0, base64.urlsafe_b64encode),
    "base64 for addresses at 1": in_base64(1, base64.urlsafe_b64encode),
    "base64 for addresses at 2": in_base64(2, base64.urlsafe_b64encode),
    "base64, wrapped": in_base64(1, lambda content: base64.encodebytes(b"y" * 60 + content)),
    "base64 of utf-16": in_base64(1, encoding="utf-16-le"),
    "JSON": lambda text: json.dumps({"a": text}).encode(),
    "JSON, as it is": lambda text: json.dumps({"a": text}, ensure_ascii=False).encode(),
    "HTML, by number": lambda text: "".join(f"&#{ord(letter)};" for letter in text).encode(),
    "HTML, by name": lambda text: html.escape(text).encode("ascii", "xmlcharrefreplace"),
    "hex": lambda text: text.encode().hex().encode(),
    "hex, wrapped": lambda text: b"\n".join(text.encode().hex().upper().encode().partition(b"5")),
    "gzip": lambda text: b"before" + gzip.compress(text.encode()) + b"after",
    "gzip, cut short": lambda text: gzip.compress(text.encode() * 40)[:-12],
    "gzip after others": lambda text: gzip.compress(b"") * 2 + gzip.compress(text.encode()),
    "zip": lambda text: zipped(text),
    "zip, second entry": lambda text: zipped(text, before=("b.txt",)),
    "zip after another": lambda text: zipped(b"") + zipped(text),
    "zip before another": lambda text: zipped(text) + zipped(b""),
    "zip far from the end": lambda text: b"before" + zipped(text) + bytes(70_000),
    "zip, name": lambda text: zipped(b"", name=text),
    "gzip in zip": lambda text: zipped(gzip.compress(text.encode())),
    "zip in gzip": lambda text: gzip.compress(zipped(text)),
    "JSON in gzip": lambda text: gzip.compress(json.dumps(text).encode()),
    "base64 in zip": lambda text: zipped(base64.b64encode(b"x" + text.encode())),
}
DATA = ["email", "phone", "pesel", "name", "words"]


class TestEachWayOfWriting:
    @in_one_test("datum", DATA)
    @in_one_test("way", WAYS)
    def test_is_found(self, way, datum):
        found = CANARY.search(WAYS[way](getattr(CANARY, datum)))
        assert {trace.what for trace in found} == {
            {"email": "e-mail", "pesel": "PESEL"}.get(datum, datum)
        }

    @in_one_test("datum", DATA)
    @in_one_test("way", WAYS)
    def test_of_somebody_else_is_not(self, way, datum):
        assert CANARY.search(WAYS[way](getattr(OTHER, datum))) == ()


@pytest.mark.parametrize("encoding", ["cp1250", "iso-8859-2"])
def test_old_polish_encodings(encoding):
    found = CANARY.search(f"{CANARY.name}".encode(encoding))
    assert encoding in {trace.encoding for trace in found}


def test_a_phone_in_any_spacing():
    digits = CANARY.phone.removeprefix("+48 ")
    for written in (
        digits,
        digits.replace(" ", ""),
        digits.replace(" ", "-"),
        "0048" + digits.replace(" ", ""),
    ):
        assert [trace.what for trace in CANARY.search(written)] == ["phone"]


def test_a_name_taken_apart():
    assert CANARY.search(CANARY.name.partition("-")[2].encode())
    assert CANARY.search(" ".join(reversed(CANARY.name.split())))


def test_a_trace_says_where_and_how(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "archive.bin").write_bytes(
        gzip.compress(zipped(CANARY.email.encode() * 50))
    )
    (trace,) = CANARY.search(tmp_path)
    assert (trace.what, trace.encoding) == ("e-mail", "utf-8")
    assert (
        trace.where
        == str((tmp_path / "sub" / "archive.bin").relative_to(tmp_path))
        + " > gzip at 0 > zip, entry 1"
    )


def test_names_of_files_are_looked_at_and_not_said(tmp_path):
    (tmp_path / f"{CANARY.email}.eml").write_bytes(b"")
    (trace,) = CANARY.search(tmp_path)
    assert trace.what == "e-mail"
    (trace,) = CANARY.search(tmp_path / f"{CANARY.email}.eml")
    assert trace.what == "e-mail"
    assert CANARY.email not in repr(trace)


def test_nothing_is_said_of_the_data():
    said = repr(CANARY) + repr(CANARY.search(CANARY.description()))
    assert OTHER.search(said) == CANARY.search(said) == ()


def test_what_is_too_large_is_no_guess(monkeypatch):
    monkeypatch.setattr("lckm_testing.byte_search._MOST_UNPACKED", 1000)
    for bomb in (
        gzip.compress(bytes(10_000)),
        zipped(bytes(10_000)),
        gzip.compress(bytes(300_000)),
        zipped(bytes(10_000)) + zipped(b""),
    ):
        with pytest.raises(ValueError, match="too many to search"):
            CANARY.search(bomb)


def test_a_damaged_entry_is_no_guess():
    damaged = bytearray(zipped(CANARY.email * 50))
    damaged[45] ^= 0xFF
    with pytest.raises(ValueError, match="cannot be read"):
        CANARY.search(bytes(damaged))


def with_field(archive, at, value):
    """Return a zip of one entry with a field of two bytes changed, in both of its headers."""
    made = bytearray(archive)
    made[at : at + 2] = value
    central = made.index(b"PK\x01\x02") + at + 2
    made[central : central + 2] = value
    return bytes(made)


@pytest.mark.parametrize(
    ("at", "value"),
    [
        *((6, b"\x01\x00"), (6, b"\x20\x00"), (6, b"\x41\x00")),
        *((8, b"\x63\x00"), (8, b"\x0c\x00"), (8, b"\x0e\x00")),
    ],
    ids=["password", "patch", "strong encryption", "AES", "bzip2", "LZMA"],
)
def test_an_entry_that_cannot_be_opened_is_no_guess(at, value):
    """Empty is what nobody may take it for: there may be personal data in it."""
    for archive in (zipped(CANARY.email), zipped(b"nobody's")):
        with pytest.raises(ValueError, match="entry 1 of a zip cannot be read"):
            CANARY.search(with_field(archive, at, value))


@given(st.sampled_from([b"PK\x03\x04", b"PK\x05\x06"]), st.binary(max_size=40))
@example(b"PK\x05\x06", bytes(8) + b"\x04" + bytes(9))
def test_a_mark_of_a_zip_that_stands_there_by_chance_hides_nothing(mark, rest):
    try:
        found = CANARY.search(CANARY.email.encode() + b" " + mark + rest)
    except ValueError as error:
        assert "nobody can say what is in it" in str(error)  # noqa: PT017 (or it is found)
    else:
        assert "e-mail" in {trace.what for trace in found}


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_DEFLATED])
def test_an_entry_damaged_anywhere_is_no_guess_and_no_other_error(method):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("a.txt", "nobody's words, of some length")
    said = set()
    for at in range(made.getvalue().index(b"PK\x01\x02")):
        damaged = bytearray(made.getvalue())
        damaged[at] ^= 0xFF
        try:
            said.add(CANARY.search(bytes(damaged)))
        except ValueError as error:
            said.add(str(error))
    assert said - {()} == {"entry 1 of a zip cannot be read, so nobody can say what is in it"}


def test_two_of_one_seed_are_the_same_and_others_are_not():
    assert PersonalDataCanary("one").form() == CANARY.form()
    assert PersonalDataCanary().email != PersonalDataCanary().email


@pytest.mark.parametrize("seed", range(40))
def test_the_library_strikes_what_it_should(seed):
    canary = PersonalDataCanary(str(seed))
    assert canary.search(strike(canary.description())) == ()
