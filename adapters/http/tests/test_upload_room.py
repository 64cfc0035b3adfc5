"""A process holds so many bytes of uploads at once, and the others wait in order."""

import anyio
import pytest

from lckm_http import UploadRoom

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend():
    return "asyncio"


async def test_no_more_is_held_than_there_is_room_for():
    room, held, most, order = UploadRoom(100), 0, 0, []

    async def upload(name, size):
        nonlocal held, most
        async with room.hold(size, wait=10) as has_room:
            assert has_room
            held += size
            most = max(most, held)
            order.append(name)
            await anyio.sleep(0.01)
            held -= size

    async with anyio.create_task_group() as group:
        for name in range(20):
            group.start_soon(upload, name, 30 + name)
    assert most <= 100
    assert sorted(order) == list(range(20))


async def test_who_waited_in_vain_holds_nothing_and_blocks_nobody():
    room = UploadRoom(100)
    async with room.hold(90, wait=0) as first:
        async with room.hold(20, wait=0.05) as second:
            assert (first, second) == (True, False)
        async with room.hold(10, wait=0) as third:
            assert third
    async with room.hold(100, wait=0) as fourth:
        assert fourth


async def test_who_brings_nothing_waits_for_nobody():
    room = UploadRoom(100)
    async with room.hold(100, wait=0), anyio.create_task_group() as group:
        group.start_soon(_hold, room)
        await anyio.sleep(0.01)
        async with room.hold(0, wait=0) as has_room:
            assert has_room
        group.cancel_scope.cancel()


async def _hold(room):
    async with room.hold(1, wait=60):
        pytest.fail("there was no room")


async def test_what_is_larger_than_the_room_takes_all_of_it():
    room = UploadRoom(100)
    async with room.hold(1000, wait=0) as first, room.hold(1, wait=0) as second:
        assert (first, second) == (True, False)


async def test_who_is_broken_off_while_waiting_leaves_the_queue():
    room = UploadRoom(100)
    async with room.hold(100, wait=0):
        with anyio.move_on_after(0.05):
            async with room.hold(100, wait=60):
                pytest.fail("there was no room")
    async with room.hold(100, wait=0) as again:
        assert again


async def test_what_fails_gives_its_room_back():
    room = UploadRoom(100)
    with pytest.raises(OSError, match="disk"):
        async with room.hold(100, wait=0):
            raise OSError("disk")
    async with room.hold(100, wait=0) as again:
        assert again
