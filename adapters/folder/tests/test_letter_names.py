"""A letter and a ticket call things by the names that the host gave to the source of its routes."""

import shutil
from datetime import UTC, datetime

from lckm_core import ContactCentre, build
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
