//! An answer that is read line by line, while it is still coming.

use super::super::{CallError, http};
use causeway_api::{WireRequest, WireResponse};
use gloo_net::http::Response;
use js_sys::{Reflect, Uint8Array};
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{AbortController, ReadableStreamDefaultReader};
use std::time::Duration;
use wasm_bindgen_futures::JsFuture;

/// How long nothing may come: twice what the server lets pass between two signs of life, and more than it takes for anything.
const PATIENCE: Duration = Duration::from_secs(45);

/// Lines as they come. Dropping it hangs up.
pub(super) struct Lines {
    source: Option<Source>,
    bytes: Vec<u8>,
    /// How much of the bytes was read as lines.
    at: usize,
}

struct Source {
    reader: ReadableStreamDefaultReader,
    controller: AbortController,
}

impl Drop for Source {
    fn drop(&mut self) {
        self.controller.abort();
    }
}

/// Hangs up, unless something came in time.
struct Deadline(Option<TimeoutHandle>);

impl Deadline {
    fn of(controller: &AbortController) -> Self {
        let controller = controller.clone();
        Self(set_timeout_with_handle(move || controller.abort(), PATIENCE).ok())
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        if let Some(handle) = self.0.take() {
            handle.clear();
        }
    }
}

impl Lines {
    /// Lines that are all there.
    pub(super) fn of(bytes: Vec<u8>) -> Self {
        Self { source: None, bytes, at: 0 }
    }

    /// Asks the server; gives what it refuses with.
    pub(super) async fn open(request: &WireRequest) -> Result<Result<Self, WireResponse>, CallError> {
        let controller = AbortController::new().map_err(|_| CallError::Unreachable)?;
        let deadline = Deadline::of(&controller);
        let response = http::begin(request, &controller.signal()).await.map_err(|_| CallError::Unreachable)?;
        if !response.ok() {
            return http::finish(response).await.map(Err).map_err(|_| CallError::Unreachable);
        }
        drop(deadline);
        let reader = reader(&response).ok_or(CallError::Unreachable)?;
        Ok(Ok(Self { source: Some(Source { reader, controller }), bytes: Vec::new(), at: 0 }))
    }

    /// The next line that is there as a whole.
    pub(super) fn next(&mut self) -> Option<&[u8]> {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|byte| *byte == b'\n')?;
        let from = self.at;
        self.at += length + 1;
        Some(&self.bytes[from..from + length])
    }

    /// Waits for more; there is none after the end.
    pub(super) async fn more(&mut self) -> Result<bool, CallError> {
        let Some(Source { reader, controller }) = &self.source else { return Ok(false) };
        let deadline = Deadline::of(controller);
        let chunk = JsFuture::from(reader.read()).await.map_err(|_| CallError::Unreachable)?;
        drop(deadline);
        let value = Reflect::get(&chunk, &JsValue::from_str("value")).unwrap_or(JsValue::UNDEFINED);
        let Ok(value) = value.dyn_into::<Uint8Array>() else { return Ok(false) };
        self.bytes.drain(..self.at);
        self.at = 0;
        let before = self.bytes.len();
        self.bytes.resize(before + value.length() as usize, 0);
        value.copy_to(&mut self.bytes[before..]);
        Ok(true)
    }
}

fn reader(response: &Response) -> Option<ReadableStreamDefaultReader> {
    response.body()?.get_reader().dyn_into().ok()
}
