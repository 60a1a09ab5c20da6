//! The layers around a program, put on by the process that then becomes the program.
//!
//! Each layer that the tier promises must hold, or the program is not started.

use crate::filter;
use crate::spec::{Role, Spec, Tier};
use crate::sys;
use anyhow::{Context, Result, ensure};
use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible, PathBeneath, PathFd,
    Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetStatus, Scope,
};
use std::path::Path;

/// The Landlock version whose file and TCP rules are insisted on; later ones are used where present.
const REQUIRED: ABI = ABI::V4;

/// Namespaces, put on before the fork: the program is to be process 2 of its own, since as process 1 the
/// kernel would not let it end by its own signals.
pub(crate) fn namespaces(spec: &Spec) -> Result<()> {
    if spec.tier < Tier::Full {
        return Ok(());
    }
    let (user, group) = sys::ids();
    sys::unshare().context("namespaces are not to be had")?;
    // No longer root inside: the capabilities that a new namespace gives go with the first exec.
    std::fs::write("/proc/self/setgroups", "deny").context("cannot deny groups")?;
    std::fs::write("/proc/self/uid_map", format!("1000 {user} 1"))
        .context("cannot map the user")?;
    std::fs::write("/proc/self/gid_map", format!("1000 {group} 1")).context("cannot map the group")
}

/// Everything else, put on last.
pub(crate) fn enter(spec: &Spec) -> Result<()> {
    if spec.tier == Tier::None {
        return Ok(());
    }
    limits(spec).context("cannot set limits")?;
    sys::drop_capabilities().context("cannot drop capabilities")?;
    if spec.tier >= Tier::NoNs {
        landlock(spec).context("Landlock does not hold")?;
    }
    filter::apply(spec.role).context("the system call filter does not hold")
}

fn limits(spec: &Spec) -> std::io::Result<()> {
    let limits = &spec.limits;
    let files = if spec.role == Role::Program {
        64
    } else {
        1_024
    };
    sys::limit(libc::RLIMIT_AS, limits.memory)?;
    sys::limit(libc::RLIMIT_CPU, limits.wall.as_secs() + 1)?;
    sys::limit(libc::RLIMIT_FSIZE, limits.file)?;
    sys::limit(libc::RLIMIT_CORE, 0)?;
    sys::limit(libc::RLIMIT_NOFILE, files)?;
    sys::limit(libc::RLIMIT_MEMLOCK, 0)?;
    sys::limit(libc::RLIMIT_MSGQUEUE, 0)?;
    // The kernel counts all tasks of this user, not only those of the program.
    sys::limit(libc::RLIMIT_NPROC, tasks() + 256)
}

/// The tasks of this machine: the second half of `/proc/loadavg`'s fourth field.
fn tasks() -> u64 {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let field = text
        .split_whitespace()
        .nth(3)
        .and_then(|field| field.split_once('/'));
    field.and_then(|(_, total)| total.parse().ok()).unwrap_or(0)
}

/// The dynamic linker and the system's libraries; the compiler also needs the linker and its files.
fn system(role: Role) -> &'static [&'static str] {
    match role {
        Role::Program => &[
            "/lib",
            "/lib64",
            "/usr/lib",
            "/usr/lib64",
            "/etc/ld.so.cache",
            "/proc/self",
        ],
        Role::Compiler => &[
            "/lib",
            "/lib64",
            "/usr",
            "/bin",
            "/etc/ld.so.cache",
            "/etc/ld.so.conf",
            "/etc/ld.so.conf.d",
            "/proc/self",
            "/dev/urandom",
        ],
    }
}

fn landlock(spec: &Spec) -> Result<()> {
    let all = AccessFs::from_all(ABI::V6);
    let read = AccessFs::from_read(REQUIRED);
    let mut rules = Ruleset::default()
        .set_compatibility(CompatLevel::HardRequirement)
        .handle_access(AccessFs::from_all(REQUIRED))?
        .handle_access(AccessNet::from_all(REQUIRED))?
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(all)?
        .scope(Scope::from_all(ABI::V6))?
        .create()?;
    let readable = spec.readable.iter().map(|path| (path.as_path(), read));
    let system = system(spec.role)
        .iter()
        .map(|path| (Path::new(*path), read));
    let writable = spec.writable.iter().map(|path| (path.as_path(), all));
    let null = (spec.role == Role::Compiler).then_some((Path::new("/dev/null"), all));
    for (path, access) in readable.chain(system).chain(writable).chain(null) {
        // A system without /lib64 has nothing there to allow.
        if path.exists() {
            rules = rules.add_rule(rule(path, access)?)?;
        }
    }
    let status = rules.restrict_self()?;
    ensure!(
        status.ruleset != RulesetStatus::NotEnforced,
        "the kernel does not enforce it"
    );
    Ok(())
}

fn rule(path: &Path, access: BitFlags<AccessFs>) -> Result<PathBeneath<PathFd>> {
    let access = if path.is_dir() {
        access
    } else {
        access & AccessFs::from_file(ABI::V6)
    };
    Ok(PathBeneath::new(PathFd::new(path)?, access))
}
