//! What goes wrong, and how it is printed.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use catalog::Diagnostic;
use std::io::IsTerminal;
use std::process::ExitCode;

/// Why a verb ended without success; each kind has its exit code.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The book's content is at fault (1). All problems, to be printed together.
    Content(Vec<Diagnostic>),
    /// Tests failed, and have been reported already (1).
    Reported,
    /// The command was used wrongly (2).
    Usage(String),
    /// A tool or the machine failed (3).
    Tool(anyhow::Error),
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Tool(error)
    }
}

/// Fails when there are problems; they come out sorted and each once.
pub(crate) fn content(mut problems: Vec<Diagnostic>) -> Result<(), Failure> {
    problems.sort();
    problems.dedup();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Failure::Content(problems))
    }
}

/// Prints a failure and returns its exit code.
pub(crate) fn failure(failure: &Failure) -> ExitCode {
    match failure {
        Failure::Content(problems) => {
            eprintln!("{}", rendered(problems, std::io::stderr().is_terminal()));
            ExitCode::from(1)
        }
        Failure::Reported => ExitCode::from(1),
        Failure::Usage(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
        Failure::Tool(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(3)
        }
    }
}

/// All problems as text, the way rustc shows its own, with their number at the end.
pub(crate) fn rendered(problems: &[Diagnostic], colours: bool) -> String {
    let renderer = if colours {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text: Vec<String> = problems
        .iter()
        .map(|problem| one(&renderer, problem))
        .collect();
    text.push(match problems.len() {
        1 => "1 problem".to_owned(),
        count => format!("{count} problems"),
    });
    text.join("\n\n")
}

fn one(renderer: &Renderer, problem: &Diagnostic) -> String {
    let path = problem.path.to_string_lossy();
    let title = Level::ERROR.primary_title(&problem.message);
    let mut group = match &problem.position {
        Some(position) => {
            let snippet = Snippet::source(&position.text)
                .line_start(position.line)
                .path(&*path)
                .annotation(AnnotationKind::Primary.span(position.marked.0..position.marked.1));
            title.element(snippet)
        }
        None => {
            let origin = annotate_snippets::Origin::path(&*path);
            Group::with_title(title).element(origin)
        }
    };
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(help));
    }
    renderer.render(&[group]).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_shown_with_its_line_and_its_help() {
        let source = "# T\n\n{{#listing frist-100mib}}\n";
        let problem = Diagnostic::at(
            "src/en/a.md",
            source,
            5..30,
            "there is no listing 'frist-100mib'",
        )
        .help("did you mean 'first-100mib'?");
        let whole = Diagnostic::file("src/ko/b.md", "this page has no English twin");
        let text = rendered(&[problem, whole], false);
        for part in [
            "error: there is no listing 'frist-100mib'",
            "src/en/a.md:3:1",
            "3 | {{#listing frist-100mib}}",
            "help: did you mean 'first-100mib'?",
            "src/ko/b.md",
            "2 problems",
        ] {
            assert!(text.contains(part), "{part} is not in:\n{text}");
        }
    }
}
