// CoreSimulator: see the design.
