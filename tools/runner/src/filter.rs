//! The system call filter: what a program needs not do, it cannot.
//!
//! It names what is denied. Everything that reaches other processes, the network, files or parts of the
//! kernel with a history of holes is named; what is left needs an open file or its own memory.

use crate::spec::Role;
use anyhow::{Context, Result};
use libc::*;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen as Length, SeccompCmpOp as Op, SeccompCondition,
    SeccompFilter, SeccompRule,
};
use std::collections::BTreeMap;

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

/// Denied to everybody. A pair of sockets reaches nobody else, and std starts processes with one.
const NOBODY: &[i64] = &[
    SYS_socket,
    SYS_ptrace,
    SYS_mount,
    SYS_umount2,
    SYS_pivot_root,
    SYS_chroot,
    SYS_unshare,
    SYS_setns,
    SYS_bpf,
    SYS_io_uring_setup,
    SYS_io_uring_enter,
    SYS_io_uring_register,
    SYS_userfaultfd,
    SYS_perf_event_open,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_pidfd_open,
    SYS_pidfd_getfd,
    SYS_pidfd_send_signal,
    SYS_keyctl,
    SYS_add_key,
    SYS_request_key,
    SYS_kexec_load,
    SYS_kexec_file_load,
    SYS_init_module,
    SYS_finit_module,
    SYS_delete_module,
    SYS_reboot,
    SYS_swapon,
    SYS_swapoff,
    SYS_sethostname,
    SYS_setdomainname,
    SYS_acct,
    SYS_syslog,
    SYS_quotactl,
    SYS_open_by_handle_at,
    SYS_name_to_handle_at,
    SYS_fanotify_init,
    SYS_open_tree,
    SYS_move_mount,
    SYS_fsopen,
    SYS_fsconfig,
    SYS_fsmount,
    SYS_fspick,
    SYS_mount_setattr,
    SYS_shmget,
    SYS_semget,
    SYS_msgget,
    SYS_mq_open,
    SYS_kcmp,
    SYS_process_madvise,
    SYS_rt_sigqueueinfo,
    SYS_rt_tgsigqueueinfo,
    SYS_tkill,
    SYS_setsid,
    SYS_setpgid,
    SYS_personality,
    SYS_memfd_secret,
    SYS_settimeofday,
    SYS_clock_settime,
    SYS_adjtimex,
    SYS_clock_adjtime,
    SYS_vhangup,
    SYS_migrate_pages,
    SYS_move_pages,
];

/// Denied to a reader's program: it starts nothing and changes no file, its attributes included, which
/// Landlock would not prevent.
const PROGRAM: &[i64] = &[
    SYS_socketpair,
    SYS_memfd_create,
    SYS_truncate,
    SYS_mkdirat,
    SYS_unlinkat,
    SYS_renameat2,
    SYS_linkat,
    SYS_symlinkat,
    SYS_mknodat,
    SYS_fchmod,
    SYS_fchmodat,
    SYS_fchown,
    SYS_fchownat,
    SYS_utimensat,
    SYS_setxattr,
    SYS_lsetxattr,
    SYS_fsetxattr,
    SYS_removexattr,
    SYS_lremovexattr,
    SYS_fremovexattr,
    SYS_inotify_init1,
    SYS_flock,
    SYS_fallocate,
    FCHMODAT2,
];

/// Too new for the `libc` crate.
const FCHMODAT2: i64 = 452;

#[cfg(target_arch = "x86_64")]
const NOBODY_HERE: &[i64] = &[
    SYS_iopl,
    SYS_ioperm,
    SYS_modify_ldt,
    SYS__sysctl,
    SYS_uselib,
];
#[cfg(target_arch = "x86_64")]
const PROGRAM_HERE: &[i64] = &[
    SYS_fork,
    SYS_vfork,
    SYS_creat,
    SYS_mkdir,
    SYS_rmdir,
    SYS_unlink,
    SYS_rename,
    SYS_renameat,
    SYS_link,
    SYS_symlink,
    SYS_mknod,
    SYS_chmod,
    SYS_chown,
    SYS_lchown,
    SYS_utime,
    SYS_utimes,
    SYS_futimesat,
    SYS_inotify_init,
];
#[cfg(not(target_arch = "x86_64"))]
const NOBODY_HERE: &[i64] = &[];
#[cfg(not(target_arch = "x86_64"))]
const PROGRAM_HERE: &[i64] = &[];

/// Puts the filter on this process; it holds for whatever it becomes.
pub(crate) fn apply(role: Role) -> Result<()> {
    let mut denied: Rules = BTreeMap::new();
    for call in NOBODY.iter().chain(NOBODY_HERE) {
        denied.insert(*call, Vec::new());
    }
    let mut absent: Rules = BTreeMap::new();
    if role == Role::Program {
        for call in PROGRAM.iter().chain(PROGRAM_HERE) {
            denied.insert(*call, Vec::new());
        }
        only_itself(&mut denied)?;
        only_reading(&mut denied)?;
        let thread = SeccompCondition::new(0, Length::Qword, Op::MaskedEq(CLONE_THREAD as u64), 0)?;
        denied.insert(SYS_clone, vec![SeccompRule::new(vec![thread])?]);
        // Their flags lie in memory, which a filter cannot see: std then uses clone and openat.
        absent.insert(SYS_clone3, Vec::new());
        absent.insert(SYS_openat2, Vec::new());
    }
    install(denied, EPERM)?;
    if absent.is_empty() {
        return Ok(());
    }
    install(absent, ENOSYS)
}

/// Signals go to the program itself, and limits are its own.
fn only_itself(denied: &mut Rules) -> Result<()> {
    let own = u64::from(std::process::id());
    for call in [SYS_kill, SYS_tgkill] {
        let other = SeccompCondition::new(0, Length::Dword, Op::Ne, own)?;
        denied.insert(call, vec![SeccompRule::new(vec![other])?]);
    }
    let other = SeccompCondition::new(0, Length::Dword, Op::Ne, 0)?;
    denied.insert(SYS_prlimit64, vec![SeccompRule::new(vec![other])?]);
    Ok(())
}

/// No file is opened for writing or created, whatever Landlock says of it.
fn only_reading(denied: &mut Rules) -> Result<()> {
    let mut calls = vec![(SYS_openat, 2)];
    #[cfg(target_arch = "x86_64")]
    calls.push((SYS_open, 1));
    for (call, argument) in calls {
        let mut rules = Vec::new();
        for flag in [O_WRONLY, O_RDWR, O_CREAT, O_TRUNC] {
            let flag = flag as u64;
            let writes = SeccompCondition::new(argument, Length::Dword, Op::MaskedEq(flag), flag)?;
            rules.push(SeccompRule::new(vec![writes])?);
        }
        denied.insert(call, rules);
    }
    Ok(())
}

fn install(mut rules: Rules, error: i32) -> Result<()> {
    if cfg!(target_arch = "x86_64") {
        // The same calls by their x32 numbers.
        const X32: i64 = 0x4000_0000;
        let again: Rules = rules
            .iter()
            .map(|(call, rules)| (call | X32, rules.clone()))
            .collect();
        rules.extend(again);
    }
    let filter = SeccompFilter::new(
        rules,
        SeccompAction::Allow,
        SeccompAction::Errno(error as u32),
        std::env::consts::ARCH
            .try_into()
            .context("this processor is unknown to seccompiler")?,
    )?;
    let program: BpfProgram = filter.try_into()?;
    Ok(seccompiler::apply_filter(&program)?)
}
