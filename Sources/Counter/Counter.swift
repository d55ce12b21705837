// Counter: see the design.
