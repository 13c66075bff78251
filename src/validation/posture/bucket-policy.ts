import { Policy, PolicySearch } from '../../policy-evaluation';
import type { Resource, Value } from '../../template';
import { mentionedConditionKeys } from './private/mentioned-condition-keys';

/** An `AWS::S3::BucketPolicy`, or the policy of a bucket of another kind, read when it is first asked. */
export class BucketPolicy {
  private compiled: Policy | undefined;
  private searched: PolicySearch | undefined;
  private conditions: ReadonlyMap<string, readonly string[]> | undefined;

  /** @param documentProperty The property with its document. */
  constructor(readonly resource: Resource, readonly documentProperty: string = 'PolicyDocument') {}

  get policy(): Policy {
    this.compiled ??= Policy.of(this.document);
    return this.compiled;
  }

  /** Looks for requests that it lets through. */
  get search(): PolicySearch {
    this.searched ??= new PolicySearch(this.document);
    return this.searched;
  }

  /** The condition keys that its statements look at, in lower case, with the literal values that they compare them with. */
  get conditionKeys(): ReadonlyMap<string, readonly string[]> {
    this.conditions ??= mentionedConditionKeys(this.document);
    return this.conditions;
  }

  get document(): Value {
    return this.resource.read(this.documentProperty) ?? null;
  }
}
