//! API tokens: how scripts and engines sign in.

use crate::{Instant, Noun, TokenId};
use serde::{Deserialize, Serialize};

/// What a token may do.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum TokenScope {
    /// Read everything that its organization sees.
    Read,
    /// Also change it.
    Write,
}

impl TokenScope {
    /// Its name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Read => "Read",
            Self::Write => "Read and write",
        }
    }
}

/// The longest life of a token, in days.
pub const TOKEN_DAYS_LIMIT: u16 = 366;

/// A token without its secret.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Token {
    /// Which one.
    pub id: TokenId,
    /// What it is used for, 1 to 120 characters.
    pub name: String,
    /// What it may do.
    pub scope: TokenScope,
    /// When it was created.
    pub created_at: Instant,
    /// When it stops working.
    pub expires_at: Instant,
    /// When it was last used, to the minute; `null` if never.
    pub last_used_at: Option<Instant>,
    /// The secret, in the one answer that creates the token; absent everywhere else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
}

impl Noun for Token {
    const SINGULAR: &'static str = "token";
    const PLURAL: &'static str = "tokens";
}

/// Lists your tokens, newest first.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TokenList {}

/// Creates a token; the answer shows its secret once.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TokenCreate {
    /// What it is used for, 1 to 120 characters.
    pub name: String,
    /// What it may do.
    pub scope: TokenScope,
    /// How long it works, 1 to 366 days.
    pub days: u16,
}

/// Revokes a token at once.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TokenRevoke {
    /// Which one.
    pub token_id: TokenId,
}
