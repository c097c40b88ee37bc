//! SPARQL: formats, mistakes, limits, and closures that are evaluated once.
