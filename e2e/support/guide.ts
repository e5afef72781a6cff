import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const markdown = readFileSync(new URL("../../docs/widget.md", import.meta.url), "utf8");

/** The code that the guide for site owners gives under that name in bold type. */
export function recipe(name: string): string {
  const [, rest = ""] = markdown.split(`\n**${name}** (`);
  const [, code] = /```\w+\n([\s\S]*?)\n```/.exec(rest) ?? [];
  if (!code) throw new Error(`docs/widget.md has no code for ${name}`);
  return code;
}

/** What a program prints that is given as text. `cargo xtask test` installs the interpreters. */
export function printed(interpreter: string, program: string, env: Record<string, string> = {}): string {
  const [command = "", ...words] = interpreter.split(" ");
  return execFileSync(command, words, {
    input: program,
    env: { ...process.env, ...env },
    encoding: "utf8",
  }).trim();
}
