"""What all screens of the desk share: the menu, refusals, and finding records."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, Generic, TypeVar

import attrs
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lckm_core import ContactCentre
from lckm_core.errors import Loggable, describe_error
from lckm_core.organisation import DeskAct
from lckm_core.reports import RouteTable
from lckm_core.text import Message
from lckm_desk._form_numbers import FormNumbers
from lckm_desk._missing_records import MISSING, missing_view
from lckm_desk._pages import Pages, View, path_of, refusal_view, sentence
from lckm_desk._permissions import Permission, is_bound, may_do
from lckm_desk._places import Places
from lckm_desk._sent_forms import read_sent_form
from lckm_desk._state_refusals import AnyAct, AnyRecord
from lckm_desk._submissions import Submission, typed_words
from lckm_http import FormFields, in_thread
from lckm_sign_in import StaffSession

Sent = TypeVar("Sent", bound=Submission[Any])
_LOG = logging.getLogger("lckm_desk")
_MENU: Final[Sequence[tuple[str, str, DeskAct | None]]] = (
    ("Co na mnie czeka", "start", None),
    ("Rozmowa", "call", DeskAct.TAKE_REPORT),
    ("Zgłoszenia", "reports", DeskAct.SEE_REPORTS),
    ("Procedury", "procedures", DeskAct.SEE_STARRED_FIELDS),
    ("Prośby", "requests", DeskAct.SEE_REQUESTS),
    ("Informacje", "announcements", DeskAct.SEE_STARRED_FIELDS),
    ("Co widać i kiedy", "display", DeskAct.SEE_STARRED_FIELDS),
    ("Trasy", "routes", DeskAct.SEE_ROUTES),
    ("Regulamin", "terms", DeskAct.SEE_TERMS),
    ("Kolejka", "queue", DeskAct.SEE_DELIVERIES),
    ("Usuwanie danych", "erasures", DeskAct.SEE_ERASURES),
    ("Ślad", "trail", DeskAct.SEE_OWN_ACTS),
)


@attrs.frozen(kw_only=True)
class RecordKind(Generic[Sent]):
    """Records of one kind, as screens find them.

    Args:
        page: the page of one, as a key of the paths.
        find: returns the one of a number, for who is signed in; ``None`` where there is none.
        submission: makes what is returned of one.
        see: what somebody has to be allowed to look at one; ``None`` where the act says so.
        meant: returns the numbers of those that somebody may look at and may mean by what is no
            number of any, each with its words.
    """

    page: str
    find: Callable[[StaffSession, str], AnyRecord | None]
    submission: Callable[..., Sent]
    see: DeskAct | None = None
    meant: Callable[[StaffSession, str], Sequence[tuple[str, str]]] = lambda staff, typed: ()


@attrs.frozen
class Screens:
    """Shows views to staff.

    Args:
        centre: the contact centre.
        pages: makes responses of views.
        clock: returns the current moment, aware.
        numbers: those that forms of new records carry.
        places: what is known of places.
        hidden: pages that this desk does not have.
    """

    centre: ContactCentre
    pages: Pages
    clock: Callable[[], datetime]
    numbers: FormNumbers
    places: Places
    hidden: Sequence[str] = ()

    def menu(self, staff: StaffSession) -> list[tuple[str, str]]:
        """Return the text and the page of each menu entry that somebody may open."""
        now = self.clock()
        return [
            (text, page)
            for text, page, act in _MENU
            if (act is None or may_do(staff, act, now=now)) and page not in self.hidden
        ]

    def show(self, request: Request, view: View, staff: StaffSession | None) -> Response:
        menu = [] if staff is None else self.menu(staff)
        return self.pages.respond(request, view, staff, menu, now=self.clock())

    def refusal(self, request: Request, staff: StaffSession, act: AnyAct) -> Response | None:
        """Return the page that refuses an act, ``None`` where somebody may do it."""
        permission = may_do(staff, act, now=self.clock())
        return None if permission else self.refuse(request, staff, permission)

    def refuse(
        self,
        request: Request,
        staff: StaffSession,
        permission: Permission,
        number: str = "",
        typed: Sequence[tuple[str, str]] = (),
        *,
        page: str = "report",
    ) -> Response:
        """Answer what somebody may not do, with who may and the provision.

        It has a link back to what has the number, by the key of its page.
        """
        title = (
            "Nie możesz tego zrobić" if permission.status == 403 else "Teraz nie można tego zrobić"
        )
        view = refusal_view(title, permission, number, typed, page=page)
        return self.show(request, view, staff)

    async def ask(
        self,
        request: Request,
        staff: StaffSession,
        act: AnyAct,
        kind: RecordKind[Sent],
        texts: Mapping[str, str] | None = None,
        *,
        first: AnyAct | None = None,
        may_be_new: bool = False,
    ) -> Sent | Response:
        """Return what somebody wants to do to a record, or the page that refuses.

        Args:
            request: names the record in ``numer``, and has the form that was sent.
            staff: who is signed in.
            act: what they would do.
            kind: what it would be done to.
            texts: the labels of the fields that a refusal shows, by name; ``None``: those of acts
                on a report.
            first: what they have to be allowed before the record is looked for; else *act*.
            may_be_new: whether there need not be a record where no number is given.
        """
        fields = await read_sent_form(request) if request.method == "POST" else FormFields()
        number = fields.text("numer") or request.query_params.get("numer", "").strip()
        typed, now = typed_words(fields, texts), self.clock()
        permission = may_do(staff, first or act, now=now)
        if not permission:
            return self.refuse(request, staff, permission, typed=typed)
        record = None
        if number or not may_be_new:
            record = await in_thread(kind.find, staff, number)
            if record is None:
                return await in_thread(self._answer_missing, request, staff, kind, typed)
        permission = may_do(staff, kind.see, record, now=now) if kind.see else permission
        if not permission:
            if not MISSING[kind.page].is_public:
                return await in_thread(self._answer_missing, request, staff, kind, typed)
            return self.refuse(request, staff, permission, typed=typed)
        permission = await in_thread(may_do, staff, act, record, now=now)
        sent = kind.submission(
            centre=self.centre,
            record=record,
            fields=fields,
            permission=permission,
            by=staff.name,
            now=now,
        )
        # The form must not be refused because it was already carried out.
        if not permission and not (permission.is_role_fit and sent.is_done(act)):
            page = kind.page
            if request.method == "POST" and permission.is_role_fit and sent.changed:
                # The page offered the act, so what happened since is the reason of the refusal.
                permission = attrs.evolve(
                    permission, because=_both(sent.changed, permission.because)
                )
            return self.refuse(request, staff, permission, sent.number, typed, page=page)
        return sent

    def _answer_missing(
        self,
        request: Request,
        staff: StaffSession,
        kind: RecordKind[Sent],
        typed: Sequence[tuple[str, str]],
    ) -> Response:
        """Lead to the record that somebody means by what they typed, or say there is none."""
        # Forms send a complete number; people type it as they like.
        is_form = request.method == "POST"
        number = "" if is_form else request.query_params.get("numer", "").strip()
        meant = kind.meant(staff, number) if number else ()
        if len(meant) == 1:
            return RedirectResponse(path_of(request, kind.page, numer=meant[0][0]), 303)
        sees_own_alone = kind.see is not None and is_bound(staff, kind.see)
        view = missing_view(kind.page, number, meant, typed, sees_own_alone=sees_own_alone)
        return self.show(request, view, staff)

    def export(self) -> None:
        """Bring the places that show procedures and notices up to date."""
        # The act is stored; a place that fails now is updated by the next export.
        try:
            results = self.centre.export(clock=self.clock)
        except Exception as error:  # noqa: BLE001  (the answer was sent)
            _LOG.error("the export failed: %s", describe_error(error))
            return
        for place in results:
            if place.failed:
                _LOG.error("the export to %s failed: %s", Loggable(place.name), place.failed)

    def route_table(self) -> RouteTable | None:
        """Return the table of routes, ``None`` where it cannot be read."""
        try:
            table: object = self.centre.plugins.routes.table()
        except Exception as error:  # noqa: BLE001  (of foreign code)
            _LOG.error("the table of routes failed: %s", describe_error(error))
            return None
        return table if isinstance(table, RouteTable) else None


def _both(first: Message, second: Message) -> Message:
    return Message(f"{first.pl} {sentence(second.pl)}", f"{first.en} {sentence(second.en)}")
