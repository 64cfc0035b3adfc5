"""The XML of replies of an Open311 server."""

from xml.etree import ElementTree

from lckm_http_client import Reply


class TooLargeReplyError(Exception):
    """A reply is longer than what is read of one."""


class _Builder(ElementTree.TreeBuilder):
    """Builds a tree of XML that declares nothing of its own."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """Refuse a document type: Open311 has none, and theirs could grow without end."""
        raise ValueError


def read_root(reply: Reply) -> ElementTree.Element | None:
    """Return the root of XML in UTF-8 without a document type, else ``None``.

    Raises :class:`TooLargeReplyError`.
    """
    if reply.is_too_long:
        raise TooLargeReplyError
    parser = ElementTree.XMLParser(target=_Builder())  # noqa: S314
    try:
        parser.feed(reply.content.decode("utf-8-sig"))
        return parser.close()
    except (ValueError, ElementTree.ParseError, RecursionError):
        return None
