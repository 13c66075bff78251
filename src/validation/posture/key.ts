import { Policy } from '../../policy-evaluation';
import type { Resource, Text, Value } from '../../template';

/** An `AWS::KMS::Key` or `AWS::KMS::ReplicaKey` of the app. */
export class Key {
  private compiled: Policy | undefined;

  constructor(readonly resource: Resource) {}

  get arn(): string | Text {
    return this.resource.identity.arn!;
  }

  /** Its policy; one that answers "cannot tell" where the template has none that can be read. */
  get policy(): Policy {
    this.compiled ??= Policy.of(this.policyDocument ?? null);
    return this.compiled;
  }

  /** Nothing where KMS writes the default policy, which lets IAM decide. */
  get policyDocument(): Value | undefined {
    return this.resource.read('KeyPolicy');
  }

  get isReplica(): boolean {
    return this.resource.type === 'AWS::KMS::ReplicaKey';
  }
}
