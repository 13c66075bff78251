import { compatible, partitionOf } from '../../src/template';
import { completed } from '../../src/template/environment';

test.each([
  ['eu-west-1', 'aws'],
  ['us-east-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
  ['us-isof-south-1', 'aws-iso-f'],
  ['eu-isoe-west-1', 'aws-iso-e'],
  ['eusc-de-east-1', 'aws-eusc'],
])('%s is in partition %s', (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
});

test.each([
  ['the partition follows from the Region', { region: 'cn-north-1' }, { region: 'cn-north-1', partition: 'aws-cn', urlSuffix: 'amazonaws.com.cn' }],
  ['what is given stays', { region: 'xx-new-1', partition: 'aws-new', urlSuffix: 'new.example' }, { partition: 'aws-new', urlSuffix: 'new.example' }],
  ['nothing follows from nothing', {}, { partition: undefined, urlSuffix: undefined }],
  ['the CDK\'s placeholders are not known', { account: 'unknown-account', region: 'unknown-region' }, { account: undefined, partition: undefined }],
])('%s', (_, given, expected) => {
  expect(completed(given)).toMatchObject(expected);
});

test.each([
  [{ account: '111111111111', region: 'eu-west-1' }, { account: '111111111111', region: 'eu-west-1' }, true],
  [{ account: '111111111111', region: 'eu-west-1' }, {}, true],
  [{ account: '111111111111', region: 'eu-west-1' }, { region: 'eu-west-1' }, true],
  [{ account: '111111111111' }, { account: '222222222222' }, false],
  [{ region: 'eu-west-1' }, { region: 'us-east-1' }, false],
])('%j and %j can be one environment: %s', (a, b, expected) => {
  expect(compatible(a, b)).toBe(expected);
});
