//! The one table: every endpoint's name, request, method, path, status, answer and access. All else is made from it.

use crate::wire::{
    Access, AnsweredBy, BODY_LIMIT, Endpoint, EndpointInfo, Message, Method, One, Page, Recall, Remembers, Route, WireRequest,
    WireResponse, decode,
};
use crate::{
    ApiError, AuditCheck, AuditEntry, AuditExport, AuditFinding, AuditList, AuditRecord, BulkOutcome, Connection,
    ConnectionAccept, ConnectionAsk, ConnectionDecline, ConnectionEnd, ConnectionGet, ConnectionInvitation,
    ConnectionInvitationAccept, ConnectionInvitationCreate, ConnectionInvitationList, ConnectionInvitationRevoke, ConnectionList,
    ConnectionRequest, ConnectionRequestGet, ConnectionRequestList, ConnectionWithdraw, Destination, DestinationChange,
    DestinationCreate, DestinationDelete, DestinationGet, DestinationList, DestinationVerify, DirectoryEntry, DirectoryList,
    Environment, EnvironmentList, ErrorCode, Events, Invitation, InvitationAccept, InvitationCreate, InvitationList,
    InvitationRevoke, Link, LinkCheck, Member, MemberChange, MemberList, MemberRemove, Organization, OrganizationChange,
    OrganizationGet, OwnerCreate, PasswordReset, Session, SessionChange, SessionCreate, SessionDelete, SessionGet, SharedEnd,
    SharedEndList, SharedEndsChange, Snapshot, Source, SourceChange, SourceCreate, SourceDelete, SourceGet, SourceList,
    Subscription, SubscriptionApprove, SubscriptionBulk, SubscriptionChange, SubscriptionCreate, SubscriptionCreateBatch,
    SubscriptionDecline, SubscriptionDelete, SubscriptionEvents, SubscriptionGet, SubscriptionList, SubscriptionRestore,
    SubscriptionSnapshot, Token, TokenCreate, TokenList, TokenRevoke, Verification,
};

/// A method of [`Api`]: reads share the service, everything else has it alone.
macro_rules! api_method {
    (Get $name:ident $request:ident $answer:ty, $doc:literal) => {
        #[doc = $doc]
        ///
        /// # Errors
        /// The refusal that the caller is answered with.
        fn $name(&self, request: $request) -> Result<$answer, ApiError>;
    };
    ($method:ident $name:ident $request:ident $answer:ty, $doc:literal) => {
        #[doc = $doc]
        ///
        /// # Errors
        /// The refusal that the caller is answered with; then nothing was changed.
        fn $name(&mut self, request: $request) -> Result<$answer, ApiError>;
    };
}

macro_rules! endpoints {
    (
        rules { $(#[doc = $doc:literal] $name:ident($request:ident): $method:ident $path:literal -> $status:literal $answer:ty, $access:ident;)* }
        streams { $(#[doc = $stream_doc:literal] $stream_name:ident($stream_request:ident): $stream_method:ident $stream_path:literal -> $stream_status:literal $stream_answer:ty, $stream_access:ident;)* }
        server { $(#[doc = $own_doc:literal] $own_name:ident($own_request:ident): $own_method:ident $own_path:literal -> $own_status:literal $own_answer:ty, $own_access:ident $(, $keyless:ident)?;)* }
    ) => {
        $(impl Endpoint for $request {
            type Answer = $answer;
            const INFO: EndpointInfo = EndpointInfo {
                name: stringify!($name),
                method: Method::$method,
                path: concat!("/platform/v1", $path),
                status: $status,
                access: Access::$access,
                answered_by: AnsweredBy::Rules,
                is_keyed: matches!(Method::$method, Method::Post),
            };
        })*
        $(impl Endpoint for $stream_request {
            type Answer = $stream_answer;
            const INFO: EndpointInfo = EndpointInfo {
                name: stringify!($stream_name),
                method: Method::$stream_method,
                path: concat!("/platform/v1", $stream_path),
                status: $stream_status,
                access: Access::$stream_access,
                answered_by: AnsweredBy::Stream,
                is_keyed: false,
            };
        })*
        $(impl Endpoint for $own_request {
            type Answer = $own_answer;
            const INFO: EndpointInfo = EndpointInfo {
                name: stringify!($own_name),
                method: Method::$own_method,
                path: concat!("/platform/v1", $own_path),
                status: $own_status,
                access: Access::$own_access,
                answered_by: AnsweredBy::Server,
                is_keyed: matches!(Method::$own_method, Method::Post),
            }$(.$keyless())?;
        })*

        /// Every endpoint, in the table's order.
        pub const ENDPOINTS: &[EndpointInfo] = &[
            $(<$request as Endpoint>::INFO,)*
            $(<$stream_request as Endpoint>::INFO,)*
            $(<$own_request as Endpoint>::INFO,)*
        ];

        /// What the rules answer: one method an endpoint. A backend that lacks one does not compile.
        pub trait Api: Remembers {
            $(api_method! { $method $name $request $answer, $doc })*
        }

        fn dispatch<A: Api>(api: &mut A, route: &Route<'_>, request: &WireRequest) -> Result<WireResponse, ApiError> {
            match route.info.name {
                $(stringify!($name) => {
                    let answer = api.$name(decode::<$request>(route, request)?)?;
                    Ok(WireResponse::success(route.info, &answer, &request.url))
                })*
                _ => Err(ApiError::not_found()),
            }
        }

        /// Calls `visit` for every endpoint with the schemas of its request and its answer.
        #[cfg(feature = "openapi")]
        pub(crate) fn describe(generator: &mut schemars::SchemaGenerator) -> Vec<crate::openapi::Description> {
            vec![
                $(crate::openapi::Description::of::<$request>($doc, generator),)*
                $(crate::openapi::Description::of::<$stream_request>($stream_doc, generator),)*
                $(crate::openapi::Description::of::<$own_request>($own_doc, generator),)*
            ]
        }
    };
}

endpoints! {
    rules {
        /// Lists an organization's environments, Development first.
        environment_list(EnvironmentList): Get "/organizations/{organizationId}/environments" -> 200 Page<Environment>, Read;

        /// Lists an organization's members by name.
        member_list(MemberList): Get "/organizations/{organizationId}/members" -> 200 Page<Member>, Read;
        /// Gives a member other roles. Admins do so, except for owners, whom only owners make and unmake.
        member_change(MemberChange): Patch "/organizations/{organizationId}/members/{personId}" -> 200 One<Member>, Person;
        /// Removes a member, or lets you leave; there is always an owner. Their sessions and tokens for this organization end at once.
        member_remove(MemberRemove): Delete "/organizations/{organizationId}/members/{personId}" -> 200 Message, Person;
        /// Reads an organization's profile: your own, one that is listed, or one that you are connected with.
        organization_get(OrganizationGet): Get "/organizations/{organizationId}" -> 200 One<Organization>, Read;
        /// Changes your organization's profile, and whether the directory has it.
        organization_change(OrganizationChange): Patch "/organizations/{organizationId}" -> 200 One<Organization>, Write;
        /// Lists the organizations that chose to be found, by name, each with your connection if you have one.
        directory_list(DirectoryList): Get "/directory" -> 200 Page<DirectoryEntry>, Read;

        /// Lists an organization's record of changes, newest first. Owners and admins read it.
        audit_list(AuditList): Get "/organizations/{organizationId}/audit" -> 200 Page<AuditEntry>, Read;
        /// Checks that every entry of an organization's record is there and as it was written.
        audit_check(AuditCheck): Get "/organizations/{organizationId}/audit/check" -> 200 One<AuditFinding>, Read;

        /// Lists an environment's connections, your own organization first, then by name.
        connection_list(ConnectionList): Get "/environments/{environmentId}/connections" -> 200 Page<Connection>, Read;
        /// Reads one connection.
        connection_get(ConnectionGet): Get "/connections/{connectionId}" -> 200 One<Connection>, Read;
        /// Lists the requests for connections that your organization made and received, the open ones first, newest first.
        connection_request_list(ConnectionRequestList): Get "/environments/{environmentId}/connection-requests" -> 200 Page<ConnectionRequest>, Read;
        /// Reads the request that a connection began with.
        connection_request_get(ConnectionRequestGet): Get "/connections/{connectionId}/request" -> 200 One<ConnectionRequest>, Read;
        /// Asks an organization for a connection.
        connection_request(ConnectionAsk): Post "/environments/{environmentId}/connection-requests" -> 201 One<Connection>, Write;
        /// Accepts a connection that another organization asks for.
        connection_accept(ConnectionAccept): Post "/connections/{connectionId}/accept" -> 200 One<Connection>, Write;
        /// Declines a connection that another organization asks for.
        connection_decline(ConnectionDecline): Post "/connections/{connectionId}/decline" -> 200 One<Connection>, Write;
        /// Takes back a request that was not answered yet.
        connection_withdraw(ConnectionWithdraw): Post "/connections/{connectionId}/withdraw" -> 200 Message, Write;
        /// Leaves a connection and deletes the live subscriptions between the two; either may ask again.
        connection_end(ConnectionEnd): Post "/connections/{connectionId}/end" -> 200 One<Connection>, Write;

        /// Lists the sources and destinations that the two organizations of a connection show each other.
        shared_end_list(SharedEndList): Get "/connections/{connectionId}/shared-ends" -> 200 Page<SharedEnd>, Read;
        /// Says which of an environment's sources and destinations a connected partner may see and propose subscriptions with.
        shared_ends_change(SharedEndsChange): Patch "/connections/{connectionId}/shared-ends" -> 200 Page<SharedEnd>, Write;

        /// Lists an environment's sources by name.
        source_list(SourceList): Get "/environments/{environmentId}/sources" -> 200 Page<Source>, Read;
        /// Creates a source, complete or in progress.
        source_create(SourceCreate): Post "/environments/{environmentId}/sources" -> 201 One<Source>, Write;
        /// Reads one source, your own or that of a partner who shares it, or a live subscription, with you.
        source_get(SourceGet): Get "/sources/{sourceId}" -> 200 One<Source>, Read;
        /// Changes a source.
        source_change(SourceChange): Patch "/sources/{sourceId}" -> 200 One<Source>, Write;
        /// Deletes a source that no live subscription uses, outside Production.
        source_delete(SourceDelete): Delete "/sources/{sourceId}" -> 200 Message, Write;

        /// Lists an environment's destinations by name.
        destination_list(DestinationList): Get "/environments/{environmentId}/destinations" -> 200 Page<Destination>, Read;
        /// Creates a destination, complete or in progress.
        destination_create(DestinationCreate): Post "/environments/{environmentId}/destinations" -> 201 One<Destination>, Write;
        /// Reads one destination, your own or that of a partner who shares it, or a live subscription, with you.
        destination_get(DestinationGet): Get "/destinations/{destinationId}" -> 200 One<Destination>, Read;
        /// Changes a destination.
        destination_change(DestinationChange): Patch "/destinations/{destinationId}" -> 200 One<Destination>, Write;
        /// Deletes a destination that no live subscription uses, outside Production.
        destination_delete(DestinationDelete): Delete "/destinations/{destinationId}" -> 200 Message, Write;

        /// Lists an environment's live subscriptions.
        subscription_list(SubscriptionList): Get "/environments/{environmentId}/subscriptions" -> 200 Page<Subscription>, Read;
        /// Creates one subscription, named after its data model; proposed, where one end is a partner's.
        subscription_create(SubscriptionCreate): Post "/environments/{environmentId}/subscriptions" -> 201 One<Subscription>, Write;
        /// Creates one subscription for each data model, all or none; proposed, where one end is a partner's.
        subscription_create_batch(SubscriptionCreateBatch): Post "/environments/{environmentId}/subscriptions/batch" -> 201 Page<Subscription>, Write;
        /// Pauses, resumes, deletes or restores up to 10,000 subscriptions, each for itself: one outcome an item, in the order asked.
        subscription_bulk(SubscriptionBulk): Post "/environments/{environmentId}/subscriptions/bulk" -> 200 Page<BulkOutcome>, Write;
        /// Reads one subscription, deleted ones too.
        subscription_get(SubscriptionGet): Get "/subscriptions/{subscriptionId}" -> 200 One<Subscription>, Read;
        /// Renames, pauses or resumes a subscription.
        subscription_change(SubscriptionChange): Patch "/subscriptions/{subscriptionId}" -> 200 One<Subscription>, Write;
        /// Deletes a subscription; it can be restored.
        subscription_delete(SubscriptionDelete): Delete "/subscriptions/{subscriptionId}" -> 200 Message, Write;
        /// Approves a subscription that the other side proposed: it is live from now on.
        subscription_approve(SubscriptionApprove): Post "/subscriptions/{subscriptionId}/approve" -> 200 One<Subscription>, Write;
        /// Declines a subscription that the other side proposed, which deletes it.
        subscription_decline(SubscriptionDecline): Post "/subscriptions/{subscriptionId}/decline" -> 200 One<Subscription>, Write;
        /// Brings a deleted subscription back, unless its source, destination and data model are live again.
        subscription_restore(SubscriptionRestore): Post "/subscriptions/{subscriptionId}/restore" -> 200 One<Subscription>, Write;
    }
    streams {
        /// Reads an organization's whole record of changes, oldest first, one entry on a line.
        audit_export(AuditExport): Get "/organizations/{organizationId}/audit/export" -> 200 AuditRecord, Read;
        /// Reads all live subscriptions of an environment, oldest first, one on a line; the first line has the sequence number and the count.
        subscription_snapshot(SubscriptionSnapshot): Get "/environments/{environmentId}/subscriptions/snapshot" -> 200 Snapshot, Read;
        /// Tells by server-sent events what changes in an environment after a sequence number.
        subscription_events(SubscriptionEvents): Get "/environments/{environmentId}/subscriptions/events" -> 200 Events, Read;
    }
    server {
        /// Verifies a URL endpoint: sends it a challenge, and reads what a FHIR server says of itself.
        destination_verify(DestinationVerify): Post "/destinations/{destinationId}/verify" -> 200 One<Verification>, Write, keyless;
        /// Reads who is signed in.
        session_get(SessionGet): Get "/session" -> 200 One<Session>, Read;
        /// Signs in.
        session_create(SessionCreate): Post "/session" -> 201 One<Session>, Open;
        /// Acts for another of the organizations that you belong to.
        session_change(SessionChange): Patch "/session" -> 200 One<Session>, Person;
        /// Signs out.
        session_delete(SessionDelete): Delete "/session" -> 200 Message, Open;
        /// Asks what a one-time link is for, without using it up.
        link_check(LinkCheck): Post "/links/check" -> 200 One<Link>, Open, keyless;
        /// Creates the first owner and the organization, and signs in.
        owner_create(OwnerCreate): Post "/links/owner" -> 201 One<Session>, Open;
        /// Sets a new password by a one-time link, ends all other sessions, and signs in.
        password_reset(PasswordReset): Post "/links/password" -> 200 One<Session>, Open;
        /// Accepts an invitation to an organization, with a new account or with yours, and signs in.
        invitation_accept(InvitationAccept): Post "/links/invitation" -> 201 One<Session>, Open;
        /// Lists the invitations to an organization that can still be accepted, newest first.
        invitation_list(InvitationList): Get "/organizations/{organizationId}/invitations" -> 200 Page<Invitation>, Read;
        /// Invites somebody to an organization; the answer shows the link once.
        invitation_create(InvitationCreate): Post "/organizations/{organizationId}/invitations" -> 201 One<Invitation>, Person;
        /// Takes an invitation back.
        invitation_revoke(InvitationRevoke): Delete "/invitations/{invitationId}" -> 200 Message, Person;
        /// Accepts the invitation of an organization: creates it, connected with the one that invited it, and signs in its owner.
        connection_invitation_accept(ConnectionInvitationAccept): Post "/links/organization" -> 201 One<Session>, Open;
        /// Lists your organization's invitations of others that can still be accepted, newest first.
        connection_invitation_list(ConnectionInvitationList): Get "/connection-invitations" -> 200 Page<ConnectionInvitation>, Read;
        /// Invites an organization that is not here yet; the answer shows the link once.
        connection_invitation_create(ConnectionInvitationCreate): Post "/connection-invitations" -> 201 One<ConnectionInvitation>, Person;
        /// Takes the invitation of an organization back.
        connection_invitation_revoke(ConnectionInvitationRevoke): Delete "/connection-invitations/{connectionInvitationId}" -> 200 Message, Person;
        /// Lists your API tokens, newest first.
        token_list(TokenList): Get "/tokens" -> 200 Page<Token>, Person;
        /// Creates an API token; the answer shows its secret once.
        token_create(TokenCreate): Post "/tokens" -> 201 One<Token>, Person;
        /// Revokes an API token at once.
        token_revoke(TokenRevoke): Delete "/tokens/{tokenId}" -> 200 Message, Person;
    }
}

/// Answers a request by the rules: routing, decoding, idempotency, statuses and the error body, for the server and for the demo alike.
///
/// The caller keeps what was changed when the answer [is a success](WireResponse::is_success), and drops it otherwise.
pub fn serve<A: Api>(api: &mut A, request: &WireRequest) -> WireResponse {
    answer(api, request).unwrap_or_else(WireResponse::from)
}

fn answer<A: Api>(api: &mut A, request: &WireRequest) -> Result<WireResponse, ApiError> {
    let route = Route::find(request.method, request.path())?;
    if request.body.len() > BODY_LIMIT {
        return Err(ApiError::new(ErrorCode::BodyTooLarge, "Send at most 1 MB."));
    }
    let Some(key) = idempotency_key(route.info, request)? else { return dispatch(api, &route, request) };
    match api.recall(route.info, key, request)? {
        Recall::Same(answer) => Ok(answer),
        Recall::Other => Err(ApiError::key_reused()),
        Recall::New => {
            let answer = dispatch(api, &route, request)?;
            api.remember(route.info, key, request, &answer)?;
            Ok(answer)
        }
    }
}

/// The key that makes a request repeatable, if it was sent with one to [an endpoint that remembers](EndpointInfo::is_keyed).
///
/// # Errors
/// `invalid_header` for what cannot be a key.
pub fn idempotency_key<'a>(endpoint: &EndpointInfo, request: &'a WireRequest) -> Result<Option<&'a str>, ApiError> {
    let Some(key) = request.idempotency_key.as_deref().filter(|_| endpoint.is_keyed) else { return Ok(None) };
    if key.is_empty() || key.len() > 255 || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(ApiError::new(ErrorCode::InvalidHeader, "An Idempotency-Key has 1 to 255 visible ASCII characters."));
    }
    Ok(Some(key))
}

/// Decodes a request to one of the server's own endpoints, with the same refusals as the rules' endpoints.
///
/// # Errors
/// `malformed_json` or `malformed_request`, naming the place.
pub fn decode_request<E: Endpoint>(request: &WireRequest) -> Result<E, ApiError> {
    decode(&Route::find(request.method, request.path())?, request)
}
