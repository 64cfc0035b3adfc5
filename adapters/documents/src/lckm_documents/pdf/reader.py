"""One PDF: opened within limits, then looked at part by part."""

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pikepdf
from pikepdf import settings

from lckm_documents import limits
from lckm_documents.finding_kinds import CLOSED_TO_READERS
from lckm_documents.pdf.actions import judge_actions
from lckm_documents.pdf.fields import judge_fields
from lckm_documents.pdf.metadata import judge_description
from lckm_documents.pdf.pages import judge_pages
from lckm_documents.pdf.structure import read_structure
from lckm_documents.pdf.tags import judge_structure
from lckm_documents.result import BeyondLimitError, Notes, NotReadableError

# What pikepdf raises for objects that are broken, or not what their place asks for.
_BROKEN: Final = (
    pikepdf.PdfError,
    pikepdf.DataDecodingError,
    pikepdf.QpdfRuntimeError,
    RuntimeError,
    ValueError,
    TypeError,
    AttributeError,
    KeyError,
)


def look_into_pdf(name: str, data: bytes, notes: Notes) -> None:
    """Note what is to be said of a PDF.

    Raises:
        NotReadableError: it cannot be opened, or an object in it cannot be read.
        BeyondLimitError: it holds more than is looked at.
    """
    with _limited():
        try:
            with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
                _look_within(name, pdf, notes)
        except pikepdf.PasswordError:
            notes.not_told(
                "niczego poza tym, że bez hasła nikt go nie otworzy",
                "anything but that nobody can open it without the password",
            )
        except _BROKEN as error:
            _refuse_beyond([str(error)])
            raise NotReadableError(
                "program do PDF nie odczyta jego budowy",
                "a PDF program cannot read how it is built",
            ) from None


def _look_within(name: str, pdf: pikepdf.Pdf, notes: Notes) -> None:
    """Look at an open PDF; what qpdf did not unpack is said, whether or not it raised for it."""
    try:
        _look(name, pdf, notes)
    except _BROKEN:
        _refuse_beyond(pdf.get_warnings())
        raise NotReadableError(
            "któryś obiekt jest uszkodzony albo nie tym, czym powinien",
            "some object is damaged, or not what it should be",
        ) from None
    _refuse_beyond(pdf.get_warnings())


def _refuse_beyond(said: Iterable[object]) -> None:
    if any("limit exceeded" in str(one) for one in said):
        size = limits.STREAM // 1024**2
        raise BeyondLimitError(
            f"część danych po rozpakowaniu zajmuje ponad {size} MB",
            f"some of its data unpacks to more than {size} MB",
        )


def _look(name: str, pdf: pikepdf.Pdf, notes: Notes) -> None:
    if len(pdf.pages) > limits.PAGES:
        raise BeyondLimitError(
            f"ma ponad {limits.PAGES} stron", f"it has more than {limits.PAGES} pages"
        )
    _judge_protection(pdf, notes)
    judge_description(name, pdf, notes)
    structure = read_structure(pdf)
    judge_structure(structure, notes)
    judge_pages(pdf, notes, tagged=structure.is_tagged)
    judge_fields(pdf, notes)
    judge_actions(pdf, notes)
    notes.fact(f"stron: {len(pdf.pages)}", f"pages: {len(pdf.pages)}")
    notes.not_told(
        "czy kolejność czytania, teksty alternatywne i nagłówki mają sens, czy kontrast wystarcza "
        "i czy kolor nie jest jedynym "
        "nośnikiem treści",
        "whether the reading order, the alternative texts and the headings make sense, whether "
        "the contrast is enough, and "
        "whether colour alone carries a meaning",
    )


def _judge_protection(pdf: pikepdf.Pdf, notes: Notes) -> None:
    if pdf.is_encrypted and not (pdf.allow.accessibility and pdf.allow.extract):
        notes.found(
            CLOSED_TO_READERS,
            (),
            "Zabezpieczenie pliku zabrania odczytu treści, także czytnikom ekranu. "
            "Zapisz PDF bez zabezpieczeń albo zezwól na dostęp technologiom asystującym i na "
            "kopiowanie.",
            "The file's protection forbids its content to be read out, by screen readers too. "
            "Save the PDF without protection, or allow access for assistive technology and "
            "copying.",
        )


@contextmanager
def _limited() -> Iterator[None]:
    """Let qpdf unpack no stream beyond measure, whoever has set what for the process."""
    most = limits.STREAM
    before: dict[str, Any] = dict(
        settings.set_qpdf_limits(
            flate_max_memory=most,
            png_max_memory=most,
            tiff_max_memory=most,
            run_length_max_memory=most,
            dct_max_memory=most,
            max_stream_filters=4,
            doc_max_warnings=1000,
        )
    )
    try:
        yield
    finally:
        settings.set_qpdf_limits(**before)
