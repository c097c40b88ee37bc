//! `export`: the whole graph for other programs.
