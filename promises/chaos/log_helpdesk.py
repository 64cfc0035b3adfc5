"""LOG Helpdesk as the helpdesk, reached by the mail server of the units.

Its mail goes from there by its rules into the adapter's simulator. It can never be asked. So
there is also somebody who looks after it, as the operations page says: ends by hand what only
a person can end, and enters by hand what came back.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from typing import Any

from lckm_core import ContactCentre
from lckm_core.delivery import (
    Dispatch,
    DispatchKind,
    ManualAction,
    Target,
    id_of_key,
)
from lckm_log_helpdesk import FiledTicket, read_mail
from lckm_log_helpdesk.simulator import (
    Habits,
    Incoming,
    LogHelpdesk,
    Repeats,
    our_rules,
)
from promises.chaos.broken.desks import RULES_SWAPPED
from promises.chaos.city import LOG_ADDRESS, SENDER, City
from promises.chaos.contents import names_anybody, raw_letters
from promises.chaos.judging import Verdict
from promises.chaos.residents import resident
from promises.processes import lines_of

_QUEUE, _OTHERS = "ŁCKM", "Inne"
_QUEUES = {"oswietlenie": "Oświetlenie", "odpady": "Odpady"}
"""Of categories that have their own. Of the first all reports go straight to the helpdesk, of
the second some in the end.
"""
_MOST_WAITING = 10_000


class LogDesk:
    """What LOG Helpdesk makes of the mails brought to it, and who looks after it.

    ``hands``: what was done by hand.
    """

    words = "LOG Helpdesk's intake, simulated"

    def __init__(self, city: City) -> None:
        self._city = city
        self._entered: list[tuple[str, str]] = []
        self.hands: Counter[str] = Counter()

    def filed(self) -> list[tuple[str, str]]:
        """Return the key and the text of each ticket, those entered by hand among them."""
        tickets = (_ours(ticket.mail) for ticket in self._desk().tickets.values())
        return self._entered + [(ours.key, ours.text) for ours in tickets if ours is not None]

    def judge(self, verdict: Verdict) -> None:
        """Note tickets in a wrong queue or not whole, and what was done by hand."""
        verdict.counts.update(self.hands)
        desk = self._desk()
        for link in desk.outbox:
            verdict.fault("told: the helpdesk made an account for a stranger", link.to)
        for ticket in desk.tickets.values():
            ours, name = _ours(ticket.mail), f"ticket {ticket.number}"
            if ours is None:
                verdict.fault("misfiled: a mail that is no whole one of ours", name)
                continue
            category = resident(self._city.seed, ours.fields["number"]).form["category"]
            if ticket.queue != _QUEUES.get(category, _QUEUE):
                verdict.fault("misfiled: in another queue than it belongs to", ours.key)
            verdict.counts[f"tickets in the queue {ticket.queue}"] += 1
            verdict.counts["repeats that the helpdesk put to their ticket"] += len(ticket.comments)
            for comment in ticket.comments:
                if (of := _ours(comment)) is None or of.key != ours.key:
                    verdict.fault("misfiled: a comment on another's ticket", ours.key)
                if names_anybody(comment.text):
                    verdict.fault("told: personal data in a comment", ours.key)

    def lend_a_hand(self, centre: ContactCentre, bounces: Any) -> None:
        """Do what only a person can: look for what is in doubt, enter what is missing."""
        store: Any = centre.plugins.reports
        in_doubt = [one for one in store.waiting(limit=_MOST_WAITING) if one.needs_a_hand]
        back = [
            (bounce, one)
            for bounce in bounces.read()
            if (one := _of_helpdesk(centre, bounce.key)) is not None
        ]
        there = {key for key, _ in self.filed()} if in_doubt or back else set()
        for one in in_doubt:
            if (is_there := one.key in there) is False:
                self._enter(centre, one)
            how = ManualAction.SEEN if is_there else ManualAction.HANDED
            centre.settle_by_hand(
                one.report_number, Target.HELPDESK, how, now=datetime.now(UTC), kind=one.kind
            )
            self.hands[
                f"by hand: in doubt, and {'found' if is_there else 'not'} in the helpdesk"
            ] += 1
        for bounce, one in back:
            if one.key not in there:
                self._enter(centre, one)
                self.hands["by hand: came back from the helpdesk, and entered there"] += 1
            bounces.done(bounce)

    def _enter(self, centre: ContactCentre, dispatch: Dispatch) -> None:
        """Enter by hand what a person sees of a report, or ask to erase what there is."""
        report = centre.plugins.reports.get(dispatch.report_number)
        assert report is not None, "it is in the register"
        is_report = dispatch.kind is DispatchKind.REPORT
        text = report.description if is_report else "Proszę usunąć dane osobowe."
        self._entered.append((dispatch.key, f"{report.number}\n{text}\n"))

    def _desk(self) -> LogHelpdesk:
        rules = our_rules(_QUEUE, otherwise=_OTHERS, by_category=_QUEUES)
        if RULES_SWAPPED in self._city.broken:
            rules = (rules[0], *reversed(rules[1:-1]), rules[-1])
        repeats = Repeats.BY_SUBJECT if self._city.repeats else Repeats.NOT_AT_ALL
        desk = LogHelpdesk(rules, accounts=[SENDER], habits=Habits(repeats=repeats))
        for mail in _brought(self._city):
            desk.take(mail)
        return desk


def _brought(city: City) -> Iterator[bytes]:
    """Yield the mails that the server took for the helpdesk and kept, as they came."""
    mails = {
        key: raw for key, raw in raw_letters(city) if message_from_bytes(raw)["To"] == LOG_ADDRESS
    }
    keys: list[str] = []
    for line in lines_of(city.mails):
        _, event, key = line.split()
        if event in ("took", "repeat"):
            keys.append(key)
        elif event == "back":
            del keys[len(keys) - 1 - keys[::-1].index(key)]
    return (mails[key] for key in keys if key in mails)


def _ours(mail: Incoming) -> FiledTicket | None:
    try:
        return read_mail(mail.subject, mail.text)
    except ValueError:
        return None


def _of_helpdesk(centre: ContactCentre, key: str) -> Dispatch | None:
    """Return the delivery whose letter to the helpdesk has this key."""
    id_ = id_of_key(key)
    dispatch = centre.plugins.reports.dispatch(id_) if id_ else None
    return (
        dispatch
        if dispatch and dispatch.target is Target.HELPDESK and dispatch.key == key
        else None
    )
