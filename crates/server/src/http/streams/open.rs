//! How many streams are open, whose they are, and that they end when the server does.

use causeway_api::{ApiError, ErrorCode};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::watch;

/// The most streams that one person or one token has open at a time. A browser needs one for all its tabs.
const MOST: usize = 16;

/// All open streams.
#[derive(Clone, Debug, Default)]
pub(in crate::http) struct Streams(Arc<Register>);

#[derive(Debug, Default)]
struct Register {
    /// By whom they are read.
    open: Mutex<HashMap<String, usize>>,
    is_closing: watch::Sender<bool>,
}

/// One open stream; another may be opened in its place once this is dropped.
#[derive(Debug)]
pub(super) struct OpenStream {
    register: Arc<Register>,
    reader: String,
    is_closing: watch::Receiver<bool>,
}

impl Streams {
    /// Opens one more stream for a reader.
    pub(super) fn open(&self, reader: String) -> Result<OpenStream, ApiError> {
        let is_closing = self.0.is_closing.subscribe();
        if *is_closing.borrow() {
            return Err(refusal(ErrorCode::Unavailable, "The server is stopping."));
        }
        let mut open = self.0.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(reader.clone()).or_default();
        if *count >= MOST {
            let detail = format!("You have {MOST} streams open, which is the most. Close one of them first.");
            return Err(refusal(ErrorCode::TooManyStreams, &detail));
        }
        *count += 1;
        drop(open);
        Ok(OpenStream { register: Arc::clone(&self.0), reader, is_closing })
    }

    /// Ends those that would never end, and opens no more.
    pub(in crate::http) fn close(&self) {
        self.0.is_closing.send_replace(true);
    }
}

fn refusal(code: ErrorCode, detail: &str) -> ApiError {
    ApiError { retry_after: Some(5), ..ApiError::new(code, detail) }
}

impl OpenStream {
    /// Waits until the server stops.
    pub(super) async fn closing(&mut self) {
        // The register is held here, so its end is still to come.
        let _ = self.is_closing.wait_for(|is_closing| *is_closing).await;
    }
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        let mut open = self.register.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.reader) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.reader);
            }
        }
    }
}
