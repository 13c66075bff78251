import { algorithm, equals, found, NOTHING, whether } from './support';
import { App, type Case, type Choice, type Chosen, type TemplateSource } from '../../../src/template';
import { premises } from '../../../src/template/premises';
import { caseWords } from '../../../src/validation/rule-sets/private/case-words';
import { bucket, encrypted } from '../rules/support';

const KEYS = ['BucketKeyEnabled'];
const anything = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { Type: 'String' }]));
/** In which cases a bucket is found to have no Bucket Key. */
const applies = (json: object, more: readonly TemplateSource[] = []) => found(KEYS, { name: 'Stack', json }, ...more)
  .map((text) => /This applies .*$/.exec(text)?.[0] ?? 'always');
const withKey = (BucketKeyEnabled: unknown) => ({ Bucket: algorithm('aws:kms', BucketKeyEnabled) });
/** A Bucket Key in all cases but those in which all of these conditions hold. */
const unless = (...conditions: string[]): unknown => conditions.reduceRight<unknown>((inner, condition) => whether(condition, inner, true), false);

describe('conditions and parameters are named', () => {
  test('in the order of the template, whatever is read first', () => {
    const Conditions = { A: equals({ Ref: 'X' }, 'yes'), B: equals({ Ref: 'Y' }, 'yes'), C: equals({ Ref: 'Z' }, 'yes') };
    expect(applies({ Parameters: anything('X', 'Y', 'Z'), Conditions, Resources: withKey(unless('C', 'A', 'B')) })).toEqual([
      'This applies if A is true and B is true and C is true.',
    ]);
    const Parameters = { Bk: { Type: 'String', AllowedValues: ['true', 'false'] }, Alg: { Type: 'String', AllowedValues: ['AES256', 'aws:kms'] } };
    expect(applies({ Parameters, Resources: { Bucket: algorithm({ Ref: 'Alg' }, { Ref: 'Bk' }) } })).toEqual(['This applies if Bk is false and Alg is aws:kms.']);
  });

  test('conditions before the parameters that they compare, and those that hold before those that do not', () => {
    const Conditions = { No: { 'Fn::Not': [{ Condition: 'Yes' }] }, Yes: equals({ Ref: 'X' }, 'yes') };
    const Resources = withKey(whether('No', true, whether('Yes', false, true)));
    expect(applies({ Parameters: { X: { Type: 'String', AllowedValues: ['yes', 'no'] } }, Conditions, Resources })).toEqual(['This applies if Yes is true.']);
  });

  test('conditions that do not hold, if none that holds tells the cases apart', () => {
    const Conditions = { A: equals({ Ref: 'X' }, 'yes'), B: equals({ Ref: 'Y' }, 'yes') };
    expect(applies({ Parameters: anything('X', 'Y'), Conditions, Resources: withKey(whether('A', true, whether('B', true, false))) })).toEqual([
      'This applies if A is false and B is false.',
    ]);
  });
});

describe('values that do not differ in what is found are one clause', () => {
  const Mappings = { Key: { dev: { On: false }, test: { On: true }, prod: { On: false } } };
  const Stage = (more: object = {}) => ({ Type: 'String', AllowedValues: ['dev', 'test', 'prod'], ...more });
  const Resources = withKey({ 'Fn::FindInMap': ['Key', { Ref: 'Stage' }, 'On'] });

  test('in the order in which they are allowed', () => {
    expect(applies({ Parameters: { Stage: Stage() }, Mappings, Resources })).toEqual(['This applies if Stage is dev or prod.']);
  });

  test('but the default comes first, because most deployments have it', () => {
    expect(applies({ Parameters: { Stage: Stage({ Default: 'prod' }) }, Mappings, Resources })).toEqual(['This applies if Stage is prod or dev.']);
  });

  test('of several parameters, each combination is one', () => {
    const Parameters = { Stage: Stage(), ...anything('X') };
    const Conditions = { A: equals({ Ref: 'X' }, 'yes') };
    const both = withKey(whether('A', true, { 'Fn::FindInMap': ['Key', { Ref: 'Stage' }, 'On'] }));
    expect(applies({ Parameters, Conditions, Mappings, Resources: both })).toEqual([
      'This applies if A is false and Stage is dev, or if A is false and Stage is prod.',
    ]);
  });
});

describe('what tells cases from all others is said, and no more', () => {
  const Conditions = { A: { 'Fn::Not': [equals({ Ref: 'X' }, 'no')] }, B: equals({ Ref: 'Y' }, 'yes') };

  test('once for all cases that it holds for', () => {
    expect(applies({ Parameters: anything('X', 'Y'), Conditions, Resources: withKey(whether('A', whether('B', false, 'false'), true)) })).toEqual([
      'This applies if A is true.',
    ]);
  });

  test('one condition beside two others', () => {
    const key = whether('A', false, whether('B', false, true));
    expect(applies({ Parameters: anything('X', 'Y'), Conditions, Resources: withKey(key) })).toEqual(['This applies if B is true, or if A is true.']);
  });

  test('a value with a condition beside another value without it', () => {
    const Mappings = { Key: { prod: { B: false, NotB: true }, dev: { B: false, NotB: false }, test: { B: true, NotB: true } } };
    const Stage = { Type: 'String', AllowedValues: ['prod', 'dev', 'test'] };
    const inMap = (name: string) => ({ 'Fn::FindInMap': ['Key', { Ref: 'Stage' }, name] });
    expect(applies({ Parameters: { Stage, ...anything('Y') }, Conditions: { B: Conditions.B }, Mappings, Resources: withKey(whether('B', inMap('B'), inMap('NotB'))) })).toEqual([
      'This applies if B is true and Stage is prod, or if Stage is dev.',
    ]);
  });

  test('a value without another parameter beside a value with it', () => {
    const Mappings = { Key: { dev: { on: false, off: false }, prod: { on: false, off: true }, test: { on: true, off: true } } };
    const Parameters = { Stage: { Type: 'String', AllowedValues: ['dev', 'prod', 'test'] }, Switch: { Type: 'String', AllowedValues: ['on', 'off'] } };
    expect(applies({ Parameters, Mappings, Resources: withKey({ 'Fn::FindInMap': ['Key', { Ref: 'Stage' }, { Ref: 'Switch' }] }) })).toEqual([
      'This applies if Stage is dev, or if Stage is prod and Switch is on.',
    ]);
  });

  test('a value of a parameter beside all that it is not', () => {
    const Or = { C: { 'Fn::Or': [equals({ Ref: 'X' }, 'false'), equals({ Ref: 'X' }, 'true')] } };
    expect(applies({ Parameters: anything('X'), Conditions: Or, Resources: withKey(whether('C', { Ref: 'X' }, true)) })).toEqual([
      'This applies if X is false.',
    ]);
  });

  test('what a parameter is not, once for all cases', () => {
    const Compared = { One: equals({ Ref: 'X' }, 'a'), Two: equals({ Ref: 'X' }, 'b'), B: equals({ Ref: 'Y' }, 'yes') };
    const key = whether('One', true, whether('Two', true, whether('B', false, 'false')));
    const Bucket = encrypted({ BucketKeyEnabled: key, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { Ref: 'X' } } });
    expect(applies({ Parameters: anything('X', 'Y'), Conditions: Compared, Resources: { Bucket } })).toEqual(['This applies if X is neither a nor b.']);
  });
});

describe('a parameter that is none of the values that it is compared with', () => {
  const compared = (...values: string[]) => {
    const Conditions = Object.fromEntries(values.map((value, i) => [`C${i}`, equals({ Ref: 'X' }, value)]));
    const key = values.reduceRight<unknown>((inner, _, i) => whether(`C${i}`, true, inner), false);
    // The algorithm names the parameter, so that its value and not the conditions alone are a choice.
    const Bucket = encrypted({ BucketKeyEnabled: key, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { Ref: 'X' } } });
    return applies({ Parameters: anything('X'), Conditions, Resources: { Bucket } });
  };

  test.each<[string[], string]>([
    [['a'], 'C0 is false'],
    [['b', 'a'], 'X is neither a nor b'],
    [['b', ''], 'X is neither empty nor b'],
    [['c', 'b', 'a'], 'X is none of a, b and c'],
  ])('%j', (values, words) => {
    expect(compared(...values)).toEqual([`This applies if ${words}.`]);
  });
});

test.each<[readonly string[], string]>([
  [['a'], 'not a'], [['b', 'a'], 'neither a nor b'], [['b', '', 'a'], 'none of empty, a and b'],
])('what is none of %j is %s', (not, words) => {
  const choice: Choice = { kind: 'parameter', template: 'Stack', name: 'X' };
  const case_ = (value: Chosen): Case => ({ chosen: new Map([[choice, value]]), premises: premises([]), isDefault: false });
  expect(caseWords([case_({ not })], [case_('a')], 'Stack', App.of([]))).toBe(`X is ${words}`);
});

test.each<[string, { readonly name: string; readonly stackName?: string }]>([
  ['Inner', { name: '/somewhere/Child.nested.template.json', stackName: 'Inner' }],
  ['Child', { name: '/somewhere/Child.nested.template.json' }],
  ['Child', { name: 'C:\\somewhere\\Child.yml' }],
  ['My.Child', { name: 'somewhere/My.Child.template.yaml' }],
])('choices of another template are named with its stack, or else with its file: %s', (stack, named) => {
  const Logs = algorithm('aws:kms');
  const parent: TemplateSource = {
    name: 'Parent',
    json: {
      Resources: { Logs, Child: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { Log: { 'Fn::ImportValue': 'log' }, Logs: { Ref: 'Logs' } } } } },
    },
  };
  const Data = bucket({ LoggingConfiguration: whether('Logged', { DestinationBucketName: { Ref: 'Logs' } }, NOTHING) });
  const child: TemplateSource = {
    ...named,
    nestedIn: { template: 'Parent', logicalId: 'Child' },
    json: { Parameters: anything('Log', 'Logs'), Conditions: { Logged: equals({ Ref: 'Log' }, 'yes') }, Resources: { Data } },
  };
  expect(found(['LogDestinationSseS3'], parent, child)).toEqual([expect.stringMatching(new RegExp(` This applies if Logged of ${stack} is true\\.$`))]);
});

test('where it takes more than six choices to tell a case, none of them is named', () => {
  const among = (count: number) => {
    const names = Array.from({ length: count }, (_, i) => `C${i}`);
    const Conditions = Object.fromEntries(names.map((name) => [name, equals({ Ref: 'X' }, name)]));
    const key = names.reduceRight<unknown>((inner, name) => whether(name, true, inner), false);
    return applies({ Parameters: anything('X'), Conditions, Resources: withKey(key) });
  };
  expect(among(6)).toEqual(['This applies if C0 is false and C1 is false and C2 is false and C3 is false and C4 is false and C5 is false.']);
  expect(among(7)).toEqual(['This applies to some of the values that the parameters can have.']);
});

describe('a resource that is not created in some cases', () => {
  const Conditions = { Make: equals({ Ref: 'X' }, 'yes'), Key: equals({ Ref: 'Y' }, 'yes') };

  test('is judged in the others only', () => {
    const Resources = { Bucket: { ...algorithm('aws:kms', whether('Key', true, false)), Condition: 'Make' } };
    expect(applies({ Parameters: anything('X', 'Y'), Conditions, Resources })).toEqual(['This applies if Key is false.']);
  });

  test('in a nested stack that is not created in some cases, neither', () => {
    const parent: TemplateSource = {
      name: 'Parent',
      json: {
        Parameters: anything('X'),
        Conditions: { Make: equals({ Ref: 'X' }, 'yes') },
        Resources: { Child: { Type: 'AWS::CloudFormation::Stack', Condition: 'Make', Properties: { Parameters: { Y: { 'Fn::ImportValue': 'y' }, Z: { Ref: 'X' } } } } },
      },
    };
    const child: TemplateSource = {
      name: 'Child',
      nestedIn: { template: 'Parent', logicalId: 'Child' },
      json: {
        Parameters: anything('Y', 'Z'),
        Conditions: { Key: equals({ Ref: 'Y' }, 'yes'), Made: equals({ Ref: 'Z' }, 'yes') },
        Resources: { Bucket: algorithm('aws:kms', whether('Key', true, whether('Made', false, true))) },
      },
    };
    expect(found(KEYS, parent, child)).toEqual([expect.stringMatching(/ This applies if Key is false\.$/)]);
  });

  test('in a nested stack that is created in the other cases only, is not judged by what it would be', () => {
    const child: TemplateSource = {
      name: 'Child',
      nestedIn: { template: 'Parent', logicalId: 'Child' },
      json: { Parameters: anything('Key'), Resources: withKey({ Ref: 'Key' }) },
    };
    const parent = (Key: unknown, more: object): TemplateSource => ({
      name: 'Parent',
      json: {
        Parameters: anything('X'),
        Conditions: { Make: equals({ Ref: 'X' }, 'yes') },
        Resources: { Child: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { Key } }, ...more } },
      },
    });
    const key = whether('Make', 'true', 'false');
    expect(found(KEYS, parent(key, { Condition: 'Make' }), child)).toEqual([]);
    expect(found(KEYS, parent(key, {}), child)).toEqual([expect.stringMatching(/ This applies if Key is false\.$/)]);
  });

  test('which a condition with the same name in another template does not decide', () => {
    const parent: TemplateSource = {
      name: 'Parent',
      json: {
        Parameters: anything('X'),
        Conditions: { Make: equals({ Ref: 'X' }, 'yes') },
        Resources: {
          Logs: { ...algorithm('aws:kms'), Condition: 'Make' },
          Child: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { X: { 'Fn::ImportValue': 'x' }, Logs: whether('Make', { Ref: 'Logs' }, '') } } },
        },
      },
    };
    const child: TemplateSource = {
      name: 'Child',
      nestedIn: { template: 'Parent', logicalId: 'Child' },
      json: {
        Parameters: anything('X', 'Logs'),
        Conditions: { Make: equals({ Ref: 'X' }, 'yes') },
        Resources: { Data: bucket({ LoggingConfiguration: whether('Make', { DestinationBucketName: { Ref: 'Logs' } }, NOTHING) }) },
      },
    };
    expect(found(['LogDestinationSseS3'], parent, child)).toEqual([expect.stringMatching(/^Logs .* This applies if Make of Child is true\.$/)]);
  });
});

test('a text that is like the value of a parameter by chance is said once, as it is', () => {
  const Parameters = { Stage: { Type: 'String', AllowedValues: ['dev', 'prod'] } };
  const Conditions = { IsProd: equals({ Ref: 'Stage' }, 'prod') };
  const Bucket = encrypted({
    BucketKeyEnabled: whether('IsProd', true, false), ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/prod-key' },
  });
  expect(found(['KmsKeyArn'], { Parameters, Conditions, Resources: { Bucket } })).toEqual([
    'Bucket warning: The bucket specifies its key by alias name, alias/prod-key, instead of the key\'s ARN.',
  ]);
});

test('a text that has the value of a parameter is said once, whatever else is chosen', () => {
  const Parameters = { Stage: { Type: 'String', AllowedValues: ['dev', 'prod'] }, ...anything('X') };
  const Conditions = { A: equals({ Ref: 'X' }, 'yes') };
  const Bucket = encrypted({
    BucketKeyEnabled: whether('A', true, false), ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::Sub': 'alias/${Stage}-key' } },
  });
  expect(found(['KmsKeyArn'], { Parameters, Conditions, Resources: { Bucket } })).toEqual([
    'Bucket warning: The bucket specifies its key by alias name, alias/${Stage}-key, instead of the key\'s ARN.',
  ]);
});

test('and only once where it is the same in all cases in which it is said', () => {
  const Parameters = { Stage: { Type: 'String', AllowedValues: ['dev', 'prod'] } };
  const Bucket = encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: whether('IsProd', { 'Fn::Sub': 'alias/${Stage}-key' }, 'arn:aws:kms:eu-west-1:111122223333:key/1') } });
  expect(found(['KmsKeyArn'], { Parameters, Conditions: { IsProd: equals({ Ref: 'Stage' }, 'prod') }, Resources: { Bucket } })).toEqual([
    'Bucket warning: The bucket specifies its key by alias name, alias/prod-key, instead of the key\'s ARN. This applies if IsProd is true.',
  ]);
});
