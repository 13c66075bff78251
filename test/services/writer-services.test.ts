import * as fs from 'fs';
import * as path from 'path';
import * as cdk from 'aws-cdk-lib';
import { EACH, LOG_SERVICES, NamedEncryption, RESOURCE, WRITER_SERVICES, type WriterResource } from '../../src/services';

const SERVICES = WRITER_SERVICES.map((service) => [service.title, service] as const);
const RESOURCES = WRITER_SERVICES.flatMap(({ resources }) => resources).filter(({ type }) => !type.startsWith('Custom::'));

test('no two services share a title', () => {
  const titles = [...WRITER_SERVICES, ...LOG_SERVICES].map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
});

describe.each(SERVICES)('%s', (_, service) => {
  test('its page is one of AWS, and was read on a day', () => {
    expect(service.documentedAt.url).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/\S+\.html$/);
    expect(service.documentedAt.read).toMatch(/^2\d{3}-\d\d-\d\d$/);
  });

  test('what can be configured has a fix', () => {
    for (const { encryption: { kmsKey, mode }, fix } of service.resources) {
      expect(fix.kmsKey !== undefined).toBe(kmsKey !== undefined);
      if (Object.values(mode?.values ?? {}).includes(NamedEncryption.SSE_S3)) { expect(fix.sseS3).toBeDefined(); }
    }
  });
});

/** The names of the properties of a resource itself. */
function ownProperties({ bucket, enabled, encryption, only, role = [], within }: WriterResource): string[] {
  const { kmsKey, mode, of } = encryption;
  const ways = [bucket, enabled?.property, only?.property, ...role.slice(0, 1), of?.property, ...of ? [] : [kmsKey, mode?.property]]
    .filter((way) => way !== undefined);
  return ways.map((way) => String(way[0] === RESOURCE ? way[1] : within?.[0] ?? way[0]));
}

test.each(RESOURCES.map((resource) => [`${resource.type} ${resource.what}`, resource] as const))('%s has the properties from which it is read', (_, resource) => {
  const [, namespace, name] = resource.type.split('::');
  const module = (cdk as unknown as { [module: string]: { [name: string]: { readonly CFN_RESOURCE_TYPE_NAME?: string; readonly prototype: object } } })[`aws_${namespace.toLowerCase()}`];
  const { CFN_RESOURCE_TYPE_NAME, prototype } = module[`Cfn${name}`];
  expect(CFN_RESOURCE_TYPE_NAME).toBe(resource.type);
  const known = Object.getOwnPropertyNames(prototype).map((property) => property.toLowerCase());
  expect(ownProperties(resource).filter((property) => property !== EACH && !known.includes(property.toLowerCase()))).toEqual([]);
});

describe('docs/services.md', () => {
  const page = fs.readFileSync(path.join(__dirname, '..', '..', 'docs', 'services.md'), 'utf8');
  const headings = [...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading.toLowerCase());

  test('is in alphabetical order', () => {
    expect(headings).toEqual([...headings].sort((a, b) => (a < b ? -1 : 1)));
  });

  test.each(['CodeBuild', 'CodePipeline', 'SES', 'SageMaker', 'Redshift', 'Macie', 'Lake Formation', 'Backup', 'Snowflake', 'Databricks'])('has a section on %s', (name) => {
    expect(headings.filter((heading) => heading.includes(name.toLowerCase()))).not.toEqual([]);
  });

  test('has a section on every service of the table', () => {
    expect([...WRITER_SERVICES, ...LOG_SERVICES].map(({ title }) => title.toLowerCase()).filter((title) => !headings.includes(title))).toEqual([]);
  });
});
