import { CUSTOM, RULE } from './made';
import { fingerprintsOf, logicalIdsIn } from '../../../src/validation/reports/fingerprint';
import type { Judgement } from '../../../src/validation/rule-sets';
import { Status } from '../../../src/validation/rules';

interface Given {
  readonly rule?: Judgement['rule'];
  readonly status?: Status;
  readonly message?: string;
  readonly property?: string;
  readonly logicalId?: string;
  readonly place?: readonly (string | number)[];
  readonly constructPath?: string;
  readonly statements?: readonly unknown[];
  readonly template?: unknown;
}

const FIRST = 'Properties.PolicyDocument.Statement.0';
const SECOND = 'Properties.PolicyDocument.Statement.1';

/** That of a finding about a bucket policy, unless it is another one. */
function print(given: Given = {}): string {
  const { rule = RULE, status = Status.VIOLATION, message = 'It allows plain HTTP.', property = 'Properties', logicalId = 'Policy', place, constructPath = 'App/Policy', statements = [] } = given;
  const { template = { Resources: { Policy: { Properties: { PolicyDocument: { Statement: statements } } }, Data: {}, Logs: {} } } } = given;
  const resource = { logicalId, template: 'a.json', type: 'AWS::S3::BucketPolicy', ...place === undefined ? {} : { place } } as unknown as Judgement['resource'];
  return fingerprintsOf({ rule, status, message, property, resource }, constructPath, template, new Set(['Policy', 'Data', 'Logs']))[0];
}

test('it is 32 hexadecimal digits', () => { expect(print()).toMatch(/^[0-9a-f]{32}$/); });

test.each<[string, Given, Given]>([
  ['rules', {}, { rule: CUSTOM }],
  ['what is violated from what cannot be determined', {}, { status: Status.UNKNOWN }],
  ['resources', {}, { logicalId: 'Data' }],
  ['constructs', {}, { constructPath: 'App/Other' }],
  ['properties', {}, { property: 'Properties.PolicyDocument' }],
  ['resources that are named', { message: 'It delivers to Data.' }, { message: 'It delivers to Logs.' }],
  ['one and several resources that are named', { message: 'It delivers to Data.' }, { message: 'It delivers to Data and Logs.' }],
  ['services that are named', { message: 'Allow delivery.logs.amazonaws.com.' }, { message: 'Allow cloudtrail.amazonaws.com.' }],
  ['statements by their Sid', { property: FIRST, statements: [{ Sid: 'A' }] }, { property: FIRST, statements: [{ Sid: 'B' }] }],
  ['rules by their Id', { property: FIRST, statements: [{ Id: 'A' }] }, { property: FIRST, statements: [{ Id: 'B' }] }],
  ['rules by their ID', { property: FIRST, statements: [{ ID: 'A' }] }, { property: FIRST, statements: [{ ID: 'B' }] }],
  ['what has a name from what has none', { property: FIRST, statements: [{ Sid: 'A' }] }, { property: FIRST, statements: [{}] }],
  ['what is in a statement', { property: `${FIRST}.Action`, statements: [{}] }, { property: `${FIRST}.Principal`, statements: [{}] }],
])('it tells %s apart', (_, one, other) => { expect(print(one)).not.toBe(print(other)); });

test.each<[string, Given, Given]>([
  ['the wording of a message', {}, { message: 'Requests over HTTP are allowed.' }],
  ['a message that names the resource itself', {}, { message: 'Policy allows plain HTTP.' }],
  ['the order in which resources are named', { message: 'Data and Logs.' }, { message: 'Logs and Data, and Data.' }],
  ['what is named and is no resource', {}, { message: 'Bucket1 allows plain HTTP to example.com.' }],
  ['the order of statements with a Sid', { property: FIRST, statements: [{ Sid: 'A' }, { Sid: 'B' }] }, { property: SECOND, statements: [{ Sid: 'B' }, { Sid: 'A' }] }],
  ['the order of statements without one', { property: FIRST, statements: [{}, {}] }, { property: SECOND, statements: [{}, {}] }],
  ['a Sid that is no text', { property: FIRST, statements: [{ Sid: { Ref: 'A' } }] }, { property: FIRST, statements: [{}] }],
  ['a statement that is none', { property: FIRST, statements: [null] }, { property: SECOND, statements: [] }],
  ['the place of a resource, where it is the usual one', {}, { place: ['Resources', 'Policy'] }],
])('it stays, whatever %s', (_, one, other) => { expect(print(one)).toBe(print(other)); });

test('a construct counts only of what the template has', () => {
  const logicalId = 'Fn::Transform';
  expect(print({ logicalId, constructPath: 'App/A' })).toBe(print({ logicalId, constructPath: 'App/B' }));
  expect(print({ logicalId: 'toString', constructPath: 'App/A' })).toBe(print({ logicalId: 'toString', constructPath: 'App/B' }));
  for (const template of [null, 'text', {}, { Resources: null }]) {
    expect(print({ template, constructPath: 'App/A' })).toBe(print({ template, constructPath: 'App/B' }));
  }
});

test('what stands elsewhere is looked for where it stands', () => {
  const template = { Resources: { Loop: { Body: { Statement: [{ Sid: 'A' }, { Sid: 'B' }] } } } };
  const place = ['Resources', 'Loop', 'Body'];
  expect(print({ template, place, property: 'Statement.0' })).not.toBe(print({ template, place, property: 'Statement.1' }));
});

test('there is one for each name of the rule, the current one first', () => {
  const finding = { status: Status.VIOLATION, message: '', property: 'Properties', resource: { logicalId: 'Data', template: 'a.json', type: 'T' } as unknown as Judgement['resource'] };
  const printsOf = (rule: Judgement['rule']) => fingerprintsOf({ ...finding, rule }, undefined, {}, new Set());
  const [now, ...former] = printsOf({ ...RULE, formerNames: ['KeySet', 'KeyGiven'] });
  expect([now]).toEqual(printsOf(RULE));
  expect(former).toEqual(['KeySet', 'KeyGiven'].flatMap((name) => printsOf({ ...RULE, name })));
});

test.each<[unknown, readonly string[]]>([[{ Resources: { A: {}, B: null } }, ['A', 'B']], [{ Resources: 'text' }, []], [{ Resources: null }, []], [{}, []], [null, []], ['text', []]])('the logical IDs of %j', (template, ids) => {
  expect(logicalIdsIn(template)).toEqual(ids);
});
