"""The desk of the staff: the figures of the session desk."""

from collections.abc import Iterator

from promises_pictures import DATABASES
from promises_web import rows_beside_targets

_HEAD = """\
## The desk

`./dev nox -s desk`, in an hour; `-- --only pages call` measures a part. `lckm serve` answers a
client that shares the machine's cores with it, two processes of it where times are measured. The
lists are of a million reports, with each filter, the first page and the 10,000th: first as the
store answers, then as the desk's page comes; its table (CSV) has all of them. Pages of reports
and of procedures, a question, and the moves of procedures are asked for over a base of 618. First
views count everything that a page loads, compressed.
"""
_SECRECY = """\
### Who reads is written down first

Two clerks ask for contact data, words and files of reports again and again. Every byte that comes
is searched for words that only these data have, also the beginning of an answer that breaks off;
what is found is held at once against the lines of the trail, by who read what. Then the process
that serves is killed (`kill -9`) at an instant drawn by chance from the time that an answer
takes, and while nobody serves the lines are counted: each of the data that came has to have its
own. A line more is a reading that was written down and that the kill cut off before it was shown.
At last the trail takes no line, and nothing may be shown. A desk with a log that keeps nothing is
seen to be noticed.
"""
_OFFERED = """\
### What is offered is what is allowed

Acts on reports, procedures, announcements, requests and terms are tried by staff of each role, by
the head of another unit and by one with two roles, in each state of these things; the button is
there if and only if the act is not refused, and what is refused leaves nothing in the trail.
These are the tests of the desk; the session counts what they compare. The walk of the call is
that of its test in Chromium, without JavaScript.
"""
_SECRET = [f"desk-secrecy-{database}" for database in DATABASES]
_FIGURES = [
    "desk-weight",
    *(f"desk-{part}-{database}" for part in ("pages", "lists") for database in DATABASES),
]
_STAFF = ["desk-call", "desk-permissions"]
NAMES = [*_FIGURES, *_SECRET, *_STAFF]
"""The results."""


def desk() -> Iterator[str]:
    """Yield the part."""
    for head, names in ((_HEAD, _FIGURES), (_SECRECY, _SECRET), (_OFFERED, _STAFF)):
        yield head
        yield rows_beside_targets(names)
