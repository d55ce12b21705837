// HTTPClient: see the design.
