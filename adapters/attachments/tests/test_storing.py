"""Files are kept by their content; only what a shown edition holds can be reached (zał. 2 § 9 ust. 3, § 10 ust. 1)."""

import hashlib
import json
import re
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lckm_attachments.storing import (
    DamagedDocumentError,
    FolderDocuments,
    HeldOtherwiseError,
    NoSuchDocumentError,
    served_name,
)
from lckm_attachments.storing.faults import DamagedListError

NOW = timedelta(0)


@pytest.fixture
def store(tmp_path):
    return FolderDocuments(tmp_path / "pliki")


def content(root):
    return sorted(path for path in (root / "pliki" / "content").rglob("*") if path.is_file())


class TestKeeping:
    def test_the_address_is_the_hash_of_the_content(self, store):
        address = store.keep(b"tekst")
        assert address == hashlib.sha256(b"tekst").hexdigest()
        with store.open(address) as file:
            assert file.read() == b"tekst"

    def test_the_same_content_is_there_once(self, store, tmp_path):
        assert store.keep(b"a") == store.keep(b"a") != store.keep(b"b")
        assert len(content(tmp_path)) == 2

    def test_an_empty_file_is_kept_like_others(self, store):
        with store.open(store.keep(b"")) as file:
            assert file.read() == b""

    def test_many_keep_at_once(self, store, tmp_path):
        with ThreadPoolExecutor(8) as pool:
            addresses = list(pool.map(lambda number: store.keep(b"%d" % (number % 5)), range(40)))
        assert len(set(addresses)) == len(content(tmp_path)) == 5

    @pytest.mark.parametrize("address", ["", "x", "0" * 64, "../" * 20 + "etc/passwd", "A" * 64, "0" * 63 + "\n"])
    def test_an_address_of_nothing_is_refused(self, store, address):
        store.keep(b"a")
        with pytest.raises(NoSuchDocumentError):
            store.open(address)

    def test_damaged_content_is_not_handed_out_and_keeping_it_anew_mends_it(self, store, tmp_path):
        address = store.keep(b"tekst")
        (path,) = content(tmp_path)
        path.write_bytes(b"inny!")
        with pytest.raises(DamagedDocumentError):
            store.open(address)
        store.keep(b"tekst")
        with store.open(address) as file:
            assert file.read() == b"tekst"


class TestReachable:
    def test_only_what_a_shown_edition_holds(self, store):
        old, new = store.keep(b"stary"), store.keep(b"nowy")
        store.hold("KA-01379", 1, {"wniosek.docx": old})
        store.hold("KA-01379", 2, {"wniosek.docx": new})
        assert store.reachable([("KA-01379", 1)]) == {"KA-01379/wniosek.docx": old}
        assert store.reachable([("KA-01379", 2)]) == {"KA-01379/wniosek.docx": new}

    def test_a_file_of_a_withdrawn_edition_cannot_be_opened_by_its_name(self, store):
        store.hold("KA-01379", 1, {"wniosek.docx": store.keep(b"x")})
        with store.open_served("KA-01379/wniosek.docx", [("KA-01379", 1), ("KA-00044", 3)]) as file:
            assert file.read() == b"x"
        assert store.open_served("KA-01379/wniosek.docx", []) is None
        assert store.open_served("KA-01379/wniosek.docx", [("KA-01379", 2)]) is None
        assert store.open_served("KA-00044/wniosek.docx", [("KA-01379", 1)]) is None

    @pytest.mark.parametrize("served", ["", "/", "KA-01379", "KA-01379/../KA-01379/a.pdf", "../editions/KA-01379.json"])
    def test_no_path_leads_elsewhere(self, store, served):
        store.hold("KA-01379", 1, {"a.pdf": store.keep(b"x")})
        assert store.open_served(served, [("KA-01379", 1)]) is None

    def test_one_content_under_several_names(self, store):
        address = store.keep(b"klauzula")
        store.hold("KA-01379", 1, {"klauzula.pdf": address})
        store.hold("KA-00044", 1, {"rodo.pdf": address, "Klauzula.pdf": address})
        assert set(store.reachable([("KA-01379", 1), ("KA-00044", 1)]).values()) == {address}
        assert len(store.reachable([("KA-01379", 1), ("KA-00044", 1)])) == 3


class TestHolding:
    def test_an_edition_does_not_change(self, store):
        first, other = store.keep(b"1"), store.keep(b"2")
        store.hold("KA-01379", 1, {"a.pdf": first})
        store.hold("KA-01379", 1, {"a.pdf": first})
        with pytest.raises(HeldOtherwiseError, match="Wydanie 1"):
            store.hold("KA-01379", 1, {"a.pdf": other})
        assert store.held("KA-01379", 1) == {"a.pdf": first}

    def test_what_is_not_kept_cannot_be_held(self, store):
        with pytest.raises(NoSuchDocumentError):
            store.hold("KA-01379", 1, {"a.pdf": "0" * 64})
        assert store.held("KA-01379", 1) == {}

    @pytest.mark.parametrize("procedure", ["", "KA-1", "../KA-01379", "KA-01379/..", "ka-01379", "KA-01379\n"])
    def test_a_procedure_has_its_number(self, store, procedure):
        address = store.keep(b"x")
        with pytest.raises(ValueError, match="procedure's number"):
            store.hold(procedure, 1, {"a.pdf": address})

    def test_editions_are_numbered_from_1(self, store):
        with pytest.raises(ValueError, match="numbered from 1"):
            store.hold("KA-01379", 0, {})

    def test_the_list_is_plain_and_the_same_for_the_same_content(self, store, tmp_path):
        address = store.keep(b"x")
        store.hold("KA-01379", 10, {"b.pdf": address, "a.pdf": address})
        store.hold("KA-01379", 2, {"ł.pdf": address})
        text = (tmp_path / "pliki" / "editions" / "KA-01379.json").read_text("utf-8")
        assert list(json.loads(text)) == ["2", "10"]
        assert list(json.loads(text)["10"]) == ["a.pdf", "b.pdf"]


class TestSweeping:
    def test_what_no_edition_holds_goes(self, store):
        held, loose = store.keep(b"trzymany"), store.keep(b"luzny")
        store.hold("KA-01379", 1, {"a.pdf": held})
        assert store.sweep(grace=NOW) == (loose,)
        with pytest.raises(NoSuchDocumentError):
            store.open(loose)
        store.open(held).close()

    def test_what_was_kept_just_now_stays(self, store):
        address = store.keep(b"x")
        assert store.sweep() == ()
        store.open(address).close()

    def test_a_withdrawn_edition_keeps_its_files_until_it_is_released(self, store):
        address = store.keep(b"x")
        store.hold("KA-01379", 1, {"a.pdf": address})
        assert (store.reachable([]), store.sweep(grace=NOW)) == ({}, ())
        store.release("KA-01379", 1)
        assert store.sweep(grace=NOW) == (address,)

    def test_content_that_another_edition_holds_stays(self, store):
        address = store.keep(b"x")
        for number in (1, 2):
            store.hold("KA-01379", number, {"a.pdf": address})
        store.release("KA-01379", 1)
        assert store.sweep(grace=NOW) == ()

    def test_with_a_damaged_list_nothing_goes(self, store, tmp_path):
        address = store.keep(b"x")
        store.hold("KA-01379", 1, {"a.pdf": address})
        (tmp_path / "pliki" / "editions" / "KA-01379.json").write_text("{")
        with pytest.raises(DamagedListError):
            store.sweep(grace=NOW)
        store.open(address).close()

    def test_where_there_is_no_folder_there_is_nothing_to_sweep(self, store):
        assert store.sweep() == ()

    def test_files_of_others_in_the_folder_are_left_alone(self, store, tmp_path):
        store.keep(b"x")
        other = tmp_path / "pliki" / "content" / "ab" / "notatka.txt"
        other.parent.mkdir(exist_ok=True)
        other.write_text("x")
        store.sweep(grace=NOW)
        assert other.exists()


class TestServedName:
    @pytest.mark.parametrize("name", ["wniosek-o-lodzka-karte.docx", "a.pdf", "zalacznik-1.rtf"])
    def test_a_plain_name_stays(self, name):
        assert served_name("KA-01379", name) == f"KA-01379/{name}"

    @pytest.mark.parametrize(
        ("name", "begins"),
        [
            ("Wniosek o Łódzką Kartę.DOCX", "wniosek-o-lodzka-karte-"),
            ("zażółć gęślą jaźń.pdf", "zazolc-gesla-jazn-"),
            ("../../etc/passwd", "plik-"),
            ("..\\..\\windows\\win.ini", "windows-win-"),
            ("CON.pdf", "plik-con-"),
            (".htaccess", "plik-"),
            ("wniosek\u202efdp.exe", "wniosek-fdp-"),
            ("", "plik-"),
        ],
    )
    def test_any_other_is_folded_and_readable(self, name, begins):
        assert served_name("KA-01379", name).removeprefix("KA-01379/").startswith(begins)

    @example("\ud800.pdf")
    @given(st.text(max_size=300))
    def test_any_name_gives_a_safe_one(self, name):
        served = served_name("KA-01379", name)
        assert re.fullmatch(r"KA-01379/[a-z0-9][a-z0-9-]{0,95}(\.[a-z0-9]{1,8})?", served)

    @given(st.lists(st.text("aAąĄ-. _\u0301ł0b", min_size=1, max_size=12), min_size=2, max_size=20))
    def test_no_two_names_become_one(self, names):
        own = {unicodedata.normalize("NFC", name) for name in names}
        assert len({served_name("KA-01379", name) for name in names}) == len(own)

    @given(st.text(max_size=40))
    def test_nobody_takes_the_name_of_a_folded_one(self, name):
        taken = served_name("KA-01379", name).removeprefix("KA-01379/")
        if taken != unicodedata.normalize("NFC", name):
            assert served_name("KA-01379", taken) != f"KA-01379/{taken}"

    def test_how_letters_are_composed_makes_no_difference(self):
        assert served_name("KA-01379", "kartę.pdf") == served_name(
            "KA-01379", unicodedata.normalize("NFD", "kartę.pdf")
        )
