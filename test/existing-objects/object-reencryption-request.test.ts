import {
  CreateJobCommand, JobManifestFormat, JobReportFormat, JobReportScope, S3ControlClient, S3StorageClass,
} from '@aws-sdk/client-s3-control';
import { Size, type Stack } from 'aws-cdk-lib';
import { everyResource, formerKey, type Given, KEY_ARN, listed, reencrypted, requestOf, HOME } from './support';
import { CurrentEncryption, ObjectSelection, ObjectStorageClass, ReencryptionMethod } from '../../src';
import { ACCOUNT } from '../support/concrete';
import { serialized } from '../support/sdk';
import { aStack } from '../support/stacks';

const { COPY } = ReencryptionMethod;

describe('the request is what the SDK takes', () => {
  const everything = {
    prefix: 'reports/',
    suffix: '.csv',
    createdAfter: new Date('2020-01-01T00:00:00Z'),
    createdBefore: new Date('2024-01-01T00:00:00Z'),
    largerThan: Size.kibibytes(1),
    smallerThan: Size.gibibytes(4),
  };
  const CASES: [string, (stack: Stack) => Given][] = [
    ['nothing but a bucket', () => ({})],
    ['all filters', (stack) => ({
      objects: ObjectSelection.matching({
        ...everything,
        encryptedWith: [CurrentEncryption.sseS3(), CurrentEncryption.sseKms({ key: formerKey(stack), bucketKey: false })],
        storageClasses: Object.values(ObjectStorageClass),
      }),
    })],
    ['copies, from every encryption', (stack) => ({
      objects: ObjectSelection.matching({
        ...everything,
        encryptedWith: [CurrentEncryption.notEncrypted(), CurrentEncryption.dsseKms({ key: formerKey(stack) }), CurrentEncryption.sseKms()],
        storageClasses: [ObjectStorageClass.STANDARD_IA],
      }),
    })],
    ['a list', (stack) => ({ objects: listed(stack) })],
    ['other choices', () => ({ allObjectsReported: true, reportsPrefix: 'mine', priority: 42, confirmationRequired: true, description: 'again' })],
  ];

  /** Names and values, as JSON has them and as XML has them. */
  const named = (value: unknown): string[] => (typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => [...(Array.isArray(value) ? [] : [name]), ...named(inner)])
    : [String(value)]);

  test.each(CASES)('%s: nothing of it is dropped', async (_, given) => {
    const stack = aStack(HOME);
    reencrypted(given(stack), stack);
    const request = requestOf(stack);
    const filter = request.ManifestGenerator?.S3JobManifestGenerator?.Filter;
    // The function that makes the call does the same.
    for (const time of ['CreatedAfter', 'CreatedBefore'] as const) {
      if (filter?.[time]) { filter[time] = new Date(filter[time]); }
    }
    const { body } = await serialized(new CreateJobCommand(request), S3ControlClient);
    const { AccountId: account, ...inBody } = request;
    expect(account).toBe(ACCOUNT);
    const texts = new Set(body!.split(/<\/?|\/?>/).map((text) => (/^[A-Z]+-[A-Z0-9]+$/.test(text) ? text.replace('-', '') : text)));
    const lost = named(JSON.parse(JSON.stringify(inBody))).map((text) => text.replace('.000Z', 'Z')).filter((text) => !texts.has(text));
    expect(lost).toEqual([]);
  });

  test.each(CASES)('%s: all that is required, one kind of manifest, and values that S3 knows', (_, given) => {
    const stack = aStack(HOME);
    reencrypted(given(stack), stack);
    const { Operation, Report, ClientRequestToken, Priority, RoleArn, Manifest, ManifestGenerator, Description } = requestOf(stack);
    expect([Operation, Report, ClientRequestToken, Priority, RoleArn]).not.toContain(undefined);
    expect(Object.keys(Operation!)).toHaveLength(1);
    expect([Manifest, ManifestGenerator].filter((one) => one !== undefined)).toHaveLength(1);
    expect(Description!.length).toBeLessThanOrEqual(256);
    expect(Object.values(JobReportFormat)).toContain(Report!.Format);
    expect(Object.values(JobReportScope)).toContain(Report!.ReportScope);
    if (Manifest) { expect(Object.values(JobManifestFormat)).toContain(Manifest.Spec!.Format); }
    const filter = ManifestGenerator?.S3JobManifestGenerator?.Filter;
    for (const encryption of filter?.MatchAnyObjectEncryption ?? []) { expect(Object.keys(encryption)).toHaveLength(1); }
    for (const names of Object.values(filter?.KeyNameConstraint ?? {})) { expect(names).toHaveLength(1); }
  });

  test('storage classes are those that S3 Batch Operations knows', () => {
    expect(Object.values(ObjectStorageClass).sort()).toEqual(Object.values(S3StorageClass).sort());
  });

  test('what the filter says', () => {
    const stack = aStack(HOME);
    const encryptedWith = [CurrentEncryption.sseKms({ key: formerKey(stack), bucketKey: false })];
    reencrypted({ objects: ObjectSelection.matching({ ...everything, encryptedWith }) }, stack);
    const { bucketArn, keyArn } = everyResource(stack);
    expect(requestOf(stack)).toMatchObject({
      Operation: { S3UpdateObjectEncryption: { ObjectEncryption: { SSEKMS: { KMSKeyArn: keyArn, BucketKeyEnabled: true } } } },
      ManifestGenerator: {
        S3JobManifestGenerator: {
          SourceBucket: bucketArn,
          EnableManifestOutput: false,
          Filter: {
            MatchAnyObjectEncryption: [{ SSEKMS: { KmsKeyArn: KEY_ARN, BucketKeyEnabled: false } }],
            KeyNameConstraint: { MatchAnyPrefix: ['reports/'], MatchAnySuffix: ['.csv'] },
            CreatedAfter: '2020-01-01T00:00:00.000Z',
            CreatedBefore: '2024-01-01T00:00:00.000Z',
            ObjectSizeGreaterThanBytes: 1024,
            ObjectSizeLessThanBytes: 4 * 1024 ** 3,
          },
        },
      },
    });
  });

  test('copies name no encryption, which would cost the objects their metadata, and keep the one storage class that is named', () => {
    const copy = (storageClasses?: ObjectStorageClass[]) => {
      const { stack } = reencrypted({ method: COPY, objects: ObjectSelection.matching({ storageClasses }) });
      return [requestOf(stack).Operation!.S3PutObjectCopy, everyResource(stack).bucketArn];
    };
    const { STANDARD, STANDARD_IA } = ObjectStorageClass;
    const [kept, TargetResource] = copy([STANDARD_IA]);
    expect(kept).toEqual({ TargetResource, StorageClass: 'STANDARD_IA' });
    expect([copy([STANDARD, STANDARD_IA])[0], copy()[0]]).toEqual([{ TargetResource }, { TargetResource }]);
  });
});
