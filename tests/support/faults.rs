//! A disk that fails on demand, and one that loses what was not synced.

use std::cell::RefCell;
use std::fs::File;
use std::io;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use dosebook::journal::{Disk, Storage};

/// How a call fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is done.
    Refused,
    /// It is done, and reported as failed.
    DoneButReported,
    /// A write stores so many bytes; other calls are refused.
    Short(usize),
    /// The file system does not know how.
    Unsupported,
}

/// Which kind of call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    Read,
    Write,
    Sync,
    Cut,
    Publish,
    SyncFolder,
}

#[derive(Debug, Default)]
struct Plan {
    /// Calls so far.
    calls: Vec<Call>,
    /// Fails the call of this number, and from then on every call of the kinds listed.
    fails: Option<(usize, Fault, Vec<Call>)>,
    /// Dies at the call of this number: it and all later ones fail.
    dies: Option<usize>,
    /// Says that it syncs, and does not.
    lies: bool,
    /// How long the file was when it was last synced.
    synced: u64,
    /// How long the lock was waited for.
    paused: Duration,
}

/// The real disk, with calls that fail as planned.
#[derive(Debug, Clone, Default)]
pub struct FaultyDisk(Rc<RefCell<Plan>>);

impl FaultyDisk {
    /// Counts only.
    pub fn sound() -> FaultyDisk {
        FaultyDisk::default()
    }

    /// Fails one call, and from then on all calls of some kinds.
    pub fn failing(&self, at: usize, fault: Fault, then: &[Call]) {
        let mut plan = self.0.borrow_mut();
        plan.calls.clear();
        plan.fails = Some((at, fault, then.to_vec()));
    }

    /// Fails everything from one call on; that call itself is done in part, if it is a write.
    pub fn dying(&self, at: usize, written: usize) {
        self.failing(at, Fault::Short(written), &[]);
        self.0.borrow_mut().dies = Some(at);
    }

    pub fn mend(&self) {
        *self.0.borrow_mut() = Plan::default();
    }

    /// From now on syncs nothing and says that it did.
    pub fn lying(&self) {
        self.0.borrow_mut().lies = true;
    }

    /// How many bytes of the file synced last would survive a power cut.
    pub fn synced(&self) -> u64 {
        self.0.borrow().synced
    }

    pub fn paused(&self) -> Duration {
        self.0.borrow().paused
    }

    pub fn calls(&self) -> Vec<Call> {
        self.0.borrow().calls.clone()
    }

    fn fault(&self, call: Call) -> Option<Fault> {
        let mut plan = self.0.borrow_mut();
        let at = plan.calls.len();
        plan.calls.push(call);
        if plan.dies.is_some_and(|dies| dies < at) {
            return Some(Fault::Refused);
        }
        let (first, fault, then) = plan.fails.as_ref()?;
        if *first == at {
            Some(*fault)
        } else {
            (*first < at && then.contains(&call)).then_some(Fault::Refused)
        }
    }

    fn call<T>(&self, call: Call, work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        match self.fault(call) {
            None => work(),
            Some(Fault::DoneButReported) => work().and_then(|_| Err(broken())),
            Some(Fault::Refused | Fault::Short(_)) => Err(broken()),
            Some(Fault::Unsupported) => Err(io::ErrorKind::Unsupported.into()),
        }
    }
}

fn broken() -> io::Error {
    io::Error::other("injected")
}

impl Storage for FaultyDisk {
    fn read(&self, file: &File, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        self.call(Call::Read, || Disk.read(file, offset, into))
    }

    fn write(&self, file: &File, bytes: &[u8]) -> io::Result<usize> {
        match self.fault(Call::Write) {
            None => Disk.write(file, bytes),
            Some(Fault::Refused | Fault::Unsupported) => Err(broken()),
            Some(Fault::DoneButReported) => Disk.write(file, bytes).and_then(|_| Err(broken())),
            Some(Fault::Short(length)) => Disk.write(file, &bytes[..length.min(bytes.len())]),
        }
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        self.call(Call::Sync, || {
            Disk.sync(file)?;
            let length = file.metadata()?.len();
            let mut plan = self.0.borrow_mut();
            if !plan.lies {
                plan.synced = length;
            }
            Ok(())
        })
    }

    fn cut(&self, file: &File, length: u64) -> io::Result<()> {
        self.call(Call::Cut, || Disk.cut(file, length))
    }

    fn publish(&self, finished: &Path, name: &Path) -> io::Result<()> {
        self.call(Call::Publish, || Disk.publish(finished, name))
    }

    fn replace(&self, finished: &Path, name: &Path) -> io::Result<()> {
        self.call(Call::Publish, || Disk.replace(finished, name))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.call(Call::SyncFolder, || Disk.sync_folder(folder))
    }

    fn pause(&self, time: Duration) {
        self.0.borrow_mut().paused += time;
    }
}
