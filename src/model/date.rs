//! Dates as sources give them: a day, a month or only a year.

use std::fmt;
use std::str::FromStr;

use jiff::civil;

/// A calendar date known to the day, the month or only the year.
///
/// Written as in ISO 8601: `2024`, `2024-05` or `2024-05-17`. Years run from 0001 to 9999. Dates order by their first
/// possible day; of two dates that begin together, the less precise comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("‘{0}’ is not a date; write 2024, 2024-05 or 2024-05-17")]
pub struct DateError(pub String);

impl PartialDate {
    /// A date from its parts; `None` when there is no such date in the calendar.
    pub fn new(year: i16, month: Option<i8>, day: Option<i8>) -> Option<Self> {
        if year < 1 || (month.is_none() && day.is_some()) {
            return None;
        }
        civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        Some(Self { year, month, day })
    }

    /// The year, 1 to 9999.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The first day that this date may mean.
    pub fn first_day(self) -> (i16, i8, i8) {
        (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day that this date may mean.
    pub fn last_day(self) -> (i16, i8, i8) {
        let month = self.month.unwrap_or(12);
        let last_of_month =
            || civil::Date::new(self.year, month, 1).map_or(28, civil::Date::days_in_month);
        (self.year, month, self.day.unwrap_or_else(last_of_month))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parse = || {
            let mut parts = text.trim().split('-');
            let year = digits(parts.next()?, 4)?;
            let month = parts
                .next()
                .map(|part| digits(part, 2))
                .map_or(Some(None), |m| m.map(Some))?;
            let day = parts
                .next()
                .map(|part| digits(part, 2))
                .map_or(Some(None), |d| d.map(Some))?;
            if parts.next().is_some() {
                return None;
            }
            Self::new(year, month.map(|m| m as i8), day.map(|d| d as i8))
        };
        parse().ok_or_else(|| DateError(text.to_owned()))
    }
}

/// The number that exactly so many digits write.
fn digits(text: &str, num_digits: usize) -> Option<i16> {
    (text.len() == num_digits && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for text in ["2024", "2024-02", "2024-02-29", "0987-12-31"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "",
            "24",
            "2024-13",
            "2023-02-29",
            "2024-1",
            "2024-01-01-01",
            "0000",
            "spring 2024",
        ] {
            assert_eq!(
                text.parse::<PartialDate>(),
                Err(DateError(text.to_owned())),
                "{text}"
            );
        }
    }

    #[test]
    fn spans_its_uncertainty() {
        let date: PartialDate = "2024-02".parse().unwrap();
        assert_eq!(
            (date.first_day(), date.last_day()),
            ((2024, 2, 1), (2024, 2, 29))
        );
    }
}
