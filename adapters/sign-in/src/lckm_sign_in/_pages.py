"""The pages of signing in and out, with a plain frame for faces without their own."""

from collections.abc import Sequence
from html import escape

import attrs
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from lckm_core.text import Message


@attrs.frozen
class Button:
    """A button that sends a form."""

    label: Message
    name: str = ""
    value: str = ""


@attrs.frozen(kw_only=True)
class PageForm:
    """A form that is sent by ``POST``.

    Args:
        action: the address that it goes to.
        hidden: names and values that go along.
        buttons: one or more.
    """

    action: str
    hidden: Sequence[tuple[str, str]] = attrs.field(default=(), repr=False)
    buttons: Sequence[Button]


@attrs.frozen(kw_only=True)
class SignInPage:
    """A page of signing in or out, as words, a link and a form.

    Args:
        title: its heading.
        text: what is to be said.
        status: the HTTP status.
        link: an address, and the words of a link to it.
        leads_on: whether the page goes there by itself, after it was shown. A redirect would
            not do: browsers hold those after a form against ``form-action``.
        opens_tab: whether the link opens a tab of its own, as the page holds what was typed.
        form: a form.
    """

    title: Message
    text: Message | None = None
    status: int = 200
    link: tuple[str, Message] | None = attrs.field(default=None, repr=False)
    leads_on: bool = False
    opens_tab: bool = False
    form: PageForm | None = None


def show_plainly(request: Request, page: SignInPage) -> Response:
    """Return a page in both languages, without the frame of a face."""
    parts = [
        '<!doctype html><html lang="pl"><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{escape(page.title.pl)}</title>",
    ]
    if page.link is not None and page.leads_on:
        parts.append(f'<meta http-equiv="refresh" content="0; url={escape(page.link[0])}">')
    parts.append(f'<h1>{escape(page.title.pl)}</h1><p lang="en">{escape(page.title.en)}</p>')
    if page.text is not None:
        parts.append(f'<p>{escape(page.text.pl)}</p><p lang="en">{escape(page.text.en)}</p>')
    if page.link is not None:
        address, words = page.link
        tab = ' target="_blank" rel="noopener"' if page.opens_tab else ""
        parts.append(f'<p><a href="{escape(address)}"{tab}>{_bilingual_text(words)}</a></p>')
    if page.form is not None:
        parts.append(_form(page.form))
    return HTMLResponse("".join(parts) + "</html>", page.status)


def _form(form: PageForm) -> str:
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in form.hidden
    )
    buttons = "".join(
        f'<p><button name="{escape(button.name)}" value="{escape(button.value)}">'
        f"{_bilingual_text(button.label)}</button></p>"
        for button in form.buttons
    )
    # A form without an encoding of its own may be too short for what was typed.
    kind = ' enctype="multipart/form-data"' if form.hidden else ""
    action = escape(form.action)
    return (
        f'<form method="post" action="{action}" accept-charset="utf-8"{kind}>'
        f"{hidden}{buttons}</form>"
    )


def _bilingual_text(words: Message) -> str:
    if words.pl == words.en:
        return escape(words.pl)
    return f'{escape(words.pl)} <span lang="en">({escape(words.en)})</span>'
