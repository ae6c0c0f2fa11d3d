import { readFileSync, writeFileSync } from "node:fs";
import { Command, InvalidArgumentError } from "commander";
import { audit } from "./audit";
import { keepComment } from "./comment";
import { EXIT, type ExitCode } from "./exit-codes";
import { chooseForge } from "./forge/choose";
import { keepIssue } from "./issue";
import { preview, type StackOptions } from "./preview";
import { driftReport } from "./report/drift-report";
import { footer } from "./report/footer";
import type { Found } from "./report/marker";
import { previewComment } from "./report/preview-comment";
import { UsageError } from "./usage-error";

/** Receives what the command that was run ends with. */
type Ended = (code: ExitCode) => void;
type Say = (line: string) => void;

interface ReportOptions extends StackOptions {
  readonly output?: string;
}

interface IssueOptions {
  readonly file: string;
  readonly workItemType: string;
  readonly closedState: string;
}

/** The steps of a pipeline. They run on a person's machine as they do in a job. */
export function program(say: Say, ended: Ended): Command {
  const root = new Command("pipeline")
    .description("Steps of a pipeline: a preview as a comment on a pull request, drift as an issue.")
    .exitOverride()
    .showHelpAfterError("Add --help for what the command takes.");
  root.addCommand(previewCommand(say, ended));
  root.addCommand(driftCommand(say, ended));
  root.addCommand(commentCommand(say, ended));
  root.addCommand(issueCommand(say, ended));
  for (const command of root.commands) command.copyInheritedSettings(root);
  return root;
}

function previewCommand(say: Say, ended: Ended): Command {
  const command = new Command("preview")
    .description("Runs `pulumi preview` on a stack and writes the plan as Markdown, for a comment.")
    .action(async (more: readonly string[], options: ReportOptions) => {
      const result = await preview(options, more);
      write(options.output, previewComment(options.stack, result, footer(process.env)), say);
      ended(result.failed ? EXIT.found : EXIT.ok);
    });
  reportOptions(command);
  return exitCodes(command, "the preview ended", "the preview failed; the report says why", "wrong usage");
}

function driftCommand(say: Say, ended: Ended): Command {
  const command = new Command("drift")
    .description("Compares the tenant with what the stack declares: `pulumi preview` and `bc-sales audit`.")
    .action(async (more: readonly string[], options: ReportOptions) => {
      const seen = await preview(options, more);
      const report = driftReport(options.stack, seen, await audit(options), footer(process.env));
      write(options.output, report.text, say);
      say(VERDICTS[report.found]);
      ended(DRIFT_EXIT[report.found]);
    });
  reportOptions(command);
  return exitCodes(command, "no drift", "drift was found", "wrong usage, or it could not look");
}

const VERDICTS: Readonly<Record<Found, string>> = {
  clean: "No drift: the tenant stands as declared.",
  drift: "Drift: the tenant stands otherwise than declared.",
  unknown: "The look failed, and nothing is known of drift.",
};

const DRIFT_EXIT: Readonly<Record<Found, ExitCode>> = {
  clean: EXIT.ok,
  drift: EXIT.found,
  unknown: EXIT.unable,
};

function commentCommand(say: Say, ended: Ended): Command {
  const command = new Command("comment")
    .description("Puts what `preview` wrote on a pull request: one comment a stack, the same one each time.")
    .requiredOption("--file <file>", "what `preview` wrote")
    .requiredOption("--pull-request <number>", "number of the pull request", pullRequestNumber)
    .action(async ({ file, pullRequest }: { file: string; pullRequest: number }) => {
      say(await keepComment(chooseForge(process.env, BASIC), pullRequest, file, read(file)));
      ended(EXIT.ok);
    });
  return exitCodes(command, "it is there", undefined, "wrong usage, or it was refused");
}

/** Names of Azure DevOps' process template Basic. */
const BASIC = { type: "Issue", closedState: "Done" };

function issueCommand(say: Say, ended: Ended): Command {
  const command = new Command("issue")
    .description(
      "Keeps one issue a stack with what `drift` wrote: opens it, replaces its text, closes it when all is well.",
    )
    .requiredOption("--file <file>", "what `drift` wrote")
    .option("--work-item-type <type>", "Azure DevOps: type of the work item", BASIC.type)
    .option("--closed-state <state>", "Azure DevOps: its state when it is done with", BASIC.closedState)
    .action(async ({ file, workItemType, closedState }: IssueOptions) => {
      const forge = chooseForge(process.env, { type: workItemType, closedState });
      say(await keepIssue(forge, file, read(file)));
      ended(EXIT.ok);
    });
  return exitCodes(command, "it is as it should be", undefined, "wrong usage, or it was refused");
}

function reportOptions(command: Command): void {
  command
    .argument("[arguments...]", "further arguments for Pulumi, after `--`")
    .requiredOption("--stack <name>", "the stack")
    .option("--output <file>", "write the report into a file instead of standard output")
    .option("--config-file <file>", "read this file instead of the stack's own")
    .option("--directory <folder>", "folder of the project, with Pulumi.yaml", ".");
}

function pullRequestNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("A pull request has a number.");
  return Number(text);
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${file}: cannot be read (${code(error)}). Name the file of --output with --file.`);
  }
}

function write(file: string | undefined, text: string, say: Say): void {
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`${file}: cannot be written (${code(error)}). Name another one with --output.`);
  }
  say(`The report is in ${file}.`);
}

function code(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

function exitCodes(command: Command, ok: string, found: string | undefined, unable: string): Command {
  const lines = [`  0  ${ok}`, ...(found === undefined ? [] : [`  1  ${found}`]), `  2  ${unable}`];
  return command.addHelpText("after", `\nExit code:\n${lines.join("\n")}`);
}
