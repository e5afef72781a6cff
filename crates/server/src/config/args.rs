//! The settings as command-line flags.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::LazyLock;

use clap::{Arg, ArgMatches, Command};

use super::settings::{SETTINGS, Setting};

/// Names of the flags, in the order of the table. clap keeps no owned names.
static FLAGS: LazyLock<Vec<String>> = LazyLock::new(|| SETTINGS.iter().map(Setting::flag).collect());

/// The settings given as flags, and `--config`. Made from the table of settings instead of a derived struct, so that
/// a setting is written down once. All flags are global: they may stand before or after the subcommand.
#[derive(Debug, Clone, Default)]
pub struct ConfigArgs {
    /// `--config`: a file to read instead of `pingback.toml` in the data folder.
    pub config: Option<PathBuf>,
    /// Values by key.
    pub values: BTreeMap<&'static str, String>,
}

impl clap::Args for ConfigArgs {
    fn augment_args(command: Command) -> Command {
        let file =
            Arg::new("config").long("config").value_name("FILE").global(true).help_heading("Settings").help(
                "Settings file, instead of pingback.toml in the data folder [environment: PINGBACK_CONFIG]",
            );
        SETTINGS.iter().zip(FLAGS.iter()).fold(command.arg(file), |command, (setting, flag)| {
            let help = format!(
                "{} [default: {}] [environment: {}]",
                setting.meaning,
                setting.default,
                setting.env()
            );
            let arg = Arg::new(setting.key).long(flag.as_str()).value_name(setting.value);
            command.arg(arg.global(true).help_heading("Settings").help(help.replace('`', "")))
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl clap::FromArgMatches for ConfigArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut args = Self::default();
        args.update_from_arg_matches(matches)?;
        Ok(args)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        if let Some(file) = matches.get_one::<String>("config") {
            self.config = Some(PathBuf::from(file));
        }
        for setting in SETTINGS {
            if let Some(value) = matches.get_one::<String>(setting.key) {
                self.values.insert(setting.key, value.clone());
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{Parser, Subcommand};

    #[derive(Parser)]
    struct Cli {
        #[command(flatten)]
        settings: ConfigArgs,
        #[command(subcommand)]
        command: Verb,
    }

    #[derive(Subcommand)]
    enum Verb {
        Serve,
    }

    #[test]
    fn flags_may_stand_on_both_sides_of_the_subcommand() {
        let cli = Cli::try_parse_from([
            "pingback",
            "--data-dir",
            "here",
            "serve",
            "--listen=[::1]:9000",
            "--config",
            "a",
        ]);
        let cli = cli.unwrap();
        assert!(matches!(cli.command, Verb::Serve));
        assert_eq!(cli.settings.config, Some(PathBuf::from("a")));
        let values: Vec<_> = cli.settings.values.iter().map(|(key, value)| (*key, value.as_str())).collect();
        assert_eq!(values, [("data_dir", "here"), ("listen", "[::1]:9000")]);
    }

    #[test]
    fn help_names_every_setting() {
        let help = <Cli as clap::CommandFactory>::command().render_long_help().to_string();
        for setting in SETTINGS {
            assert!(help.contains(&format!("--{} ", setting.flag())), "{}", setting.flag());
            assert!(help.contains(&setting.env()), "{}", setting.env());
        }
    }
}
