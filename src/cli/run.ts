import { Command, CommanderError } from 'commander';
import { check, type CheckOptions, FORMAT_NAMES } from './check';
import { explain } from './explain';
import { ExitCode, type Io } from './io';
import { migrate, type MigrateOptions } from './migrate';
import { RULE_SET_NAMES } from './rule-sets';
import { rules } from './rules';
import { UsageError } from './usage-error';
import { libraryVersion } from './version';
import { InputError } from '../validation/assembly';
import { printable } from '../validation/reports';

const NAME = 'cdk-s3-encryption';

/** Runs one command, and says with which code the process shall end. */
export function run(args: readonly string[], io: Io): ExitCode {
  let code = ExitCode.FAILURE;
  const done = (result: ExitCode) => { code = result; };
  try {
    program(io, done).parse(args, { from: 'user' });
    return code;
  } catch (error) {
    // Asked for help or the version is no failure; commander has said the rest.
    if (error instanceof CommanderError) { return error.exitCode === 0 ? ExitCode.CLEAN : ExitCode.FAILURE; }
    io.stderr(`${NAME}: ${messageOf(error)}\n`);
    return ExitCode.FAILURE;
  }
}

function program(io: Io, done: (code: ExitCode) => void): Command {
  const command = new Command(NAME)
    .description('Checks the S3 encryption in CloudFormation templates and CDK cloud assemblies.')
    .version(libraryVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout(text),
      writeErr: (text) => io.stderr(text),
      outputError: (text, write) => write(`${NAME}: ${text.replace(/^error: /, '')}`),
    });
  command.command('check')
    .description('Check templates. Ends with 0 if no error is found, with 1 if there is one, with 2 if something cannot be read.')
    .argument('[paths...]', 'cloud assemblies, templates, or folders of templates (default: cdk.out)')
    .option('--rule-set <name>', `which rules: ${RULE_SET_NAMES.join(', ')}`, 'recommended')
    .option('--format <format>', `how to report: ${FORMAT_NAMES.join(', ')}`, 'text')
    .option('--output <file>', 'where to write the report instead of to standard output')
    .option('--severity <rule=level>', 'how bad the findings of a rule are: error, warning or info (repeatable)', collect, [])
    .option('--without <rule>', 'a rule to leave out (repeatable)', collect, [])
    .action((paths: string[], options: CheckOptions) => done(check(paths, options, io)));
  command.command('migrate')
    .description('Plan how bucket policies that deny uploads without an encryption header move to default encryption. '
      + 'Ends with 0 if there is nothing to migrate, with 1 if there is something, with 2 if something cannot be read.')
    .argument('[paths...]', 'cloud assemblies, templates, or folders of templates (default: cdk.out)')
    .option('--format <format>', 'how to print the plan: text, json', 'text')
    .option('--output <file>', 'where to write the plan instead of to standard output')
    .action((paths: string[], options: MigrateOptions) => done(migrate(paths, options, io)));
  command.command('rules')
    .description('List the rules.')
    .option('--format <format>', 'how to list: text, json', 'text')
    .action(({ format }: { format: string }) => done(rules(format, io)));
  command.command('explain')
    .description('Say why there is a rule, and how to fix what it finds.')
    .argument('<rule>', 'the name of the rule')
    .action((name: string) => done(explain(name, io)));
  return command;
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

/** One line: whatever happens, nobody is shown a stack trace. */
function messageOf(error: unknown): string {
  const message = printable((error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, ' '));
  return error instanceof InputError || error instanceof UsageError ? message : `unexpected error: ${message}`;
}
