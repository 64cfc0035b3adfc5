"""PDFs as reportlab writes them: without tags, like most that programs of offices print."""

import io
from collections.abc import Iterator

from reportlab.lib.pagesizes import A5
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from making.pdf_good import picture


def plain(title: str = "", lang: str | None = None) -> bytes:
    """Return a page of text."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A5, invariant=1, lang=lang)
    if title:
        canvas.setTitle(title)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(40, 540, "Zasady")
    canvas.setFont("Helvetica", 10)
    canvas.drawString(40, 510, "Plac jest czynny rano.")
    canvas.save()
    return written.getvalue()


def scan(pages: int) -> bytes:
    """Return pages that are pictures, after a first one with text."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A5, invariant=1, lang="pl")
    canvas.setTitle("Skan decyzji o opłacie")
    canvas.drawString(40, 540, "Decyzja")
    for _ in range(pages):
        canvas.showPage()
        canvas.drawImage(ImageReader(io.BytesIO(picture())), 0, 0, *A5)
    canvas.save()
    return written.getvalue()


def form() -> bytes:
    """Return a form with a field that has no description, and a script behind it."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A5, invariant=1, lang="pl")
    canvas.setTitle("Wniosek o rezerwację placu zabaw")
    canvas.drawString(40, 540, "Nazwisko")
    canvas.acroForm.textfield(name="nazwisko", x=40, y=500, width=200, height=20)
    canvas.acroForm.textfield(
        name="adres", tooltip="Adres do korespondencji", x=40, y=460, width=200, height=20
    )
    canvas.save()
    return written.getvalue()


def files() -> Iterator[tuple[str, bytes]]:
    """Yield each file's name and bytes."""
    yield "drukarka-bez-niczego.pdf", plain()
    yield "drukarka-z-tytulem.pdf", plain("Zasady korzystania z placów zabaw", "pl-PL")
    yield "skan-trzech-stron.pdf", scan(3)
    yield "skan-wielu-stron.pdf", scan(30)
    yield "formularz-pdf.pdf", form()
