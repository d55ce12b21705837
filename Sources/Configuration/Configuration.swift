// Configuration: see the design.
