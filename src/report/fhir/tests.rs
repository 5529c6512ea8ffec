//! What an export holds.
