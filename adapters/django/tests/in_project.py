"""What tests have done within a project, in a process of its own: Django has global settings."""

import asyncio
import json
import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from urllib.parse import unquote

from resident_site import Visitor
from starlette.testclient import TestClient

from tests.helpers.photos import JPEG

AT = "/zgloszenia"
TYPED = {
    "description": "Lampa nie świeci. Idalia Kanarek, tel. 601 111 222, kanarek@example.com",
    "email": "kanarek-poczta@example.com",
    "phone": "601 333 444",
    "name": "Idalia Kanarek",
    "address": "ul. Kanarkowa 17 m. 5",
}


def application(interface: str):
    if interface == "asgi":
        from city.asgi import application

        return application
    from a2wsgi import WSGIMiddleware
    from city.wsgi import application

    # Only the test's client speaks ASGI.
    return WSGIMiddleware(application)


def visitor(interface: str = "wsgi") -> Visitor:
    return Visitor(TestClient(application(interface), follow_redirects=False))


def visit(interface: str) -> None:
    """Send a report with a photo; print what was seen."""
    from lckm_django import centre

    someone = visitor(interface)
    redirect = someone.client.get(AT)
    number, code = someone.send(("a.jpg", JPEG), prefix=AT, **TYPED)
    styles = [
        someone.client.get(address).status_code
        for address in someone.page.xpath("//link/@href | //script/@src")
    ]
    receipt = str(someone.response.url)
    headers = dict(someone.response.headers)
    someone.get(f"{AT}/en/sprawdz").type(number=number, code=code).press()
    print(
        json.dumps(
            {
                "number": number,
                "redirect": [redirect.status_code, redirect.headers.get("location")],
                "receipt": receipt,
                "files": len(centre().plugins.reports.get(number).attachments),
                "styles": styles,
                "status": someone.heading,
                "headers": headers,
                "django": someone.client.get("/admin/login/").status_code,
                "missing": [someone.client.get(f"{at}/nie-ma").status_code for at in (AT, "")],
            }
        )
    )


def refusals(interface: str) -> None:
    """Send too much, and from another site; print the status and whether words came back."""
    someone = visitor(interface)
    someone.get(f"{AT}/zgloszenie").type(description="Lampa")
    someone.attach(("film.mp4", bytes(80_000_000))).press()
    large = [someone.status, someone.page.xpath("//textarea")[0].text_content().strip()]
    other = someone.client.post(
        f"{AT}/zgloszenie", data={"description": "Lampa"}, headers={"Origin": "https://evil.test"}
    )
    print(json.dumps([large, [other.status_code, "Lampa" in other.text]]))


def styles(interface: str, at: str) -> None:
    """Follow the links of a page to its styles; print what is there.

    They lead below the path of the face, which a host reverses by its name.
    """
    from django.urls import reverse

    someone = visitor(interface)
    someone.get(f"{at}/en/sprawdz")
    addresses = someone.page.xpath("//link[@rel='stylesheet']/@href")
    assert all(unquote(address).startswith(f"{at}/") for address in addresses), addresses
    assert at.endswith(unquote(reverse("lckm-face", kwargs={"rest_of_path": ""})).rstrip("/"))
    print(json.dumps([*{someone.client.get(address).status_code for address in addresses}]))


def cookies(interface: str) -> None:
    """Visit a face that leaves two cookies and removes one; print what the browser is told."""
    from starlette.applications import Starlette
    from starlette.responses import Response
    from starlette.routing import Route

    from lckm_django._open_centre import OpenCentre, using

    class Face:
        title = "Ciasteczka"

        @property
        def app(self):
            return Starlette(routes=[Route("/", self.leave)])

        def leave(self, _request):
            response = Response()
            response.set_cookie("__Host-one", "a=b", secure=True, httponly=True, samesite="lax")
            response.set_cookie("two", "a; b", max_age=60, path="/zgloszenia")
            response.delete_cookie("three", path="/zgloszenia")
            return response

    with using(OpenCentre(None, lambda: {"/": Face()})):
        print(json.dumps(visitor(interface).client.get(f"{AT}/").headers.get_list("set-cookie")))


def without_mount() -> None:
    """Ask Django alone under ASGI for the face; print the error."""
    from django.core.exceptions import ImproperlyConfigured
    from django.test import AsyncClient

    try:
        asyncio.run(AsyncClient().get(f"{AT}/"))
    except ImproperlyConfigured as error:
        print(error)


def one_for_all_threads() -> None:
    """Open the centre in many threads; print how many there are, and what the end closes."""
    import atexit

    from lckm_django import centre
    from lckm_django._open_centre import open_centre

    with ThreadPoolExecutor(16) as pool:
        print(len({id(one) for one in pool.map(lambda _: centre(), range(64))}))
    closed = []
    for adapter in open_centre()._adapters:
        if hasattr(adapter, "close"):
            adapter.close = lambda name=adapter.name: closed.append(name)
    atexit._run_exitfuncs()
    print(closed)


def child_of_its_own() -> None:
    """Fork after the centre was opened; print whether the child opened another."""
    import os

    from lckm_django import centre

    before = centre()
    child = os.fork()
    if child == 0:
        os._exit(0 if centre() is not before and centre() is centre() else 1)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def admin_pages() -> None:
    """Look at the pages of the admin as several people; print what they get."""
    from datetime import UTC, datetime

    from django.contrib.auth.models import Permission, User
    from django.test import Client

    from lckm_cli.toolkit import local_time
    from lckm_django import admin, centre

    admin.PAGE = 4  # What comes on a second page does not depend on how long one is.
    visitor().send(("a.jpg", JPEG), prefix=AT, **TYPED)
    first = next(iter(centre().plugins.reports.search(limit=1))).report
    number = first.number
    for count in range(admin.PAGE):
        # Numbers that follow that of what was sent, in whichever year that is.
        centre().register(
            {"description": f"Lampa nr {count}, kanarek@example.com"},
            number=f"{number[:-6]}{count + 500:06}",
            now=datetime.now(UTC),
        )
    anybody = Client()
    staff = Client()
    staff.force_login(User.objects.create_user("ewa", is_staff=True))
    reader = Client()
    user = User.objects.create_user("anna", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="lckm_django"))
    reader.force_login(user)
    root = Client()
    root.force_login(User.objects.create_superuser("root"))

    reports, deliveries = "/admin/lckm_django/report/", "/admin/lckm_django/delivery/"
    pages = {
        "index": reader.get("/admin/"),
        "reports": reader.get(reports),
        "more": _next(reader, reports),
        "report": reader.get(f"{reports}{number}/"),
        "deliveries": reader.get(deliveries),
        "deliveries, 2": _next(reader, deliveries),
        "odd": reader.get(f"{deliveries}?page=²"),
        "nul": reader.get(f"{reports}?after=%00"),
    }
    walked = {}
    for size in range(1, 7):
        admin.PAGE = size
        walked[size] = [_rows_by_page(reader, address) for address in (reports, deliveries)]
    # As in PostgreSQL when a dump holds the table of the month.
    centre().plugins.reports._record_withdrawal(number, datetime.now(UTC))
    pages["withdrawn"] = reader.get(f"{reports}{number}/")
    print(
        json.dumps(
            {
                "permissions": sorted(
                    one.codename
                    for one in Permission.objects.filter(content_type__app_label="lckm_django")
                ),
                "anybody": anybody.get(reports).status_code,
                "staff": [staff.get(one).status_code for one in (reports, deliveries)],
                "staff, report": staff.get(f"{reports}{number}/").status_code,
                "unknown": reader.get(f"{reports}LCKM-1999-1/").status_code,
                "written": [
                    root.post(f"{reports}{one}", {"number": "1"}).status_code
                    for one in ("add/", f"{number}/delete/", f"{number}/change/")
                ],
                "status": {name: page.status_code for name, page in pages.items()},
                "rows": {name: _rows(page) for name, page in pages.items()},
                "walked": walked,
                "next": {name: ">Dalej<" in page.content.decode() for name, page in pages.items()},
                "pages": {name: page.content.decode() for name, page in pages.items()},
                "number": number,
                "time in Łódź": local_time(first.registered_at),
            }
        )
    )


def _next(client, address: str):
    """Follow the link of a list to the rest of it."""
    [query] = re.findall(r'<a href="(\?[^"]+)">Dalej<', client.get(address).content.decode())
    return client.get(address + unescape(query))


def _rows(page) -> int:
    """Count the rows of a list; the menu beside it has rows, too."""
    return page.content.decode().partition('id="content"')[2].count('<th scope="row">')


def _rows_by_page(client, address: str) -> list[int]:
    """Follow a list to its end; return how many rows each page has."""
    rows, page = [], client.get(address)
    while True:
        rows.append(_rows(page))
        query = re.search(r'<a href="(\?[^"]+)">Dalej<', page.content.decode())
        if query is None or len(rows) > 9:
            return rows
        page = client.get(address + unescape(query[1]))


def transactions() -> None:
    """Register in transactions that are rolled back or not; print reports and rows."""
    from city.models import Case
    from city.reporting import report_first, report_last
    from django.db import transaction

    from lckm_django import centre

    def attempt(call, *, fails: bool) -> list[int]:
        try:
            with transaction.atomic():
                call({"description": "Lampa."})
                if fails:
                    raise LookupError
        except LookupError:
            pass
        return [
            len(centre().plugins.reports.search(limit=9)),
            Case.objects.count(),
        ]

    calls = (report_first, report_last)
    print(json.dumps([attempt(call, fails=fails) for call in calls for fails in (True, False)]))
