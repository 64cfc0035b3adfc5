"""Reports of the Łódź Contact Centre sent to mailboxes by SMTP, bounces read back."""

from lckm_smtp.addresses import Address, AddressError
from lckm_smtp.composing import Attachment, compose, message_id
from lckm_smtp.sender import Sender

__all__ = ["Address", "AddressError", "Attachment", "Sender", "compose", "message_id"]
