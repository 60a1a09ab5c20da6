//! What of a page is compared with its twin, and how.

/// What is compared; each kind has a word by which a page may allow a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Callout,
    Code,
    Directive,
    Fence,
    Figure,
    Footnote,
    Link,
    List,
    Number,
    /// A number up to ten without a unit, which a sentence may also spell out.
    SmallNumber,
    Table,
}

impl Kind {
    pub(crate) const ALL: [Self; 11] = [
        Self::Callout,
        Self::Code,
        Self::Directive,
        Self::Fence,
        Self::Figure,
        Self::Footnote,
        Self::Link,
        Self::List,
        Self::Number,
        Self::SmallNumber,
        Self::Table,
    ];

    /// The word in `<!-- parity: allow code - why -->`.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Callout => "callouts",
            Self::Code => "code",
            Self::Directive => "directives",
            Self::Fence => "fences",
            Self::Figure => "figures",
            Self::Footnote => "footnotes",
            Self::Link => "links",
            Self::List => "lists",
            Self::Number | Self::SmallNumber => "numbers",
            Self::Table => "tables",
        }
    }

    /// Whether both languages have them in the same order. A sentence may put the others where it needs them.
    pub(crate) fn is_ordered(self) -> bool {
        matches!(self, Self::Callout | Self::Fence | Self::List | Self::Table)
    }

    /// Whether one mention is as good as several.
    pub(crate) fn is_named_once(self) -> bool {
        matches!(self, Self::Code | Self::Link)
    }
}
