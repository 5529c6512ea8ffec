//! Each finding, and its silence.
