"""Whether a connection that lay in the pool still has its server."""

from time import monotonic
from typing import Any

from sqlalchemy.exc import InvalidatePoolError

_REST = 1.0
"""Seconds between two uses of a connection, after which its server is asked."""
_USED = "lckm_used"


def require_server(dialect: Any, connection: Any, record: Any, _: Any) -> None:
    """Have the pool connect anew where the server of this connection has gone since it was last used.

    A server that closed it has said so, and reading that takes no way there and back. One that lost its power has not, and
    takes longer than a rest to be up again; so it is asked only after one.
    """
    last, record.info[_USED] = record.info.get(_USED), monotonic()
    try:
        # Twice: the first may find the server's last words, and the second that nothing comes after them.
        connection.pgconn.consume_input()
        connection.pgconn.consume_input()
        if last is not None and record.info[_USED] - last > _REST:
            dialect.do_ping(connection)
    except dialect.dbapi.Error as error:
        raise InvalidatePoolError from error
