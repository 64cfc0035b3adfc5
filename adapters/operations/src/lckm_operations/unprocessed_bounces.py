"""Bounces that no worker handles, read from their mailboxes for the commands."""

from collections import Counter
from collections.abc import Mapping, Sequence

import attrs

from lckm_cli.settings import Settings
from lckm_core.centre import ContactCentre
from lckm_core.errors import LckmError
from lckm_core.ports.optional import SettingRemarks, offered
from lckm_core.text import Message
from lckm_operations.worker.bounces import unhandled_bounces

ADVICE = Message(
    "List do helpdesku wrócił, więc nikt nie ma tej sprawy. Usuń przyczynę (adres i serwer "
    "helpdesku), wpisz ją do helpdesku ręcznie (lckm reports show) i skasuj zwrot ze skrzynki.",
    "The letter to the helpdesk came back, so nobody has this. Remove the cause (the helpdesk's "
    "address and server), enter it there by hand (lckm reports show), and delete the bounce from "
    "its mailbox.",
)
NOT_READ = Message(
    "Skrzynki zwrotów nie da się odczytać. Sprawdź jej ustawienia i serwer.",
    "The mailbox of bounces cannot be read. Check its settings and its server.",
)
NOBODY_READS = Message(
    "Listów, które wracają niedoręczone, nikt nie czyta, więc zgłoszenie, którego list wrócił, "
    "nie trafi do helpdesku. Dopisz do ustawień tabelę [[bounces]]; gdy czyta je inna maszyna, "
    "wpisz na początku pliku: bounces = [].",
    "Nobody reads the letters that come back, so a report whose letter came back does not get to "
    "the helpdesk. Add a table [[bounces]] to the settings; where another machine reads them, "
    "write at the start of the file: bounces = [].",
)

UNSIGNED = Message(
    "W skrzynce zwrotów leży zwrot, którego nie podpisano sekretem z ustawień: jest podrobiony "
    "albo starszy niż sekret, a wtedy tej sprawy nikt nie ma. Otwórz go. Gdy zmieniono sekret, "
    "podaj poprzedni w jeszcze jednej tabeli [[bounces]], a worker przekaże sprawę do helpdesku; "
    "podrobiony skasuj.",
    "A bounce in the mailbox of bounces is not signed with the secret of the settings: it is "
    "forged, or older than the secret, and then nobody has that report. Open it. Where the secret "
    "was changed, give the one before in one more table [[bounces]], and the worker passes the "
    "report on to the helpdesk; delete a forged one.",
)
OTHERS = Message(
    "Worker ich nie bierze: to odpowiedzi ludzi albo zwroty, których nie rozumie. Przeczytaj je; "
    "sprawę, której list wrócił, wpisz do helpdesku ręcznie (lckm reports show). Potem je skasuj.",
    "The worker does not take them: they are replies of people, or bounces that it does not "
    "understand. Read them; enter a report whose letter came back into the helpdesk by hand (lckm "
    "reports show). Then delete them.",
)


def nobody_reads(centre: ContactCentre, settings: Settings) -> bool:
    """Return whether letters may come back and the settings do not say who reads them."""
    plugins = centre.plugins
    hooks = {"provide_mailer", "provide_helpdesk"}.difference(plugins.unanswered)
    senders = [
        plugins.mailer if hook == "provide_mailer" else plugins.helpdesk for hook in sorted(hooks)
    ]
    sources = [
        source
        for source in (offered(sender, SettingRemarks, "letters_come_back") for sender in senders)
        if source is not None
    ]
    return not settings.names_bounces and any(source.letters_come_back for source in sources)


@attrs.frozen
class UnhandledBounces:
    """What lies in the mailboxes of bounces and no worker handles.

    ``to_helpdesk``: ids of deliveries whose letter to the helpdesk came back. ``unknown``: the
    number of bounces of no known letter. ``other_messages``: how many messages no worker takes, by
    kind, as a mailbox counts them. ``not_read``: why mailboxes cannot be read, by their tables in
    the settings.
    """

    to_helpdesk: Sequence[str]
    unknown: int
    other_messages: Mapping[str, int]
    not_read: Mapping[str, Message]


def read_bounces(centre: ContactCentre, settings: Settings) -> UnhandledBounces:
    """Look into each mailbox of bounces of the settings."""
    unhandled: list[str | None] = []
    other_messages = Counter[str]()
    not_read = {}
    for at, source in enumerate(settings.bounces(), start=1):
        try:
            unhandled += unhandled_bounces(centre, source)
            if (remarks := offered(source, SettingRemarks, "other_messages")) is not None:
                other_messages.update(remarks.other_messages)
        except OSError as error:
            kind = type(error).__name__
            cause = (
                error.message if isinstance(error, LckmError) else Message(f"{kind}.", f"{kind}.")
            )
            table = f"[[bounces]] {at}"
            not_read[table] = Message(
                f"{table}: {cause.pl} {NOT_READ.pl}", f"{table}: {cause.en} {NOT_READ.en}"
            )
    return UnhandledBounces(
        sorted({id_ for id_ in unhandled if id_}),
        unhandled.count(None),
        other_messages,
        not_read,
    )
