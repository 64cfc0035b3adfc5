"""LOG Helpdesk as the helpdesk of the Łódź Contact Centre, by the mail that it takes in."""

from lckm_log_helpdesk.adapter import LogHelpdeskAdapter
from lckm_log_helpdesk.mail_texts import Ours, read

__all__ = ["LogHelpdeskAdapter", "Ours", "read"]
