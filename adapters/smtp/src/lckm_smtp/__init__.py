"""Reports of the Łódź Contact Centre sent to mailboxes by SMTP, and bounces read back."""

from lckm_smtp.adapter import SmtpAdapter
from lckm_smtp.addresses import Address, AddressError, address_setting, parse_address
from lckm_smtp.bounces import Bounce, Bounces, ImapBounces, MaildirBounces
from lckm_smtp.imap import ImapMailbox
from lckm_smtp.mailbox import BounceMailbox, BounceMailboxError, MaildirMailbox
from lckm_smtp.mailer import SmtpMailer
from lckm_smtp.message_ids import secret_remarks
from lckm_smtp.messages import Attachment, compose, message_id
from lckm_smtp.sender import Sender
from lckm_smtp.server import SmtpServer

__all__ = [
    "Address",
    "AddressError",
    "Attachment",
    "Bounce",
    "BounceMailbox",
    "BounceMailboxError",
    "Bounces",
    "ImapBounces",
    "ImapMailbox",
    "MaildirBounces",
    "MaildirMailbox",
    "Sender",
    "SmtpAdapter",
    "SmtpMailer",
    "SmtpServer",
    "address_setting",
    "compose",
    "message_id",
    "parse_address",
    "secret_remarks",
]
