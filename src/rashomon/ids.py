"""Ids that are hashes of content: the same record gets the same id, wherever and whenever it is made."""

from hashlib import blake2b

_DIGEST_BYTES = 8
"""64 bits: at ten million records of a kind, two share an id with a chance of 3 in a million."""


def content_id(kind: str, *parts: object) -> str:
    """An id such as ``st-3f9c0a61b2d4e857`` for a record of a kind made of these parts.

    Args:
        kind: A short prefix that says what the id names (``rp`` report, ``st`` statement, …).
        parts: What the record is made of, in a fixed order. Each is taken by its ``str``, and the
            parts are kept apart by a separator that no text of a report can hold.

    Returns:
        The prefix, a dash and sixteen hexadecimal digits.
    """
    content = "".join([f"{part!s}\x00\x1f" for part in parts]).encode("utf-8", "surrogatepass")
    return f"{kind}-{blake2b(content, digest_size=_DIGEST_BYTES).hexdigest()}"
