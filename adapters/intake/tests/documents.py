"""PDFs with all that programs write into them besides the pages."""

import io
from functools import cache

import pikepdf
from canaries import planted
from photos import jpeg, profile
from pikepdf import Array, Dictionary, Name, String


def _words(words=""):
    return String(planted(words).decode())


def _xmp(pdf):
    stream = pdf.make_stream(b"<x:xmpmeta>" + planted("xmp") + b"</x:xmpmeta>")
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    return stream


def _image(pdf, filters):
    packed = jpeg()
    stream = pdf.make_stream(packed)
    if len(filters) > 1:
        packed = (packed.hex() + ">").encode()
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width, stream.Height, stream.BitsPerComponent = 48, 32, 8
    stream.Metadata = _xmp(pdf)
    colours = pdf.make_stream(profile(), N=3, Alternate=Name.DeviceRGB)
    stream.ColorSpace = pdf.make_indirect(Array([Name.ICCBased, colours]))
    stream.write(packed, filter=Array(filters) if len(filters) > 1 else filters[0])
    return stream


def _attachment(pdf):
    embedded = pdf.make_stream(planted("embedded"))
    embedded.Type = Name.EmbeddedFile
    return pdf.make_indirect(
        Dictionary(Type=Name.Filespec, F=_words("f"), EF=Dictionary(F=embedded), Desc=_words())
    )


def _annotations(pdf):
    shown = pdf.make_stream(b"1 0 0 rg 0 0 20 20 re f")
    shown.Type, shown.Subtype, shown.BBox = Name.XObject, Name.Form, Array([0, 0, 20, 20])
    shown.PieceInfo = Dictionary(Any=_words())
    note = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Square,
        Rect=Array([10, 10, 30, 30]),
        T=_words("author"),
        Contents=_words("comment"),
        M=_words("date"),
        AP=Dictionary(N=shown),
        F=4,
        NM=_words(),
    )
    file = Dictionary(
        Type=Name.Annot,
        Subtype=Name.FileAttachment,
        Rect=Array([0, 0, 5, 5]),
        FS=_attachment(pdf),
    )
    return Array([pdf.make_indirect(note), pdf.make_indirect(file)])


def _contents():
    """Return what draws a page, in two pieces, with words that draw nothing."""
    return (
        b"% " + planted("comment") + b"\n/Span <</E (" + planted("marked") + b")",
        b"/K [<</A <" + planted().hex().encode() + b">>>]>> BDC /Span /P BDC EMC EMC\n/"
        b"KANAREK BMC EMC /T <</A (" + planted() + b")>> DP (" + planted() + b") unknown\n"
        b"BT 0 Tr (" + planted("operand") + b") 2 Tr ET\n"
        b"BX q 100 0 0 60 50 20 cm /I Do Q EX % " + planted("end"),
    )


def _page(pdf, filters):
    image = _image(pdf, filters)
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, 200, 100]),
        Rotate=90,
        Contents=Array([pdf.make_stream(one) for one in _contents()]),
        Resources=Dictionary(
            XObject=Dictionary(I=image),
            Properties=Dictionary(P=pdf.make_indirect(Dictionary(ActualText=_words("marked")))),
        ),
        Annots=_annotations(pdf),
        Metadata=_xmp(pdf),
        Thumb=_image(pdf, [Name.DCTDecode]),
        PieceInfo=Dictionary(Any=Dictionary(LastModified=_words(), Private=_words("private"))),
        LastModified=_words(),
        AF=Array([_attachment(pdf)]),
        Tabs=Name.S,
    )
    return pikepdf.Page(pdf.make_indirect(page))


def _form(pdf):
    field = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Tx,
        T=_words("field"),
        TU=_words(),
        V=String("ulica Piotrkowska"),
        DA=String("/Helv 12 Tf 0 g"),
        Rect=Array([20, 60, 180, 80]),
        F=4,
    )
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    fields = Array([pdf.make_indirect(field)])
    pdf.pages[0].Annots.append(fields[0])
    return Dictionary(
        Fields=fields,
        NeedAppearances=True,
        DA=String("/Helv 12 Tf 0 g"),
        DR=Dictionary(Font=Dictionary(Helv=pdf.make_indirect(font))),
        XFA=_words("xfa"),
    )


def document(*filters, encryption=False, **options):
    """Return a PDF of one page with a photo, notes, a form, files, scripts and earlier words."""
    pdf = pikepdf.new()
    pdf.pages.append(_page(pdf, filters or [Name.DCTDecode]))
    for key in ("/Author", "/Creator", "/Producer", "/Title", "/CreationDate", "/Company"):
        pdf.docinfo[key] = _words(key[1:])
    root = pdf.Root
    root.Metadata = _xmp(pdf)
    root.Names = Dictionary(
        EmbeddedFiles=Dictionary(Names=Array([_words(), _attachment(pdf)])),
        JavaScript=Dictionary(Names=Array([_words(), Dictionary(S=Name.JavaScript, JS=_words())])),
    )
    root.Outlines = Dictionary(Type=Name.Outlines, Title=_words("outline"))
    root.OpenAction = Dictionary(S=Name.JavaScript, JS=_words("script"))
    root.PieceInfo = Dictionary(Any=_words())
    root.AF = Array([_attachment(pdf)])
    root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, Alt=_words("structure"))
    layer = Dictionary(
        Type=Name.OCG,
        Name=String("warstwa"),
        Usage=Dictionary(CreatorInfo=Dictionary(Creator=_words())),
    )
    layers = Array([pdf.make_indirect(layer)])
    root.OCProperties = Dictionary(OCGs=layers, D=Dictionary(Order=layers))
    root.AcroForm = _form(pdf)
    pdf.trailer.Any = _words("trailer")
    written = io.BytesIO()
    pdf.save(written, encryption=encryption, fix_metadata_version=False, **options)
    return written.getvalue()


def revised():
    """Return a PDF whose page once had other words, which are still in the file."""
    first = document(static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pikepdf.open(io.BytesIO(first)) as pdf:
        number = pdf.pages[0].obj.Contents.objgen[0]
        root = pdf.Root.objgen[0]
        size = int(pdf.trailer.Size)
    start = len(first)
    content = b"0 0 1 rg 0 0 50 50 re f"
    update = b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
        number,
        len(content),
        content,
    )
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %d 0 R /Prev %s >>\n" % (
        number,
        start,
        size,
        root,
        first.rstrip().split(b"\n")[-2],
    )
    return (
        first
        + update
        + table
        + b"startxref\n%d\n%%%%EOF\n%% " % (start + len(update))
        + planted("after the end")
    )


@cache
def pdfs():
    """Return PDFs by name."""
    return {
        "letter.pdf": document(),
        "objects.pdf": document(object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "packed-twice.pdf": document(Name.ASCIIHexDecode, Name.DCTDecode),
        "revised.pdf": revised(),
    }
