"""PDF: what shows the pages stays; traces of people, programs and history are cut."""

import io
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import thread_time
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String, settings

from lckm_intake.metadata.byte_fields import MalformedFileError, require
from lckm_intake.metadata.jpeg import clean_jpeg
from lckm_intake.metadata.pdf_contents import clean_contents

_MOST_OBJECTS: Final = 50_000
_MOST_PAGES: Final = 500
# For all pages together, with the names and choices that each is compared with.
_MOST_ANNOTATIONS: Final = 200
_MOST_CHOICES: Final = 500
_LONGEST_VALUE: Final = 10_000
# Bytes of instructions that draw, unpacked; each stream of them counts as some at least.
_MOST_CONTENTS: Final = 2_000_000
_LEAST_STREAM: Final = 200
# Seconds of work on the objects of one PDF; a letter takes a hundredth of one.
_LONGEST: Final = 1.0
_DEEPEST: Final = 100
_LARGEST_STREAM: Final = 12 * 1024 * 1024
_MOST_UNPACKED: Final = 4 * _LARGEST_STREAM
# Packed tables of objects, one for each time the file was saved; any letter may be escaped.
_TABLE: Final = re.compile(rb"/(?:X|#58)(?:R|#52)(?:e|#65)(?:f|#66)")
_MOST_TABLES: Final = 20
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
    IndexError,
)
# Entries that are kept; all others of such an object are cut.
_TRAILER: Final = frozenset({"/Root", "/Size"})
_CATALOGUE: Final = frozenset({"/Type", "/Pages", "/OCProperties"})
_PAGE_TREE: Final = frozenset(
    {"/Type", "/Kids", "/Count", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/Rotate"}
)
_PAGE: Final = frozenset(
    {"/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit"}
    | {"/Contents", "/Group"}
)
_STREAM: Final = frozenset(
    # In any stream, and in fonts, character maps and functions.
    {"/Type", "/Subtype", "/Length", "/Filter", "/DecodeParms", "/Length1", "/Length2"}
    | {"/Length3", "/CMapName", "/CIDSystemInfo", "/WMode", "/UseCMap", "/FunctionType"}
    | {"/Domain", "/Range", "/Size", "/BitsPerSample", "/Order", "/Encode", "/Decode"}
    # Of pictures.
    | {"/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Intent", "/ImageMask"}
    | {"/Mask", "/Interpolate", "/SMask", "/SMaskInData", "/Matte", "/OC"}
    # Of drawings, patterns and shadings.
    | {"/FormType", "/BBox", "/Matrix", "/Resources", "/Group", "/PatternType", "/PaintType"}
    | {"/TilingType", "/XStep", "/YStep", "/ShadingType", "/Background", "/AntiAlias"}
    | {"/BitsPerCoordinate", "/BitsPerFlag", "/VerticesPerRow", "/Function"}
)
_CUT_EVERYWHERE: Final = frozenset(
    {"/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AF", "/EF", "/JS", "/OPI"}
    | {"/CreatorInfo", "/Usage", "/StructParent", "/StructParents", "/Author", "/Creator"}
    | {"/Producer", "/CreationDate", "/ModDate", "/Ref", "/Alternates"}
    | {"/ActualText", "/Alt", "/E"}
)
# Texts that drawing needs: of fonts, halftones and layers. No other text draws anything.
_TEXTS: Final = frozenset(
    {"/Registry", "/Ordering", "/CharSet", "/FontFamily", "/Panose", "/HalftoneName", "/Name"}
)
_LAYERS: Final = frozenset({"/OCG", "/OCMD"})
_LAYER: Final = frozenset({"/Type", "/Name", "/Intent", "/OCGs", "/P", "/VE"})
_RESOURCES: Final = frozenset(
    {"/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font", "/Properties"}
)
_NO_PICTURE: Final = frozenset({"/Metadata", "/EmbeddedFile", "/XML"})
_DEVICE_SPACES: Final = {"1": Name.DeviceGray, "3": Name.DeviceRGB, "4": Name.DeviceCMYK}
# What JPEG 2000 carries beside the picture is not known here.
_FILTERS: Final = frozenset(
    {"/FlateDecode", "/LZWDecode", "/RunLengthDecode", "/ASCIIHexDecode", "/ASCII85Decode"}
    | {"/CCITTFaxDecode", "/JBIG2Decode", "/DCTDecode"}
)
_JPEG: Final = b"\xff\xd8\xff"
# The limits of qpdf are those of the process.
_ONE_AT_A_TIME: Final = threading.Lock()


class EncryptedPdfError(ValueError):
    """A PDF is protected by a password or encryption."""


def clean_pdf(data: bytes) -> bytes:
    """Return a PDF that shows the same pages and holds nothing else.

    Form fields and annotations become part of their page. One PDF is read at a time.

    Raises:
        MalformedFileError: it cannot be read, is over a limit, or holds a picture that cannot be
            cleaned.
        EncryptedPdfError: it is encrypted.
    """
    require(holds=len(_TABLE.findall(data)) <= _MOST_TABLES)
    with _ONE_AT_A_TIME, _limit_unpacking():
        try:
            with pikepdf.open(
                io.BytesIO(data), suppress_warnings=True, attempt_recovery=False
            ) as pdf:
                if pdf.is_encrypted:
                    raise EncryptedPdfError
                return _clean(pdf)
        except pikepdf.PasswordError:
            raise EncryptedPdfError from None
        except (EncryptedPdfError, MalformedFileError):
            raise
        except _BROKEN:
            raise MalformedFileError from None


def _clean(pdf: pikepdf.Pdf) -> bytes:
    require(holds=0 < len(pdf.pages) <= _MOST_PAGES and len(pdf.objects) <= _MOST_OBJECTS)
    _require_few_annotations(pdf)
    if "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
    pdf.flatten_annotations()
    root = pdf.Root
    _keep(root, _CATALOGUE)
    for page in pdf.pages:
        _keep(page.obj, _PAGE)
    _clean_page_tree(root.Pages)
    _clean_objects(pdf)
    _clean_drawings(pdf)
    # The trailer may be an object itself, cleaned with all others.
    pdf.trailer.Root = root
    _keep(pdf.trailer, _TRAILER)
    _refuse_beyond(pdf)
    written = io.BytesIO()
    pdf.save(
        written,
        preserve_pdfa=False,
        fix_metadata_version=False,
        compress_streams=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        # The same for all, so that it reveals nothing.
        static_id=True,
    )
    _refuse_beyond(pdf)
    _require_pages(written)
    return written.getvalue()


def _require_pages(written: io.BytesIO) -> None:
    """Refuse what cannot be opened again: of a page tree at fault a part may be left."""
    with pikepdf.open(written, suppress_warnings=True, attempt_recovery=False) as pdf:
        require(holds=len(pdf.pages) > 0)


def _require_few_annotations(pdf: pikepdf.Pdf) -> None:
    """Refuse what would take long to become part of the pages."""
    count = names = 0
    for page in pdf.pages:
        annotations = page.obj.get("/Annots")
        if annotations is None:
            continue
        count += len(annotations)
        require(holds=count <= _MOST_ANNOTATIONS)
        # The drawing of each gets a name that no other of the page has.
        names += len(annotations) * _count_names(page.resources)
        require(holds=names <= 10 * _MOST_OBJECTS)
    if "/AcroForm" in pdf.Root:
        for found in _containers(pdf):
            if isinstance(found, Dictionary):
                choices, value = found.get("/Opt"), found.get("/V")
                require(holds=not isinstance(choices, Array) or len(choices) <= _MOST_CHOICES)
                require(holds=not isinstance(value, String) or len(bytes(value)) <= _LONGEST_VALUE)


def _count_names(resources: Any) -> int:
    kinds = [resources.get(key) for key in list(resources.keys())]
    return sum(len(kind) for kind in kinds if isinstance(kind, Dictionary))


def _clean_drawings(pdf: pikepdf.Pdf) -> None:
    """Write anew what draws pages, forms, patterns and letters."""
    budget = _MOST_CONTENTS
    for contents in _drawings(pdf):
        pieces = []
        for part in contents:
            data = part.read_bytes()
            budget -= max(len(data), _LEAST_STREAM)
            require(holds=budget >= 0)
            pieces.append(data)
        contents[0].write(clean_contents(b"\n".join(pieces)))


def _drawings(pdf: pikepdf.Pdf) -> Iterator[list[Any]]:
    """Yield what draws, each as its streams in order; the first is to hold all."""
    for page in pdf.pages:
        contents = page.obj.get("/Contents")
        if isinstance(contents, Array):
            parts = [part for part in contents if isinstance(part, Stream)]
            page.obj.Contents = pdf.make_stream(b"")
            yield [page.obj.Contents, *parts]
        elif contents is not None:
            yield [contents]
    for found in _containers(pdf):
        if isinstance(found, Stream) and (
            found.get("/Subtype") == Name.Form or "/PatternType" in found
        ):
            yield [found]
        elif isinstance(found, Dictionary) and "/CharProcs" in found:
            letters = found.CharProcs
            yield from ([letters.get(key)] for key in list(letters.keys()))


def _clean_objects(pdf: pikepdf.Pdf) -> None:
    containers = list(_containers(pdf))
    for found in containers:
        if isinstance(found, Array) and len(found) == 2 and found[0] == Name.ICCBased:
            _name_device_space(found)
    budget = _MOST_UNPACKED
    for found in containers:
        if not isinstance(found, Array):
            _clean_entries(found)
        if isinstance(found, Stream):
            budget -= _clean_photo(pdf, found)
            require(holds=budget >= 0)


def _keep(holder: Any, keys: frozenset[str]) -> None:
    for key in list(holder.keys()):
        if key not in keys:
            del holder[key]


def _clean_page_tree(root: Any) -> None:
    """Cut the entries of the nodes between the catalogue and the pages."""
    queue, visited = [(root, 0)], set()
    while queue:
        node, depth = queue.pop()
        require(holds=depth <= _DEEPEST and node.objgen not in visited)
        visited.add(node.objgen)
        kids = node.get("/Kids")
        if kids is not None:
            _keep(node, _PAGE_TREE)
            queue += [(kid, depth + 1) for kid in kids]


def _containers(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield every dictionary, stream and array of a PDF.

    Raises:
        MalformedFileError: there are too many, or to read them takes too long.
    """
    until = thread_time() + _LONGEST
    for found in pdf.objects:
        require(holds=thread_time() <= until)
        yield from _containers_in(found, until)


def _containers_in(found: Any, until: float) -> Iterator[Any]:
    count = 0
    queue = [(found, 0)]
    while queue:
        require(holds=thread_time() <= until)
        value, depth = queue.pop()
        if not isinstance(value, (Dictionary, Stream, Array)):
            continue
        count += 1
        require(holds=count <= 10 * _MOST_OBJECTS and depth <= _DEEPEST)
        yield value
        inner = (
            list(value)
            if isinstance(value, Array)
            else [value.get(key) for key in list(value.keys())]
        )
        queue += [
            (part, depth + 1)
            for part in inner
            if isinstance(part, (Dictionary, Array)) and not part.is_indirect
        ]


def _clean_entries(found: Any) -> None:
    """Cut everything from a dictionary or stream that does not show the page."""
    is_stream = isinstance(found, Stream)
    if not is_stream and str(found.get("/Type")) in _LAYERS:
        _keep(found, _LAYER)
    resources = found.get("/Resources")
    if resources is not None:
        _keep(resources, _RESOURCES)
    properties = found.get("/Properties")
    if properties is not None:
        # All but layers are words on what is marked.
        for key in list(properties.keys()):
            if str(properties.get(key).get("/Type")) not in _LAYERS:
                del properties[key]
    # Profiles have a number of colours, and data that no page shows have these names.
    empty = is_stream and ("/N" in found or not _NO_PICTURE.isdisjoint(_names(found)))
    for key in list(found.keys()):
        if (
            key in _CUT_EVERYWHERE
            or (is_stream and key not in _STREAM)
            or (isinstance(found.get(key), String) and key not in _TEXTS)
        ):
            del found[key]
    if empty:
        found.write(b"")


def _names(stream: Any) -> set[str]:
    return {str(stream.get("/Type")), str(stream.get("/Subtype"))}


def _name_device_space(space: Array) -> None:
    """Replace a colour profile, which can name a device, by the plain colour space."""
    named = _DEVICE_SPACES.get(str(space[1].get("/N")))
    require(holds=named is not None)
    space[0] = named
    del space[1]


def _clean_photo(pdf: pikepdf.Pdf, stream: Any) -> int:
    """Clean the JPEG that a stream is, if it is one; return how many bytes were unpacked."""
    filters = stream.get("/Filter", Array())
    names = [str(name) for name in (filters if isinstance(filters, Array) else [filters])]
    require(holds=_FILTERS.issuperset(names))
    packed = stream.read_raw_bytes()
    if not packed.startswith(_JPEG) and names[-1:] != ["/DCTDecode"]:
        return 0
    if len(names) > 1:
        outer = Stream(pdf, packed, Filter=Array([Name(name) for name in names[:-1]]))
        packed = outer.read_bytes()
    cleaned, _ = clean_jpeg(packed, turn=False)
    parameters = stream.get("/DecodeParms")
    if isinstance(parameters, Array):
        parameters = parameters[-1] if len(parameters) else None
    stream.write(cleaned, filter=Name.DCTDecode, decode_parms=parameters)
    return len(packed)


def _refuse_beyond(pdf: pikepdf.Pdf) -> None:
    require(holds=not any("limit exceeded" in str(warning) for warning in pdf.get_warnings()))


@contextmanager
def _limit_unpacking() -> Iterator[None]:
    """Limit what qpdf unpacks, whatever the process has set."""
    most = _LARGEST_STREAM
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
