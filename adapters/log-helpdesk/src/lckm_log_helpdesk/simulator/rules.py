"""Rules as LOG Helpdesk documents them: an element of the mail, an operator, a text; an action; and whether to go on."""

from collections.abc import Callable, Mapping
from enum import StrEnum

import attrs

from lckm_log_helpdesk.simulator.behaviour import Habits
from lckm_log_helpdesk.simulator.incoming_mail import Incoming


class Element(StrEnum):
    """What of a mail a rule looks at; the words are those of the form in which an administrator enters it."""

    ALWAYS = "żadne z powyższych"
    SENDER = "e-mail źródłowy"
    FIRST_TO = "e-mail docelowy"
    SUBJECT = "temat wiadomości"
    LINE = "wiersz treści"
    FIRST_LINE = "pierwszy wiersz treści"
    LAST_LINE = "ostatni wiersz treści"


class Operator(StrEnum):
    """How it is compared."""

    EQUALS = "równe"
    DIFFERS = "nie równe"
    CONTAINS = "zawiera"
    LACKS = "nie zawiera"
    STARTS = "zaczyna się od"
    ENDS = "kończy się na"


_COMPARE: Mapping[Operator, Callable[[str, str], bool]] = {
    Operator.EQUALS: str.__eq__,
    Operator.CONTAINS: str.__contains__,
    Operator.STARTS: str.startswith,
    Operator.ENDS: str.endswith,
}
_DENIES = {Operator.DIFFERS: Operator.EQUALS, Operator.LACKS: Operator.CONTAINS}


class Action(StrEnum):
    """What a rule does with a mail."""

    CREATE = "utwórz zgłoszenie"
    COMMENT = "dodaj komentarz"
    """To the ticket that the mail belongs to. Where there is none, the rule does nothing, and the next is looked at."""


@attrs.frozen
class Rule:
    """One rule.

    Args:
        element: what of the mail it looks at.
        operator: how it is compared.
        text: with what.
        action: what is done when it holds.
        queue: where a ticket is made.
        goes_on: the rules after it are looked at, too.
    """

    element: Element
    operator: Operator = Operator.CONTAINS
    text: str = ""
    action: Action = Action.CREATE
    queue: str = ""
    goes_on: bool = False

    def holds(self, mail: Incoming, habits: Habits) -> bool:
        """Return whether it holds for a mail. „Not” said of any line means: of no line the opposite."""
        if self.element is Element.ALWAYS:
            return True
        asked = _DENIES.get(self.operator, self.operator)
        wanted = _folded(self.text, habits)
        found = any(
            _COMPARE[asked](_folded(one, habits), wanted)
            for one in _elements(mail, self.element, habits)
        )
        return found is (asked is self.operator)


def our_rules(
    queue: str, *, otherwise: str, by_category: Mapping[str, str] | None = None, sign: str = "LCKM"
) -> tuple[Rule, ...]:
    """Return the rules that the README asks an administrator to enter.

    Args:
        queue: where our mails go unless their category has its own queue.
        otherwise: where all other mail goes.
        by_category: queues of categories, as a table of routes names these.
        sign: as the adapter's.
    """
    ours = f"#{sign} #key="
    return (
        Rule(Element.SUBJECT, Operator.STARTS, ours, Action.COMMENT),
        *(
            Rule(
                Element.FIRST_LINE,
                Operator.STARTS,
                f"#{sign} 1 #category={category} #",
                Action.CREATE,
                own,
            )
            for category, own in (by_category or {}).items()
        ),
        Rule(Element.SUBJECT, Operator.STARTS, ours, Action.CREATE, queue),
        Rule(Element.ALWAYS, queue=otherwise),
    )


def _folded(text: str, habits: Habits) -> str:
    return text if habits.case_matters else text.casefold()


def _elements(mail: Incoming, element: Element, habits: Habits) -> list[str]:
    match element:
        case Element.SENDER:
            return [mail.sender]
        case Element.FIRST_TO:
            return [mail.to]
        case Element.SUBJECT:
            return [mail.subject]
        case _:
            lines = _lines(mail.text, habits)
    if element is Element.FIRST_LINE:
        return lines[:1]
    return lines[-1:] if element is Element.LAST_LINE else lines


def _lines(text: str, habits: Habits) -> list[str]:
    lines = [
        line.strip()
        for line in (
            text.splitlines() if habits.any_line_end else text.removesuffix("\n").split("\n")
        )
    ]
    return lines if habits.blank_lines else [line for line in lines if line]
