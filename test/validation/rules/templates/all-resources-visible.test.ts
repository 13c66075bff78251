import { allResourcesVisible as rule } from '../../../../src/validation/rules/templates/all-resources-visible';
import { bucket, type Found, judged, type Sections } from '../support';

const check = (...templates: object[]): Found[] =>
  judged(rule, templates.map((json, i) => ({ name: i === 0 ? '/app/main.yaml' : `/app/more/${i}.yaml`, json })));

const URL = 'https://templates.s3.amazonaws.com/data.json';
const MACRO = { 'Fn::Transform': { Name: 'Company::Buckets', Parameters: { Size: 'small' } } };
const INCLUDE = { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://snippets/buckets.yaml' } } };
const loop = (collection: unknown) => ({ 'Fn::ForEach::Buckets': ['N', collection, { 'Bucket${N}': bucket() }] });

describe('compliant', () => {
  test.each<[string, object]>([
    ['a loop over what is known', { Transform: 'AWS::LanguageExtensions', Resources: loop(['A', 'B']) }],
    ['transforms of AWS that create nothing of interest', {
      Transform: ['AWS::LanguageExtensions', 'AWS::SecretsManager-2024-09-16', 'AWS::CodeDeployBlueGreen'], Resources: { Bucket: bucket() },
    }],
    ['a macro in a property, of which rules about the property know', { Resources: { Bucket: bucket({ BucketEncryption: MACRO }) } }],
    ['the macro itself', { Resources: { Macro: { Type: 'AWS::CloudFormation::Macro', Properties: { Name: 'M', FunctionName: 'F' } } } }],
  ])('%s', (_, json) => {
    expect(check(json)).toEqual([]);
  });

  test('a nested stack whose template is in the app, and one whose template is a file beside it', () => {
    const parent = { Resources: { Child: stack('https://bucket.s3.amazonaws.com/child.json'), Other: stack('more/1.yaml') } };
    expect(judged(rule, [
      { name: '/app/main.yaml', json: parent },
      { name: '/app/more/1.yaml', json: { Resources: {} } },
      { name: 'Child', json: { Resources: {} }, nestedIn: { template: '/app/main.yaml', logicalId: 'Child' } },
    ])).toEqual([]);
  });

  test.each([
    ['a version of a product', product({ LoadTemplateFromURL: URL }), 'Properties.ProvisioningArtifactParameters.0.Info.LoadTemplateFromURL'],
    ['a stack set', { Type: 'AWS::CloudFormation::StackSet', Properties: { TemplateURL: URL } }, 'Properties.TemplateURL'],
  ])('%s whose template is in the app', (_, resource, property) => {
    const json = { Resources: { Handed: resource } };
    expect(judged(rule, [{ name: 'main', json, handsOn: new Map([['Handed', new Set([property])]]) }])).toEqual([]);
    for (const handsOn of [new Map([['Handed', new Set(['Properties.Other'])]]), new Map([['Other', new Set([property])]])]) {
      expect(judged(rule, [{ name: 'main', json, handsOn }])).toMatchObject([{ on: 'Handed', status: 'unknown', property }]);
    }
  });
});

describe('violating: CloudFormation refuses the template', () => {
  test.each<[string, object, Partial<Found>]>([
    ['a loop without the transform', { Resources: loop(['A']) }, {
      on: 'Fn::ForEach::Buckets',
      property: 'Fn::ForEach',
      message: 'What Fn::ForEach::Buckets creates is not seen: the template has no Transform AWS::LanguageExtensions, without which CloudFormation does '
        + 'not expand loops.',
    }],
    ['a loop that makes a resource twice', { Transform: 'AWS::LanguageExtensions', Resources: { BucketA: bucket(), ...loop(['A']) } }, {
      on: 'Fn::ForEach::Buckets', property: 'Fn::ForEach', message: 'The template has BucketA twice: Fn::ForEach::Buckets makes it, too.',
    }],
    ['a section that is no map', { Resources: {}, Outputs: [] }, { on: 'Outputs', message: 'The Outputs section is a list, not a map.' }],
    ['a resource that is no map', { Resources: { Bucket: 'x' } }, { on: 'Bucket', message: 'Resource Bucket is a string, not a map.' }],
    ['a resource without a type', { Resources: { Bucket: {} } }, { on: 'Bucket', property: 'Type', message: 'Resource Bucket has no Type.' }],
    ['properties that are no map', { Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: [] } } }, {
      on: 'Bucket', property: 'Properties', message: 'The Properties are a list, not a map.',
    }],
  ])('%s', (_, json, found) => {
    expect(check(json)).toMatchObject([{ status: 'violation', severity: 'error', ...found }]);
  });

  test.each([
    ['a section', { Resources: {}, Outputs: null }],
    ['the properties of a resource', { Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: null } } }],
  ])('nothing in the place of %s is a warning', (_, json) => {
    expect(check(json)).toMatchObject([{ status: 'violation', severity: 'warning' }]);
  });

  test('what is seen nevertheless is a warning', () => {
    const json = { Transform: 'AWS::LanguageExtensions', Resources: loop(['A']), Outputs: { 'Fn::ForEach::Buckets': ['N', ['A'], { 'O${N}': { Value: 'x' } }] } };
    expect(check(json)).toMatchObject([{ status: 'violation', severity: 'warning', message: 'Another loop of the template has the name Buckets, too.' }]);
  });
});

describe('cannot tell', () => {
  test.each<[string, object, Partial<Found>]>([
    ['a collection that is not known', { Transform: 'AWS::LanguageExtensions', Parameters: { L: { Type: 'CommaDelimitedList' } }, Resources: loop({ Ref: 'L' }) }, {
      on: 'Fn::ForEach::Buckets', property: 'Collection', message: 'What Fn::ForEach::Buckets creates is not seen: its collection is not known: parameter L has no default.',
    }],
    ['a macro among the resources', { Resources: MACRO }, { on: 'Fn::Transform', message: 'What Fn::Transform creates is not seen: Company::Buckets is run at deployment.' }],
    ['a snippet among the resources', { Resources: INCLUDE }, { on: 'Fn::Transform', message: 'What Fn::Transform creates is not seen: AWS::Include is run at deployment.' }],
    ['a snippet in the place of a resource', { Resources: { Snippet: INCLUDE } }, { on: 'Snippet', property: 'Fn::Transform', message: 'What AWS::Include creates as Snippet is not seen: it is run at deployment.' }],
    ['a macro that is given the whole template', { Transform: 'Company::Buckets', Resources: {} }, { on: 'Fn::Transform', property: 'Transform', message: 'What Company::Buckets makes of the template is not seen: it is run at deployment.' }],
    ['a snippet in the whole template', { Transform: [{ Name: 'AWS::Include', Parameters: {} }], Resources: {} }, { on: 'Fn::Transform', property: 'Transform' }],
    ['a macro whose name is not known', { Transform: { Ref: 'X' }, Resources: {} }, { message: 'What a macro whose name is not known makes of the template is not seen: it is run at deployment.' }],
    ['a module', { Resources: { Logs: { Type: 'Company::S3::Bucket::MODULE' } } }, { on: 'Logs', property: 'Type', message: 'What module Company::S3::Bucket::MODULE creates is not seen: CloudFormation reads it at deployment.' }],
    ['a module of a tool that packages templates', { Resources: { Logs: { Type: { 'Rain::Module': 'bucket.yaml' } } } }, { on: 'Logs', message: 'What Logs creates is not seen: its Type is a map.' }],
    ['a nested stack that was published before', { Resources: { Child: stack('https://bucket.s3.amazonaws.com/child.json') } }, {
      on: 'Child', property: 'Properties.TemplateURL', message: 'What the nested stack creates is not seen: its template https://bucket.s3.amazonaws.com/child.json is not among the checked ones.',
    }],
    ['a nested stack from a parameter', { Parameters: { Url: { Type: 'String' } }, Resources: { Child: stack({ Ref: 'Url' }) } }, { on: 'Child' }],
    ['a nested stack from a file that is not checked', { Resources: { Child: stack('./child.yaml') } }, { on: 'Child' }],
    ['a stack set', { Resources: { Set: { Type: 'AWS::CloudFormation::StackSet', Properties: { TemplateURL: URL } } } }, {
      on: 'Set', property: 'Properties.TemplateURL', message: 'What Set creates is not seen: its template is not among the checked ones.',
    }],
    ['a stack set with its template as text', { Resources: { Set: { Type: 'AWS::CloudFormation::StackSet', Properties: { TemplateBody: '{}' } } } }, {
      on: 'Set', property: 'Properties.TemplateBody',
    }],
    ['a version of a product', { Resources: { Offer: product({ LoadTemplateFromURL: URL }) } }, {
      on: 'Offer',
      property: 'Properties.ProvisioningArtifactParameters.0.Info.LoadTemplateFromURL',
      message: 'What version v1 of the product creates is not seen: its template https://templates.s3.amazonaws.com/data.json is not among the checked ones.',
    }],
    ['a version of a product, from a stack', { Resources: { Offer: product({ ImportFromPhysicalId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/a/b' }) } }, { on: 'Offer' }],
    ['a product whose versions are not known', {
      Parameters: { Versions: { Type: 'String' } },
      Resources: { Offer: { Type: 'AWS::ServiceCatalog::CloudFormationProduct', Properties: { ProvisioningArtifactParameters: { Ref: 'Versions' } } } },
    }, { on: 'Offer', property: 'Properties.ProvisioningArtifactParameters' }],
    ['a product that is synchronized with a repository', {
      Resources: { Offer: { Type: 'AWS::ServiceCatalog::CloudFormationProduct', Properties: { SourceConnection: { Type: 'CODESTAR' } } } },
    }, { on: 'Offer', property: 'Properties.SourceConnection' }],
    ['a provisioned product', { Resources: { Product: { Type: 'AWS::ServiceCatalog::CloudFormationProvisionedProduct' } } }, { on: 'Product', property: 'Properties.ProductId' }],
  ])('%s', (_, json, found) => {
    expect(check(json)).toMatchObject([{ status: 'unknown', severity: 'info', ...found }]);
  });

  test('one finding for each cause, in each template', () => {
    const json = { Transform: ['One', 'One', 'Two'], Resources: { ...MACRO, Logs: { Type: 'A::B::C::MODULE' }, Data: { Type: 'A::B::C::MODULE' } } };
    expect(check(json, json).map(({ on }) => on)).toEqual(Array.from({ length: 2 }, () => ['Fn::Transform', 'Fn::Transform', 'Fn::Transform', 'Logs', 'Data']).flat());
  });
});

describe('not applicable', () => {
  test.each<[string, Sections | object]>([
    ['ordinary resources', { Resources: { Bucket: bucket(), Custom: { Type: 'Custom::Buckets' } } }],
    ['no resources', {}],
    ['a product or stack set whose template has no URL before the app is synthesized', {
      Resources: { Offer: product({}), Set: { Type: 'AWS::CloudFormation::StackSet', Properties: { StackSetName: 'set' } } },
    }],
    ['a nested stack that is never created', {
      Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } }, Resources: { Child: { ...stack('https://x/y'), Condition: 'Never' } },
    }],
  ])('%s', (_, json) => {
    expect(check(json)).toEqual([]);
  });
});

function product(Info: object) {
  return { Type: 'AWS::ServiceCatalog::CloudFormationProduct', Properties: { ProvisioningArtifactParameters: [{ Name: 'v1', Info }] } };
}

function stack(TemplateURL: unknown) {
  return { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL } };
}
