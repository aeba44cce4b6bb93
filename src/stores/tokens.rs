//! The API tokens of whoever is signed in.

use super::Load;
use crate::backend::{Backend, CallError};
use causeway_api::{One, Token, TokenCreate, TokenId, TokenList, TokenRevoke};
use leptos::prelude::*;

/// The tokens, for their page.
#[derive(Clone, Copy)]
pub struct Tokens {
    backend: Backend,
    rows: RwSignal<Load<Vec<Token>>>,
}

impl Tokens {
    /// Nothing loaded yet.
    pub fn new(backend: Backend) -> Self {
        Self { backend, rows: RwSignal::default() }
    }

    /// All of them, newest first.
    pub fn all(self) -> ReadSignal<Load<Vec<Token>>> {
        self.rows.read_only()
    }

    /// Loads them.
    pub async fn load(self) {
        let loaded = self.backend.call(&TokenList {}).await.map(|page| page.items);
        // The page may be gone by now, and its store with it.
        self.rows.try_set(loaded.into());
    }

    /// Creates a token and returns its secret, which is not kept; trying the same again keeps the key, and gives the same token.
    ///
    /// # Errors
    /// The refusal, or that nobody answered.
    pub async fn create(self, request: &TokenCreate, key: &str) -> Result<String, CallError> {
        let One(mut token) = self.backend.create(request, key).await?;
        let secret = token.secret.take().unwrap_or_default();
        self.rows.try_update(|rows| {
            if let Load::Ready(rows) = rows {
                rows.insert(0, token);
            }
        });
        Ok(secret)
    }

    /// Revokes a token.
    ///
    /// # Errors
    /// The refusal, or that nobody answered.
    pub async fn revoke(self, token_id: TokenId) -> Result<(), CallError> {
        self.backend.call(&TokenRevoke { token_id }).await?;
        self.rows.try_update(|rows| {
            if let Load::Ready(rows) = rows {
                rows.retain(|row| row.id != token_id);
            }
        });
        Ok(())
    }
}
