"""Each kind of the resident's pages, as a browser comes to it."""

from urllib.parse import urljoin

from tests.helpers.photos import JPEG

NEXT = "main form button.button[type=submit]"


def _press(page, button=NEXT):
    """Press a button and wait for the next page, which a click alone does not do."""
    with page.expect_navigation():
        page.click(button)


def shown_pages(visit, **options):
    """Yield each kind of page on the way of a report, by name."""
    page = visit("/", **options)
    yield "start", page
    _press(page, "main a.button")
    yield "form", page
    page.fill("#street", "x" * 300)
    _press(page)
    yield "faults", page
    page.fill("#street", "")
    page.fill("#description", "Czuć gaz. " + "x" * 5000)
    _press(page)
    yield "danger with a fault", page
    page.fill("#description", "Czuć gaz.")
    _press(page)
    yield "danger", page
    page.go_back()
    page.fill("#description", "Konar. Mieszkam obok, tel. 601 234 567")
    page.check("[name=category][value=drzewo]")
    page.set_input_files("#new_files", {"name": "a.exe", "mimeType": "", "buffer": b"MZ"})
    _press(page)
    yield "refused file", page
    page.fill("#street", "Lagiewnika 5")
    _press(page)
    yield "doubt about a street", page
    page.check("[name=street_choice] >> nth=0")
    page.set_input_files("#new_files", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": JPEG})
    _press(page)
    yield "details", page
    _press(page)
    yield "contact", page
    page.fill("#phone", "12")
    page.fill("#email", "jan@example.com")
    page.check("[name=receipt]")
    _press(page)
    yield "check", page
    _press(page)
    yield "receipt", page
    _press(page)
    yield "status", page
    _press(page)
    yield "withdraw", page
    for path in ("/nie-ma", "/sprawdz", "/regulamin", "/prywatnosc", "/deklaracja-dostepnosci"):
        page.goto(urljoin(page.url, path))
        yield path, page
