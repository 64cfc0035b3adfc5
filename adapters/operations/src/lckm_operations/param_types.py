"""The parameter type of a receiver's reference number."""

import re
from typing import TYPE_CHECKING, Any

import click

from lckm_cli.toolkit import current_language, either
from lckm_core.redaction import strike

_FIT = re.compile(r"(?=[^0-9]*[0-9])[A-Za-z0-9][A-Za-z0-9._:/=+-]{0,39}")

if TYPE_CHECKING:
    _Type = click.ParamType[str]
else:
    _Type = click.ParamType


class Reference(_Type):
    """A reference of at most 40 letters, digits and ``._:/=+-``, with a digit.

    It is kept for ever, so it may not contain anything that identifies a person.
    """

    name = "numer"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the number; refuse, without quoting, what does not look like one."""
        text = str(value)
        if not _FIT.fullmatch(text) or str(strike(text)) != text:
            message = (
                "to nie wygląda na numer. Numer ma cyfrę, najwyżej 40 znaków: litery bez polskich "
                "znaków, cyfry i ._:/=+-, bez spacji. "
                "Słów, telefonu ani adresu tu nie wpisuj: zostałyby na zawsze.",
                "that does not look like a number. It has a digit, 40 characters at most: letters "
                "without Polish marks, digits and ._:/=+-, "
                "no spaces. Enter no words, telephone or address here: they would stay for good.",
            )
            self.fail(either(current_language(ctx), *message), param, ctx)
        return text
