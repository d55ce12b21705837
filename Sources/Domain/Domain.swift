// Domain: see the design.
