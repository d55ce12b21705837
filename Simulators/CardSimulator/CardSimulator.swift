// CardSimulator: see the design.
