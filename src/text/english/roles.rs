//! Names and explanations of brokerage roles.

/// What is said about a brokerage role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleWords {
    /// Its name.
    pub name: &'static str,
    /// What somebody in this role does.
    pub meaning: &'static str,
    /// The role as a picture: sectors A, B, C, the broker in the middle.
    pub pattern: &'static str,
}

/// What is said about the role with this id: `coordinator`, `consultant`, `gatekeeper`, `representative`, `liaison`, or
/// `gatekeeper_representative`, the one role that these two are without direction.
pub fn role(id: &str) -> RoleWords {
    match id {
        "coordinator" => RoleWords {
            name: "Coordinator",
            meaning: "connects two actors of its own sector",
            pattern: "A → A → A",
        },
        "consultant" => RoleWords {
            name: "Consultant",
            meaning: "connects two actors of one other sector",
            pattern: "A → B → A",
        },
        "gatekeeper" => RoleWords {
            name: "Gatekeeper",
            meaning: "lets another sector in to its own",
            pattern: "A → B → B",
        },
        "representative" => RoleWords {
            name: "Representative",
            meaning: "speaks for its own sector to another",
            pattern: "A → A → B",
        },
        "liaison" => RoleWords {
            name: "Liaison",
            meaning: "connects two other sectors",
            pattern: "A → B → C",
        },
        "gatekeeper_representative" => RoleWords {
            name: "Gatekeeper / representative",
            meaning: "connects its own sector with another",
            pattern: "A – A – B",
        },
        _ => RoleWords {
            name: "Broker",
            meaning: "connects two who are not tied",
            pattern: "",
        },
    }
}
