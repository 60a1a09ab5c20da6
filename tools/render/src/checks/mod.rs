//! What must hold for pages, beyond that they can be rendered: no typed measurements, and parity between
//! the two languages.

mod allow;
pub(crate) mod numerals;
mod page;
mod pair;
mod prose;
mod reading;
mod section;
mod summary;

pub use page::{PageStats, check_page};
pub use pair::check_pair;
pub use prose::{check_words, prose_length};
pub use section::{Section, sections};
pub use summary::check_summaries;
