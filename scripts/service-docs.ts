/**
 * Writes what each service needs that writes to a bucket or reads from it, from the data with which constructs accept or refuse logs and rules
 * judge writers.
 */
import * as fs from 'fs';
import * as path from 'path';
import { OTHER_SERVICES } from './service-docs/other-services';
import { SERVICE_BY_FACTORY } from '../src/logging/log-services';
import {
  type DocumentedAt, LOG_SERVICES, LogEncryption, LogPermission, type LogService, NamedEncryption, ObjectLockObstacle, WRITER_SERVICES,
  type WriterService,
} from '../src/services';

const FILE = path.join(__dirname, '..', 'docs', 'services.md');
const GENERATED = '<!-- Generated from src/services by "npx projen docs:services". Change the source, not this page. -->';

/** What a request names, as the end of a sentence. */
const NAMED: { readonly [named in NamedEncryption]: string } = {
  [NamedEncryption.NONE]: 'no encryption, so that S3 applies the default encryption of the bucket',
  [NamedEncryption.SSE_S3]: 'SSE-S3',
  [NamedEncryption.SSE_KMS]: 'SSE-KMS with the AWS managed key `aws/s3`',
  [NamedEncryption.DSSE_KMS]: 'DSSE-KMS',
  [NamedEncryption.UNDOCUMENTED]: 'an encryption that AWS does not document',
};

interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

const sections = [...WRITER_SERVICES.map(writer), ...LOG_SERVICES.map(logs), ...OTHER_SERVICES.map(other)]
  .sort((a, b) => (a.title.toLowerCase() < b.title.toLowerCase() ? -1 : 1));

fs.writeFileSync(FILE, `${[
  GENERATED,
  '# Services and encrypted buckets',
  'What to set, what to grant, and what cannot work, for each service that writes to a bucket or reads from it. An encryption that a service names in its '
  + 'requests takes precedence over the default encryption of the bucket. An `EncryptedBucket` denies every encryption but its own, and accepts requests that '
  + 'name none. The rule [WritersMatchEncryption](rules/WritersMatchEncryption.md) reports services of your app that name another encryption.',
  'Services that use a role need the permissions of the role only: `bucket.grantRead()`, `bucket.grantPut()`, and `bucket.grantReadWrite()` of an '
  + '`EncryptedBucket` grant the key, too. Services that call with a service principal need the bucket policy and the key policy: `bucket.acceptLogsFrom()` '
  + 'writes both for [sources of logs](log-sources.md).',
  ...sections.flatMap(({ title, lines }) => [`## ${title}`, lines.join('\n')]),
].join('\n\n')}\n`);

function writer({ calledBy, documentedAt, grant, keyActions, limits, resources, title }: WriterService): Section {
  const rows = new Map<string, string[]>();
  for (const { encryption: { otherwise }, fix, type, what } of resources) {
    const key = JSON.stringify([`\`${type}\``, capitalized(NAMED[otherwise]), capitalized(fix.kmsKey ?? fix.none ?? fix.sseS3 ?? 'nothing')]);
    rows.set(key, [...rows.get(key) ?? [], what]);
  }
  return {
    title,
    lines: [
      row('Writes', 'Resource', 'Without configuration it names', 'For a bucket with an AWS KMS key'),
      row('---', '---', '---', '---'),
      ...[...rows].map(([key, whats]) => row(capitalized(list(whats)), ...JSON.parse(key) as string[])),
      '',
      item('Grant', grant),
      item('Caller', caller(calledBy, keyActions)),
      ...limits.map((limit) => item('Note', limit)),
      source(documentedAt),
    ],
  };
}

function logs(service: LogService): Section {
  const [factory] = Object.entries(SERVICE_BY_FACTORY).find(([, one]) => one === service) ?? [];
  const { documentedAt, encryption, keyPolicyActions, kmsRefused, objectLock, permission, principal, title, writer: by } = service;
  return {
    title: capitalized(title),
    lines: [
      item('Writes', `${encryption}${kmsRefused === undefined ? '' : ` (${kmsRefused})`}`),
      item('Set', settingOf(service)),
      item('Grant', grantOf(service, factory)),
      item('Caller', caller(by ?? `\`${principal}\``, permission === LogPermission.ACL ? [] : keyPolicyActions)),
      ...permission === LogPermission.ACL ? [item('Note', 'The bucket needs ACLs, so it has to be a `LogBucket`.')] : [],
      ...objectLock === ObjectLockObstacle.NONE ? [] : [item('Note', objectLock === ObjectLockObstacle.ANY
        ? 'The bucket must not have Object Lock.'
        : 'The bucket must not have a default retention of Object Lock.')],
      source(documentedAt),
    ],
  };
}

function settingOf({ configuresKey, encryption, resources, withoutKey }: LogService): string {
  if (encryption === LogEncryption.SSE_S3) { return 'nothing: use a bucket with SSE-S3, such as a `LogBucket`. A bucket with an AWS KMS key does not work'; }
  const keys = resources.flatMap(({ kmsKey = [], type, within = [] }) => (kmsKey.length === 0 ? [] : [`\`${[...within, ...kmsKey].join('.')}\` of \`${type}\``]));
  const without = withoutKey === undefined ? '' : `. Without it the service names ${NAMED[withoutKey]}`;
  if (keys.length > 0) { return `for a bucket with an AWS KMS key, ${keys.join(' and ')} to the ARN of the key of the bucket${without}`; }
  return configuresKey ? 'the key of the bucket in the configuration of the service' : 'nothing: the service uses the default encryption of the bucket, which has to be SSE-S3 or SSE-KMS with a customer managed key';
}

function grantOf({ permission }: LogService, factory: string | undefined): string {
  if (permission === LogPermission.ROLE) { return `the role that the service is given, with [\`LogSource.${factory}()\`](log-sources.md)`; }
  return factory === undefined
    ? '`s3:GetBucketAcl` and `s3:PutObject` in the bucket policy, which AWS completes when the delivery is created'
    : `call \`bucket.acceptLogsFrom(LogSource.${factory}())\`, see [sources of logs](log-sources.md)`;
}

function caller(who: string, keyActions: readonly string[]): string {
  return keyActions.length === 0 ? who : `${who}. Documented on a customer managed key: ${codes(keyActions)}`;
}

function other({ grant, limits, set, title, url }: (typeof OTHER_SERVICES)[number]): Section {
  return { title, lines: [item('Set', set), item('Grant', grant), ...limits.map((limit) => item('Note', limit)), item('Documentation', `<${url}>`)] };
}

function item(name: string, text: string): string {
  return `- **${name}:** ${capitalized(text)}${/[.>]$/.test(text) ? '' : '.'}`;
}

function source({ read, url }: DocumentedAt): string {
  return item('Documentation', `<${url}>, read on ${read}`);
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function codes(actions: readonly string[]): string {
  return actions.map((action) => `\`${action}\``).join(', ');
}

function row(...cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function list(names: readonly string[]): string {
  const unique = [...new Set(names)];
  return unique.length < 2 ? unique.join() : `${unique.slice(0, -1).join(', ')} and ${unique[unique.length - 1]}`;
}
