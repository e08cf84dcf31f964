"""The store: one SQLite file that keeps what was read, what was found in it, and what was recorded when.

- ``evidence``: raw bytes by SHA-256, compressed; in the ledger itself, so that one file can be copied,
  sent and checked, and no quote is ever without the bytes that it came from
- ``custody``: append-only; who read which bytes, when, from where, each entry sealed with the one before
- ``corrections``: append-only; what people ruled on what was found, sealed in the same way
- ``visits``: what each address of the web gave when it was last asked
- ``inputs``: which bytes each report was read from, its name, what is known of it
- ``extractions``: what each report gave by itself, and the program and model that read it
- ``entries``: append-only; every record that was ever added or retired, when and by whom
- ``current``: the entry that holds for each record now; follows from the entries
- ``passage_index``: full text of the passages; follows from the entries, keeps no words of its own
- ``about``: format, version of the schema, and what was settled last

Enters: extractions and findings. Leaves: the same records, by kind, id or words. One process writes
while any number read (WAL); what a transaction has kept survives a kill (``synchronous = FULL``). It
never reads reports and never decides what follows from what.
"""
