//! Progress on the terminal: a bar or a spinner there, plain lines anywhere else.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use lab::Progress;
use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Draws on stderr.
#[derive(Debug, Default)]
pub(crate) struct Terminal {
    bar: Mutex<Option<ProgressBar>>,
}

impl Terminal {
    fn with_bar(&self, use_bar: impl FnOnce(&ProgressBar)) {
        let bar = self.bar.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bar) = bar.as_ref() {
            use_bar(bar);
        }
    }
}

impl Progress for Terminal {
    fn begin(&self, what: &str, steps: Option<usize>) {
        if !std::io::stderr().is_terminal() {
            eprintln!("{what} …");
            return;
        }
        let (bar, template) = match steps {
            Some(steps) => (
                ProgressBar::new(steps as u64),
                "{prefix} {wide_bar} {pos}/{len} {msg}",
            ),
            None => (
                ProgressBar::new_spinner(),
                "{spinner} {prefix} {msg} ({elapsed})",
            ),
        };
        bar.set_draw_target(ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_prefix(what.to_owned());
        bar.enable_steady_tick(Duration::from_millis(120));
        *self.bar.lock().unwrap_or_else(PoisonError::into_inner) = Some(bar);
    }

    fn step(&self, what: &str) {
        self.with_bar(|bar| {
            bar.set_message(what.to_owned());
            bar.inc(1);
        });
    }

    fn end(&self) {
        self.with_bar(ProgressBar::finish_and_clear);
    }
}
