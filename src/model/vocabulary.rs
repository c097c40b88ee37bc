//! Every IRI and every ontology term that the code must know, once.

/// Terms of paperclade.
pub const PC: &str = "https://w3id.org/paperclade/ns#";
/// Concepts that ship with paperclade.
pub const CONCEPT: &str = "https://w3id.org/paperclade/concept/";
/// RDF.
pub const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
/// RDF Schema.
pub const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
/// XML Schema datatypes.
pub const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
/// SKOS.
pub const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
/// Dublin Core terms.
pub const DCTERMS: &str = "http://purl.org/dc/terms/";
/// PROV.
pub const PROV: &str = "http://www.w3.org/ns/prov#";
/// Web Annotation.
pub const OA: &str = "http://www.w3.org/ns/oa#";
/// schema.org.
pub const SCHEMA: &str = "http://schema.org/";
/// `CiTO`, the citation typing ontology.
pub const CITO: &str = "http://purl.org/spar/cito/";
/// `FaBiO`, the bibliographic ontology.
pub const FABIO: &str = "http://purl.org/spar/fabio/";

/// Prefixes as queries and exports write them.
pub const PREFIXES: [(&str, &str); 12] = [
    ("cito", CITO),
    ("dcterms", DCTERMS),
    ("fabio", FABIO),
    ("oa", OA),
    ("pc", PC),
    ("pcc", CONCEPT),
    ("prov", PROV),
    ("rdf", RDF),
    ("rdfs", RDFS),
    ("schema", SCHEMA),
    ("skos", SKOS),
    ("xsd", XSD),
];

/// The base of things unless the user sets another.
pub const DEFAULT_BASE: &str = "http://localhost:7878/";

/// The relation above all lineage relations.
pub const BUILDS_ON: &str = "buildsOn";
/// The inferred step to the next work of a family.
pub const SUCCEEDS: &str = "succeeds";
/// From a work to a concept that its entry is about.
pub const HAS_TOPIC: &str = "hasTopic";

/// From a work to what it puts forward.
pub const INTRODUCES: &str = "introduces";
/// From a size, checkpoint or release to the work that it is one of.
pub const VARIANT_OF: &str = "variantOf";

/// From a work to a dataset that it is evaluated on.
pub const EVALUATED_ON: &str = "evaluatedOn";

/// From a work to one that it continues.
pub const EXTENDS: &str = "extends";

/// Lineage relations, the strongest first, as the guidelines order them.
pub const LINEAGE: [&str; 6] = [EXTENDS, "usesModel", "usesMethod", "usesData", "inspiredBy", "variantOf"];

/// Relations that compare, the strongest first.
pub const COMPARISON: [&str; 2] = ["comparesWith", "similarTo"];

/// Whether a relation says that the subject builds on the object.
#[must_use]
pub fn is_lineage(relation: &str) -> bool {
    LINEAGE.contains(&relation) || relation == BUILDS_ON
}

/// Whether a relation is a step of descent: lineage, or the inferred succession in a family.
#[must_use]
pub fn is_descent(relation: &str) -> bool {
    is_lineage(relation) || relation == SUCCEEDS
}
