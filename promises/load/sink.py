"""A mail server that takes every letter and keeps none, with as little work as can be."""

import asyncio


async def _talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"220 sink\r\n")
    try:
        while line := await reader.readline():
            if line.upper().startswith(b"DATA"):
                writer.write(b"354 go on\r\n")
                await writer.drain()
                await reader.readuntil(b"\r\n.\r\n")
                writer.write(b"250 2.0.0 Ok: queued as 4Xy\r\n")
            else:
                writer.write(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 ok\r\n")
            await writer.drain()
    finally:
        writer.close()


def serve(port: int) -> None:
    """Listen until killed."""

    async def listen() -> None:
        server = await asyncio.start_server(_talk, "127.0.0.1", port)
        await server.serve_forever()

    asyncio.run(listen())
