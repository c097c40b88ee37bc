//! A question and its values → rows.

use oxigraph::model::{Literal, NamedNode, Term};
use oxigraph::store::Store;

use crate::error::{Error, Result};
use crate::knowledge::questions::{Kind, Parameter, Question};
use crate::model::Graph;
use crate::store;
use crate::text::names::Names;

use super::bind::{self, Values};
use super::understand::{Argument, Understood, missing};
use super::{Options, Results, evaluate_parsed, slots, syntax};

/// The answer to a question with its values.
///
/// # Errors
/// As [`super::evaluate`]; [`Error::Knowledge`] if the question's file is no query.
pub fn answer(store: &Store, understood: &Understood<'_>, options: &Options) -> Result<Results> {
    let question = understood.question;
    let query = syntax::parse(&question.text, &options.base).map_err(|error| Error::Knowledge {
        place: format!("queries/{}.rq", question.name),
        reason: error.to_string(),
    })?;
    let mut values = Values::new();
    for (parameter, argument) in question.parameters.iter().zip(&understood.values) {
        values.insert(parameter.variable.clone(), term(argument, &options.base)?);
    }
    evaluate_parsed(store, bind::bind(query, &values), options)
}

/// A question by name, with values as `key=value`, or as bare values in the order of the parameters.
///
/// # Errors
/// [`Error::Usage`] for a key that there is not or a value that is missing, [`Error::UnknownName`] for an unknown thing.
pub fn named<'a>(question: &'a Question, given: &[String], graph: &Graph, names: &Names<'_>) -> Result<Understood<'a>> {
    let mut values: Vec<Option<Argument>> = vec![None; question.parameters.len()];
    for words in given {
        let at_key = words.split_once('=').and_then(|(key, value)| {
            let at =
                question.parameters.iter().position(|parameter| parameter.name.eq_ignore_ascii_case(key.trim()))?;
            Some((at, value.trim()))
        });
        let next = values.iter().position(Option::is_none).map(|at| (at, words.trim()));
        let (at, value) = at_key.or(next.filter(|_| is_bare(words))).ok_or_else(|| odd(question, words))?;
        values[at] = Some(argument(&question.parameters[at], value, graph, names)?);
    }
    let lacking: Vec<Parameter> = question
        .parameters
        .iter()
        .zip(&values)
        .filter(|(_, value)| value.is_none())
        .map(|(parameter, _)| parameter.clone())
        .collect();
    if !lacking.is_empty() {
        return Err(missing(question, &lacking));
    }
    Ok(Understood { question, values: values.into_iter().flatten().collect(), language: "en" })
}

/// Whether words are a value and no `key=value`: a key is one plain word.
fn is_bare(words: &str) -> bool {
    words.split_once('=').is_none_or(|(key, _)| !key.trim().chars().all(|c| c.is_ascii_lowercase()))
}

fn odd(question: &Question, words: &str) -> Error {
    let keys: Vec<String> = question.parameters.iter().map(|parameter| format!("`{}`", parameter.name)).collect();
    let takes = if keys.is_empty() { "takes no value".to_owned() } else { format!("takes {}", keys.join(" and ")) };
    Error::Usage(format!("`{words}` does not fit: `{}` {takes}", question.name))
}

fn argument(parameter: &Parameter, value: &str, graph: &Graph, names: &Names<'_>) -> Result<Argument> {
    match parameter.kind {
        Kind::Iri => {
            let by_address = store::id(&graph.base, value.trim_matches(['<', '>']));
            let known = by_address.filter(|id| graph.entity(id).is_some());
            known.map_or_else(|| names.find(value).map(|entity| entity.id.clone()), Ok).map(Argument::Thing)
        }
        Kind::Integer => value
            .parse()
            .map(Argument::Number)
            .map_err(|_| Error::Usage(format!("`{}` is a whole number, not `{value}`", parameter.name))),
        Kind::String if parameter.name == "month" => slots::month(value)
            .map(Argument::Words)
            .ok_or_else(|| Error::Usage(format!("`{value}` is no month like 2024-02"))),
        Kind::String if parameter.name == "year" => {
            let is_year = value.len() == 4 && value.chars().all(|c| c.is_ascii_digit());
            is_year
                .then(|| Argument::Words(value.to_owned()))
                .ok_or_else(|| Error::Usage(format!("`{value}` is no year like 2024")))
        }
        Kind::String => Ok(Argument::Words(value.to_owned())),
    }
}

fn term(argument: &Argument, base: &str) -> Result<Term> {
    Ok(match argument {
        Argument::Thing(id) => {
            let iri = store::iri(base, id);
            NamedNode::new(&iri).map_err(|_| Error::Query(format!("`{iri}` is no address")))?.into()
        }
        Argument::Words(words) => Literal::new_simple_literal(words).into(),
        Argument::Number(number) => Literal::from(*number).into(),
    })
}
