//! A programme's affairs by hand: a hub led by one school in 2014/15, when it had an award, and by another from 2016, whom a
//! round of 2015 appointed. All of it is invented.

use maths_hubs::{
    calendar::{AcademicYear, Period, Span},
    funding::{
        allocation::{AllocationTable, Allotted, Pot},
        award::{Authority, Award, Line, Payable},
        ledger::{
            self, Ledger, Offer,
            event::{Novated, PassedOn},
        },
        policy::FundingPolicy,
        purpose::Purpose,
        sponsor::Sponsor,
    },
    geography::Area,
    identifiers::{ApplicationId, HubId, OrganisationId, PersonId},
    journal::Entry,
    money::Money,
    network::{Board, Hub, Member, Network, NetworkSection, Partnership, Project, RequiredOf, Section, Tenure, Trial},
    organisation::{Governance, Kind, Organisation, People, PersonalDetails, Phases, Practitioner, School, Succession},
    programme::{Affairs, Difference, Programme},
    rules::{Explanation, Level, RULESET, Report, Verdict},
    selection::{
        criteria::Criteria,
        interest::Strength,
        policy::{SelectionPolicy, StageMarks, StagePolicy},
        round::{
            Application, Event, Opening, Place, Role, Round, Window,
            event::{
                Appointments, Assigned, Declared, Enrolled, Examined, Marked, Moderated, Notified, Of, StageClosed,
                Started,
            },
        },
        scale::{RawMark, Scale},
    },
    vocabulary::Vocabulary,
};

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn pounds(pounds: u64) -> Money {
    Money::pounds(pounds).unwrap()
}

fn person(number: u8) -> PersonId {
    id(&format!("00000000-0000-4000-8000-0000000000{number:02}"))
}

fn school(number: u32) -> OrganisationId {
    id(&format!("GB-EDU-{}", 100_000 + number))
}

fn exact(first: &str, last: &str) -> Span {
    Span::exact(Period::new(id(first), Some(id(last))).unwrap())
}

const ADMINISTRATOR: u8 = 1;
const ASH: u8 = 2;
const ELM: u8 = 3;
const CHAIR: u8 = 4;
const AUTHORITY: u8 = 5;
const HEAD: u8 = 11;

fn the_application() -> ApplicationId {
    id("00000000-0000-4000-8000-0000000000a1")
}

const AWARD: &str = "00000000-0000-4000-8000-0000000000f1";

struct Story {
    programme: Programme,
    network: Network,
    round: Vec<Entry<Event>>,
    books: Vec<Entry<ledger::Event>>,
    table: AllocationTable,
    people: People,
}

impl Story {
    fn new() -> Self {
        let mut programme = Programme::maths_hubs();
        programme.edition = "first".to_owned();
        programme.in_force = id("from 2014-07-01");
        programme.selection = Some(selection());
        programme.funding = Some(funding());
        let network = network(&programme);
        let round = round(&programme);
        let books = books(&programme);
        let pot = Pot::from_source(id("dfe"), pounds(60_000));
        let year: AcademicYear = id("2014/15");
        let table = AllocationTable::new(programme.id, year.into(), pot)
            .with(id("solent"), Allotted::new(pounds(40_000), pounds(20_000)));
        let mut people = People::default();
        people.people.insert(person(ASH), PersonalDetails::new("Ash").kept_until(id("2030")));
        Self { programme, network, round, books, table, people }
    }

    fn check(&self) -> Report {
        let (round, ledger) = (self.round(), self.ledger());
        let affairs = self.affairs(&round, &ledger);
        self.programme.check_together(&affairs, id("2026-11-24"))
    }

    fn round(&self) -> Round {
        Round::audit(self.round.iter().cloned()).unwrap()
    }

    fn ledger(&self) -> Ledger {
        Ledger::audit(self.books.iter().cloned()).unwrap()
    }

    fn affairs<'a>(&'a self, round: &'a Round, ledger: &'a Ledger) -> Affairs<'a> {
        Affairs::of(&self.network)
            .with_round(round)
            .with_ledger(ledger)
            .with_table(&self.table)
            .with_people(&self.people)
    }

    /// What the rules across documents find, a line each.
    fn found(&self) -> Vec<String> {
        across(&self.check())
    }

    fn hub(&mut self) -> &mut Hub {
        self.network.hubs.get_mut(&id("solent")).unwrap()
    }

    fn opening(&mut self) -> &mut Opening {
        let Event::Opened(opening) = &mut self.round[0].what else { panic!("no opening") };
        opening
    }

    fn award(&mut self) -> &mut Award {
        &mut self.offer().award
    }

    fn offer(&mut self) -> &mut Offer {
        let ledger::Event::Offered(offer) = &mut self.books[0].what else { panic!("no offer") };
        offer
    }

    fn book(&mut self, at: &str, what: impl Into<ledger::Event>, why: &str) {
        let number = u64::try_from(self.books.len()).unwrap() + 1;
        self.books.push(Entry::new(number, id(at), person(ADMINISTRATOR), what.into()).because(why));
    }
}

fn across(report: &Report) -> Vec<String> {
    let found = report.findings().iter().filter(|finding| finding.code.starts_with("programme/"));
    found.map(ToString::to_string).collect()
}

fn selection() -> SelectionPolicy {
    let criteria = Criteria::out_of(100)
        .scale("steep", Scale::numbers(["10", "8", "5", "2", "0"]).unwrap())
        .criterion("teaching", "Teaching", "100", "steep")
        .build()
        .unwrap();
    let form = StagePolicy::new(id("form"), "Application form", StageMarks::Criteria);
    SelectionPolicy::new(criteria, vec![form])
}

fn funding() -> FundingPolicy {
    let words = |word: &str| Vocabulary::new([(word, "a word of this test")]).unwrap();
    FundingPolicy::new(
        [(id("dfe"), Sponsor::principal("Department"))],
        words("leadership"),
        words("trial"),
        words("staff"),
    )
}

fn network(programme: &Programme) -> Network {
    let before = exact("2014-09-01", "2016-08-31");
    let since = Span::since(id::<chrono::NaiveDate>("2016-09-01"));
    let hub = Hub::new("Solent Maths Hub", Area::of([id("851"), id("852")]))
        .operating_since(id("2014-09-01"))
        .led_under(id("first"), Tenure::of(school(1), before).accountable_to(school(1)))
        .led_under(id("second"), Tenure::of(school(2), since).accountable_to(school(2)))
        .with(Partnership::operational(school(3), id("2014-09-01")).carrying_out(id("counting")));
    let trial = Trial::new(id("efficacy"), id("X-BODY-evaluators"));
    let project = Project::new("Counting", id("trial"), exact("2014-09-01", "2015-08-31"))
        .required_of(RequiredOf::Named([id("solent")].into()))
        .tried_by(trial);
    let mut network = Network::new(programme.id, "A network").with(id("solent"), hub);
    network.projects.insert(id("counting"), project);
    let maintained = Kind::School(School::new(Governance::Maintained, Phases::ALL));
    for number in 1..=4 {
        let name = format!("School {number}");
        network.register.record(school(number), Organisation::new(name, maintained.clone()));
    }
    network
        .register
        .record(id::<OrganisationId>("X-BODY-evaluators"), Organisation::new("Evaluators", Kind::University));
    network
}

fn round(programme: &Programme) -> Vec<Entry<Event>> {
    let opening = programme.opening(id("leads-2015"), "A new lead", id("2015-07-01")).unwrap();
    let opening = opening
        .for_place(id("solent"), Place::lead_of(id("solent"), "Solent"))
        .within(id("form"), Window::new(id("2015-07-02T09:00"), id("2015-07-24T17:00")));
    let bid = the_application();
    let mut entries = Vec::new();
    let mut enter = |at: &str, by: u8, what: Event| {
        let number = u64::try_from(entries.len()).unwrap() + 1;
        entries.push(Entry::new(number, id(at), person(by), what));
    };
    enter("2015-07-01T09:00", ADMINISTRATOR, opening.into());
    for (number, role) in
        [(ASH, Role::Assessor), (ELM, Role::Assessor), (CHAIR, Role::Chair), (AUTHORITY, Role::Authority)]
    {
        enter("2015-07-01T09:30", ADMINISTRATOR, Enrolled::new(person(number), [role]).into());
    }
    let application = Application::new(bid, "School 2", school(2), [id("solent")]).by_contact(person(HEAD));
    enter("2015-07-10T10:00", HEAD, application.into());
    enter("2015-07-24T17:05", ADMINISTRATOR, StageClosed { stage: id("form") }.into());
    for assessor in [ASH, ELM] {
        let all = Assigned::criteria(person(assessor), [id("teaching")]);
        enter("2015-07-25T10:00", ADMINISTRATOR, all.into());
        enter("2015-07-25T11:00", assessor, Declared::none(person(assessor), bid).into());
        let marked = Marked::new(bid, id("teaching"), id::<RawMark>("8"), "The form gives figures.");
        enter("2015-07-26T10:00", assessor, marked.into());
    }
    let present = [ASH, ELM, CHAIR].map(person);
    let moderated = Moderated::new(bid, id("teaching"), id::<RawMark>("8"), "Both saw it.", present);
    enter("2015-07-27T10:00", CHAIR, moderated.into());
    let appointed = Appointments { appointed: [(bid, id("solent"))].into(), reserve: vec![], departures: [].into() };
    enter("2015-07-28T10:00", CHAIR, Event::Recommended(appointed.clone()));
    enter("2015-07-30T10:00", AUTHORITY, Event::Decided(appointed));
    enter("2015-07-31T10:00", ADMINISTRATOR, Notified { application: bid, embargo: None }.into());
    enter("2015-08-10T10:00", ADMINISTRATOR, Examined { application: bid, passed: true }.into());
    enter("2015-08-11T10:00", ADMINISTRATOR, Event::Offered(Of { application: bid }));
    enter("2015-08-12T10:00", HEAD, Event::Accepted(Of { application: bid }));
    enter("2015-08-13T10:00", ADMINISTRATOR, Event::Agreed(Of { application: bid }));
    enter("2015-08-14T10:00", ADMINISTRATOR, Event::Announced);
    enter("2015-08-15T10:00", ADMINISTRATOR, Started { application: bid, on: id("2016-09-01") }.into());
    entries
}

fn books(programme: &Programme) -> Vec<Entry<ledger::Event>> {
    let year: AcademicYear = id("2014/15");
    let line =
        |purpose, amount| Line::new("A line", purpose, year.period()).payable(Payable::by(id("dfe"), pounds(amount)));
    let award = Award::new(id(AWARD), school(1), id("maintained-school"), year)
        .to_hub(id("solent"))
        .by_authority(Authority::new("an Act", person(ADMINISTRATOR), "checks", "case"))
        .with_line(id("leadership"), line(Purpose::Structural(id("leadership")), 40_000))
        .with_line(id("trial"), line(Purpose::Project { project: id("counting"), kind: id("trial") }, 20_000));
    let offer = programme.offer(award).unwrap();
    vec![
        Entry::new(1, id("2014-08-01T09:00"), person(ADMINISTRATOR), offer.into()),
        Entry::new(2, id("2014-08-05T09:00"), person(HEAD), ledger::Event::Accepted),
    ]
}

#[test]
fn where_everything_agrees_nothing_is_found_across_documents() {
    let story = Story::new();
    assert_eq!(story.found(), Vec::<String>::new());
    assert!(Round::replay(story.round.iter().cloned()).is_ok_and(|round| round.journal().irregular().is_empty()));
    assert!(Ledger::replay(story.books.iter().cloned()).is_ok());
    let report = story.check();
    for rule in maths_hubs::programme::rules::TOGETHER {
        let count = report.count(rule.code);
        assert_eq!((count.broken, count.undetermined), (0, 0), "{}", rule.code);
    }
    // Each document is judged by its own rules as well, and says where it stands.
    assert_eq!(report.count("network/region-unserved").broken, 8);
    assert_eq!(report.count("award/ceiling-differs").held, 1);
    assert!(report.tally().iter().any(|(code, count)| code.starts_with("consensus/") && count.held > 0));
    let documents = ["network", "rounds", "ledgers", "allocations"];
    for finding in report.findings() {
        assert!(documents.iter().any(|document| finding.path.to_string().starts_with(document)), "{finding}");
    }
}

#[test]
fn a_converted_school_holds_an_award_no_longer_unless_it_is_novated() {
    let mut story = Story::new();
    // It became an academy of a trust on 1 April 2015.
    let trust: OrganisationId = id("X-BODY-a-trust");
    let academy = School::new(Governance::Academy, Phases::ALL).in_trust(trust, exact("2015-04-01", "2030-08-31"));
    story.network.register.record(trust, Organisation::new("A trust", Kind::Trust));
    story.network.register.record(school(5), Organisation::new("School 1 Academy", Kind::School(academy)));
    story.network.register.succeed(school(1), school(5), Succession::converting(id("2015-03-31")));
    assert_eq!(
        story.found(),
        [format!(
            "error[programme/award-body-not-accountable] ledgers[\"{AWARD}\"].award.body: School 1 holds the award on \
             2015-04-01, when School 1 Academy is accountable for solent"
        )]
    );
    let novated = Novated { body: trust, body_kind: id("academy-trust"), from: id("2015-04-01") };
    story.book("2015-03-20T09:00", novated, "the school joins a trust");
    assert_eq!(story.found(), Vec::<String>::new());
}

#[test]
fn a_hub_whose_lead_nobody_wrote_down_leaves_open_who_is_accountable() {
    let mut story = Story::new();
    story.hub().leadership.tenures.remove(&id("first")).unwrap();
    story.hub().incomplete.insert(Section::Leadership);
    let report = story.check();
    let found: Vec<_> = report.of("programme/award-body-not-accountable").collect();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].verdict, found[0].level), (Verdict::Undetermined, Level::Warning));
    assert_eq!(
        found[0].message,
        "cannot be decided whether on every day of an award its holder is the body accountable for the hub: it is not \
         known who leads the hub, or which body is accountable, on every day of the award (hub: solent)"
    );
}

#[test]
fn ids_that_lead_nowhere_are_errors_that_nobody_regrades() {
    let mut story = Story::new();
    story.award().hub = Some(id("solant"));
    story.opening().places.get_mut(&id("solent")).unwrap().hub = Some(id("solant"));
    story.network.projects.clear();
    story.table = story.table.clone().with(id("solant"), Allotted::new(pounds(1), pounds(1)));
    let fixed = |report: &Report| {
        let fixed = report.findings().iter().filter(|it| it.fixed && it.code.starts_with("programme/"));
        fixed.map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(
        fixed(&story.check()),
        [
            "error[programme/allocation-hub-unknown] allocations[\"2014/15\"].hubs[\"solant\"]: the network has no hub \
             solant, which is allotted money"
                .to_owned(),
            format!(
                "error[programme/award-hub-unknown] ledgers[\"{AWARD}\"].award.hub: the network has no hub solant, which \
                 this award is for"
            ),
            format!(
                "error[programme/project-unknown] ledgers[\"{AWARD}\"].award.lines[\"trial\"].purpose: the network has no \
                 project counting, which this line pays for"
            ),
            "error[programme/round-hub-unknown] rounds[\"leads-2015\"].places[\"solent\"].hub: the network has no hub \
             solant, whose lead is sought"
                .to_owned(),
        ]
    );
    // Where hubs may be missing from the network, nobody can say so.
    story.network.incomplete.insert(NetworkSection::Hubs);
    let report = story.check();
    assert_eq!(report.count("programme/award-hub-unknown").undetermined, 1);
    assert!(fixed(&report).iter().filter(|found| found.contains("hub-unknown")).all(|it| it.starts_with("warning")));
}

#[test]
fn what_is_given_twice_is_named_and_never_dropped() {
    let story = Story::new();
    let (round, ledger) = (story.round(), story.ledger());
    let affairs = story.affairs(&round, &ledger).with_round(&round);
    let found = across(&story.programme.check_together(&affairs, id("2026-11-24")));
    assert_eq!(found, ["error[programme/given-twice] rounds[\"leads-2015\"]: 2 rounds are given under this id"]);
}

#[test]
fn an_edition_of_other_days_is_an_error_and_a_policy_that_was_changed_a_warning() {
    let mut story = Story::new();
    story.opening().edition = "second".to_owned();
    story.offer().policy.settled_within = 30;
    assert_eq!(
        story.found(),
        [
            format!(
                "warning[programme/policy-differs] ledgers[\"{AWARD}\"].policy: the policy that this took from the edition \
                 `first` is not the one that the edition has"
            ),
            "error[programme/wrong-edition-used] rounds[\"leads-2015\"].edition: this names the edition `second`, and on \
             2015-07-01 `first` was in force"
                .to_owned(),
        ]
    );
    story.opening().edition = String::new();
    assert_eq!(story.check().count("programme/wrong-edition-used").undetermined, 1);
}

#[test]
fn whoever_evaluates_a_trial_delivers_no_part_of_it() {
    let evaluated_by = |body: OrganisationId| {
        let mut story = Story::new();
        let project = story.network.projects.get_mut(&id("counting")).unwrap();
        project.trial.as_mut().unwrap().evaluator = body;
        story.found()
    };
    let at = "error[programme/evaluator-delivers] network.projects[\"counting\"].trial.evaluator:";
    assert_eq!(evaluated_by(school(3)), [format!("{at} School 3 evaluates counting, and carries it out")]);
    assert_eq!(
        evaluated_by(school(1)),
        [format!("{at} School 1 evaluates counting, and holds an award that pays for it")]
    );
    assert_eq!(evaluated_by(school(4)), Vec::<String>::new());
}

#[test]
fn whoever_accepted_a_place_is_found_in_the_network_once_the_start_has_come() {
    let mut story = Story::new();
    story.hub().leadership.tenures.remove(&id("second")).unwrap();
    let at = "rounds[\"leads-2015\"].applications[\"00000000-0000-4000-8000-0000000000a1\"].started";
    let expected = format!(
        "error[programme/appointed-not-installed] {at}: School 2 was appointed to solent, and has no tenure in the network \
         from its start on 2016-09-01"
    );
    assert_eq!(story.found(), [expected]);
    let (round, ledger) = (story.round(), story.ledger());
    let affairs = story.affairs(&round, &ledger);
    let report = story.programme.check_together(&affairs, id("2016-08-31"));
    assert_eq!(report.count("programme/appointed-not-installed").not_applicable, 1);
    story.hub().incomplete.insert(Section::Leadership);
    assert_eq!(story.check().count("programme/appointed-not-installed").undetermined, 1);
}

#[test]
fn whoever_leads_after_a_round_was_appointed_by_one() {
    let mut story = Story::new();
    let since = Span::since(id::<chrono::NaiveDate>("2016-09-01"));
    story.hub().leadership.tenures.insert(id("third"), Tenure::of(school(4), since).accountable_to(school(4)));
    assert_eq!(
        story.found(),
        [
            "warning[programme/tenure-without-decision] network.hubs[\"solent\"].leadership.tenures[\"third\"]: this tenure of \
          solent began 2016-09-01, after the decision of 2015-07-30, and no round appointed its lead"
        ]
    );
}

#[test]
fn a_reason_given_for_what_was_found_across_documents_lets_it_stand() {
    let mut story = Story::new();
    story.award().body = school(4);
    let path = format!("ledgers[\"{AWARD}\"].award.body");
    let why = |path: &str| {
        Explanation::new("programme/award-body-not-accountable", id(path), "the trust took it over", "the Department")
    };
    let (fits, idle) = (why(&path), why("ledgers[\"another\"].award.body"));
    let (round, ledger) = (story.round(), story.ledger());
    let affairs = story.affairs(&round, &ledger).with_explanation(&idle).with_explanation(&fits);
    let report = story.programme.check_together(&affairs, id("2026-11-24"));
    let found: Vec<_> = report.of("programme/award-body-not-accountable").collect();
    assert!(found.iter().all(|finding| finding.is_explained() && !finding.blocks()));
    let idle: Vec<_> = report.of("report/explanation-of-nothing").map(ToString::to_string).collect();
    assert_eq!(idle.len(), 1);
    assert!(idle[0].starts_with("advice[report/explanation-of-nothing] explanations["), "{idle:?}");

    story.programme.levels = story.programme.levels.with("report/explanation-of-nothing", Level::Error).unwrap();
    let report =
        story.programme.check_together(&story.affairs(&round, &ledger).with_explanation(&why(&path)), report.on());
    assert_eq!(report.of("report/explanation-of-nothing").count(), 0);
    let affairs = story.affairs(&round, &ledger);
    let nowhere = why("rounds");
    let report = story.programme.check_together(&affairs.with_explanation(&nowhere), report.on());
    assert!(report.of("report/explanation-of-nothing").all(|finding| finding.level == Level::Error));
}

#[test]
fn a_tie_that_the_network_shows_is_declared_or_found() {
    let tied = |declared: Option<Strength>| {
        let mut story = Story::new();
        let works = Practitioner::employed_by(school(2), exact("2012-09-01", "2016-08-31"));
        story.network.register.practitioners.insert(person(ASH), works);
        let declaration = story.round.iter_mut().find_map(|entry| match &mut entry.what {
            Event::Declared(it) if it.person == person(ASH) => Some(it),
            _ => None,
        });
        declaration.unwrap().interest = declared;
        story.found()
    };
    let expected = format!(
        "error[programme/panel-tie-undeclared] rounds[\"leads-2015\"].applications[\"{}\"].interests[\"{}\"]: this person \
         judges in the round, works for School 2, and neither declared an interest in School 2 nor was one registered",
        the_application(),
        person(ASH)
    );
    assert_eq!(tied(None), [expected]);
    assert_eq!(tied(Some(Strength::Soft)), Vec::<String>::new());

    // The authority once sat on the board of the hub.
    let mut story = Story::new();
    let member = Member::seated(id("employer"), exact("2014-09-01", "2015-06-30"));
    story.hub().board = Some(Board::formed(id("2014-09-01")).with_member(person(AUTHORITY), member));
    // A tie of the past counts as long as the round's policy says: not at all, unless it says so.
    assert_eq!(story.found(), Vec::<String>::new());
    story.programme.selection.as_mut().unwrap().interests.recent_months = 12;
    story.opening().policy.interests.recent_months = 12;
    let found = story.found();
    assert_eq!(found.len(), 1);
    assert!(
        found[0].contains("this person judges in the round, sits on the board of solent, and neither"),
        "{found:?}"
    );
}

#[test]
fn an_award_is_no_higher_than_what_was_allotted_and_promises_no_more_than_the_budget() {
    let mut story = Story::new();
    story.table.hubs.insert(id("solent"), Allotted::new(pounds(40_000), pounds(19_999)));
    // £60,000 over the academic year is £35,000 from September to March.
    let year: maths_hubs::calendar::FinancialYear = id("2014-15");
    let policy = story.programme.funding.as_mut().unwrap();
    policy.sponsors.get_mut(&id("dfe")).unwrap().budgets.insert(year.into(), pounds(34_999));
    story.offer().policy = story.programme.funding.clone().unwrap();
    assert_eq!(
        story.found(),
        [
            "error[programme/award-above-allocation] allocations[\"2014/15\"].hubs[\"solent\"]: solent is awarded £60,000.00 \
             for 2014/15, and allotted £59,999.00",
            "warning[programme/commitments-exceed-year] programme.funding.sponsors[\"dfe\"].budgets[\"2014-15\"]: awards \
             promise £35,000.00 of dfe for 2014-15, for which £34,999.00 is budgeted",
        ]
    );
}

#[test]
fn money_that_stays_in_the_family_says_why() {
    let pay = |why: &str| {
        let mut story = Story::new();
        let amounts = maths_hubs::funding::amounts::BySponsor::of(id("dfe"), pounds(100));
        let year: AcademicYear = id("2014/15");
        let paid = PassedOn::new(school(1), id("leadership"), amounts, id("2015-01-10"), year.period());
        story.book("2015-01-10T09:00", paid, why);
        story.found()
    };
    assert_eq!(
        pay(""),
        [format!(
            "warning[programme/related-party-unapproved] ledgers[\"{AWARD}\"].entries[\"3\"]: School 1 was paid £100.00 on \
             2015-01-10, holds the award or leads the hub, and the entry gives no reason"
        )]
    );
    assert_eq!(pay("the governors approved it on 8 January"), Vec::<String>::new());
}

#[test]
fn the_order_in_which_documents_are_added_does_not_matter() {
    let mut story = Story::new();
    story.hub().leadership.tenures.clear();
    let (round, ledger) = (story.round(), story.ledger());
    let mut other_round = story.round.clone();
    let Event::Opened(opening) = &mut other_round[0].what else { panic!("no opening") };
    opening.title = "The same id, and another title".to_owned();
    opening.edition = "second".to_owned();
    let other_round = Round::audit(other_round).unwrap();
    let on = id("2026-11-24");
    let forth = story.affairs(&round, &ledger).with_round(&other_round);
    let back = Affairs::of(&story.network)
        .with_people(&story.people)
        .with_table(&story.table)
        .with_round(&other_round)
        .with_ledger(&ledger)
        .with_round(&round);
    let (forth, back) = (story.programme.check_together(&forth, on), story.programme.check_together(&back, on));
    assert!(forth.findings().len() > 5);
    assert_eq!(serde_json::to_string(&forth).unwrap(), serde_json::to_string(&back).unwrap());
}

#[test]
fn two_editions_judge_the_same_record_and_their_difference_is_a_report() {
    let mut story = Story::new();
    story.award().body = school(4);
    let mut second = story.programme.clone();
    second.edition = "second".to_owned();
    second.levels = second.levels.with("programme/award-body-not-accountable", Level::Warning).unwrap();
    second.network.required_posts.clear();
    let (round, ledger) = (story.round(), story.ledger());
    let affairs = story.affairs(&round, &ledger);
    let difference = story.programme.difference(&second, &affairs, id("2026-11-24"));

    let codes = |found: &[maths_hubs::rules::Finding]| {
        let codes: std::collections::BTreeSet<String> = found.iter().map(|finding| finding.code.to_string()).collect();
        codes.into_iter().collect::<Vec<_>>()
    };
    // The second asks for no posts; it finds that round and ledger name the first.
    assert_eq!(codes(&difference.only_one), ["hub/post-vacant"]);
    assert_eq!(codes(&difference.only_other), ["programme/wrong-edition-used"]);
    let [regraded] = difference.regraded.as_slice() else { panic!("{difference}") };
    assert_eq!((regraded.finding.level, regraded.other), (Level::Error, Level::Warning));
    let text = difference.to_string();
    let head = format!("{RULESET}, Maths Hubs first against {RULESET}, Maths Hubs second on 2026-11-24\n");
    assert!(text.starts_with(&head), "{text}");
    let line = format!(
        "both find, and grade otherwise:\n  error[programme/award-body-not-accountable] ledgers[\"{AWARD}\"].award.body: School \
         4 holds the award on 2014-09-01, when School 1 is accountable for solent (other: warning)"
    );
    assert!(text.contains(&line), "{text}");

    let json = serde_json::to_string(&difference).unwrap();
    assert_eq!(serde_json::from_str::<Difference>(&json).unwrap(), difference);
    let same = story.programme.difference(&story.programme, &affairs, id("2026-11-24"));
    assert!(same.is_empty());
    assert!(same.to_string().ends_with("on 2026-11-24: nothing differs"));
    assert!(serde_json::from_str::<Difference>(&json.replace("only_one", "only_on")).is_err());
}

#[test]
fn details_kept_too_long_and_hubs_without_an_award_are_found() {
    let mut story = Story::new();
    story.people.people.insert(person(ELM), PersonalDetails::new("Elm").kept_until(id("2026-10")));
    let another: HubId = id("wight");
    let hub = Hub::new("Wight Maths Hub", Area::of([id("921")])).operating_since(id("2014-09-01"));
    story.network.hubs.insert(another, hub);
    assert_eq!(
        story.found(),
        [
            "warning[programme/hub-not-funded] network.hubs[\"wight\"]: wight is at work throughout 2014/15, for which hubs \
             have awards, and has none"
                .to_owned(),
            format!(
                "warning[programme/retention-passed] people[\"{}\"].kept_until: the details of this person were to be kept \
                 until 2026-10",
                person(ELM)
            ),
        ]
    );
}
