//! A child of `sh-deep-drop`: drops a long list with a loop.

fn main() {
    drop(sh_deep_drop::List(sh_deep_drop::list(sh_deep_drop::LONG)));
}
