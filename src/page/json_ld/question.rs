//! What readers ask, with the answer.

use super::node::Node;
use crate::site::Question;

/// A question of the explainer.
pub(super) fn node(question: &Question) -> Node {
    let answer = Node::new("Answer").with("text", question.answer.plain_text());
    Node::new("Question")
        .with("name", question.question.plain_text())
        .with("acceptedAnswer", answer)
}
