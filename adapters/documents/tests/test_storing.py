"""Files are kept by their content, and served under safe names (zał. 2 § 9 ust. 3)."""

import os
import re
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from hypothesis import example, given, strategies as st

from lckm_documents.store import DamagedDocumentError, FolderDocuments, served_name
from lckm_folder.errors import UnsafeNameError

NONE = timedelta(0)


@pytest.fixture
def root(tmp_path):
    return tmp_path / "pliki"


@pytest.fixture
def store(root):
    return FolderDocuments(root, grace=NONE)


def content(root):
    return sorted(path for path in (root / "content").rglob("*") if path.is_file())


class TestKeeping:
    def test_it_lies_under_the_hash_of_the_content(self, store, root):
        address = store.keep(b"tekst")
        assert content(root) == [root / "content" / address[:2] / address[2:]]
        assert content(root)[0].read_bytes() == b"tekst"

    def test_the_same_content_is_there_once(self, store, root):
        assert store.keep(b"a") == store.keep(b"a") != store.keep(b"b")
        assert len(content(root)) == 2

    def test_many_keep_at_once(self, store, root):
        with ThreadPoolExecutor(8) as pool:
            addresses = list(pool.map(lambda number: store.keep(b"%d" % (number % 5)), range(40)))
        assert len(set(addresses)) == len(content(root)) == 5

    @pytest.mark.parametrize(
        "address", ["", "x", "0" * 64, "../" * 20 + "etc/passwd", "A" * 64, "0" * 63 + "\n"]
    )
    def test_an_address_of_nothing_leads_nowhere(self, store, address):
        assert store.read(address) is None
        store.keep(b"a")
        assert store.read(address) is None

    def test_damaged_content_is_not_handed_out_and_keeping_it_anew_mends_it(self, store, root):
        address = store.keep(b"tekst")
        (path,) = content(root)
        path.write_bytes(b"inny!")
        with pytest.raises(DamagedDocumentError, match=address[:12]) as caught:
            store.read(address)
        assert "jest uszkodzona" in caught.value.message.pl
        store.keep(b"tekst")
        assert store.read(address) == b"tekst"

    @pytest.mark.skipif(os.name != "posix", reason="links need no leave on POSIX alone")
    def test_a_link_that_leads_out_of_the_folder_is_refused(self, store, root, tmp_path):
        address = store.keep(b"tekst")
        (root / "content").rename(tmp_path / "elsewhere")
        (root / "content").symlink_to(tmp_path / "elsewhere")
        with pytest.raises(UnsafeNameError):
            store.read(address)


class TestSweeping:
    def test_what_nobody_wants_goes(self, store):
        wanted, loose = store.keep(b"potrzebny"), store.keep(b"luzny")
        assert store.sweep([wanted]) == 1
        assert (store.read(wanted), store.read(loose)) == (b"potrzebny", None)
        assert store.sweep({wanted}) == 0

    def test_what_was_kept_just_now_stays_until_its_grace_is_over(self, root):
        store = FolderDocuments(root)
        address = store.keep(b"x")
        assert store.sweep(()) == 0
        os.utime(content(root)[0], (0, 0))
        store.keep(b"x")  # and its grace begins again
        assert store.sweep(()) == 0
        os.utime(content(root)[0], (0, 0))
        assert (store.sweep(()), store.read(address)) == (1, None)

    @pytest.mark.parametrize(("minutes", "goes"), [(59, 0), (61, 1)])
    def test_a_grace_is_as_long_as_it_says(self, root, minutes, goes):
        store = FolderDocuments(root)
        store.keep(b"x")
        kept = time.time() - 60 * minutes
        os.utime(content(root)[0], (kept, kept))
        assert store.sweep(()) == goes

    def test_where_there_is_no_folder_there_is_nothing_to_sweep(self, store, root):
        assert store.sweep(()) == 0
        assert not root.exists()

    def test_files_of_others_in_the_folder_are_left_alone(self, store, root):
        store.keep(b"x")
        other = root / "content" / "ab" / "notatka.txt"
        other.parent.mkdir(exist_ok=True)
        other.write_text("x")
        assert store.sweep(()) == 1
        assert content(root) == [other]


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
    @example("wniosek " * 40 + ".docx")
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
