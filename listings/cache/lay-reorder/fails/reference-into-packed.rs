//@ error: E0793
/// Without padding, nothing keeps `user` at a multiple of eight.
#[repr(C, packed)]
pub struct SessionPacked {
    pub open: bool,
    pub user: u64,
}

pub fn run() {
    let session = SessionPacked { open: true, user: 7 };
    let user = &session.user;
    println!("{user}");
}
