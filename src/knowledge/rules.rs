//! Consequences as data: `ontology/rules/<name>.rq`, a CONSTRUCT query under a header of `#+` lines.

use std::fs;
use std::path::Path;

use super::ONTOLOGY;
use crate::error::{Error, Result};

/// A consequence that may be drawn from a graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name: that of its file.
    pub name: String,
    /// What it concludes, in English.
    pub summary: String,
    /// What it concludes, in Chinese.
    pub summary_zh: String,
    /// When it runs: rules of a lower order are done before it begins; 1 unless the header says otherwise.
    pub order: u32,
    /// The CONSTRUCT query.
    pub query: String,
}

/// The rules that ship with paperclade, by name.
///
/// # Errors
/// [`Error::Knowledge`] if one is malformed.
pub fn bundled() -> Result<Vec<Rule>> {
    let folder = ONTOLOGY.get_dir("rules");
    let files = folder.into_iter().flat_map(include_dir::Dir::files);
    let rules = files.filter(|file| file.path().extension().is_some_and(|ending| ending == "rq"));
    sorted(rules.map(|file| rule(&Path::new("ontology").join(file.path()), file.contents_utf8().unwrap_or_default())))
}

/// The rules in a folder, by name.
///
/// # Errors
/// [`Error::Read`] if the folder or a file cannot be read; [`Error::Knowledge`] if a rule is malformed.
pub fn in_folder(folder: &Path) -> Result<Vec<Rule>> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| Error::Read { path, source }
    };
    let mut rules = Vec::new();
    for file in fs::read_dir(folder).map_err(failed(folder))? {
        let path = file.map_err(failed(folder))?.path();
        if path.extension().is_some_and(|ending| ending == "rq") {
            rules.push(rule(&path, &fs::read_to_string(&path).map_err(failed(&path))?));
        }
    }
    sorted(rules)
}

fn sorted(rules: impl IntoIterator<Item = Result<Rule>>) -> Result<Vec<Rule>> {
    let mut rules = rules.into_iter().collect::<Result<Vec<Rule>>>()?;
    rules.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(rules)
}

fn rule(path: &Path, text: &str) -> Result<Rule> {
    let malformed = |reason: String| Error::Knowledge { place: path.display().to_string(), reason };
    let header = |key: &str| {
        let lines = text.lines().map_while(|line| line.strip_prefix("#+"));
        lines.filter_map(|line| line.trim().strip_prefix(key)?.strip_prefix(':')).map(str::trim).next()
    };
    let said = |key: &str| header(key).map(str::to_owned).ok_or_else(|| malformed(format!("`#+ {key}:` is missing")));
    match spargebra::SparqlParser::new().parse_query(text) {
        Ok(spargebra::Query::Construct { .. }) => {}
        Ok(_) => return Err(malformed("a rule is a CONSTRUCT query".to_owned())),
        Err(error) => return Err(malformed(error.to_string())),
    }
    let order = header("order").map_or(Ok(1), str::parse);
    Ok(Rule {
        name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        summary: said("summary")?,
        summary_zh: said("summary_zh")?,
        order: order.map_err(|_| malformed("`#+ order:` is no number".to_owned()))?,
        query: text.to_owned(),
    })
}
