//! The few system calls of the launcher, each behind a safe function.
#![expect(
    unsafe_code,
    reason = "fork, wait and descriptors have no safe counterpart in std"
)]

use std::fs::File;
use std::io::{Error, Result};
use std::os::fd::{AsRawFd, FromRawFd, RawFd};
use std::time::Duration;

/// Which side of a fork this is.
pub(crate) enum Forked {
    Parent(i32),
    Child,
}

/// Forks this process, which must have one thread only: a lock held by another one would stay locked.
pub(crate) fn fork() -> Result<Forked> {
    // SAFETY: the launcher is single-threaded.
    match check(unsafe { libc::fork() })? {
        0 => Ok(Forked::Child),
        child => Ok(Forked::Parent(child)),
    }
}

fn check(result: i32) -> Result<i32> {
    if result < 0 {
        Err(Error::last_os_error())
    } else {
        Ok(result)
    }
}

/// A pipe whose ends are closed on exec: read end, write end.
pub(crate) fn pipe() -> Result<(File, File)> {
    let mut ends = [0; 2];
    // SAFETY: the array has room for two descriptors, which nobody else owns.
    unsafe {
        check(libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC))?;
        Ok((File::from_raw_fd(ends[0]), File::from_raw_fd(ends[1])))
    }
}

/// Makes `to` another name of `from`, kept open on exec.
pub(crate) fn duplicate(from: &File, to: RawFd) -> Result<()> {
    // SAFETY: replaces a descriptor that the launcher itself decided about.
    check(unsafe { libc::dup2(from.as_raw_fd(), to) }).map(drop)
}

/// The same file under a number from 10 on, which no later [`duplicate`] takes away.
pub(crate) fn above(file: &File) -> Result<File> {
    // SAFETY: the new descriptor is nobody else's.
    unsafe {
        let number = check(libc::fcntl(file.as_raw_fd(), libc::F_DUPFD_CLOEXEC, 10))?;
        Ok(File::from_raw_fd(number))
    }
}

/// Closes every descriptor from `first` on when a program is started.
pub(crate) fn close_from(first: RawFd) -> Result<()> {
    const CLOEXEC: libc::c_int = 4;
    // SAFETY: only sets a flag on descriptors.
    let done = unsafe { libc::syscall(libc::SYS_close_range, first, u32::MAX, CLOEXEC) };
    check(done as i32).map(drop)
}

/// Which of the files can be read or were closed by the other side; waits up to `patience`.
pub(crate) fn ready(files: &[Option<&File>], patience: Duration) -> Result<Vec<bool>> {
    let mut waiting: Vec<libc::pollfd> = files
        .iter()
        .map(|file| libc::pollfd {
            // Negative descriptors are skipped.
            fd: file.map_or(-1, AsRawFd::as_raw_fd),
            events: libc::POLLIN,
            revents: 0,
        })
        .collect();
    let milliseconds = patience.as_millis().clamp(1, 60_000) as i32;
    // SAFETY: the pointer and the length are those of one vector.
    let done = unsafe { libc::poll(waiting.as_mut_ptr(), waiting.len() as u64, milliseconds) };
    if let Err(error) = check(done)
        && error.kind() != std::io::ErrorKind::Interrupted
    {
        return Err(error);
    }
    Ok(waiting.iter().map(|file| file.revents != 0).collect())
}

/// A process of its own group, which can be killed as one.
pub(crate) fn own_group() -> Result<()> {
    // SAFETY: touches no memory.
    check(unsafe { libc::setpgid(0, 0) }).map(drop)
}

/// Is killed when its parent ends.
pub(crate) fn die_with_parent() -> Result<()> {
    // SAFETY: touches no memory.
    check(unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL) }).map(drop)
}

/// Orphans of its descendants become its own children.
pub(crate) fn adopt_orphans() -> Result<()> {
    // SAFETY: touches no memory.
    check(unsafe { libc::prctl(libc::PR_SET_CHILD_SUBREAPER, 1) }).map(drop)
}

/// Sets soft and hard limit.
pub(crate) fn limit(resource: libc::__rlimit_resource_t, value: u64) -> Result<()> {
    let limit = libc::rlimit {
        rlim_cur: value,
        rlim_max: value,
    };
    // SAFETY: reads one structure.
    check(unsafe { libc::setrlimit(resource, &raw const limit) }).map(drop)
}

/// Leaves the namespaces of users, processes, network and IPC.
pub(crate) fn unshare() -> Result<()> {
    let flags = libc::CLONE_NEWUSER | libc::CLONE_NEWPID | libc::CLONE_NEWNET | libc::CLONE_NEWIPC;
    // SAFETY: the launcher is single-threaded.
    check(unsafe { libc::unshare(flags) }).map(drop)
}

/// User and group of this process.
pub(crate) fn ids() -> (u32, u32) {
    // SAFETY: these cannot fail.
    unsafe { (libc::geteuid(), libc::getegid()) }
}

/// Gives up root's capabilities for good; without them nothing changes.
pub(crate) fn drop_capabilities() -> Result<()> {
    // SECBIT_NOROOT and SECBIT_NO_SETUID_FIXUP, each locked: root gets nothing back on exec.
    const BITS: libc::c_ulong = 0b1111;
    const VERSION_3: u32 = 0x2008_0522;
    let header: [u32; 2] = [VERSION_3, 0];
    let none = [0_u32; 6];
    // SAFETY: header and data have the layout of version 3.
    unsafe {
        if libc::geteuid() == 0 {
            check(libc::prctl(libc::PR_SET_SECUREBITS, BITS))?;
        }
        let done = libc::syscall(libc::SYS_capset, header.as_ptr(), none.as_ptr());
        check(done as i32).map(drop)
    }
}

/// The next child that ended, with its wait status; `None` when `block` is false and none has.
pub(crate) fn wait(child: i32, block: bool) -> Result<Option<(i32, i32)>> {
    let mut status = 0;
    let options = if block { 0 } else { libc::WNOHANG };
    // SAFETY: writes one integer.
    let found = check(unsafe { libc::waitpid(child, &raw mut status, options) })?;
    Ok((found > 0).then_some((found, status)))
}

/// Exit code or signal of a wait status.
pub(crate) fn decode(status: i32) -> crate::Ended {
    if libc::WIFSIGNALED(status) {
        crate::Ended::Signal(libc::WTERMSIG(status))
    } else {
        crate::Ended::Exit(libc::WEXITSTATUS(status))
    }
}

/// Kills a process, or with a negative number a group. It may have ended by itself.
pub(crate) fn kill(process: i32) {
    // SAFETY: touches no memory.
    unsafe { libc::kill(process, libc::SIGKILL) };
}

/// Ends this process at once, without anything that std would do.
pub(crate) fn exit(code: i32) -> ! {
    // SAFETY: ends the process.
    unsafe { libc::_exit(code) }
}

/// The launcher's stdin, which the server keeps open as long as somebody waits.
pub(crate) fn stdin() -> std::mem::ManuallyDrop<File> {
    // SAFETY: never closed, and read by nobody else from here on.
    std::mem::ManuallyDrop::new(unsafe { File::from_raw_fd(0) })
}
