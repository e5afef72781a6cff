//! `cargo xtask test`: the list of all checks, cheap ones first.

use std::env;
use std::process::Command;
use std::thread;

use crate::outcome::Outcome;
use crate::postgres::{self, Cluster, Durability};
use crate::process;
use crate::project::Project;
use crate::redis::{self, Redis};
use crate::steps::Steps;
use crate::{browser, deny, generated, web};

/// Runs everything. `fast` leaves out the browser tests.
pub fn all(project: &Project, fast: bool) -> Outcome {
    let mut steps = Steps::default();
    steps.step("formatting", || process::run(&mut project.cargo(&["fmt", "--all", "--", "--check"])))?;
    steps.step("licences and banned crates", || deny::check(project))?;

    steps.step("web packages", || web::install(project))?;
    steps.step("web types and lints", || web::script(project, "check"))?;
    steps.step("web unit tests", || web::script(project, "test"))?;
    steps.step("web build", || web::build(project))?;
    steps.step("web size", || web::script(project, "size"))?;

    let lints = ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
    steps.step("lints", || process::run(&mut project.cargo(&lints)))?;

    let cluster = steps.step("start PostgreSQL", || Cluster::start(Durability::None))?;
    let redis = steps.step("start Redis", Redis::start)?;
    let servers = Servers { postgres: cluster.url(), redis: redis.url() };
    rust(project, &mut steps, &servers)?;
    steps.step("generated files", || generated::check(project))?;

    if fast {
        steps.skip("browser tests", "--fast");
    } else {
        steps.step("browser tests", || browser::test(project, |command| servers.tell(command)))?;
    }
    steps.finish();
    Ok(())
}

fn rust(project: &Project, steps: &mut Steps, servers: &Servers) -> Outcome {
    let tests = |args: &[&str]| {
        let mut command = project.cargo(args);
        servers.tell(&mut command);
        process::run(&mut command)
    };
    // nextest runs test binaries side by side; it knows no documentation tests.
    if process::succeeds(&mut project.cargo(&["nextest", "--version"])) {
        // Half of a test's time is waiting: for PostgreSQL, for timers. Two a core leave no core idle.
        let threads = (2 * thread::available_parallelism()?.get()).to_string();
        let mut run =
            vec!["nextest", "run", "--workspace", "--locked", "--no-fail-fast", "--no-tests", "fail"];
        run.extend(["--test-threads", &threads]);
        steps.step("Rust tests, both engines", || tests(&run))?;
        steps.step("Rust documentation tests", || tests(&["test", "--workspace", "--locked", "--doc"]))
    } else {
        steps.step("Rust tests, both engines", || {
            tests(&["test", "--workspace", "--locked", "--no-fail-fast"])
        })
    }
}

/// The addresses of the servers that tests use.
struct Servers {
    postgres: String,
    redis: String,
}

impl Servers {
    /// Names the servers to a command, and hides the caller's own settings, which would change what is tested.
    fn tell(&self, command: &mut Command) {
        for (name, _) in env::vars_os() {
            let own = name.to_str().is_some_and(|name| name.starts_with("PINGBACK_") && !for_tests(name));
            if own {
                command.env_remove(&name);
            }
        }
        command.env(postgres::TEST_URL, &self.postgres).env(redis::TEST_URL, &self.redis);
    }
}

fn for_tests(name: &str) -> bool {
    ["PINGBACK_TEST_", "PINGBACK_E2E_"].iter().any(|prefix| name.starts_with(prefix))
}
