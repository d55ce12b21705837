// Cards: see the design.
