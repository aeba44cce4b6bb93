//! How values stand in columns.

use causeway_api::Instant;
use rusqlite::{
    Row,
    types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef},
};
use std::{fmt::Display, str::FromStr};

/// A value as text: ids in lower case, so that comparing text compares bytes.
pub(crate) struct Text<T>(pub(crate) T);

impl<T: Display> ToSql for Text<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.to_string().into())
    }
}

impl<T: FromStr<Err: std::error::Error + Send + Sync + 'static>> FromSql for Text<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map(Self).map_err(|error| FromSqlError::Other(Box::new(error)))
    }
}

/// An instant as milliseconds.
pub(crate) struct Millis(pub(crate) Instant);

impl ToSql for Millis {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.0.into())
    }
}

impl FromSql for Millis {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(|milliseconds| Self(Instant(milliseconds)))
    }
}

/// Typed access to a row's columns.
pub(crate) trait Columns {
    /// An id, or another value that is kept as text.
    fn text<T: FromStr<Err: std::error::Error + Send + Sync + 'static>>(&self, index: usize) -> rusqlite::Result<T>;
    /// An instant.
    fn instant(&self, index: usize) -> rusqlite::Result<Instant>;
    /// An instant that may be missing.
    fn instant_or_none(&self, index: usize) -> rusqlite::Result<Option<Instant>>;
    /// One of a fixed set of choices by its name.
    fn choice<T>(&self, index: usize, named: impl Fn(&str) -> Option<T>) -> rusqlite::Result<T>;
    /// A choice that may not be made yet.
    fn choice_or_none<T>(&self, index: usize, named: impl Fn(&str) -> Option<T>) -> rusqlite::Result<Option<T>>;
    /// A number that is never negative.
    fn count(&self, index: usize) -> rusqlite::Result<u64>;
}

impl Columns for Row<'_> {
    fn text<T: FromStr<Err: std::error::Error + Send + Sync + 'static>>(&self, index: usize) -> rusqlite::Result<T> {
        self.get::<_, Text<T>>(index).map(|text| text.0)
    }

    fn instant(&self, index: usize) -> rusqlite::Result<Instant> {
        self.get::<_, Millis>(index).map(|millis| millis.0)
    }

    fn instant_or_none(&self, index: usize) -> rusqlite::Result<Option<Instant>> {
        Ok(self.get::<_, Option<Millis>>(index)?.map(|millis| millis.0))
    }

    fn choice<T>(&self, index: usize, named: impl Fn(&str) -> Option<T>) -> rusqlite::Result<T> {
        self.choice_or_none(index, named)?
            .ok_or_else(|| rusqlite::Error::InvalidColumnType(index, "a choice".to_owned(), rusqlite::types::Type::Null))
    }

    fn choice_or_none<T>(&self, index: usize, named: impl Fn(&str) -> Option<T>) -> rusqlite::Result<Option<T>> {
        let value = self.get_ref(index)?;
        let Some(name) = value.as_str_or_null()? else { return Ok(None) };
        named(name).map(Some).ok_or_else(|| {
            let error = format!("“{name}” is not a choice");
            rusqlite::Error::FromSqlConversionFailure(index, rusqlite::types::Type::Text, error.into())
        })
    }

    fn count(&self, index: usize) -> rusqlite::Result<u64> {
        self.get::<_, u64>(index)
    }
}
