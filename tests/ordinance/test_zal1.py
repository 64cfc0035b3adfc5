"""Annex 1: the ten municipal units that prepare material."""

from lckm_core.organisation import DIRECTORY
from lckm_core.organisation._defaults import ANNEX_1


class TestTheList:
    """zał. 1: ten units, besides the Office, must prepare material."""

    def test_ten_units(self):
        assert len(ANNEX_1) == len({unit.name for unit in ANNEX_1}) == 10

    def test_a_unit_off_the_list_is_refused(self, with_field):
        assert with_field("unit", "Zakład Wodociągów i Kanalizacji") == ["LCKM-R023"]

    def test_a_name_written_otherwise_brings_the_listed_one_to_mind(self):
        meant = {
            "schronisko dla zwierząt": "Schronisko dla Zwierząt",
            "Powiatowy Urząd Pracy": "Powiatowy Urząd Pracy w Łodzi",
            "Zarząd Lokali Mejskich": "Zarząd Lokali Miejskich",
        }
        assert {name: DIRECTORY.suggest_unit(name) for name in meant} == meant


class Listed:
    """A unit of the list is at its place, and is taken as a procedure's unit with any cell."""

    number: int
    name: str

    def test_it_is_listed(self):
        assert ANNEX_1[self.number - 1].name == self.name

    def test_it_may_have_procedures(self, minimal, codes):
        minimal["places"][0]["cell"] = "Dział Obsługi"
        assert codes(minimal | {"unit": self.name, "cell": "Dział Obsługi"}) == []


class TestSocialBenefits(Listed):
    """zał. 1 pkt 1: the social benefits centre."""

    number, name = 1, "Centrum Świadczeń Socjalnych w Łodzi"


class TestSurveying(Listed):
    """zał. 1 pkt 2: the surveying centre."""

    number, name = 2, "Łódzki Ośrodek Geodezji"


class TestSocialWelfare(Listed):
    """zał. 1 pkt 3: the social welfare centre."""

    number, name = 3, "Miejski Ośrodek Pomocy Społecznej w Łodzi"


class TestNurseries(Listed):
    """zał. 1 pkt 4: the nurseries."""

    number, name = 4, "Miejski Zespół Żłobków w Łodzi"


class TestLabourOffice(Listed):
    """zał. 1 pkt 5: the labour office."""

    number, name = 5, "Powiatowy Urząd Pracy w Łodzi"


class TestAnimalShelter(Listed):
    """zał. 1 pkt 6: the animal shelter."""

    number, name = 6, "Schronisko dla Zwierząt"


class TestRoads(Listed):
    """zał. 1 pkt 7: roads and transport."""

    number, name = 7, "Zarząd Dróg i Transportu"


class TestWaste(Listed):
    """zał. 1 pkt 8: waste management."""

    number, name = 8, "Zarząd Gospodarowania Odpadami"


class TestHousing(Listed):
    """zał. 1 pkt 9: municipal housing."""

    number, name = 9, "Zarząd Lokali Miejskich"


class TestGreenery(Listed):
    """zał. 1 pkt 10: city greenery."""

    number, name = 10, "Zarząd Zieleni Miejskiej w Łodzi"
