// Journal: see the design.
