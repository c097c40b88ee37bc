//! Front matter: the fields between two lines of `---` at the top of a note.

use serde_norway::Value;

use crate::model::{Note, Span};
use crate::report::{Code, Report};

/// The fields at the top of a note.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct FrontMatter {
    /// Names in lower case with their values, in the order of the note.
    pub(crate) fields: Vec<Field>,
    /// The first byte after it.
    pub(crate) end: usize,
}

/// A field and where it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) values: Vec<String>,
    pub(crate) span: Span,
}

impl FrontMatter {
    /// The values of the first field that has one of these names.
    pub(crate) fn get(&self, names: &[&str]) -> Option<&Field> {
        names.iter().find_map(|name| self.fields.iter().find(|field| field.name == *name && !field.values.is_empty()))
    }

    /// The first value of the first field that has one of these names.
    pub(crate) fn first(&self, names: &[&str]) -> Option<&str> {
        self.get(names)?.values.first().map(String::as_str)
    }
}

/// Reads the front matter; empty if there is none. One that is no YAML is read line by line, with a remark.
pub(crate) fn read(note: &Note, report: &mut Report) -> FrontMatter {
    let text = note.text.as_str();
    if note.line(1).trim_end() != "---" {
        return FrontMatter::default();
    }
    let closing = (2..=note.line_count()).find(|&line| matches!(note.line(line).trim_end(), "---" | "..."));
    let start = note.line_span(2).start;
    let Some(closing) = closing.filter(|&closing| closing == 2 || has_field(note, closing)) else {
        // A rule at the top of a note is no front matter.
        return FrontMatter::default();
    };
    let body = Span::new(start, note.line_span(closing).start);
    let end = (note.line_span(closing).end + 1).min(text.len());
    let fields = match serde_norway::from_str::<Value>(note.slice(body)) {
        Ok(Value::Mapping(mapping)) => {
            mapping.iter().filter_map(|(name, value)| field(note, body, name, value)).collect()
        }
        Ok(Value::Null) => Vec::new(),
        Ok(_) | Err(_) => {
            report.at(note, Span::new(0, end), Code::FrontMatter, "front matter is no YAML mapping; read line by line");
            lines(note, closing)
        }
    };
    FrontMatter { fields, end: end.max(note.line_span(closing).end) }
}

fn has_field(note: &Note, closing: usize) -> bool {
    (2..closing).any(|line| note.line(line).split_once(':').is_some_and(|(name, _)| is_name(name)))
}

fn is_name(name: &str) -> bool {
    let name = name.trim();
    !name.is_empty() && name.chars().count() <= 40 && name.chars().all(|c| c.is_alphanumeric() || " _-".contains(c))
}

fn field(note: &Note, body: Span, name: &Value, value: &Value) -> Option<Field> {
    let name = scalar(name)?;
    let values = match value {
        Value::Sequence(values) => values.iter().filter_map(scalar).collect(),
        Value::Null => Vec::new(),
        other => scalar(other).into_iter().collect(),
    };
    let line =
        (note.line_of(body.start)..note.line_of(body.end)).find(|&line| note.line(line).starts_with(name.as_str()));
    let span = line.map_or(body, |line| note.line_span(line));
    Some(Field { name: name.to_lowercase().replace('_', " "), values, span })
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

fn lines(note: &Note, closing: usize) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for number in 2..closing {
        let line = note.line(number);
        let item = line.trim_start().strip_prefix("- ");
        if let (Some(item), Some(last)) = (item, fields.last_mut()) {
            last.values.extend(bare(item));
        } else if let Some((name, value)) = line.split_once(':').filter(|(name, _)| is_name(name)) {
            let listed = value.trim().strip_prefix('[').map(|list| list.trim_end_matches(']').split(','));
            let values = match listed {
                Some(list) => list.filter_map(bare).collect(),
                None => bare(value).into_iter().collect(),
            };
            fields.push(Field {
                name: name.trim().to_lowercase().replace('_', " "),
                values,
                span: note.line_span(number),
            });
        }
    }
    fields
}

fn bare(value: &str) -> Option<String> {
    let value = value.trim().trim_matches(['"', '\'']).trim();
    (!value.is_empty()).then(|| value.to_owned())
}
