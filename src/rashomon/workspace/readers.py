"""Raw reports read one after another, or by several processes at once, to the same readings.

Enters: raw reports as they are collected. Leaves: each with its reading or reject, in the same order
whatever the number of processes, since reading looks at one report alone. The processes are started
anew, not forked, so that a program with threads may read as well; a script that asks for them must guard
its own start (``if __name__ == "__main__"``), as for any processes that Python starts anew.
"""

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from datetime import date
from itertools import islice
from multiprocessing import get_context

from rashomon.gazetteers.additions import Additions, choosing, chosen
from rashomon.reading import read
from rashomon.records.reports import RawReport, Reading, Reject
from rashomon.settings import ReadingSettings

AHEAD_EACH = 8
"""Inputs that wait for each process: enough to keep it busy, and at most so many in memory."""

_LASTING = ExitStack()
"""What a process that reads holds to its end; empty in every other."""

Outcome = tuple[RawReport, Reading | Reject]


def read_all(
    raws: Iterable[RawReport], read_at: date, settings: ReadingSettings
) -> Iterator[Outcome]:
    """Every raw report with what reading gives, in order.

    Args:
        raws: The inputs, taken as they are needed.
        read_at: The day of reading, kept with the reports.
        settings: Limits of the stage, and how many processes read.
    """
    count = settings.workers or os.cpu_count() or 1
    if count == 1:
        for raw in raws:
            yield raw, read(raw, read_at, settings)
        return
    waiting = iter(raws)
    ahead = deque(islice(waiting, 2))
    if len(ahead) < 2:  # one input is read before a process has started
        for raw in ahead:
            yield raw, read(raw, read_at, settings)
        return
    with _started(count) as pool:
        yield from _in_order(pool, count, _chained(ahead, waiting), (read_at, settings))


def _started(count: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        count, mp_context=get_context("spawn"), initializer=_prepare, initargs=(chosen(),)
    )


def _chained(ahead: deque[RawReport], waiting: Iterator[RawReport]) -> Iterator[RawReport]:
    while ahead:
        yield ahead.popleft()
    yield from waiting


def _in_order(
    pool: ProcessPoolExecutor,
    count: int,
    raws: Iterator[RawReport],
    how: tuple[date, ReadingSettings],
) -> Iterator[Outcome]:
    asked: deque[tuple[RawReport, Future[Reading | Reject]]] = deque()
    try:
        for raw in raws:
            asked.append((raw, pool.submit(read, raw, *how)))
            if len(asked) >= count * AHEAD_EACH:
                first, answer = asked.popleft()
                yield first, answer.result()
        while asked:
            first, answer = asked.popleft()
            yield first, answer.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _prepare(additions: Additions) -> None:
    """Make a process read as the one that started it; an interrupt is that one's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _LASTING.enter_context(choosing(additions))
