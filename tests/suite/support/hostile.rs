//! A graph whose names, paths and words are as odd as files and people can make them.

use paperclade::model::{Because, Entity, Evidence, Fact, Graph, Label, Reading, Status, vocabulary};

/// What breaks IRIs, quoting, markup and tables.
pub const ODD: [&str; 14] = [
    "a b",
    "潜在扩散/日志.md",
    "\"<>{}|\\^`",
    "#?%25%zz[]&=+",
    "tab\tnew\nline\r\u{7}\u{0}\u{7f}",
    "a,b;'c'\"\"",
    ".",
    "../..//./x",
    "-- */ <!-- ]]> & &amp; </data>",
    "e\u{301}\u{200b}\u{202e}\u{fffd}\u{10fffd}",
    "émoji 🦙",
    "@prefix : <x> . _:b",
    " leading and trailing ",
    "=1+1",
];

/// A work of each odd name, and between each two a fact of an odd note with odd words and odd basis.
pub fn graph() -> Graph {
    let works = ODD.iter().map(|odd| work(odd));
    let concept = Entity { id: format!("concept/{}", ODD[2]), kind: "Concept".to_owned(), ..work(ODD[2]) };
    let mut graph = Graph {
        base: vocabulary::DEFAULT_BASE.to_owned(),
        notes: ODD.iter().map(|&odd| odd.to_owned()).collect(),
        entities: works.chain([concept]).collect(),
        facts: ODD.windows(2).enumerate().map(|(at, pair)| fact(at, pair[0], pair[1])).collect(),
    };
    graph.sort();
    graph
}

fn work(odd: &str) -> Entity {
    Entity {
        id: format!("work/{odd}"),
        kind: "Work".to_owned(),
        label: Label { text: odd.to_owned(), language: Some("no language".to_owned()) },
        aliases: vec![Label { text: odd.to_owned(), language: Some("zh".to_owned()) }],
        title: Some(odd.to_owned()),
        published: "2024-02-29".parse().ok(),
        published_is_background: true,
        identifiers: vec![odd.to_owned(), "arXiv:2112.10752".to_owned(), "ar".to_owned()],
        organizations: vec![format!("work/{odd}")],
        status: Status::Pending,
        readings: vec![Reading {
            note: odd.to_owned(),
            line: 1,
            characters: (0, 3),
            read: "2024-01".parse().ok(),
            pending: true,
            ..Reading::default()
        }],
    }
}

fn fact(at: usize, subject: &str, object: &str) -> Fact {
    let evidence = |line: usize| Evidence {
        note: subject.to_owned(),
        line,
        characters: (line, line + 5),
        quote: object.to_owned(),
        pattern: object.to_owned(),
        confidence: 0.1 + 0.2,
    };
    let because = match at % 3 {
        0 => Because::Stated(vec![evidence(1), evidence(2)]),
        1 => Because::Inferred { rule: object.to_owned(), premises: vec![format!("work/{subject}")] },
        _ => Because::Asserted { line: 3, reason: object.to_owned() },
    };
    let relation = if at == 0 { "odd <relation>" } else { "extends" };
    Fact {
        subject: format!("work/{subject}"),
        relation: relation.to_owned(),
        object: format!("work/{object}"),
        because,
    }
}
