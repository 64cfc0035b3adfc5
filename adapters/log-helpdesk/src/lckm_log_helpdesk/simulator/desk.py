"""The simulated helpdesk: mails become tickets, comments, accounts and password links."""

from collections.abc import Iterable, Sequence
from threading import Lock

import attrs

from lckm_log_helpdesk.mail_texts import mark_of
from lckm_log_helpdesk.simulator.behaviour import Habits, Repeats
from lckm_log_helpdesk.simulator.incoming_mail import Incoming, incoming
from lckm_log_helpdesk.simulator.rules import Action, Rule


@attrs.frozen
class PasswordLink:
    """A mail with a link to set a password, and to whom the helpdesk sends it."""

    to: str


@attrs.define
class HeldTicket:
    """A ticket: the mail that created it, and its comments."""

    number: int
    queue: str
    reporter: str
    mail: Incoming
    comments: list[Incoming] = attrs.field(factory=list)


@attrs.frozen
class Filed:
    """What one rule did with a mail: the ticket it created or added to."""

    rule: Rule
    ticket: int
    queue: str
    is_comment: bool


@attrs.frozen
class Taken:
    """What became of a mail.

    ``account`` is the address of its account, ``None`` for a mail without a sender or one that
    was dropped; ``is_new`` is whether the account was created for it. ``filed`` is empty when no
    rule matched, or the mail was dropped.
    """

    account: str | None
    is_new: bool
    filed: tuple[Filed, ...]
    was_dropped: bool = False


class LogHelpdesk:
    """Takes in mails by ordered rules; threads may share it.

    Args:
        rules: the rules, in order.
        accounts: addresses with an account, among them the service address of the adapter.
        habits: how it reads mail where the documentation leaves it open.
    """

    def __init__(
        self, rules: Sequence[Rule], *, accounts: Iterable[str] = (), habits: Habits | None = None
    ) -> None:
        self._rules = tuple(rules)
        self._habits = habits or Habits()
        self._lock = Lock()
        self.accounts = {address.casefold() for address in accounts}
        self.tickets: dict[int, HeldTicket] = {}
        self.outbox: list[PasswordLink] = []
        self._by_mark: dict[str, int] = {}
        self._ids: set[str] = set()

    def take(self, raw: bytes) -> Taken:
        """Take in one mail, whatever its bytes are, and return what became of it."""
        mail = incoming(raw, self._habits)
        with self._lock:
            if self._habits.repeats is Repeats.BY_MESSAGE_ID and mail.message_id:
                if mail.message_id in self._ids:
                    return Taken(None, False, (), was_dropped=True)
                self._ids.add(mail.message_id)
            filed = tuple(self._apply_rules(mail))
            is_new = bool(filed and mail.sender) and mail.sender not in self.accounts
            if is_new:
                self.accounts.add(mail.sender)
                self.outbox.append(PasswordLink(mail.sender))
            return Taken(mail.sender or None, is_new, filed)

    def _apply_rules(self, mail: Incoming) -> list[Filed]:
        filed: list[Filed] = []
        for rule in self._rules:
            if not rule.matches(mail, self._habits):
                continue
            if rule.action is Action.CREATE:
                ticket: HeldTicket | None = self._create(mail, rule)
            else:
                ticket = self._comment(mail)
            if ticket is None:
                continue
            filed.append(Filed(rule, ticket.number, ticket.queue, rule.action is Action.COMMENT))
            if not rule.goes_on:
                break
        return filed

    def _create(self, mail: Incoming, rule: Rule) -> HeldTicket:
        ticket = HeldTicket(len(self.tickets) + 1, rule.queue, mail.sender, mail)
        self.tickets[ticket.number] = ticket
        mark = mark_of(mail.subject)
        if mark is not None:
            self._by_mark.setdefault(mark, ticket.number)
        return ticket

    def _comment(self, mail: Incoming) -> HeldTicket | None:
        mark = mark_of(mail.subject) if self._habits.repeats is Repeats.BY_SUBJECT else None
        ticket = self.tickets.get(self._by_mark.get(mark or "", 0))
        if ticket is not None:
            ticket.comments.append(mail)
        return ticket
