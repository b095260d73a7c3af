//! Notices: what the workspace has to tell the user.

/// How serious a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know.
    Info,
    /// Trouble that was got over.
    Warning,
    /// Something was not done, or lost.
    Error,
}

/// Something that the user should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How serious it is.
    pub severity: Severity,
    /// What happened, where, and what to do next.
    pub message: String,
    /// More lines for those who want them; empty if there are none.
    pub details: String,
    /// Whether the report of the last import says more.
    pub shows_report: bool,
}

impl Notice {
    /// A notice without details.
    pub fn new(severity: Severity, message: impl Into<String>) -> Self {
        Self {
            severity,
            message: message.into(),
            details: String::new(),
            shows_report: false,
        }
    }
}
