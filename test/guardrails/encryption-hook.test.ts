import * as fs from 'fs';
import * as path from 'path';
import { App, NestedStack, aws_logs as logs, Stack, type StackProps, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  EncryptionHook, EncryptionHookFailureMode, EncryptionHookOperation, type EncryptionHookProps, EncryptionHookRuleSet,
} from '../../src';
import { hookRules } from '../../src/guardrails/private/hook-function';
import { configurationOf } from '../../src/hook-function/configuration';
import { Policy, Principal } from '../../src/policy-evaluation';
import { App as Templates, Ternary } from '../../src/template';
import { Posture } from '../../src/validation/posture';
import { RULE_SET_NAMES } from '../../src/validation/rule-sets/internal';

const ACCOUNT = '111122223333';
/** With the name that the stack is deployed with: StackSets and `--stack-name` give others than the app. */
const OWN_STACK = { Ref: 'AWS::StackName' };
const ENVIRONMENT = { account: ACCOUNT, region: 'eu-west-1' };

function hookIn(props?: EncryptionHookProps, stackProps: StackProps = { env: ENVIRONMENT }): EncryptionHook {
  return new EncryptionHook(new Stack(new App(), 'Hooks', stackProps), 'Hook', props);
}

function resourcesOf(hook: EncryptionHook, type: string): { readonly [logicalId: string]: any } {
  return Template.fromStack(Stack.of(hook)).findResources(type);
}

const HOOK = 'AWS::CloudFormation::LambdaHook';

function nestedStacksOf(stack: Stack): any[] {
  return Object.values(Template.fromStack(stack).findResources('AWS::CloudFormation::Stack'));
}

function propertiesOf(props?: EncryptionHookProps, type = HOOK): any {
  return Object.values(resourcesOf(hookIn(props), type))[0].Properties;
}

describe('by default', () => {
  test('the Hook warns before stacks are created and updated, its own stack aside', () => {
    expect(propertiesOf()).toMatchObject({
      Alias: expect.stringMatching(/^Private::S3Encryption::[A-Za-z0-9]{2,64}$/),
      FailureMode: 'WARN',
      HookStatus: 'ENABLED',
      TargetOperations: ['STACK'],
      TargetFilters: { Actions: ['CREATE', 'UPDATE'] },
      StackFilters: { FilteringCriteria: 'ALL', StackNames: { Exclude: [OWN_STACK] } },
    });
    expect(propertiesOf().StackFilters).not.toHaveProperty('StackRoles');
  });

  test('the function answers before CloudFormation stops waiting, and has the newest runtime', () => {
    const { Runtime, Handler, Timeout, MemorySize, Environment, LoggingConfig } = propertiesOf({}, 'AWS::Lambda::Function');
    expect({ Handler, Timeout, MemorySize }).toEqual({ Handler: 'index.handler', Timeout: 28, MemorySize: 1024 });
    expect(Runtime).toMatch(/^nodejs2[24]\.x$/);
    expect(LoggingConfig).toEqual({ LogGroup: { Ref: expect.stringMatching(/LogGroup/) } });
    expect(configurationOf(Environment.Variables.CONFIGURATION)).toMatchObject({
      ruleSetName: 'recommended', failOnWarnings: false, newFindingsOnly: false, acceptAcknowledgements: false,
    });
  });

  test('logs are kept for a year', () => { expect(propertiesOf({}, 'AWS::Logs::LogGroup')).toEqual({ RetentionInDays: 365 }); });

  test('what is deployed as the function is the bundled file alone', () => {
    const assembly = (hookIn().node.root as App).synth();
    const folders = fs.readdirSync(assembly.directory).filter((name) => name.startsWith('asset.'));
    expect(folders).toHaveLength(1);
    expect(fs.readdirSync(path.join(assembly.directory, folders[0]))).toEqual(['index.js']);
  });
});

describe('permissions', () => {
  const FUNCTION = `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:checks`;
  const OTHER = `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:other`;
  const LOG = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:log:*`;

  /** A policy of the template, in which the function and the log group have names. */
  function policies(which: 'ExecutionRole' | 'FunctionRole') {
    const [[, { Properties }]] = Object.entries(resourcesOf(hookIn(), 'AWS::IAM::Role')).filter(([id]) => id.includes(which));
    const named = (document: unknown) => JSON.parse(JSON.stringify(document, (_, value) => {
      const [id, attribute] = value?.['Fn::GetAtt'] ?? [];
      return attribute !== 'Arn' ? value : id.includes('Function') ? FUNCTION : LOG;
    }));
    const rights: Policy[] = Properties.Policies.map((one: any) => Policy.of(named(one.PolicyDocument)));
    return { trust: Policy.of(Properties.AssumeRolePolicyDocument), rights, Properties };
  }

  const role = Principal.role(`arn:aws:iam::${ACCOUNT}:role/x`);
  const allowed = (of: Policy, action: string, resource: string, context = {}, principal = role) => (
    of.allows({ principal, action, resource, context })
  );

  test('CloudFormation Hooks of the account assume the role that invokes the function, and nobody else', () => {
    const { trust } = policies('ExecutionRole');
    const assumed = (service: string, account: string | null) => allowed(trust, 'sts:AssumeRole', '*', { 'aws:SourceAccount': account }, Principal.service(service));
    expect(assumed('hooks.cloudformation.amazonaws.com', ACCOUNT)).toBe(Ternary.YES);
    expect(assumed('hooks.cloudformation.amazonaws.com', '444455556666')).toBe(Ternary.NO);
    expect(assumed('hooks.cloudformation.amazonaws.com', null)).toBe(Ternary.NO);
    expect(assumed('lambda.amazonaws.com', ACCOUNT)).toBe(Ternary.NO);
    expect(allowed(trust, 'sts:AssumeRole', '*', { 'aws:SourceAccount': ACCOUNT })).toBe(Ternary.NO);
  });

  test('that role invokes this function, and can do nothing else', () => {
    const { rights: [rights, ...more], Properties } = policies('ExecutionRole');
    expect(more).toEqual([]);
    expect(Properties.ManagedPolicyArns).toBeUndefined();
    expect(allowed(rights, 'lambda:InvokeFunction', FUNCTION)).toBe(Ternary.YES);
    expect(allowed(rights, 'lambda:InvokeFunction', OTHER)).toBe(Ternary.NO);
    expect(allowed(rights, 'lambda:GetFunction', FUNCTION)).toBe(Ternary.NO);
    expect(allowed(rights, 's3:GetObject', 'arn:aws:s3:::templates/template')).toBe(Ternary.NO);
  });

  test('the function writes its log, and can do nothing else', () => {
    const { rights: [rights, ...more], Properties } = policies('FunctionRole');
    expect(more).toEqual([]);
    expect(Properties.ManagedPolicyArns).toBeUndefined();
    expect(allowed(rights, 'logs:PutLogEvents', LOG)).toBe(Ternary.YES);
    expect(allowed(rights, 'logs:PutLogEvents', `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:other:*`)).toBe(Ternary.NO);
    for (const action of ['logs:CreateLogGroup', 'cloudformation:GetTemplate', 's3:GetObject', 'kms:Decrypt']) { expect(allowed(rights, action, '*')).toBe(Ternary.NO); }
  });

  test('no policy is added to either role', () => {
    expect(resourcesOf(hookIn(), 'AWS::IAM::Policy')).toEqual({});
    expect(resourcesOf(hookIn(), 'AWS::Lambda::Permission')).toEqual({});
  });
});

describe('options', () => {
  test('reach the function', () => {
    const { Environment } = propertiesOf({
      ruleSet: EncryptionHookRuleSet.STRICT,
      additionalRules: ['DualLayerDefaultEncryption'],
      withoutRules: ['AccessLoggingEnabled'],
      failOnWarnings: true,
      newFindingsOnly: true,
      acceptAcknowledgements: true,
    }, 'AWS::Lambda::Function');
    const { ruleSet, ...rest } = configurationOf(Environment.Variables.CONFIGURATION);
    expect(rest).toEqual({ ruleSetName: 'strict', failOnWarnings: true, newFindingsOnly: true, acceptAcknowledgements: true });
    expect(ruleSet.ruleNames).toContain('DualLayerDefaultEncryption');
    expect(ruleSet.ruleNames).not.toContain('AccessLoggingEnabled');
  });

  test('every rule set of the CLI can be chosen, and the function knows it', () => {
    expect(Object.values(EncryptionHookRuleSet)).toEqual(RULE_SET_NAMES);
  });

  test('reach the Hook', () => {
    expect(propertiesOf({
      failureMode: EncryptionHookFailureMode.FAIL,
      enabled: false,
      hookName: 'MyOrg::S3::Encryption',
      includeStackNames: ['prod-*'],
      excludeStackNames: ['prod-legacy', 'Hooks'],
      includeRoleArns: ['arn:*:iam::*:role/cdk-*'],
      excludeRoleArns: ['arn:aws:iam::111122223333:role/break-glass'],
    })).toMatchObject({
      Alias: 'MyOrg::S3::Encryption',
      FailureMode: 'FAIL',
      HookStatus: 'DISABLED',
      StackFilters: {
        FilteringCriteria: 'ALL',
        StackNames: { Include: ['prod-*'], Exclude: [OWN_STACK, 'prod-legacy'] },
        StackRoles: { Include: ['arn:*:iam::*:role/cdk-*'], Exclude: ['arn:aws:iam::111122223333:role/break-glass'] },
      },
    });
  });

  test('a log group can be given', () => {
    const stack = new Stack(new App(), 'Hooks', { env: ENVIRONMENT });
    const logGroup = logs.LogGroup.fromLogGroupName(stack, 'Log', 'hooks');
    const hook = new EncryptionHook(stack, 'Hook', { logGroup });
    expect(hook.logGroup).toBe(logGroup);
    expect(resourcesOf(hook, 'AWS::Logs::LogGroup')).toEqual({});
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { LoggingConfig: { LogGroup: 'hooks' } });
  });

  test('the stack of a Stage is left out by the name that it is deployed with', () => {
    const hook = new EncryptionHook(new Stack(new Stage(new App(), 'Prod'), 'Hooks'), 'Hook', { excludeStackNames: ['Prod-Hooks', 'Hooks'] });
    const [{ Properties }] = Object.values(resourcesOf(hook, HOOK));
    expect(Properties.StackFilters.StackNames).toEqual({ Exclude: [OWN_STACK, 'Hooks'] });
  });

  test('in nested stacks, those around them are left out, too: updating them updates the Hook', () => {
    const root = new Stack(new App(), 'Root', { env: ENVIRONMENT });
    const middle = new NestedStack(root, 'Middle');
    const inner = new NestedStack(middle, 'Inner');
    new EncryptionHook(inner, 'Hook', { excludeStackNames: ['Root', 'other'] });
    const [{ Properties }] = Object.values<any>(Template.fromStack(inner).findResources(HOOK));
    const [own, ofMiddle, ofRoot, ...others] = Properties.StackFilters.StackNames.Exclude;
    expect(own).toEqual(OWN_STACK);
    expect(others).toEqual(['other']);
    const [{ Properties: { Parameters: ofInner } }] = nestedStacksOf(middle);
    expect(ofInner[ofMiddle.Ref]).toEqual(OWN_STACK);
    const [{ Properties: { Parameters: ofTheMiddle } }] = nestedStacksOf(root);
    expect(ofTheMiddle[ofInner[ofRoot.Ref].Ref]).toEqual(OWN_STACK);
  });

  test('two Hooks of a stack have different names', () => {
    const hook = hookIn();
    const other = new EncryptionHook(Stack.of(hook), 'Other');
    expect(other.hookNames).not.toEqual(hook.hookNames);
  });
});

describe('operations', () => {
  const { STACK, CHANGE_SET, RESOURCE, CLOUD_CONTROL } = EncryptionHookOperation;
  const FILTERS: EncryptionHookProps = { excludeRoleArns: ['arn:aws:iam::111122223333:role/break-glass'] };
  const NAMED: EncryptionHookProps = { hookName: 'MyOrg::S3::Encryption', ...FILTERS };
  const TYPES = ['AWS::S3::*', 'AWS::S3Express::*', 'AWS::S3Tables::*', 'AWS::S3Vectors::*', 'AWS::KMS::*'];

  function hooksWith(operations: EncryptionHookOperation[]): { readonly [alias: string]: any } {
    const hooks = Object.values(resourcesOf(hookIn({ operations, ...NAMED }), HOOK));
    return Object.fromEntries(hooks.map(({ Properties }) => [Properties.Alias, Properties]));
  }

  test('have a Hook each, since filters of stacks are ignored where Cloud Control API is a target, and filters of types are for resources', () => {
    const hooks = hooksWith([CLOUD_CONTROL, RESOURCE, STACK, CHANGE_SET]);
    expect(Object.keys(hooks)).toEqual(['MyOrg::S3::Encryption', 'MyOrg::S3::EncryptionResources', 'MyOrg::S3::EncryptionCloudControl']);
    const [ofStacks, ofResources, ofCloudControl] = Object.values(hooks);
    const StackFilters = {
      FilteringCriteria: 'ALL',
      StackNames: { Exclude: [OWN_STACK] },
      StackRoles: { Exclude: ['arn:aws:iam::111122223333:role/break-glass'] },
    };
    expect(ofStacks).toMatchObject({ TargetOperations: ['STACK', 'CHANGE_SET'], StackFilters });
    expect(ofStacks.TargetFilters).toEqual({ Actions: ['CREATE', 'UPDATE'] });
    expect(ofResources).toMatchObject({ TargetOperations: ['RESOURCE'], StackFilters });
    expect(ofResources.TargetFilters).toEqual({ Actions: ['CREATE', 'UPDATE'], TargetNames: TYPES });
    expect(ofCloudControl).toMatchObject({ TargetOperations: ['CLOUD_CONTROL'], TargetFilters: { Actions: ['CREATE', 'UPDATE'], TargetNames: TYPES } });
    expect(ofCloudControl).not.toHaveProperty('StackFilters');
    for (const name of ['LambdaFunction', 'ExecutionRole', 'FailureMode', 'HookStatus']) {
      expect([ofResources[name], ofCloudControl[name]]).toEqual([ofStacks[name], ofStacks[name]]);
    }
  });

  test('keep the name of their Hook when others are added', () => {
    const all = Object.entries(hooksWith([STACK, RESOURCE, CLOUD_CONTROL]));
    for (const operation of [STACK, RESOURCE]) {
      const [alias] = all.find(([, { TargetOperations }]) => TargetOperations[0] === operation)!;
      expect(Object.keys(hooksWith([operation]))).toEqual([alias]);
    }
  });

  test('names and ARNs of all Hooks are known', () => {
    const hook = hookIn({ operations: [STACK, RESOURCE, CLOUD_CONTROL] });
    const aliases = Object.values(resourcesOf(hook, HOOK)).map(({ Properties }) => Properties.Alias);
    expect(hook.hookNames).toEqual(aliases);
    for (const alias of aliases) { expect(alias).toMatch(/^Private::S3Encryption::[A-Za-z0-9]{2,64}$/); }
    expect(Stack.of(hook).resolve(hook.hookArns)).toEqual(Object.keys(resourcesOf(hook, HOOK)).map((id) => ({ 'Fn::GetAtt': [id, 'HookArn'] })));
  });

  test.each<[string, EncryptionHookProps, string]>([
    ['filters of stacks for Cloud Control API alone', { operations: [CLOUD_CONTROL], ...FILTERS },
      'Hooks/Hook: excludeRoleArns has no effect for CLOUD_CONTROL: CloudFormation ignores filters of stacks there. Fix: leave out excludeRoleArns.'],
    ['acknowledgements of resources', { operations: [STACK, RESOURCE], acceptAcknowledgements: true },
      'Hooks/Hook: acceptAcknowledgements cannot be set for RESOURCE: requests for resources do not have their Metadata. Fix: leave out RESOURCE, and create a second EncryptionHook for it.'],
    ['a rule set without a rule for resources', { operations: [STACK, RESOURCE], ruleSet: EncryptionHookRuleSet.CIS_AWS_5 },
      'Hooks/Hook: no rule of the rule set cis-aws-5 can be checked on a resource alone, and operations have RESOURCE. Fix: leave out RESOURCE, or use another rule set, for example RECOMMENDED.'],
    ['a rule that never runs', { operations: [RESOURCE, CLOUD_CONTROL], additionalRules: ['DefaultEncryptionDeclared', 'KmsDefaultEncryption'] },
      'Hooks/Hook: additionalRules names KmsDefaultEncryption, which cannot be checked on a resource alone, and operations are RESOURCE, CLOUD_CONTROL. Fix: leave it out, or add STACK to operations.'],
    ['two layers of resources alone', { operations: [CLOUD_CONTROL], ruleSet: EncryptionHookRuleSet.DUAL_LAYER },
      'Hooks/Hook: ruleSet is DUAL_LAYER, whose rule DualLayerDefaultEncryption cannot be checked on a resource alone, and operations are CLOUD_CONTROL. Fix: use STRICT, or add STACK to operations.'],
    ['a name that leaves no room', { operations: [CLOUD_CONTROL], hookName: `A1::B2::${'c'.repeat(53)}` }, 'use at most 52 characters for the last of its three names'],
  ])('%s are refused', (_, props, message) => {
    expect(() => hookIn(props)).toThrow(message);
  });

  test.each<[string, EncryptionHookProps]>([
    ['filters of stacks for resources of stacks', { operations: [RESOURCE, CLOUD_CONTROL], ...FILTERS }],
    ['a rule set without a rule for resources, of stacks', { operations: [STACK, CHANGE_SET], ruleSet: EncryptionHookRuleSet.CIS_AWS_5 }],
    ['one with a rule added that is for resources', { operations: [RESOURCE], ruleSet: EncryptionHookRuleSet.CIS_AWS_5, additionalRules: ['DefaultEncryptionDeclared'] }],
    ['a rule that runs for stacks', { operations: [STACK, RESOURCE], additionalRules: ['DualLayerDefaultEncryption'] }],
    ['two layers of stacks, and what else resources show', { operations: [STACK, RESOURCE], ruleSet: EncryptionHookRuleSet.DUAL_LAYER }],
  ])('%s are accepted', (_, props) => {
    expect(() => hookIn(props)).not.toThrow();
  });

  test('a rule set whose rules for resources are left out is refused', () => {
    const { rulesOfOneResource } = hookRules();
    const withoutRules = [...rulesOfOneResource[EncryptionHookRuleSet.RECOMMENDED]];
    expect(() => hookIn({ operations: [RESOURCE], withoutRules })).toThrow('no rule of the rule set recommended can be checked on a resource alone');
    expect(() => hookIn({ operations: [RESOURCE], withoutRules: withoutRules.slice(1) })).not.toThrow();
  });
});

test.each<[string, EncryptionHookProps, string]>([
  ['an unknown rule', { withoutRules: ['NoSuchRule'] }, 'Hooks/Hook: withoutRules contains "NoSuchRule", but this rule doesn\'t exist. Fix: use a name that "npx cdk-s3-encryption rules" lists.'],
  ['no operation', { operations: [] }, 'Hooks/Hook: operations cannot be []. Fix: pass at least one value, or leave it out.'],
  ['an operation twice', { operations: [EncryptionHookOperation.STACK, EncryptionHookOperation.STACK] }, 'Hooks/Hook: operations cannot be ["STACK","STACK"]. Fix: specify STACK once.'],
  ['too many stacks', { excludeStackNames: Array.from({ length: 50 }, (_, i) => `s${i}`) }, 'Hooks/Hook: excludeStackNames has 50 values, but CloudFormation allows at most 49. Fix: use patterns with *.'],
  ['a rule twice', { withoutRules: ['AccessLoggingEnabled', 'AccessLoggingEnabled'] }, 'specify AccessLoggingEnabled once'],
  ['a rule that is added and left out', { additionalRules: ['AccessLoggingEnabled'], withoutRules: ['AccessLoggingEnabled'] },
    'Hooks/Hook: additionalRules and withoutRules both name AccessLoggingEnabled. Fix: leave it out of one of them.'],
  ['new findings of change sets', { newFindingsOnly: true, operations: [EncryptionHookOperation.CHANGE_SET] }, 'newFindingsOnly cannot be set for CHANGE_SET'],
  ['a name of AWS', { hookName: 'AWS::S3::Hook' }, 'hookName cannot be "AWS::S3::Hook"'],
  ['a stack by its ARN', { includeStackNames: ['arn:aws:cloudformation:eu-west-1:111122223333:stack/a/1'] }, 'Fix: pass the name of a stack, or a pattern such as prod-*'],
  ['a user in place of a role', { excludeRoleArns: ['arn:aws:iam::111122223333:user/a'] }, 'Fix: pass the ARN of a role'],
])('%s is refused', (_, props, message) => {
  expect(() => hookIn(props)).toThrow(message);
});

test('the retention of a given log group is set there', () => {
  const stack = new Stack(new App(), 'Hooks');
  const logGroup = logs.LogGroup.fromLogGroupName(stack, 'Log', 'hooks');
  expect(() => new EncryptionHook(stack, 'Hook', { logGroup, logRetention: logs.RetentionDays.ONE_DAY }))
    .toThrow('Hooks/Hook: logRetention does not apply to the existing log group Hooks/Log. Fix: set the retention of that log group, or leave logGroup out.');
});

test('its own stack passes the rules', () => {
  const template = Template.fromStack(Stack.of(hookIn())).toJSON();
  const { ruleSet } = configurationOf(JSON.stringify({ ruleSet: 'strict' }));
  expect(ruleSet._judge(Posture.of(Templates.of([{ name: 'Hooks', json: template, environment: ENVIRONMENT }])))).toEqual([]);
});
