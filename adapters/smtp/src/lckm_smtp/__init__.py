"""Reports of the Łódź Contact Centre sent to mailboxes by SMTP, bounces read back."""

from lckm_smtp.adapter import SmtpAdapter, SmtpMailer
from lckm_smtp.addresses import Address, AddressError, parse_address
from lckm_smtp.bounces import (
    Bounce,
    Bounces,
    ImapBounces,
    MaildirBounces,
)
from lckm_smtp.imap import ImapBox
from lckm_smtp.mailbox import BounceMailbox, BoxError, MaildirBox
from lckm_smtp.message_ids import secret_remarks
from lckm_smtp.messages import Attachment, compose, message_id
from lckm_smtp.sender import Sender

__all__ = [
    "Address",
    "AddressError",
    "Attachment",
    "Bounce",
    "BounceMailbox",
    "Bounces",
    "BoxError",
    "ImapBounces",
    "ImapBox",
    "MaildirBounces",
    "MaildirBox",
    "Sender",
    "SmtpAdapter",
    "SmtpMailer",
    "compose",
    "message_id",
    "parse_address",
    "secret_remarks",
]
