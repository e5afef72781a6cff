//! A list of named steps with their times, stopped by the first failure.

use std::time::{Duration, Instant};

use crate::outcome::{Failure, Outcome};

/// What has been done so far in one run.
#[derive(Default)]
pub struct Steps {
    done: Vec<(&'static str, Duration)>,
    skipped: Vec<(&'static str, String)>,
}

impl Steps {
    /// Does one step and returns what it made. A failure names the step and ends the run.
    pub fn step<T>(&mut self, name: &'static str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        println!("\n== {name}");
        let begin = Instant::now();
        let result = work();
        let took = begin.elapsed();
        match result {
            Ok(value) => {
                println!("   {name}: {}", shown(took));
                self.done.push((name, took));
                Ok(value)
            }
            Err(error) => {
                self.summary(1);
                Err(Failure::new(format!("step \"{name}\" failed after {}: {error}", shown(took))))
            }
        }
    }

    /// Notes that a step is left out, and why.
    pub fn skip(&mut self, name: &'static str, why: impl Into<String>) {
        let why = why.into();
        println!("\n== {name}\n   left out: {why}");
        self.skipped.push((name, why));
    }

    /// Prints the times and the closing line of a run without failure.
    pub fn finish(&self) {
        self.summary(0);
    }

    fn summary(&self, failed: usize) {
        println!("\n== summary");
        for (name, took) in &self.done {
            println!("   {:>9}  {name}", shown(*took));
        }
        for (name, why) in &self.skipped {
            println!("   {:>9}  {name} ({why})", "left out");
        }
        let total: Duration = self.done.iter().map(|(_, took)| *took).sum();
        println!("   {:>9}  in all", shown(total));
        println!("steps: {} passed, {failed} failed, {} skipped", self.done.len(), self.skipped.len());
    }
}

fn shown(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds >= 60 {
        format!("{}m {:02}s", seconds / 60, seconds % 60)
    } else {
        format!("{:.1}s", time.as_secs_f64())
    }
}
