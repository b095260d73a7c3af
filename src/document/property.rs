//! Properties of actors by name: what a filter may ask, whether it is a field that Helixmap knows or a free attribute.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Actor, ActorEntity, AttributeValue, Network};
use crate::task::{Cancelled, TaskContext};

/// The names of the fields of an actor that are properties, as in the native file.
pub const PROPERTIES: [&str; 9] = [
    "kind",
    "country",
    "city",
    "tags",
    "entity",
    "confirmed",
    "label",
    "description",
    "source",
];

/// The values of a property of an actor as texts: none if it has none, several if it is a list.
///
/// A field and a free attribute of the same name both count. A flag is `true` or `false`, as in the native file.
pub fn values<'a>(actor: &'a Actor, name: &str) -> Vec<Cow<'a, str>> {
    let mut values: Vec<Cow<'a, str>> = Vec::new();
    match name {
        "kind" => values.push((&actor.kind).into()),
        "country" => values.push((&actor.country).into()),
        "city" => values.push((&actor.city).into()),
        "tags" => values.extend(actor.tags.iter().map(Cow::from)),
        "entity" => values.push(entity(actor.entity).into()),
        "confirmed" => values.push(flag(actor.confirmed).into()),
        "label" => values.push((&actor.label).into()),
        "description" => values.push((&actor.description).into()),
        "source" => values.push((&actor.source).into()),
        _ => {}
    }
    match actor.attributes.get(name) {
        None => {}
        Some(AttributeValue::Flag(value)) => values.push(flag(*value).into()),
        Some(AttributeValue::Integer(value)) => values.push(value.to_string().into()),
        Some(AttributeValue::Number(value)) => values.push(value.to_string().into()),
        Some(AttributeValue::Text(text)) => values.push(text.into()),
        Some(AttributeValue::List(texts)) => values.extend(texts.iter().map(Cow::from)),
    }
    values.retain(|value| !value.is_empty());
    values
}

/// The value of a property of an actor as a number, if it is one.
pub fn number(actor: &Actor, name: &str) -> Option<f64> {
    actor.attributes.get(name)?.number()
}

/// A property that actors of a network have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Property {
    /// Its name.
    pub name: String,
    /// Its most frequent values with how many actors have each, most frequent first, equal ones in their order.
    pub values: Vec<(String, usize)>,
    /// How many values there are beside these, if they were few enough to be told apart.
    pub num_more: usize,
    /// The least and the largest of the values that are numbers, if any is.
    pub numbers: Option<(f64, f64)>,
}

/// So many values of a property are listed.
const MAX_LISTED: usize = 40;
/// So many values of a property are told apart: of a property with more, no value stands for many.
const MAX_VALUES: usize = 5_000;

/// The properties that the actors of a network have: fields first, then free attributes by name.
///
/// Time O(actors × properties × log values).
pub fn properties(network: &Network, task: &TaskContext) -> Result<Vec<Property>, Cancelled> {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for (_, actor) in network.actors() {
        names.extend(actor.attributes.keys().map(String::as_str));
    }
    let fields = PROPERTIES.iter().copied();
    let free = names.into_iter().filter(|name| !PROPERTIES.contains(name));
    let mut properties = Vec::new();
    for name in fields.chain(free) {
        task.keep_going()?;
        let mut found: BTreeMap<Cow<'_, str>, usize> = BTreeMap::new();
        let mut numbers: Option<(f64, f64)> = None;
        for (_, actor) in network.actors() {
            for value in values(actor, name) {
                if found.len() < MAX_VALUES || found.contains_key(&value) {
                    *found.entry(value).or_default() += 1;
                }
            }
            if let Some(number) = number(actor, name) {
                let (least, most) = numbers.unwrap_or((number, number));
                numbers = Some((least.min(number), most.max(number)));
            }
        }
        let mut values: Vec<(String, usize)> = found
            .into_iter()
            .map(|(value, number)| (value.into_owned(), number))
            .collect();
        // Stable: equally frequent values stay in their order.
        values.sort_by_key(|&(_, number)| std::cmp::Reverse(number));
        let num_more = values.len().saturating_sub(MAX_LISTED);
        values.truncate(MAX_LISTED);
        if !values.is_empty() {
            properties.push(Property {
                name: name.to_owned(),
                values,
                num_more,
                numbers,
            });
        }
    }
    Ok(properties)
}

fn flag(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}

fn entity(entity: ActorEntity) -> &'static str {
    match entity {
        ActorEntity::Organization => "organization",
        ActorEntity::Department => "department",
        ActorEntity::Team => "team",
        ActorEntity::Person => "person",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_and_attributes_are_properties() {
        let mut actor = Actor::new("a", "Actor");
        actor.tags = vec!["energy".to_owned(), "land".to_owned()];
        actor.city = "Lund".to_owned();
        actor
            .attributes
            .insert("employees".to_owned(), AttributeValue::Integer(41));
        actor
            .attributes
            .insert("city".to_owned(), AttributeValue::Text("Malmö".to_owned()));
        assert_eq!(values(&actor, "tags"), ["energy", "land"]);
        assert_eq!(values(&actor, "city"), ["Lund", "Malmö"]);
        assert_eq!(values(&actor, "employees"), ["41"]);
        assert_eq!(number(&actor, "employees"), Some(41.0));
        assert!(values(&actor, "country").is_empty());
        assert_eq!(number(&actor, "city"), None);
    }

    #[test]
    fn properties_are_those_that_somebody_has() {
        let mut network = Network::new();
        for (key, city, employees) in [("a", "Lund", 3), ("b", "Malmö", 7), ("c", "Malmö", 5)] {
            let mut actor = Actor::new(key, key);
            actor.city = city.to_owned();
            let employees = AttributeValue::Integer(employees);
            actor.attributes.insert("employees".to_owned(), employees);
            network.add_actor(actor).unwrap();
        }
        let properties = properties(&network, &TaskContext::new()).unwrap();
        let of_name = |name: &str| properties.iter().find(|property| property.name == name);
        let city = of_name("city").unwrap();
        let listed = [("Malmö".to_owned(), 2), ("Lund".to_owned(), 1)];
        assert_eq!(city.values, listed);
        assert_eq!(of_name("employees").unwrap().numbers, Some((3.0, 7.0)));
        assert!(of_name("country").is_none());
    }
}
