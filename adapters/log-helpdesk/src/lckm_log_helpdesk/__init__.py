"""LOG Helpdesk as the helpdesk of the Łódź Contact Centre, reached by mail."""

from lckm_log_helpdesk.adapter import LogHelpdeskAdapter
from lckm_log_helpdesk.mail_texts import FiledTicket, read_mail

__all__ = ["FiledTicket", "LogHelpdeskAdapter", "read_mail"]
