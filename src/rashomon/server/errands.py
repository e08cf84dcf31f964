"""Errands: what takes longer than anybody waits for a page, done aside, and how far it is.

An errand goes by a key, so that who asks for the same again is told how far it is, or gets what it
found.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Condition, Thread
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from rashomon.errors import InternalError, RashomonError

_MOST_REMEMBERED = 50


class Errand(Struct, frozen=True):
    """Something that is done for somebody.

    ``begun_s`` and ``ended_s`` are on the monotonic clock, ``expected_s`` is how long it should take.
    ``found`` is what came of it, ``error`` why nothing did.
    """

    key: str
    by: str
    what: str
    begun_s: float
    expected_s: float
    state: Literal["running", "done", "failed"] = "running"
    ended_s: float | None = None
    found: Any = None
    error: RashomonError | None = None

    @property
    def took_s(self) -> float:
        """How long it took, or has taken so far."""
        return (time.monotonic() if self.ended_s is None else self.ended_s) - self.begun_s


class Errands:
    """The errands of one ledger, those that are remembered."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._errands: OrderedDict[str, Errand] = OrderedDict()

    def send(self, errand: Errand, do: Callable[[], Any]) -> Errand:
        """Begin an errand, unless one of its key runs or has found something."""
        with self._changed:
            held = self._errands.get(errand.key)
            if held is not None and held.state != "failed":
                return held
            self._errands[errand.key] = errand
            while len(self._errands) > _MOST_REMEMBERED:
                self._errands.popitem(last=False)
        Thread(target=self._do, args=(errand.key, do), daemon=True).start()
        return errand

    def find(self, key: str) -> Errand | None:
        """An errand by its key; None for one that is not remembered."""
        with self._changed:
            return self._errands.get(key)

    def running(self, beginning: str) -> Errand | None:
        """The first errand that runs and whose key begins so."""
        with self._changed:
            found = (one for one in self._errands.values() if one.state == "running")
            return next((one for one in found if one.key.startswith(beginning)), None)

    def wait(self, key: str, timeout_s: float) -> Errand | None:
        """An errand as soon as it is over, or as it is after a while."""
        with self._changed:
            self._changed.wait_for(
                lambda: key not in self._errands or self._errands[key].state != "running", timeout_s
            )
            return self._errands.get(key)

    def _do(self, key: str, do: Callable[[], Any]) -> None:
        try:
            self._tell(key, state="done", found=do())
        except RashomonError as error:
            self._tell(key, state="failed", error=error)
        except Exception as error:  # noqa: BLE001 - whoever waits is told
            said = f"It failed in a way that nobody foresaw ({type(error).__name__})."
            self._tell(key, state="failed", error=InternalError(f"{said} Nothing was entered."))

    def _tell(self, key: str, **changes: Any) -> None:
        with self._changed:
            held = self._errands.get(key)
            if held is not None:
                self._errands[key] = replace(held, ended_s=time.monotonic(), **changes)
            self._changed.notify_all()
