//! The file of a year: what people decide, which no library can know.

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fs,
    path::Path,
};

use maths_hubs::{
    calendar::{AcademicYear, Span, Term, Year},
    chrono::NaiveDate,
    document::day,
    funding::allocation::Pot,
    geography::Area,
    identifiers::{HubId, LineId, OrganisationId, PlaceId, ProjectId, SponsorId},
    journal::Entry,
    money::Money,
    network::{Enquiries, Hub, Network, Served, Trial},
    organisation::Organisation,
    programme::{Appointment, Programme},
    ratio::Ratio,
    selection::round::Event,
    vocabulary::Word,
};
use serde::{Deserialize, de::DeserializeOwned};

/// A year to be lived through.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearFile {
    /// What it is called, and what a reader must know of it.
    pub title: String,
    pub about: Vec<String>,
    /// Where the programme, the network and the round stand, beside this file. Without a programme it is the home edition.
    programme: Option<String>,
    network: String,
    round: String,
    pub year: AcademicYear,
    /// The day on which the network is looked at.
    #[serde(with = "day")]
    pub seen_on: NaiveDate,
    /// From when hubs are taken to be at work of which nobody wrote that down.
    #[serde(with = "day")]
    pub at_work_from: NaiveDate,
    /// Whoever was appointed, for the register.
    pub register: BTreeMap<OrganisationId, Organisation>,
    /// The hubs that are founded, by place.
    new_hubs: BTreeMap<PlaceId, NewHub>,
    /// What schools ask, by postcode district or the name of a council.
    pub asked: Vec<String>,

    /// Who carries the projects out in every hub, and who evaluates them.
    pub partners: Partners,
    /// When results came back to the network.
    #[serde(with = "day")]
    pub results_on: NaiveDate,
    /// What schools asked for and offered.
    pub enquiries: Enquiries,

    /// The day on which hubs are counted that have a claim on the money: those of the year are all at work by then.
    #[serde(with = "day")]
    pub counted_on: NaiveDate,
    pub pot: Pot,
    /// The figures that the programme's formulas go by, hub by hub.
    pub claims: BTreeMap<Word, BTreeMap<HubId, Ratio>>,
    /// What kind of body holds each award, and by what power it is given.
    pub body_kind: Word,
    pub power: String,
    /// The parts of structural money, by heading, and of project money, by project.
    pub headings: Vec<(Word, Ratio)>,
    pub projects: BTreeMap<ProjectId, Funded>,
    /// What kinds of costs are claimed for structural money and for projects.
    pub costs: [Word; 2],
    pub trial: Option<TrialOfHubs>,

    #[serde(with = "day")]
    pub offered_on: NaiveDate,
    pub terms: Vec<TermDays>,
    /// Of which line nothing was done in which term, so that money comes back.
    pub not_done: Option<(LineId, Term)>,
    /// The years that are certified, of schools or of money, each when.
    pub certified: BTreeMap<Year, Certificate>,
    #[serde(with = "day")]
    pub recovered_on: NaiveDate,
    #[serde(with = "day")]
    pub closed_on: NaiveDate,
}

/// A hub that is founded.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewHub {
    id: HubId,
    name: String,
    area: Area,
    described: String,
}

/// The partners of every hub.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partners {
    pub strategic: PartnerOf,
    pub operational: PartnerOf,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartnerOf {
    pub with: OrganisationId,
    /// Why it is there, a word of the programme's.
    pub bringing: Word,
}

/// A project that every hub carries out.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Funded {
    pub name: String,
    pub kind: Word,
    /// Its part of project money.
    pub part: Ratio,
    /// Whether every hub must take part.
    pub required: bool,
}

/// A trial in some hubs, for which a co-sponsor pays a part.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrialOfHubs {
    pub project: ProjectId,
    pub name: String,
    pub kind: Word,
    pub design: Trial,
    pub hubs: Vec<HubId>,
    /// What each sponsor pays of it in each hub, out of the hub's project money where it is the principal sponsor.
    pub paid_by: BTreeMap<SponsorId, Money>,
}

/// When things are done for a term.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermDays {
    pub term: Term,
    /// When an advance is paid, when costs are claimed, and when claims are approved.
    #[serde(with = "day")]
    pub paid_on: NaiveDate,
    #[serde(with = "day")]
    pub claimed_on: NaiveDate,
    #[serde(with = "day")]
    pub approved_on: NaiveDate,
    /// When the hubs met in a forum, and which of them sent apologies.
    #[serde(with = "day")]
    pub forum_on: NaiveDate,
    #[serde(default)]
    pub apologies: Vec<HubId>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    #[serde(with = "day")]
    pub on: NaiveDate,
}

impl YearFile {
    /// A name that is nobody's would be passed over in silence, and what was meant would be missing.
    fn names_what_there_is(&self, network: &Network) -> Result<(), String> {
        let founded: BTreeSet<HubId> = self.new_hubs.values().map(|hub| hub.id).collect();
        let of_claims =
            self.claims.iter().flat_map(|(figure, of)| of.keys().map(move |hub| (format!("claims.{figure}"), *hub)));
        let of_trial = self.trial.iter().flat_map(|trial| &trial.hubs).map(|hub| ("trial.hubs".to_owned(), *hub));
        let of_terms = self.terms.iter().flat_map(|days| {
            days.apologies.iter().map(move |hub| (format!("the apologies of the {} term", days.term), *hub))
        });
        for (place, hub) in of_claims.chain(of_trial).chain(of_terms) {
            if !network.hubs.contains_key(&hub) && !founded.contains(&hub) {
                return Err(format!("{place}: `{hub}` is no hub of the network or of `new_hubs`"));
            }
        }
        if let Some(days) = self.terms.iter().find(|days| days.term.year() != self.year) {
            return Err(format!("terms: the {} term is none of the year {}", days.term, self.year));
        }
        let Some((line, term)) = &self.not_done else { return Ok(()) };
        let lines = self.headings.iter().map(|(heading, _)| heading.as_str());
        let lines = lines.chain(self.projects.keys().map(ProjectId::as_str)).chain(self.trial.iter().map(|_| "trial"));
        let lines: Vec<&str> = lines.collect();
        if !lines.contains(&line.as_str()) {
            return Err(format!("not_done: `{line}` is no line of an award: {}", lines.join(", ")));
        }
        if self.terms.iter().all(|days| days.term != *term) {
            return Err(format!("not_done: the {term} term is none of the year's"));
        }
        Ok(())
    }

    /// Days out of order would make a report of a year that nobody could have lived through.
    pub fn days_are_in_order(&self) -> Result<(), String> {
        let mut days = vec![("seen_on".to_owned(), self.seen_on, "counted_on", self.counted_on)];
        for term in &self.terms {
            if term.term.year() != self.year {
                return Err(format!("terms: the {} term is none of {}", term.term, self.year));
            }
            let of = |day: &str| format!("{day} of the {} term", term.term);
            days.push((of("paid_on"), term.paid_on, "its claimed_on", term.claimed_on));
            days.push((of("claimed_on"), term.claimed_on, "its approved_on", term.approved_on));
            days.push((of("approved_on"), term.approved_on, "recovered_on", self.recovered_on));
            days.push((of("forum_on"), term.forum_on, "closed_on", self.closed_on));
        }
        let certified = self.certified.iter().map(|(year, of)| (format!("the certificate of {year}"), of.on));
        let ends = [("counted_on", self.counted_on), ("offered_on", self.offered_on), ("results_on", self.results_on)];
        let ends = ends.into_iter().chain([("recovered_on", self.recovered_on)]);
        let ends = ends.map(|(what, day)| (what.to_owned(), day)).chain(certified);
        days.extend(ends.map(|(what, day)| (what, day, "closed_on", self.closed_on)));
        match days.into_iter().find(|(_, day, _, later)| day > later) {
            Some((what, day, next, later)) => Err(format!("{what} ({day}) lies after {next} ({later})")),
            None => Ok(()),
        }
    }

    /// All shares are charged to who pays them, so a pot of several sources would need lines for each.
    pub fn has_one_source(&self) -> Result<(), String> {
        match self.pot.sources.len() {
            1 => Ok(()),
            sources => Err(format!("pot: {sources} sources, where this example takes one")),
        }
    }

    /// A hub that begins after the day on which claims are counted would have no money, and nobody would say so.
    pub fn counts(&self, appointments: &[Appointment]) -> Result<(), String> {
        match appointments.iter().find(|it| it.from > self.counted_on) {
            Some(late) => Err(format!("counted_on: `{}` begins on {}, after {}", late.hub, late.from, self.counted_on)),
            None => Ok(()),
        }
    }

    /// The hub that is founded for a place.
    pub fn new_hub(&self, place: PlaceId) -> Option<(HubId, Hub)> {
        let NewHub { id, name, area, described } = self.new_hubs.get(&place)?;
        let mut hub = Hub::new(name, area.clone());
        hub.area = Served::new(Span::UNKNOWN, area.clone());
        hub.area.described = Some(described.clone());
        Some((*id, hub))
    }
}

/// All that the year is made of.
pub struct Material {
    pub year: YearFile,
    pub programme: Programme,
    pub network: Network,
    pub entries: Vec<Entry<Event>>,
}

impl Material {
    /// Reads a year and the files that it names.
    pub fn read(file: &Path) -> Result<Self, Box<dyn Error>> {
        let year: YearFile = parse(file)?;
        let beside = |name: &str| file.with_file_name(name);
        let programme =
            year.programme.as_deref().map_or_else(|| Ok(Programme::maths_hubs()), |it| parse(&beside(it)))?;
        let network = parse(&beside(&year.network))?;
        let entries = entries(&beside(&year.round))?;
        let sound = year.days_are_in_order().and_then(|()| year.has_one_source());
        sound
            .and_then(|()| year.names_what_there_is(&network))
            .map_err(|error| format!("{}: {error}", file.display()))?;
        Ok(Self { year, programme, network, entries })
    }
}

fn text(file: &Path) -> Result<String, Box<dyn Error>> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()).into())
}

/// serde_json says what was found, what is allowed, and at which line and column.
fn parse<D: DeserializeOwned>(file: &Path) -> Result<D, Box<dyn Error>> {
    serde_json::from_str(&text(file)?).map_err(|error| format!("{}: {error}", file.display()).into())
}

/// The entries of a journal, one a line.
fn entries(file: &Path) -> Result<Vec<Entry<Event>>, Box<dyn Error>> {
    let text = text(file)?;
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let entry = |(number, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| format!("{}, line {number}: {error}", file.display()).into())
    };
    lines.map(entry).collect()
}
