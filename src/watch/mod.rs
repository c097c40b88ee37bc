//! Files on the disk → when to look at them again. Reads no note and writes nothing.
//!
//! What the system tells of changes is only a sign to look: whether anything is different is then seen by the state of
//! the files themselves. So what is told twice, late, or of other files does no harm, and reading the files, which the
//! system tells of too, does not lead to reading them again.

mod debounce;
mod eyes;

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::{Event, EventKind};

pub use debounce::{Debouncer, Due};
use eyes::Eyes;

/// How long it must be quiet: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(300);
/// How long a burst may go on before it is acted upon all the same.
const LONGEST: Duration = Duration::from_secs(5);
/// How often it is looked whether folders went away or came back, and, where the system tells nothing, at all files.
const PATROL: Duration = Duration::from_secs(1);

/// Files and folders that are watched.
#[derive(Debug)]
pub struct Watch {
    eyes: Eyes,
    told: Receiver<notify::Result<Event>>,
    debouncer: Debouncer,
    /// Whether folders may have come, gone or moved, or the system lost count.
    is_disturbed: bool,
}

impl Watch {
    /// Watches these from now on. What is not there is watched as soon as it comes.
    #[must_use]
    pub fn of(paths: Vec<PathBuf>) -> Self {
        let (tell, told) = mpsc::channel();
        let mut eyes = Eyes::new(paths, tell);
        // Where that fails, they are looked at every so often instead.
        let _ = eyes.open();
        Self { eyes, told, debouncer: Debouncer::new(QUIET, LONGEST), is_disturbed: false }
    }

    /// Whether the system tells of changes; where it does not, files are looked at every second.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.eyes.are_open()
    }

    /// Calls `act` whenever the state of the files is another than at the call before, until the program is ended.
    ///
    /// `before` is the state at the last time that they were acted upon.
    pub fn act_on_changes<S: PartialEq>(&mut self, before: S, state: impl Fn() -> S, mut act: impl FnMut()) -> ! {
        let mut before = before;
        loop {
            self.wait();
            let now = state();
            if now != before {
                before = now;
                act();
            }
        }
    }

    /// Waits until there were signs of a change, and it has been quiet since.
    fn wait(&mut self) {
        loop {
            let wait = match self.debouncer.due(Instant::now()) {
                Due::Now => break,
                Due::In(wait) => wait.min(PATROL),
                Due::Never => PATROL,
            };
            match self.told.recv_timeout(wait) {
                Ok(told) => self.hear(&told),
                Err(RecvTimeoutError::Timeout) => self.patrol(),
                // The eyes hold an end of the channel, so it never closes; were it so, patrols would do.
                Err(RecvTimeoutError::Disconnected) => std::thread::sleep(wait),
            }
        }
        self.debouncer.rest();
        if std::mem::take(&mut self.is_disturbed) {
            // Before the files are looked at: what happens from here on is told of.
            let _ = self.eyes.open();
        }
    }

    fn hear(&mut self, told: &notify::Result<Event>) {
        match sign(told) {
            Sign::Nothing => return,
            Sign::File => {}
            Sign::Folder => self.is_disturbed = true,
        }
        self.debouncer.notice(Instant::now());
    }

    fn patrol(&mut self) {
        if self.eyes.look_at_another() {
            self.is_disturbed = true;
            self.debouncer.notice(Instant::now());
        } else if !self.eyes.are_open() {
            self.debouncer.notice(Instant::now());
        }
    }
}

/// What is to be made of what the system tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// Somebody read something.
    Nothing,
    /// A file may be another.
    File,
    /// A folder may have come, gone or moved, so that the system may speak of others than those that are meant.
    Folder,
}

fn sign(told: &notify::Result<Event>) -> Sign {
    use notify::event::{CreateKind, ModifyKind, RemoveKind};
    let Ok(event) = told else { return Sign::Folder };
    match event.kind {
        _ if event.need_rescan() => Sign::Folder,
        EventKind::Access(_) => Sign::Nothing,
        EventKind::Create(CreateKind::File) | EventKind::Remove(RemoveKind::File) => Sign::File,
        // A file that took another's place is still there; of what is gone, nobody knows what it was.
        EventKind::Modify(ModifyKind::Name(_)) if event.paths.last().is_some_and(|path| path.is_file()) => Sign::File,
        EventKind::Modify(ModifyKind::Name(_)) | EventKind::Create(_) | EventKind::Remove(_) => Sign::Folder,
        _ => Sign::File,
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, CreateKind, Flag, ModifyKind, RemoveKind, RenameMode};

    use super::*;

    #[test]
    fn reading_is_no_sign_and_folders_are_told_from_files() {
        for (kind, wanted) in [
            (EventKind::Access(AccessKind::Any), Sign::Nothing),
            (EventKind::Create(CreateKind::File), Sign::File),
            (EventKind::Modify(ModifyKind::Any), Sign::File),
            (EventKind::Create(CreateKind::Folder), Sign::Folder),
            (EventKind::Remove(RemoveKind::Folder), Sign::Folder),
            (EventKind::Modify(ModifyKind::Name(RenameMode::From)), Sign::Folder),
        ] {
            assert_eq!(sign(&Ok(Event::new(kind))), wanted, "{kind:?}");
        }
        let lost_count = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(sign(&Ok(lost_count)), Sign::Folder);
        assert_eq!(sign(&Err(notify::Error::generic("any"))), Sign::Folder);
        let renamed = Event::new(EventKind::Modify(ModifyKind::Name(RenameMode::To)));
        let here = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        assert_eq!(sign(&Ok(renamed.add_path(here))), Sign::File);
    }
}
