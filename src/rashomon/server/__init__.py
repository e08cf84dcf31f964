"""The workbench and its HTTP API: one process that shows a ledger to browsers and programs.

Enters: requests. Leaves: pages, JSON, CSV, problem documents. It reads the ledger through one
immutable `rashomon.server.snapshots.Snapshot` per state and day; it writes through the workspace only.
It never decides anything about reports: what a page says, the records and `rashomon.views` say.
"""
