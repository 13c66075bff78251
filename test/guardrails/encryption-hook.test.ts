import * as fs from 'fs';
import * as path from 'path';
import { App, NestedStack, aws_logs as logs, Stack, type StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  EncryptionHook, EncryptionHookFailureMode, EncryptionHookOperation, type EncryptionHookProps, EncryptionHookRuleSet,
} from '../../src';
import { configurationOf } from '../../src/hook-function/configuration';
import { Policy, Principal } from '../../src/policy-evaluation';
import { App as Templates, Ternary } from '../../src/template';
import { Posture } from '../../src/validation/posture';
import { RULE_SET_NAMES } from '../../src/validation/rule-sets/internal';

const ACCOUNT = '111122223333';
const ENVIRONMENT = { account: ACCOUNT, region: 'eu-west-1' };

function hookIn(props?: EncryptionHookProps, stackProps: StackProps = { env: ENVIRONMENT }): EncryptionHook {
  return new EncryptionHook(new Stack(new App(), 'Hooks', stackProps), 'Hook', props);
}

function resourcesOf(hook: EncryptionHook, type: string): { readonly [logicalId: string]: any } {
  return Template.fromStack(Stack.of(hook)).findResources(type);
}

function propertiesOf(props?: EncryptionHookProps, type = 'AWS::CloudFormation::LambdaHook'): any {
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
      StackFilters: { FilteringCriteria: 'ALL', StackNames: { Exclude: ['Hooks'] } },
    });
    expect(propertiesOf().StackFilters).not.toHaveProperty('StackRoles');
  });

  test('the function has the time that CloudFormation waits, and the newest runtime', () => {
    const { Runtime, Handler, Timeout, MemorySize, Environment, LoggingConfig } = propertiesOf({}, 'AWS::Lambda::Function');
    expect({ Handler, Timeout, MemorySize }).toEqual({ Handler: 'index.handler', Timeout: 30, MemorySize: 1024 });
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
        StackNames: { Include: ['prod-*'], Exclude: ['Hooks', 'prod-legacy'] },
        StackRoles: { Include: ['arn:*:iam::*:role/cdk-*'], Exclude: ['arn:aws:iam::111122223333:role/break-glass'] },
      },
    });
  });

  test.each<[string, EncryptionHookOperation[], object]>([
    ['stacks and change sets', [EncryptionHookOperation.STACK, EncryptionHookOperation.CHANGE_SET], { Actions: ['CREATE', 'UPDATE'] }],
    ['stacks and resources', [EncryptionHookOperation.STACK, EncryptionHookOperation.RESOURCE], { Actions: ['CREATE', 'UPDATE'] }],
    ['resources alone', [EncryptionHookOperation.RESOURCE, EncryptionHookOperation.CLOUD_CONTROL], {
      Actions: ['CREATE', 'UPDATE'], TargetNames: ['AWS::S3::*', 'AWS::S3Express::*', 'AWS::S3Tables::*', 'AWS::S3Vectors::*', 'AWS::KMS::*'],
    }],
  ])('%s', (_, operations, filters) => {
    const { TargetOperations, TargetFilters } = propertiesOf({ operations });
    expect({ TargetOperations, TargetFilters }).toEqual({ TargetOperations: operations, TargetFilters: filters });
  });

  test('a log group can be given', () => {
    const stack = new Stack(new App(), 'Hooks', { env: ENVIRONMENT });
    const logGroup = logs.LogGroup.fromLogGroupName(stack, 'Log', 'hooks');
    const hook = new EncryptionHook(stack, 'Hook', { logGroup });
    expect(hook.logGroup).toBe(logGroup);
    expect(resourcesOf(hook, 'AWS::Logs::LogGroup')).toEqual({});
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { LoggingConfig: { LogGroup: 'hooks' } });
  });

  test('of a nested stack, the name is not known', () => {
    const nested = new NestedStack(new Stack(new App(), 'Parent'), 'Nested');
    new EncryptionHook(nested, 'Hook');
    const [{ Properties }] = Object.values(Template.fromStack(nested).findResources('AWS::CloudFormation::LambdaHook'));
    expect(Properties).not.toHaveProperty('StackFilters');
  });

  test('two Hooks of a stack have different names', () => {
    const hook = hookIn();
    const other = new EncryptionHook(Stack.of(hook), 'Other');
    expect(other.hookName).not.toBe(hook.hookName);
  });
});

test.each<[string, EncryptionHookProps, string]>([
  ['an unknown rule', { withoutRules: ['NoSuchRule'] }, 'Hooks/Hook: withoutRules contains "NoSuchRule", but this rule doesn\'t exist. Fix: use a name that "npx cdk-s3-encryption rules" lists.'],
  ['no operation', { operations: [] }, 'Hooks/Hook: operations cannot be []. Fix: pass at least one value, or leave it out.'],
  ['an operation twice', { operations: [EncryptionHookOperation.STACK, EncryptionHookOperation.STACK] }, 'Hooks/Hook: operations cannot be ["STACK","STACK"]. Fix: specify STACK once.'],
  ['too many stacks', { excludeStackNames: Array.from({ length: 50 }, (_, i) => `s${i}`) }, 'Hooks/Hook: excludeStackNames has 50 values, but CloudFormation allows at most 49. Fix: use patterns with *.'],
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
