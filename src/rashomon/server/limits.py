"""How much one address may ask for: a bucket that fills by the minute."""

import math
import time
from collections import OrderedDict
from threading import Lock

_MOST_ADDRESSES = 10_000
"""Remembered at a time; the one that asked longest ago is forgotten first."""


class Bucket:
    """So many requests a minute an address, all at once if it likes."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, address: str) -> int:
        """Take one request of an address; 0 where it may, else the seconds after which it may."""
        with self._lock:
            left = self._filled(address)
            allowed = left >= 1
            self._left[address] = (left - 1 if allowed else left, time.monotonic())
            self._left.move_to_end(address)
            while len(self._left) > _MOST_ADDRESSES:
                self._left.popitem(last=False)
        return 0 if allowed else math.ceil((1 - left) * 60 / self._per_minute)

    def give_back(self, address: str) -> None:
        """Count the last request of an address as none."""
        with self._lock:
            self._left[address] = (
                min(self._per_minute, self._filled(address) + 1),
                time.monotonic(),
            )

    def _filled(self, address: str) -> float:
        left, at = self._left.get(address, (float(self._per_minute), 0.0))
        return min(self._per_minute, left + (time.monotonic() - at) * self._per_minute / 60)
