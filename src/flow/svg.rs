//! The whole flow as one SVG document that needs nothing else: to be pasted into a report or a drawing.
//!
//! Drawn as on light paper, at a fixed width, in full: no filter, no window, no light.

use std::fmt::Write as _;

use super::words::id_text;
use crate::ui::copy_id::shortened;
use causeway_flow::diagram::{Card, Diagram};
use causeway_flow::layout::{CARD_HEADER, Columns, END_HEIGHT, Layout, PADDING, ROW_HEIGHT, Units, height};
use causeway_flow::model::{EndKind, FlowEnd, FlowInput, Side, State};
use causeway_flow::path::segments;

const WIDTH: Units = 1080;
/// Above the drawing, for the title; below it, for the legend.
const TITLE: Units = 44;
const LEGEND: Units = 32;

const INK: &str = "#1b1f1d";
const QUIET: &str = "#59615d";
const LINE: &str = "#c9cdc7";
const STROKE: &str = "#8b938e";
const PROGRESS: &str = "#4a5fb0";

/// Writes a flow. The title stands above it.
pub fn flow_svg(input: &FlowInput, title: &str) -> String {
    let diagram = Diagram::new(input);
    let layout = Layout::new(&diagram);
    let columns = Columns::new(WIDTH);
    let height = TITLE + layout.height + LEGEND;
    let mut svg = Svg::default();
    svg.put(format_args!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" role=\"img\" \
         font-family=\"ui-sans-serif, system-ui, Inter, Roboto, sans-serif\" font-size=\"14\" fill=\"{INK}\">\n<title>"
    ));
    svg.escape(title);
    svg.put(format_args!("</title>\n<rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#fff\"/>\n"));
    svg.text(&Text { x: PADDING, y: 30, room: WIDTH - 2 * PADDING, words: title, size: 18, weight: 650, fill: INK });
    svg.put(format_args!("<g transform=\"translate(0 {TITLE})\">\n"));
    svg.lines(&diagram, &layout, &columns);
    for (group, top) in diagram.groups.iter().zip(&layout.headings) {
        let x = if group.side == Side::Left { columns.left } else { columns.right };
        svg.heading(x, *top, columns.end_width, &group.heading);
    }
    svg.heading(columns.middle, PADDING, columns.card_width, "Subscriptions");
    for (end, top) in diagram.ends.iter().zip(&layout.ends) {
        let x = if end.key.side == Side::Left { columns.left } else { columns.right };
        svg.end(end, x, *top, columns.end_width);
    }
    for (card, top) in diagram.cards.iter().zip(&layout.cards) {
        svg.card(card, columns.middle, *top, columns.card_width);
    }
    svg.put(format_args!("</g>\n"));
    svg.legend(TITLE + layout.height + 8);
    svg.0.push_str("</svg>\n");
    svg.0
}

struct Text<'a> {
    x: Units,
    /// Of its base line.
    y: Units,
    /// What does not fit is cut off.
    room: Units,
    words: &'a str,
    size: Units,
    weight: u16,
    fill: &'a str,
}

/// What is written so far.
#[derive(Default)]
struct Svg(String);

impl Svg {
    fn put(&mut self, arguments: std::fmt::Arguments) {
        // Writing to a string cannot fail.
        let _ = self.0.write_fmt(arguments);
    }

    fn escape(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '&' => self.0.push_str("&amp;"),
                '"' => self.0.push_str("&quot;"),
                letter if letter.is_control() => self.0.push(' '),
                letter => self.0.push(letter),
            }
        }
    }

    fn text(&mut self, text: &Text) {
        let Text { x, y, room, words, size, weight, fill } = *text;
        self.put(format_args!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{fill}\">"));
        self.escape(&cut(words, room * 100 / size));
        self.put(format_args!("</text>\n"));
    }

    fn heading(&mut self, x: Units, top: Units, room: Units, words: &str) {
        self.text(&Text { x, y: top + 14, room, words, size: 12, weight: 600, fill: QUIET });
    }

    fn lines(&mut self, diagram: &Diagram, layout: &Layout, columns: &Columns) {
        for (card, ports) in diagram.cards.iter().zip(&layout.ports) {
            let color = color(card.worst_state());
            let width = ["1.5", "2", "2.5", "3.25", "4"][usize::from(card.weight() - 1).min(4)];
            let pattern = pattern(card.worst_state());
            for segment in segments(card.key, *ports, columns) {
                self.put(format_args!(
                    "<path d=\"{}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\"{pattern}/><path d=\"{}\" fill=\"{color}\"/>\n",
                    segment.curve(),
                    segment.head()
                ));
            }
        }
    }

    fn end(&mut self, end: &FlowEnd, x: Units, y: Units, width: Units) {
        let (stroke, dash) = if end.in_progress { (PROGRESS, " stroke-dasharray=\"4 3\"") } else { (LINE, "") };
        self.put(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{END_HEIGHT}\" rx=\"8\" fill=\"#fff\" stroke=\"{stroke}\"{dash}/>\n"
        ));
        let icon = match end.kind {
            EndKind::Source => "M2 3v10M6 8h8m-3-3 3 3-3 3",
            EndKind::Destination => "M14 3v10M2 8h8M7 5l3 3-3 3",
            EndKind::CloudDestination => "M4.5 12.5a3 3 0 0 1-.3-6 4 4 0 0 1 7.7.6 2.7 2.7 0 0 1-.4 5.4z",
        };
        self.put(format_args!(
            "<path transform=\"translate({} {})\" d=\"{icon}\" fill=\"none\" stroke=\"{QUIET}\" stroke-width=\"1.5\"/>\n",
            x + 12,
            y + 14
        ));
        let (left, room) = (x + 38, width - 50);
        self.text(&Text { x: left, y: y + 27, room, words: &end.name, size: 14, weight: 600, fill: INK });
        let (facts, fill) = match &end.note {
            Some(note) => (note.clone(), PROGRESS),
            None => ([end.kind.role(), " ", &shortened(&id_text(end.key.id))].concat(), QUIET),
        };
        self.text(&Text { x: left, y: y + 47, room, words: &facts, size: 12, weight: 400, fill });
    }

    fn card(&mut self, card: &Card, x: Units, y: Units, width: Units) {
        let whole = height(card.rows.len());
        self.put(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{whole}\" rx=\"8\" fill=\"#fff\"/>\
             <path d=\"M{x} {}v{}a8 8 0 0 1 8-8h{}a8 8 0 0 1 8 8v{}z\" fill=\"#f3f4f2\"/>\
             <rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{whole}\" rx=\"8\" fill=\"none\" stroke=\"{LINE}\"/>\n",
            y + CARD_HEADER,
            8 - CARD_HEADER,
            width - 16,
            CARD_HEADER - 8
        ));
        let shared = card.shared_name();
        let title = shared.unwrap_or("Several names");
        self.text(&Text { x: x + 12, y: y + 21, room: width - 56, words: title, size: 12, weight: 600, fill: QUIET });
        let count = card.rows.len();
        self.put(format_args!(
            "<text x=\"{}\" y=\"{}\" font-size=\"12\" font-weight=\"600\" fill=\"{QUIET}\" text-anchor=\"end\">{count}</text>\n",
            x + width - 12,
            y + 21
        ));
        let mut top = y + CARD_HEADER;
        for row in &card.rows {
            self.put(format_args!("<path d=\"M{x} {top}h{width}\" stroke=\"#e3e5e1\"/>\n"));
            self.mark(row.state, x + 20, top + ROW_HEIGHT / 2);
            let words = match shared {
                Some(_) => row.model.as_ref().to_owned(),
                None => [&row.model, " · ", &row.name].concat(),
            };
            self.text(&Text { x: x + 36, y: top + 21, room: width - 48, words: &words, size: 14, weight: 400, fill: INK });
            top += ROW_HEIGHT;
        }
    }

    /// A state's own shape, around a point.
    fn mark(&mut self, state: State, x: Units, y: Units) {
        let shape = match state {
            State::Active => "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
            State::Paused => "M-4-4h3v8h-3zM1-4h3v8h-3z",
            State::Failing => "M0-5 5.5 4.5h-11z",
            State::Proposed => "M0-5 5 0 0 5-5 0zM0-2.5-2.5 0 0 2.5 2.5 0z",
            State::Progress => "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0zM-2 0a2 2 0 1 1 4 0a2 2 0 1 1-4 0z",
        };
        let color = mark_color(state);
        self.put(format_args!("<path transform=\"translate({x} {y})\" d=\"{shape}\" fill=\"{color}\" fill-rule=\"evenodd\"/>\n"));
    }

    fn legend(&mut self, y: Units) {
        let mut x = PADDING;
        let words = ["Active", "Paused", "Failing, retrying", "Proposed"];
        for (state, word) in [State::Active, State::Paused, State::Failing, State::Proposed].into_iter().zip(words) {
            self.mark(state, x + 6, y + 6);
            self.put(format_args!(
                "<path d=\"M{} {}h28\" stroke=\"{}\" stroke-width=\"2\"{}/>\n",
                x + 18,
                y + 6,
                color(state),
                pattern(state)
            ));
            self.text(&Text { x: x + 54, y: y + 10, room: 120, words: word, size: 12, weight: 400, fill: QUIET });
            x += 130;
        }
    }
}

const fn color(state: State) -> &'static str {
    match state {
        State::Paused => "#8a5a00",
        State::Failing => "#b81f2a",
        State::Proposed => PROGRESS,
        State::Active | State::Progress => STROKE,
    }
}

const fn mark_color(state: State) -> &'static str {
    match state {
        State::Active => "#1f7a3d",
        State::Progress => PROGRESS,
        State::Paused | State::Failing | State::Proposed => color(state),
    }
}

const fn pattern(state: State) -> &'static str {
    match state {
        State::Paused => " stroke-dasharray=\"0.1 5\" stroke-linecap=\"round\"",
        State::Failing => " stroke-dasharray=\"8 4\"",
        State::Proposed => " stroke-dasharray=\"10 4 2 4\"",
        State::Active | State::Progress => "",
    }
}

/// What of a text fits, in hundredths of its size. No font can be asked here, so widths are those of common ones, on the safe side.
fn cut(text: &str, room: Units) -> String {
    let width = |letter: char| match letter {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 30,
        'f' | 't' | 'r' | ' ' | '(' | ')' | '-' | 'I' => 40,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 95,
        letter if letter.is_ascii_uppercase() => 70,
        letter if u32::from(letter) >= 0x1100 => 105,
        _ => 60,
    };
    if text.chars().map(width).sum::<Units>() <= room {
        return text.to_owned();
    }
    let mut used = 100;
    let mut short: String = text
        .chars()
        .take_while(|letter| {
            used += width(*letter);
            used <= room
        })
        .collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use causeway_flow::{EndGroup, EndKey, FlowSubscription};

    #[test]
    fn the_drawing_to_copy_is_whole_and_well_formed() {
        let end = |key, name: &str| FlowEnd {
            key,
            name: name.to_owned(),
            kind: EndKind::Source,
            note: None,
            in_progress: false,
            href: String::new(),
            can_create: false,
            own: true,
        };
        let (source, destination) = (EndKey::left(1), EndKey::right(2));
        let row = |key: u128| FlowSubscription {
            key,
            source,
            destination,
            name: "Admissions".into(),
            model: format!("FHIR® Model {key}").into(),
            state: State::Active,
        };
        let group = |end| EndGroup { heading: "Ours".to_owned(), ends: vec![end], nothing: String::new() };
        let input = FlowInput {
            left: vec![group(end(source, "<Intake> & \"API\""))],
            right: vec![group(end(destination, "Lake"))],
            subscriptions: (0..3).map(row).collect(),
        };
        let svg = flow_svg(&input, "Mercy & Valley");
        assert!(svg.contains("<title>Mercy &amp; Valley</title>"));
        assert!(svg.contains("&lt;Intake&gt; &amp; &quot;API&quot;"));
        for model in ["FHIR® Model 0", "FHIR® Model 1", "FHIR® Model 2"] {
            assert!(svg.contains(model), "{model}");
        }
        let count = |text: &str| svg.matches(text).count();
        assert_eq!(count("<text"), count("</text>"));
        assert_eq!(count("<g "), count("</g>"));
        // Every element is closed, and nothing that was typed opens one.
        assert_eq!(count("<") - count("</"), count("/>") + count("</"));
    }

    #[test]
    fn a_text_is_cut_where_it_would_leave_its_place() {
        assert_eq!(cut("Intake API", 1000), "Intake API");
        assert_eq!(cut("Intake API of the northern hospitals", 1000), "Intake API of the…");
        assert!(cut("信", 10).ends_with('…'));
    }
}
