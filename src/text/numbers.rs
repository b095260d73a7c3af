//! Numbers as they are written. In sentences at most three significant digits; in tables columns of equal precision;
//! exact values for tooltips. A space inside a number does not break.

/// The space inside numbers and before units.
pub const NO_BREAK_SPACE: char = '\u{a0}';

/// What is shown where a value does not exist.
const DASH: &str = "–";

/// A number of things, in full: `7`, `1 432`.
pub fn count(value: usize) -> String {
    group_thousands(&value.to_string())
}

/// A measured or expected number in a sentence, at most three significant digits: `0.44`, `3.4`, `46`, `1 230`.
pub fn number(value: f64) -> String {
    if !value.is_finite() {
        return DASH.to_owned();
    }
    let size = value.abs();
    let text = if size >= 1000.0 {
        let unit = 10_f64.powi(size.log10().floor() as i32 - 2);
        format!("{:.0}", (value / unit).round() * unit)
    } else if size >= 9.95 || size == 0.0 {
        format!("{value:.0}")
    } else if size >= 0.995 {
        trim_zeros(format!("{value:.1}"))
    } else if size >= 0.01 {
        trim_zeros(format!("{value:.2}"))
    } else if value > 0.0 {
        return "less than 0.01".to_owned();
    } else {
        "0".to_owned()
    };
    group_thousands(&text.replace('-', "−"))
}

/// A share from 0 to 1 in a sentence: `36 %`, `8.7 %`, `0.4 %`. Only nothing is 0 %, and only all is 100 %.
pub fn percent(share: f64) -> String {
    if !share.is_finite() {
        return DASH.to_owned();
    }
    let value = share * 100.0;
    let text = if value <= 0.0 {
        "0".to_owned()
    } else if value < 0.1 {
        "less than 0.1".to_owned()
    } else if value < 9.95 {
        trim_zeros(format!("{value:.1}"))
    } else if (99.5..100.0 - 1e-9).contains(&value) {
        "more than 99".to_owned()
    } else {
        format!("{value:.0}")
    };
    format!("{text}{NO_BREAK_SPACE}%")
}

/// A share from 0 to 1 in a column of a table, one decimal: `36.3 %`; a dash where there is none.
pub fn percent_cell(share: Option<f64>) -> String {
    share.filter(|share| share.is_finite()).map_or_else(
        || DASH.to_owned(),
        |share| format!("{:.1}{NO_BREAK_SPACE}%", share * 100.0),
    )
}

/// A score in a column of a table: whole numbers as they are, large ones whole, small ones with three decimals; a dash where there
/// is none.
pub fn score_cell(score: Option<f64>) -> String {
    let Some(score) = score.filter(|score| score.is_finite()) else {
        return DASH.to_owned();
    };
    let text = if score == score.trunc() || score.abs() >= 1000.0 {
        format!("{score:.0}")
    } else if score.abs() >= 10.0 {
        format!("{score:.1}")
    } else {
        format!("{score:.3}")
    };
    group_thousands(&minus(text))
}

/// A score with all the digits that anybody may want, for a tooltip: six significant ones.
pub fn score_exact(score: f64) -> String {
    if !score.is_finite() {
        return DASH.to_owned();
    }
    if score == score.trunc() {
        return group_thousands(&minus(format!("{score:.0}")));
    }
    let before_point = score.abs().max(1e-12).log10().floor() as i32 + 1;
    let decimals = (6 - before_point).clamp(0, 9) as usize;
    group_thousands(&minus(trim_zeros(format!("{score:.decimals$}"))))
}

/// How a number of the whole network is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberKind {
    /// A number of things.
    Count,
    /// A share from 0 to 1, as percent.
    Share,
    /// Three significant digits.
    Plain,
    /// With its sign, because that is what matters.
    Signed,
    /// A chance that is never 0: three decimals.
    Probability,
}

impl NumberKind {
    /// The number as it is written; a dash where there is none.
    pub fn write(self, value: Option<f64>) -> String {
        value.map_or_else(
            || DASH.to_owned(),
            |value| match self {
                Self::Count => count(value.max(0.0) as usize),
                Self::Share => percent(value),
                Self::Plain => number(value),
                Self::Signed => signed(value),
                Self::Probability if value < 0.001 => "< 0.001".to_owned(),
                Self::Probability => format!("{value:.3}"),
            },
        )
    }
}

/// A number with its sign, two decimals: `+0.17`, `−2.21`.
pub fn signed(value: f64) -> String {
    if !value.is_finite() {
        return DASH.to_owned();
    }
    minus(format!("{value:+.2}"))
}

/// A real minus sign instead of a hyphen; none before a zero.
fn minus(text: String) -> String {
    match text.strip_prefix('-') {
        Some(rest) if rest.chars().all(|c| matches!(c, '0' | '.')) => rest.to_owned(),
        Some(rest) => format!("−{rest}"),
        None => text,
    }
}

fn trim_zeros(text: String) -> String {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// Puts spaces between groups of three digits, from four digits on.
fn group_thousands(text: &str) -> String {
    let (whole, rest) = text
        .find('.')
        .and_then(|point| text.split_at_checked(point))
        .unwrap_or((text, ""));
    let num_digits = whole.chars().filter(char::is_ascii_digit).count();
    let mut grouped = String::with_capacity(text.len() + num_digits / 3 * 2);
    let mut digits_left = num_digits;
    for c in whole.chars() {
        if c.is_ascii_digit() {
            if digits_left < num_digits && digits_left.is_multiple_of(3) {
                grouped.push(NO_BREAK_SPACE);
            }
            digits_left -= 1;
        }
        grouped.push(c);
    }
    grouped.push_str(rest);
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        text.replace(NO_BREAK_SPACE, "_")
    }

    #[test]
    fn sentences_have_at_most_three_significant_digits() {
        let cases = [
            (0.0, "0"),
            (0.004, "less than 0.01"),
            (0.44, "0.44"),
            (0.996, "1"),
            (3.431, "3.4"),
            (4.0, "4"),
            (9.96, "10"),
            (46.2, "46"),
            (205.7, "206"),
            (1234.5, "1_230"),
            (57139.0, "57_100"),
            (-2.21, "−2.2"),
            (-0.001, "0"),
            (f64::NAN, "–"),
        ];
        for (value, text) in cases {
            assert_eq!(plain(&number(value)), text, "{value}");
        }
    }

    #[test]
    fn only_all_is_a_hundred_percent() {
        let cases = [
            (0.0, "0_%"),
            (0.0004, "less than 0.1_%"),
            (0.0871, "8.7_%"),
            (0.09, "9_%"),
            (0.0996, "10_%"),
            (0.363, "36_%"),
            (0.996, "more than 99_%"),
            (1.0, "100_%"),
            (f64::INFINITY, "–"),
        ];
        for (value, text) in cases {
            assert_eq!(plain(&percent(value)), text, "{value}");
        }
    }

    #[test]
    fn counts_and_cells() {
        assert_eq!(plain(&count(999)), "999");
        assert_eq!(plain(&count(1432)), "1_432");
        assert_eq!(plain(&count(796_670)), "796_670");
        assert_eq!(plain(&count(1_000_000)), "1_000_000");
        assert_eq!(score_cell(None), "–");
        assert_eq!(score_cell(Some(f64::NAN)), "–");
        assert_eq!(plain(&score_cell(Some(63.0))), "63");
        assert_eq!(plain(&score_cell(Some(0.0725))), "0.072");
        assert_eq!(plain(&score_cell(Some(532.3041))), "532.3");
        assert_eq!(plain(&score_cell(Some(12345.6))), "12_346");
        assert_eq!(plain(&percent_cell(Some(0.3634))), "36.3_%");
        assert_eq!(plain(&score_exact(532.304_123_4)), "532.304");
        assert_eq!(plain(&score_exact(0.072_548_12)), "0.0725481");
        assert_eq!(plain(&score_exact(-1_234_567.0)), "−1_234_567");
        assert_eq!(signed(-2.211), "−2.21");
        assert_eq!(signed(-0.001), "0.00");
        assert_eq!(signed(0.1725), "+0.17");
    }
}
