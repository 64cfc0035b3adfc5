"""What a page draws: text in and outside the structure, pictures and curves."""

from typing import Any, Final

import attrs
import pikepdf

from lckm_documents import limits
from lckm_documents.pdf.fonts import font_name, is_readable
from lckm_documents.pdf.objects import (
    ObjectId,
    entry,
    name,
    number,
    object_id,
)
from lckm_documents.result import BeyondLimitError

_OPERATORS: Final = (
    "Tj TJ ' \" Tf BMC BDC EMC Do BI INLINE IMAGE c v y l re f F f* S s B B* b b* sh"
)
_SHOWS: Final = ("Tj", "TJ", "'", '"')


@attrs.define
class Budget:
    """The remaining operations for all pages together, and the fonts checked so far."""

    left: int = limits.OPERATIONS
    fonts: dict[ObjectId, tuple[str, bool]] = attrs.field(factory=dict)

    def spend(self, count: int) -> None:
        """Subtract operations; raise ``BeyondLimitError`` when none are left."""
        self.left -= count
        if self.left < 0:
            raise BeyondLimitError(
                f"strony mają razem ponad {limits.OPERATIONS} działań rysujących",
                f"its pages have more than {limits.OPERATIONS} drawing operations together",
            )


@attrs.define
class PageContent:
    """What a page shows.

    ``loose`` counts texts outside the structure and artifacts, ``unreadable`` names fonts.
    """

    text: int = 0
    loose: int = 0
    pictures: int = 0
    curves: int = 0
    unreadable: set[str] = attrs.field(factory=set)


def read_page(page: Any, budget: Budget) -> PageContent:
    """Return what a page shows.

    Raises:
        BeyondLimitError: it has too many operations or too deeply nested forms.
    """
    content = PageContent()
    resources = _inherited(page, "/Resources")
    if entry(page, "/Contents") is not None:
        _read_operations(page, resources, content, budget, owned=False, around=())
    return content


def _read_operations(
    holder: Any,
    resources: Any,
    content: PageContent,
    budget: Budget,
    *,
    owned: bool,
    around: tuple[ObjectId, ...],
) -> None:
    """Read a page or form; *owned* says that it is drawn within tagged content."""
    marks: list[bool] = []
    font: tuple[str, bool] = ("", True)
    instructions = pikepdf.parse_content_stream(holder, _OPERATORS)
    budget.spend(len(instructions))
    for instruction in instructions:
        operator, operands = str(instruction.operator), list(instruction.operands)
        if operator in _SHOWS:
            if _any_letter(operands):
                content.text += 1
                content.loose += not (owned or any(marks))
                if not font[1]:
                    content.unreadable.add(font[0])
        elif operator == "Tf":
            font = _font(resources, operands, budget)
        elif operator in ("BMC", "BDC"):
            marks.append(_owns(operands, resources))
        elif operator == "EMC":
            marks and marks.pop()
        elif operator == "Do":
            _draw(resources, operands, content, budget, owned=owned or any(marks), around=around)
        elif operator in ("BI", "INLINE IMAGE"):
            content.pictures += 1
        else:
            content.curves += 1


def _draw(
    resources: Any,
    operands: list[Any],
    content: PageContent,
    budget: Budget,
    *,
    owned: bool,
    around: tuple[ObjectId, ...],
) -> None:
    drawn = entry(resources, "/XObject", str(operands[0])) if operands else None
    kind = name(entry(drawn, "/Subtype"))
    if kind == "Image":
        content.pictures += 1
    identity = object_id(drawn)
    if kind != "Form" or identity is None or identity in around:
        return
    if len(around) >= 30:
        raise BeyondLimitError(
            "rysunki są w nim zagnieżdżone na ponad 30 poziomów",
            "its drawings are nested more than 30 levels deep",
        )
    budget.spend(1)
    # A form may have marks of its own, which the structure names by the form's key.
    _read_operations(
        drawn,
        entry(drawn, "/Resources") or resources,
        content,
        budget,
        owned=owned,
        around=(*around, identity),
    )


def _owns(operands: list[Any], resources: Any) -> bool:
    """Return whether marked content is in the structure or an artifact."""
    if not operands:
        return False
    if name(operands[0]) == "Artifact":
        return True
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, pikepdf.Name):
        properties = entry(resources, "/Properties", str(properties))
    return number(entry(properties, "/MCID")) is not None


def _font(resources: Any, operands: list[Any], budget: Budget) -> tuple[str, bool]:
    font = entry(resources, "/Font", str(operands[0])) if operands else None
    identity = object_id(font)
    if identity is None:
        return font_name(font), is_readable(font)
    if identity not in budget.fonts:
        budget.fonts[identity] = font_name(font), is_readable(font)
    return budget.fonts[identity]


def _any_letter(operands: list[Any]) -> bool:
    text = operands[-1] if operands else None
    pieces = list(text) if isinstance(text, pikepdf.Array) else [text]
    return any(bytes(piece).strip(b" \0") for piece in pieces if isinstance(piece, pikepdf.String))


def _inherited(page: Any, key: str) -> Any:
    for _ in range(50):
        if (found := entry(page, key)) is not None:
            return found
        page = entry(page, "/Parent")
    return None
