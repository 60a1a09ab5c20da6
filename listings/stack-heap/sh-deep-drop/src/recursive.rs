//! A child of `sh-deep-drop`: drops a long list, and is expected not to survive it.

fn main() {
    drop(sh_deep_drop::list(sh_deep_drop::LONG));
}
