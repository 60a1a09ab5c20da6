//! Verifies `recorded/heap.json` and `recorded/layout.json`: `cargo test -p lay-reorder`.

heaplab::verify!(
    lay_reorder: run;
    Session { open, user, admin, hits, last },
    SessionInC { open, user, admin, hits, last },
    SessionPacked { open, user, admin, hits, last },
);
