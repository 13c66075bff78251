import * as fs from 'fs';
import * as path from 'path';
import { type App, aws_logs as cwLogs, aws_s3 as s3, aws_sns as sns, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import * as library from '../../src';
import {
  AccessLogDelivery, AlertTopic, BatchJobAlerts, BucketChangeAlerts, BucketReplication, DefaultEncryption, DirectoryBucketZone, EncryptedBucket,
  EncryptedBucketDefaults, EncryptedDirectoryBucket, EncryptedTableBucket, EncryptedVectorBucket, EncryptionDashboard, EncryptionHook,
  EncryptionInventory, EncryptionKey, EncryptionMonitor, KeyChangeAlerts, KeyLifecycleAlerts, KeyUseAlarms, KmsQuotaAlarm, LogBucket,
  ObjectReencryption, ObjectTrail, OrganizationGuardrail, ReplicationAccess, ReplicationDestination, ReplicationHealth, RequestAlarms,
  SseAlgorithm, TwoWayReplication, UploadAlarms, UploadMetrics, VectorBucketEncryption, VectorDistanceMetric, WatchedBuckets,
} from '../../src';
import { type ContextKeys, Policy } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template';
import { FRAMEWORK_EDITIONS, FRAMEWORK_TITLES, RULES } from '../../src/validation/rules';
import { ACCOUNT, REGION } from '../support/concrete';
import { Deployment, mayUseKey } from '../support/deployment';
import { run, snippetsBelow } from '../support/pages';
import { MODERN, naming, policyOf, s3Request } from '../support/requests';
import { aStack } from '../support/stacks';

const ROOT = path.join(__dirname, '..', '..');
const HOME = { account: ACCOUNT, region: REGION };

const textOf = (page: string) => fs.readFileSync(path.join(ROOT, 'docs', page), 'utf8');

/** The rows of the table whose heading begins with a text. */
function rowsOf(page: string, heading: string): string[][] {
  const lines = textOf(page).split('\n');
  const from = lines.findIndex((line) => line.startsWith(`| ${heading} |`));
  if (from === -1) { throw new Error(`${page} has no table of ${heading}`); }
  const rows = lines.slice(from + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end === -1 ? undefined : end).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
}

describe('troubleshooting', () => {
  /** The Sids of statements that deny something, wherever the library writes them. */
  const SIDS = [...new Set(['policy', 'keys', 'logging', 'bucket', 'mixins', 'guardrails', 'replication'].flatMap((room) => fs.readdirSync(path.join(ROOT, 'src', room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...fs.readFileSync(path.join(ROOT, 'src', room, file), 'utf8').matchAll(/'(Deny[A-Z]\w+)'|`(Deny[A-Z]\w+)\$\{/g)].map(([, sid, beginning]) => sid ?? `${beginning}...`))))];

  test('explains the Sid of every statement that denies something', () => {
    expect(SIDS.length).toBeGreaterThan(12);
    expect(rowsOf('guides/troubleshooting.md', 'Sid').map(([sid]) => /`([^`]+)`/.exec(sid)![1]).sort()).toEqual(SIDS.sort());
  });
});

describe('enforcement', () => {
  const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
  /** As S3 shows an upload without headers: the header is missing, the key is that of the default encryption. */
  const WITH_DEFAULT: readonly ContextKeys[] = [{ ...MODERN, ...naming(undefined, KEY) }, MODERN];
  const HEADER = 's3:x-amz-server-side-encryption';

  function requireKms(): Policy {
    const stack = aStack({ region: 'us-east-1' });
    new OrganizationGuardrail(stack, 'Guardrail', { requireKms: true });
    return Policy.of(Object.values(Template.fromStack(stack).findResources('AWS::Organizations::Policy'))[0].Properties.Content);
  }

  const POLICIES: { readonly [row: string]: () => Policy[] } = {
    'SCP that denies uploads if `s3:x-amz-server-side-encryption` is missing, or isn\'t `aws:kms`': () => [
      { Null: { [HEADER]: 'true' } },
      { StringNotEquals: { [HEADER]: 'aws:kms' } },
    ].map((Condition) => policyOf({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: '*', Condition }] })),
    '`requireKms`': () => [requireKms()],
  };

  test.each(rowsOf('guides/enforcement.md', 'Policy'))('%s: %s with SSE-KMS, %s with SSE-S3', (row, ...outcomes) => {
    for (const policy of POLICIES[row]()) {
      const found = WITH_DEFAULT.map((context) => policy.denies(s3Request('PutObject', 'arn:aws:s3:::data/key', context)) === Ternary.YES ? 'denied' : 'accepted');
      expect(found).toEqual(outcomes);
    }
  });
});

describe('key changes', () => {
  const rows = rowsOf('guides/key-changes.md', '| Former key').slice(1);
  const deployments = snippetsBelow('docs/guides/key-changes.md', 'Three deployments').map(({ code }) => {
    const stack = run({ code: `${code.replace(/^new EncryptedBucket/m, 'const bucket = new EncryptedBucket')}\nbucket.grantReadWrite(role);` });
    return new Deployment(stack.node.root as App);
  });

  test('there are three deployments', () => { expect([rows.length, deployments.length]).toEqual([3, 3]); });

  test.each(rows)('%s, a role can use the former key to %s, and the new key to %s', (when, ...outcomes) => {
    const deployment = deployments[rows.findIndex(([row]) => row === when)];
    const { bucketArn, region } = deployment.target('mystack-data');
    const context = { 'kms:ViaService': `s3.${region}.amazonaws.com`, 'kms:EncryptionContext:aws:s3:arn': bucketArn };
    const found = ['formerKey', 'newKey'].map((name) => {
      const [key] = deployment.all('AWS::KMS::Key').filter(({ arn }) => arn.toLowerCase().includes(name.toLowerCase()));
      const target = key && { ...deployment.target('mystack-data'), keyArn: key.arn, keyPolicy: policyOf(key.resource.Properties!.KeyPolicy) };
      const can = (action: string) => target !== undefined && mayUseKey(action, context, deployment.identity('MyStack-Role1'), target);
      return [...can('GenerateDataKey') ? ['encrypt'] : [], ...can('Decrypt') ? ['decrypt'] : []].join(' and ') || '–';
    });
    expect(found).toEqual(outcomes);
  });
});

// docs/decisions/0115
describe('costs', () => {
  const KEY_ARN = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
  const keysOf = (make: (stack: Stack) => unknown) => {
    const stack = aStack(HOME);
    make(stack);
    return Object.keys(Template.fromStack(stack).findResources('AWS::KMS::Key')).length;
  };
  const plain = (stack: Stack, id = 'Plain') => new EncryptedBucket(stack, id, { defaultEncryption: DefaultEncryption.sseS3() });
  const replication = (stack: Stack) => new BucketReplication(stack, 'Replication', {
    source: plain(stack, 'Source'),
    rules: [{ destination: ReplicationDestination.bucket(plain(stack, 'Replicas')) }],
  });
  const MADE: { readonly [construct: string]: (stack: Stack) => unknown } = {
    '`EncryptedBucket`': (stack) => new EncryptedBucket(stack, 'Data'),
    '`EncryptionKey`': (stack) => new EncryptionKey(stack, 'Key'),
    '`EncryptedDirectoryBucket`': (stack) => new EncryptedDirectoryBucket(stack, 'Scratch', { zone: DirectoryBucketZone.availabilityZone('euw1-az1') }),
    '`EncryptedTableBucket`': (stack) => new EncryptedTableBucket(stack, 'Lake', { tableBucketName: 'lake' }),
    '`EncryptedVectorBucket`': (stack) => new EncryptedVectorBucket(stack, 'Embeddings'),
    '`EncryptedBucketDefaults`': (stack) => {
      EncryptedBucketDefaults.applyTo(stack);
      new s3.Bucket(stack, 'Data');
    },
    '`LogBucket`': (stack) => new LogBucket(stack, 'Logs'),
    '`BucketReplication`, `TwoWayReplication`': (stack) => {
      replication(stack);
      new TwoWayReplication(stack, 'TwoWay', { first: plain(stack, 'First'), second: plain(stack, 'Second') });
    },
    '`ReplicationHealth`': (stack) => new ReplicationHealth(stack, 'Health', { replication: replication(stack) }),
    '`ReplicationAccess`': (stack) => new ReplicationAccess(stack, 'Access', {
      bucket: plain(stack), sourceAccount: '444455556666', sourceRole: 'replicates-orders',
    }),
    '`EncryptionInventory`': (stack) => new EncryptionInventory(stack, 'Inventory', { bucket: plain(stack) }),
    '`ObjectReencryption`': (stack) => new ObjectReencryption(stack, 'Reencryption', {
      bucket: new EncryptedBucket(stack, 'Data', {
        defaultEncryption: DefaultEncryption.sseKms({
          key: EncryptionKey.fromEncryptionKeyAttributes(stack, 'Theirs', {
            keyArn: KEY_ARN,
          }),
        }),
      }),
    }),
    '`EncryptionMonitor`': (stack) => new EncryptionMonitor(stack, 'Monitor', { buckets: WatchedBuckets.of(plain(stack)) }),
    '`AlertTopic`': (stack) => new AlertTopic(stack, 'Topic'),
    '`ObjectTrail`': (stack) => new ObjectTrail(stack, 'Trail').watch(plain(stack)),
    '`BucketChangeAlerts`, `KeyChangeAlerts`, `KeyLifecycleAlerts`, `BatchJobAlerts`': (stack) => {
      const topic = new sns.Topic(stack, 'Topic');
      new BucketChangeAlerts(stack, 'BucketChanges', { bucketNames: ['data'], topic });
      new KeyChangeAlerts(stack, 'KeyChanges', { keyArns: [KEY_ARN], topic });
      new KeyLifecycleAlerts(stack, 'KeyLifecycle', { keyArns: [KEY_ARN], topic });
      new BatchJobAlerts(stack, 'BatchJobs', { topic });
    },
    '`UploadMetrics`, `UploadAlarms`, `RequestAlarms`, `KmsQuotaAlarm`, `KeyUseAlarms`, `EncryptionDashboard`': (stack) => {
      const topic = new sns.Topic(stack, 'Topic');
      new UploadMetrics(stack, 'UploadMetrics', { logGroup: new cwLogs.LogGroup(stack, 'LogGroup') });
      new UploadAlarms(stack, 'UploadAlarms', { expected: [{ bucketName: 'data', algorithm: SseAlgorithm.SSE_KMS }], topic });
      new RequestAlarms(stack, 'RequestAlarms', { topic });
      new KmsQuotaAlarm(stack, 'KmsQuota', { topic });
      new KeyUseAlarms(stack, 'KeyUse', { keyArns: [KEY_ARN], topic });
      new EncryptionDashboard(stack, 'Dashboard').addBuckets({ bucketName: 'data', algorithm: SseAlgorithm.SSE_KMS, keyArn: KEY_ARN });
    },
    '`AccessLogDelivery`': (stack) => new AccessLogDelivery(stack, 'Logs', { bucket: plain(stack) }),
    '`OrganizationGuardrail`': (stack) => new OrganizationGuardrail(stack, 'Guardrail'),
    '`EncryptionHook`': (stack) => new EncryptionHook(stack, 'Hook'),
  };
  const rows = rowsOf('costs.md', 'Construct');

  test.each(rows.filter(([construct]) => construct in MADE))('%s creates as many keys as the page says: %s', (construct, keys) => {
    expect(keysOf(MADE[construct])).toBe(parseInt(keys, 10));
  });

  test('each construct of the table is tried, except those that create no resources with keys', () => {
    expect(rows.map(([construct]) => construct).filter((construct) => !(construct in MADE))).toEqual(['`EncryptionConfigRules`', '`S3EncryptionChecks`, the CLI']);
  });

  test('every public construct has a row', () => {
    const constructs = Object.entries(library).filter(([, exported]) => typeof exported === 'function' && exported.prototype instanceof Construct).map(([name]) => name);
    const named = rows.flatMap(([cell]) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name));
    expect(constructs.length).toBeGreaterThan(20);
    // What BucketReplication extends, and nobody creates.
    expect(constructs.filter((name) => !named.includes(name))).toEqual(['Replication']);
  });

  test('a vector index with a key of its own, an object trail without keys, and defaults with SSE-KMS have as many keys as the page says', () => {
    expect(keysOf((stack) => {
      new EncryptedVectorBucket(stack, 'Embeddings')
        .addIndex('Index', { indexName: 'index', dimension: 4, distanceMetric: VectorDistanceMetric.COSINE, encryption: VectorBucketEncryption.sseKms() });
    })).toBe(2);
    expect(keysOf((stack) => {
      const encryptionKey = new EncryptionKey(stack, 'Key');
      const trail = new ObjectTrail(stack, 'Trail', { logBucket: new LogBucket(stack, 'Logs'), encryptionKey });
      trail.watch(plain(stack));
    })).toBe(1);
    const twoBuckets = (oneKeyPerStack: boolean) => keysOf((stack) => {
      EncryptedBucketDefaults.applyTo(stack, { encryption: DefaultEncryption.sseKms(), oneKeyPerStack });
      for (const id of ['First', 'Second']) { new s3.Bucket(stack, id); }
    });
    expect([twoBuckets(false), twoBuckets(true)]).toEqual([2, 1]);
  });

  test('a monitor without data events has one key', () => {
    expect(keysOf((stack) => new EncryptionMonitor(stack, 'Monitor', { buckets: WatchedBuckets.of(plain(stack)), uploads: false }))).toBe(1);
  });

  const number = (text: string) => Number(text.replace(/[^\d.]/g, ''));

  test('sums are right', () => {
    const requests = rowsOf('costs.md', '| Requests').length;
    expect(requests).toBeGreaterThan(0);
    const FREE = 20_000;
    for (const [what, all, units] of rowsOf('costs.md', '| Requests')) {
      expect([what, number(units)]).toEqual([what, Math.max(0, number(all) - FREE) / 10_000]);
    }
    for (const [what, events, price] of rowsOf('costs.md', 'Per month')) {
      expect([what, number(price)]).toEqual([what, number(events) / 100_000 * 0.10]);
    }
  });

  test('each price has its source and the day on which it was read', () => {
    const paragraphs = textOf('costs.md').split(/\n\n/).filter((text) => /US\$ [\d.]+ (per month for each|for )/.test(text));
    expect(paragraphs.length).toBe(3);
    expect(paragraphs.filter((text) => !/\(\[[^\]]+\]\(https:\/\/aws\.amazon\.com\/[^)]+\), read on \d{4}-\d{2}-\d{2}\)/.test(text))).toEqual([]);
  });
});

test('the table of encryptions agrees with the table of log sources', () => {
  const columns = ['sseS3()', 'sseKms()', 'sseKms({ bucketKey: false })', 'sseKmsAwsManaged()', 'dsseKms()', 'dsseKmsAwsManaged()'];
  const accepted = rowsOf('log-sources.md', 'Source').map((row) => row.slice(1));
  const logs = new Map(rowsOf('guides/choosing-encryption.md', '| Key per month').map((row) => [row[0].slice(1, -1), row[7]]));
  expect([...logs.keys()]).toEqual(columns);
  for (const [name, says] of logs) {
    // The columns of the other table: with an S3 Bucket Key, and without one.
    const answers = accepted.map((row) => row[columns.indexOf(name)]);
    expect([name, says === 'none']).toEqual([name, answers.every((answer) => answer === 'no')]);
  }
  expect(accepted.filter(([sseS3]) => sseS3 === 'no')).toHaveLength(1);
});

test('the page of controls has every control of every rule', () => {
  const page = textOf('controls.md');
  for (const { metadata: { name, controls } } of RULES) {
    for (const framework of Object.keys(FRAMEWORK_TITLES) as (keyof typeof FRAMEWORK_TITLES)[]) {
      const section = page.split(`## ${FRAMEWORK_TITLES[framework]}\n`)[1].split('\n## ')[0];
      for (const control of controls[framework] ?? []) {
        expect(section.split('\n').some((line) => line.startsWith(`| ${control} |`) && line.includes(`[${name}](rules/${name}.md)`))).toBe(true);
      }
    }
  }
});

describe('the page of controls says of each framework', () => {
  const rows = new Map(rowsOf('controls.md', 'Framework').map(([framework, version, readOn]) => [/^\[(.+)\]\(#/.exec(framework)![1], { version, readOn }]));

  test.each(Object.keys(FRAMEWORK_TITLES) as (keyof typeof FRAMEWORK_TITLES)[])('%s which version was read, and when', (framework) => {
    const { readOn, source, version = 'none: its controls keep their IDs' } = FRAMEWORK_EDITIONS[framework];
    expect(rows.get(FRAMEWORK_TITLES[framework])).toEqual({ version, readOn: `[${readOn}](${source})` });
    expect(readOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  test('a version that its title agrees with', () => {
    const [cis, nist, pci] = (['cisAws5', 'nist80053r5', 'pciDss4'] as const).map((framework) => FRAMEWORK_EDITIONS[framework].version);
    expect([FRAMEWORK_TITLES.cisAws5, FRAMEWORK_TITLES.nist80053r5, FRAMEWORK_TITLES.pciDss4]).toEqual([
      `CIS AWS Foundations Benchmark v${cis!.split('.')[0]}`, `NIST SP 800-53 ${nist!.replace('Revision', 'Rev.')}`, `PCI DSS v${pci!.split('.')[0]}`,
    ]);
  });
});
