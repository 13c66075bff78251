import * as fs from 'fs';
import * as path from 'path';
import * as cdk from 'aws-cdk-lib';
import * as ts from 'typescript';
import * as library from '../../src';
import {
  BucketReplication, DirectoryBucketZone, EncryptedBucket, EncryptedDirectoryBucket, EncryptedTableBucket, EncryptionKey, EncryptionMonitor,
  ReplicationDestination, WatchedBuckets,
} from '../../src';

const ROOT = path.join(__dirname, '..', '..');
const FIXTURE = fs.readFileSync(path.join(ROOT, 'rosetta', 'default.ts-fixture'), 'utf8');
const HOME = { account: '111122223333', region: 'eu-west-1' };

/** A code example of a page: `ts` is translated to other languages, `mts` is not. */
export interface Snippet {
  readonly page: string;
  readonly line: number;
  readonly code: string;
}

/** The code examples in TypeScript of a page, by its path within the repository. */
export function snippetsOf(page: string): Snippet[] {
  const text = fs.readFileSync(path.join(ROOT, page), 'utf8');
  return [...text.matchAll(/^```m?ts\n([\s\S]*?)^```$/gm)].map((match) => ({
    page,
    line: text.slice(0, match.index).split('\n').length,
    code: match[1],
  }));
}

/** The code examples below a heading of a page, up to the next heading of any level. */
export function snippetsBelow(page: string, heading: string): Snippet[] {
  const text = fs.readFileSync(path.join(ROOT, page), 'utf8').replace(/^```[\s\S]*?^```$/gm, (block) => block.replace(/^#/gm, ' '));
  const lines = text.split('\n');
  const from = lines.findIndex((line) => line.replace(/^#+ /, '') === heading && line.startsWith('#'));
  if (from === -1) { throw new Error(`${page} has no heading "${heading}"`); }
  const next = lines.findIndex((line, index) => index > from && /^#+ /.test(line));
  return snippetsOf(page).filter(({ line }) => line > from && (next === -1 || line <= next));
}

/** The modules that the fixture of the examples imports by a name. */
const MODULES: { readonly [name: string]: unknown } = Object.fromEntries([...FIXTURE.matchAll(/^import \* as (\w+) from '(aws-cdk-lib\/[\w-]+)'/gm)]
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  .map(([, name, module]) => [name, require(module) as unknown]));

/** What examples declare, by its type. */
const DECLARED: { readonly [type: string]: (stack: cdk.Stack, name: string) => unknown } = {
  'BucketReplication': (stack, name) => new BucketReplication(stack, `${name}Replication`, {
    source: new EncryptedBucket(stack, `${name}Source`),
    rules: [{ destination: ReplicationDestination.bucket(new EncryptedBucket(stack, `${name}Replicas`)) }],
  }),
  'EncryptedBucket': (stack, name) => new EncryptedBucket(stack, name),
  'EncryptedDirectoryBucket': (stack, name) => new EncryptedDirectoryBucket(stack, name, { zone: DirectoryBucketZone.availabilityZone('euw1-az1') }),
  'EncryptedTableBucket': (stack, name) => new EncryptedTableBucket(stack, name, { tableBucketName: 'lake' }),
  'EncryptionMonitor': (stack, name) => new EncryptionMonitor(stack, name, { buckets: WatchedBuckets.of(new EncryptedBucket(stack, `${name}Watched`)) }),
  'iam.Role': (stack, name) => new cdk.aws_iam.Role(stack, name, { assumedBy: new cdk.aws_iam.ServicePrincipal('lambda.amazonaws.com') }),
  'kms.IKey': (stack, name) => new EncryptionKey(stack, name),
  's3.Bucket': (stack, name) => new cdk.aws_s3.Bucket(stack, name),
  'sns.Topic': (stack, name) => new cdk.aws_sns.Topic(stack, name),
  'Stack': (stack, name) => new cdk.Stack(stack.node.root as cdk.App, name, { env: HOME }),
};

/** What the fixture of the examples declares. */
const GIVEN: { readonly [name: string]: (stack: cdk.Stack) => unknown } = {
  app: (stack) => stack.node.root,
  loadBalancer: (stack) => new cdk.aws_elasticloadbalancingv2.ApplicationLoadBalancer(stack, 'LoadBalancer', { vpc: new cdk.aws_ec2.Vpc(stack, 'Vpc') }),
  role: (stack) => DECLARED['iam.Role'](stack, 'Role'),
};

/** Runs a code example in a stack of its own, `MyStack`, which the app can synthesize. */
export function run({ code }: Pick<Snippet, 'code'>): cdk.Stack {
  const stack = new cdk.Stack(new cdk.App(), 'MyStack', { env: HOME });
  const names: { [name: string]: unknown } = { ...cdk, ...library, ...MODULES };
  for (const [, name, type] of code.matchAll(/^declare const (\w+): ([\w.]+);$/gm)) {
    if (!(type in DECLARED)) { throw new Error(`no value for ${name}: ${type}. Fix: add the type to test/support/pages.ts.`); }
    names[name] = DECLARED[type](stack, name);
  }
  for (const [name, make] of Object.entries(GIVEN)) {
    if (new RegExp(`\\b${name}\\b`).test(code) && !(name in names)) { names[name] = make(stack); }
  }
  const identifiers = Object.keys(names).filter((name) => new RegExp(`\\b${name}\\b`).test(code));
  const { outputText } = ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  (new Function(...identifiers, outputText) as (...values: unknown[]) => void).apply(stack, identifiers.map((name) => names[name]));
  return stack;
}
