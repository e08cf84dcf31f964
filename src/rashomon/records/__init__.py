"""The frozen types that cross the seams between stages: a noun a file, no behaviour, no I/O."""
