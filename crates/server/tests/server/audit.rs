//! The record of changes: what writes it, who reads it, and what becomes of those who tamper with it.

mod every;
mod operating;
mod reading;
mod scene;
mod tampering;
