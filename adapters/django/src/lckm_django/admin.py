"""Pages of the admin: reports and waiting deliveries, to be read, without personal data."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import admin
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode

from lckm_cli.toolkit import either, local_time
from lckm_core.delivery import Dispatch
from lckm_core.errors import LckmError
from lckm_core.ports.optional import ReportAdministration, ReportOutline, offered
from lckm_django._language import current_language
from lckm_django._open_centre import centre
from lckm_django.models import Delivery, Report
from lckm_operations import delivery_reason, receiver

PAGE = 50
_MOST_PAGES = 200


class _ReadOnlyAdmin(admin.ModelAdmin):
    """Pages that show what the centre's store says, and ask Django's database for nothing."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        """Return the address of the list alone: other pages of the admin would want a table."""
        return [self._address("", self.changelist_view, "changelist")]

    def _address(self, route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
        name = f"{self.opts.app_label}_{self.opts.model_name}_{name}"
        return path(route, self.admin_site.admin_view(view), name=name)

    def respond(
        self, request: HttpRequest, template: str, read: Callable[[], dict[str, Any]]
    ) -> HttpResponse:
        """Return a page of what was read, or one that says why it cannot be read."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        status = 200
        try:
            found = read()
        except LckmError as error:
            found, status = {"fault": error.text(current_language())}, 503
        except ImproperlyConfigured as error:
            found, status = {"fault": str(error)}, 503
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": self.opts.verbose_name_plural,
            "more_word": either(current_language(), "Dalej", "More"),
            **found,
        }
        name = f"lckm_django/{template}.html"
        return TemplateResponse(request, name, context, status=status)


@admin.register(Report)
class ReportAdmin(_ReadOnlyAdmin):
    """The reports by number, and one of them with its redacted text."""

    def get_urls(self) -> list[URLPattern]:
        """Return the addresses of the list and of a report."""
        return [*super().get_urls(), self._address("<path:number>/", self.report_view, "change")]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show a page of reports."""
        # A database takes no NUL.
        after = request.GET.get("after", "").replace("\0", "")

        def read() -> dict[str, Any]:
            store = _store()
            found = store.search(after=after, limit=PAGE + 1)
            shown = found[:PAGE]
            following = {"after": shown[-1].report.number} if len(found) > PAGE else None
            return {
                "columns": _words(
                    "numer|zarejestrowano|kategoria|stan|odbiorca",
                    "number|registered|category|state|receiver",
                ),
                "rows": [
                    (_report_address(record.report.number), _of_report(record)) for record in shown
                ],
                "more": following and urlencode(following),
            }

        return self.respond(request, "list", read)

    def report_view(self, request: HttpRequest, number: str) -> HttpResponse:
        """Show one report: what is left of it without its personal part."""

        def read() -> dict[str, Any]:
            known = _store().outline(number.replace("\0", ""))
            if known is None:
                raise Http404
            report = known.report
            lines = zip(
                _words(
                    "zarejestrowano|kategoria|treść|dane osobowe",
                    "registered|category|text|personal data",
                ),
                (
                    local_time(report.registered_at),
                    report.category or "-",
                    report.description,
                    _personal_data(known),
                ),
                strict=True,
            )
            return {"title": report.number, "lines": list(lines)}

        return self.respond(request, "report", read)


@admin.register(Delivery)
class DeliveryAdmin(_ReadOnlyAdmin):
    """What waits for delivery, the oldest first."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show a page of waiting deliveries."""
        typed = request.GET.get("page", "1")
        page = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 1
        page = min(max(page, 1), _MOST_PAGES)

        def read() -> dict[str, Any]:
            found = _store().waiting(limit=page * PAGE + 1)
            shown = found[(page - 1) * PAGE : page * PAGE]
            has_more = len(found) > page * PAGE and page < _MOST_PAGES
            return {
                "columns": _words(
                    "numer|stan|odbiorca|od|następna próba|dlaczego",
                    "number|state|receiver|since|next attempt|why",
                ),
                "rows": [
                    (_report_address(dispatch.report_number), _of_delivery(dispatch))
                    for dispatch in shown
                ],
                "more": urlencode({"page": page + 1}) if has_more else None,
            }

        return self.respond(request, "list", read)


def _of_report(found: Any) -> Sequence[str]:
    report = found.report
    lang = current_language()
    return (
        report.number,
        local_time(report.registered_at),
        report.category or "-",
        found.dispatch.state.message.text(lang),
        receiver(found.dispatch, lang),
    )


def _personal_data(known: ReportOutline) -> str:
    """Return in a word or two what is left of the personal data of a report."""
    lang = current_language()
    if known.has_personal:
        return either(lang, "są", "kept")
    if known.awaits_erasure:
        return either(lang, "zgodę cofnięto, czekają na usunięcie", "withdrawn, yet to be erased")
    return either(lang, "brak", "none")


def _of_delivery(dispatch: Dispatch) -> Sequence[str]:
    lang = current_language()
    return (
        dispatch.report_number,
        dispatch.state.message.text(lang),
        receiver(dispatch, lang),
        local_time(dispatch.since),
        local_time(dispatch.due_at),
        delivery_reason(dispatch, lang),
    )


def _report_address(number: str) -> str:
    return str(reverse("admin:lckm_django_report_change", args=[number]))


def _words(polish: str, english: str) -> list[str]:
    return either(current_language(), polish, english).split("|")


class _NotListedError(LckmError):
    pl = "Ten magazyn zgłoszeń nie daje ich listy. Daje ją lckm_sql:SqlAdapter."
    en = "This store of reports gives no list of them. lckm_sql:SqlAdapter does."


def _store() -> ReportAdministration:
    found = offered(centre().plugins.reports, ReportAdministration, "search", "outline", "waiting")
    if found is None:
        raise _NotListedError
    return found
