import * as fs from 'fs';
import * as path from 'path';
import { buildMatcher } from '@microsoft/jest-sarif/lib/build-matcher';
import * as fc from 'fast-check';
import { comparisonOf, states } from './comparisons';
import { documents, templates } from './templates';
import { fileContents, templateTexts, texts } from './texts';
import { ExitCode } from '../../src/cli/io';
import { ANONYMOUS, BUCKET_POLICY_ACTIONS, decide, Policy, PolicySearch, Principal, Wanted } from '../../src/policy-evaluation';
import { App, type Value } from '../../src/template';
import { parseTemplate, SourceMap, TemplateError } from '../../src/template-parser';
import { Posture } from '../../src/validation/posture';
import { RuleSet } from '../../src/validation/rule-sets/rule-set';
import { RuleName } from '../../src/validation/rules';
import { ran } from '../cli/support';
import { cpuSeconds } from '../support/cpu-time';

// docs/decisions/0081
/** What holds of every input. */
export interface Property {
  /**
   * @param longest How long a text of an input can be
   * @param directory For the files of an input
   * @param trying Told each input before it is tried
   */
  (longest: number, directory: string, trying?: (input: unknown) => void): fc.IProperty<[unknown]>;
}

/** Many times what any of these inputs takes. */
const MOST_CPU_SECONDS = 20;

const EVERY_RULE = RuleSet.strict().including(...Object.values(RuleName));
const ENVIRONMENT = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const BUCKET = 'arn:aws:s3:::b';

export const PROPERTIES: { readonly [what: string]: Property } = {
  'a template is read, or refused by a TemplateError': (longest, _, trying) => property(trying,
    fc.tuple(templateTexts(longest), fc.constantFrom('a.json', 'a.yaml', 'a.template')),
    ([text, file]) => twice(() => {
      const json = unlessRefused(() => parseTemplate(text, file));
      if (json === REFUSED) { return json; }
      const map = new SourceMap(text, file);
      return [json, ['Resources', 'Bucket', 'Properties', 'BucketName'].map((__, i, all) => map.locate(all.slice(0, i)))];
    }),
  ),

  'every rule judges a template, whatever its functions and conditions are': (longest, _, trying) => property(trying,
    templates(longest),
    (sources) => twice(() => EVERY_RULE._judge(posture(sources)).map(({ rule, resource, property: place, status, severity, message }) =>
      [rule.name, resource.template, resource.logicalId, place, status, severity, message])),
  ),

  'two states of a template are compared, and what one way says the way back says in reverse': (longest, _, trying) => property(trying,
    states(longest),
    (pair) => twice(() => comparisonOf(pair)),
  ),

  'a policy is evaluated and searched, whatever its document is': (longest, _, trying) => property(trying,
    // Many statements or long texts, not both: a policy of megabytes is refused by every service.
    fc.tuple(
      fc.oneof(documents(texts(longest), longest), documents(texts(100), 100, Math.ceil(longest / 100))),
      texts(longest),
    ),
    ([document, text]) => twice(() => answersTo(document, text)),
  ),

  'the CLI ends with a code, whatever files and arguments it is given': (longest, directory, trying) => property(trying,
    fc.tuple(
      fc.dictionary(fc.constantFrom('a.json', 'b.yaml', 'c.template', 'cdk.out/manifest.json', 'cdk.out/S.template.json', 'folder/d.yml'), fileContents(longest), { maxKeys: 4 }),
      fc.array(anArgument(), { maxLength: 6 }),
      fc.constantFrom('json', 'sarif', undefined),
    ),
    ([files, args, format]) => {
      fs.rmSync(directory, { recursive: true, force: true });
      fs.mkdirSync(directory, { recursive: true });
      for (const [name, bytes] of Object.entries(files)) {
        fs.mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
        fs.writeFileSync(path.join(directory, name), bytes);
      }
      const formatted = format !== undefined && !args.some((arg) => arg.startsWith('-'));
      return twice(() => runOnce(directory, formatted ? ['check', ...args.filter((arg) => arg !== 'check'), '--format', format] : args, formatted ? format : undefined));
    },
  ),
};

const ARGUMENTS = [
  'check', 'migrate', 'diff', 'rules', 'explain', '.', 'a.json', 'b.yaml', 'c.template', 'cdk.out', 'folder', 'nothing', 'KmsKeyRotation', '--', '-', '--help', '--version', '--format', 'json', 'sarif', 'text',
  '--rule-set', 'strict', 'nag', '--severity', 'KmsKeyRotation=error', 'KmsKeyRotation', '--without', 'Nothing',
];

function anArgument(): fc.Arbitrary<string> {
  return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ARGUMENTS) }, { weight: 1, arbitrary: texts(200).filter(staysInside) });
}

/** Reads and writes nothing outside of the folder of the run. */
function staysInside(argument: string): boolean {
  return !/^[/\\]|\.\.|^-/.test(argument);
}

const REFUSED = 'refused';

function unlessRefused<T>(work: () => T): T | typeof REFUSED {
  try {
    return work();
  } catch (error) {
    if (error instanceof TemplateError) { return REFUSED; }
    throw error;
  }
}

function posture(sources: readonly object[]): Posture {
  return Posture.of(App.of(sources.map((json, i) => ({ name: `T${i}`, json: structuredClone(json), environment: i === 0 ? ENVIRONMENT : undefined }))));
}

function answersTo(document: unknown, text: string): unknown {
  const json = { Resources: { Bucket: { Type: 'AWS::S3::Bucket' }, P: { Type: 'AWS::S3::BucketPolicy', Properties: { PolicyDocument: document } } } };
  const value = App.of([{ name: 'T', json, environment: ENVIRONMENT }]).templates[0].resource('P')!.read('PolicyDocument') as Value;
  const context = { 'aws:SecureTransport': 'false', 's3:prefix': text, 'aws:PrincipalTag/a': [text, 'x'] };
  const request = { principal: Principal.role('arn:aws:iam::111122223333:role/r'), action: 's3:GetObject', resource: `${BUCKET}/${text}`, context };
  const search = new PolicySearch(value);
  const callers = [...search.identities, ANONYMOUS, ...search.services];
  return [
    decide(request, { resource: Policy.of(value), resourceAccount: ENVIRONMENT.account, kind: 's3' }),
    ...Object.values(Wanted).map((wanted) => {
      const space = { callers, actions: BUCKET_POLICY_ACTIONS, resource: BUCKET, context: { 'aws:SecureTransport': 'false' } };
      const { outcome, reason, request: found } = search.find(wanted, space);
      return [outcome, reason, found && search.inWords(found, space)];
    }),
  ];
}

const validSarif = buildMatcher() as unknown as (log: unknown) => { readonly pass: boolean; message(): string };

function runOnce(directory: string, args: readonly string[], format: string | undefined): unknown {
  const result = ran(directory, ...args);
  if (!(result.code in ExitCode)) { throw new Error(`the program ended with ${result.code}`); }
  if (/unexpected error|\n\s+at /.test(result.stderr)) { throw new Error(`the program did not expect it: ${result.stderr}`); }
  if (format !== undefined && result.stdout !== '') {
    const log: unknown = JSON.parse(result.stdout);
    const { pass, message } = format === 'sarif' ? validSarif(log) : { pass: true, message: () => '' };
    if (!pass) { throw new Error(message()); }
  }
  return result;
}

/** What is found has to be the same again, and in CPU time that leaves no doubt. */
function twice(work: () => unknown): void {
  const answers: unknown[] = [];
  const seconds = cpuSeconds(() => { answers.push(work()); });
  answers.push(work());
  const [first, again] = answers.map((answer) => JSON.stringify(answer));
  if (first !== again) { throw new Error(`first ${first}, then ${again}`); }
  if (seconds > MOST_CPU_SECONDS) { throw new Error(`took ${seconds.toFixed(0)} s of CPU time`); }
}

function property<T>(trying: ((input: unknown) => void) | undefined, inputs: fc.Arbitrary<T>, holds: (input: T) => void): fc.IProperty<[unknown]> {
  return fc.property(inputs, (input) => {
    trying?.(input);
    holds(input);
  });
}
