//! `cargo book new chapter NAME`: its pages and its place in both tables of contents.

use super::{names, template};
use crate::report::Failure;
use crate::{Outcome, cli, parity};
use render::Language;
use std::path::Path;

/// Makes the chapter's two pages in both languages and lists them at the end.
pub(crate) fn run(root: &Path, options: &cli::NewChapter) -> Outcome {
    names::chapter(&options.name)?;
    for language in Language::ALL {
        let folder = Path::new("src").join(language.code()).join(&options.name);
        if root.join(&folder).exists() {
            let message = format!("'{}' is taken by {}", options.name, folder.display());
            return Err(Failure::Usage(message));
        }
    }
    for language in Language::ALL {
        create_pages(root, language, options)?;
        list(root, language, options)?;
    }
    let pages = ["README.md", "appendix.md"].map(|page| format!("{}/{page}", options.name));
    parity::accept(
        root,
        &cli::Accept {
            sections: pages.to_vec(),
        },
    )?;
    println!(
        "\nNext: cargo book new listing {} {}-first-idea",
        options.name,
        prefix(&options.name)
    );
    Ok(())
}

/// Listings begin with the first word of their chapter.
fn prefix(name: &str) -> &str {
    name.split('-').next().unwrap_or(name)
}

fn title(language: Language, options: &cli::NewChapter) -> &str {
    let title = match language {
        Language::En => &options.title,
        Language::Ko => &options.title_ko,
    };
    title.as_deref().unwrap_or(&options.name)
}

fn create_pages(root: &Path, language: Language, options: &cli::NewChapter) -> Outcome {
    let name = options.name.as_str();
    let (readme, appendix) = match language {
        Language::En => (
            include_str!("../../templates/chapter/README.en.md"),
            include_str!("../../templates/chapter/appendix.en.md"),
        ),
        Language::Ko => (
            include_str!("../../templates/chapter/README.ko.md"),
            include_str!("../../templates/chapter/appendix.ko.md"),
        ),
    };
    let title = title(language, options);
    let values = [("name", name), ("title", title), ("prefix", prefix(name))];
    let folder = Path::new("src").join(language.code()).join(name);
    for (file, text) in [("README.md", readme), ("appendix.md", appendix)] {
        template::create(root, &folder.join(file), &template::fill(text, &values))?;
    }
    Ok(())
}

/// Adds the chapter at the end; where it belongs is for its author to say.
fn list(root: &Path, language: Language, options: &cli::NewChapter) -> Outcome {
    let (name, title) = (&options.name, title(language, options));
    let measurements = match language {
        Language::En => "Measurements",
        Language::Ko => "측정 부록",
    };
    let entry =
        format!("- [{title}]({name}/README.md)\n  - [{measurements}]({name}/appendix.md)\n");
    let summary = Path::new("src").join(language.code()).join("SUMMARY.md");
    template::change(root, &summary, |text| Ok(with_entry(text, &entry)))
}

/// The table of contents with the chapter after the last numbered one: what follows has no number, and
/// mdBook allows no list behind it.
fn with_entry(summary: &str, entry: &str) -> String {
    let mut at = 0;
    let ends = summary.split_inclusive('\n').filter_map(|line| {
        at += line.len();
        line.trim_start().starts_with("- ").then_some(at)
    });
    let end = ends.last().unwrap_or(summary.len());
    let (before, after) = summary.split_at(end);
    format!("{}\n{entry}{after}", before.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chapter_stands_before_what_has_no_number() {
        let summary = "# S\n\n- [A](a)\n  - [M](m)\n\n---\n\n[End](end)\n";
        let expected = "# S\n\n- [A](a)\n  - [M](m)\n- [N](n)\n\n---\n\n[End](end)\n";
        assert_eq!(with_entry(summary, "- [N](n)\n"), expected);
        assert_eq!(with_entry("# S\n", "- [N](n)\n"), "# S\n- [N](n)\n");
    }
}
