"""The contracts, for the site with both its faces and with one, and for its commands."""

import attrs
import bip_samples as shared
import pytest

from lckm_bip import BipAdapter, BipCommands, SiteSettings
from lckm_core.errors import InvalidSettingError
from lckm_core.ports import build
from lckm_testing import CommandsContract, ExportContract


def numbers(target, face):
    """Return the pages of procedures that are shown, with all that belongs to them."""
    folder = target / "current" / face
    found = {}
    for path in sorted(folder.rglob("KA-*")) if folder.is_dir() else ():
        if path.is_file():
            found.setdefault(path.name[:8], []).append(path.read_bytes())
    return found


class TestBothFaces(ExportContract):
    whole_or_nothing = True

    @pytest.fixture
    def exporter(self, tmp_path):
        (exporter,) = build(BipAdapter(target=str(tmp_path / "site"))).exporters
        return exporter

    @pytest.fixture
    def shown(self, tmp_path):
        def both():
            portal, bip = (numbers(tmp_path / "site", face) for face in ("portal", "bip"))
            assert portal.keys() == bip.keys()
            return {number: (portal[number], bip[number]) for number in portal}

        return both


class TestBipAlone(ExportContract):
    whole_or_nothing = True

    @pytest.fixture
    def exporter(self, tmp_path):
        (exporter,) = build(BipAdapter(target=str(tmp_path), audiences=["bip"])).exporters
        return exporter

    @pytest.fixture
    def shown(self, tmp_path):
        return lambda: numbers(tmp_path, "bip")


class TestCommands(CommandsContract):
    @pytest.fixture(params=BipCommands().contribute_commands(), ids=lambda command: command.name)
    def command(self, request):
        return request.param


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"audiences": []}, "audiences"),
        ({"audiences": ["call-centre"]}, "audiences"),
        ({"audiences": (one for one in ())}, "audiences"),
        ({"base_url": "ftp://example.org"}, "base_url"),
        ({"base_url": "https://example.org/ <x>"}, "base_url"),
        ({"publisher": " "}, "publisher"),
        ({"linked_data": "https://dane.example/", "publisher": "x" * 201}, "publisher"),
    ],
)
def test_wrong_settings_are_named(tmp_path, wrong, named):
    with pytest.raises(InvalidSettingError, match=f"^{named}: ") as refused:
        BipAdapter(target=str(tmp_path), **wrong)
    assert refused.value.text("en") != refused.value.text("pl")


def test_any_other_setting_but_the_folder_has_all_pages_made_anew(tmp_path):
    picture = tmp_path / "arms.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    other = {
        "base_url": "https://www.example.org/",
        "audiences": ["bip"],
        "publisher": "Miasto Łódź",
        "portal": "Centrum Kontaktu",
        "place": "w Pabianicach",
        "linked_data": "https://dane.lodz.example/",
        "synonyms": "words.yaml",
        "topics": [["Odpady", "KA-01238"]],
        "phone": "+48 (42) 638-44-44",
        "accessibility": "https://www.example.org/dostepnosc/",
        "editors": "Oddział Redakcji",
        "reports": "/",
        "arms": str(picture),
        "bip_logo": str(picture),
    }
    stamp = SiteSettings(target="site").stamp()
    assert {field.name for field in attrs.fields(SiteSettings)} == {"target", *other}
    assert SiteSettings(target="elsewhere").stamp() == stamp
    stamps = {
        stamp,
        *(SiteSettings(target="site", **{name: value}).stamp() for name, value in other.items()),
    }
    assert len(stamps) == 1 + len(other)


def test_audiences_may_be_any_iterable_read_once():
    assert (
        SiteSettings(target="x", audiences=(one for one in ("bip", "portal"))).audiences
        == shared.BOTH
    )


def test_making_it_touches_nothing(tmp_path):
    BipAdapter(target=str(tmp_path / "site"))
    assert list(tmp_path.iterdir()) == []
    assert BipAdapter(target="x").contribute_exporters()[0].audiences == shared.BOTH
