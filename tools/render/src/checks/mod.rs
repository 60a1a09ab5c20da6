//! What must hold for pages, beyond that they can be rendered: no typed measurements, and parity between
//! the two languages.

pub(crate) mod numerals;
mod page;
mod pair;
mod summary;

pub use page::{PageStats, check_page};
pub use pair::check_pair;
pub use summary::check_summaries;
