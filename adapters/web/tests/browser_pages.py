"""Each kind of the resident's pages, as a browser comes to it."""

from urllib.parse import urljoin

from tests.helpers.photos import JPEG

NEXT = "main form button.button[type=submit]"


def shown_pages(visit, **options):
    """Yield each kind of page on the way of a report, by name."""
    page = visit("/", **options)
    yield "start", page
    page.click("main a.button")
    yield "form", page
    page.fill("#street", "x" * 300)
    page.click(NEXT)
    yield "faults", page
    page.fill("#street", "")
    page.fill("#description", "Czuć gaz. " + "x" * 5000)
    page.click(NEXT)
    yield "danger with a fault", page
    page.fill("#description", "Czuć gaz.")
    page.click(NEXT)
    yield "danger", page
    page.go_back()
    page.fill("#description", "Konar. Mieszkam obok, tel. 601 234 567")
    page.check("[name=category][value=drzewo]")
    page.set_input_files("#new_files", {"name": "a.exe", "mimeType": "", "buffer": b"MZ"})
    page.click(NEXT)
    yield "refused file", page
    page.fill("#street", "Lagiewnika 5")
    page.click(NEXT)
    yield "doubt about a street", page
    page.check("[name=street_choice] >> nth=0")
    page.set_input_files("#new_files", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": JPEG})
    page.click(NEXT)
    yield "details", page
    page.click(NEXT)
    yield "contact", page
    page.fill("#phone", "12")
    page.fill("#email", "jan@example.com")
    page.check("[name=receipt]")
    page.click(NEXT)
    yield "check", page
    page.click(NEXT)
    yield "receipt", page
    page.click(NEXT)
    yield "status", page
    page.click(NEXT)
    yield "withdraw", page
    for path in ("/nie-ma", "/sprawdz", "/regulamin", "/prywatnosc", "/deklaracja-dostepnosci"):
        page.goto(urljoin(page.url, path))
        yield path, page
