"""A simulator of how LOG Helpdesk takes in mail, made from its maker's documentation.

Documented (the pages of LOG Helpdesk on rules for mail and of LOG Plus on its mail connector, both
read in 2026): mails are taken from a mailbox; ordered rules examine the sender, the first
addressee, the subject, a line of the body, its first or last line; they compare by equal, not
equal, contains, does not contain, starts with, ends with; a rule's action creates a ticket or adds
a comment, and the rules after it are applied or not; HTML is read before plain text; an unknown
sender gets an account and a link to set a password, for a comment as well.

Not documented: whether case matters, what ends a line, whether blank lines count, whether an
attached HTML file is read, and how a comment finds its ticket. :class:`Habits` has a setting for
each, so that a mail can be tried under all of them.

``lckm_log_helpdesk.simulator.smtp`` puts a mail server in front; it needs aiosmtpd, which the extra
``test`` installs.
"""

from lckm_log_helpdesk.simulator.behaviour import Habits, Repeats
from lckm_log_helpdesk.simulator.desk import (
    Filed,
    HeldTicket,
    LogHelpdesk,
    PasswordLink,
    Taken,
)
from lckm_log_helpdesk.simulator.incoming_mail import Incoming, incoming
from lckm_log_helpdesk.simulator.rules import (
    Action,
    Element,
    Operator,
    Rule,
    our_rules,
)

__all__ = [
    "Action",
    "Element",
    "Filed",
    "Habits",
    "HeldTicket",
    "Incoming",
    "LogHelpdesk",
    "Operator",
    "PasswordLink",
    "Repeats",
    "Rule",
    "Taken",
    "incoming",
    "our_rules",
]
