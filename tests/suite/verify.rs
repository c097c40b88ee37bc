//! Quotes, looked up again after the notes were edited.

use paperclade::model::Note;
use paperclade::verify::{self, State};

use crate::support::vault::Vault;

#[test]
fn a_quote_is_exact_moved_changed_or_gone() {
    let note = "## 2024.3.1\n《**FooNet: Foo**》\n1. 在BarNet的基础上改进了注意力机制\n2. 优于QuxNet\n";
    let (graph, _) = Vault::of(&[("a.md", note)]).graph();
    let states = |text: &str| -> Vec<State> {
        let notes = [Note::new("a.md", text)];
        verify::quotes(&graph, &notes).into_iter().map(|quote| quote.state).collect()
    };
    assert_eq!(states(note), [State::Exact, State::Exact]);
    assert_eq!(states(&format!("\n{note}")), [State::Moved { now: 4 }, State::Moved { now: 5 }]);
    let edited = note.replace("BarNet的基础上", "BarNet 2的基础上").replace("2. 优于QuxNet", "2. 没了");
    let [State::Changed { now: 3, words }, State::Gone] = &states(&edited)[..] else {
        panic!("{:?}", states(&edited));
    };
    assert!(words.contains("BarNet 2"));
    assert_eq!(verify::quotes(&graph, &[]).len(), 2);
}
