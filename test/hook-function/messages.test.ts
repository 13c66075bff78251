import { checked, cleanBucket, resourceEvent, hook } from './support';

const buckets = (count: number) => ({
  Resources: Object.fromEntries(Array.from({ length: count }, (_, i) => [`Bucket${String(i).padStart(3, '0')}`, { Type: 'AWS::S3::Bucket' }])),
});

test('a message has at most 4,096 characters, and says how many findings are left', async () => {
  const { message, annotations } = await checked(buckets(60));
  expect(message.length).toBeLessThanOrEqual(4096);
  expect(message.length).toBeGreaterThan(3000);
  const shown = [...message.matchAll(/ \[\d+\] Bucket\d+: /g)].length;
  expect(message).toContain('60 errors.');
  expect(message).toMatch(new RegExp(`\\. ${60 - shown} more: see the annotations of the Hook result \\(aws cloudformation get-hook-result\\)\\.$|\\.md ${60 - shown} more: see`));
  expect(annotations![0]).toMatchObject({ annotationName: 'SecureTransportRequired', status: 'FAILED', severityLevel: 'HIGH' });
});

test('annotations: one for each rule, the worst first, each with the fix and the page of the rule', async () => {
  const { annotations } = await checked(buckets(2));
  const names = annotations!.map(({ annotationName }) => annotationName);
  expect(new Set(names).size).toBe(names.length);
  const levels = annotations!.map(({ severityLevel }) => severityLevel);
  expect(levels).toEqual([...levels].sort((a, b) => LEVELS.indexOf(a) - LEVELS.indexOf(b)));
  expect(annotations![0].statusMessage.split('\n').map((line) => line.split(':')[0])).toEqual(['Bucket000', 'Bucket001']);
  for (const { annotationName, remediationMessage, remediationLink } of annotations!) {
    expect(remediationMessage).not.toBe('');
    expect(remediationLink).toMatch(new RegExp(`/docs/rules/${annotationName}\\.md$`));
  }
});

const LEVELS = ['HIGH', 'MEDIUM', 'LOW'];

// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Annotation.html
test('annotations are as long as the API allows, together not too long, and say how many lines are left', async () => {
  const { annotations } = await checked(buckets(400), { ruleSet: 'strict' });
  for (const { statusMessage, remediationMessage } of annotations!) {
    expect(statusMessage.length).toBeLessThanOrEqual(16384);
    expect(remediationMessage!.length).toBeLessThanOrEqual(16384);
  }
  expect(Buffer.byteLength(JSON.stringify(annotations))).toBeLessThan(256 * 1024);
  const { statusMessage } = annotations!.find(({ annotationName }) => annotationName === 'SecureTransportRequired')!;
  const shown = [...statusMessage.matchAll(/^Bucket\d+: /gm)].length;
  expect(shown).toBeGreaterThan(30);
  expect(statusMessage.split('\n').at(-1)).toBe(`… and ${400 - shown} more: see the log of the function`);
});

test('annotations name every finding for which the Hook fails, before others', async () => {
  const { annotations } = await checked(buckets(60));
  const { statusMessage } = annotations!.find(({ annotationName }) => annotationName === 'SecureTransportRequired')!;
  expect([...statusMessage.matchAll(/^Bucket\d+: /gm)]).toHaveLength(60);
});

describe('the status of an annotation', () => {
  const bucket = (SSEAlgorithm: unknown, metadata?: object) => cleanBucket('Data', {
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{
        BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] }, ServerSideEncryptionByDefault: { SSEAlgorithm },
      }],
    },
  }, metadata);
  const template = (resources: object) => ({ Parameters: { Algorithm: { Type: 'String' } }, Resources: resources });
  const UNKNOWN = template(bucket({ Ref: 'Algorithm' }));
  const about = async (rule: string, ...args: Parameters<typeof checked>) => {
    const { annotations } = await checked(...args);
    return annotations!.find(({ annotationName }) => annotationName === rule);
  };

  test('is SKIPPED for what cannot be determined, unless the Hook fails for it', async () => {
    expect(await about('DefaultEncryptionValid', UNKNOWN)).toMatchObject({ status: 'SKIPPED', severityLevel: 'MEDIUM' });
    expect(await about('DefaultEncryptionValid', UNKNOWN, { failOnWarnings: true })).toMatchObject({ status: 'FAILED', severityLevel: 'MEDIUM' });
  });

  test('is FAILED for a violation beside what is acknowledged, which comes after it', async () => {
    const metadata = { S3Encryption: { Acknowledged: { SecureTransportRequired: 'Signed.' } } };
    const resources = { A: { Type: 'AWS::S3::Bucket', Metadata: metadata }, B: { Type: 'AWS::S3::Bucket' } };
    const annotation = await about('SecureTransportRequired', template(resources), { acceptAcknowledgements: true });
    expect(annotation!.status).toBe('FAILED');
    expect(annotation!.statusMessage.split('\n')).toEqual([expect.stringMatching(/^B: /), expect.stringMatching(/^A: .* Acknowledged: Signed\.$/)]);
  });
});

test('a character is not cut into halves', async () => {
  for (const left of [0, 1]) {
    const { message } = await checked({ Resources: { [`${'x'.repeat(left)}${'🪣'.repeat(2500)}`]: { Type: 'AWS::S3::Bucket' } } });
    expect(message.length).toBeLessThanOrEqual(4096);
    expect(message).toMatch(/🪣…$/);
    expect(Buffer.from(message).toString()).toBe(message);
  }
});

test('nothing of a template moves the cursor of whoever reads the message', async () => {
  const evil = 'Da\u001b[2Jta\u202e\nB';
  const { message, annotations } = await hook({ ruleSet: 'strict' }).invoke(resourceEvent('AWS::S3::Bucket', {}, null, evil));
  // eslint-disable-next-line no-control-regex
  expect(message).not.toMatch(/[\u0000-\u001f\u202e]/);
  // eslint-disable-next-line no-control-regex
  expect(annotations!.map(({ statusMessage }) => statusMessage).join('')).not.toMatch(/[\u0000-\u001f\u202e]/);
});

test('a message that has room for one finding only is cut', async () => {
  const { message } = await checked({ Resources: { [`Data${'x'.repeat(5000)}`]: { Type: 'AWS::S3::Bucket' } } });
  expect(message).toHaveLength(4096);
  expect(message).toMatch(/…$/);
});

test('clean buckets have no annotations', async () => {
  expect((await checked({ Resources: cleanBucket() })).annotations).toBeUndefined();
});
