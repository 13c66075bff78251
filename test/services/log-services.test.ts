import * as cdk from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { LOG_SERVICES, LogEncryption, LogPermission, type LogService, principalMatcher } from '../../src/services';
import { LOAD_BALANCER_ACCOUNTS } from '../../src/services/load-balancer-accounts';

const SERVICES = LOG_SERVICES.map((service) => [service.title, service] as const);

const PLACEHOLDERS = ['prefix', 'account', 'region', 'partition', 'dns-suffix', 'name', 'source', 'any'];

/** Every text of a service that may be a pattern. */
const textsOf = (service: LogService): string[] => JSON.stringify(service).match(/"[^"]*"/g) ?? [];

test('no two services share a title or an id', () => {
  for (const what of ['title', 'id'] as const) {
    expect(new Set(LOG_SERVICES.map((service) => service[what])).size).toBe(LOG_SERVICES.length);
  }
});

describe.each(SERVICES)('%s', (_, service) => {
  test('its page is one of AWS, and was read on a day', () => {
    expect(service.documentedAt.url).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/\S+\.html$/);
    expect(service.documentedAt.read).toMatch(/^2\d{3}-\d\d-\d\d$/);
  });

  test('its patterns have known placeholders only', () => {
    const used = textsOf(service).flatMap((text) => [...text.matchAll(/<([^>]*)>/g)].map(([, name]) => name));
    expect(used.filter((name) => !PLACEHOLDERS.includes(name))).toEqual([]);
  });

  test('its keys lead through its folder', () => {
    expect(service.objectKey).toContain(service.folder);
  });

  test('a condition on the ARN of the source comes with the ARN', () => {
    if (service.sourceConditions.includes('aws:SourceArn')) { expect(service.sourceArn).toBeDefined(); }
    if (service.encryptionContext) { expect(service.sourceArn).toBeDefined(); }
  });

  test('it calls AWS KMS where it can write to SSE-KMS, and what it calls is in the key policy of AWS', () => {
    expect(service.keyActions.length > 0).toBe(service.encryption !== LogEncryption.SSE_S3);
    const allowed = service.keyPolicyActions.map((pattern) => new RegExp(`^${pattern.replace('*', '.*')}$`));
    const lacking = service.keyActions.filter((action) => action !== 'kms:Decrypt' && !allowed.some((pattern) => pattern.test(action)));
    expect(lacking).toEqual([]);
  });

  test('who writes is no service principal where a role or an ACL allows it', () => {
    expect(service.writer !== undefined).toBe(service.permission === LogPermission.ACL || service.permission === LogPermission.ROLE);
  });
});

const RESOURCES = LOG_SERVICES.flatMap(({ resources }) => resources).map((resource) => [resource.type, resource] as const);

test.each(RESOURCES)('%s has the properties from which it is read', (type, { within, bucket, prefix, kmsKey, enabled, only, sourceName, variant }) => {
  const [, namespace, name] = type.split('::');
  const module = (cdk as unknown as { [module: string]: { [name: string]: { readonly CFN_RESOURCE_TYPE_NAME?: string; readonly prototype: object } } })[`aws_${namespace.toLowerCase()}`];
  const { CFN_RESOURCE_TYPE_NAME, prototype } = module[`Cfn${name}`];
  expect(CFN_RESOURCE_TYPE_NAME).toBe(type);
  const below = within ? [within] : [bucket, prefix, kmsKey, enabled?.property, variant?.property];
  const properties = [...below, only?.property, sourceName].flatMap((steps) => (steps === undefined ? [] : [String(steps[0]).toLowerCase()]));
  const known = Object.getOwnPropertyNames(prototype).map((property) => property.toLowerCase());
  expect(properties.filter((property) => !known.includes(property))).toEqual([]);
});

test.each<[string, boolean]>([
  ['redshift.amazonaws.com', true],
  ['redshift.me-south-1.amazonaws.com', true],
  ['logs.cn-north-1.amazonaws.com.cn', true],
  ['logdelivery.elb.amazonaws.com', true],
  ['logs.eu-west-1.amazonaws.com', true],
  ['logs.amazonaws.com.example.com', false],
  ['redshiftxamazonaws.com', false],
  ['lambda.amazonaws.com', false],
])('%s is a principal of a service that delivers: %s', (principal, expected) => {
  expect(principalMatcher(LOG_SERVICES)(principal)).toBe(expected);
});

test('the accounts of Elastic Load Balancing are those of aws-cdk-lib', () => {
  const known = RegionInfo.regions.flatMap(({ name, elbv2Account }) => (elbv2Account === undefined ? [] : [[name, elbv2Account]]));
  expect([...LOAD_BALANCER_ACCOUNTS]).toEqual(known);
});
