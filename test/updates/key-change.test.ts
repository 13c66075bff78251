import { Cloud } from './cloud';
import { BEFORE, type Deployment, deployed, FIRST, SECOND, type Step, THIRD, type Variant, VARIANTS } from './key-change';
import { type Ask, deniedBetween, type Moment } from './moments';
import { type AccessRequest, type ContextKeys, Principal } from '../../src/policy-evaluation';
import { HOME } from '../catalogue';
import { deploymentOrder } from '../support/deployment-order';
import { MODERN, naming } from '../support/requests';

const VIA_S3 = { 'kms:ViaService': `s3.${HOME.region}.amazonaws.com` };
const OWNED = { 's3:x-amz-acl': 'bucket-owner-full-control' };

/** Who sends requests: a role of the apps by its name, or a service. */
interface Caller { readonly title: string; readonly role?: string; readonly service?: (app: Deployment) => { name: string; context: ContextKeys } }

interface Who { readonly principal: Principal; readonly role?: string; readonly context: ContextKeys }

/** The requests of callers to the bucket. */
class Requests {
  constructor(private readonly app: Deployment, private readonly who: Who, private readonly key: string, private readonly bucketKey: boolean) {}

  get = (keyArn: string): AccessRequest[] => [this.s3('GetObject'), ...this.kms(['Decrypt'], keyArn)];

  /** An upload, in parts too, that says what it wants, or nothing. */
  put = (keyArn: string, headers: ContextKeys = {}): AccessRequest[] => [this.s3('PutObject', headers), ...this.kms(['GenerateDataKey', 'Decrypt'], keyArn)];

  s3(action: string, headers: ContextKeys = {}): AccessRequest {
    return { principal: this.who.principal, action: `s3:${action}`, resource: this.object, context: { ...MODERN, ...this.who.context, ...headers } };
  }

  kms(actions: readonly string[], keyArn: string): AccessRequest[] {
    return actions.flatMap((action) => (this.bucketKey ? [this.app.bucketArn, this.object] : [this.object]).map((context) => ({
      principal: this.who.principal,
      action: `kms:${action}`,
      resource: keyArn,
      context: { ...this.who.role === undefined ? {} : VIA_S3, 'kms:EncryptionContext:aws:s3:arn': context, ...this.who.context },
    })));
  }

  private get object(): string { return `${this.app.bucketArn}/${this.key}`; }
}

/** The key of the default encryption of the moment. */
function defaultKey(moment: Moment, bucketArn: string): string {
  const [rule] = moment.at(bucketArn)!.properties.BucketEncryption.ServerSideEncryptionConfiguration as any[];
  return rule.ServerSideEncryptionByDefault.KMSMasterKeyID as string;
}

/** The key of the replicas of the moment. */
function replicaKey(moment: Moment, sourceArn: string): string {
  const [rule] = moment.at(sourceArn)!.properties.ReplicationConfiguration.Rules as any[];
  return rule.Destination.EncryptionConfiguration.ReplicaKmsKeyID as string;
}

type Use = (requests: Requests, app: Deployment, moment: Moment, stored: readonly string[], named: readonly string[]) => AccessRequest[];

const READS: Use = (requests, _, __, stored) => stored.flatMap((key) => requests.get(key));
/** Without headers, and naming each key that a client may name. */
const WRITES: Use = (requests, app, moment, _, named) => [
  ...requests.put(defaultKey(moment, app.bucketArn)), ...named.flatMap((key) => requests.put(key, naming('aws:kms', key))),
];
const WRITES_WITHOUT_HEADERS: Use = (requests, app, moment) => requests.put(defaultKey(moment, app.bucketArn));
const both = (...uses: Use[]): Use => (...args) => uses.flatMap((use) => use(...args));

const CALLERS: [Caller, string, Use][] = [
  [{ title: 'a reader of the same stack', role: 'near' }, 'object', READS],
  [{ title: 'a role of another stack', role: 'far' }, 'object', both(READS, WRITES)],
  [{ title: 'a role with a grant for a prefix', role: 'prefixed' }, 'in/object', both(READS, WRITES)],
  [{ title: 'a role of another account', role: 'foreign' }, 'object', both(READS, WRITES)],
  [{ title: 'a reader by grantCrossAccountRead()', role: 'partner-reads' }, 'object', READS],
  [{ title: 'a writer by grantCrossAccountWrite()', role: 'partner-writes' }, 'object', WRITES],
  [{ title: 'the role of snapshot exports', role: 'exports' }, 'object', both(READS, WRITES)],
  [{ title: 'who starts snapshot exports', role: 'starter' }, 'object', (_, { roles }, __, ___, named) => named.map((key) => ({
    principal: Principal.role(roles.starter),
    action: 'kms:CreateGrant',
    resource: key,
    context: { 'kms:ViaService': `rds.${HOME.region}.amazonaws.com`, 'kms:GrantIsForAWSResource': 'true' },
  }))],
  [{ title: 'CloudFront', service: (app) => ({ name: 'cloudfront.amazonaws.com', context: { 'aws:SourceArn': app.distributionArn } }) }, 'object', both(READS, WRITES)],
  [
    { title: 'AWS Config', service: () => ({ name: 'config.amazonaws.com', context: { ...OWNED, 'aws:SourceAccount': HOME.account } }) },
    `AWSLogs/${HOME.account}/Config/${HOME.region}/2026/1/1/ConfigHistory/log.gz`, WRITES,
  ],
  [
    { title: 'S3 Inventory', service: (app) => ({ name: 's3.amazonaws.com', context: { ...OWNED, 'aws:SourceArn': app.listedArn, 'aws:SourceAccount': HOME.account } }) },
    'the-listed/report.csv', WRITES_WITHOUT_HEADERS,
  ],
  [{ title: 'replication of what is stored', role: 'replicates-out' }, 'object', (requests, _, __, stored) => [
    requests.s3('GetObjectVersionForReplication'), ...stored.flatMap((key) => requests.kms(['Decrypt'], key)),
  ]],
  [{ title: 'replication from another account', role: 'replicates-into' }, 'object', (requests, { originalArn }, moment) => {
    const key = replicaKey(moment, originalArn);
    return [requests.s3('ReplicateObject', naming('aws:kms', key)), ...requests.kms(['Encrypt', 'GenerateDataKey', 'Decrypt'], key)];
  }],
];

const WAYS: [string, Step, Step, { stored: string[]; named: string[] }][] = [
  ['the new key is accepted', BEFORE, FIRST, { stored: ['Former'], named: ['Former'] }],
  ['it becomes the default, and the old one is accepted', FIRST, SECOND, { stored: ['Former', 'Next'], named: ['Former', 'Next'] }],
  ['the old one is taken out', SECOND, THIRD, { stored: ['Next'], named: ['Next'] }],
];

const APPS = new Map<string, Deployment>();

/** The apps of a variant, each synthesized once. */
function madeFor(step: Step, title: string, variant: Variant): Deployment {
  const id = JSON.stringify([step, title]);
  const made = APPS.get(id) ?? deployed(step, variant);
  APPS.set(id, made);
  return made;
}

/** What of a caller's requests is denied at some moment between two deployments. */
function denied(
  [from, to]: readonly [Deployment, Deployment], bucketKey: boolean, [caller, key, use]: typeof CALLERS[number], stored: string[], named: string[],
): string[] {
  const service = caller.service?.(to);
  const roleArn = caller.role === undefined ? undefined : to.roles[caller.role];
  const who: Who = roleArn !== undefined
    ? { principal: Principal.role(roleArn), role: roleArn, context: {} }
    : { principal: Principal.service(service!.name), context: service!.context };
  const arns = (ids: string[]) => ids.map((id) => ({ ...from.keys, ...to.keys })[id]);
  const ask: Ask = (moment) => use(new Requests(to, who, key, bucketKey), to, moment, arns(stored), arns(named));
  return deniedBetween(from.world, to.world, roleArn, ask);
}

describe.each(VARIANTS)('the key of a bucket is changed: %s', (title, variant) => {
  test('nothing is replaced, and the bucket is protected all the time', () => {
    const apps = [BEFORE, FIRST, SECOND, THIRD].map((step) => madeFor(step, title, variant));
    const cloud = new Cloud();
    for (const { world } of apps) { cloud.deploy(world); }
    expect(cloud.faults).toEqual([]);
    for (const { world } of apps) { expect(deploymentOrder(world)).toContain('Data end'); }
    expect(new Set(apps.map(({ bucketArn, keys }) => `${bucketArn} ${keys.Former}`)).size).toBe(1);
  });

  describe.each(WAYS)('%s', (_, before, after, { stored, named }) => {
    test.each(CALLERS.map((row) => [row[0].title, row] as const))('%s is never denied', (_name, row) => {
      expect(denied([madeFor(before, title, variant), madeFor(after, title, variant)], variant.bucketKey, row, stored, named)).toEqual([]);
    });
  });
});

describe('each of the three deployments is needed', () => {
  const [[title, variant]] = VARIANTS;
  const ways = (before: Step, after: Step, stored: string[], named: string[] = []) => CALLERS
    .filter((row) => denied([madeFor(before, title, variant), madeFor(after, title, variant)], variant.bucketKey, row, stored, named).length > 0)
    .map(([caller]) => caller.title);

  test('a key that was not accepted before locks writers out until policies follow', () => {
    expect(ways(BEFORE, SECOND, ['Former'])).toEqual(expect.arrayContaining(['a role of another stack', 'a writer by grantCrossAccountWrite()', 'AWS Config', 'replication from another account']));
  });

  test('a key that is taken out too early locks readers out', () => {
    expect(ways(SECOND, THIRD, ['Former'])).toEqual(expect.arrayContaining(['a reader of the same stack', 'a role of another account', 'CloudFront', 'replication of what is stored']));
    expect(ways(BEFORE, THIRD, ['Former'])).toEqual(expect.arrayContaining(['a reader of the same stack', 'a role of another account', 'CloudFront']));
  });
});
