"""The types of files, and what is found out about the content of one."""

from enum import Enum

import attrs

from lckm_core.text import Message


class FileType(Enum):
    """A type with its name and extensions, in lower case and without the dot."""

    label: Message
    extensions: tuple[str, ...]

    def __init__(self, pl: str, en: str, *extensions: str) -> None:
        self.label = Message(pl, en)
        self.extensions = extensions

    PDF = ("dokument PDF", "a PDF document", "pdf")
    DOC = ("dokument Worda (DOC)", "a Word document (DOC)", "doc")
    DOCX = ("dokument Worda (DOCX)", "a Word document (DOCX)", "docx")
    RTF = ("dokument RTF", "an RTF document", "rtf")
    DOCM = ("dokument Worda z makrami (DOCM)", "a Word document with macros (DOCM)", "docm")
    WORD_TEMPLATE = ("szablon Worda (DOTX, DOTM)", "a Word template (DOTX, DOTM)", "dotx", "dotm")
    # An Office document whose type is unknown because it is encrypted or damaged.
    OFFICE = (
        *("dokument pakietu Office", "an Office document"),
        *("doc", "docx", "docm", "dot", "dotx", "xls", "xlsx", "xlsm", "ppt", "pptx", "pptm"),
    )
    ODT = ("dokument OpenDocument (ODT)", "an OpenDocument text (ODT)", "odt", "ott")
    ODS = ("arkusz OpenDocument (ODS)", "an OpenDocument sheet (ODS)", "ods", "ots")
    XLS = ("arkusz Excela (XLS)", "an Excel sheet (XLS)", "xls", "xlt")
    XLSX = ("arkusz Excela (XLSX)", "an Excel sheet (XLSX)", "xlsx", "xlsm", "xltx", "xlsb")
    POWERPOINT = (
        "prezentacja PowerPoint",
        "a PowerPoint presentation",
        "ppt",
        "pptx",
        "pptm",
        "pps",
        "ppsx",
    )
    JPEG = ("obraz JPEG", "a JPEG picture", "jpg", "jpeg", "jpe")
    PNG = ("obraz PNG", "a PNG picture", "png")
    PICTURE = ("obraz", "a picture", "gif", "tif", "tiff", "webp", "bmp")
    HTML = ("strona HTML", "an HTML page", "html", "htm", "xhtml", "mht", "mhtml")
    ZIP = ("archiwum ZIP", "a ZIP archive", "zip")
    ARCHIVE = ("archiwum", "an archive", "7z", "rar", "gz", "tgz")
    PROGRAM = ("program", "a program", "exe", "com", "scr", "dll", "msi", "bat", "cmd", "sh")
    LINK = ("odnośnik do strony", "a link to a page", "url", "webloc", "lnk", "desktop")
    TEXT = ("zwykły tekst", "plain text", "txt", "csv", "md", "xml", "json")
    UNKNOWN = ("plik nieznanego rodzaju", "a file of an unknown kind")


@attrs.frozen
class Content:
    """What was found out about the bytes of one file.

    ``damage`` says why the file cannot be whole, ``excess`` why it was not unpacked (it would grow
    without measure); ``None`` where neither was found.
    """

    type: FileType
    encrypted: bool = False
    macros: bool = False
    damage: Message | None = None
    excess: Message | None = None
