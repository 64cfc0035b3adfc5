"""The real ``lckm serve`` in a process that is forked, with all that it imports loaded."""

import os
from pathlib import Path

import click

import lckm_demo.live.staff
import lckm_desk
import lckm_folder
import lckm_http.server
import lckm_search.adapter
import lckm_sql
from lckm_cli.main import cli
from promises.processes import preload
from promises.web import peers

__all__ = [
    "lckm_demo",
    "lckm_desk",
    "lckm_folder",
    "lckm_http",
    "lckm_search",
    "lckm_sql",
    "peers",
    "serve",
]
preload(__name__)
# This loads the adapters that have commands.
cli.get_command(click.Context(cli), "serve")


def serve(settings: Path) -> None:
    """Serve until killed, with what is printed in the log."""
    os.dup2(2, 1)
    cli.main(["serve", "--settings", str(settings), "--log", "json"], prog_name="lckm")
