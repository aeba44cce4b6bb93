//! Answers: the documented envelope around one object, a page of them, or a message.

use super::read::{Unreadable, read};
use super::{Endpoint, WireResponse};
use crate::{ApiError, ErrorCode};
use serde::{Deserialize, Deserializer, Serialize, de};
use std::{fmt, marker::PhantomData};

/// What an object is called inside the payload.
pub trait Noun: Serialize + de::DeserializeOwned {
    /// The key of one: `subscription`.
    const SINGULAR: &'static str;
    /// The key of several: `subscriptions`.
    const PLURAL: &'static str;
    /// The version for the `ETag`, if the object has one.
    fn version(&self) -> Option<u64> {
        None
    }
}

/// What a success carries.
pub trait Answer: Sized {
    /// What its body is called in HTTP.
    const CONTENT_TYPE: &str = "application/json";

    /// Writes the envelope; `url` is the request's, for a page's links.
    fn to_body(&self, url: &str) -> Vec<u8>;

    /// Reads the envelope.
    ///
    /// # Errors
    /// When the body is not that envelope.
    fn from_body(body: &[u8]) -> Result<Self, Unreadable>;

    /// The version for the `ETag`, if there is one.
    fn version(&self) -> Option<u64> {
        None
    }
}

/// `{"meta": …, "payload": {"subscription": …}}`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct One<T>(pub T);

/// `{"meta": …, "payload": {"subscriptions": […]}}` with paging in `meta`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page<T> {
    /// The objects of this page.
    pub items: Vec<T>,
    /// How many there are on all pages.
    pub total: u64,
    /// Which page this is.
    pub request: PageRequest,
}

impl<T> Page<T> {
    /// A list that always fits on one page.
    pub fn whole(items: Vec<T>) -> Self {
        let size = u32::try_from(items.len()).unwrap_or(u32::MAX);
        Self { total: u64::from(size), request: PageRequest { page: 1, size: size.max(1) }, items }
    }
}

/// `{"meta": …, "payload": {"message": "…"}}`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Message(pub String);

/// Which part of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PageRequest {
    /// From 1.
    pub page: u32,
    /// How many on a page.
    pub size: u32,
}

impl PageRequest {
    /// The most objects on a page.
    pub const MOST: u32 = 1000;

    /// What `_page` and `_count` ask for: the first 50 when absent.
    ///
    /// # Errors
    /// Names the parameter that is out of its range.
    pub fn checked(page: Option<u32>, count: Option<u32>) -> Result<Self, ApiError> {
        let (page, size) = (page.unwrap_or(1), count.unwrap_or(50));
        if page == 0 {
            Err(ApiError::at(ErrorCode::MalformedRequest, "_page", "Pages count from 1."))
        } else if !(1..=Self::MOST).contains(&size) {
            Err(ApiError::at(ErrorCode::MalformedRequest, "_count", "Ask for 1 to 1000 on a page."))
        } else {
            Ok(Self { page, size })
        }
    }

    /// How many objects come before this page.
    pub const fn offset(self) -> u64 {
        (self.page as u64 - 1) * self.size as u64
    }
}

/// The envelope's head.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Meta {
    /// The version of the API: `1.0.0`.
    pub version: String,
    /// How many objects there are on all pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_records: Option<u64>,
    /// This page's number, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_page: Option<u32>,
    /// Always `offset`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_type: Option<String>,
    /// How many on a page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_size: Option<u32>,
    /// The way to the other pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub links: Option<PageLinks>,
}

/// The addresses of this page and its neighbours.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PageLinks {
    /// This page.
    #[serde(rename = "self")]
    pub this: String,
    /// The next one; `null` on the last.
    pub next: Option<String>,
    /// The one before; `null` on the first.
    pub prev: Option<String>,
    /// The first.
    pub first: String,
    /// The last.
    pub last: String,
}

impl Meta {
    fn plain() -> Self {
        Self {
            version: "1.0.0".to_owned(),
            total_records: None,
            current_page: None,
            page_type: None,
            page_size: None,
            links: None,
        }
    }

    fn paged(total: u64, request: PageRequest, url: &str) -> Self {
        let last = u32::try_from(total.div_ceil(u64::from(request.size))).unwrap_or(u32::MAX).max(1);
        let link = |page: u32| page_link(url, page);
        Self {
            total_records: Some(total),
            current_page: Some(request.page),
            page_type: Some("offset".to_owned()),
            page_size: Some(request.size),
            links: Some(PageLinks {
                this: link(request.page),
                next: (request.page < last).then(|| link(request.page + 1)),
                prev: (request.page > 1).then(|| link((request.page - 1).min(last))),
                first: link(1),
                last: link(last),
            }),
            ..Self::plain()
        }
    }
}

/// The request's own address with another page number.
fn page_link(url: &str, page: u32) -> String {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let kept = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "_page");
    let query =
        form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).append_pair("_page", &page.to_string()).finish();
    format!("{path}?{query}")
}

/// Joins parts that are JSON already, without building a tree of them first.
fn envelope(meta: &Meta, key: &str, value: &[u8]) -> Vec<u8> {
    let meta = serde_json::to_vec(meta).expect("meta has string keys only");
    [br#"{"meta":"#, meta.as_slice(), br#","payload":{""#, key.as_bytes(), br#"":"#, value, b"}}"].concat()
}

/// An object's JSON.
fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("the contract's types serialize")
}

impl<T: Noun> Answer for One<T> {
    fn to_body(&self, _: &str) -> Vec<u8> {
        envelope(&Meta::plain(), T::SINGULAR, &json(&self.0))
    }
    fn from_body(body: &[u8]) -> Result<Self, Unreadable> {
        read::<Envelope<Singular<T>, T>>(body).map(|envelope| Self(envelope.payload.0))
    }
    fn version(&self) -> Option<u64> {
        self.0.version()
    }
}

impl<T: Noun> Answer for Page<T> {
    fn to_body(&self, url: &str) -> Vec<u8> {
        envelope(&Meta::paged(self.total, self.request, url), T::PLURAL, &json(&self.items))
    }
    fn from_body(body: &[u8]) -> Result<Self, Unreadable> {
        let Envelope { meta, payload } = read::<Envelope<Plural<T>, Vec<T>>>(body)?;
        let items = payload.0;
        let total = meta.total_records.unwrap_or(items.len() as u64);
        let request = PageRequest { page: meta.current_page.unwrap_or(1), size: meta.page_size.unwrap_or(PageRequest::MOST) };
        Ok(Self { items, total, request })
    }
}

impl Answer for Message {
    fn to_body(&self, _: &str) -> Vec<u8> {
        envelope(&Meta::plain(), "message", &json(&self.0))
    }
    fn from_body(body: &[u8]) -> Result<Self, Unreadable> {
        read::<Envelope<MessageKey, String>>(body).map(|envelope| Self(envelope.payload.0))
    }
}

/// The one key inside `payload`.
trait Key {
    const KEY: &'static str;
}
struct Singular<T>(PhantomData<T>);
struct Plural<T>(PhantomData<T>);
struct MessageKey;
impl<T: Noun> Key for Singular<T> {
    const KEY: &'static str = T::SINGULAR;
}
impl<T: Noun> Key for Plural<T> {
    const KEY: &'static str = T::PLURAL;
}
impl Key for MessageKey {
    const KEY: &'static str = "message";
}

#[derive(Deserialize)]
#[serde(bound = "K: Key, V: Deserialize<'de>")]
struct Envelope<K, V> {
    meta: Meta,
    payload: Payload<V, K>,
}

struct Payload<V, K>(V, PhantomData<K>);

impl<'de, V: Deserialize<'de>, K: Key> Deserialize<'de> for Payload<V, K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<V, K>(PhantomData<(V, K)>);
        impl<'de, V: Deserialize<'de>, K: Key> de::Visitor<'de> for Visitor<V, K> {
            type Value = Payload<V, K>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "an object with the key {}", K::KEY)
            }
            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut found = None;
                while let Some(key) = map.next_key::<std::borrow::Cow<'_, str>>()? {
                    if key == K::KEY {
                        found = Some(map.next_value()?);
                    } else {
                        map.next_value::<de::IgnoredAny>()?;
                    }
                }
                found.map(|value| Payload(value, PhantomData)).ok_or_else(|| de::Error::missing_field(K::KEY))
            }
        }
        deserializer.deserialize_map(Visitor(PhantomData))
    }
}

/// Reads an answer: the success, or the refusal.
///
/// # Errors
/// When the body is neither, as when something between app and server answered instead.
pub fn decode_answer<E: Endpoint>(response: &WireResponse) -> Result<Result<E::Answer, ApiError>, Unreadable> {
    if response.is_success() { E::Answer::from_body(&response.body).map(Ok) } else { decode_refusal(response).map(Err) }
}

/// Reads a refusal.
///
/// # Errors
/// When the body is something else.
pub fn decode_refusal(response: &WireResponse) -> Result<ApiError, Unreadable> {
    let mut error: ApiError = read(&response.body)?;
    error.retry_after = error.retry_after.or(response.retry_after);
    Ok(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_links_to_its_neighbours_and_keeps_the_filters() {
        let meta = Meta::paged(95, PageRequest { page: 2, size: 10 }, "/list?dataModel=FHIR.Patient&_page=2&_count=10");
        let links = meta.links.expect("a page has links");
        assert_eq!(links.next.as_deref(), Some("/list?dataModel=FHIR.Patient&_count=10&_page=3"));
        assert_eq!(links.prev.as_deref(), Some("/list?dataModel=FHIR.Patient&_count=10&_page=1"));
        assert_eq!(links.last, "/list?dataModel=FHIR.Patient&_count=10&_page=10");
    }

    #[test]
    fn an_empty_list_is_one_empty_page() {
        let meta = Meta::paged(0, PageRequest { page: 1, size: 50 }, "/list");
        let links = meta.links.expect("a page has links");
        assert_eq!((links.next, links.prev, links.last.as_str()), (None, None, "/list?_page=1"));
    }

    #[test]
    fn paging_out_of_range_names_the_parameter() {
        for (page, count, field) in [(Some(0), None, "_page"), (None, Some(0), "_count"), (None, Some(1001), "_count")] {
            let error = PageRequest::checked(page, count).expect_err("out of range");
            assert_eq!(error.errors[0].field, field);
        }
    }

    #[test]
    fn a_message_survives_its_envelope() {
        let message = Message("Deleted.".to_owned());
        let body = message.to_body("/");
        assert_eq!(String::from_utf8_lossy(&body), r#"{"meta":{"version":"1.0.0"},"payload":{"message":"Deleted."}}"#);
        assert_eq!(Message::from_body(&body).expect("what was written can be read"), message);
    }
}
