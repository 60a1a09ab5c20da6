//! Verifies `recorded/heap.json`: `cargo test -p prof-pprof-export`.

heaplab::verify!(prof_pprof_export: round_trip);
