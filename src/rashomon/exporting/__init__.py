"""The ledger in formats that other programs read: a format a file."""
