//! Blocks: whom the team does not want to hear from through its widgets.

use std::net::{IpAddr, Ipv6Addr};

use crate::text_enum::text_enum;
use crate::{BlockId, CustomerId, Timestamp, UserId, WorkspaceId};

text_enum! {
    /// What a block names.
    pub enum BlockKind: "kind of block" {
        /// A visitor, as the customer they are.
        Visitor = "visitor",
        /// A network address.
        Address = "address",
    }
}

/// The part of a network address that one customer of a provider holds: an IPv4 address, or all of an IPv6 /64.
/// Whoever is shut out by less only takes the next address of the same home.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network(IpAddr);

impl Network {
    /// The network that the address is of.
    pub fn of(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V4(v4) => IpAddr::V4(v4),
            IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from(u128::from(v6) >> 64 << 64)),
        })
    }

    /// Its first address.
    pub const fn address(self) -> IpAddr {
        self.0
    }
}

impl std::fmt::Display for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            IpAddr::V4(v4) => v4.fmt(f),
            IpAddr::V6(v6) => write!(f, "{v6}/64"),
        }
    }
}

impl std::str::FromStr for Network {
    type Err = crate::UnknownValue;

    /// Any address of it, and how it is written itself.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || crate::UnknownValue {
            what: "network address",
            expected: "an IPv4 address, an IPv6 address, an IPv6 network as in 2001:db8:1:2::/64".into(),
        };
        let address = text.strip_suffix("/64").unwrap_or(text);
        let address: IpAddr = address.parse().map_err(|_| unknown())?;
        let is_v6 = matches!(address.to_canonical(), IpAddr::V6(_));
        if text.ends_with("/64") && !is_v6 { Err(unknown()) } else { Ok(Self::of(address)) }
    }
}

impl serde::Serialize for Network {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Network {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Whom a block shuts out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(tag = "kind", content = "of", rename_all = "snake_case")]
pub enum Blocked {
    /// One visitor.
    Visitor(CustomerId),
    /// Everybody at a network address.
    Address(Network),
}

impl Blocked {
    /// Which of the two.
    pub const fn kind(self) -> BlockKind {
        match self {
            Self::Visitor(_) => BlockKind::Visitor,
            Self::Address(_) => BlockKind::Address,
        }
    }

    /// Its one form as text: no visitor's is an address's.
    pub fn as_text(self) -> String {
        match self {
            Self::Visitor(id) => id.to_string(),
            Self::Address(network) => network.to_string(),
        }
    }
}

/// A block.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Block {
    /// Its id.
    pub id: BlockId,
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// Whom it shuts out.
    pub blocked: Blocked,
    /// Why, in the team's words.
    pub note: Option<String>,
    /// Who put it up.
    pub created_by: UserId,
    /// When.
    pub created_at: Timestamp,
}

impl Block {
    /// The longest note, in characters.
    pub const MAX_NOTE: usize = 500;
    /// How many a workspace may have.
    pub const MOST: i64 = 1_000;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ipv6_home_is_one_network() {
        let network = |text: &str| text.parse::<Network>().map(|network| network.to_string());
        assert_eq!(network("192.0.2.1").as_deref(), Ok("192.0.2.1"));
        assert_eq!(network("::ffff:192.0.2.1").as_deref(), Ok("192.0.2.1"));
        for text in ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:DB8:1:2::9/64"] {
            assert_eq!(network(text).as_deref(), Ok("2001:db8:1:2::/64"), "{text}");
        }
        for bad in ["", "x", "192.0.2.1/64", "192.0.2.0/24", "2001:db8::/32", "/64", "::ffff:192.0.2.1/64"] {
            assert!(network(bad).is_err(), "{bad}");
        }
    }
}
