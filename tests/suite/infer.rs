//! Rules: what follows from a graph, and what does not.

use paperclade::infer;
use paperclade::knowledge::rules::{self, Rule};
use paperclade::model::{Because, Date, Entity, Evidence, Fact, Graph, Label, Status, vocabulary};

use crate::support::sample;

/// A task, a technique that has a narrower one, and one concept that is neither.
const CONCEPTS: &str = "
    @prefix pcc: <https://w3id.org/paperclade/concept/> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    pcc:generation skos:broader pcc:task .
    pcc:tokens skos:broader pcc:discretization .
    pcc:discretization skos:broader pcc:technique .
    pcc:images skos:broader pcc:modality .";

#[test]
fn a_version_extends_the_next_lower_one_of_the_same_stem() {
    check_by("next-version", &["VQ-VAE-2", "VQ-VAE"], &["VQ-VAE-2 extends VQ-VAE"]);
    check_by("next-version", &["BLIP2", "BLIP"], &["BLIP2 extends BLIP"]);
    check_by("next-version", &["LLaMA 2", "Llama"], &["LLaMA 2 extends Llama"]);
    check_by(
        "next-version",
        &["GPT-4", "GPT-3", "GPT-2", "GPT-J", "GPT-NeoX"],
        &["GPT-3 extends GPT-2", "GPT-4 extends GPT-3"],
    );
    check_by("next-version", &["phi-2", "phi-1.5", "phi-1"], &["phi-1.5 extends phi-1", "phi-2 extends phi-1.5"]);
    check_by("next-version", &["MiniGPT-5", "MiniGPT-4", "GPT-4"], &["MiniGPT-5 extends MiniGPT-4"]);
}

#[test]
fn sizes_and_years_are_no_versions() {
    check_by("next-version", &["Vicuna-7B", "Vicuna-13B", "Vicuna"], &[]);
    check_by("next-version", &["ResNet-101", "ResNet-50", "ResNet"], &[]);
    check_by("next-version", &["COMET22", "COMET"], &[]);
    check_by("next-version", &["CoNLL-2003", "CoNLL-2000"], &[]);
    check_by("next-version", &["T5", "T0"], &[]);
}

#[test]
fn an_alias_may_carry_the_version() {
    let mut graph = graph(&["SD2", "Stable Diffusion"]);
    graph.entities[1].aliases.push(Label::plain("SD"));
    assert_eq!(found(&graph, &only("next-version")), ["SD2 extends Stable Diffusion"]);
}

#[test]
fn a_name_that_two_works_share_leads_nowhere() {
    let mut graph = graph(&["BLIP-2", "BLIP"]);
    graph.entities.push(Entity { id: "work/other-blip".to_owned(), ..entity("Blip") });
    graph.sort();
    assert_eq!(found(&graph, &bundled()), [""; 0]);
}

#[test]
fn a_name_inside_a_name_is_where_the_idea_came_from() {
    check_by("named-after", &["VQ-VAE", "VAE"], &["VQ-VAE inspiredBy VAE"]);
    check_by(
        "named-after",
        &["VQVAE-GAN", "VQ-VAE", "GAN"],
        &["VQVAE-GAN inspiredBy GAN", "VQVAE-GAN inspiredBy VQ-VAE"],
    );
    check_by("named-after", &["Sparse Transformer", "Transformer"], &["Sparse Transformer inspiredBy Transformer"]);
    check_by("named-after", &["Improved DDPM", "DDPM"], &["Improved DDPM inspiredBy DDPM"]);
    check_by("named-after", &["Transformer-XL", "Transformer"], &["Transformer-XL inspiredBy Transformer"]);
    check_by("named-after", &["VQGAN", "GAN", "Attention in the VAE of all", "VAE", "2", "VQ-2"], &[]);
}

#[test]
fn the_longest_name_and_the_version_say_it_better_than_a_part() {
    check(&["VQ-VAE-2", "VQ-VAE", "VAE"], &["VQ-VAE inspiredBy VAE", "VQ-VAE-2 extends VQ-VAE"]);
    check(&["GPT-3", "GPT-2", "GPT"], &["GPT-2 extends GPT", "GPT-3 extends GPT-2"]);
}

#[test]
fn dates_that_say_the_opposite_forbid_descent() {
    let mut graph = graph(&["BLIP-2", "BLIP", "VQ-VAE", "VAE"]);
    for (label, date) in [("BLIP-2", "2020"), ("BLIP", "2021"), ("VQ-VAE", "2017-05"), ("VAE", "2017-06")] {
        set_date(&mut graph, label, date);
    }
    assert_eq!(found(&graph, &bundled()), [""; 0]);
    set_date(&mut graph, "BLIP-2", "2021-03");
    assert_eq!(found(&graph, &bundled()), ["BLIP-2 extends BLIP"]);
}

#[test]
fn what_is_stated_in_any_lineage_relation_is_not_inferred() {
    let mut graph = graph(&["BLIP-2", "BLIP"]);
    state(&mut graph, "BLIP-2", "usesModel", "BLIP");
    assert_eq!(found(&graph, &bundled()), [""; 0]);
    graph.facts[0].because = Because::Asserted { line: 1, reason: String::new() };
    assert_eq!(found(&graph, &bundled()), [""; 0]);
}

#[test]
fn no_rule_makes_a_work_its_own_ancestor() {
    let mut graph = graph(&["BLIP-2", "BLIP", "Other"]);
    state(&mut graph, "BLIP", "extends", "Other");
    state(&mut graph, "Other", "extends", "BLIP-2");
    assert_eq!(found(&graph, &bundled()), [""; 0]);
}

#[test]
fn the_next_work_of_a_family_succeeds_the_one_before() {
    let graph = family();
    let facts = infer::close(&graph, &bundled(), CONCEPTS).expect("rules");
    assert_eq!(spoken(&graph, &facts), ["CM3 succeeds DALLE"]);
    let Because::Inferred { rule, premises } = &facts[0].because else { panic!("not inferred") };
    assert_eq!(rule, "next-in-family");
    assert_eq!(premises, &["concept/generation", "concept/tokens", "work/vq-vae"]);
}

#[test]
fn a_family_needs_a_technique_a_task_an_ancestor_an_order_and_a_reader() {
    type Change = fn(&mut Graph);
    let changes: [(&str, Change); 6] = [
        ("technique", |graph| graph.facts.retain(|fact| fact.subject != "work/cm3" || fact.object != "concept/tokens")),
        ("task", |graph| {
            graph.facts.retain(|fact| fact.subject != "work/dalle" || fact.object != "concept/generation");
        }),
        ("ancestor", |graph| graph.facts.retain(|fact| fact.subject != "work/vqgan")),
        ("order", |graph| set_date(graph, "CM3", "2021")),
        ("date", |graph| entity_of(graph, "DALLE").published = None),
        ("reader", |graph| entity_of(graph, "DALLE").status = Status::Mentioned),
    ];
    for (what, change) in changes {
        let mut graph = family();
        change(&mut graph);
        assert_eq!(found(&graph, &bundled()), [""; 0], "without {what}");
    }
}

#[test]
fn a_third_work_between_two_is_the_next_one() {
    let mut graph = family();
    join_family(&mut graph, "Parti", "2021-06", "VQ-VAE");
    assert_eq!(found(&graph, &bundled()), ["CM3 succeeds Parti", "Parti succeeds DALLE"]);
    // Of a work that may be as old as the next, nobody can say that it lies between.
    set_date(&mut graph, "Parti", "2021");
    assert_eq!(found(&graph, &bundled()), ["CM3 succeeds DALLE", "CM3 succeeds Parti"]);
}

#[test]
fn where_lineage_connects_two_works_nothing_succeeds() {
    let mut graph = family();
    join_family(&mut graph, "Between", "2010", "VQ-VAE");
    entity_of(&mut graph, "Between").status = Status::Mentioned;
    state(&mut graph, "CM3", "extends", "Between");
    state(&mut graph, "Between", "usesData", "DALLE");
    assert_eq!(found(&graph, &bundled()), [""; 0]);
}

#[test]
fn an_inferred_ancestor_makes_a_family_too() {
    let mut graph = graph(&["VAE", "Red VAE", "Blue VAE"]);
    for (label, date) in [("VAE", "2013"), ("Red VAE", "2020"), ("Blue VAE", "2021")] {
        set_date(&mut graph, label, date);
        give_topics(&mut graph, label);
    }
    let expected = ["Blue VAE inspiredBy VAE", "Blue VAE succeeds Red VAE", "Red VAE inspiredBy VAE"];
    assert_eq!(found(&graph, &bundled()), expected);
}

#[test]
fn rules_say_the_same_every_time_and_nothing_new_the_second_time() {
    let mut graph = family();
    for name in ["VQ-VAE-2", "BLIP", "BLIP-2", "Sparse BLIP", "VAE"] {
        graph.entities.push(entity(name));
    }
    graph.sort();
    let before = graph.clone();
    let first = infer::close(&graph, &bundled(), CONCEPTS).expect("rules");
    assert_eq!(first, infer::close(&graph, &bundled(), CONCEPTS).expect("rules"));
    assert_eq!(graph, before);
    assert!(first.len() >= 5, "{first:?}");
    graph.facts.extend(first);
    graph.sort();
    assert_eq!(infer::close(&graph, &bundled(), CONCEPTS).expect("rules"), []);
}

#[test]
fn the_sample_graph_has_nothing_left_to_infer_but_names() {
    let graph = sample::graph();
    assert_eq!(found(&graph, &bundled()), [""; 0]);
}

#[test]
fn a_rule_that_feeds_itself_runs_to_its_end() {
    let rule = Rule {
        name: "chain".to_owned(),
        summary: String::new(),
        summary_zh: String::new(),
        order: 1,
        query: "PREFIX pc: <https://w3id.org/paperclade/ns#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
            CONSTRUCT { [] rdf:subject ?a ; rdf:predicate pc:inspiredBy ; rdf:object ?c ; pc:premise ?b }
            WHERE { ?a pc:buildsOn ?b . ?b pc:buildsOn ?c }"
            .to_owned(),
    };
    let mut graph = graph(&["A", "B", "C", "D", "E"]);
    for (later, earlier) in [("E", "D"), ("D", "C"), ("C", "B"), ("B", "A")] {
        state(&mut graph, later, "extends", earlier);
    }
    assert_eq!(found(&graph, std::slice::from_ref(&rule)).len(), 6);
    let any =
        Rule { query: rule.query.replace("?b pc:buildsOn ?c", "?b ?any ?c . FILTER (?any = pc:buildsOn)"), ..rule };
    assert_eq!(found(&graph, &[any]).len(), 6);
}

#[test]
fn a_malformed_rule_or_background_names_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    for (text, reason) in [
        ("SELECT ?a { ?a ?b ?c }", "CONSTRUCT"),
        ("CONSTRUCT { ?a ?b }", "error"),
        ("#+ summary: x\nCONSTRUCT { ?a ?b ?c } { ?a ?b ?c }", "summary_zh"),
        ("#+ summary: x\n#+ summary_zh: x\n#+ order: first\nCONSTRUCT { ?a ?b ?c } { ?a ?b ?c }", "order"),
    ] {
        std::fs::write(folder.path().join("odd.rq"), text).expect("a file");
        let error = rules::in_folder(folder.path()).expect_err("a malformed rule").to_string();
        assert!(error.contains("odd.rq") && error.contains(reason), "{error}");
    }
    let error = infer::close(&family(), &bundled(), "this is no Turtle").expect_err("no Turtle").to_string();
    assert!(error.contains("background"), "{error}");
}

#[test]
fn rules_on_disk_are_read_as_the_bundled_ones() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology/rules");
    let names = |rules: Vec<Rule>| rules.into_iter().map(|rule| (rule.name, rule.query)).collect::<Vec<_>>();
    assert_eq!(names(rules::in_folder(&folder).expect("rules")), names(bundled()));
}

/// All rules over works of these names find exactly these facts.
fn check(names: &[&str], expected: &[&str]) {
    assert_eq!(found(&graph(names), &bundled()), expected, "{names:?}");
}

/// One rule over works of these names finds exactly these facts.
fn check_by(rule: &str, names: &[&str], expected: &[&str]) {
    assert_eq!(found(&graph(names), &only(rule)), expected, "{names:?}");
}

fn bundled() -> Vec<Rule> {
    rules::bundled().expect("rules that ship are well formed")
}

fn only(name: &str) -> Vec<Rule> {
    bundled().into_iter().filter(|rule| rule.name == name).collect()
}

fn found(graph: &Graph, rules: &[Rule]) -> Vec<String> {
    spoken(graph, &infer::close(graph, rules, CONCEPTS).expect("rules"))
}

fn spoken(graph: &Graph, facts: &[Fact]) -> Vec<String> {
    let mut lines: Vec<String> = facts
        .iter()
        .map(|fact| format!("{} {} {}", graph.label(&fact.subject), fact.relation, graph.label(&fact.object)))
        .collect();
    lines.sort();
    lines
}

fn graph(names: &[&str]) -> Graph {
    let entities = names.iter().map(|name| entity(name)).collect();
    let mut graph = Graph { base: vocabulary::DEFAULT_BASE.to_owned(), entities, ..Graph::default() };
    graph.sort();
    graph
}

fn entity(name: &str) -> Entity {
    Entity {
        id: id(name),
        kind: "Work".to_owned(),
        label: Label::plain(name),
        status: Status::Read,
        ..Entity::default()
    }
}

fn id(name: &str) -> String {
    format!("work/{}", name.to_lowercase().replace(' ', "-"))
}

/// DALLE ← VQ-VAE, and CM3 ← VQGAN ← VQ-VAE; both made of tokens, to generate images.
fn family() -> Graph {
    let mut graph = graph(&["VQ-VAE", "VQGAN"]);
    for concept in ["generation", "tokens", "images"] {
        let id = format!("concept/{concept}");
        graph.entities.push(Entity {
            id,
            kind: "Concept".to_owned(),
            label: Label::plain(concept),
            ..Entity::default()
        });
    }
    graph.sort();
    state(&mut graph, "VQGAN", "inspiredBy", "VQ-VAE");
    join_family(&mut graph, "DALLE", "2021-02", "VQ-VAE");
    join_family(&mut graph, "CM3", "2022-01", "VQGAN");
    graph
}

fn join_family(graph: &mut Graph, name: &str, date: &str, ancestor: &str) {
    graph.entities.push(entity(name));
    graph.sort();
    set_date(graph, name, date);
    give_topics(graph, name);
    state(graph, name, "usesModel", ancestor);
}

fn give_topics(graph: &mut Graph, name: &str) {
    for concept in ["generation", "tokens", "images"] {
        graph.facts.push(stated(id(name), vocabulary::HAS_TOPIC, format!("concept/{concept}")));
    }
    graph.sort();
}

fn state(graph: &mut Graph, later: &str, relation: &str, earlier: &str) {
    graph.facts.push(stated(id(later), relation, id(earlier)));
    graph.sort();
}

fn stated(subject: String, relation: &str, object: String) -> Fact {
    let evidence = Evidence {
        note: "a.md".to_owned(),
        line: 1,
        characters: (0, 1),
        quote: "…".to_owned(),
        pattern: "by-hand".to_owned(),
        confidence: 0.9,
    };
    Fact { subject, relation: relation.to_owned(), object, because: Because::Stated(vec![evidence]) }
}

fn set_date(graph: &mut Graph, name: &str, date: &str) {
    entity_of(graph, name).published = Some(date.parse::<Date>().expect("a date"));
}

fn entity_of<'a>(graph: &'a mut Graph, name: &str) -> &'a mut Entity {
    graph.entities.iter_mut().find(|entity| entity.label.text == name).expect("a work of this name")
}
