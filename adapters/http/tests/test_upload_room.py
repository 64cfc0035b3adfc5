"""A process holds so many bytes of uploads at once, and the others wait in order."""

import anyio
import pytest

from lckm_http import ArrivalRoom, UploadRoom

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


async def test_what_would_fit_does_not_overtake_what_came_before_it():
    room, order = UploadRoom(100), []

    async def upload(size):
        async with room.hold(size, wait=60) as has_room:
            assert has_room
            order.append(size)

    async with anyio.create_task_group() as group, room.hold(90, wait=0):
        group.start_soon(upload, 50)
        await anyio.wait_all_tasks_blocked()
        async with room.hold(10, wait=0.05) as small:
            assert not small
        group.start_soon(upload, 9)
        await anyio.wait_all_tasks_blocked()
        assert order == []
    assert order == [50, 9]


async def test_who_gives_up_takes_nobody_elses_place():
    room, order = UploadRoom(100), []

    async def upload(name):
        async with room.hold(100, wait=10) as has_room:
            assert has_room
            order.append(name)

    async with anyio.create_task_group() as group, room.hold(100, wait=0):
        group.start_soon(upload, "first")
        await anyio.wait_all_tasks_blocked()
        async with room.hold(100, wait=0.05) as second:
            assert not second
        group.start_soon(upload, "third")
        await anyio.wait_all_tasks_blocked()
    assert order == ["first", "third"]


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


async def test_a_form_holds_what_came_of_it_and_nothing_that_it_announced():
    room = ArrivalRoom(100)
    async with room.enter(wait=0) as slow, room.enter(wait=0) as other:
        assert await slow.take(1)
        for _ in range(99):
            assert await other.take(1)


async def test_one_form_comes_to_its_end_though_the_room_is_full():
    room = ArrivalRoom(100)
    async with room.enter(wait=0) as full, room.enter(wait=0) as ahead:
        assert await full.take(100)
        for _ in range(50):
            assert await ahead.take(10)
        async with room.enter(wait=0.05) as third:
            assert not await third.take(1)
        # Whoever is ahead makes place for the next when it has come.
        ahead.leave()
        async with room.enter(wait=0) as fourth:
            assert await fourth.take(1000)


async def test_who_is_ahead_waits_for_no_piece_though_others_wait(monkeypatch):
    naps, room = 0, ArrivalRoom(100)

    async def nap(_seconds):
        nonlocal naps
        naps += 1
        await anyio.sleep(0)

    async def send():
        async with room.enter(wait=10) as arrival:
            for _ in range(500):
                assert await arrival.take(1)

    async with room.enter(wait=0) as full, room.enter(wait=0) as ahead:
        assert await full.take(100)
        assert await ahead.take(1)
        async with anyio.create_task_group() as group:
            for _ in range(4):
                group.start_soon(send)
            await anyio.sleep(0.05)
            monkeypatch.setattr("lckm_http.upload_room.sleep", nap)
            # There is room again, but not for all.
            ahead.leave()
    assert naps < 500


async def test_a_form_that_gives_its_room_back_goes_on():
    room = ArrivalRoom(100, uncounted=10)
    async with room.enter(wait=0) as one, room.enter(wait=0) as other:
        for _ in range(5):
            assert await one.take(110)
            one.leave()
        assert await other.take(110)
        # Its words are over: what comes now is counted to the byte.
        assert await one.take(1)
        assert room._ahead is one


async def test_who_found_no_room_gives_back_what_it_had():
    room = ArrivalRoom(100)
    async with room.enter(wait=0) as one, room.enter(wait=0) as two, room.enter(wait=0) as ahead:
        assert await one.take(60)
        assert await two.take(40)
        assert await ahead.take(1)
        assert not await two.take(1)
        assert await one.take(40)


async def test_a_form_that_fails_gives_its_room_back():
    room = ArrivalRoom(100)

    async def fail():
        async with room.enter(wait=0) as gone:
            assert await gone.take(100)
            raise OSError("away")

    with pytest.raises(OSError, match="away"):
        await fail()
    async with room.enter(wait=0) as one, room.enter(wait=0) as other:
        assert await one.take(50)
        assert await other.take(50)


async def test_words_wait_for_nobody():
    room = ArrivalRoom(100, uncounted=10)
    async with room.enter(wait=0) as full, room.enter(wait=0) as ahead:
        assert await full.take(110)
        assert await ahead.take(11)
        async with room.enter(wait=0) as words:
            assert await words.take(4)
            assert await words.take(6)
            assert not await words.take(1)


async def test_twenty_large_forms_all_come_and_hold_no_more_than_there_is_room_for():
    room, held, most = ArrivalRoom(100), 0, 0

    async def send():
        nonlocal held, most
        async with room.enter(wait=20) as arrival:
            for _ in range(20):
                assert await arrival.take(10)
                held += 10
                most = max(most, held)
                await anyio.sleep(0)
            held -= 200

    async with anyio.create_task_group() as group:
        for _ in range(20):
            group.start_soon(send)
    assert most <= 100 + 200


async def test_room_is_shared_by_event_loops():
    room = ArrivalRoom(100)

    async def send():
        async with room.enter(wait=10) as arrival:
            return all([await arrival.take(10) for _ in range(20)])

    threads = [anyio.to_thread.run_sync(anyio.run, send) for _ in range(4)]
    found = []

    async def wait_for(thread):
        found.append(await thread)

    async with anyio.create_task_group() as group:
        for thread in threads:
            group.start_soon(wait_for, thread)
    assert found == [True] * 4
