"""People's corrections applied: which of them hold, what they point at, what they change.

Pure functions from records to records, below the stages that ask them at the right moment: reports
before they are dated, names where they are grouped, statements before they become claims, claims and
origins once they are found. The engine's own result is never overwritten: without a ruling everything is
as it was.
"""
