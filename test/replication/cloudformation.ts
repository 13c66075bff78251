import { answerOf, type FakeS3, s3Error } from './configuration-function';
import { policiesOf } from './requests';
import { type AccessRequest, decide, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { resourcesInOrder, stacksInOrder } from '../support/deployment-order';
import { ALLOWED_EVERYTHING, MODERN, policyOf } from '../support/requests';
import type { Deployed, World } from '../support/world';

interface Configuration { readonly Role: string; readonly [property: string]: unknown }

/**
 * AWS accounts to which stacks are deployed one after the other, in CloudFormation's order: everything is created and
 * updated, what others refer to first; then what has left the template is deleted, backwards. Each call is decided by the
 * policies that are in force at that moment.
 */
export class Accounts {
  /** What was denied, or failed. */
  readonly faults: string[] = [];
  /** What custom resources were told. */
  readonly events: string[] = [];
  /** Replication configurations as S3 has them, by the name of the bucket. */
  private readonly configurations = new Map<string, Configuration>();
  private readonly inForce = new Map<string, Deployed>();
  private readonly order = new Map<string, string[]>();

  /** The role that replicates a bucket, if any. */
  replicating({ name }: Deployed): string | undefined { return this.configurations.get(name)?.Role; }

  /** The configuration of a bucket as S3 has it. */
  configurationOf({ name }: Deployed): Configuration | undefined { return this.configurations.get(name); }

  /**
   * Deploys stacks.
   *
   * @param stacks Which, in this order. Default: all that the app has, each after those that it depends on
   */
  async deploy(world: World, stacks = stacksInOrder(world)): Promise<void> {
    for (const stack of stacks) {
      const resources = resourcesInOrder(world, stack);
      const names = resources.map(nameOf);
      for (const resource of resources) { await this.put(nameOf(resource), resource); }
      const left = (this.order.get(stack) ?? []).filter((name) => !names.includes(name));
      for (const name of [...left].reverse()) { await this.remove(name); }
      this.order.set(stack, names);
    }
  }

  /** Deletes a stack. */
  async destroy(stack: string): Promise<void> {
    for (const name of [...this.order.get(stack)!].reverse()) { await this.remove(name); }
    this.order.delete(stack);
  }

  private async put(name: string, resource: Deployed): Promise<void> {
    const former = this.inForce.get(name);
    const changed = (property: string) => JSON.stringify(former?.properties[property]) !== JSON.stringify(resource.properties[property]);
    switch (resource.type) {
      case 'AWS::S3::Bucket': {
        if (former && changed('BucketEncryption')) { this.asCloudFormation('PutEncryptionConfiguration', resource); }
        this.inForce.set(name, resource);
        if (changed('ReplicationConfiguration')) { this.replicate(resource); }
        return;
      }
      case 'AWS::S3::BucketPolicy': {
        const bucket = this.bucketNamed(resource.properties.Bucket as string)!;
        if (changed('PolicyDocument')) { this.asCloudFormation('PutBucketPolicy', bucket); }
        break;
      }
      case 'Custom::S3BucketReplication':
        if (!former) { await this.tell('Create', resource); } else if (JSON.stringify(former.properties) !== JSON.stringify(resource.properties)) { await this.tell('Update', resource); }
        break;
      default:
    }
    this.inForce.set(name, resource);
  }

  private async remove(name: string): Promise<void> {
    const resource = this.inForce.get(name)!;
    // Buckets stay.
    if ((resource.raw as { DeletionPolicy?: string }).DeletionPolicy === 'Retain') { return; }
    if (resource.type === 'Custom::S3BucketReplication') { await this.tell('Delete', resource); }
    if (resource.type === 'AWS::S3::BucketPolicy') { this.asCloudFormation('DeleteBucketPolicy', this.bucketNamed(resource.properties.Bucket as string)!); }
    this.inForce.delete(name);
  }

  private replicate(bucket: Deployed): void {
    this.asCloudFormation('PutReplicationConfiguration', bucket);
    const configuration = bucket.properties.ReplicationConfiguration as Configuration | undefined;
    if (configuration) { this.configurations.set(bucket.name, configuration); } else { this.configurations.delete(bucket.name); }
  }

  private asCloudFormation(action: string, bucket: Deployed): void {
    const role = `arn:aws:iam::${bucket.account}:role/cdk-hnb659fds-cfn-exec-role-${bucket.account}-${bucket.region}`;
    this.ask({ principal: Principal.role(role), action: `s3:${action}`, resource: bucket.arn, context: MODERN }, [ALLOWED_EVERYTHING]);
  }

  private async tell(RequestType: 'Create' | 'Update' | 'Delete', resource: Deployed): Promise<void> {
    const { ServiceToken, ...ResourceProperties } = resource.properties;
    const handler = this.at(ServiceToken as string)!;
    const role = this.at(handler.properties.Role as string)!;
    this.events.push(`${RequestType} ${resource.logicalId}`);
    const event = { RequestType, LogicalResourceId: resource.logicalId, ResourceProperties, ...RequestType === 'Create' ? {} : { PhysicalResourceId: resource.logicalId } };
    const { Status, Reason } = await answerOf((handler.properties.Code as { ZipFile: string }).ZipFile, event, this.s3As(role));
    if (Status === 'FAILED') { this.faults.push(`${RequestType} ${nameOf(resource)}: ${Reason}`); }
  }

  private s3As(role: Deployed): FakeS3 {
    const principal = Principal.role(role.arn);
    const may = (action: string, resource: string, context: AccessRequest['context']) => {
      if (!this.ask({ principal, action, resource, context }, policiesOf(this.world, role))) { throw s3Error('AccessDenied'); }
    };
    return (call, { Bucket, ReplicationConfiguration }, region) => {
      const bucket = this.bucketNamed(Bucket as string);
      if (!bucket) { throw s3Error('NoSuchBucket'); }
      if (bucket.region !== region) { throw s3Error('PermanentRedirect'); }
      may(call === 'GetBucketReplication' ? 's3:GetReplicationConfiguration' : 's3:PutReplicationConfiguration', bucket.arn, MODERN);
      switch (call) {
        case 'GetBucketReplication':
          if (!this.configurations.has(bucket.name)) { throw s3Error('ReplicationConfigurationNotFoundError'); }
          return { ReplicationConfiguration: this.configurations.get(bucket.name) };
        case 'DeleteBucketReplication':
          this.configurations.delete(bucket.name);
          return {};
        default:
          may('iam:PassRole', ReplicationConfiguration.Role as string, { 'iam:PassedToService': 's3.amazonaws.com' });
          this.configurations.set(bucket.name, ReplicationConfiguration as Configuration);
          return {};
      }
    };
  }

  /** Whether a request is allowed; notes it if it is not. */
  private ask(request: AccessRequest, identity: Parameters<typeof decide>[1]['identity']): boolean {
    const bucket = this.at(String(request.resource));
    const policy = [...this.inForce.values()].find(({ type, properties }) => type === 'AWS::S3::BucketPolicy' && properties.Bucket === bucket?.name);
    const resource = bucket?.type === 'AWS::S3::Bucket' && policy ? policyOf(policy.properties.PolicyDocument) : undefined;
    const answer = decide(request, { identity, resource, resourceAccount: request.principal.account as string, kind: 's3' });
    if (answer !== Ternary.YES) { this.faults.push(`${String(request.principal.names[0])}: ${request.action} on ${String(request.resource)} is ${answer === Ternary.NO ? 'denied' : 'undecided'}`); }
    return answer === Ternary.YES;
  }

  private get world(): World { return { resources: [...this.inForce.values()] } as unknown as World; }

  private at(arn: string): Deployed | undefined { return [...this.inForce.values()].find((resource) => resource.arn === arn); }

  private bucketNamed(name: string): Deployed | undefined { return this.at(`arn:aws:s3:::${name}`); }
}

function nameOf({ stack, logicalId }: Deployed): string { return `${stack}/${logicalId}`; }
