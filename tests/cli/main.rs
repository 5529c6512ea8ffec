//! The command line as a whole process, in a hermetic home under a fixed clock.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot run its program fails"
)]

mod adherer;
mod asking;
mod bad_input;
mod commands;
mod corrections;
mod damage;
mod endpoints;
mod fhir;
mod figures;
mod folder;
mod handover;
mod hostile;
mod html;
mod ics;
mod interrupted;
mod json;
mod kills;
mod partitioned;
mod sdtm;
mod story;
mod study;
mod summary;
mod support;
mod symptoms;
mod system_calls;
mod tables;
mod team;
