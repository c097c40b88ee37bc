//! Tables: corrections of somebody else, and relations or dates with a head that names the columns.

use super::{Proposal, Quote, Unreadable};

/// The lines of a file of corrections; what is wrong with one is told when it is proposed.
pub(super) fn corrections(text: &str) -> Vec<Proposal> {
    let lines =
        text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    let rows = lines.map(|(at, line)| {
        let mut cells: [String; 7] = std::array::from_fn(|_| String::new());
        for (cell, words) in cells.iter_mut().zip(line.split('\t')) {
            words.trim().clone_into(cell);
        }
        Proposal { line: at + 1, cells, quote: None }
    });
    rows.filter(|row| row.cells[0] != "verb").collect()
}

/// The rows of a table of relations, or of dates.
pub(super) fn relations(text: &str) -> Result<Vec<Proposal>, Unreadable> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let wrong = |error: &csv::Error| {
        let line = error.position().map_or(1, |position| usize::try_from(position.line()).unwrap_or(usize::MAX));
        Unreadable { line, reason: format!("it is no CSV: {error}") }
    };
    let head = reader.headers().map_err(|error| wrong(&error))?.clone();
    let column = |name: &str| head.iter().position(|cell| cell.eq_ignore_ascii_case(name));
    let relation = column("subject").zip(column("relation")).zip(column("object"));
    let date = column("name").zip(column("date").or_else(|| column("year")));
    if relation.is_none() && date.is_none() {
        let reason = "the head names neither `subject`, `relation` and `object` nor `name` and `date`".to_owned();
        return Err(Unreadable { line: 1, reason });
    }
    let mut found = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| wrong(&error))?;
        let line = row.position().map_or(0, |position| line(text, position));
        let cell = |at: usize| row.get(at).unwrap_or_default();
        let named = |name: &str| column(name).map(cell).unwrap_or_default();
        // What a rule concluded elsewhere, it concludes here as well.
        if named("basis") == "inferred" {
            continue;
        }
        let mut proposal = match (relation, date) {
            (Some(((subject, relation), object)), _) => {
                Proposal::of(line, ["assert", cell(subject), cell(relation), cell(object)])
            }
            (None, Some((name, date))) => Proposal::of(line, ["date", cell(name), "", cell(date)]),
            (None, None) => continue,
        };
        named("reason").clone_into(&mut proposal.cells[4]);
        let (note, words) = (named("file"), named("quote"));
        proposal.quote =
            (!note.is_empty() && !words.is_empty()).then(|| Quote { note: note.to_owned(), words: words.to_owned() });
        found.push(proposal);
    }
    Ok(found)
}

/// The line of a row: where lines end in CR LF, the reader counts the row from between the two.
fn line(text: &str, position: &csv::Position) -> usize {
    let number = |number: u64| usize::try_from(number).unwrap_or(0);
    let rest = text.as_bytes().get(number(position.byte())..).unwrap_or_default();
    let ends = rest.iter().take_while(|letter| matches!(letter, b'\r' | b'\n')).filter(|letter| **letter == b'\n');
    number(position.line()) + ends.count()
}
