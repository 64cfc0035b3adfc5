"""Opens a PDF within limits and runs all checks on it."""

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


def inspect_pdf(name: str, data: bytes, notes: Notes) -> None:
    """Add the findings of a PDF to *notes*.

    Raises:
        NotReadableError: it cannot be opened, or an object in it cannot be read.
        BeyondLimitError: it is over a limit.
    """
    with _limited():
        try:
            with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
                _check_within_limits(name, pdf, notes)
        except pikepdf.PasswordError:
            notes.add_unchecked(
                "niczego poza tym, że bez hasła nikt go nie otworzy",
                "anything but that nobody can open it without the password",
            )
        except _BROKEN as error:
            _refuse_beyond([str(error)])
            raise NotReadableError(
                "program do PDF nie odczyta jego budowy",
                "a PDF program cannot read how it is built",
            ) from None


def _check_within_limits(name: str, pdf: pikepdf.Pdf, notes: Notes) -> None:
    """Check an open PDF, and report streams over the limit that qpdf did not unpack."""
    try:
        _check(name, pdf, notes)
    except _BROKEN:
        _refuse_beyond(pdf.get_warnings())
        raise NotReadableError(
            "któryś obiekt jest uszkodzony albo nie tym, czym powinien",
            "some object is damaged, or not what it should be",
        ) from None
    _refuse_beyond(pdf.get_warnings())


def _refuse_beyond(warnings: Iterable[object]) -> None:
    if any("limit exceeded" in str(warning) for warning in warnings):
        size = limits.STREAM // 1024**2
        raise BeyondLimitError(
            f"część danych po rozpakowaniu zajmuje ponad {size} MB",
            f"some of its data unpacks to more than {size} MB",
        )


def _check(name: str, pdf: pikepdf.Pdf, notes: Notes) -> None:
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
    notes.add_fact(f"stron: {len(pdf.pages)}", f"pages: {len(pdf.pages)}")
    notes.add_unchecked(
        "czy kolejność czytania, teksty alternatywne i nagłówki mają sens, czy kontrast wystarcza "
        "i czy kolor nie jest jedynym "
        "nośnikiem treści",
        "whether the reading order, the alternative texts and the headings make sense, whether "
        "the contrast is enough, and "
        "whether colour alone carries a meaning",
    )


def _judge_protection(pdf: pikepdf.Pdf, notes: Notes) -> None:
    if pdf.is_encrypted and not (pdf.allow.accessibility and pdf.allow.extract):
        notes.add(
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
    """Limit the size of the streams that qpdf unpacks, whatever the process has set."""
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
