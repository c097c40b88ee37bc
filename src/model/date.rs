//! A date as precise as it was stated.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A year, a month or a day, as precise as it was stated; written `2024`, `2024-03` or `2024-03-16`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl Date {
    /// A date if year, month and day can be one: years 1000 to 2999, and no day without a month.
    #[must_use]
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let month_fits = month.is_none_or(|month| (1..=12).contains(&month));
        let day_fits = day.is_none_or(|day| month.is_some_and(|month| (1..=days_in(year, month)).contains(&day)));
        ((1000..3000).contains(&year) && month_fits && day_fits).then_some(Self { year, month, day })
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12, if it is known.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The first day that it can mean, as (year, month, day).
    #[must_use]
    pub fn earliest(self) -> (u16, u8, u8) {
        (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day that it can mean, as (year, month, day).
    #[must_use]
    pub fn latest(self) -> (u16, u8, u8) {
        let month = self.month.unwrap_or(12);
        (self.year, month, self.day.unwrap_or_else(|| days_in(self.year, month)))
    }

    /// Whether every day that it can mean lies before every day that `other` can mean.
    #[must_use]
    pub fn is_before(self, other: Self) -> bool {
        self.latest() < other.earliest()
    }

    /// Whether at least so many months lie between every day that it can mean and every day that `other` can mean.
    #[must_use]
    pub fn is_before_by(self, months: u16, other: Self) -> bool {
        let month_of = |(year, month, _): (u16, u8, u8)| u32::from(year) * 12 + u32::from(month);
        month_of(self.latest()) + u32::from(months) < month_of(other.earliest())
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |month| write!(out, "-{month:02}"))?;
        self.day.map_or(Ok(()), |day| write!(out, "-{day:02}"))
    }
}

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts: Vec<&str> = text.trim().split('-').collect();
        let number = |index: usize| parts.get(index).map(|part| part.parse::<u8>()).transpose();
        let parsed = match (parts[0].parse(), number(1), number(2)) {
            (Ok(year), Ok(month), Ok(day)) if parts.len() <= 3 => Self::new(year, month, day),
            _ => None,
        };
        parsed.ok_or_else(|| format!("`{text}` is no date like 2024, 2024-03 or 2024-03-16"))
    }
}

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_reads_back_as_written_and_refuses_what_is_none() {
        for text in ["2024", "2024-03", "2024-02-29"] {
            assert_eq!(text.parse::<Date>().map(|date| date.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "24", "2024-13", "2023-02-29", "2024-1-1-1", "today"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_year_is_before_the_next_month_but_not_before_its_own() {
        let date = |text: &str| text.parse::<Date>().expect("a date");
        assert!(date("2021").is_before(date("2022-01")));
        assert!(!date("2021").is_before(date("2021-06")));
    }
}
