//! The record of changes: who did what to which object, and what it was before and after.
//!
//! Each organization has a record of its own, which is only ever added to. An entry's hash covers the entry and the hash of the one before,
//! so that nothing in between can be edited, removed or moved without being found.

mod record;
mod requests;

pub use record::AuditRecord;
pub use requests::*;

use crate::{Instant, Noun, OrganizationRef, PersonId, TokenId};
use serde::{Deserialize, Serialize};
use serde_json::Value;

macro_rules! actions {
    ($($name:ident $text:literal $label:literal;)*) => {
        /// What was done, as it is recorded.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
        pub enum AuditAction {$(
            #[doc = $label]
            #[serde(rename = $text)]
            $name,
        )*}

        impl AuditAction {
            /// All of them, by what they are done to.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its name on the wire and in storage.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }

            /// What was done, for people.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label),* }
            }
        }
    };
}

actions! {
    OrganizationFound "organization.found" "Founded the organization";
    OrganizationClaim "organization.claim" "Took the sample organization over";
    OrganizationChange "organization.change" "Changed the organization’s profile";
    MemberJoin "member.join" "Joined the organization";
    MemberChange "member.change" "Changed a member’s roles";
    MemberRemove "member.remove" "Removed a member";
    MemberLeave "member.leave" "Left the organization";
    InvitationCreate "invitation.create" "Invited a person";
    InvitationRevoke "invitation.revoke" "Took an invitation back";
    SourceCreate "source.create" "Created a source";
    SourceChange "source.change" "Changed a source";
    SourceDelete "source.delete" "Deleted a source";
    DestinationCreate "destination.create" "Created a destination";
    DestinationChange "destination.change" "Changed a destination";
    DestinationCredentials "destination.credentials" "Changed a destination’s credentials";
    DestinationVerify "destination.verify" "Verified a destination";
    DestinationDelete "destination.delete" "Deleted a destination";
    SubscriptionCreate "subscription.create" "Created a subscription";
    SubscriptionPropose "subscription.propose" "Proposed a subscription";
    SubscriptionApprove "subscription.approve" "Approved a subscription";
    SubscriptionDecline "subscription.decline" "Declined a subscription";
    SubscriptionRename "subscription.rename" "Renamed a subscription";
    SubscriptionPause "subscription.pause" "Paused a subscription";
    SubscriptionResume "subscription.resume" "Resumed a subscription";
    SubscriptionFail "subscription.fail" "Reported a subscription as failing";
    SubscriptionChange "subscription.change" "Changed a subscription";
    SubscriptionDelete "subscription.delete" "Deleted a subscription";
    SubscriptionRestore "subscription.restore" "Restored a subscription";
    ConnectionRequest "connection.request" "Requested a connection";
    ConnectionWithdraw "connection.withdraw" "Took a request for a connection back";
    ConnectionAccept "connection.accept" "Accepted a connection";
    ConnectionDecline "connection.decline" "Declined a connection";
    ConnectionEnd "connection.end" "Ended a connection";
    ConnectionShare "connection.share" "Changed what a partner sees";
    ConnectionInvite "connection.invite" "Invited an organization";
    ConnectionUninvite "connection.uninvite" "Took an organization’s invitation back";
    TokenCreate "token.create" "Created an API token";
    TokenRevoke "token.revoke" "Revoked an API token";
    SessionBegin "session.begin" "Signed in";
    SessionSwitch "session.switch" "Went to another organization";
    SessionEnd "session.end" "Signed out";
    PasswordLink "password.link" "Made a link for a new password";
    PasswordReset "password.reset" "Set a new password";
}

impl AuditAction {
    /// The action with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.as_str() == name)
    }
}

/// What kind of object something was done to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum AuditKind {
    /// The organization itself.
    Organization,
    /// A member, by the person's id.
    Member,
    /// Somebody's invitation to the organization.
    Invitation,
    /// A source.
    Source,
    /// A destination.
    Destination,
    /// A subscription.
    Subscription,
    /// A connection with another organization.
    Connection,
    /// The invitation of an organization that was not here yet.
    ConnectionInvitation,
    /// An API token.
    Token,
    /// How a person signs in, by the person's id.
    Person,
}

impl AuditKind {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Organization,
        Self::Member,
        Self::Invitation,
        Self::Source,
        Self::Destination,
        Self::Subscription,
        Self::Connection,
        Self::ConnectionInvitation,
        Self::Token,
        Self::Person,
    ];

    /// Its name on the wire and in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Member => "member",
            Self::Invitation => "invitation",
            Self::Source => "source",
            Self::Destination => "destination",
            Self::Subscription => "subscription",
            Self::Connection => "connection",
            Self::ConnectionInvitation => "connectionInvitation",
            Self::Token => "token",
            Self::Person => "person",
        }
    }

    /// Its name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Organization => "Organization",
            Self::Member => "Member",
            Self::Invitation => "Invitation",
            Self::Source => "Source",
            Self::Destination => "Destination",
            Self::Subscription => "Subscription",
            Self::Connection => "Connection",
            Self::ConnectionInvitation => "Invitation of an organization",
            Self::Token => "API token",
            Self::Person => "Account",
        }
    }

    /// The kind with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// A person as the record mentions them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PersonRef {
    /// Who.
    pub id: PersonId,
    /// Their name at that time.
    pub name: String,
}

/// A token as the record mentions it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct TokenRef {
    /// Which one.
    pub id: TokenId,
    /// Its name.
    pub name: String,
}

/// Who did it.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AuditActor {
    /// For whom, where that is another organization than the one whose record this is.
    pub organization: Option<OrganizationRef>,
    /// Who; of a script or an engine, who made its token. Nobody where whoever runs the server did it at the machine.
    pub person: Option<PersonRef>,
    /// The token that they did it by; `null` for somebody who was signed in, and where another organization did it.
    pub token: Option<TokenRef>,
}

/// What it was done to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AuditObject {
    /// Its id: a UUID, or an organization's number.
    pub id: String,
    /// What it is.
    pub kind: AuditKind,
    /// Its name after the change.
    pub name: String,
}

/// One change, in an organization's record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AuditEntry {
    /// Its number in the record, from 1, without gaps.
    pub sequence: u64,
    /// When.
    pub at: Instant,
    /// Who.
    pub actor: AuditActor,
    /// From which network address; `null` where it is not known, and where another organization did it.
    pub address: Option<String>,
    /// What was done.
    pub action: AuditAction,
    /// To what.
    pub object: AuditObject,
    /// The object before, as it is read over this API, without secrets; `null` where there was none.
    pub before: Option<Value>,
    /// The object after; `null` where there is none any more.
    pub after: Option<Value>,
    /// The hash of the entry before; of the first one, a hash of the organization's number.
    pub previous_hash: String,
    /// SHA-256, in hexadecimal, of this entry without this field: as JSON without spaces, keys in alphabetical order.
    pub hash: String,
}

impl Noun for AuditEntry {
    const SINGULAR: &'static str = "entry";
    const PLURAL: &'static str = "entries";
}

/// How an entry betrays that the record was tampered with.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum AuditFault {
    /// It is not what was hashed, or does not follow the one before it.
    Edited,
    /// It is not there, although later ones are.
    Missing,
    /// It was the last one, or one of the last, and is not there.
    CutOff,
    /// It was never written by Causeway: the record ends before it.
    Added,
}

/// The first place at which a record does not hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AuditBreak {
    /// The number of the entry.
    pub sequence: u64,
    /// What is wrong with it.
    pub fault: AuditFault,
}

/// What came of checking an organization's record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AuditFinding {
    /// Whether every entry is there and as it was written.
    pub is_intact: bool,
    /// How many entries were written.
    pub entries: u64,
    /// The hash of the last one: who noted it elsewhere can show later that nothing up to here was replaced.
    pub hash: String,
    /// Where it is broken first.
    pub first_broken: Option<AuditBreak>,
}

impl Noun for AuditFinding {
    const SINGULAR: &'static str = "finding";
    const PLURAL: &'static str = "findings";
}
