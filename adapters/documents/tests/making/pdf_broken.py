"""PDFs with one fault each: the good one, changed by pikepdf where the fault belongs."""

import io
from collections.abc import Callable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, Permissions, String

from making.pdf_good import by_typst

Change = Callable[[Pdf], None]


def changed(change: Change, **saving: object) -> bytes:
    """Return the good document after a change."""
    with pikepdf.open(io.BytesIO(by_typst())) as pdf:
        change(pdf)
        written = io.BytesIO()
        pdf.save(written, deterministic_id="encryption" not in saving, **saving)  # type: ignore[arg-type]
        return written.getvalue()


def elements(pdf: Pdf, *types: str) -> Iterator[pikepdf.Object]:
    """Yield the elements of the structure that are of these types."""
    for one in pdf.objects:
        if isinstance(one, Dictionary) and "/S" in one and "/P" in one and str(one.S)[1:] in types:
            yield one


def retyped(old: tuple[str, ...], new: str) -> Change:
    """Return a change that makes elements of one type another."""

    def change(pdf: Pdf) -> None:
        for one in list(elements(pdf, *old)):
            one.S = Name("/" + new)

    return change


def titled(title: str | None) -> Change:
    """Return a change of the title, wherever it stands."""

    def change(pdf: Pdf) -> None:
        del pdf.Root.Metadata
        pdf.docinfo["/Title"] = String(title or "")

    return change


def catalogue(**entries: object) -> Change:
    """Return a change of the catalogue; ``None`` takes an entry out."""

    def change(pdf: Pdf) -> None:
        for key, value in entries.items():
            if value is None:
                del pdf.Root["/" + key]
            else:
                pdf.Root["/" + key] = (
                    pdf.make_indirect(value) if isinstance(value, Dictionary) else value
                )

    return change


def loose_text(pdf: Pdf) -> None:
    """Put a line on the second page that belongs to no element."""
    page = pdf.pages[1]
    font = next(iter(page.resources.Font.keys()))
    page.contents_add(f"BT {font} 10 Tf 40 60 Td <0005000600070008> Tj ET".encode())


def picture_only(pdf: Pdf) -> None:
    """Make the second page a mere picture, in the structure and described."""
    page = pdf.pages[1]
    page.Contents = pdf.make_stream(
        b"/Figure <</MCID 0>> BDC q 300 0 0 400 40 40 cm /Scan Do Q EMC"
    )
    scan = pdf.make_stream(
        bytes(range(64)) * 3, Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8
    )
    scan.ColorSpace, scan.BitsPerComponent = Name.DeviceRGB, 8
    page.Resources = Dictionary(XObject=Dictionary(Scan=scan))


def curves_only(pdf: Pdf) -> None:
    """Draw the letters of the second page as curves."""
    page = pdf.pages[1]
    page.Contents = pdf.make_stream(
        b"/P <</MCID 0>> BDC " + b"10 10 m 20 20 30 30 40 40 c f " * 200 + b"EMC"
    )


def without_letters(pdf: Pdf) -> None:
    """Take the tables away that say which letter each code is."""
    for one in pdf.objects:
        if isinstance(one, Dictionary) and "/ToUnicode" in one:
            del one.ToUnicode


def alternative(text: str | None) -> Change:
    """Return a change of the picture's alternative text."""

    def change(pdf: Pdf) -> None:
        for one in list(elements(pdf, "Figure")):
            del one.Alt
            if text is not None:
                one.Alt = String(text)

    return change


def without_tab_order(pdf: Pdf) -> None:
    """Take the pages' word for the order of the Tab key away."""
    for page in pdf.pages:
        if "/Tabs" in page.obj:
            del page.obj.Tabs


def with_field(described: bool) -> Change:
    """Return a change that puts a text field on the second page."""

    def change(pdf: Pdf) -> None:
        page = pdf.pages[1]
        field = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("imie"),
            Rect=Array([40, 40, 200, 60]),
            F=4,
        )
        if described:
            field.TU = String("Imię i nazwisko")
        kept = pdf.make_indirect(field)
        page.obj.Annots, page.obj.Tabs = Array([kept]), Name.S
        pdf.Root.AcroForm = Dictionary(Fields=Array([kept]))

    return change


def action(page: int, **entries: object) -> Change:
    """Return a change that hangs an action on a link of a page (from 0), or on opening the
    document for -1.
    """

    def change(pdf: Pdf) -> None:
        doing = Dictionary(**entries)
        if page < 0:
            pdf.Root.OpenAction = doing
            return
        annotation = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([40, 40, 200, 60]), A=doing
        )
        pdf.pages[page].obj.Annots = Array([pdf.make_indirect(annotation)])
        pdf.pages[page].obj.Tabs = Name.S

    return change


def attached(pdf: Pdf) -> None:
    """Attach a file."""
    pdf.attachments["dane.csv"] = b"a;b\n1;2\n"


def exploding(pdf: Pdf) -> None:
    """Make the second page unpack to more than is looked at."""
    pdf.pages[1].Contents = pdf.make_stream(b"0 " * 40 * 1024**2)


def without_pages(pdf: Pdf) -> None:
    """Let the list of pages be a number."""
    pdf.Root.Pages.Kids = Array([42, 43])


def files() -> Iterator[tuple[str, bytes]]:
    """Yield each file's name and bytes."""
    yield "bez-tytulu.pdf", changed(titled(None))
    yield "tytul-to-nazwa-pliku.pdf", changed(titled("Microsoft Word - zasady_v3.docx"))
    yield "tytul-ukryty.pdf", changed(catalogue(ViewerPreferences=None))
    yield "bez-jezyka.pdf", changed(catalogue(Lang=None))
    yield "jezyk-slowami.pdf", changed(catalogue(Lang=String("język polski")))
    yield "bez-znacznikow.pdf", changed(catalogue(StructTreeRoot=None, MarkInfo=None))
    yield (
        "puste-drzewo.pdf",
        changed(catalogue(StructTreeRoot=Dictionary(Type=Name.StructTreeRoot))),
    )
    yield (
        "znaczniki-niepewne.pdf",
        changed(catalogue(MarkInfo=Dictionary(Marked=True, Suspects=True))),
    )
    yield "tekst-poza-struktura.pdf", changed(loose_text)
    yield "druga-strona-to-skan.pdf", changed(picture_only)
    yield "litery-z-krzywych.pdf", changed(curves_only)
    yield "nieczytelne-litery.pdf", changed(without_letters)
    yield "obraz-bez-opisu.pdf", changed(alternative(None))
    yield "obraz-opisany-nazwa.pdf", changed(alternative("obraz1.png"))
    yield "tabela-bez-naglowkow.pdf", changed(retyped(("TH",), "TD"))
    yield "bez-naglowkow.pdf", changed(retyped(("H1", "H2", "H3"), "P"))
    yield "przeskok-naglowkow.pdf", changed(retyped(("H2",), "P"))
    yield "zaczyna-od-poziomu-2.pdf", changed(retyped(("H1",), "P"))
    yield "bez-kolejnosci-tab.pdf", changed(without_tab_order)
    yield "pole-bez-opisu.pdf", changed(with_field(described=False))
    yield "pole-z-opisem.pdf", changed(with_field(described=True))
    yield (
        "formularz-xfa.pdf",
        changed(catalogue(AcroForm=Dictionary(Fields=Array([]), XFA=String("<xdp/>")))),
    )
    yield (
        "skrypt-na-otwarcie.pdf",
        changed(action(-1, S=Name.JavaScript, JS=String("app.alert(1)"))),
    )
    yield "uruchamia-program.pdf", changed(action(1, S=Name.Launch, F=String("cmd.exe")))
    yield "wysyla-dane.pdf", changed(action(0, S=Name.SubmitForm, F=String("https://example.com/")))
    yield "wczytuje-dane.pdf", changed(action(1, S=Name.ImportData, F=String("dane.fdf")))
    share = String("\\\\serwer\\udzial\\dane.pdf")
    yield (
        "siega-do-innego-pliku.pdf",
        changed(action(1, S=Name.GoToR, F=share, D=Array([0, Name.Fit]))),
    )
    inner = Dictionary(R=Name.C, N=String("dane.pdf"))
    yield (
        "siega-do-pliku-w-pliku.pdf",
        changed(action(0, S=Name.GoToE, D=Array([0, Name.Fit]), T=inner)),
    )
    yield "otwiera-adres.pdf", changed(action(-1, S=Name.URI, URI=String("https://example.com/")))
    yield "z-zalacznikiem.pdf", changed(attached)
    closed = Permissions(accessibility=False, extract=False)
    yield (
        "zamkniety-dla-czytnikow.pdf",
        changed(lambda _: None, encryption=Encryption(owner="x", R=4, allow=closed)),
    )
    yield (
        "zaszyfrowany-lecz-otwarty.pdf",
        changed(lambda _: None, encryption=Encryption(owner="x", R=6)),
    )
    yield "na-haslo.pdf", changed(lambda _: None, encryption=Encryption(owner="x", user="y", R=6))
    yield "strony-sa-liczbami.pdf", changed(without_pages)
    yield "rozpakowuje-sie-bez-miary.pdf", changed(exploding, recompress_flate=True)
