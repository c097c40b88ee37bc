//! Dates as people write them in notes: `2024.5`, `2021/5/3`, `2016年3月`, `March 2021`.
//!
//! Decimals, versions, arXiv numbers and counts are no dates.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::model::Date;
use crate::text::script::is_word;

/// A date and the words that state it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The date.
    pub date: Date,
    /// The words, in bytes of the text.
    pub range: Range<usize>,
    /// Whether the words are a bare number such as `2017`, which may count something else.
    pub bare: bool,
}

const MONTHS: &str = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

static DATES: LazyLock<Regex> = LazyLock::new(|| {
    let forms = [
        r"(?P<zy>\d{4})\s?年(?:\s?(?P<zm>\d{1,2})\s?月(?:份|\s?(?P<zd>\d{1,2})\s?[日号])?)?".to_owned(),
        r"(?P<ny>\d{4})\s?[./-]\s?(?P<nm>\d{1,2})(?:\s?[./-]\s?(?P<nd>\d{1,2}))?".to_owned(),
        format!(r"(?P<am>{MONTHS})\b\.?\s+(?P<ad>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<ay>\d{{4}})"),
        format!(
            r"(?:(?P<bd>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<bm>{MONTHS})\b\.?,?\s+(?:of\s+)?(?P<by>\d{{4}})"
        ),
        format!(r"(?P<cy>\d{{4}}),?\s+(?P<cm>{MONTHS})\b\.?(?:\s+(?P<cd>\d{{1,2}})\b)?"),
        r"(?P<yy>\d{4})".to_owned(),
    ];
    Regex::new(&format!("(?i){}", forms.join("|"))).expect("the forms of dates are a valid pattern")
});

static DAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:(?P<zm>\d{1,2})\s?月\s?(?:(?P<zd>\d{1,2})\s?[日号]?)?|(?P<nm>\d{1,2})[./-](?P<nd>\d{1,2})\s*$)")
        .expect("the forms of days are a valid pattern")
});

static ENGLISH_DAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"(?i)^\s*(?:(?P<am>{MONTHS})\b\.?(?:\s+(?P<ad>\d{{1,2}})(?:st|nd|rd|th)?)?|(?P<bd>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<bm>{MONTHS})\b)\s*$"))
        .expect("the forms of English days are a valid pattern")
});

static MONTH_DAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"(?i)^\W{{0,3}}(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?(?:(?P<zm>\d{{1,2}})\s?月\s?(?P<zd>\d{{1,2}})\s?[日号]|(?P<am>{MONTHS})\b\.?\s+(?P<ad>\d{{1,2}})(?:st|nd|rd|th)?\b|(?P<bd>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<bm>{MONTHS})\b\.?)"))
        .expect("the forms of days are a valid pattern")
});

/// Whether a text begins with a day of a year or month in figures: `2024-03-01`, `3月1日`.
#[must_use]
pub(crate) fn begins(text: &str) -> bool {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:20\d\d\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d{1,2}|\d{1,2}月\d{1,2}[日号])")
            .expect("the forms of days are a valid pattern")
    });
    DAY.is_match(text)
}

/// Every date in a text, in its order.
#[must_use]
pub fn find(text: &str) -> Vec<Stated> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(captures) = DATES.captures_at(text, from) {
        let whole = captures.get(0).map_or(from..from + 1, |whole| whole.range());
        let stated = read(text, &captures, whole.clone());
        from = stated.as_ref().map_or_else(|| after_digits(text, whole.start), |stated| stated.range.end);
        found.extend(stated);
    }
    found
}

/// The first date in a text.
#[must_use]
pub fn first(text: &str) -> Option<Stated> {
    find(text).into_iter().next()
}

/// A month or day without its year at the start of a text, in a year that the context gives: `9月1日`, `Jan 5`.
#[must_use]
pub fn within_year(text: &str, year: u16) -> Option<Stated> {
    let captures = DAY.captures(text).or_else(|| ENGLISH_DAY.captures(text))?;
    let range = captures.get(0)?.range();
    let group = |name: &str| captures.name(name).map(|found| found.as_str());
    let month = group("zm").or(group("nm")).and_then(|digits| digits.parse().ok());
    let month = month.or_else(|| group("am").or(group("bm")).and_then(month_of));
    let day = group("zd").or(group("nd")).or(group("ad")).or(group("bd")).and_then(|digits| digits.parse().ok());
    let date = Date::new(year, Some(month?), day)?;
    Some(Stated { date, range, bare: false })
}

/// A month by its name, or as `3月`, and a day without a year at the start of a text, and where they end.
#[must_use]
pub fn month_and_day(text: &str) -> Option<(u8, u8, usize)> {
    let captures = MONTH_DAY.captures(text)?;
    let group = |name: &str| captures.name(name).map(|found| found.as_str());
    let month =
        group("zm").and_then(|digits| digits.parse().ok()).or_else(|| group("am").or(group("bm")).and_then(month_of));
    let day = group("zd").or(group("ad")).or(group("bd")).and_then(|digits| digits.parse().ok());
    let (month, day) = month.zip(day).filter(|(month, day)| (1..=12).contains(month) && (1..=31).contains(day))?;
    Some((month, day, captures.get(0)?.end()))
}

fn read(text: &str, captures: &Captures, whole: Range<usize>) -> Option<Stated> {
    let group = |name: &str| captures.name(name).map(|found| found.as_str());
    let number = |name: &str| group(name).and_then(|digits| digits.parse::<u8>().ok());
    let year = |name: &str| group(name).and_then(|digits| digits.parse::<u16>().ok());
    let (date, bare) = if let Some(year) = year("zy") {
        (plausible(year, number("zm"), number("zd"))?, false)
    } else if let Some(year) = year("ny") {
        match plausible(year, number("nm"), number("nd")).filter(|_| ends_well(text, whole.end)) {
            Some(date) => (date, false),
            None => return bare_year(text, whole.start),
        }
    } else if let Some(year) = year("ay") {
        (plausible(year, group("am").and_then(month_of), number("ad"))?, false)
    } else if let Some(year) = year("by") {
        (plausible(year, group("bm").and_then(month_of), number("bd"))?, false)
    } else if let Some(year) = year("cy") {
        (plausible(year, group("cm").and_then(month_of), number("cd"))?, false)
    } else {
        return bare_year(text, whole.start);
    };
    starts_well(text, whole.start).then_some(Stated { date, range: whole, bare })
}

fn bare_year(text: &str, start: usize) -> Option<Stated> {
    let range = start..start + 4;
    let date = plausible(text.get(range.clone())?.parse().ok()?, None, None)?;
    (starts_well(text, start) && ends_well(text, range.end)).then_some(Stated { date, range, bare: true })
}

/// Papers of machine learning begin in the middle of the twentieth century; other numbers count something.
fn plausible(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Date> {
    (1940..2060).contains(&year).then(|| Date::new(year, month, day)).flatten()
}

fn starts_well(text: &str, start: usize) -> bool {
    !matches!(text[..start].chars().next_back(), Some(c) if is_word(c) || "-.–_/#$@".contains(c))
}

fn ends_well(text: &str, end: usize) -> bool {
    let mut rest = text[end..].chars();
    match rest.next() {
        Some(c) if is_word(c) || "%×_*+".contains(c) => false,
        Some('.' | '-' | '/' | ',') => !matches!(rest.next(), Some(c) if c.is_ascii_digit()),
        _ => true,
    }
}

fn after_digits(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    start + if digits > 0 { digits } else { rest.chars().next().map_or(1, char::len_utf8) }
}

fn month_of(name: &str) -> Option<u8> {
    const STARTS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let name = name.to_lowercase();
    let index = STARTS.iter().position(|start| name.starts_with(start))?;
    u8::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, expected) in [
            ("2024.5 快手", "2024-05"),
            ("2024.10.1", "2024-10-01"),
            ("2021-05", "2021-05"),
            ("on 2021/5/3.", "2021-05-03"),
            ("2016年的一篇", "2016"),
            ("2016年3月", "2016-03"),
            ("2016 年 3 月 4 日", "2016-03-04"),
            ("In March 2021", "2021-03"),
            ("Mar. 5, 2021", "2021-03-05"),
            ("5th of May 2021", "2021-05-05"),
            ("Tuesday, July 26th 2022, 8:33:15 pm", "2022-07-26"),
            ("(NeurIPS 2021)", "2021"),
            ("2021年底2022年初", "2021"),
            ("2019.4，某实验室", "2019-04"),
        ] {
            let found = first(text).map(|stated| stated.date.to_string());
            assert_eq!(found.as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for text in [
            "3.8B",
            "1.4.2",
            "0.95",
            "CoNLL-2003",
            "1024",
            "arXiv:2005.14165",
            "12024",
            "2048x2048",
            "'21",
            "2012.12877",
            "may",
        ] {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_takes_its_year_from_the_context() {
        for (text, expected) in
            [("9月1日", "2024-09-01"), ("9.1", "2024-09-01"), ("Jan 5", "2024-01-05"), ("3月", "2024-03")]
        {
            assert_eq!(
                within_year(text, 2024).map(|stated| stated.date.to_string()).as_deref(),
                Some(expected),
                "{text}"
            );
        }
        assert_eq!(within_year("3.8B parameters", 2024), None);
    }
}
