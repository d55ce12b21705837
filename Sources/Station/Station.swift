// Station: see the design.
