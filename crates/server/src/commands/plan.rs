//! `pingback plan`: what workspaces may use.

use std::collections::BTreeMap;
use std::process::ExitCode;

use pingback_app::billing::{self, SetPlan};
use pingback_model::{Feature, Limit, Plan, WorkspaceId};

use super::CommandResult;
use crate::config::Config;
use crate::wiring;

/// What to do with plans.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Puts a workspace on a plan, at once
    Set {
        /// The workspace's id, from `plan list`
        business_id: WorkspaceId,
        /// free, mini or pro
        plan: Plan,
        /// Another limit than the plan's: agents=20, messages=unlimited. May be given several times;
        /// without it the plan's own limits count again
        #[arg(long = "limit", value_name = "FEATURE=N|unlimited", value_parser = limit)]
        limits: Vec<(Feature, Limit)>,
    },
    /// Lists the workspaces with owner and plan
    List,
}

fn limit(text: &str) -> Result<(Feature, Limit), String> {
    let (feature, limit) = text.split_once('=').ok_or("write FEATURE=N, such as agents=20")?;
    let feature = feature.parse().map_err(|e: pingback_model::UnknownValue| e.to_string())?;
    Ok((feature, limit.parse().map_err(|e: pingback_model::UnknownValue| e.to_string())?))
}

/// Runs the command.
pub async fn run(config: &Config, command: &Command) -> CommandResult {
    let app = wiring::open(config).await?;
    match command {
        Command::Set { business_id, plan, limits } => {
            let overrides: BTreeMap<_, _> = limits.iter().copied().collect();
            let input = SetPlan { workspace_id: *business_id, plan: *plan, overrides };
            let workspace = billing::set_plan(&app, &input).await?;
            println!("{} is on the {} plan.", workspace.name, plan.title());
            for feature in Feature::ALL {
                let limit = workspace.limits.get(*feature).as_number();
                println!("  {feature}: {}", limit.map_or("unlimited".into(), |n| n.to_string()));
            }
        }
        Command::List => {
            for listed in billing::list_plans(&app).await? {
                let (workspace, owner) = (listed.workspace, listed.owner_email);
                println!("{}\t{}\t{owner}\t{}", workspace.id, workspace.name, workspace.limits.plan);
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
