import { Policy, PolicySearch } from '../../policy-evaluation';
import { type Resource, type Text, Unknown, type Value } from '../../template';

/** What may be added to a policy. What may be taken out of it is left aside. */
const PERHAPS_MORE = Policy.of({ Statement: [{ Effect: 'Allow', Principal: new Unknown('it is added at deployment'), Action: 'kms:*', Resource: '*' }] });

/** An `AWS::KMS::Key` or `AWS::KMS::ReplicaKey` of the app. */
export class Key {
  private compiled: Policy | undefined;
  private searched: PolicySearch | undefined;
  private compiledInForce: Policy | undefined;
  private unseen: string | null | undefined;

  /**
   * @param changer What may change its policy at deployment, as a clause; nothing if nothing does.
   */
  constructor(readonly resource: Resource, private readonly changer: () => string | undefined) {}

  get arn(): string | Text {
    return this.resource.identity.arn!;
  }

  /** The policy that the template shows; one that answers "cannot tell" where the template has none that can be read. */
  get policy(): Policy {
    this.compiled ??= Policy.of(this.policyDocument ?? null);
    return this.compiled;
  }

  /** Looks for requests that its policy lets through. */
  get search(): PolicySearch {
    this.searched ??= new PolicySearch(this.policyDocument ?? null);
    return this.searched;
  }

  /** Its policy, and what it may allow besides where something may change it at deployment. */
  get policyInForce(): Policy {
    this.compiledInForce ??= this.inForce(this.policy);
    return this.compiledInForce;
  }

  /** Nothing where KMS writes the default policy, which lets IAM decide. */
  get policyDocument(): Value | undefined {
    return this.resource.read('KeyPolicy');
  }

  /** Why it may have another policy than the template shows, as a clause; nothing if it has this one. */
  get unseenPolicy(): string | undefined {
    if (this.unseen === undefined) { this.unseen = this.changer() ?? null; }
    return this.unseen ?? undefined;
  }

  /** Why it cannot be determined what its policy allows, as a clause. */
  get doubt(): string {
    return this.unseenPolicy ?? this.policy.problems[0] ?? 'it depends on what is known at deployment only';
  }

  get isReplica(): boolean {
    return this.resource.type === 'AWS::KMS::ReplicaKey';
  }

  /** A policy with what may be added to it. */
  inForce(policy: Policy): Policy {
    return this.unseenPolicy === undefined ? policy : policy.with(PERHAPS_MORE);
  }
}
