// Runtime: see the design.
