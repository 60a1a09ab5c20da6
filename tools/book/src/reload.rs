//! Watches the book's files and rebuilds on change; tells the open pages how it went.

use crate::report::{Failure, rendered};
use crate::site;
use anyhow::{Context, Result};
use notify::event::{EventKind, MetadataKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// What an open page is told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct State {
    /// Grows with each successful build.
    pub(crate) generation: u64,
    /// The problems of the last build, when it failed.
    pub(crate) error: Option<String>,
}

impl State {
    /// The message for the page's script.
    pub(crate) fn message(&self) -> String {
        serde_json::json!({ "generation": self.generation, "error": self.error }).to_string()
    }
}

/// What makes a page: text, listings with their recorded data, the theme, the configuration, the words.
const WATCHED: [&str; 8] = [
    "src",
    "listings",
    "theme",
    "quizzes",
    "exercises",
    "widgets",
    "book.toml",
    "glossary.toml",
];

/// An editor writes several files at once; a build waits until they are quiet this long.
const QUIET: Duration = Duration::from_millis(150);

/// Builds once, and again after every change, on a thread of its own. Dropping the watcher ends it.
pub(crate) fn start(
    root: PathBuf,
    dest: PathBuf,
    state: watch::Sender<State>,
) -> Result<RecommendedWatcher> {
    let (changed, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if let Some(path) = event.ok().and_then(change) {
            // The receiver lives as long as the process.
            let _ = changed.send(path);
        }
    })
    .context("cannot watch files for changes")?;
    for path in WATCHED
        .map(|name| root.join(name))
        .iter()
        .filter(|path| path.exists())
    {
        watcher
            .watch(path, RecursiveMode::Recursive)
            .with_context(|| format!("cannot watch {}", path.display()))?;
    }
    build(&root, &dest, &state);
    std::thread::spawn(move || {
        while let Ok(first) = changes.recv() {
            while changes.recv_timeout(QUIET).is_ok() {}
            eprintln!(
                "{} changed",
                first.strip_prefix(&root).unwrap_or(&first).display()
            );
            build(&root, &dest, &state);
        }
    });
    Ok(watcher)
}

/// The file that changed, if it matters. Reading a file is an event too, and every build reads them all.
fn change(event: Event) -> Option<PathBuf> {
    let written = match event.kind {
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Any => true,
        EventKind::Modify(ModifyKind::Metadata(kind)) => kind == MetadataKind::WriteTime,
        EventKind::Modify(_) => true,
        EventKind::Access(_) | EventKind::Other => false,
    };
    event
        .paths
        .into_iter()
        .find(|path| written && matters(path))
}

/// Editors' swap files and half-written recordings say nothing.
fn matters(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !name.starts_with('.') && !name.ends_with('~') && !name.ends_with(".swp")
}

fn build(root: &Path, dest: &Path, state: &watch::Sender<State>) {
    let start = Instant::now();
    let error = match site::build(root, dest) {
        Ok(()) => None,
        Err(Failure::Content(problems)) => {
            eprintln!("{}", rendered(&problems, std::io::stderr().is_terminal()));
            Some(rendered(&problems, false))
        }
        Err(Failure::Tool(error)) => {
            eprintln!("error: {error:#}");
            Some(format!("{error:#}"))
        }
        Err(Failure::Usage(message)) => {
            eprintln!("error: {message}");
            Some(message)
        }
        Err(Failure::Reported) => Some("the build failed: see the terminal".to_owned()),
    };
    match &error {
        None => eprintln!("built in {:.1} s", start.elapsed().as_secs_f32()),
        Some(_) => eprintln!("the last good build stays on screen"),
    }
    state.send_modify(|state| {
        state.generation += u64::from(error.is_none());
        state.error = error;
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{AccessKind, DataChange};

    fn event(kind: EventKind, path: &str) -> Event {
        Event::new(kind).add_path(path.into())
    }

    #[test]
    fn a_write_matters_and_a_read_does_not() {
        let write = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        assert!(change(event(write, "src/en/a.md")).is_some());
        assert!(change(event(EventKind::Access(AccessKind::Read), "src/en/a.md")).is_none());
        assert!(change(event(write, "src/en/.a.md.swp")).is_none());
    }
}
