import { Policy } from '../../policy-evaluation';
import { isUnknown, type Resource, type Text, Unknown, type Value } from '../../template';

/** An `AWS::IAM::Role` of the app with its policies. */
export class Role {
  private compiled: readonly Policy[] | undefined;

  constructor(
    readonly resource: Resource,
    /** Policies of other resources that are attached to the role: their documents. */
    private readonly attached: readonly (() => Value | undefined)[],
    /** Whether it has managed policies besides, whose documents are not in the app. */
    private readonly hasOthers: boolean,
    /** Why it may have a policy that is not seen, as a clause; nothing if all are seen. */
    private readonly unseenPolicies: string | undefined,
  ) {}

  get arn(): string | Text {
    return this.resource.identity.arn!;
  }

  /**
   * All that its policies say: inline ones, attached ones of the app, and an unknown one where it has managed policies
   * that are not in the app, or may have policies that are not seen.
   */
  get policies(): readonly Policy[] {
    this.compiled ??= this.documents().map((document) => Policy.of(document));
    return this.compiled;
  }

  private documents(): Value[] {
    const inline = this.resource.read('Policies');
    const own = Array.isArray(inline)
      ? inline.map((_, i) => this.resource.read('Policies', i, 'PolicyDocument') ?? new Unknown('the policy has no document'))
      : isUnknown(inline) ? [inline] : [];
    const outside = this.hasOthers ? [new Unknown('what its managed policies allow is not in the app')] : [];
    const unseen = this.unseenPolicies === undefined ? [] : [new Unknown(this.unseenPolicies)];
    return [...own, ...this.attached.map((read) => read() ?? new Unknown('the policy has no document')), ...outside, ...unseen];
  }
}
