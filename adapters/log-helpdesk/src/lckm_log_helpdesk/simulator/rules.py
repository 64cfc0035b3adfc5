"""Rules for mail, as LOG Helpdesk documents them."""

from collections.abc import Callable, Mapping
from enum import StrEnum

import attrs

from lckm_log_helpdesk.simulator.behaviour import Habits
from lckm_log_helpdesk.simulator.incoming_mail import Incoming


class Element(StrEnum):
    """What a rule examines, in the words of the administrator's form."""

    ALWAYS = "żadne z powyższych"
    SENDER = "e-mail źródłowy"
    FIRST_TO = "e-mail docelowy"
    SUBJECT = "temat wiadomości"
    LINE = "wiersz treści"
    FIRST_LINE = "pierwszy wiersz treści"
    LAST_LINE = "ostatni wiersz treści"


class Operator(StrEnum):
    """How a rule compares."""

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
_NEGATIONS = {Operator.DIFFERS: Operator.EQUALS, Operator.LACKS: Operator.CONTAINS}


class Action(StrEnum):
    """What a rule does with a mail."""

    CREATE = "utwórz zgłoszenie"
    COMMENT = "dodaj komentarz"
    """To the ticket that the mail belongs to; without one, the next rule is applied."""


@attrs.frozen
class Rule:
    """One rule.

    Args:
        element: what it examines.
        operator: how it compares.
        text: what it compares with.
        action: what it does when it matches.
        queue: where it creates a ticket.
        goes_on: whether the rules after it are applied, too.
    """

    element: Element
    operator: Operator = Operator.CONTAINS
    text: str = ""
    action: Action = Action.CREATE
    queue: str = ""
    goes_on: bool = False

    def matches(self, mail: Incoming, habits: Habits) -> bool:
        """Return whether it matches a mail; a negation matches if no line has the opposite."""
        if self.element is Element.ALWAYS:
            return True
        positive = _NEGATIONS.get(self.operator, self.operator)
        text = _fold(self.text, habits)
        is_present = any(
            _COMPARE[positive](_fold(line, habits), text)
            for line in _elements(mail, self.element, habits)
        )
        return is_present is (positive is self.operator)


def our_rules(
    queue: str, *, otherwise: str, by_category: Mapping[str, str] | None = None, sign: str = "LCKM"
) -> tuple[Rule, ...]:
    """Return the rules that the README asks an administrator to enter.

    Args:
        queue: where our mails go unless their category has its own queue.
        otherwise: where all other mail goes.
        by_category: queues by the code of a category.
        sign: the adapter's sign.
    """
    key_mark = f"#{sign} #key="
    return (
        Rule(Element.SUBJECT, Operator.STARTS, key_mark, Action.COMMENT),
        *(
            Rule(
                Element.FIRST_LINE,
                Operator.STARTS,
                f"#{sign} 1 #category={category} #",
                Action.CREATE,
                category_queue,
            )
            for category, category_queue in (by_category or {}).items()
        ),
        Rule(Element.SUBJECT, Operator.STARTS, key_mark, Action.CREATE, queue),
        Rule(Element.ALWAYS, queue=otherwise),
    )


def _fold(text: str, habits: Habits) -> str:
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
