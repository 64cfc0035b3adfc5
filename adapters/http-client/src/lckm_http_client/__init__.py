"""One HTTP request to another server, with a time limit for all of it."""

from lckm_http_client.server import NoReplyError, Reply, Server

__all__ = ["NoReplyError", "Reply", "Server"]
