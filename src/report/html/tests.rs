//! What the document says, in both languages.
