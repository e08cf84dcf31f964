"""Templates and static files of the workbench; see `rashomon.server`."""
