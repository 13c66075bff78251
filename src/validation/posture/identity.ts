import { type AccessRequest, Policy } from '../../policy-evaluation';
import { any, isUnknown, type PropertyPath, type Resource, type Ternary, type Text, Unknown, type Value } from '../../template';

/** Where the document of a policy stands. */
export interface PolicySource {
  readonly resource: Resource;
  readonly path: PropertyPath;
}

/** What is attached to a role or user besides its own properties. */
export interface Attached {
  /** Policies of other resources of the app. */
  readonly policies: readonly PolicySource[];
  /** What names managed policies whose documents are not in the app. */
  readonly managedPolicies: readonly Value[];
  /** Why it may have a policy that is not seen, as a clause; nothing if all are seen. */
  readonly unseenPolicies: string | undefined;
}

/** A role or user of the app with its policies. */
export class Identity {
  private compiled: readonly Policy[] | undefined;
  private ofApp: readonly Policy[] | undefined;

  constructor(readonly resource: Resource, private readonly attached: Attached) {}

  get arn(): string | Text {
    return this.resource.identity.arn!;
  }

  /**
   * All that its policies say: inline ones, attached ones of the app, and an unknown one where it has managed policies
   * that are not in the app, or may have policies that are not seen.
   */
  get policies(): readonly Policy[] {
    this.compiled ??= [...this.policiesInApp, ...this.others().map((document) => Policy.of(document))];
    return this.compiled;
  }

  /** Whether one of its policies allows the request. */
  allows(request: AccessRequest): Ternary {
    return any(this.policies.map((policy) => policy.allows(request)));
  }

  /** Whether one denies it. Of policies whose documents are not at hand we take it that they do not. */
  denies(request: AccessRequest): Ternary {
    return any(this.policies.filter(isReadable).map((policy) => policy.denies(request)));
  }

  /** Its policies whose documents are in the app. */
  get policiesInApp(): readonly Policy[] {
    this.ofApp ??= this.documentsInApp.map((document) => Policy.of(document));
    return this.ofApp;
  }

  /** What names managed policies whose documents are not in the app. */
  get managedPolicies(): readonly Value[] {
    return this.attached.managedPolicies;
  }

  /** Why it may have a policy that is not seen, as a clause; nothing if all are seen. */
  get unseenPolicies(): string | undefined {
    return this.attached.unseenPolicies;
  }

  /** Where the policies of the app stand that belong to it: inline ones, and those of other resources. */
  get sources(): readonly PolicySource[] {
    const inline = this.resource.read('Policies');
    const own = Array.isArray(inline) ? inline.map((_, i) => ({ resource: this.resource, path: ['Policies', i, 'PolicyDocument'] })) : [];
    return [...own, ...this.attached.policies];
  }

  /** Their documents. */
  get documentsInApp(): readonly Value[] {
    const inline = this.resource.read('Policies');
    const documents = this.sources.map(({ resource, path }) => resource.read(...path) ?? new Unknown('the policy has no document'));
    return isUnknown(inline) ? [inline, ...documents] : documents;
  }

  private others(): Value[] {
    const { managedPolicies, unseenPolicies } = this.attached;
    const outside = managedPolicies.length > 0 ? [new Unknown('what its managed policies allow is not in the app')] : [];
    return [...outside, ...unseenPolicies === undefined ? [] : [new Unknown(unseenPolicies)]];
  }
}

/** What stands for a policy whose document is not known says nothing of its effect. */
function isReadable(policy: Policy): boolean {
  return policy.statements.length === 0 || policy.statements.some((statement) => statement.effect !== undefined);
}
