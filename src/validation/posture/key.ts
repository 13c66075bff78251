import { Policy, PolicySearch } from '../../policy-evaluation';
import type { Resource, Text, Value } from '../../template';

/** An `AWS::KMS::Key` or `AWS::KMS::ReplicaKey` of the app. */
export class Key {
  private compiled: Policy | undefined;
  private searched: PolicySearch | undefined;

  constructor(readonly resource: Resource) {}

  get arn(): string | Text {
    return this.resource.identity.arn!;
  }

  /** Its policy; one that answers "cannot tell" where the template has none that can be read. */
  get policy(): Policy {
    this.compiled ??= Policy.of(this.policyDocument ?? null);
    return this.compiled;
  }

  /** Looks for requests that its policy lets through. */
  get search(): PolicySearch {
    this.searched ??= new PolicySearch(this.policyDocument ?? null);
    return this.searched;
  }

  /** Nothing where KMS writes the default policy, which lets IAM decide. */
  get policyDocument(): Value | undefined {
    return this.resource.read('KeyPolicy');
  }

  get isReplica(): boolean {
    return this.resource.type === 'AWS::KMS::ReplicaKey';
  }
}
