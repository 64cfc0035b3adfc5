"""One page of a report that was sent, with what came with it."""

from collections.abc import Sequence
from datetime import datetime

import attrs

from lckm_core.reports import CategoryQuestions, RouteTable, category_questions
from lckm_core.streets import StreetMatch
from lckm_http import FormFields
from lckm_intake import DraftFile
from lckm_web._answers import Answers
from lckm_web._new_files import NewFile
from lckm_web._words import Words


@attrs.frozen(repr=False)
class Step:
    """One page of a report that was sent, with what came with it.

    Args:
        page: the page: ``form``, ``details``, ``contact``, ``check`` or ``send``.
        action: ``next``, or ``show`` for the page as it is, with what it brought.
        answers: what it carries.
        new_files: the files that came with it.
        upload_failure: the status of the answer where the store failed to take a file.
        removed: the tokens of files to discard.
        photo_point: the token of a picture whose place is that of the event.
        network: the network it came from, as rates count it.
        status_path: the path of the page on which a report is looked at.
        shown: what the check page said, as :class:`CheckSummary` writes it; empty where it comes
            from another page.
        table: the table of routes, ``None`` where it cannot be read.
        match: what the list of streets knows of the street, ``None`` without a list or a street.
        street_area: the part of the city that the street lies in; empty where it is not known.
        opened: what the files' tokens opened so far.
    """

    page: str
    action: str
    answers: Answers
    words: Words
    now: datetime
    new_files: Sequence[NewFile] = ()
    upload_failure: int | None = None
    removed: Sequence[str] = ()
    photo_point: str = ""
    network: str = ""
    status_path: str = ""
    shown: str = ""
    table: RouteTable | None = None
    match: StreetMatch | None = None
    street_area: str = ""
    opened: dict[str, DraftFile | None] = attrs.field(factory=dict)

    @classmethod
    def read(
        cls, page: str, fields: FormFields, *, words: Words, now: datetime, network: str
    ) -> "Step":
        """Return the step that the fields of a form make."""
        pairs = ((name, value) for name, values in fields.values.items() for value in values)
        return cls(
            page=page,
            action=fields.text("do"),
            answers=Answers.read(pairs),
            words=words,
            now=now,
            removed=fields.texts("remove"),
            photo_point=fields.text("photo_point"),
            network=network,
            shown=fields.text("shown"),
        )

    @property
    def questions(self) -> CategoryQuestions:
        """What the routes of the category ask for."""
        if self.table is None:
            return CategoryQuestions()
        questions = category_questions(self.table, self.answers.category)
        # The list of streets has answered it.
        return attrs.evolve(questions, areas=()) if self.street_area else questions
