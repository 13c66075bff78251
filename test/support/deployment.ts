import type { App } from 'aws-cdk-lib';
import { ACCOUNT, arnOf, REGION, type Resource, type TemplateJson } from './concrete';
import { type Json, literal, pseudoParameters } from './literal';
import { MODERN, policyOf } from './requests';
import { type AccessRequest, type ContextKeys, decide, type Policy, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';

interface Output { Value: Json; Export?: { Name: Json } }
type AppTemplate = TemplateJson & { Outputs?: { [name: string]: Output } };

interface Place { readonly account: string; readonly region: string; readonly template: AppTemplate }
interface Deployed { readonly arn: string; readonly account: string; readonly region: string; readonly resource: Resource }

/** What S3 needs to be told of a bucket to answer requests. */
export interface Target {
  readonly bucketArn: string;
  readonly bucketAccount: string;
  readonly bucketPolicy?: Policy;
  readonly region: string;
  readonly keyArn?: string;
  readonly keyPolicy?: Policy;
  readonly bucketKey: boolean;
}

/** What a request asks of S3, and S3 of AWS KMS. */
export const OPERATIONS = {
  'GET': { s3: ['GetObject'], kms: ['Decrypt'] },
  'HEAD': { s3: ['GetObject'], kms: ['Decrypt'] },
  'PUT': { s3: ['PutObject'], kms: ['GenerateDataKey'] },
  'multipart upload': { s3: ['PutObject'], kms: ['GenerateDataKey', 'Decrypt'] },
  'COPY into': { s3: ['PutObject'], kms: ['GenerateDataKey', 'Decrypt'] },
  'DELETE': { s3: ['DeleteObject'], kms: [] },
} as const;
export type Operation = keyof typeof OPERATIONS;
export const OPERATION_NAMES = Object.keys(OPERATIONS) as Operation[];

/** An app as it would stand after deployment: every reference, also from one stack to another, is a literal. */
export class Deployment {
  private readonly places: { [stackName: string]: Place } = {};
  private readonly resources: Deployed[] = [];

  constructor(app: App) {
    for (const { stackName, template, environment } of app.synth({ force: true }).stacks) {
      this.places[stackName] = {
        template: template as AppTemplate,
        account: environment.account === 'unknown-account' ? ACCOUNT : environment.account,
        region: environment.region === 'unknown-region' ? REGION : environment.region,
      };
    }
    for (const [stackName, { account, region, template }] of Object.entries(this.places)) {
      for (const [logicalId, resource] of Object.entries(template.Resources ?? {})) {
        const deployed = this.literal(stackName, resource as unknown as Json) as unknown as Resource;
        this.resources.push({ arn: this.arnIn(stackName, logicalId), account, region, resource: deployed });
      }
    }
  }

  /** The resources of a type. */
  all(type: string): Deployed[] {
    return this.resources.filter(({ resource }) => resource.Type === type);
  }

  /** The one resource of a type whose ARN contains a text. */
  the(type: string, part = ''): Deployed {
    const found = this.all(type).filter(({ arn }) => arn.toLowerCase().includes(part.toLowerCase()));
    expect(found.map(({ arn }) => arn)).toHaveLength(1);
    return found[0];
  }

  /** A role or user by its policies. */
  identity(part = '', type = 'AWS::IAM::Role'): { principal: Principal; policies: Policy[] } {
    const { arn, resource } = this.the(type, part);
    const name = arn.replace(/^.*\//, '');
    const documents = [
      ...((resource.Properties?.Policies ?? []) as { PolicyDocument: Json }[]).map(({ PolicyDocument }) => PolicyDocument),
      ...this.all('AWS::IAM::Policy').map((policy) => policy.resource.Properties!)
        .filter(({ Roles, Users }) => [Roles, Users].flat().includes(name)).map(({ PolicyDocument }) => PolicyDocument),
    ];
    return { principal: Principal.role(arn), policies: documents.map(policyOf) };
  }

  /** A bucket, with the policy that S3 keeps for it and the key it encrypts with. */
  target(part = ''): Target {
    const { arn, account, region, resource } = this.the('AWS::S3::Bucket', part);
    const name = arn.replace(/^.*:/, '');
    const policies = this.all('AWS::S3::BucketPolicy').filter((policy) => policy.resource.Properties?.Bucket === name);
    expect(policies.length).toBeLessThan(2);
    const encryption = resource.Properties?.BucketEncryption as { ServerSideEncryptionConfiguration: any[] } | undefined;
    const [rule] = encryption?.ServerSideEncryptionConfiguration ?? [];
    const keyArn = rule?.ServerSideEncryptionByDefault?.KMSMasterKeyID as string | undefined;
    const key = this.all('AWS::KMS::Key').find((candidate) => candidate.arn === keyArn);
    return {
      bucketArn: arn,
      bucketAccount: account,
      bucketPolicy: policies[0] && policyOf(policies[0].resource.Properties!.PolicyDocument),
      region,
      keyArn,
      keyPolicy: key && policyOf(key.resource.Properties!.KeyPolicy),
      bucketKey: rule?.BucketKeyEnabled === true,
    };
  }

  private arnIn(stackName: string, logicalId: string): string {
    const { account, region, template } = this.places[stackName];
    const { Type: type, Properties = {} } = template.Resources?.[logicalId] ?? { Type: 'Parameter' };
    const name = Properties.BucketName ?? Properties.TableBucketName ?? Properties.VectorBucketName ?? Properties.RoleName ?? Properties.UserName;
    // Logical ids of two stacks can be the same, names of buckets cannot.
    const id = typeof name === 'string' ? name : `${stackName}-${logicalId}`;
    if (type === 'AWS::SQS::Queue') { return `arn:aws:sqs:${region}:${account}:${id}`; }
    if (type === 'AWS::SNS::Topic') { return `arn:aws:sns:${region}:${account}:${id}`; }
    if (type === 'AWS::IAM::User') { return `arn:aws:iam::${account}:user/${id}`; }
    return arnOf(type, id).replace(`:${ACCOUNT}:`, `:${account}:`).replace(`:${REGION}:`, `:${region}:`);
  }

  /** A value of a stack, without any reference. */
  literal(stackName: string, value: Json): Json {
    const pseudo = pseudoParameters({ ...this.places[stackName], stackName });
    return literal(value, {
      ref: (name) => pseudo[name] ?? this.named(stackName, name),
      attribute: (logicalId, attribute) => this.attribute(stackName, logicalId, attribute),
      imported: (name) => this.exported(name),
      output: (producer, name) => this.literal(producer, this.places[producer].template.Outputs![name].Value),
    });
  }

  /** What a reference to a resource gives. */
  private named(stackName: string, logicalId: string): string {
    const arn = this.arnIn(stackName, logicalId);
    return this.places[stackName].template.Resources?.[logicalId].Type === 'AWS::SNS::Topic' ? arn : arn.replace(/^.*[:/]/, '');
  }

  private attribute(stackName: string, logicalId: string, attribute: string): Json {
    const { Type: type } = this.places[stackName].template.Resources![logicalId];
    if (type !== 'Custom::CrossRegionExportReader') { return this.arnIn(stackName, logicalId); }
    for (const [writer, { template }] of Object.entries(this.places)) {
      for (const resource of Object.values(template.Resources ?? {})) {
        const written = (resource.Properties?.WriterProps as { exports?: { [name: string]: Json } } | undefined)?.exports;
        if (written && attribute in written) { return this.literal(writer, written[attribute]); }
      }
    }
    throw new Error(`nobody writes ${attribute}`);
  }

  private exported(name: string): Json {
    for (const [stackName, { template }] of Object.entries(this.places)) {
      const output = Object.values(template.Outputs ?? {}).find((candidate) => candidate.Export?.Name === name);
      if (output) { return this.literal(stackName, output.Value); }
    }
    throw new Error(`nobody exports ${name}`);
  }
}

export interface Caller { readonly principal: Principal; readonly policies?: Policy[]; readonly context?: ContextKeys }

/** Whether a whole request succeeds: S3 lets it in, and AWS KMS does what S3 asks on behalf of the caller. */
export function succeeds(operation: Operation, objectKey: string, caller: Caller, target: Target, changed: Partial<Target> = {}): boolean {
  const { bucketArn, bucketAccount, bucketPolicy, region, keyArn, keyPolicy, bucketKey } = { ...target, ...changed };
  const { s3, kms } = OPERATIONS[operation];
  const objectArn = `${bucketArn}/${objectKey}`;
  const ask = (request: AccessRequest, kind: 's3' | 'kms', resource?: Policy) =>
    certainly(decide(request, { identity: caller.policies, resource, resourceAccount: kind === 's3' ? bucketAccount : keyArn!.split(':')[4], kind }));
  const inS3 = s3.every((action) => ask({
    principal: caller.principal, action: `s3:${action}`, resource: objectArn, context: { ...MODERN, ...caller.context },
  }, 's3', bucketPolicy));
  if (!inS3 || keyArn === undefined) { return inS3; }
  const actions = bucketKey && kms.length > 0 ? new Set([...kms, 'Decrypt']) : new Set(kms);
  return [...actions].every((action) => ask({
    principal: caller.principal,
    action: `kms:${action}`,
    resource: keyArn,
    context: {
      'kms:ViaService': `s3.${region}.amazonaws.com`,
      'kms:EncryptionContext:aws:s3:arn': bucketKey ? bucketArn : objectArn,
      ...caller.context,
    },
  }, 'kms', keyPolicy));
}

/** Whether AWS KMS would do something with a key for a caller. */
export function mayUseKey(action: string, context: ContextKeys, caller: Caller, { keyArn, keyPolicy }: Target): boolean {
  return certainly(decide({ principal: caller.principal, action: `kms:${action}`, resource: keyArn!, context: { ...caller.context, ...context } },
    { identity: caller.policies, resource: keyPolicy, resourceAccount: keyArn!.split(':')[4], kind: 'kms' }));
}

/** The answer, which has to be known. */
export function certainly(answer: Ternary): boolean {
  // Asked hundreds of thousands of times: `expect()` would take longer than the answer.
  if (answer === Ternary.UNKNOWN) { throw new Error('it is not known whether the request is allowed'); }
  return answer === Ternary.YES;
}
