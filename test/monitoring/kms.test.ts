import { alarmsOf } from './support';
import { KeyUseAlarms, KmsQuotaAlarm, KmsRequestQuota } from '../../src';
import { aStack } from '../support/stacks';

const KEYS = Array.from({ length: 7 }, (_, i) => `arn:aws:kms:eu-west-1:111122223333:key/0000000${i}-12ab-34cd-56ef-1234567890ab`);

test('the quota alarm asks for the part of the quota that is in use', () => {
  const stack = aStack();
  new KmsQuotaAlarm(stack, 'Quota');
  const [alarm] = Object.values(alarmsOf(stack));
  expect(alarm).toMatchObject({ Threshold: 80, EvaluationPeriods: 3, ComparisonOperator: 'GreaterThanOrEqualToThreshold' });
  expect(alarm.Metrics).toEqual([
    expect.objectContaining({ Expression: '(usage_data/SERVICE_QUOTA(usage_data))*100', ReturnData: true }),
    {
      Id: 'usage_data',
      MetricStat: {
        Metric: {
          Namespace: 'AWS/Usage',
          MetricName: 'CallCount',
          Dimensions: expect.arrayContaining([
            { Name: 'Service', Value: 'KMS' }, { Name: 'Type', Value: 'API' },
            { Name: 'Resource', Value: 'CryptographicOperationsSymmetric' }, { Name: 'Class', Value: 'None' },
          ]) as unknown,
        },
        Period: 60,
        Stat: 'Sum',
      },
      ReturnData: false,
    },
  ]);
});

test('five keys share an alarm, which goes off for the one that is used most', () => {
  const stack = aStack({ region: 'eu-central-1', account: '111122223333' });
  new KeyUseAlarms(stack, 'Use', { keyArns: KEYS });
  const [first, second, ...more] = Object.values(alarmsOf(stack));
  expect(more).toEqual([]);
  expect(first.Metrics![0].Expression)
    .toBe('MAX([SUM([m0_0, m0_1]), SUM([m1_0, m1_1]), SUM([m2_0, m2_1]), SUM([m3_0, m3_1]), SUM([m4_0, m4_1])])');
  expect([first, second].map(({ Metrics = [] }) => Metrics.filter(({ MetricStat: stat }) => stat).length)).toEqual([10, 4]);
  expect(first.Metrics![1].MetricStat).toEqual({
    Metric: { Namespace: 'AWS/KMS', MetricName: 'SuccessfulRequest', Dimensions: [{ Name: 'KeyArn', Value: KEYS[0] }, { Name: 'Operation', Value: 'GenerateDataKey' }] },
    Period: 60,
    Stat: 'Sum',
  });
  // Half of 20,000 a second, in a minute.
  expect(first.Threshold).toBe(600_000);
});

test.each([
  ['us-east-1', 100_000], ['us-west-2', 100_000], ['eu-west-1', 100_000],
  ['us-east-2', 20_000], ['ap-southeast-1', 20_000], ['ap-southeast-2', 20_000], ['ap-northeast-1', 20_000], ['eu-central-1', 20_000], ['eu-west-2', 20_000],
  ['eu-north-1', 10_000], ['${Token[AWS.Region.3]}', 10_000],
])('the quota of %s is %s', (region, perSecond) => {
  expect(KmsRequestQuota.requestsPerSecond(region)).toBe(perSecond);
});

test.each([0.1, 100])('%s percent can be reached', (percent) => {
  expect(() => new KmsQuotaAlarm(aStack(), 'Quota', { percent })).not.toThrow();
  expect(() => new KeyUseAlarms(aStack(), 'Use', { percent, keyArns: KEYS })).not.toThrow();
});

test.each([0, -5, 100.1, 101, NaN])('%s is no percentage', (percent) => {
  expect(() => new KmsQuotaAlarm(aStack(), 'Quota', { percent })).toThrow(`Stack/Quota: percent cannot be ${percent}: it is a percentage. Fix: `);
  expect(() => new KeyUseAlarms(aStack(), 'Use', { percent, keyArns: KEYS })).toThrow(`Stack/Use: percent cannot be ${percent}`);
});
