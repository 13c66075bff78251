import { type App, aws_s3 as s3, CfnParameter, Duration, Fn, aws_kms as kms, Size, Stack, Token } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { type Given, HOME, matching, reencrypted, REPORT, requestOf } from './support';
import {
  CurrentEncryption, DefaultEncryption, EncryptedBucket, EncryptionInventory, type EncryptionInventoryProps, type InventoryReportOptions, LogBucket,
  ObjectReencryption, type ObjectReencryptionProps, ObjectSelection, ObjectStorageClass, ReencryptionMethod,
} from '../../src';
import { aStack } from '../support/stacks';

const { COPY, UPDATE_IN_PLACE } = ReencryptionMethod;
const { ALL, CURRENT } = s3.InventoryObjectVersion;
const NOT_ENCRYPTED = [CurrentEncryption.notEncrypted()];
const SSE_S3 = { bucketEncryption: { serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms' } }] } };

/** Copies objects of a bucket; what is not given is that objects without encryption are to be found. */
function copied(bucket: (stack: Stack) => s3.IBucket | s3.CfnBucket, more: Partial<ObjectReencryptionProps> = {}, stack = aStack(HOME)) {
  return reencrypted({ bucket: bucket(stack), objects: matching(...NOT_ENCRYPTED), ...more }, stack);
}

const cfnBucket = (props: s3.CfnBucketProps) => (stack: Stack) => new s3.CfnBucket(stack, 'Data', { ...SSE_S3, ...props });
const imported = (stack: Stack) => s3.Bucket.fromBucketName(stack, 'Theirs', 'theirs');
const ofImported = (stack: Stack): Given => ({
  encryption: DefaultEncryption.sseKms({ key: kms.Key.fromKeyArn(stack, 'TheirKey', `arn:aws:kms:${HOME.region}:${HOME.account}:key/1`) }),
});

const BUCKETS: [string, (stack: Stack) => s3.IBucket | s3.CfnBucket, RegExp, boolean][] = [
  ['versioned', (stack) => new EncryptedBucket(stack, 'Data'), /versioning of the bucket is enabled/, true],
  ['with Object Lock', cfnBucket({ objectLockEnabled: true }), /versioning of the bucket is enabled/, true],
  ['suspended', cfnBucket({ versioningConfiguration: { status: 'Suspended' } }), /versioning of the bucket is suspended, and earlier versions remain/, true],
  ['enabled by an override', (stack) => {
    const bucket = cfnBucket({})(stack);
    bucket.addPropertyOverride('VersioningConfiguration.Status', 'Enabled');
    return bucket;
  }, /versioning of the bucket is enabled/, true],
  ['with versioned: false', (stack) => new EncryptedBucket(stack, 'Data', { versioned: false }), /might have versions, even if its template doesn't enable versioning/, false],
  ['of the L2, which says nothing', (stack) => new s3.Bucket(stack, 'Data', { encryption: s3.BucketEncryption.KMS_MANAGED }), /might have versions/, false],
  ['of the L1, which says nothing', cfnBucket({}), /might have versions/, false],
  ['with a token', cfnBucket({ versioningConfiguration: Token.asAny({ 'Fn::If': ['Versioned', { Status: 'Enabled' }, { Ref: 'AWS::NoValue' }] }) as any }), /might have versions/, false],
  ['with a parameter', (stack) => cfnBucket({ versioningConfiguration: { status: new CfnParameter(stack, 'Status').valueAsString } })(stack), /might have versions/, false],
  ['that is imported', imported, /might have versions/, false],
];

describe.each(BUCKETS)('a bucket %s', (name, bucket, reason, versioned) => {
  const more = (stack: Stack) => (name.endsWith('imported') ? ofImported(stack) : {});
  const attempt = (given: Given, stack = aStack(HOME)) => copied(bucket, { ...more(stack), ...given }, stack);

  test('no objects that S3 finds are copied', () => {
    for (const method of [undefined, COPY]) {
      expect(() => attempt({ method })).toThrow(reason);
      expect(() => attempt({ method })).toThrow(/^Stack\/Reencryption: objects of \S+ .*cannot be copied: .*becomes the current one\. Fix: list current versions .* ObjectSelection\.listedIn\(\)/);
    }
    const stated = /; if versioning was never enabled for the bucket, set neverVersioned to true instead\.$/;
    expect(() => attempt({})).toThrow(versioned ? /ObjectSelection\.listedIn\(\)\.$/ : stated);
  });

  if (versioned) {
    test.each([[{}], [{ objects: undefined, method: UPDATE_IN_PLACE }]])('that it never had versions is a contradiction (%#)', (given) => {
      expect(() => attempt({ neverVersioned: true, ...given }))
        .toThrow(/^Stack\/Reencryption: neverVersioned is true, but the versioning of bucket Stack\/\w+ is (Enabled|Suspended), .* Fix: omit neverVersioned/);
    });
  } else {
    test('which never had versions, as is said: they are', () => {
      const { job, stack } = attempt({ neverVersioned: true });
      expect(job.method).toBe(COPY);
      expect(requestOf(stack).ManifestGenerator).toBeDefined();
    });
  }

  test('those of a report are copied, if it lists current versions', () => {
    const options = (stack: Stack, objectVersions?: s3.InventoryObjectVersion): InventoryReportOptions =>
      ({ ...REPORT, bucket: s3.Bucket.fromBucketName(stack, 'Inventories', REPORT.bucket), encryptedWith: NOT_ENCRYPTED, objectVersions });
    const copiesListed = (versions?: s3.InventoryObjectVersion, given: Given = {}) => {
      const stack = aStack(HOME);
      return attempt({ objects: ObjectSelection.listedIn(options(stack, versions)), ...given }, stack);
    };
    expect(requestOf(copiesListed(CURRENT).stack).Manifest).toBeDefined();
    expect(() => copiesListed(ALL)).toThrow(/cannot be copied: the inventory lists all versions, each by its version ID, and the copy of a noncurrent version becomes the current one\. Fix: list current/);
    expect(() => copiesListed()).toThrow(/cannot be copied: the versions that the inventory lists are unknown, .* Fix: list current .* and objectVersions \(s3\.InventoryObjectVersion\.CURRENT\)\.$/);
    for (const untyped of ['ALL', 'all', '', null]) {
      expect(() => copiesListed(untyped as s3.InventoryObjectVersion)).toThrow(/^ObjectSelection\.listedIn: objectVersions cannot be .+\. Fix: use one of All, Current\.$/);
    }
    if (versioned) { return; }
    for (const versions of [undefined, ALL, CURRENT]) { expect(copiesListed(versions, { neverVersioned: true }).job.method).toBe(COPY); }
  });
});

test('in place, any list will do: each version is changed as it is', () => {
  for (const objectVersions of [undefined, ALL, CURRENT]) {
    const stack = aStack(HOME);
    const objects = ObjectSelection.listedIn({ ...REPORT, bucket: imported(stack), objectVersions });
    expect(reencrypted({ bucket: new EncryptedBucket(stack, 'Data'), objects }, stack).job.method).toBe(UPDATE_IN_PLACE);
  }
});

test('versioning that is turned on after it was said that there never was any', () => {
  const stack = aStack(HOME);
  const bucket = new s3.CfnBucket(stack, 'Data', SSE_S3);
  copied(() => bucket, { neverVersioned: true }, stack);
  bucket.versioningConfiguration = { status: 'Enabled' };
  expect(() => Template.fromStack(stack)).toThrow(/\[Stack\/Reencryption\] neverVersioned is true, but the versioning of bucket Stack\/Data is Enabled, .* Fix: /);
});

describe('the inventory of a report', () => {
  const key = (id: string, prefix = 'inventory/') => `${prefix}data/${id}/2026-01-04T01-00Z/manifest.json`;
  const listedBy = (props: Partial<EncryptionInventoryProps> = {}, report: Partial<InventoryReportOptions> = {}, other = false) => {
    const stack = aStack(HOME);
    const [bucket, another] = ['Data', 'Other'].map((id) => new EncryptedBucket(stack, id));
    const inventory = new EncryptionInventory(stack, 'Inventory', {
      bucket: other ? another : bucket, format: s3.InventoryFormat.CSV, objectVersions: CURRENT, ...props,
    });
    const objects = ObjectSelection.listedIn({ inventory, manifestObjectKey: key('encryption'), manifestEtag: 'e', encryptedWith: NOT_ENCRYPTED, ...report });
    return { stack, inventory, job: new ObjectReencryption(stack, 'Job', { bucket, objects }) };
  };

  test('says where the report is, and what it lists', () => {
    const { stack, inventory, job } = listedBy();
    expect(job.method).toBe(COPY);
    expect(JSON.stringify(stack.resolve(inventory.reports.bucketArn))).toContain('InventoryReports');
    expect(requestOf(stack).Manifest!.Location!.ObjectArn).toMatch(/inventoryreports\w+\/inventory\/data\/encryption\/2026-01-04T01-00Z\/manifest\.json$/);
  });

  test.each<[string, Partial<EncryptionInventoryProps>, Partial<InventoryReportOptions>]>([
    ['the id', { inventoryId: 'weekly' }, { manifestObjectKey: key('weekly') }],
    ['the folder', { reportsPrefix: 'a/b' }, { manifestObjectKey: key('encryption', 'a/b/') }],
    ['the versions, said twice', {}, { objectVersions: CURRENT }],
  ])('is known by %s', (_, props, report) => {
    expect(listedBy(props, report).job.method).toBe(COPY);
  });

  test.each<[string, () => unknown, RegExp]>([
    ['which lists all versions', () => listedBy({ objectVersions: ALL }), /the inventory lists all versions/],
    ['which lists all versions by default', () => listedBy({ objectVersions: undefined }), /the inventory lists all versions/],
    ['of another bucket', () => listedBy({}, {}, true), /inventory Stack\/Inventory doesn't list the objects of Stack\/Data\. Fix: /],
    ['which is not CSV', () => listedBy({ format: undefined }), /has the format Parquet, but S3 Batch Operations accepts only CSV reports\. Fix: /],
    ['of which something else is said', () => listedBy({ objectVersions: ALL }, { objectVersions: CURRENT }), /objectVersions is Current, but inventory Stack\/Inventory lists All\. Fix: omit objectVersions/],
    ['with the report of another inventory', () => listedBy({}, { manifestObjectKey: key('of-all-versions') }),
      /manifestObjectKey \S+ is not the key of a report of inventory Stack\/Inventory\. Fix: pass a key of the form inventory\/BUCKET\/encryption\/TIME\/manifest\.json\./],
    ['in another folder', () => listedBy({}, { manifestObjectKey: key('encryption', 'other/') }), /is not the key of a report/],
    ['beside a bucket', () => {
      const bucket = new s3.Bucket(aStack(HOME), 'Inventories');
      return listedBy({}, { bucket });
    }, /bucket and inventory are both set in ObjectSelection\.listedIn\(\)\. Fix: /],
    ['that is not given, nor is a bucket', () => listedBy({}, { inventory: undefined }), /neither bucket nor inventory is set in ObjectSelection\.listedIn\(\)\. Fix: /],
  ])('%s is refused', (_, attempt, message) => {
    expect(attempt).toThrow(new RegExp(`^Stack/Job: .*${message.source}`));
  });
});

describe('the warning says what else a copy changes', () => {
  const warningOf = (stack: Stack): string => {
    const [{ entry }, ...others] = Annotations.fromStack(stack).findWarning('/Stack/Reencryption', Match.stringLikeRegexp('objectsAreCopied'));
    expect(others).toEqual([]);
    return String(entry.data);
  };
  const warning = (bucket: (stack: Stack) => s3.IBucket | s3.CfnBucket, more: (stack: Stack) => Given = () => ({ neverVersioned: true })) => {
    const stack = aStack(HOME);
    return warningOf(copied(bucket, more(stack), stack).stack);
  };
  const current = (stack: Stack): Given => ({
    objects: ObjectSelection.listedIn({ ...REPORT, bucket: s3.Bucket.fromBucketName(stack, 'Inventories', REPORT.bucket), objectVersions: CURRENT, encryptedWith: NOT_ENCRYPTED }),
  });
  const ofImportedBucket = (stack: Stack) => ({ ...ofImported(stack), ...current(stack) });
  const locked = (stack: Stack) => new EncryptedBucket(stack, 'Data', { objectLockDefaultRetention: s3.ObjectLockRetention.compliance(Duration.days(9)) });
  const owned = (objectOwnership: string) => cfnBucket({ ownershipControls: { rules: [{ objectOwnership }] } });

  test.each([['any bucket', cfnBucket({})], ['an EncryptedBucket', (stack: Stack) => new EncryptedBucket(stack, 'Data', { versioned: false })]])('%s', (_, bucket) => {
    const text = warning(bucket);
    for (const part of [
      /^Objects of Stack\/Data are copied onto themselves, because .*objects are not encrypted\.|managed key is not known\./,
      /Each copy is a new object: its last-modified date is that of the copy, its ETag can differ, and lifecycle rules, replication rules and event notifications treat it as new\./,
      /Metadata and tags are copied; website redirect locations aren't\./,
      /Copies of objects in other storage classes are S3 Standard, unless ObjectSelection\.matching\(\) specifies exactly one storage class\./,
      /Copies fail for objects that are larger than 5 GB, or are archived\. The completion report lists them\./,
      /An object that is overwritten while S3 copies it can be replaced by the copy of its former content: pause uploads that overwrite objects\./,
    ]) { expect(text).toMatch(part); }
    expect(text).not.toMatch(/Object Lock|SSE-C/);
  });

  test.each<[string, (stack: Stack) => s3.IBucket | s3.CfnBucket, (stack: Stack) => Given, RegExp]>([
    ['never versioned', cfnBucket({}), () => ({ neverVersioned: true }), /The copy replaces the original\./],
    ['versioned', (stack) => new EncryptedBucket(stack, 'Data'), current, /The copy becomes the current version, with another version ID, and the original becomes a noncurrent version: noncurrent versions keep their former encryption and are billed/],
    ['suspended', cfnBucket({ versioningConfiguration: { status: 'Suspended' } }), current, /with the version ID null, and replaces an original that has the same version ID: noncurrent versions keep/],
    ['not known to be versioned', imported, ofImportedBucket, /The copy becomes the current version\. If the bucket has versions, noncurrent versions keep/],
  ])('of the versions of a bucket that is %s', (_, bucket, more, expected) => {
    const text = warning(bucket, more);
    expect(text).toMatch(expected);
    expect(text.match(/The copy (becomes|replaces)/g)).toHaveLength(1);
  });

  test.each<[string, (stack: Stack) => s3.IBucket | s3.CfnBucket, (stack: Stack) => Given, RegExp | undefined]>([
    ['enabled', owned('ObjectWriter'), () => ({ neverVersioned: true }), / The ACL of each copy is private: grants in the ACL of the original are lost\./],
    ['enabled for the owner', owned('BucketOwnerPreferred'), () => ({ neverVersioned: true }), / The ACL of each copy is private/],
    ['disabled', owned('BucketOwnerEnforced'), () => ({ neverVersioned: true }), undefined],
    ['disabled by an EncryptedBucket', (stack) => new EncryptedBucket(stack, 'Data', { versioned: false }), () => ({ neverVersioned: true }), undefined],
    ['not mentioned', cfnBucket({}), () => ({ neverVersioned: true }), /If ACLs are enabled, the ACL of each copy is private/],
    ['known at deployment only', owned(Fn.importValue('ownership')), () => ({ neverVersioned: true }), /If ACLs are enabled, the ACL of each copy is private/],
    ['not known', imported, ofImportedBucket, /If ACLs are enabled, the ACL of each copy is private/],
  ])('of ACLs that are %s', (_, bucket, more, expected) => {
    const text = warning(bucket, more);
    if (expected) { expect(text).toMatch(expected); } else { expect(text).not.toContain('ACL'); }
  });

  test.each<[string, (stack: Stack) => s3.IBucket | s3.CfnBucket, (stack: Stack) => Given, RegExp | undefined]>([
    ['on', locked, current, / Retention periods and legal holds aren't copied: a copy has the default retention of the bucket, if the bucket has one, and otherwise isn't locked\./],
    ['off', (stack) => new EncryptedBucket(stack, 'Data'), current, undefined],
    ['not known', imported, ofImportedBucket, /If Object Lock is enabled, retention periods and legal holds aren't copied/],
  ])('of Object Lock that is %s', (_, bucket, more, expected) => {
    const text = warning(bucket, more);
    if (expected) { expect(text).toMatch(expected); } else { expect(text).not.toContain('Object Lock'); }
  });

  test.each<[string, Parameters<typeof ObjectSelection.matching>[0], RegExp[], RegExp[]]>([
    ['one storage class', { storageClasses: [ObjectStorageClass.STANDARD_IA] }, [/Copies fail for objects that are larger than 5 GB\./], [/S3 Standard/, /archived/]],
    ['two storage classes', { storageClasses: [ObjectStorageClass.STANDARD, ObjectStorageClass.GLACIER_IR] }, [/are S3 Standard/, /Copies fail for objects that are larger than 5 GB\./], [/archived/]],
    ['a class that archives by itself', { storageClasses: [ObjectStorageClass.INTELLIGENT_TIERING] }, [/Copies fail for objects that are larger than 5 GB, or are archived\./], [/S3 Standard/]],
    ['small objects', { smallerThan: Size.gibibytes(5) }, [/Copies fail for objects that are archived\./], [/5 GB/]],
    ['small objects of one storage class', { smallerThan: Size.mebibytes(1), storageClasses: [ObjectStorageClass.STANDARD] }, [/Each copy is a new object/], [/5 GB/, /fail/]],
  ])('of %s', (_, options, told, untold) => {
    const objects = ObjectSelection.matching({ encryptedWith: NOT_ENCRYPTED, ...options });
    const text = warning(cfnBucket({}), () => ({ neverVersioned: true, objects }));
    for (const part of told) { expect(text).toMatch(part); }
    for (const part of untold) { expect(text).not.toMatch(part); }
  });

  test('of objects that are listed', () => {
    const text = warning((stack) => new EncryptedBucket(stack, 'Data'), current);
    expect(text).toMatch(/Copies fail for objects that are larger than 5 GB, or are archived, or use SSE-C, or were deleted after they were listed\./);
    expect(text).toMatch(/Copies of objects in other storage classes are S3 Standard\./);
  });

  test('with the operation that is asked for, which sends none of it', () => {
    const { stack } = copied((one) => new EncryptedBucket(one, 'Data', { versioned: false }), { neverVersioned: true });
    const { S3PutObjectCopy } = requestOf(stack).Operation!;
    expect(Object.keys(S3PutObjectCopy!).filter((name) => S3PutObjectCopy![name as keyof typeof S3PutObjectCopy] !== undefined)).toEqual(['TargetResource']);
  });
});

describe('where the completion report goes', () => {
  const reportsIn = (stack: Stack, env: object) => new LogBucket(new Stack(stack.node.root as App, 'Logs', { env }), 'Reports', { bucketName: 'the-reports' });

  test('to another Region is refused', () => {
    const stack = aStack(HOME);
    expect(() => reencrypted({ reports: reportsIn(stack, { ...HOME, region: 'us-east-1' }) }, stack)).toThrow(
      `Stack/Reencryption: reports cannot be delivered to bucket Logs/Reports in us-east-1: the job runs in ${HOME.region}, the Region of its objects, `
      + `and S3 writes reports only in the Region of the job. Fix: pass a LogBucket in ${HOME.region}.`);
  });

  test('also if only the bucket says in which Region it is', () => {
    const stack = aStack();
    const bucket = s3.Bucket.fromBucketAttributes(stack, 'Theirs', { bucketName: 'theirs', region: HOME.region });
    expect(() => reencrypted({ bucket, ...ofImported(stack), reports: reportsIn(stack, { region: 'us-east-1' }) }, stack)).toThrow(/the job runs in /);
  });

  test('to one that is not known is accepted', () => {
    const stack = aStack();
    expect(reencrypted({ reports: new LogBucket(stack, 'Reports') }, stack).job.reports).toBeDefined();
  });
});

describe('tokens', () => {
  test('for one key are one key', () => {
    const stack = aStack(HOME);
    const key = (id: string) => kms.Key.fromKeyArn(stack, id, Fn.importValue('key'));
    const bucket = new EncryptedBucket(stack, 'Data', { defaultEncryption: DefaultEncryption.sseKms({ key: key('Key') }) });
    const objects = matching(CurrentEncryption.sseKms({ key: key('SameKey'), bucketKey: true }));
    expect(() => reencrypted({ bucket, objects }, stack)).toThrow(/with SSE-KMS already match the default encryption of the bucket/);
  });

  test('in a description are not cut', () => {
    const stack = aStack(HOME);
    const description = `${'x'.repeat(250)}${Token.asString({ Ref: 'AWS::StackName' })}`;
    reencrypted({ description }, stack);
    const template = JSON.stringify(Template.fromStack(stack).toJSON());
    expect(template).not.toContain('${Tok');
    expect(template).toContain('AWS::StackName');
  });
});
