"""Mails as anybody may send them to LOG Helpdesk: not made by the adapter."""

from email.message import EmailMessage


def mail(
    text="Dzień dobry.\nNie działa drukarka.\n",
    *,
    html=None,
    sender="anna@example.com",
    to="helpdesk-lckm@uml.lodz.pl",
    subject="Drukarka",
    attached_html=None,
    message_id="<1@example.com>",
):
    """Return the bytes of a mail; with *html*, one that has both."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"], made["Message-ID"] = sender, to, subject, message_id
    made.set_content(text)
    if html is not None:
        made.add_alternative(html, subtype="html")
    if attached_html is not None:
        made.add_attachment(
            attached_html.encode(), maintype="text", subtype="html", filename="a.html"
        )
    return made.as_bytes()
