//! Values of JSON and of attributes, as each other.

use serde_json::{Map, Value};

use crate::model::AttributeValue;

/// An object of JSON.
pub(super) type Object = Map<String, Value>;

/// The text of an id.
pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        // networkx writes tuples as lists.
        Value::Array(parts) if !parts.is_empty() => Some(value.to_string()),
        _ => None,
    }
}

/// A value as an attribute: objects, and lists of more than texts and numbers, as JSON text; `None` for `null`.
pub(super) fn attribute(value: Value) -> Option<AttributeValue> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(flag) => AttributeValue::Flag(flag),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(integer), _) => AttributeValue::Integer(integer),
            (None, Some(value)) if value.is_finite() => AttributeValue::Number(value),
            _ => AttributeValue::Text(number.to_string()),
        },
        Value::String(text) => AttributeValue::Text(text),
        Value::Array(items)
            if items
                .iter()
                .all(|item| !item.is_object() && !item.is_array()) =>
        {
            let texts = items.into_iter().filter_map(|item| match item {
                Value::String(text) => Some(text),
                item => scalar(&item),
            });
            AttributeValue::List(texts.collect())
        }
        value => AttributeValue::Text(value.to_string()),
    })
}

/// An attribute as JSON.
pub(super) fn json_of(value: &AttributeValue) -> Value {
    match value {
        AttributeValue::Flag(flag) => Value::Bool(*flag),
        AttributeValue::Integer(integer) => Value::from(*integer),
        AttributeValue::Number(number) => Value::from(*number),
        AttributeValue::Text(text) => Value::String(text.clone()),
        AttributeValue::List(texts) => Value::from(texts.clone()),
    }
}

/// An object as the bytes of a file.
pub(super) fn bytes_of(object: Object) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(&Value::Object(object)).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
