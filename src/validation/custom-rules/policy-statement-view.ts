import { shownValue } from './private/shown';
import { StatementEffect } from './statement-effect';
import { isMap, type Value } from '../../template';

/**
 * A read-only view of a statement of a bucket policy.
 *
 * To evaluate the effect of statements on requests, use `policyDeniesEvery()` and `policyAllowsAny()` of the bucket.
 *
 * @example
 * declare const statement: PolicyStatementView;
 *
 * if (statement.effect === StatementEffect.ALLOW) {
 *   CustomFinding.undetermined(`${statement.sid} allows something.`);
 * }
 */
export class PolicyStatementView {
  /** @internal */
  public static _of(statement: Value): PolicyStatementView {
    const { Effect: effect, Sid: sid } = isMap(statement) ? statement : {};
    return new PolicyStatementView(
      effect === 'Allow' ? StatementEffect.ALLOW : effect === 'Deny' ? StatementEffect.DENY : StatementEffect.UNKNOWN,
      JSON.stringify(shownValue(statement)),
      typeof sid === 'string' ? sid : undefined,
    );
  }

  private constructor(
    /** The effect of the statement. */
    public readonly effect: StatementEffect,
    /**
     * The statement as JSON. Intrinsic functions are evaluated. Text that is known at deployment only is written as in
     * `Fn::Sub`, for example `${Bucket.Arn}`; an unknown value is a map with the key `Unknown`.
     */
    public readonly json: string,
    /** The `Sid`, if the statement has one and it is known. */
    public readonly sid?: string,
  ) {}
}
