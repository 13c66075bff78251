/**
 * Writes the table of what can be delivered to which bucket, from the data with which the constructs accept or refuse.
 */
import * as fs from 'fs';
import * as path from 'path';
import { SERVICE_BY_FACTORY } from '../src/logging/log-services';
import { otherTarget, TargetEncryption, whyRefused } from '../src/logging/target-encryption';
import { bucketActionsOf, LogPermission, type LogService, ObjectLockObstacle } from '../src/services';

const FILE = path.join(__dirname, '..', 'docs', 'log-sources.md');
const GENERATED = '<!-- Generated from src/services by "npx projen docs:log-sources". Change the source, not this page. -->';

const COLUMNS: { readonly [encryption in TargetEncryption]: string } = {
  [TargetEncryption.SSE_S3]: 'SSE-S3',
  [TargetEncryption.SSE_KMS_BUCKET_KEY]: 'SSE-KMS, own key, Bucket Key',
  [TargetEncryption.SSE_KMS]: 'SSE-KMS, own key',
  [TargetEncryption.SSE_KMS_AWS_MANAGED]: 'SSE-KMS, `aws/s3`',
  [TargetEncryption.DSSE_KMS]: 'DSSE-KMS, own key',
  [TargetEncryption.DSSE_KMS_AWS_MANAGED]: 'DSSE-KMS, `aws/s3`',
};
const ENCRYPTIONS = Object.values(TargetEncryption);

const factory = (name: string) => `\`LogSource.${name}()\``;
const services = Object.entries(SERVICE_BY_FACTORY);

fs.writeFileSync(FILE, `${[
  GENERATED,
  '# Sources of logs',
  'What `acceptLogsFrom()` of a `LogBucket` (which is SSE-S3) or of an `EncryptedBucket` accepts, and what it refuses with an error. '
  + 'With a customer managed key, it also adds the statements that the source needs to the key policy; `kms:Decrypt` is part of it where the bucket has an S3 Bucket Key.',
  table([
    ['Source', ...ENCRYPTIONS.map((encryption) => COLUMNS[encryption])],
    ...services.map(([name, kind]) => [factory(name), ...ENCRYPTIONS.map((encryption) => (accepts(kind, encryption) ? 'yes' : 'no'))]),
  ]),
  '## Who writes, and what it needs',
  'Sources that check the bucket when their logs are turned on have to wait for the bucket policy and the key policy: give the construct as '
  + '`producer`, or let it depend on what `acceptLogsFrom()` returns.',
  table([
    ['Source', 'What', 'Writer', 'On the bucket', 'On your key', 'Waits', 'No'],
    ...services.map(([name, kind]) => [
      factory(name), `[${kind.title}](${kind.documentedAt.url})`, writers(kind), list(bucketActionsOf(kind)), list(kind.permission === LogPermission.ACL ? [] : kind.keyPolicyActions), kind.checksBucket ? 'yes' : '', obstacle(kind),
    ]),
  ]),
  '## Why not',
  table([
    ['Encryption', 'Why', 'Instead', 'Sources'],
    ...[...refusals().entries()].map(([reason, names]) => [...JSON.parse(reason) as string[], [...names].map(factory).join(', ')]),
  ]),
].join('\n\n')}\n`);

function writers({ principal, principalInOptInRegions, writer }: LogService): string {
  if (writer !== undefined) { return writer; }
  return `\`${principal}\`${principalInOptInRegions === undefined ? '' : `; in opt-in Regions \`${principalInOptInRegions}\``}`;
}

function accepts(kind: LogService, encryption: TargetEncryption): boolean {
  return whyRefused(kind, encryption) === undefined;
}

/** The sources that are refused, by the encryptions, the reason and what to do instead. */
function refusals(): ReadonlyMap<string, string[]> {
  const all = new Map<string, string[]>();
  for (const [name, kind] of services) {
    for (const reason of new Set(ENCRYPTIONS.map((encryption) => whyRefused(kind, encryption)))) {
      if (reason === undefined) { continue; }
      const refused = ENCRYPTIONS.filter((encryption) => whyRefused(kind, encryption) === reason).map((encryption) => COLUMNS[encryption]);
      const row = JSON.stringify([refused.join('; '), reason, otherTarget(kind)]);
      all.set(row, [...all.get(row) ?? [], name]);
    }
  }
  return all;
}

function obstacle({ bucketNamePrefix, objectLock, permission }: LogService): string {
  return [
    { [ObjectLockObstacle.NONE]: undefined, [ObjectLockObstacle.DEFAULT_RETENTION]: 'default retention of Object Lock', [ObjectLockObstacle.ANY]: 'Object Lock' }[objectLock],
    permission === LogPermission.ACL ? 'bucket without ACLs, so a `LogBucket` only' : undefined,
    bucketNamePrefix === undefined ? undefined : `other bucket name than \`${bucketNamePrefix}*\``,
  ].filter((text) => text !== undefined).join(', ');
}

function list(actions: readonly string[]): string {
  return actions.map((action) => `\`${action}\``).join(', ');
}

function table([header, ...rows]: string[][]): string {
  return [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
