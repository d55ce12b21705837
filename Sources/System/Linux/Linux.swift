// Linux: see the design.
