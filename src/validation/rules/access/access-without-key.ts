import { type Keyless, keyless } from '../private/access/keyless';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

const KEY_POLICY = 'Properties.KeyPolicy';

// docs/decisions/0060
export const accessWithoutKey: Rule = {
  metadata: {
    name: 'AccessWithoutKey',
    topic: Topic.ACCESS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Principals that can use the objects of a bucket can use its key',
    why: 'S3 calls AWS KMS with the permissions of the principal that reads or writes an object. If the principal isn\'t allowed to use '
      + 'the key, each request fails with Access Denied, although the S3 permissions are correct. This happens when a bucket with '
      + 'existing grants gets a KMS key, because a grant includes only the key that the bucket has at that time. Roles that are allowed all buckets by a wildcard are '
      + 'checked for the bucket of an S3 Files file system or S3 Access Grants location that uses them.',
    fix: 'Call grantRead(), grantWrite() or grantReadWrite() of the bucket after the bucket has its key, or allow kms:Decrypt (to read) and '
      + 'kms:GenerateDataKey with kms:Decrypt (to write) on the key\'s ARN in a policy of the principal: key.grantDecrypt() or '
      + 'key.grantEncryptDecrypt() of a kms.Key. With an EncryptionKey, use the grant methods of the bucket. For services, add a statement to the key policy.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions',
      'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
    ],
  },

  * check(posture) {
    const byKeyPolicy = new Map<string, Keyless[]>();
    for (const one of keyless(posture)) {
      if (!one.byKeyPolicy) {
        yield ofIdentity(one);
        continue;
      }
      const { access: { bucket }, key, missing } = one;
      const cause = [key, bucket].map(({ resource }) => `${resource.template}/${resource.logicalId}`).concat(missing, String(isSure(one))).join('|');
      byKeyPolicy.set(cause, [...byKeyPolicy.get(cause) ?? [], one]);
    }
    // One policy stands in the way of all of them.
    for (const all of byKeyPolicy.values()) { yield ofKeyPolicy(all); }
  },
};

function ofIdentity(one: Keyless): Finding {
  const { who, access, key, missing, doubtful, used } = one;
  const { bucket, resource, property } = access;
  const [bucketName, keyName] = [bucket.resource.logicalId, key.resource.logicalId];
  const can = `${capitalized(who)} can ${verb(access)} objects of bucket ${bucketName}`;
  if (missing.length > 0 && used) {
    return violation(resource, property,
      `${can}, but is not allowed ${listed(missing)} with the bucket's key ${keyName}. Add ${grant(missing)}.`, severityOf(one));
  }
  const reason = missing.length > 0
    ? 'it is not known whether the bucket encrypts with that key'
    : reasonOf(one);
  return cannotTell(resource, property,
    `${can}. It cannot be determined whether it is allowed ${listed(missing.length > 0 ? missing : doubtful)} with the bucket's key ${keyName}: ${reason}.`, severityOf(one));
}

function ofKeyPolicy(all: readonly Keyless[]): Finding {
  const [one] = all;
  const { access, key, missing } = one;
  const { logicalId } = access.bucket.resource;
  const names = listed([...new Set(all.map(({ who }) => who))]);
  const can = `can ${verb(access)} objects of bucket ${logicalId}`;
  return isSure(one)
    ? violation(key.resource, KEY_POLICY, `The key policy does not allow ${listed(missing)} to ${names}, which ${can}.`, severityOf(one))
    : cannotTell(key.resource, KEY_POLICY, `The key policy does not allow ${listed(missing)} to ${names}, which ${can}. `
      + 'It cannot be determined whether the key is used for these objects: '
      + `${one.used ? 'the service may name an encryption in its requests' : 'the encryption of the bucket depends on the deployment'}.`, severityOf(one));
}

/** A service may name another encryption than the bucket's default when it writes, as some do; what it reads is as it is. */
function isSure({ subject, used, access }: Keyless): boolean {
  return used && (subject !== undefined || access.reads);
}

/** What is missing for uploads in parts only is less than what is missing for every upload. */
function severityOf({ access, missing, doubtful }: Keyless): Severity | undefined {
  const lacking = missing.length > 0 ? missing : doubtful;
  return access.writes && !access.reads && !lacking.includes('kms:GenerateDataKey') ? Severity.WARNING : undefined;
}

function reasonOf({ subject, key }: Keyless): string {
  const problems = [...subject?.policies ?? [], key.policy].flatMap((policy) => policy.problems);
  const [reason = 'it depends on values that are known at deployment only'] = [...subject?.doubts ?? [], ...key.unseenPolicy === undefined ? [] : [key.unseenPolicy], ...problems];
  return reason;
}

function verb({ reads, writes }: Keyless['access']): string {
  return reads && writes ? 'read and write' : reads ? 'read' : 'write';
}

function grant(missing: readonly string[]): string {
  return missing.includes('kms:GenerateDataKey')
    ? 'them with key.grantEncryptDecrypt(), or a statement on the ARN of the key'
    : 'it with key.grantDecrypt(), or a statement on the ARN of the key';
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
