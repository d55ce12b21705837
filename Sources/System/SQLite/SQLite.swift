// SQLite: see the design.
