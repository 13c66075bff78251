import { Argument, Command, CommanderError, Option } from 'commander';
import { check, CHECK_FORMATS, type CheckOptions } from './check';
import { diff, DIFF_FAILURES, DIFF_FORMATS, type DiffOptions } from './diff';
import { explain } from './explain';
import { ExitCode, type Io } from './io';
import { NAME, sayWhatFailed } from './messages';
import { migrate, MIGRATE_FORMATS, type MigrateOptions } from './migrate';
import { parseOutput } from './output-option';
import { parseReport } from './report-option';
import { ruleNamed } from './rule-names';
import { parseRuleSet, parseSeverity, parseWithout } from './rule-sets';
import { rules, RULES_FORMATS } from './rules';
import { WriteError } from './write-error';
import { libraryVersion } from '../library';
import { printable } from '../validation/reports';
import { RULE_SET_NAMES } from '../validation/rule-sets/internal';
import { type RuleMetadata, Severity } from '../validation/rules';

/** The environment variable that makes errors show where in the program they come from. */
export const DEBUG_VARIABLE = 'CDK_S3_ENCRYPTION_DEBUG';

const HELP = `
Exit codes:
  0  no errors, or only errors that are in the baseline (migrate: nothing to migrate; diff: no weaker protection)
  1  at least one error; with --fail-on warning, at least one warning (migrate: policies to migrate;
     diff: weaker protection)
  2  an option or the baseline is invalid: nothing is checked; or some of the input could not be read: the rest
     is checked (diff: nothing is compared)
  3  the output could not be written

Environment variables:
  ${DEBUG_VARIABLE}  if set, errors are printed with their stack traces
  NO_COLOR                 if set, the output has no colors
  FORCE_COLOR              if set, the output has colors in files and pipes too; 0 disables colors`;

const QUIET = ['--quiet', 'hide progress and warnings about templates; findings, errors and exit codes are not affected'] as const;

const SEVERITY = ['--severity <rule=level>', 'the severity of a rule: error, warning or info (repeatable)', parseSeverity, []] as const;
const WITHOUT = ['--without <rule>', 'a rule to exclude (repeatable)', parseWithout, []] as const;

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
    sayWhatFailed(error, io);
    return error instanceof WriteError ? ExitCode.NOT_WRITTEN : ExitCode.FAILURE;
  }
}

function program(io: Io, done: (code: ExitCode) => void): Command {
  const command = new Command(NAME)
    .description('Checks the S3 encryption of CloudFormation templates and CDK cloud assemblies.')
    .version(libraryVersion())
    .addHelpText('afterAll', HELP)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout(text),
      writeErr: (text) => io.stderr(text),
      // commander quotes what it was given.
      outputError: (text, write) => write(`${NAME}: ${text.replace(/^error: /, '').split('\n').map(printable).join('\n')}`),
    });
  command.command('check')
    .description('Check templates. Exits with 0 if no error is found, 1 if there is an error, or 2 if some of the input cannot be read.')
    .argument('[paths...]', 'cloud assemblies, templates, or folders of templates (default: cdk.out)')
    .addOption(ruleSet('the rule set'))
    .addOption(format('the format of the report', CHECK_FORMATS))
    .option('--output <file>', 'the file to write the report to, instead of standard output', parseOutput)
    .addOption(new Option('--fail-on <severity>', 'the lowest severity for exit code 1').choices([Severity.ERROR, Severity.WARNING]).default(Severity.ERROR))
    .option('--report <format=file>', 'an additional report to write to a file (repeatable)', parseReport, [])
    .option('--ignore-other-files', 'ignore paths of files that are not templates, for example from pre-commit')
    .option('--baseline <file>', 'a JSON report of an earlier run; only findings that are not in it cause failure', parseOutput)
    .option('--update-baseline', 'write the findings to the file of --baseline, and exit with 0')
    .option(...QUIET)
    .option(...SEVERITY)
    .option(...WITHOUT)
    .action((paths: string[], options: CheckOptions) => done(check(paths, options, io)));
  command.command('diff')
    .description('Compare two states of an app: the encryption of buckets and keys, and who can use them. '
      + 'Exits with 0 if no protection is weaker, 1 if some protection is weaker, or 2 if some of the input cannot be read.')
    .argument('<before>', 'a cloud assembly, a template, or a folder of templates')
    .argument('<after>', 'the same after the change')
    .addOption(ruleSet('the rule set for new and resolved findings'))
    .addOption(format('the format of the report', DIFF_FORMATS))
    .option('--output <file>', 'the file to write the report to, instead of standard output', parseOutput)
    .addOption(new Option('--fail-on <effect>', 'the changes for exit code 1: weaker only, weaker and undetermined, any, or none')
      .choices(DIFF_FAILURES).default('weaker'))
    .option(...QUIET)
    .option(...SEVERITY)
    .option(...WITHOUT)
    .action((before: string, after: string, options: DiffOptions) => done(diff(before, after, options, io)));
  command.command('migrate')
    .description('Plan how to migrate bucket policies that deny uploads without an encryption header to default encryption. '
      + 'Exits with 0 if there is nothing to migrate, 1 if there are policies to migrate, or 2 if some of the input cannot be read.')
    .argument('[paths...]', 'cloud assemblies, templates, or folders of templates (default: cdk.out)')
    .addOption(format('the format of the plan', MIGRATE_FORMATS))
    .option('--output <file>', 'the file to write the plan to, instead of standard output', parseOutput)
    .option(...QUIET)
    .action((paths: string[], options: MigrateOptions) => done(migrate(paths, options, io)));
  command.command('rules')
    .description('List the rules.')
    .addOption(format('the format of the list', RULES_FORMATS))
    .action((options: { format: Parameters<typeof rules>[0] }) => done(rules(options.format, io)));
  command.command('explain')
    .description('Explain the purpose of a rule and how to fix its findings.')
    .addArgument(new Argument('<rule>', 'the name of the rule').argParser(ruleNamed))
    .action((rule: RuleMetadata) => done(explain(rule, io)));
  return command;
}

function ruleSet(description: string): Option {
  return new Option('--rule-set <name>', description).choices(RULE_SET_NAMES).argParser(parseRuleSet).default('recommended');
}

function format(description: string, choices: readonly string[]): Option {
  return new Option('--format <format>', description).choices(choices).default('text');
}
