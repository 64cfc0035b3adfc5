"""A letter and a ticket call things by the names that the host gave to the source of its routes."""

import shutil
from datetime import UTC, datetime

import pytest

from lckm_core import ContactCentre, build
from lckm_core.errors import InvalidSettingError
from lckm_core.memory import MemoryAdapter, MemoryReports
from lckm_core.ports import exclude_ports, provide
from lckm_core.reports import RouteTable
from lckm_folder import FolderAdapter

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
NAMES = {"gorna": {"pl": "Osiedle Górna"}, "kolor": {"pl": "barwa", "en": "colour"}}
FORM = {
    "description": "Coś.",
    "place": {"area": "gorna", "kind": "plac-zabaw"},
    "attributes": [{"name": "kolor", "value": "szary"}],
}


def sent(plugins, memory):
    """Send a report for a mailbox and one for the helpdesk; return their texts."""
    centre = ContactCentre(build(*plugins))
    for number, category in (("ZG-1", "dziura-w-jezdni"), ("ZG-2", "inne")):
        form = {**FORM, "category": category}
        centre.register(form, number=number, now=NOW, terms_version="1")
    centre.dispatch_due("worker", clock=lambda: NOW)
    [letter], [ticket] = memory.mailer.letters.values(), memory.helpdesk.tickets.values()
    return letter.text, ticket.text


def test_the_names_of_the_settings_stand_in_letters_and_tickets(tmp_path):
    shutil.copy("samples/routes/routes.yaml", tmp_path)
    memory = MemoryAdapter(RouteTable(categories=(), domains=("example.org",), routes=()))
    rest = provide(reports=MemoryReports(), mailer=memory.mailer, helpdesk=memory.helpdesk)
    for text in sent([FolderAdapter(tmp_path, names=NAMES), rest], memory):
        assert "\nRodzaj miejsca: plac zabaw\nObszar: Osiedle Górna\nBarwa: szary\n" in text


def test_without_such_names_ours_stand_there(tmp_path):
    shutil.copy("samples/routes/routes.yaml", tmp_path)
    memory = MemoryAdapter(FolderAdapter(tmp_path).routes.table())
    for text in sent([exclude_ports(memory, "reports"), provide(reports=MemoryReports())], memory):
        assert "\nRodzaj miejsca: plac zabaw\nObszar: Górna\nKolor: szary\n" in text


NO_NAMES = [
    {"gorna": "Górna"},
    {"gorna": None},
    {"gorna": {"pl": 5}},
    {"gorna": {"pl": " "}},
    {"gorna": {"pl": "Górna\nMiejsce: inne"}},
    {"gorna": {"pl": "a" * 201}},
    ["gorna"],
]


@pytest.mark.parametrize("names", NO_NAMES)
def test_what_are_no_names_is_refused_as_a_setting(tmp_path, names):
    with pytest.raises(InvalidSettingError, match=r"names: .*gorna = \{ pl"):
        FolderAdapter(tmp_path, names=names)


class OtherRoutes:
    """A source of routes of somebody else's, with names that may be anything."""

    def __init__(self, table, names):
        self.table = lambda: table
        self.names = names

    @property
    def asked_names(self):
        if isinstance(self.names, Exception):
            raise self.names
        return self.names


@pytest.mark.parametrize("names", [*NO_NAMES, None, LookupError("away")])
def test_no_report_waits_for_the_want_of_a_name(tmp_path, names):
    shutil.copy("samples/routes/routes.yaml", tmp_path)
    table = FolderAdapter(tmp_path).routes.table()
    if isinstance(names, dict):
        names = {**names, "kolor": {"pl": "barwa"}}
    memory = MemoryAdapter(table)
    rest = provide(
        reports=MemoryReports(),
        mailer=memory.mailer,
        helpdesk=memory.helpdesk,
        routes=OtherRoutes(table, names),
    )
    colour = "Barwa" if isinstance(names, dict) else "Kolor"
    for text in sent([rest], memory):
        assert f"\nRodzaj miejsca: plac zabaw\nObszar: Górna\n{colour}: szary\n" in text
