"""Many procedures at once: read from a folder, a sheet or JSON; compared with what is kept; taken in."""
