"""The helpdesk itself: mails go in, tickets, comments, accounts and letters with a link to set a password come of it."""

from collections.abc import Iterable, Sequence
from threading import Lock

import attrs

from lckm_log_helpdesk.mail_texts import mark_of
from lckm_log_helpdesk.simulator.behaviour import Habits, Repeats
from lckm_log_helpdesk.simulator.incoming_mail import Incoming, incoming
from lckm_log_helpdesk.simulator.rules import Action, Rule


@attrs.frozen
class PasswordLink:
    """A mail of the helpdesk's own: to whom it sends a link to set a password."""

    to: str


@attrs.define
class HeldTicket:
    """A ticket: the mail that made it, and those that were added to it."""

    number: int
    queue: str
    reporter: str
    mail: Incoming
    comments: list[Incoming] = attrs.field(factory=list)


@attrs.frozen
class Filed:
    """What one rule did with a mail: the ticket it made, or added to."""

    rule: Rule
    ticket: int
    queue: str
    is_comment: bool


@attrs.frozen
class Taken:
    """What became of a mail.

    ``account`` is the address whose account it was put down to, ``None`` for a mail without a sender or one that was
    dropped; ``is_new`` says that the account was made for it. ``filed`` is empty when no rule held, or it was dropped.
    """

    account: str | None
    is_new: bool
    filed: tuple[Filed, ...]
    was_dropped: bool = False


class LogHelpdesk:
    """Takes in mails by ordered rules. Safe to use from several threads.

    Args:
        rules: looked at from the top.
        accounts: the addresses that have an account, the service address of the adapter among them.
        habits: how it reads mail where the documentation leaves it open.
    """

    def __init__(
        self, rules: Sequence[Rule], *, accounts: Iterable[str] = (), habits: Habits | None = None
    ) -> None:
        self._rules, self._habits = tuple(rules), habits or Habits()
        self._lock = Lock()
        self.accounts = {address.casefold() for address in accounts}
        self.tickets: dict[int, HeldTicket] = {}
        self.outbox: list[PasswordLink] = []
        self._by_mark: dict[str, int] = {}
        self._ids: set[str] = set()

    def take(self, raw: bytes) -> Taken:
        """Take in one mail, and say what became of it. Raises nothing, whatever the bytes are."""
        mail = incoming(raw, self._habits)
        with self._lock:
            if self._habits.repeats is Repeats.BY_MESSAGE_ID and mail.message_id:
                if mail.message_id in self._ids:
                    return Taken(None, False, (), was_dropped=True)
                self._ids.add(mail.message_id)
            filed = tuple(self._filed(mail))
            is_new = bool(filed and mail.sender) and mail.sender not in self.accounts
            if is_new:
                self.accounts.add(mail.sender)
                self.outbox.append(PasswordLink(mail.sender))
            return Taken(mail.sender or None, is_new, filed)

    def _filed(self, mail: Incoming) -> list[Filed]:
        done: list[Filed] = []
        for rule in self._rules:
            if not rule.holds(mail, self._habits):
                continue
            ticket = (
                self._created(mail, rule) if rule.action is Action.CREATE else self._commented(mail)
            )
            if ticket is None:
                continue
            done.append(Filed(rule, ticket.number, ticket.queue, rule.action is Action.COMMENT))
            if not rule.goes_on:
                break
        return done

    def _created(self, mail: Incoming, rule: Rule) -> HeldTicket:
        ticket = HeldTicket(len(self.tickets) + 1, rule.queue, mail.sender, mail)
        self.tickets[ticket.number] = ticket
        mark = mark_of(mail.subject)
        if mark is not None:
            self._by_mark.setdefault(mark, ticket.number)
        return ticket

    def _commented(self, mail: Incoming) -> HeldTicket | None:
        mark = mark_of(mail.subject) if self._habits.repeats is Repeats.BY_SUBJECT else None
        ticket = self.tickets.get(self._by_mark.get(mark or "", 0))
        if ticket is not None:
            ticket.comments.append(mail)
        return ticket
