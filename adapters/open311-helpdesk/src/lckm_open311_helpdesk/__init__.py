"""Somebody else's Open311 server as the helpdesk of the Łódź Contact Centre."""

from lckm_open311_helpdesk.adapter import Open311HelpdeskAdapter
from lckm_open311_helpdesk.helpdesk import Open311Helpdesk

__all__ = ["Open311Helpdesk", "Open311HelpdeskAdapter"]
