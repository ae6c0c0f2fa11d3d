import { MINIMUM_ROLES, PRODUCT_VERSIONS } from "@bc-sales/dynamic-providers/inspect";
import { Command, Option } from "commander";
import { AUDIT_FORMATS, auditCommand, type AuditOptions } from "./commands/audit";
import { doctor, DOCTOR_FORMATS, type DoctorOptions } from "./commands/doctor";
import { permissions, PERMISSION_FORMATS, type PermissionsOptions } from "./commands/permissions";
import { checkRosters, ROSTER_FORMATS, type RosterOptions } from "./commands/roster";
import type { ExitCode } from "./exit-codes";
import type { Output } from "./output";

/** Receives what the command that was run ends with. */
type Ended = (code: ExitCode) => void;

/** The command line. Nothing is changed by any command. */
export function program(output: Output, ended: Ended): Command {
  const root = new Command("bc-sales")
    .description(
      "Looks at, checks and explains the accounts between Business Central and Dynamics 365 Sales. Changes nothing.",
    )
    .exitOverride()
    .configureOutput({
      writeOut: output.result,
      writeErr: (text) => {
        output.note(text.trimEnd());
      },
    })
    .showHelpAfterError("Add --help for what the command takes.");
  exitCodes(root, "all is well", "something is not as it should be", "wrong usage, or it could not look");
  root.addCommand(auditOf(output, ended));
  root.addCommand(doctorOf(output, ended));
  root.addCommand(permissionsOf(output, ended));
  root.addCommand(rosterOf(output, ended));
  for (const command of all(root)) command.copyInheritedSettings(root);
  return root;
}

function all(command: Command): Command[] {
  return command.commands.flatMap((one) => [one, ...all(one)]);
}

function auditOf(output: Output, ended: Ended): Command {
  const command = new Command("audit")
    .description(
      "Accounts, roles, access modes, licences, minimum permissions and readiness of one environment, side by side with what its stack wants.",
    )
    .addOption(format(AUDIT_FORMATS))
    .option("--output <file>", "write the result into a file")
    .action(async (options: AuditOptions) => {
      ended(await auditCommand(options, output));
    });
  stackOptions(command);
  return exitCodes(
    command,
    "as wanted",
    "there are differences",
    "wrong usage, or something could not be looked at and nothing is known to differ",
  );
}

function doctorOf(output: Output, ended: Ended): Command {
  const command = new Command("doctor")
    .description(
      "Whether the credentials can do what a deployment needs, with the remedy for each thing that they cannot.",
    )
    .addOption(format(DOCTOR_FORMATS))
    .action(async (options: DoctorOptions) => {
      ended(await doctor(options, output));
    });
  stackOptions(command);
  return exitCodes(command, "nothing failed", "something failed", "wrong usage");
}

function permissionsOf(output: Output, ended: Ended): Command {
  const command = new Command("permissions")
    .description("The minimum permissions of the setup article, as data. Asks no tenant.")
    .addOption(new Option("--role <role>", "one role only").choices(MINIMUM_ROLES))
    .addOption(
      new Option("--version <version>", "version of the product that synchronizes")
        .choices(PRODUCT_VERSIONS)
        .makeOptionMandatory(),
    )
    .addOption(format(PERMISSION_FORMATS))
    .action((options: PermissionsOptions) => {
      ended(permissions(options, output));
    });
  return exitCodes(command, "printed", undefined, "wrong usage");
}

function rosterOf(output: Output, ended: Ended): Command {
  const check = new Command("check")
    .description(
      "Every problem of CSV files of the Microsoft 365 admin center, with line and column. Asks no tenant.",
    )
    .argument("<file...>", "files with people")
    .option(
      "--licenses <part numbers>",
      "SKU part numbers of everybody whose row names none, with commas between them",
      list,
      [],
    )
    .addOption(format(ROSTER_FORMATS))
    .action((files: readonly string[], options: RosterOptions) => {
      ended(checkRosters(files, options, output));
    });
  exitCodes(check, "no problems", "there are problems", "wrong usage");
  return new Command("roster").description("Files of salespeople.").addCommand(check);
}

function format(formats: readonly string[]): Option {
  return new Option("--format <format>", "how the result is printed").choices(formats).default(formats[0]);
}

function stackOptions(command: Command): void {
  command
    .option("--stack <name>", "the stack: its file Pulumi.<name>.yaml says what is wanted")
    .option("--config-file <file>", "read this file instead of the stack's own")
    .option("--directory <folder>", "folder of the project, with Pulumi.yaml", ".")
    .addHelpText(
      "after",
      "\nCredentials come from the environment, as for a deployment: ARM_TENANT_ID, ARM_CLIENT_ID and ARM_CLIENT_SECRET (or a\n" +
        "certificate, or OIDC), AZURE_*, or what the machine is signed in with. Encrypted configuration is not read.",
    );
}

function list(text: string): string[] {
  return text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

function exitCodes(command: Command, ok: string, found: string | undefined, unable: string): Command {
  const lines = [`  0  ${ok}`, ...(found === undefined ? [] : [`  1  ${found}`]), `  2  ${unable}`];
  return command.addHelpText("after", `\nExit code:\n${lines.join("\n")}`);
}
