//! A node of JSON-LD, and how nodes are written into a page.

use serde_json::{Map, Value, json};

/// A thing with a type and properties of schema.org.
#[derive(Debug)]
pub(super) struct Node(Map<String, Value>);

impl Node {
    /// A node that only one other one needs, and that stands inside it.
    pub(super) fn new(kind: &str) -> Self {
        Self(Map::from_iter([("@type".to_owned(), kind.into())]))
    }

    /// A node that others refer to by its id, an absolute address.
    pub(super) fn at(kind: &str, id: &str) -> Self {
        Self::new(kind).with("@id", id)
    }

    /// The same node with one more property; one that has no value is left out.
    pub(super) fn with(mut self, property: &str, value: impl Into<Value>) -> Self {
        let value = value.into();
        if !is_empty(&value) {
            self.0.insert(property.to_owned(), value);
        }
        self
    }
}

impl From<Node> for Value {
    fn from(node: Node) -> Self {
        Self::Object(node.0)
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        _ => false,
    }
}

/// A reference to the node with this id.
pub(super) fn reference(id: &str) -> Value {
    json!({ "@id": id })
}

/// The nodes as the content of a `<script>`, which nothing in them can close.
pub(super) fn script(nodes: Vec<Node>) -> String {
    let graph: Vec<Value> = nodes.into_iter().map(Value::from).collect();
    let text = json!({ "@context": "https://schema.org", "@graph": graph }).to_string();
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Outside of strings JSON has none of these, and inside they may be written as escapes.
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            _ => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::{Node, script};

    #[test]
    fn no_text_closes_the_script_and_every_text_is_read_back() {
        let text = "</script><!--<script>&amp;\u{2028}\u{2029}\"\\]]>";
        let written = script(vec![Node::new("Thing").with("name", text)]);
        assert!(!written.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{written}");
        let read: serde_json::Value = serde_json::from_str(&written).expect("it is JSON");
        assert_eq!(read["@graph"][0]["name"], text);
    }

    #[test]
    fn what_has_no_value_is_left_out() {
        let node =
            Node::new("Thing").with("a", "").with("b", None::<&str>).with("c", Vec::<&str>::new());
        let written = script(vec![node.with("d", false)]);
        assert!(written.ends_with("\"@graph\":[{\"@type\":\"Thing\",\"d\":false}]}"), "{written}");
    }
}
