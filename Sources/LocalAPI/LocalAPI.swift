// LocalAPI: see the design.
