//! The same five fields, in the order in which somebody wrote them down, laid out in three ways.

use std::mem::offset_of;

// ANCHOR: types
/// No `repr`: the compiler chooses the order.
#[expect(missing_docs, reason = "only the order of the fields matters here")]
pub struct Session {
    pub open: bool,
    pub user: u64,
    pub admin: bool,
    pub hits: u32,
    pub last: bool,
}

/// As C lays it out: in the order of the source.
#[repr(C)]
#[expect(missing_docs, reason = "as above")]
pub struct SessionInC {
    pub open: bool,
    pub user: u64,
    pub admin: bool,
    pub hits: u32,
    pub last: bool,
}

/// In the order of the source, and without padding.
#[repr(C, packed)]
#[expect(missing_docs, reason = "as above")]
pub struct SessionPacked {
    pub open: bool,
    pub user: u64,
    pub admin: bool,
    pub hits: u32,
    pub last: bool,
}
// ANCHOR_END: types

// ANCHOR: run
/// Prints the size of each, and where its fields lie.
pub fn run() {
    println!("Session:       {} bytes", size_of::<Session>());
    row([
        offset_of!(Session, open),
        offset_of!(Session, user),
        offset_of!(Session, admin),
        offset_of!(Session, hits),
        offset_of!(Session, last),
    ]);
    println!("SessionInC:    {} bytes", size_of::<SessionInC>());
    row([
        offset_of!(SessionInC, open),
        offset_of!(SessionInC, user),
        offset_of!(SessionInC, admin),
        offset_of!(SessionInC, hits),
        offset_of!(SessionInC, last),
    ]);
    println!("SessionPacked: {} bytes", size_of::<SessionPacked>());
    row([
        offset_of!(SessionPacked, open),
        offset_of!(SessionPacked, user),
        offset_of!(SessionPacked, admin),
        offset_of!(SessionPacked, hits),
        offset_of!(SessionPacked, last),
    ]);
}

fn row([open, user, admin, hits, last]: [usize; 5]) {
    println!("  open {open}, user {user}, admin {admin}, hits {hits}, last {last}");
}
// ANCHOR_END: run
