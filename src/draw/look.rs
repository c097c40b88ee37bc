//! How relations and works look. Colors are those of Okabe and Ito, which color-blind people tell apart; the dash, the
//! weight and the head of a line tell the relations apart in grey as well. Dashes are for what is only inferred.

use crate::model::diagram::{CONCEPT, FAMILY, Line, Node, PART, SECTION, TOGETHER};
use crate::model::{Status, vocabulary};

/// How a line is drawn.
pub(super) struct Stroke {
    pub(super) color: &'static str,
    pub(super) style: &'static str,
    pub(super) head: &'static str,
    pub(super) width: &'static str,
}

/// How a box is drawn.
pub(super) struct Box {
    pub(super) style: &'static str,
    pub(super) border: &'static str,
    pub(super) fill: &'static str,
    pub(super) text: &'static str,
    pub(super) width: &'static str,
}

/// The fonts to try, for Latin and Chinese letters alike.
pub(super) const FONTS: &str = "Noto Sans CJK SC, WenQuanYi Micro Hei, PingFang SC, Microsoft YaHei, sans-serif";

/// The color of ink that is not a relation's.
pub(super) const INK: &str = "#333333";
/// The color of what recedes: the axis, the legend's frame.
pub(super) const FAINT: &str = "#9a9a9a";

const INFERRED: &str = "#8a8a8a";

/// How a relation is drawn.
pub(super) fn stroke(line: &Line) -> Stroke {
    let (color, style, head, width) = match line.relation.as_str() {
        "extends" => ("#0072B2", "solid", "normal", "2.0"),
        "usesModel" => ("#D55E00", "solid", "diamond", "1.4"),
        "usesMethod" => ("#009E73", "solid", "odot", "1.4"),
        "usesData" => ("#E69F00", "solid", "obox", "1.4"),
        "inspiredBy" => ("#A35A8A", "dotted", "vee", "1.8"),
        "variantOf" => ("#0072B2:white:#0072B2", "solid", "empty", "1.2"),
        PART => (FAINT, "solid", "none", "1.2"),
        TOGETHER => ("#D55E00", "dotted", "none", "1.2"),
        relation if vocabulary::COMPARISON.contains(&relation) => ("#7a7a7a", "dotted", "none", "1.0"),
        vocabulary::SUCCEEDS => (INFERRED, "dashed", "vee", "1.4"),
        _ => ("#444444", "solid", "open", "1.2"),
    };
    if line.is_inferred {
        Stroke { color: INFERRED, style: "dashed", head, width: "1.4" }
    } else {
        Stroke { color, style, head, width }
    }
}

/// How a work is drawn: read ones solid, waiting ones paler, mentioned ones as ghosts.
pub(super) fn look(node: &Node) -> Box {
    match (node.is_focus, node.status) {
        (true, _) => {
            Box { style: "rounded,filled,bold", border: "#111111", fill: "#ffe9a8", text: "#111111", width: "2.0" }
        }
        (false, Status::Read) => {
            Box { style: "rounded,filled", border: "#444444", fill: "#f3f6fa", text: "#111111", width: "1.2" }
        }
        (false, Status::Pending) => {
            Box { style: "rounded,filled", border: FAINT, fill: "#ffffff", text: "#555555", width: "1.0" }
        }
        (false, Status::Mentioned) => {
            Box { style: "rounded,filled,dashed", border: "#b0b0b0", fill: "#ffffff", text: "#777777", width: "1.0" }
        }
    }
}

/// The shape of a work, or of a thing that is none.
pub(super) fn shape(node: &Node) -> &'static str {
    match node.kind.as_str() {
        "Dataset" => "cylinder",
        FAMILY => "box3d",
        CONCEPT => "ellipse",
        SECTION => "note",
        _ => "box",
    }
}
