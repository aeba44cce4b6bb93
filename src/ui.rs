//! The component library: buttons, fields, pop-ups, states.
//!
//! A pure leaf. Nothing here knows a store, the wire or the address bar: data comes in as signals, what a person does goes out through
//! callbacks, and links are plain `<a href>` (the app's own `location.rs` takes them over). Each component has one root class, styled in
//! `style/ui/`, and shows its state by attributes. Texts are `Signal<String>` and accept a literal, a `String` or a closure;
//! a control that cannot be used stays reachable and says why.

pub mod announcer;
pub mod badge;
pub mod banner;
pub mod button;
pub mod clipboard;
pub mod combobox;
pub mod copy_id;
pub mod dialog;
pub mod field;
pub mod filter_field;
pub mod focus;
pub mod fold;
pub mod icon;
pub mod key_hint;
pub mod menu;
pub mod multi_combobox;
pub mod panel;
pub mod search_field;
pub mod states;
pub mod status;
pub mod steps;
pub mod tabs;
pub mod tile;
pub mod toast;

mod element_id;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod listbox;
mod popup;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod reason;

pub use self::announcer::{Announcer, LiveRegion};
pub use self::badge::{Badge, BadgeTone};
pub use self::banner::{Banner, BannerTone};
pub use self::button::{Button, ButtonKind};
pub use self::combobox::{ComboOption, Combobox};
pub use self::copy_id::CopyId;
pub use self::dialog::{ConfirmDialog, Dialog, DialogActions};
pub use self::field::{Checkbox, Choice, ChoiceCards, SelectField, TextArea, TextField};
pub use self::filter_field::{FilterField, Suggestions};
pub use self::icon::{Icon, IconName};
pub use self::key_hint::Kbd;
pub use self::menu::{Menu, MenuAction, MenuItem, MenuList, MenuLists, OpenMenu};
pub use self::multi_combobox::MultiCombobox;
pub use self::panel::Panel;
pub use self::search_field::SearchField;
pub use self::states::{Empty, Failed, NoMatch, Pending};
pub use self::status::{State, Status, StatusMark};
pub use self::steps::{Step, StepState, Steps};
pub use self::tabs::{TabLink, TabLinks};
pub use self::tile::{Tile, TileGrid};
pub use self::toast::{Toast, ToastAction, ToastList, Tone};
