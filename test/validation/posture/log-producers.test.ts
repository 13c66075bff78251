import { LogEncryption, type LogProducer } from '../../../src/validation/posture/log-producer';
import * as producers from '../../../src/validation/posture/log-producers';

const ALL = Object.entries(producers).filter((entry): entry is [string, LogProducer] => 'keyActions' in entry[1]);

test.each(ALL)('%s says what an ARN of its sources is where it tells it', (_, { sourceArn, encryptionContext = {}, arnOfSource }) => {
  expect(arnOfSource !== undefined).toBe([sourceArn, ...Object.values(encryptionContext)].some((pattern) => pattern.includes('<source>')));
});

test('producers that write to SSE-S3 only', () => {
  expect(producers.SSE_S3_ONLY_PRODUCERS).toEqual(ALL.map(([, producer]) => producer)
    .filter(({ encryption }) => encryption === LogEncryption.SSE_S3));
});
