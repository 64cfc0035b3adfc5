"""Zammad as the helpdesk of the Łódź Contact Centre, over its REST API."""

from lckm_zammad.adapter import ZammadAdapter
from lckm_zammad.helpdesk import Zammad

__all__ = ["Zammad", "ZammadAdapter"]
