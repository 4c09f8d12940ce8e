//! The letter, as plain text.

use std::fmt;

use super::{
    CriterionTold, Feedback, Ground, Minimum, Reason, Told, Winner,
    words::{date, listed, sentence},
};
use crate::{
    ratio::Ratio,
    selection::{policy::Standstill, scale::RawMark},
};

fn mark(mark: Option<RawMark>, descriptor: &str) -> String {
    let mark = match mark {
        None => return "this criterion did not apply".to_owned(),
        Some(RawMark::Number(number)) => number.to_string(),
        Some(RawMark::Word(word)) => super::words::spoken(word.as_str()),
    };
    if descriptor.is_empty() || descriptor == mark { mark } else { format!("{mark} ({descriptor})") }
}

const fn s(count: u32) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// The sentence of a reason, after words that introduce it.
fn reason(introduced: &str, reason: &Reason) -> String {
    match reason {
        Reason::Given(text) => format!("{introduced}: {}", sentence(text)),
        Reason::Removed(ground) if ground.trim().is_empty() => {
            format!("{introduced}: [removed from the record].")
        }
        Reason::Removed(ground) => format!("{introduced}: [removed from the record: {}].", ground.trim()),
        Reason::Withheld => {
            format!("{introduced}: [withheld, since the text refers to another candidate].")
        }
        Reason::None => String::new(),
    }
}

impl Feedback {
    fn points(&self, points: Ratio) -> String {
        points.to_fixed(self.decimals, self.rounding)
    }

    /// The opening: what became of the application.
    fn news(&self) -> Vec<String> {
        let places = listed(&self.places);
        let thanks = format!("Thank you for your application for {places}.");
        let decided = format!("The decision was made on {}.", date(self.decided));
        let sorry = format!("{thanks} {decided} I am sorry to tell you that your application was not successful.");
        match &self.outcome {
            Told::Appointed { place } => {
                vec![format!("{thanks} {decided} I am pleased to tell you that you have been selected for {place}.")]
            }
            Told::Reserve { turn, until } => vec![
                format!("{thanks} {decided} I am sorry to tell you that you have not been selected for a place."),
                format!(
                    "Your application has been placed on the reserve list, as number {turn}. If a place for which you \
                     applied becomes free, we may offer it to you up to and including {}.",
                    date(*until)
                ),
            ],
            Told::OfferDeclined => vec![format!(
                "{thanks} {decided} You were offered a place and chose not to take it up. We have recorded this, and we \
                 are grateful for the work that you put into your application."
            )],
            Told::NotAppointed => vec![sorry],
            Told::BelowBar => vec![
                sorry,
                "Your application did not reach a minimum that was published for the round, so it could not be selected \
                 even where a place remained free."
                    .to_owned(),
            ],
            Told::Ineligible => vec![
                sorry,
                "Your application did not meet the published conditions of eligibility, so it could not be considered \
                 further."
                    .to_owned(),
            ],
            Told::NotThrough { stage, reason: why } => {
                let after = if stage.is_empty() { String::new() } else { format!(" after the stage \"{stage}\"") };
                let why = reason("The reason is", why);
                let text = format!("{thanks} I am sorry to tell you that your application was not taken forward{after}.");
                vec![if why.is_empty() { text } else { format!("{text} {why}") }]
            }
            Told::NotTaken { reason: why } => {
                let why = reason("The reason is", why);
                let text = format!(
                    "{thanks} I am sorry to tell you that it reached us after the closing time, and that we could not \
                     accept it."
                );
                vec![if why.is_empty() { text } else { format!("{text} {why}") }]
            }
            Told::Withdrawn => vec![format!(
                "Thank you for your interest in {places}. I am writing to confirm that your application was withdrawn and \
                 that we have not considered it further."
            )],
        }
    }

    fn gates(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for gate in &self.gates {
            lines.push(format!("Condition not met: {}", sentence(&gate.title)));
            for fact in &gate.facts {
                let (about, asked, found) = (&fact.about, &fact.asked, &fact.found);
                lines.push(format!("  For \"{about}\" the condition asks for: {asked}. We found: {found}."));
            }
            let ruled = gate.ruling.as_ref().map(|why| reason("  The ruling on this condition gave this reason", why));
            lines.extend(ruled.filter(|text| !text.is_empty()));
        }
        lines
    }

    fn criterion(&self, told: &CriterionTold) -> Vec<String> {
        let mut heading =
            format!("{} (weight: {} of {} points)", told.title, self.points(told.weight), self.points(self.out_of));
        if told.mark.is_some() && told.available != told.weight {
            heading.push_str(&format!(
                "; raised here to {} points, since another criterion did not apply",
                self.points(told.available)
            ));
        }
        let top = told
            .top
            .filter(|_| told.mark.is_some())
            .map(|top| format!("; the highest mark is {}", mark(Some(top), "")));
        let points = told.points.map(|points| format!("; points earned: {}", self.points(points)));
        let given = mark(told.mark, &told.descriptor);
        let given = format!("  Mark: {given}{}{}.", top.unwrap_or_default(), points.unwrap_or_default());
        let why = reason("  Reason", &told.reason);
        let mut lines = vec![heading, given];
        lines.extend(Some(why).filter(|why| !why.is_empty()));
        lines
    }

    fn minimum(&self, minimum: &Minimum) -> String {
        match minimum {
            Minimum::Criterion { title, needed, found } => {
                let found =
                    found.map_or_else(String::new, |found| format!(" Your mark was {}.", mark(Some(found), "")));
                format!("The lowest mark accepted for \"{title}\" was {}.{found}", mark(Some(*needed), ""))
            }
            Minimum::Several { titles, needed, mark: least, reached } => {
                let titles = listed(titles.iter().map(|title| format!("\"{title}\"")));
                format!(
                    "Of {titles}, at least {needed} had to be marked {} or higher. In your application {reached} reached \
                     that mark.",
                    mark(Some(*least), "")
                )
            }
            Minimum::Total { needed } => {
                let total = self.total.map_or_else(String::new, |total| format!(" Yours was {}.", self.points(total)));
                format!("The lowest total accepted was {} points.{total}", self.points(*needed))
            }
        }
    }

    fn ground(&self, ground: &Ground) -> String {
        match ground {
            Ground::HeldBy { limits } => format!(
                "An application with a lower total was selected, because yours was held back by what was published for \
                 the round: {}.",
                listed(limits)
            ),
            Ground::Drawn { means, turn, of } => format!(
                "Your application was level with another on the published criteria. The tie was settled by the published \
                 means ({}), and your application was drawn as number {turn} of {of}.",
                means.trim()
            ),
            Ground::PanelDeparted { reason: why } => {
                let text = "On your application the panel's recommendation departed from the marks";
                let why = reason(text, why);
                if why.is_empty() { format!("{text}.") } else { why }
            }
            Ground::AuthorityDeparted { reason: why } => {
                let text = "On your application the decision departed from what was put forward";
                let why = reason(text, why);
                if why.is_empty() { format!("{text}.") } else { why }
            }
            Ground::NotPassed { reason: why } => {
                let text = "Your application did not pass the checks that are made before an agreement";
                let why = reason(text, why);
                if why.is_empty() { format!("{text}.") } else { why }
            }
        }
    }

    fn winner(&self, winner: &Winner) -> Vec<String> {
        let total = winner.total.map_or_else(String::new, |total| {
            format!(" Its total was {} points of {}.", self.points(total), self.points(self.out_of))
        });
        let mut lines = vec![format!("{} was selected for {}.{total}", winner.name, winner.place)];
        for told in &winner.marks {
            let points = told.points.map(|points| format!("; points earned: {}", self.points(points)));
            let given = mark(told.mark, &told.descriptor);
            lines.push(format!("  {}: {given}{}.", told.title, points.unwrap_or_default()));
        }
        if winner.advantages.is_empty() {
            lines.push("  On no criterion did it earn more points than your application.".to_owned());
        } else {
            let more = winner.advantages.iter().map(|it| format!("{} (by {} points)", it.title, self.points(it.by)));
            lines.push(format!("  It earned more points than your application on {}.", listed(more)));
        }
        lines
    }

    fn standstill(&self) -> Option<String> {
        let told = self.standstill?;
        Some(match told.ends {
            Some(ends) => format!(
                "No agreement will be made before the standstill period ends. It ends at the end of {}.",
                date(ends)
            ),
            None => {
                let (days, kind) = match told.length {
                    Standstill::Days(days) => (days, "day"),
                    Standstill::Weekdays(days) => (days, "weekday"),
                };
                format!(
                    "No agreement will be made before the standstill period ends. It lasts {days} {kind}{}, counted from \
                     the day after the last candidate has been told.",
                    s(days)
                )
            }
        })
    }

    fn review(&self) -> Option<String> {
        let review = self.review?;
        Some(match review.until {
            Some(until) => format!(
                "If you think that the decision was not properly made, you may ask for a review up to and including {} \
                 ({} day{} after the notice of the decision).",
                date(until),
                review.days,
                s(review.days)
            ),
            None => format!(
                "If you think that the decision was not properly made, you may ask for a review within {} day{} of the \
                 notice of the decision.",
                review.days,
                s(review.days)
            ),
        })
    }
}

impl fmt::Display for Feedback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Dear {},\n\n{}", self.candidate, self.round)?;
        let mut block = |heading: &str, lines: &[String]| {
            if lines.is_empty() {
                return Ok(());
            }
            let heading = if heading.is_empty() { String::new() } else { format!("{heading}\n") };
            write!(f, "\n\n{heading}{}", lines.join("\n"))
        };
        for paragraph in self.news() {
            block("", &[paragraph])?;
        }
        block("", &self.gates())?;
        let minimums: Vec<String> = self.minimums.iter().map(|it| self.minimum(it)).collect();
        block("", &minimums)?;
        for ground in &self.grounds {
            block("", &[self.ground(ground)])?;
        }
        let lines: Vec<String> = self.criteria.iter().flat_map(|it| self.criterion(it)).collect();
        block("How your application was marked", &lines)?;
        if let Some(total) = self.total {
            let total = format!("Your total was {} points of {}.", self.points(total), self.points(self.out_of));
            block("", &[total])?;
        }
        for cut in &self.cuts {
            let (place, lowest) = (&cut.place, self.points(cut.lowest));
            block("", &[format!("The lowest total among the applications selected for {place} was {lowest} points.")])?;
        }
        for winner in &self.winners {
            block("The successful application", &self.winner(winner))?;
        }
        let after: Vec<String> = self.standstill().into_iter().chain(self.review()).collect();
        for paragraph in after {
            block("", &[paragraph])?;
        }
        let thanks = match &self.outcome {
            Told::Appointed { .. } => "We look forward to working with you.",
            Told::Withdrawn | Told::OfferDeclined => "We would be glad to hear from you in a future round.",
            _ => {
                "We know how much work goes into an application, and we are grateful for yours. I hope that this feedback \
                 is of use to you."
            }
        };
        block("", &[thanks.to_owned()])?;
        block("", &["Yours sincerely".to_owned()])
    }
}
