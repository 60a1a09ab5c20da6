//! Why a directive cannot be rendered.

use catalog::Diagnostic;

/// Why a directive cannot be rendered.
pub(crate) enum Fault {
    /// The directive itself is at fault.
    Here(String, Option<String>),
    /// The files it points at are.
    There(Vec<Diagnostic>),
}

impl Fault {
    pub(crate) fn here(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Here(message.into(), Some(help.into()))
    }
}

impl From<Diagnostic> for Fault {
    fn from(problem: Diagnostic) -> Self {
        Self::There(vec![problem])
    }
}
