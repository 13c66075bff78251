import { checked, cleanBucket, stackEvent } from './support';

const BAD_BUCKET = { Type: 'AWS::S3::Bucket' };

describe('new findings only', () => {
  const previous = { Resources: { Data: BAD_BUCKET } };
  const update = (template: object, before: object = previous, newFindingsOnly = true) => (
    checked(template, { newFindingsOnly }, stackEvent(), before)
  );

  test('what the deployed template has already does not fail, and is still said', async () => {
    const response = await update({ Resources: { Data: BAD_BUCKET, Queue: { Type: 'AWS::SQS::Queue' } } });
    expect(response.hookStatus).toBe('SUCCESS');
    expect(response.annotations).toContainEqual(expect.objectContaining({
      annotationName: 'SecureTransportRequired', status: 'SKIPPED', statusMessage: expect.stringMatching(/^Data: .* The deployed template also has this finding\.$/),
    }));
  });

  test('without the option it fails', async () => {
    expect((await update(previous, previous, false)).hookStatus).toBe('FAILED');
  });

  test('the same in another bucket is new', async () => {
    const { message } = await update({ Resources: { Data: BAD_BUCKET, Other: BAD_BUCKET } });
    expect(message).toContain(': 1 error. [1] Other: SecureTransportRequired');
  });

  test('a policy that is taken away makes a new finding', async () => {
    expect((await update({ Resources: { Data: BAD_BUCKET } }, { Resources: cleanBucket() })).message).toContain('Data: SecureTransportRequired');
  });

  test('everything is new in a stack that is created', async () => {
    expect((await checked(previous, { newFindingsOnly: true })).hookStatus).toBe('FAILED');
  });

  test('everything is new if the deployed template has none of it', async () => {
    expect((await update(previous, { Resources: {} })).hookStatus).toBe('FAILED');
  });

  test('a deployed template that cannot be read has no findings', async () => {
    expect((await update(previous, { Transform: 'x' })).hookStatus).toBe('FAILED');
  });
});

describe('acknowledgements in the metadata of resources', () => {
  const bucket = (Acknowledged: unknown) => ({ Resources: { Data: { ...BAD_BUCKET, Metadata: { S3Encryption: { Acknowledged } } } } });

  test.each(['SecureTransportRequired', 'S3Encryption::SecureTransportRequired'])('are not accepted unless that is configured: %s', async (rule) => {
    const template = bucket({ [rule]: 'Packages are signed.' });
    expect((await checked(template)).hookStatus).toBe('FAILED');
    const accepted = await checked(template, { acceptAcknowledgements: true });
    expect(accepted.hookStatus).toBe('SUCCESS');
    expect(accepted.annotations).toContainEqual(expect.objectContaining({
      annotationName: 'SecureTransportRequired', status: 'SKIPPED', statusMessage: expect.stringMatching(/ Acknowledged: Packages are signed\.$/),
    }));
  });

  test.each([
    ['without a reason', { SecureTransportRequired: ' ' }],
    ['with a reason that is no text', { SecureTransportRequired: true }],
    ['of another rule', { BucketKeyEnabled: 'No keys.' }],
    ['that are no map', 'SecureTransportRequired'],
  ])('do not count %s', async (_, acknowledged) => {
    expect((await checked(bucket(acknowledged), { acceptAcknowledgements: true })).hookStatus).toBe('FAILED');
  });

  test('are about the resource that has them', async () => {
    const template = { Resources: { ...bucket({ SecureTransportRequired: 'Signed.' }).Resources, Other: BAD_BUCKET } };
    expect((await checked(template, { acceptAcknowledgements: true })).message).toContain('[1] Other: SecureTransportRequired');
  });
});
