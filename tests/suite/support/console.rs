//! The program as people run it: a folder with the sample notes, and commands typed there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use super::{skip, tree};

/// A folder of its own, in which commands are run; it goes away with this value.
pub(crate) struct Console {
    folder: tempfile::TempDir,
}

/// What a command did.
#[derive(Debug)]
pub(crate) struct Ran {
    /// The exit code; none if a signal ended it.
    pub(crate) code: Option<i32>,
    /// What it wrote to standard output.
    pub(crate) out: String,
    /// What it wrote to standard error.
    pub(crate) talk: String,
}

/// The store of the sample notes, built once for each process of tests, by the program itself.
static SAMPLE: LazyLock<PathBuf> = LazyLock::new(|| built("sample", &tree::root().join("data/notes")));
/// The store of the labelled notes of the daily log, where they are.
static LABELLED: LazyLock<Option<PathBuf>> =
    LazyLock::new(|| tree::labelled("zh-daily").map(|set| built("zh-daily", &set.join("notes"))));

fn built(name: &str, notes: &Path) -> PathBuf {
    let store = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("store-{name}"));
    let ran = run(tree::root(), &["--store", &store.to_string_lossy(), "build", &notes.to_string_lossy()]);
    assert_eq!(ran.code, Some(0), "{} is built: {}", notes.display(), ran.talk);
    store
}

impl Console {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("there is room for a folder") }
    }

    /// A folder with the sample notes at `data/notes`, as in the repository.
    pub(crate) fn with_notes() -> Self {
        let console = Self::empty();
        copy(&tree::root().join("data/notes"), &console.path().join("data/notes"));
        console
    }

    /// The same, with their graph built.
    pub(crate) fn with_graph() -> Self {
        let console = Self::with_notes();
        copy(&SAMPLE, &console.path().join(".paperclade"));
        console
    }

    /// A folder with the graph of the labelled notes of the daily log; none where they are not.
    pub(crate) fn with_labelled_graph() -> Option<Self> {
        let console = Self::empty();
        copy(LABELLED.as_deref()?, &console.path().join(".paperclade"));
        Some(console)
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs `paperclade` with these arguments.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        run(self.path(), arguments)
    }

    /// What `paperclade` writes with these arguments, which must succeed.
    pub(crate) fn answer(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.code, Some(0), "{arguments:?}: {ran:?}");
        ran.out
    }

    /// Runs a line of shell, in which `paperclade` is known; standard output and error come together, as on a terminal.
    pub(crate) fn type_line(&self, line: &str) -> (Option<i32>, String) {
        let programs = Path::new(env!("CARGO_BIN_EXE_paperclade")).parent().expect("a program lies in a folder");
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths(std::iter::once(programs.to_owned()).chain(std::env::split_paths(&path)))
            .expect("folders of programs have no colon");
        let done = Command::new("sh")
            .args(["-c", &format!("exec 2>&1; {line}")])
            .env("PATH", path)
            .current_dir(self.path())
            .stdin(Stdio::null())
            .output()
            .expect("there is a shell");
        (done.status.code(), String::from_utf8_lossy(&done.stdout).into_owned())
    }
}

/// Every file below a folder with its bytes, sorted; locks are left out.
pub(crate) fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else if entry.file_name() != "lock" {
                files.push((entry.path(), fs::read(entry.path()).expect("the file can be read")));
            }
        }
    }
    files.sort();
    files
}

/// Whether Graphviz is there; says so where it is not.
pub(crate) fn has_graphviz() -> bool {
    let has = Command::new("dot").arg("-V").output().is_ok();
    if !has {
        skip("Graphviz is not installed");
    }
    has
}

fn run(folder: &Path, arguments: &[&str]) -> Ran {
    let done = Command::new(env!("CARGO_BIN_EXE_paperclade"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("the program can be run");
    let words = |bytes: Vec<u8>| String::from_utf8(bytes).expect("only text is printed");
    Ran { code: done.status.code(), out: words(done.stdout), talk: words(done.stderr) }
}

fn copy(from: &Path, to: &Path) {
    for (path, bytes) in contents(from) {
        let target = to.join(path.strip_prefix(from).expect("it lies in the folder"));
        fs::create_dir_all(target.parent().expect("a file lies in a folder")).expect("there is room");
        fs::write(target, bytes).expect("there is room");
    }
}
