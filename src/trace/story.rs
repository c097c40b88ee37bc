//! An explanation in words: each line of descent from the ancestor on, each step with its sentences.

use std::io::{self, Write};

use super::quote::{WIDTH, inference, place, support};
use super::words;
use crate::model::explanation::{Explanation, Hop, Kinship, Path, Shared};
use crate::model::lineage::is_inferred;
use crate::model::{Fact, Graph};
use crate::text::width::{columns, fit, one_line, wrapped};

/// What an inferred statement begins with.
const DASHED: &str = "┄ ";

/// How many quotes a fact is shown with.
const QUOTES: usize = 3;

/// Writes an explanation.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write(explanation: &Explanation, graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    let [a, b] = explanation.works.map(|work| work.label.text.as_str());
    match &explanation.kinship {
        Kinship::Same => say(&format!("{a} and {b} are one work."), out),
        Kinship::Descent { paths, more, circular } => {
            for (at, path) in paths.iter().enumerate() {
                if at > 0 {
                    writeln!(out)?;
                }
                line_of_descent(path, graph, out)?;
            }
            if *more {
                say("\nThere are more lines of descent; `--paths NUMBER` shows more.", out)?;
            }
            if *circular {
                say("\nThe notes also say the reverse, which makes a cycle: one of the steps must be wrong.", out)?;
            }
            Ok(())
        }
        Kinship::TooFar { ancestor, descendant, steps } => {
            let (earlier, later) = (&ancestor.label.text, &descendant.label.text);
            let advice = format!("allow them: `--steps {steps}`.");
            say(&format!("{later} descends from {earlier}, but only in {steps} steps; {advice}"), out)
        }
        Kinship::Shared(shared) => {
            say(&format!("Neither descends from the other: {a}, {b}."), out)?;
            shared.iter().try_for_each(|shared| common(shared, graph, out))
        }
        Kinship::Joined { paths, more } => {
            for (at, path) in paths.iter().enumerate() {
                if at > 0 {
                    writeln!(out)?;
                }
                line_of_descent(path, graph, out)?;
            }
            if *more { say("\nThere are more ways; `--paths NUMBER` shows more.", out) } else { Ok(()) }
        }
        Kinship::Unjoined { steps: Some(steps) } => {
            say(&format!("{a} and {b} are joined only by {steps} steps; allow them: `--steps {steps}`."), out)
        }
        Kinship::Unjoined { steps: None } => say(&format!("The notes join {a} and {b} by no steps at all."), out),
        Kinship::Apart => {
            say(&format!("Neither descends from the other, and the notes give no common ancestor: {a}, {b}."), out)
        }
    }
}

/// Writes a sentence in as many lines as it needs, after an empty one if it begins with a line break.
fn say(sentence: &str, out: &mut impl Write) -> io::Result<()> {
    if sentence.starts_with('\n') {
        writeln!(out)?;
    }
    wrapped(sentence, WIDTH).iter().try_for_each(|line| writeln!(out, "{line}"))
}

fn common(shared: &Shared, graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    say(&format!("\nBoth descend from {}.", shared.ancestor.label.text), out)?;
    for path in &shared.paths {
        writeln!(out)?;
        line_of_descent(path, graph, out)?;
    }
    Ok(())
}

fn line_of_descent(path: &Path, graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    headline(path, out)?;
    let steps: Vec<Step> = path.hops.iter().flat_map(|hop| hop.facts.iter().map(|fact| Step::of(hop, fact))).collect();
    let widest = steps.iter().map(|step| columns(&step.statement)).max().unwrap_or(0);
    // A table where every quote fits beside its statement; otherwise the quotes go below.
    let is_table = steps.iter().all(|step| step.fits_beside(widest));
    for step in &steps {
        let lines = step.lines(graph, if is_table { WIDTH - widest - 4 } else { WIDTH - 4 });
        let Some((first, rest)) = lines.split_first().filter(|_| is_table) else {
            writeln!(out, "  {}", fit(&step.statement, WIDTH - 2))?;
            lines.iter().try_for_each(|line| writeln!(out, "    {line}"))?;
            continue;
        };
        let gap = " ".repeat(widest - columns(&step.statement) + 2);
        writeln!(out, "  {}{gap}{first}", step.statement)?;
        let indent = " ".repeat(widest + 4);
        rest.iter().try_for_each(|line| writeln!(out, "{indent}{line}"))?;
    }
    weakest(path, out)
}

/// `DDPM → LDM → SDXL`, broken before an arrow where it is too long: arrows lead to the later work, dashed where only a
/// rule says so; `~` stands between works that are only compared.
fn headline(path: &Path, out: &mut impl Write) -> io::Result<()> {
    let mut line = fit(&one_line(&path.start.label.text), WIDTH).into_owned();
    for (hop, next) in path.hops.iter().zip(path.works().skip(1)) {
        let arrow = match (hop.is_descent(), hop.later.id == next.id, hop.is_inferred()) {
            (false, ..) => "~",
            (true, true, false) => "→",
            (true, true, true) => "⇢",
            (true, false, false) => "←",
            (true, false, true) => "⇠",
        };
        let label = one_line(&next.label.text);
        let next = format!(" {arrow} {}", fit(&label, WIDTH - 6));
        if columns(&line) + columns(&next) > WIDTH {
            writeln!(out, "{line}")?;
            " ".clone_into(&mut line);
        }
        line.push_str(&next);
    }
    writeln!(out, "{line}")
}

fn weakest(path: &Path, out: &mut impl Write) -> io::Result<()> {
    if path.hops.len() < 2 {
        return Ok(());
    }
    let Some(hop) = path.weakest() else {
        return writeln!(out, "  all steps are equally sure");
    };
    let reason = match (hop.is_inferred(), hop.quotes()) {
        (true, _) => "inferred, no sentence says so".to_owned(),
        (false, 0) => "asserted by you".to_owned(),
        (false, 1) => format!("confidence {:.2}, one quote", hop.confidence()),
        (false, quotes) => format!("confidence {:.2}, {quotes} quotes", hop.confidence()),
    };
    let line = format!("weakest step: {} ({reason})", Step::of(hop, hop.facts[0]).statement.trim_start_matches(DASHED));
    writeln!(out, "  {}", fit(&line, WIDTH - 2))
}

/// One fact of a step.
struct Step<'a> {
    statement: String,
    fact: &'a Fact,
}

impl<'a> Step<'a> {
    fn of(hop: &Hop<'a>, fact: &'a Fact) -> Self {
        let labels = [hop.later, hop.earlier].map(|work| one_line(&work.label.text));
        let words = words::active(&fact.relation);
        // Both names must be told, so neither may push the other out of the line.
        let room = (WIDTH - 6).saturating_sub(columns(&words)) / 2;
        let is_long = labels.iter().map(|label| columns(label)).sum::<usize>() > room * 2;
        let [later, earlier] =
            labels.each_ref().map(|label| if is_long { fit(label, room) } else { label.as_ref().into() });
        let dashes = if is_inferred(fact) { DASHED } else { "" };
        Self { statement: format!("{dashes}{later} {words} {earlier}"), fact }
    }

    fn fits_beside(&self, widest: usize) -> bool {
        let evidence = self.fact.evidence();
        evidence.iter().take(QUOTES).all(|each| widest + 4 + columns(&place(each)) + 3 + columns(&each.quote) <= WIDTH)
            && (!evidence.is_empty() || widest + 44 <= WIDTH)
    }

    fn lines(&self, graph: &Graph, width: usize) -> Vec<String> {
        let inference = inference(self.fact, graph).map(|inference| fit(&format!("({inference})"), width).into_owned());
        inference.into_iter().chain(support(self.fact, QUOTES, width)).collect()
    }
}
