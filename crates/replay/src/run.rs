//! One run: accounts, payments, the wait for every answer, the comparison.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use futures::{StreamExt, TryStreamExt, stream};

use crate::accounts;
use crate::citizen::Citizen;
use crate::compare::compare;
use crate::http::{self, Browser};
use crate::kill_schedule::KillSchedule;
use crate::ledgers::{CHARGES, Database, REFUNDS};
use crate::officers::Officers;
use crate::options::Options;
use crate::plan::Plan;
use crate::progress::{Progress, increment};
use crate::report::Report;
use crate::sandbox::Sandbox;
use crate::verify;

/// Payments that are made at the same time.
const CONCURRENCY: usize = 96;
/// The portal allows an account 60 attempts in half an hour, repeats included.
const PAYMENTS_OF_A_CITIZEN: u32 = 10;
const POLL_INTERVAL: Duration = Duration::from_millis(500);
/// Differences beyond these are counted but not printed.
const MAX_PRINTED: usize = 40;

pub async fn run(options: Options) -> Result<Report> {
    let progress = Progress::new(options.payments);
    let http = http::client()?;
    let sandbox = Sandbox::new(http.clone(), &options.sandbox_url);
    let database = Database::open(&options.database_url)
        .await
        .context("the portal's database")?;
    sandbox.set_profile(options.profile, options.seed).await?;
    let browser = |number: u32| {
        let [_, b, c, d] = number.to_be_bytes();
        Browser::new(http.clone(), &options.portal_url, format!("10.{b}.{c}.{d}"))
    };

    let replay = Replay {
        options: &options,
        progress: &progress,
        sandbox: &sandbox,
        database: &database,
    };
    let desks = [browser(0x00ff_0001), browser(0x00ff_0002)];
    for (desk, officer) in desks.iter().zip(accounts::OFFICERS) {
        accounts::sign_in(desk, &sandbox, officer).await?;
    }
    let officers = Officers {
        first: &desks[0],
        second: &desks[1],
        sandbox: &sandbox,
        progress: &progress,
    };
    let citizens = options.payments.div_ceil(PAYMENTS_OF_A_CITIZEN);
    let browsers: Vec<Browser> = (0..citizens).map(browser).collect();
    let stop = AtomicBool::new(false);
    let work = async {
        let unmade = replay.pay(&browsers).await?;
        let open = replay.wait_for_answers().await;
        stop.store(true, Ordering::Relaxed);
        anyhow::Ok(unmade + open)
    };
    let working = async { tokio::join!(work, officers.work(&stop)).0 };
    let unresolved = tokio::select! {
        unresolved = working => unresolved?,
        () = progress.print_regularly() => unreachable!("it tells for ever"),
    };
    progress.print();
    replay.report(unresolved).await
}

struct Replay<'a> {
    options: &'a Options,
    progress: &'a Progress,
    sandbox: &'a Sandbox,
    database: &'a Database,
}

impl Replay<'_> {
    /// Registers the citizens and makes the payments; how many could not be made as planned.
    async fn pay(&self, browsers: &[Browser]) -> Result<u32> {
        stream::iter(browsers.iter().zip(0..))
            .map(Ok)
            .try_for_each_concurrent(CONCURRENCY, |(browser, number)| async move {
                accounts::register(browser, self.sandbox, number).await?;
                increment(&self.progress.registered);
                anyhow::Ok(())
            })
            .await?;
        let schedule = KillSchedule::draw(
            self.options.seed,
            self.options.payments,
            self.options.server_kills,
            self.options.database_kills,
        );
        let unmade = AtomicU32::new(0);
        stream::iter(0..self.options.payments)
            .for_each_concurrent(CONCURRENCY, |number| {
                let browser = &browsers[number as usize % browsers.len()];
                let (schedule, unmade) = (&schedule, &unmade);
                async move {
                    if let Err(error) = self.pay_one(browser, number, schedule).await {
                        eprintln!("replay: payment {number}: {error:#}");
                        increment(unmade);
                    }
                    increment(&self.progress.finished);
                }
            })
            .await;
        Ok(unmade.into_inner())
    }

    async fn pay_one(&self, browser: &Browser, number: u32, schedule: &KillSchedule) -> Result<()> {
        increment(&self.progress.begun);
        let plan = Plan::draw(self.options.profile, self.options.seed, number);
        let citizen = Citizen {
            browser,
            sandbox: self.sandbox,
            progress: self.progress,
        };
        citizen.pay(&plan, || schedule.start(number)).await
    }

    /// Waits until nothing is open any more, or patience ends; how much is open then.
    async fn wait_for_answers(&self) -> u32 {
        let began = Instant::now();
        loop {
            // A database that is being started again is as good as one that has no answer yet.
            let open = self.database.open_ends().await.unwrap_or(u32::MAX);
            self.progress.open.store(open, Ordering::Relaxed);
            if open == 0 || began.elapsed() > Duration::from_secs(self.options.patience_s) {
                return open;
            }
            tokio::time::sleep(POLL_INTERVAL).await;
        }
    }

    async fn report(&self, unresolved: u32) -> Result<Report> {
        let portal = self.database.read().await?;
        let charges = self.sandbox.json::<Vec<_>>(CHARGES).await?;
        let refunds = self.sandbox.json::<Vec<_>>(REFUNDS).await?;
        let mut comparison = compare(&portal, &charges, &refunds);
        comparison
            .differences
            .extend(verify::verify(self.options).await?);
        for difference in comparison.differences.iter().take(MAX_PRINTED) {
            println!("  ≠ {difference}");
        }
        Ok(Report {
            payments: self.options.payments,
            comparison,
            unresolved,
            ledger_sum: portal.ledger_sum,
            seconds: self.progress.elapsed().as_secs_f64(),
        })
    }
}
