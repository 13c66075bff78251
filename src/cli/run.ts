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
import { parseRuleSet, parseSeverity, parseWithout, RULE_SET_NAMES } from './rule-sets';
import { rules, RULES_FORMATS } from './rules';
import { WriteError } from './write-error';
import { libraryVersion } from '../library';
import { printable } from '../validation/reports';
import { type RuleMetadata, Severity } from '../validation/rules';

/** The environment variable that makes errors show where in the program they come from. */
export const DEBUG_VARIABLE = 'CDK_S3_ENCRYPTION_DEBUG';

const HELP = `
Exit codes:
  0  no error found, or none that is not in the baseline (migrate: nothing to migrate; diff: nothing is weaker)
  1  at least one error found; with --fail-on warning, at least one warning (migrate: something to migrate;
     diff: something is weaker)
  2  the options could not be understood, or some of the input could not be read; the rest is checked (diff: nothing
     is compared)
  3  the output could not be written

Environment variables:
  ${DEBUG_VARIABLE}  if set, errors are printed with their stack traces
  NO_COLOR                 if set, nothing is coloured
  FORCE_COLOR              if set, files and pipes show colours too; 0 means none`;

const QUIET = ['--quiet', 'show neither progress nor warnings about templates; findings, errors and exit codes are the same'] as const;

const SEVERITY = ['--severity <rule=level>', 'how bad the findings of a rule are: error, warning or info (repeatable)', parseSeverity, []] as const;
const WITHOUT = ['--without <rule>', 'a rule to leave out (repeatable)', parseWithout, []] as const;

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
    .description('Checks the S3 encryption in CloudFormation templates and CDK cloud assemblies.')
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
    .description('Check templates. Ends with 0 if no error is found, with 1 if there is one, with 2 if something cannot be read.')
    .argument('[paths...]', 'cloud assemblies, templates, or folders of templates (default: cdk.out)')
    .addOption(ruleSet('which rules'))
    .addOption(format('how to report', CHECK_FORMATS))
    .option('--output <file>', 'where to write the report instead of to standard output', parseOutput)
    .addOption(new Option('--fail-on <severity>', 'from which severity on findings end with 1').choices([Severity.ERROR, Severity.WARNING]).default(Severity.ERROR))
    .option('--report <format=file>', 'another report to write to a file, beside the one that is printed (repeatable)', parseReport, [])
    .option('--ignore-other-files', 'leave out files that are named and are no templates, as pre-commit names them')
    .option('--baseline <file>', 'a former JSON report: only what is not in it is an error', parseOutput)
    .option('--update-baseline', 'write what is found to the file of --baseline, and end with 0')
    .option(...QUIET)
    .option(...SEVERITY)
    .option(...WITHOUT)
    .action((paths: string[], options: CheckOptions) => done(check(paths, options, io)));
  command.command('diff')
    .description('Say what changes in the encryption of buckets and keys, and in who may use them, between two states of an app. '
      + 'Ends with 0 if nothing is weaker, with 1 if something is, with 2 if something cannot be read.')
    .argument('<before>', 'a cloud assembly, a template, or a folder of templates')
    .argument('<after>', 'the same after the change')
    .addOption(ruleSet('which rules say what is new and resolved'))
    .addOption(format('how to report', DIFF_FORMATS))
    .option('--output <file>', 'where to write the report instead of to standard output', parseOutput)
    .addOption(new Option('--fail-on <effect>', 'which changes end with 1: weaker ones, those that are undetermined too, any, or none')
      .choices(DIFF_FAILURES).default('weaker'))
    .option(...QUIET)
    .option(...SEVERITY)
    .option(...WITHOUT)
    .action((before: string, after: string, options: DiffOptions) => done(diff(before, after, options, io)));
  command.command('migrate')
    .description('Plan how bucket policies that deny uploads without an encryption header move to default encryption. '
      + 'Ends with 0 if there is nothing to migrate, with 1 if there is something, with 2 if something cannot be read.')
    .argument('[paths...]', 'cloud assemblies, templates, or folders of templates (default: cdk.out)')
    .addOption(format('how to print the plan', MIGRATE_FORMATS))
    .option('--output <file>', 'where to write the plan instead of to standard output', parseOutput)
    .option(...QUIET)
    .action((paths: string[], options: MigrateOptions) => done(migrate(paths, options, io)));
  command.command('rules')
    .description('List the rules.')
    .addOption(format('how to list', RULES_FORMATS))
    .action((options: { format: Parameters<typeof rules>[0] }) => done(rules(options.format, io)));
  command.command('explain')
    .description('Say why there is a rule, and how to fix what it finds.')
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
