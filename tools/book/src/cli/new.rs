//! `cargo book new`: what can be made, and how it is called.

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum New {
    /// Make a listing in a chapter: a crate, recorded, and a section about it in both languages
    Listing(NewListing),
    /// Make a chapter in both languages, at the end of the book
    Chapter(NewChapter),
    /// Make a Criterion benchmark in a listing, with a claim about it
    Bench(NewBench),
}

#[derive(Debug, Args)]
pub(crate) struct NewListing {
    /// The chapter: a folder under src/en and src/ko
    pub(crate) chapter: String,
    /// The listing's name, with a hyphen and unique in the book: col-my-idea
    pub(crate) name: String,
    /// The English heading of its section, and its description
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// The Korean heading of its section
    #[arg(long)]
    pub(crate) title_ko: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct NewChapter {
    /// The chapter's name, which becomes its folder: my-topic
    pub(crate) name: String,
    /// The English title
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// The Korean title
    #[arg(long)]
    pub(crate) title_ko: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct NewBench {
    /// The listing that it measures
    pub(crate) listing: String,
    /// The benchmark's name, which becomes a file and a function: my_bench
    pub(crate) name: String,
}
