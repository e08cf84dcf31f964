"""Memory: a hundred thousand records made without looking for garbage among them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collections() -> Iterator[None]:
    """Nothing that a snapshot holds refers back to what holds it, so nothing of it need be looked for.

    Walking millions of records over and over, in the hope of some that can be thrown away, would take
    most of the time. What there is afterwards is set aside from later collections; it is freed when
    nobody holds it any more.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()
