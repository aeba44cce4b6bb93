//! Icons: 16 px strokes in the colour of the text around them.
//!
//! An icon never carries meaning alone: it is hidden from assistive technology, and the words stand beside it.

use leptos::prelude::*;

/// Which drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each name says what is drawn or what it stands for")]
pub enum IconName {
    Bridge,
    Connections,
    Developer,
    Search,
    Plus,
    Copy,
    Duplicate,
    Check,
    Close,
    ChevronDown,
    ChevronRight,
    More,
    Source,
    Destination,
    Cloud,
    Active,
    Paused,
    Failing,
    Progress,
    Proposed,
    Configured,
    Edit,
    Trash,
    Play,
    Pause,
    Undo,
    External,
    Key,
    User,
    Users,
    Sun,
    Moon,
    SignOut,
    Help,
    Warning,
    Info,
    ArrowUp,
    ArrowDown,
    ArrowLeft,
    ArrowRight,
    Filter,
    Table,
    Flow,
    Fit,
    Lock,
    Restart,
    Building,
    Clock,
    Columns,
    Download,
}

impl IconName {
    /// The path, drawn in a square of 16.
    const fn path(self) -> &'static str {
        match self {
            Self::Bridge => "M1 12.5h14M3 12.5a5 5 0 0 1 10 0M6.25 12.5v-2.25M9.75 12.5v-2.25",
            Self::Connections => {
                "M5 8a1.75 1.75 0 1 1-3.5 0A1.75 1.75 0 0 1 5 8ZM14.5 4.25a1.75 1.75 0 1 1-3.5 0 1.75 1.75 0 0 1 3.5 0ZM14.5 11.75a1.75 \
                 1.75 0 1 1-3.5 0 1.75 1.75 0 0 1 3.5 0ZM4.8 7.2l6.3-2.3M4.8 8.8l6.3 2.3"
            }
            Self::Developer => "M5 4.5 1.5 8 5 11.5M11 4.5 14.5 8 11 11.5",
            Self::Search => "M11 7A4 4 0 1 1 3 7a4 4 0 0 1 8 0ZM10 10l3.5 3.5",
            Self::Plus => "M8 3v10M3 8h10",
            Self::Copy => {
                "M6.5 5.5h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1ZM10.5 3.5v-.25a.75.75 0 0 0-.75-.75h-6.5a.75\
                 .75 0 0 0-.75.75v6.5c0 .41.34.75.75.75h.25"
            }
            Self::Duplicate => "M5.5 5.5h8v8h-8zM3 10.5h-.5v-8h8V3M9.5 7.5v4M7.5 9.5h4",
            Self::Check => "m3 8.5 3.25 3.25L13 5",
            Self::Close => "m4 4 8 8M12 4l-8 8",
            Self::ChevronDown => "m4 6.25 4 4 4-4",
            Self::ChevronRight => "m6.25 4 4 4-4 4",
            Self::More => {
                "M3.9 8a.4.4 0 1 1-.8 0 .4.4 0 0 1 .8 0ZM8.4 8a.4.4 0 1 1-.8 0 .4.4 0 0 1 .8 0ZM12.9 8a.4.4 0 1 1-.8 0 .4.4 0 0 1 .8 0Z"
            }
            Self::Source => "M2 3v10M5 8h9M10.75 4.75 14 8l-3.25 3.25",
            Self::Destination => "M14 3v10M2 8h9M7.75 4.75 11 8l-3.25 3.25",
            Self::Cloud => "M4.5 12.5a2.75 2.75 0 0 1-.4-5.47 4 4 0 0 1 7.7-.53 3 3 0 0 1-.3 6h-7Z",
            Self::Active => "M11 8a3 3 0 1 1-6 0 3 3 0 0 1 6 0Z",
            Self::Paused => "M6 5v6M10 5v6",
            Self::Failing | Self::Warning => "M8 2.75 14 13H2L8 2.75ZM8 6.75v2.5M8 11.1v.01",
            Self::Proposed => "M8 3.5 12.5 8 8 12.5 3.5 8 8 3.5Z",
            Self::Progress => {
                "M8 3a5 5 0 0 1 5 5M13 8a5 5 0 0 1-1.2 3.25M9.6 12.75a5 5 0 0 1-3.2 0M4.2 11.25A5 5 0 0 1 3.3 6.3M4.7 4.25A5 5 0 0 1 5.5 3.67"
            }
            Self::Configured => "M13 8A5 5 0 1 1 3 8a5 5 0 0 1 10 0ZM5.75 8.25l1.5 1.5 3-3.25",
            Self::Edit => "M10.5 3.25 12.75 5.5 5.5 12.75l-3 .75.75-3 7.25-7.25ZM9 4.75 11.25 7",
            Self::Trash => {
                "M2.5 4.5h11M6 4.5V3a.5.5 0 0 1 .5-.5h3a.5.5 0 0 1 .5.5v1.5M4 4.5l.5 8.5a.5.5 0 0 0 .5.5h6a.5.5 0 0 0 .5-.5l.5-8.5M6.75 7.25v3.5M9.25 7.25v3.5"
            }
            Self::Play => "M5 3.25v9.5L12.5 8 5 3.25Z",
            Self::Pause => "M5.5 3.5v9M10.5 3.5v9",
            Self::Undo => "M5.5 3 2.5 6l3 3M2.5 6h6.75a3.5 3.5 0 0 1 0 7H6",
            Self::External => "M9.5 2.5h4v4M13.5 2.5 7.5 8.5M11.5 9.5v3a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1h3",
            Self::Key => "M8 10.5a3 3 0 1 1-6 0 3 3 0 0 1 6 0ZM7.1 8.4l5.9-5.9M10.5 5l2 2M12.25 3.25l1.5 1.5",
            Self::User => {
                "M10.75 5.25a2.75 2.75 0 1 1-5.5 0 2.75 2.75 0 0 1 5.5 0ZM2.75 13.5c.5-2.4 2.6-3.75 5.25-3.75s4.75 1.35 5.25 3.75"
            }
            Self::Users => {
                "M8.25 5.5a2.25 2.25 0 1 1-4.5 0 2.25 2.25 0 0 1 4.5 0ZM1.5 13c.4-2.1 2.1-3.5 4.5-3.5s4.1 1.4 4.5 3.5M10.25 3.4a2.25 2.25 0 \
                 0 1 0 4.2M12.25 9.9c1.2.55 2 1.6 2.25 3.1"
            }
            Self::Sun => {
                "M10.75 8a2.75 2.75 0 1 1-5.5 0 2.75 2.75 0 0 1 5.5 0ZM8 1.75v1M8 13.25v1M1.75 8h1M13.25 8h1M3.6 3.6l.7.7M11.7 11.7l.7.7M12.4 \
                 3.6l-.7.7M4.3 11.7l-.7.7"
            }
            Self::Moon => "M13.25 9.25A5.5 5.5 0 0 1 6.75 2.75a5.5 5.5 0 1 0 6.5 6.5Z",
            Self::SignOut => "M6 2.5H3.5a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1H6M6.5 8h7M10.75 5.25 13.5 8l-2.75 2.75",
            Self::Help => {
                "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM6.25 6.4c.15-1 .85-1.6 1.8-1.6s1.75.65 1.75 1.55c0 1.4-1.8 1.45-1.8 2.65M8 11.1v.01"
            }
            Self::Info => "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM8 7.5v3.5M8 5v.01",
            Self::ArrowUp => "M8 13V3M4 7l4-4 4 4",
            Self::ArrowDown => "M8 3v10M4 9l4 4 4-4",
            Self::ArrowLeft => "M13 8H3M7 4 3 8l4 4",
            Self::ArrowRight => "M3 8h10M9 4l4 4-4 4",
            Self::Filter => "M2.5 4.5h11M4.5 8h7M6.5 11.5h3",
            Self::Table => {
                "M3.5 3h9a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM2.5 6.5h11M2.5 9.75h11M6.5 6.5V13"
            }
            Self::Flow => {
                "M2 5.75h3.5v4.5H2zM10.5 2.5H14V6h-3.5zM10.5 10H14v3.5h-3.5zM5.5 8h2.25M10.5 4.25H9.25c-.83 0-1.5.67-1.5 1.5v4.5c0 .83.67 1.5 1.5 1.5h1.25"
            }
            Self::Fit => "M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3",
            Self::Lock => {
                "M4.5 7h7a1 1 0 0 1 1 1v4.5a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1ZM5.5 7V5a2.5 2.5 0 0 1 5 0v2"
            }
            Self::Restart => "M13 8a5 5 0 1 1-1.6-3.7L13 5.75M13 2.5v3.25H9.75",
            Self::Building => {
                "M3.5 13.5v-10a1 1 0 0 1 1-1h5a1 1 0 0 1 1 1v10M10.5 7h1.5a1 1 0 0 1 1 1v5.5M1.75 13.5h12.5M6 5.5h2M6 8h2M6 10.5h2"
            }
            Self::Clock => "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM8 4.75V8l2.25 1.5",
            Self::Columns => "M3.5 3h9a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM6.25 3v10M9.75 3v10",
            Self::Download => "M8 2.5v7.75M4.75 7.25 8 10.5l3.25-3.25M2.5 13.5h11",
        }
    }

    /// Whether the shape is solid.
    const fn is_filled(self) -> bool {
        matches!(self, Self::Active | Self::Play)
    }
}

/// Draws one icon, inline and hidden from assistive technology.
#[component]
pub fn Icon(
    /// Which one.
    name: IconName,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" data-filled=name.is_filled()>
            <path d=name.path()></path>
        </svg>
    }
}
