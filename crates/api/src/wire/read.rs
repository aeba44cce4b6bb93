//! JSON as the app reads it: the answers of its own server, or of the rules in the tab.
//!
//! The server reads what strangers send, and says where it is wrong; that is `decode`'s, with `serde_json`. Here nobody reads why an answer
//! cannot be read, numbers are whole, and an object is never written as a list. What `serde` makes of each type for this reader is a third
//! of what it makes for one that knows all this, and it is most of what the app loads first.

use serde::Deserializer;
use serde::de::{DeserializeOwned, DeserializeSeed, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// An answer is not what the contract says; something between app and server answered instead, or one of them is of another version.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unreadable;

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the answer is not what the contract says")
    }
}

impl std::error::Error for Unreadable {}

impl Error for Unreadable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// Reads a document that is one value.
pub(crate) fn read<T: DeserializeOwned>(json: &[u8]) -> Result<T, Unreadable> {
    let text = std::str::from_utf8(json).map_err(|_| Unreadable)?;
    let mut reader = Reader { text, at: 0 };
    let value = T::deserialize(&mut reader)?;
    if reader.peek() == END { Ok(value) } else { Err(Unreadable) }
}

/// Stands for the byte after the last one: no text in UTF-8 holds it.
const END: u8 = 0xff;

/// A byte in each of eight places.
const fn eight(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// How many bytes there are before the plain inside of a string stops: at its end, at an escape, at what has to be escaped. Eight are looked
/// at together, since most of an answer is the inside of strings.
fn plain(ahead: &[u8]) -> usize {
    let is_below = |word: u64, bound: u8| word.wrapping_sub(eight(bound)) & !word & eight(1 << 7);
    let mut at = 0;
    while let Some(word) = ahead[at..].first_chunk() {
        let word = u64::from_le_bytes(*word);
        // The lowest bit that is set is in the first such byte.
        let stops = is_below(word, b' ') | is_below(word ^ eight(b'"'), 1) | is_below(word ^ eight(b'\\'), 1);
        if stops != 0 {
            return at + (stops.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    at + ahead[at..].iter().take_while(|byte| !matches!(byte, ..b' ' | b'"' | b'\\')).count()
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

enum Whole {
    Positive(u64),
    Negative(i64),
}

// What does not depend on the type that is read is written apart from what does, so that the app has it once.
impl<'a> Reader<'a> {
    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(END)
    }

    /// The next byte that is not white space.
    fn peek(&mut self) -> u8 {
        while matches!(self.byte(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
        self.byte()
    }

    fn take(&mut self, expected: u8) -> Result<(), Unreadable> {
        if self.peek() != expected {
            return Err(Unreadable);
        }
        self.at += 1;
        Ok(())
    }

    /// What stands right here, without white space before it.
    fn word(&mut self, word: &str) -> Result<(), Unreadable> {
        if !self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word)) {
            return Err(Unreadable);
        }
        self.at += word.len();
        Ok(())
    }

    fn is_null(&mut self) -> Result<bool, Unreadable> {
        if self.peek() != b'n' {
            return Ok(false);
        }
        self.word("null").map(|()| true)
    }

    fn boolean(&mut self) -> Result<bool, Unreadable> {
        let is_true = self.peek() == b't';
        self.word(if is_true { "true" } else { "false" }).map(|()| is_true)
    }

    fn whole(&mut self) -> Result<Whole, Unreadable> {
        let is_negative = self.peek() == b'-';
        let start = self.at;
        self.at += usize::from(is_negative);
        let first = self.byte();
        while self.byte().is_ascii_digit() {
            self.at += 1;
        }
        let number = &self.text[start..self.at];
        if first == b'0' && number.trim_start_matches('-').len() > 1 {
            return Err(Unreadable);
        }
        if is_negative { number.parse().map(Whole::Negative) } else { number.parse().map(Whole::Positive) }
            .map_err(|_| Unreadable)
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Unreadable> {
        self.take(b'"')?;
        let start = self.at;
        self.at += plain(&self.text.as_bytes()[start..]);
        let first = &self.text[start..self.at];
        if self.byte() == b'"' {
            self.at += 1;
            return Ok(Cow::Borrowed(first));
        }
        self.unescaped(first).map(Cow::Owned)
    }

    /// The rest of a string behind what is plain of it, and all of it.
    #[cold]
    fn unescaped(&mut self, first: &str) -> Result<String, Unreadable> {
        let mut text = first.to_owned();
        loop {
            match self.byte() {
                b'"' => {
                    self.at += 1;
                    return Ok(text);
                }
                b'\\' => {
                    self.at += 1;
                    text.push(self.escaped()?);
                }
                // Control characters are escaped, and the end is no string's.
                ..b' ' | END => return Err(Unreadable),
                _ => {}
            }
            let start = self.at;
            self.at += plain(&self.text.as_bytes()[start..]);
            text.push_str(&self.text[start..self.at]);
        }
    }

    /// The character that an escape stands for, after its backslash.
    fn escaped(&mut self) -> Result<char, Unreadable> {
        let escape = self.byte();
        self.at += 1;
        Ok(match escape {
            b'"' | b'\\' | b'/' => char::from(escape),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.hexadecimal()?;
                let number = if let 0xd800..0xdc00 = first {
                    self.word("\\u")?;
                    let second = self.hexadecimal()?.checked_sub(0xdc00).filter(|second| *second < 0x400).ok_or(Unreadable)?;
                    0x1_0000 + ((first - 0xd800) << 10) + second
                } else {
                    first
                };
                char::from_u32(number).ok_or(Unreadable)?
            }
            _ => return Err(Unreadable),
        })
    }

    fn hexadecimal(&mut self) -> Result<u32, Unreadable> {
        let digits = self.text.get(self.at..self.at + 4).ok_or(Unreadable)?;
        // A plus sign is a number's beginning elsewhere, but no digit.
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(Unreadable);
        }
        self.at += 4;
        u32::from_str_radix(digits, 16).map_err(|_| Unreadable)
    }

    /// Goes to the next entry of a list or an object, or beyond its end.
    fn has_next(&mut self, is_first: &mut bool, end: u8) -> Result<bool, Unreadable> {
        if self.peek() == end {
            self.at += 1;
            return Ok(false);
        }
        if !std::mem::take(is_first) {
            self.take(b',')?;
        }
        Ok(true)
    }

    /// Passes over a value, however deep.
    fn skip(&mut self) -> Result<(), Unreadable> {
        // The brackets that end what has begun, innermost last.
        let mut ends = Vec::new();
        loop {
            match self.peek() {
                END => return Err(Unreadable),
                b'"' => {
                    self.string()?;
                }
                start @ (b'{' | b'[') => {
                    ends.push(if start == b'{' { b'}' } else { b']' });
                    self.at += 1;
                }
                end @ (b'}' | b']') => {
                    if ends.pop() != Some(end) {
                        return Err(Unreadable);
                    }
                    self.at += 1;
                }
                b',' | b':' if !ends.is_empty() => self.at += 1,
                b't' | b'f' => {
                    self.boolean()?;
                }
                b'n' => self.word("null")?,
                _ => {
                    self.whole()?;
                }
            }
            if ends.is_empty() {
                return Ok(());
            }
        }
    }
}

/// The entries of a list or an object, up to the byte that ends it.
struct Entries<'r, 'a> {
    reader: &'r mut Reader<'a>,
    is_first: bool,
    end: u8,
}

impl<'r, 'a> Entries<'r, 'a> {
    fn begin(reader: &'r mut Reader<'a>, start: u8, end: u8) -> Result<Self, Unreadable> {
        reader.take(start)?;
        Ok(Self { reader, is_first: true, end })
    }
}

impl<'de> SeqAccess<'de> for Entries<'_, 'de> {
    type Error = Unreadable;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unreadable> {
        if !self.reader.has_next(&mut self.is_first, self.end)? {
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }
}

impl<'de> MapAccess<'de> for Entries<'_, 'de> {
    type Error = Unreadable;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unreadable> {
        if !self.reader.has_next(&mut self.is_first, self.end)? {
            return Ok(None);
        }
        let key = seed.deserialize(&mut *self.reader)?;
        self.reader.take(b':')?;
        Ok(Some(key))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unreadable> {
        seed.deserialize(&mut *self.reader)
    }
}

macro_rules! read_as {
    ($read:ident: $($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
            self.$read(visitor)
        }
    )*};
}

impl<'de> Reader<'de> {
    fn read_whole<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.whole()? {
            Whole::Positive(number) => visitor.visit_u64(number),
            Whole::Negative(number) => visitor.visit_i64(number),
        }
    }

    fn read_text<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_str(&self.string()?)
    }

    fn read_list<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_seq(Entries::begin(self, b'[', b']')?)
    }

    fn read_object<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_map(Entries::begin(self, b'{', b'}')?)
    }
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Unreadable;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.peek() {
            b'"' => self.read_text(visitor),
            b'{' => self.read_object(visitor),
            b'[' => self.read_list(visitor),
            b't' | b'f' => visitor.visit_bool(self.boolean()?),
            b'n' => self.word("null").and_then(|()| visitor.visit_unit()),
            _ => self.read_whole(visitor),
        }
    }

    read_as! { read_whole: deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
    deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128 deserialize_f32 deserialize_f64 }
    read_as! { read_text: deserialize_char deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf deserialize_identifier }
    read_as! { read_list: deserialize_seq }
    read_as! { read_object: deserialize_map }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_bool(self.boolean()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if self.is_null()? { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.peek();
        self.word("null")?;
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    /// The contract has no lists of a fixed length.
    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Unreadable> {
        Err(Unreadable)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(self, _: &'static str, _: usize, _: V) -> Result<V::Value, Unreadable> {
        Err(Unreadable)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.read_object(visitor)
    }

    /// One of several names; the contract has no other enums.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_enum(self.string()?.as_ref().into_deserializer())
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.skip()?;
        visitor.visit_unit()
    }
}

#[cfg(test)]
pub(super) mod tests;
