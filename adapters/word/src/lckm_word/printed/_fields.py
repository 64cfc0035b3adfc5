"""How each field of parts is read from the free lines under its heading."""

from collections.abc import Callable, Mapping, Sequence

from lckm_word.printed._acts import legal_acts, questions
from lckm_word.printed._deadline import deadline
from lckm_word.printed._documents import other_documents, required_documents
from lckm_word.printed._fees import fees
from lckm_word.printed._lines import Line
from lckm_word.printed._part import Read
from lckm_word.printed._people import coordinators, owner, people, staff_phones
from lckm_word.printed._places import appointments, places
from lckm_word.printed._steps import related, steps
from lckm_word.printed._submission import submission, submission_deadline

Reader = Callable[[Sequence[Line]], Read]

BY_FIELD: Mapping[tuple[str, ...], Reader] = {
    ("related",): related,
    ("steps",): steps,
    ("deadline",): deadline,
    ("places",): places,
    ("appointments",): appointments,
    ("fees",): fees,
    ("submission",): submission,
    ("submission_deadline",): submission_deadline,
    ("required_documents",): required_documents,
    ("other_documents",): other_documents,
    ("call_centre", "phones"): staff_phones,
    ("call_centre", "faq"): questions,
    ("legal_basis",): legal_acts,
    ("owner",): owner,
    ("authors",): people,
    ("coordinators",): coordinators,
}
"""How each field of parts is read from free lines."""
