"""Files that somebody wrote or changed by hand: what is sound counts at once, and what is not
is named.
"""

import itertools
import os
import re
import time
from types import SimpleNamespace

import attrs
import pytest

from lckm_core import Edition, to_yaml
from lckm_core.errors import ConflictError
from lckm_core.ports import AnnouncementChange, EditionChange
from lckm_core.publication import AnnouncementEdition, State
from lckm_folder import CorruptFileError, FolderAdapter, NotThereError
from lckm_folder.cache import Cache
from lckm_testing.contracts.samples import (
    TABLE,
    announcement,
    editions,
    procedure,
    terms,
)


@pytest.fixture
def base(tmp_path):
    return FolderAdapter(tmp_path)


@pytest.fixture
def kept(base):
    """An edition that is kept."""
    edition = Edition(procedure=procedure("KA-00001", "Wydanie A"))
    base.procedures.save([EditionChange(edition)])
    return edition


def test_a_text_changed_by_hand_counts_at_once(base, kept, tmp_path):
    """Also one of the same length, written twice within the grain of the file system's clock,
    in the same file.
    """
    path = tmp_path / "procedures" / "KA-00001" / "1.yaml"
    text = path.read_text(encoding="utf-8")
    for letter in "BCDEFG":
        assert len(base.procedures.editions("KA-00001")) == 1
        with path.open("r+", encoding="utf-8") as file:
            file.write(text.replace("Wydanie A", f"Wydanie {letter}"))
        (edition,) = base.procedures.editions("KA-00001")
        assert edition.procedure.title == f"Wydanie {letter}"
    with pytest.raises(ConflictError):
        base.procedures.save([EditionChange(attrs.evolve(kept, state=State.CHECKED), kept)])
    base.procedures.save([EditionChange(attrs.evolve(edition, state=State.CHECKED), edition)])


class OfOneStamp:
    """A file whose stamp never changes, as when it is written twice within the grain of the
    file system's clock.
    """

    def __init__(self, age: float) -> None:
        self.stamp = time.time_ns() - int(age * 1e9)

    def stat(self):
        return SimpleNamespace(st_mtime_ns=self.stamp, st_ctime_ns=self.stamp, st_size=1, st_ino=1)


@pytest.mark.parametrize(
    ("age", "read"), [(0, [1, 2]), (1.5, [1, 2]), (-3600, [1, 2]), (3600, [1, 1])]
)
def test_a_file_is_read_again_until_it_has_settled(age, read):
    """Also one that another machine's clock has dated into the future."""
    counted = itertools.count(1)
    kept = Cache(lambda path: next(counted))
    file = OfOneStamp(age)
    assert [kept.get(file), kept.get(file)] == read


def test_a_text_written_by_hand_is_tidied(base, kept, tmp_path):
    path = tmp_path / "procedures" / "KA-00001" / "1.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "title: Wydanie A", "title:   'Wydanie e\u0301  '  # odręcznie"
    )
    path.write_text(text, encoding="utf-8")
    assert base.procedures.editions("KA-00001")[0].procedure.title == "Wydanie é"


def test_a_text_with_a_fault_is_still_shown(base, kept, tmp_path):
    """Pages older than the checker have faults, and must still be shown (interpretation I12)."""
    path = tmp_path / "procedures" / "KA-00001" / "1.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "title: Wydanie A", f"title: {'W' * 200}  # za długi"
    )
    path.write_text(text, encoding="utf-8")
    assert base.procedures.editions("KA-00001")[0].procedure.title == "W" * 200


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("1.yaml", "id: [", "1.yaml: "),
        ("1.yaml", "id: KA-00001\nowner: 7\n", "1.yaml: "),
        ("1.yaml", "\x00", "1.yaml: "),
        ("editions.json", "[{", "editions.json: "),
        ("editions.json", '[{"number": 1, "state": "lost"}]', "editions.json: "),
        ("editions.json", '{"number": 1}', "editions.json: "),
    ],
)
def test_a_spoilt_file_is_named(base, kept, tmp_path, name, text, said):
    (tmp_path / "procedures" / "KA-00001" / name).write_text(text, encoding="utf-8")
    with pytest.raises(CorruptFileError) as spoilt:
        base.procedures.editions("KA-00001")
    assert spoilt.value.path.endswith(name)
    assert said in str(spoilt.value)


def test_a_text_of_another_number_is_named(base, kept, tmp_path):
    path = tmp_path / "procedures" / "KA-00001" / "1.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("KA-00001", "KA-00002"), encoding="utf-8"
    )
    with pytest.raises(CorruptFileError, match="KA-00002"):
        base.procedures.editions("KA-00001")


def test_a_text_that_is_gone_is_named(base, kept, tmp_path):
    (tmp_path / "procedures" / "KA-00001" / "1.yaml").unlink()
    with pytest.raises(NotThereError, match=r"1\.yaml"):
        base.procedures.editions("KA-00001")


def test_texts_of_which_nothing_says_where_they_stand_are_named(base, kept, tmp_path):
    """As a copy put back half-way leaves them: nobody is to take these editions for gone."""
    path = tmp_path / "procedures" / "KA-00001" / "editions.json"
    content = path.read_bytes()
    path.unlink()
    with pytest.raises(NotThereError, match=r"KA-00001.editions\.json"):
        base.procedures.all_editions()
    path.write_bytes(content)
    (tmp_path / "procedures" / "KA-00002").mkdir()
    (tmp_path / "procedures" / "KA-00002" / "notes.txt").write_text("ha", encoding="utf-8")
    assert list(base.procedures.all_editions()) == [kept]


def test_a_text_put_there_by_hand_is_not_written_over(base, kept, tmp_path):
    mine = tmp_path / "procedures" / "KA-00001" / "2.yaml"
    mine.write_text("id: KA-00001\n", encoding="utf-8")
    with pytest.raises(CorruptFileError, match=r"2\.yaml"):
        base.procedures.save([EditionChange(Edition(procedure=kept.procedure, number=2))])
    assert mine.read_text(encoding="utf-8") == "id: KA-00001\n"
    assert list(base.procedures.editions("KA-00001")) == [kept]


def test_every_field_of_an_edition_is_kept(base, tmp_path):
    """A field that the library adds is not lost without a word."""
    full = max(editions(), key=lambda one: one.published_by or "")
    full = attrs.evolve(full, number=1, requested_on=full.published_on)
    assert None not in [getattr(full, field.name) for field in attrs.fields(Edition)]
    base.procedures.save([EditionChange(full)])
    assert list(FolderAdapter(tmp_path).procedures.editions(full.id)) == [full]


@pytest.mark.parametrize(
    "address",
    [
        "to-nie-adres",
        "zgloszenia@zdit.uml.lodz.pl\\nBcc: zly@example.org",
        "zgloszenia@zdit.uml.lodz.pl\\r\\nX: 1",
        "zły\u2028@uml.lodz.pl",
        "zly@example.org",
    ],
)
@pytest.mark.parametrize("by_hand", ["", "# odręcznie\n"])
def test_a_table_with_a_faulty_address_is_refused(base, tmp_path, address, by_hand):
    """Whoever wrote it: what is in it goes into the head of a letter."""
    text = to_yaml(TABLE).replace("mailbox: zgloszenia@zdit.uml.lodz.pl", f'mailbox: "{address}"')
    assert text != to_yaml(TABLE)
    (tmp_path / "routes.yaml").write_text(by_hand + text, encoding="utf-8")
    with pytest.raises(CorruptFileError, match=r"routes\.yaml"):
        base.routes.table()


def test_without_a_table_the_file_is_named(base):
    with pytest.raises(NotThereError, match=r"routes\.yaml"):
        base.routes.table()


@pytest.mark.parametrize(
    ("folder", "name", "value"),
    [
        ("announcements", "OG-0001.yaml", announcement(text="Treść")),
        ("terms", "0001.yaml", terms(text="Treść")),
    ],
)
def test_notices_written_by_hand_are_judged(base, tmp_path, folder, name, value):
    path = tmp_path / folder / name
    path.parent.mkdir()
    read = base.notices.announcements if folder == "announcements" else base.notices.terms
    path.write_text("# odręcznie\n" + to_yaml(value), encoding="utf-8")
    (found,) = read()
    assert getattr(found, "announcement", found) == value
    path.write_text(
        "# odręcznie\n" + to_yaml(value).replace("Treść", "Treść <script>x</script>"),
        encoding="utf-8",
    )
    os.utime(path)
    with pytest.raises(CorruptFileError, match=name):
        read()


@pytest.mark.parametrize(
    ("folder", "name", "value"),
    [
        ("announcements", "zamkniecie.yaml", announcement()),
        ("terms", "2026-01.yaml", terms()),
        ("terms", "7.yaml", terms()),
    ],
)
def test_notices_under_another_name_are_named(base, tmp_path, folder, name, value):
    path = tmp_path / folder / name
    path.parent.mkdir()
    path.write_text(to_yaml(value), encoding="utf-8")
    with pytest.raises(CorruptFileError, match=name):
        (base.notices.announcements if folder == "announcements" else base.notices.terms)()


def test_an_announcement_written_by_hand_gets_editions_and_is_there_once(base, tmp_path):
    """In the order of the numbers, whoever wrote them."""
    stored = AnnouncementEdition(announcement=announcement("OG-0001"))
    base.notices.save_announcements([AnnouncementChange(stored)])
    by_hand = {id: announcement(id) for id in ("OG-0000", "OG-0002")}
    for id, value in by_hand.items():
        (tmp_path / "announcements" / f"{id}.yaml").write_text(to_yaml(value), encoding="utf-8")
    first, second, third = base.notices.announcements()
    assert [one.id for one in (first, second, third)] == ["OG-0000", "OG-0001", "OG-0002"]
    withdrawn = attrs.evolve(third, state=State.WITHDRAWN)
    for was, new in ((third, withdrawn), (withdrawn, third)):
        base.notices.save_announcements([AnnouncementChange(new, was)])
        assert base.notices.announcements() == [first, second, new]


def test_terms_stay_in_order_after_the_last_number_of_four_digits(base, tmp_path):
    (tmp_path / "terms").mkdir()
    for name in ("9999", "10000"):
        text = to_yaml(terms(name, text="Treść  "))
        (tmp_path / "terms" / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert list(base.notices.terms()) == [terms(one, text="Treść  ") for one in ("9999", "10000")]
    base.notices.save_terms(terms("x"))
    assert (tmp_path / "terms" / "10001.yaml").exists()


def test_each_fault_of_a_text_is_told_with_its_line(base, tmp_path):
    path = tmp_path / "announcements" / "OG-0001.yaml"
    path.parent.mkdir()
    value = attrs.evolve(announcement(text="<b>x</b>"), title="<i>y</i>")
    path.write_text("# odręcznie\n" + to_yaml(value), encoding="utf-8")
    with pytest.raises(CorruptFileError) as spoilt:
        base.notices.announcements()
    assert len(re.findall(r"(?<!\d)[2-9]:\d+: ", str(spoilt.value))) >= 2
