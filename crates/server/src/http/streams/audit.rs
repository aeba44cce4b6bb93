//! An organization's whole record of changes, a line each.

use super::super::credentials::note_use;
use super::open::OpenStream;
use super::{Pieces, Reader, respond};
use axum::{
    body::Bytes,
    http::{HeaderValue, header},
    response::Response,
};
use causeway_api::{Answer as _, ApiError, AuditExport, AuditRecord, OrganizationId, WireRequest, decode_request};
use std::io;

/// How many entries a piece has.
const MOST: u32 = 500;

pub(super) async fn answer(reader: Reader, request: &WireRequest) -> Result<Response, ApiError> {
    // Who it is comes before what they ask: an organization's number, unlike an id, can be unreadable.
    let asked = decode_request(request);
    let begun = reader.ask(move |service, is_unseen| {
        let AuditExport { organization_id: organization } = asked?;
        // Refuses whoever may not read it, while there is a status to do so with.
        service.export_audit(organization, 0, 0)?;
        Ok((service.actor.key(), is_unseen, organization))
    });
    let (caller, is_unseen, organization) = begun.await?;
    if is_unseen {
        note_use(&reader.site, reader.endpoint, reader.visit.credentials).await?;
    }
    let stream = reader.site.streams.open(caller)?;
    let mut response = respond(AuditRecord::CONTENT_TYPE, Reading { reader, organization, next: Some(0), _stream: stream });
    let name = format!("attachment; filename=\"audit-{organization}.ndjson\"");
    response.headers_mut().insert(header::CONTENT_DISPOSITION, HeaderValue::try_from(name).expect("letters and digits"));
    Ok(response)
}

/// A record on its way.
struct Reading {
    reader: Reader,
    organization: OrganizationId,
    /// The number after which it goes on; none at the end.
    next: Option<u64>,
    _stream: OpenStream,
}

impl Pieces for Reading {
    async fn next(&mut self) -> Option<io::Result<Bytes>> {
        let (organization, after) = (self.organization, self.next.take()?);
        let lines = self.reader.ask(move |service, _| {
            let entries = service.export_audit(organization, after, MOST)?;
            let mut lines = Vec::new();
            for entry in &entries {
                AuditRecord::write_line(&mut lines, entry);
            }
            let is_full = entries.len() == MOST as usize;
            Ok((lines, entries.last().filter(|_| is_full).map(|last| last.sequence)))
        });
        Some(lines.await.map_err(io::Error::other).map(|(lines, next)| {
            self.next = next;
            lines.into()
        }))
    }
}
