//! What a runner survives in the long run: many edits, a full disk, its folder deleted. This test binary is
//! its own launcher.
//!
//! `RUNNER_EDITS=1000` asks for a thousand edits, as `ci/runner-attacks.sh` does.

use libtest_mimic::{Arguments, Failed, Trial};
use runner::{Answer, Reason, Request, Runner, Settings, Stop, Tier};
use std::path::Path;
use std::process::Command;

/// What ARCHITECTURE.md promises: 256 binaries of about 0.1 MB, 25 work folders of up to 6 MB.
const BOUND: u64 = 180_000_000;

fn main() -> std::process::ExitCode {
    runner::launcher_main();
    let trials = vec![
        Trial::test("many edits keep the disk use bounded", many_edits),
        Trial::test("a full disk is said, and survived", full_disk),
        Trial::test("the folder may be deleted at any time", deleted),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn runner(root: &Path) -> Runner {
    let (tier, _) = runner::strongest_tier(Tier::Full).expect("a launcher can be started");
    Runner::new(Settings::new(root, tier)).expect("a runner")
}

fn execute(runner: &Runner, code: String) -> anyhow::Result<Answer> {
    runner.execute(&Request::program(code), &Stop::default(), &mut |_| {})
}

fn program(number: usize) -> String {
    format!(
        "fn main() {{ let v = vec![0u8; {}]; println!(\"{{}}\", v.len()); }}",
        number + 1
    )
}

fn many_edits() -> Result<(), Failed> {
    let edits = std::env::var("RUNNER_EDITS").ok();
    let edits: usize = edits.map_or(Ok(30), |edits| edits.parse())?;
    let folder = tempfile::tempdir()?;
    let runner = runner(folder.path());
    let mut largest = 0;
    for number in 0..edits {
        let answer = execute(&runner, program(number))?;
        let said = format!("{}\n", number + 1);
        if answer.stdout != said || answer.heap.is_none_or(|heap| heap.totals.blocks != 1) {
            return Err(format!("edit {number}: {:?} {}", answer.exit, answer.stderr).into());
        }
        if number % 50 == 49 || number + 1 == edits {
            largest = largest.max(size(folder.path()));
        }
    }
    println!(
        "{edits} edits: at most {:.1} MB on disk",
        largest as f64 / 1e6
    );
    if largest > BOUND {
        return Err(format!("{largest} bytes on disk").into());
    }
    Ok(())
}

/// Bytes of all files below a folder.
fn size(folder: &Path) -> u64 {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(data) if data.is_dir() => size(&entry.path()),
            Ok(data) => data.len(),
            Err(_) => 0,
        })
        .sum()
}

/// A small file system of its own, where this user may mount one.
struct Disk<'a>(&'a Path);

impl<'a> Disk<'a> {
    fn mount(at: &'a Path) -> Result<Self, String> {
        let output = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=24m", "tmpfs"])
            .arg(at)
            .output()
            .map_err(|error| error.to_string())?;
        if output.status.success() {
            Ok(Self(at))
        } else {
            Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
        }
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        // It goes with the machine at the latest.
        let _ = Command::new("umount").arg("-l").arg(self.0).status();
    }
}

fn full_disk() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let _disk = match Disk::mount(folder.path()) {
        Ok(disk) => disk,
        Err(why) => {
            println!("skipped: no small disk can be mounted here: {why}");
            return Ok(());
        }
    };
    let runner = runner(folder.path());
    let before = execute(&runner, program(1))?;
    assert_eq!(before.exit, Reason::Finished, "{}", before.stderr);
    let filler = folder.path().join("filler");
    // Fails when the disk is full, as it is to be.
    let _ = std::fs::write(&filler, vec![1_u8; 24 << 20]);
    let error = match execute(&runner, program(2)) {
        Err(error) => format!("{error:#}"),
        Ok(answer) => return Err(format!("{:?} {}", answer.exit, answer.stderr).into()),
    };
    assert!(error.contains("No space left on device"), "{error}");
    // What is built already needs no room.
    assert_eq!(execute(&runner, program(1))?.exit, Reason::Finished);
    std::fs::remove_file(filler)?;
    let after = execute(&runner, program(2))?;
    assert_eq!(after.stdout, "3\n", "{}", after.stderr);
    Ok(())
}

fn deleted() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let runner = runner(folder.path());
    for number in 0..3 {
        let answer = execute(&runner, program(number))?;
        assert_eq!(answer.exit, Reason::Finished, "{}", answer.stderr);
        std::fs::remove_dir_all(folder.path().join("target"))?;
    }
    // While programs are built and run, it is an error at most, and the next run works.
    std::thread::scope(|scope| {
        let deleting = scope.spawn(|| {
            for _ in 0..20 {
                let _ = std::fs::remove_dir_all(folder.path().join("target"));
                std::thread::sleep(std::time::Duration::from_millis(30));
            }
        });
        for number in 10..14 {
            let _ = execute(&runner, program(number));
        }
        deleting.join().expect("it deletes");
    });
    let answer = execute(&runner, program(20))?;
    assert_eq!(answer.exit, Reason::Finished, "{}", answer.stderr);
    Ok(())
}
