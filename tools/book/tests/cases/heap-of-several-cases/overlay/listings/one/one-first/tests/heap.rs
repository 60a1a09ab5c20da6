//! Two cases.

heaplab::verify!(one_first: run, grown);
