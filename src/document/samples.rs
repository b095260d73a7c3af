//! The sample networks that are part of the program. Where they come from: `sample_networks/README.md`.

use super::Content;
use super::native::{self, NativeError};

/// A sample network.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// The name in scripts, as in `sample:lund`.
    pub name: &'static str,
    /// The name that people read.
    pub title: &'static str,
    /// What it shows, in one line.
    pub description: &'static str,
    /// How many actors it has.
    pub num_actors: usize,
    /// The native file.
    pub text: &'static str,
}

macro_rules! samples {
    ($($name:literal, $title:literal, $num_actors:literal, $description:literal;)*) => {
        &[$(Sample {
            name: $name,
            title: $title,
            description: $description,
            num_actors: $num_actors,
            text: include_str!(concat!("../../sample_networks/", $name, ".ron")),
        }),*]
    };
}

/// All sample networks; the first is the default.
pub const SAMPLES: &[Sample] = samples! {
    "lund", "Lund: climate action", 71,
        "Who carries the city’s climate action plan and its innovation projects";
    "sweden", "Sweden: climate cities", 269,
        "Cities, agencies, companies and universities around the Swedish climate contracts";
    "climate_contracts", "Europe: climate city contracts", 1778,
        "Who signed the Climate City Contract of which of 59 European cities";
    "h2020_climate", "Horizon 2020: climate projects 2014–2016", 2026,
        "Organisations and projects of one part of the EU research programme";
    "emergency", "Texas floods: search and rescue", 25,
        "Who was in contact with whom, how often; directed, with sectors of its own";
    "riverside", "Riverside (invented)", 18,
        "A small teaching network with needs and offers";
};

impl Sample {
    /// The sample with this name.
    pub fn by_name(name: &str) -> Option<&'static Self> {
        SAMPLES.iter().find(|sample| sample.name == name)
    }

    /// The network.
    pub fn content(&self) -> Result<Content, NativeError> {
        native::read(self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_as_they_are_announced() {
        for sample in SAMPLES {
            let content = sample.content().unwrap();
            let network = &content.network;
            assert_eq!(network.info().name, sample.title);
            assert_eq!(network.num_actors(), sample.num_actors, "{}", sample.name);
            assert!(!network.info().description.is_empty());
            assert!(!network.info().source.is_empty());
            assert!(!network.info().license.is_empty());
            assert_eq!(native::write(&content).unwrap(), sample.text);
        }
    }
}
