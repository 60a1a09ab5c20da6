//@ exit: finished
//@ tiers: full no-ns limits-only
use std::fs;
use std::os::unix::fs::PermissionsExt;
unsafe extern "C" {
    fn chown(path: *const i8, user: u32, group: u32) -> i32;
    fn utimes(path: *const i8, times: *const i64) -> i32;
    fn setxattr(path: *const i8, name: *const i8, value: *const i8, size: usize, flags: i32) -> i32;
    fn truncate(path: *const i8, length: i64) -> i32;
}
fn main() {
    let own = std::env::args().next().unwrap_or_default();
    if fs::set_permissions(&own, fs::Permissions::from_mode(0o755)).is_ok() {
        println!("ESCAPED: changed a mode");
    }
    let path = format!("{own}\0");
    let path = path.as_ptr().cast::<i8>();
    let results = unsafe {
        [
            chown(path, u32::MAX, u32::MAX),
            utimes(path, std::ptr::null()),
            setxattr(path, c"user.x".as_ptr().cast(), c"x".as_ptr().cast(), 1, 0),
            truncate(path, 0),
        ]
    };
    for (at, result) in results.iter().enumerate() {
        if *result == 0 {
            println!("ESCAPED: attribute {at}");
        }
    }
}
