//! What many rows have in common, kept once: their ends, whose those are, and the connections.

use causeway_api::{ConnectionId, EnvironmentFlag, OrganizationRef, QueueStatus};
use causeway_columns::IdIndex;
use uuid::Uuid;

/// One end of rows.
pub(super) struct End {
    pub(super) id: Uuid,
    pub(super) name: Box<str>,
    pub(super) environment_flag: EnvironmentFlag,
    organization: usize,
}

/// Ends by number. What is called something else from now on gets another number, so that a row says what it was told itself.
#[derive(Default)]
pub(super) struct Ends {
    kept: Vec<End>,
    numbers: IdIndex,
    organizations: Vec<OrganizationRef>,
}

impl Ends {
    pub(super) fn get(&self, number: u32) -> (&End, &OrganizationRef) {
        let end = &self.kept[number as usize];
        (end, &self.organizations[end.organization])
    }

    pub(super) fn number(&mut self, id: Uuid, name: String, environment_flag: EnvironmentFlag, owner: OrganizationRef) -> u32 {
        if let Some(number) = self.numbers.get(id.as_u128(), id_of(&|number| self.kept[number as usize].id)) {
            let (end, organization) = self.get(number);
            if *end.name == *name && end.environment_flag == environment_flag && *organization == owner {
                return number;
            }
        }
        let known = self.organizations.iter().position(|organization| *organization == owner);
        let organization = known.unwrap_or_else(|| {
            self.organizations.push(owner);
            self.organizations.len() - 1
        });
        let number = next(self.kept.len());
        if self.kept.len() == self.kept.capacity() {
            // By a quarter: what is left free in between is memory that the page keeps.
            self.kept.reserve_exact(self.kept.len() / 4 + 16);
        }
        self.kept.push(End { id, name: name.into(), environment_flag, organization });
        self.numbers.set(id.as_u128(), number, id_of(&|number| self.kept[number as usize].id));
        number
    }
}

/// Connections by number, and how many of their rows are shown with each status.
#[derive(Default)]
pub(super) struct Connections {
    kept: Vec<(ConnectionId, [usize; 4])>,
    numbers: IdIndex,
}

impl Connections {
    pub(super) fn get(&self, number: u32) -> ConnectionId {
        self.kept[number as usize].0
    }

    pub(super) fn number(&mut self, id: ConnectionId) -> u32 {
        self.find(id).unwrap_or_else(|| {
            let number = next(self.kept.len());
            self.kept.push((id, [0; 4]));
            self.numbers.set(id.0.as_u128(), number, id_of(&|number| self.kept[number as usize].0.0));
            number
        })
    }

    /// The counts of one connection, in the order of [`QueueStatus::ALL`].
    pub(super) fn counts(&self, id: ConnectionId) -> [usize; 4] {
        self.find(id).map_or([0; 4], |number| self.kept[number as usize].1)
    }

    fn find(&self, id: ConnectionId) -> Option<u32> {
        self.numbers.get(id.0.as_u128(), id_of(&|number| self.kept[number as usize].0.0))
    }

    /// A row is counted differently from now on: none where it is not shown.
    pub(super) fn recount(&mut self, number: u32, before: Option<QueueStatus>, now: Option<QueueStatus>) {
        let counts = &mut self.kept[number as usize].1;
        if let Some(before) = before {
            counts[before as usize] -= 1;
        }
        if let Some(now) = now {
            counts[now as usize] += 1;
        }
    }
}

/// What an index asks for. Behind a pointer, so that the app has the code of an index once.
pub(super) fn id_of(list: &dyn Fn(u32) -> Uuid) -> impl Fn(u32) -> u128 {
    move |place| list(place).as_u128()
}

/// The number that comes after so many.
pub(super) fn next(count: usize) -> u32 {
    u32::try_from(count).expect("there is no memory for so many rows")
}
